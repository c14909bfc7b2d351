#!/bin/sh
# measure - the tables of docs/benchmarks.md, but for those beside other programs: see peers.sh and builders.sh
#
#     sh tests/bench/measure.sh
#
# Whole processes are those of the preset `release`, which is what users run; stages are timed by programs of ci-gcc. Takes
# about seven minutes and 1.5 GB where temporary files are; let the machine do nothing else meanwhile.
set -eu
cd -- "$(dirname -- "$0")/../.."
for preset in release ci-gcc; do
    cmake --preset $preset && cmake --build --preset $preset
done >&2
coplant=build/release/coplant
bench=build/ci-gcc/tests/bench
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
COPLANT_PLANTS=plants
export COPLANT_PLANTS

echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, Linux $(uname -r)," \
    "$(cc --version | head -n 1), $(glpsol --version | head -n 1)"

printf '\n## The bay park, whole process, beside glpsol\n\n'
$coplant export plants/parks/bay.yaml --lp -o "$scratch/bay.lp"
"$bench/race" 400 $coplant solve plants/parks/bay.yaml -- glpsol --lp "$scratch/bay.lp"
printf '\nStart and end alone:\n\n'
"$bench/race" 400 $coplant version -- glpsol --version

printf '\n## The whole library: read, checked, audited, listed; and with every element within the requirements of the mixes\n\n'
"$bench/race" 100 $coplant plants -- $coplant audit

printf '\n## A first park, which names a few of the resources\n\n'
"$bench/race" 200 $coplant check plants/parks/first.yaml -- $coplant version

printf '\n## Stages, medians\n\n'
"$bench/stages" plants/parks/bay.yaml 0
"$bench/stages" plants/parks/bay.yaml 101
for facilities in 25 50 100 200 400; do
    "$bench/make_park" "$facilities" >"$scratch/made.yaml"
    "$bench/stages" "$scratch/made.yaml" 5
done | tee "$scratch/growth"

# Slope of the line through log(size), log(figure): 1 is proportional.
printf '\nGrowth, 25 to 400 facilities: figure ~ facilities^exponent\n\n| stage | exponent |\n|---|---:|\n'
awk -F '|' '
    { n++; for (c = 2; c <= 16; c++) v[n, c] = log($c) }
    function slope(c,    i, x, y, xx, xy) {
        for (i = 1; i <= n; i++) { x += v[i, 2]; y += v[i, c]; xx += v[i, 2] ^ 2; xy += v[i, 2] * v[i, c] }
        return (n * xy - x * y) / (n * xx - x * x)
    }
    END {
        split("6 read 7 check 8 compile 9 solve 10 steps 11 report 15 heap 16 peak", name, " ")
        for (k = 1; k < 16; k += 2) printf "| %s | %.2f |\n", name[k + 1], slope(name[k])
    }' "$scratch/growth"

printf '\n## In a child process and here\n\n'
"$bench/apart" plants/parks/bay.yaml 0
"$bench/apart" plants/parks/bay.yaml 101
for facilities in 25 50 100 200 400; do
    "$bench/make_park" "$facilities" >"$scratch/made.yaml"
    "$bench/apart" "$scratch/made.yaml" 7
done

printf '\n## A zone of heat streams, and the same works without them\n\n'
"$bench/stages" plants/parks/bay.yaml 0
for streams in 100 200 400 800; do
    for without in without with; do
        "$bench/make_heat" $streams $without >"$scratch/heat.yaml"
        "$bench/stages" "$scratch/heat.yaml" 21
    done
done

printf '\n## A park with time: solved while it is small, then unsolved\n\n'
"$bench/stages" plants/parks/bay.yaml 0
for hours in 24 168; do
    "$bench/make_year" "$scratch" $hours
    "$bench/stages" "$scratch/year.yaml" $((24 / hours * 4 + 1))
done
printf '\nUnsolved, and with about 1,000 rows an hour:\n\n'
"$bench/stages" plants/parks/bay.yaml 0 unsolved
for size in "24 small" "168 small" "1344 small" "8760 small" "24 large" "168 large" "1344 large"; do
    # shellcheck disable=SC2086 # two words
    "$bench/make_year" "$scratch" $size
    "$bench/stages" "$scratch/year.yaml" 3 unsolved "$scratch/csv/"
done

printf '\n## Solved again, 24 hours\n\n'
"$bench/make_year" "$scratch" 24
"$bench/again" "$scratch/year.yaml"

printf '\n## Not the same in every period\n'
for hours in 24 168; do
    printf '\n%s hours:\n\n' $hours
    "$bench/make_year" "$scratch" $hours
    "$bench/odd" "$scratch/year.yaml"
done

printf '\n## 200 facilities, whole process, beside glpsol\n\n'
"$bench/make_park" 200 >"$scratch/made.yaml"
$coplant export "$scratch/made.yaml" --lp -o "$scratch/made.lp"
"$bench/race" 5 $coplant solve "$scratch/made.yaml" -- glpsol --lp "$scratch/made.lp"

printf '\n## Tags\n\n'
"$bench/tags"
