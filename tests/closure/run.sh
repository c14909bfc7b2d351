#!/bin/sh
# run - what a plan says it moves is added up again by another program, from the CSV alone
#
#     COPLANT=build/dev/coplant sh tests/closure/run.sh
#
# See closure.py. Every park that is shipped, and those of the tests with stores, one table a file; and a plan with a flow taken away must be found out.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/checks.sh

if ! python3 -c 'import csv' 2>/dev/null; then
    echo 'python3 is not here: nothing is added up'
    checks_skipped=1
    checks_end
fi

# The bay by the hour takes minutes to solve: two of its days, one with a trip, stand for it.
cp -r plants/parks/bay.yaml plants/parks/bay-year.yaml plants/parks/bay-year tests/closure/bay-two-days.yaml "$work" || exit 1

for park in plants/parks/*.yaml tests/cases/store*/park.yaml tests/cases/carry*/park.yaml "$work/bay-two-days.yaml"; do
    case $park in
    plants/parks/bay-year*) continue ;;
    esac
    name=$(echo "${park%.yaml}" | tr / _)
    "$coplant" solve "$park" --plants plants -f csv --long -o "$work/$name/" && "$coplant" footprint "$park" --plants plants -f csv -o "$work/$name/footprint/" &&
        python3 tests/closure/closure.py "$work/$name"
    check "${park#"$work/"} closes to 1e-9, from its CSV" $?
done

sed -i '/,bought,coking_coal,/d' "$work/plants_parks_bay/flows.csv"
! python3 tests/closure/closure.py "$work/plants_parks_bay" >"$work/found"
check 'a purchase that is missing is found' $?
grep -q '^coking_coal at steelworks: ' "$work/found"
check 'and named' $?

checks_end
