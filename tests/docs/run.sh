#!/bin/sh
# run - what the documents show is what the program does
#
# README.md shows plants/parks/first.yaml whole and prints its comparison; each `coplant ...` line of README.md runs. docs/language.md shows
# models that read, and a park of heat.
# Environment: COPLANT, the program.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/checks.sh

# The block behind <!-- NAME --> in README.md, or in the file that is named, without its fence.
block() {
    awk -v name="<!-- $1 -->" '$0 == name { wanted = 1; next } wanted && /^```/ { if (inside) exit; inside = 1; next } wanted && inside' "${2-README.md}"
}

block first.yaml >"$work/first.yaml"
diff -u plants/parks/first.yaml "$work/first.yaml"
check "README.md shows plants/parks/first.yaml" $?

block compare >"$work/compare.wanted"
"$coplant" compare plants/parks/first.yaml 2>&1 | sed -n '/^The whole park/,/^$/p' | sed '$d' >"$work/compare"
diff -u "$work/compare.wanted" "$work/compare"
check "README.md shows the comparison of plants/parks/first.yaml" $?

block bay >"$work/compare.wanted"
"$coplant" compare plants/parks/bay.yaml 2>&1 | sed -n '/^The whole park/,/^$/p' | sed '$d' >"$work/compare"
diff -u "$work/compare.wanted" "$work/compare"
check "README.md shows the comparison of plants/parks/bay.yaml" $?

block infeasible >"$work/infeasible.wanted"
sed 's/price: 2300 CNY\/t}/price: 2300 CNY\/t, min: 130 kt\/a}/' plants/parks/first.yaml >"$work/first.yaml"
(cd "$work" && "$coplant" solve first.yaml 2>&1 >/dev/null) >"$work/infeasible"
diff -u "$work/infeasible.wanted" "$work/infeasible"
check "README.md shows what an infeasible park says" $?

block wrong >"$work/wrong.wanted"
sed 's/natural_gas: {price: 3.2 CNY.Nm3}/natural_gas: {price: 3.2 CNY\/m3}/' plants/parks/first.yaml >"$work/first.yaml"
(cd "$work" && "$coplant" check first.yaml 2>&1) >"$work/wrong"
diff -u "$work/wrong.wanted" "$work/wrong"
check "README.md shows what a wrong unit says" $?

# What README.md writes with `coplant new` checks clean and solves.
grep '^coplant new ' README.md | sed 's/ -o park.yaml.*//' >"$work/new"
while read -r program line; do
    # shellcheck disable=SC2086 # words of a line
    "$coplant" $line >"$work/new.yaml" && "$coplant" solve "$work/new.yaml" --plants plants >"$work/plan" && grep -q '^proved' "$work/plan"
    check "README.md: $program $line" $?
done <"$work/new"

# The examples of modes, pieces and heat in docs/language.md are models that read.
awk '/^```yaml/ { text = ""; inside = 1; next } /^```/ && inside { inside = 0; if (text ~ /(^|\n)(modes|piecewise):/) { n++; print text >(work "/example" n) } next }
    inside { text = text $0 "\n" }' work="$work" docs/language.md
for example in "$work"/example*; do
    grep -q '^basis:' "$example" || sed -i '1i basis: 1 t steam_low' "$example"
    { printf 'coplant: 1\npark: example\nmodels:\n  example:\n'; sed 's/^/    /' "$example"; printf 'facilities:\n  works: {}\n'; } >"$work/example.yaml"
    "$coplant" check "$work/example.yaml" --plants plants >"$work/said"
    check "docs/language.md: $(grep -o 'modes\|piecewise' "$example" | head -n 1)" $?
done

block 'heat park' docs/language.md >"$work/drying.yaml"
block 'heat answer' docs/language.md >"$work/drying.wanted"
"$coplant" solve "$work/drying.yaml" 2>&1 | head -n 2 >"$work/drying"
diff -u "$work/drying.wanted" "$work/drying"
check "docs/language.md shows a park of heat and what it costs" $?

# docs/bay.md and the like live by their figures: the park they tell of must solve and be proved.
# The bay by the hour takes minutes; tests/cli and tests/closure solve two of its days.
for park in plants/parks/*.yaml; do
    case $park in
    plants/parks/bay-year*) continue ;;
    esac
    "$coplant" solve "$park" >"$work/plan" 2>&1 && grep -q '^proved by our own arithmetic' "$work/plan"
    check "$park solves and is proved" $?
    "$coplant" compare "$park" >"$work/plan" 2>&1
    check "$park compares" $?
done

checks_end
