#!/bin/sh
# run - the JSON Schemas are those that the program writes, and never contradict it
#
#     COPLANT=build/dev/coplant sh tests/schema/run.sh
#
# Every file that coplant takes, the schema takes: what is shipped, the cases, the published problems. Every file of wrong/ both
# refuse. Of tests/errors, coplant alone sees some mistakes (references, dimensions, balances); what the schema refuses, it refuses too.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/checks.sh

for kind in park model resources; do
    "$coplant" schema "$kind" >"$work/$kind.json" && cmp -s "$work/$kind.json" "plants/schema/$kind.schema.json"
    check "plants/schema/$kind.schema.json is what coplant schema $kind writes" $?
done
for park in plants/parks/*.yaml; do
    head -n 1 "$park" | grep -qx '# yaml-language-server: \$schema=../schema/park.schema.json'
    check "$park names its schema in its first line" $?
done

if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
    echo 'python3 with jsonschema and yaml is not here: the verdicts are not compared'
    checks_skipped=1
    checks_end
fi

# ok FILE or wrong FILE: ..., of files that are parks, models, resources
verdicts() { # kind, files
    kind=$1
    shift
    python3 tests/schema/validate.py "$work/$kind.json" "$@"
}

# What coplant says of a park: its own mistakes are errors.
takes() {
    case $1 in
    tests/errors/*) COPLANT_PLANTS=tests/errors/plants "$coplant" check "$1" >/dev/null 2>&1 ;;
    *) "$coplant" check "$1" >/dev/null 2>&1 ;;
    esac
}

verdicts park plants/parks/*.yaml tests/cases/*/park.yaml tests/cases/published/*/park.yaml tests/errors/*.yaml \
    tests/schema/right.yaml tests/schema/wrong/*.yaml >"$work/parks"
while read -r verdict park why; do
    park=${park%:}
    taken=wrong
    if takes "$park"; then
        taken=ok
    fi
    case $park in
    tests/errors/*) test "$verdict" = "$taken" || test "$verdict$taken" = okwrong ;;
    *) test "$verdict" = "$taken" ;;
    esac
    check "$park: the schema says $verdict $why, coplant $taken" $?
done <"$work/parks"

verdicts resources plants/resources.yaml | grep -q '^ok '
check "plants/resources.yaml by its schema" $?
verdicts model $(ls plants/*/*.yaml | grep -v '^plants/parks/') >"$work/models"
test "$(grep -c '^ok ' "$work/models")" -eq "$(wc -l <"$work/models")" || grep -v '^ok ' "$work/models"
check "every plant model by its schema" "$(grep -c '^wrong ' "$work/models")"
"$coplant" audit >"$work/audit" 2>&1
check "every plant model by coplant" $?

checks_end
