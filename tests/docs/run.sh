#!/bin/sh
# run - what the documents show is what the program does
#
# README.md shows plants/parks/first.yaml whole and prints its comparison; each `coplant ...` line of README.md runs.
# Environment: COPLANT, the program.
set -u
cd "$(dirname "$0")/../.." || exit 1
coplant=${COPLANT:?the program}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # name, status
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'failed: %s\n' "$1"
    fi
}

# The block behind <!-- NAME --> in README.md, without its fence.
block() {
    awk -v name="<!-- $1 -->" '$0 == name { wanted = 1; next } wanted && /^```/ { if (inside) exit; inside = 1; next } wanted && inside' README.md
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

# docs/bay.md and the like live by their figures: the park they tell of must solve and be proved.
for park in plants/parks/*.yaml; do
    "$coplant" solve "$park" >"$work/plan" 2>&1 && grep -q '^proved by our own arithmetic' "$work/plan"
    check "$park solves and is proved" $?
    "$coplant" compare "$park" >"$work/plan" 2>&1
    check "$park compares" $?
done

printf '%s passed, %s failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
