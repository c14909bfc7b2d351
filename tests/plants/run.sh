#!/bin/sh
# run - coplant new writes parks that check clean and solve: of each industry of the library, and of all of them coupled; and every
# model is found by its titles in both languages, and fills its mixes physically whatever they cost; the plans of the parks that come with
# it are the same from the simplex method and from the interior point method
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

# Whatever its mixes cost, they are only filled so that the product can be made of it. Products sell dear, so that the model runs; power
# sells for what it did, so that no one trades it.
wild() { # seed: a park whose prices go their own ways
    awk -v seed="$1" 'BEGIN { srand(seed) }
        /^    [a-z]+:/ { section = $1 }
        /price: / && !/co2:/ && $1 != "power:" {
            match($0, /price: [-0-9.]+/)
            price = substr($0, RSTART + 7, RLENGTH - 7)
            price *= section == "buys:" ? 10 ^ (2.5 * rand() - 1.5) : 50
            $0 = substr($0, 1, RSTART + 6) price substr($0, RSTART + RLENGTH)
        }
        { print }' "$work/tame.yaml" >"$work/wild.yaml"
}

while read -r model; do
    grep -q mixes "plants/$model.yaml" || continue
    "$coplant" new "works=$model" >"$work/tame.yaml" || break
    status=0
    for seed in 1 2 3 4; do
        wild $seed
        "$coplant" solve "$work/wild.yaml" --plants plants >"$work/plan" 2>&1 && ! grep 'NOT PHYSICAL' "$work/plan" || status=1
    done
    check "$model: its plans are physical at prices by chance" $status
done <"$work/models"

# A corner of what is optimal, as GLPK finds it, uses no more than a plan from the inside does; and that one uses nothing by rounding.
alike() { # park
    for solver in glpk interior; do
        "$coplant" solve "$1" --solver $solver -f csv -o "$work/$solver/" || return 1
    done
    awk -F, '
        { sub(/\r$/, ""); inside = FILENAME ~ /interior/ }
        FILENAME ~ /facts/ { fact[inside, $1] = $2 }
        FILENAME ~ /flows/ && FNR > 1 {
            size = $6 < 0 ? -$6 : $6
            key = $1 " " $2 " " $3 " " $4 " " $5
            if (size > 1e-9) uses[inside, key] = 1
            else if (inside && size > 0) { print "by rounding: " $0; bad = 1 }
            if (!inside && size > 1e-9) keys[key] = 1
        }
        END {
            best = fact[0, "objective.value"]
            off = (best - fact[1, "objective.value"]) / best
            if (off * off > 1e-14) { print "objective: " best ", " fact[1, "objective.value"]; bad = 1 }
            if (fact[0, "status"] != "optimal" || fact[1, "status"] != "optimal") { print "not optimal"; bad = 1 }
            if (fact[0, "not_physical"] != fact[1, "not_physical"]) { print "not physical: " fact[1, "not_physical"]; bad = 1 }
            for (key in keys) if (!((1, key) in uses)) { print "not used: " key; bad = 1 }
            exit bad
        }' "$work/glpk/facts.csv" "$work/glpk/flows.csv" "$work/interior/facts.csv" "$work/interior/flows.csv"
}

for park in plants/parks/*.yaml; do
    case $park in *bay-year*) continue ;; esac # long ones
    alike "$park"
    check "$park: the same plan by the interior point method" $?
done

checks_end
