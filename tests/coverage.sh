#!/bin/sh
# coverage - how many lines of each file the tests reach, the least covered first
set -eu
cd -- "$(dirname -- "$0")/.."

cmake --preset coverage
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage

# By the notes of the compiler, not by the counts of the runs: a file that no test reaches has none of these.
find build/coverage -name '*.gcno' -path '*/coplant*' -exec gcov --no-output {} + | awk -v root="$PWD/" '
    /^File / { file = substr($0, 7, length($0) - 7); ours = index(file, root) == 1 }
    /^Lines executed:/ && ours {
        split($0, part, /[:% ]+/)
        printf "%6.1f %%  of %4d  %s\n", part[3], part[5], substr(file, length(root) + 1) | "sort -n"
        reached += part[3] * part[5] / 100
        lines += part[5]
        ours = 0
    }
    END {
        close("sort -n")
        printf "%6.1f %%  of %4d  in all\n", lines ? 100 * reached / lines : 0, lines
    }'
