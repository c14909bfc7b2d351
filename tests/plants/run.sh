#!/bin/sh
# run - coplant new writes parks that check clean and solve: of each industry of the library, and of all of them coupled; and every
# model is found by its titles in both languages
#
#     COPLANT=build/dev/coplant sh tests/plants/run.sh
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/checks.sh

solves() { # name, facilities
    name=$1
    shift
    "$coplant" new "$@" -o "$work/$name.yaml" &&
        "$coplant" check "$work/$name.yaml" --plants plants >"$work/said" 2>"$work/warned" && ! test -s "$work/warned" &&
        "$coplant" solve "$work/$name.yaml" --plants plants >"$work/plan" && grep -q '^proved by our own arithmetic' "$work/plan"
    status=$?
    test $status -eq 0 || cat "$work/warned"
    check "coplant new: $name" $status
}

"$coplant" plants --format csv | tr -d '\r' | awk -F, '$3 == "model" { print $4 }' >"$work/models"
industries=$(sed 's,/.*,,' "$work/models" | LC_ALL=C sort -u)
all=
for industry in $industries; do
    models=$(grep "^$industry/" "$work/models" | paste -sd, -)
    solves "$industry" "$industry=$models"
    all="$all $industry=$models"
done
solves everything $all

# Words of either language find what they name, and nothing else is listed.
"$coplant" plants 煤气 >"$work/found"
grep -q '^  steel/coke_oven \|^  chemicals/methanol_from_coke_oven_gas ' "$work/found" && ! grep -q '^  power/wind' "$work/found"
check "plants 煤气" $?
"$coplant" plants 'heat pump' >"$work/found"
grep -q '^  power/absorption_heat_pump ' "$work/found" && ! grep -q '^  steel/' "$work/found"
check "plants 'heat pump'" $?
"$coplant" plants --format csv | tr -d '\r' | awk -F, '$3 == "title_en" { en[$2] = $4 } $3 == "title_zh" { zh[$2] = $4 }
    END { for (row in en) if (en[row] == "" || zh[row] == "") exit 1 }'
check "every model has a title in English and Chinese" $?

checks_end
