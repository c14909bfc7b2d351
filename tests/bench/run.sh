#!/bin/sh
# run - whether the measuring programs work, on parks so small that nothing is measured; for figures see measure.sh
#
# COPLANT is the program to test. Last line: "N passed, N failed, N skipped".
set -u
coplant=${COPLANT:-build/ci-gcc/coplant}
bench=$(dirname -- "$coplant")/tests/bench
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
COPLANT_PLANTS=plants
export COPLANT_PLANTS
passed=0 failed=0

try() {
    if "$@" >"$scratch/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $*"
        cat "$scratch/out"
    fi
}

# The generated park is the same each time, keeps the language and has a proved plan.
"$bench/make_park" 7 >"$scratch/made.yaml"
"$bench/make_park" 7 >"$scratch/again.yaml"
try cmp "$scratch/made.yaml" "$scratch/again.yaml"
try "$coplant" check "$scratch/made.yaml"
try "$bench/stages" "$scratch/made.yaml" 1
"$bench/make_heat" 6 >"$scratch/heat.yaml"
try "$bench/stages" "$scratch/heat.yaml" 1
try "$bench/make_year" "$scratch" 3
try "$coplant" check "$scratch/year.yaml"
try "$bench/stages" "$scratch/year.yaml" 1
try "$bench/stages" "$scratch/year.yaml" 1 unsolved "$scratch/csv/"
try "$bench/again" "$scratch/year.yaml" 1
try "$bench/odd" "$scratch/year.yaml"
# Least CO2 leaves the margin open: it is chosen among as good plans of a day, by periods, too.
"$bench/make_year" "$scratch" 24
sed 's/^park: .*/&\nobjective: co2/' "$scratch/year.yaml" >"$scratch/least.yaml"
try "$coplant" solve "$scratch/least.yaml" --solver interior
try "$bench/apart" "$scratch/made.yaml" 1
try "$bench/tags" 1e4
try "$bench/race" 1 "$coplant" version -- "$coplant" version

echo "$passed passed, $failed failed, 0 skipped"
test "$failed" = 0
