#!/bin/sh
# run - every test and every check, as CI runs them
#
#     sh tests/run.sh            all of it
#     sh tests/run.sh --quick    only the tests, built with the sanitizers, for daily work
#
# A step that fails does not stop the others. The last line is "N passed, N failed, N skipped": every test counts once,
# by the worst of its builds, and every check (lint, format, ...) counts as one test. Status 0 only where nothing failed.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd -- "$root" || exit 1
. cli/packages.sh

case "$#:${1-}" in
0: | 1:--quick) quick=${1-} ;;
*) sed -n '2,7s/^# \{0,1\}//p' "$0" && exit 1 ;;
esac

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
logs=build/logs
mkdir -p "$logs" || exit 1
: >"$logs/counts"
skipped=77 # what a step returns that cannot run here
started=$(date +%s)

# --- steps

# step NAME COMMAND...: one line on how it went, the end of its log where it failed. Its last line is what it did.
step() {
    name=$1 log=$logs/$1.log begin=$(date +%s)
    shift
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    case $status in
    0) word=ok ;;
    "$skipped") word=skipped ;;
    *) word=FAILED ;;
    esac
    # Tests have counted themselves; a check, and a build that gave no tests, counts as one.
    if ! grep -q "^$name	" "$logs/counts"; then
        case $word in
        ok) count='1	0	0' ;;
        skipped) count='0	0	1' ;;
        *) count='0	1	0' ;;
        esac
        printf '%s\tcheck %s\t%s\n' "$name" "$name" "$count" >>"$logs/counts"
    fi
    printf '%-8s %-10s %4d s  %s\n' "$word" "$name" $(($(date +%s) - begin)) "$(tail -n 1 "$log")"
    if test "$word" = FAILED; then
        tail -n 300 "$log" | sed 's/^/    /'
    fi
}

configure_and_build() {
    preset=$1
    shift
    { cmake --preset "$preset" >/dev/null 2>&1 || cmake --fresh --preset "$preset" >"$logs/configure" 2>&1; } || {
        cat "$logs/configure"
        return 1
    }
    cmake --build --preset "$preset" --parallel "$jobs" "$@"
}

# Builds a preset, runs its tests and counts them, from what cmocka and the runners print.
tests() {
    configure_and_build "$1" || return 1
    ctest --preset "$1" --parallel "$jobs"
    status=$?
    awk -v build="$1" -v status=$status '
        function count(word,    at) {
            at = match($0, "[0-9]+ " word)
            return at ? substr($0, at) + 0 : 0
        }
        /^[0-9]+\/[0-9]+ Test: / { test = $3; passed = failed = skipped = 0 }
        /^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
        /^\[  FAILED  \] [0-9]+ test/ { failed += $4 }
        /^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
        /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {
            passed += count("passed"); failed += count("failed"); skipped += count("skipped")
        }
        /^Test (Passed|Failed)\.$/ {
            if ($2 == "Failed." && failed == 0)
                failed = 1 # crashed, timed out, or left by the wrong door
            if (passed + failed + skipped == 0)
                passed = 1
            printf "%s\t%s\t%d\t%d\t%d\n", build, test, passed, failed, skipped
            failures += failed
        }
        END {
            if (status != 0 && failures == 0) # such as a program that is not there
                printf "%s\tctest %s\t0\t1\t0\n", build, build
        }' "build/$1/Testing/Temporary/LastTest.log" >>"$logs/counts"
    echo
    sum "$1"
    return $status
}

# Of one build, or of all: each test by its worst build.
sum() {
    awk -F '\t' -v build="${1-}" '
        build == "" || $1 == build {
            if (!($2 in passed) || $4 > failed[$2] || ($4 == failed[$2] && $3 < passed[$2])) {
                passed[$2] = $3; failed[$2] = $4; skipped[$2] = $5
            }
        }
        END {
            for (test in passed) {
                p += passed[test]; f += failed[test]; s += skipped[test]
            }
            printf "%d passed, %d failed, %d skipped\n", p, f, s
        }' "$logs/counts"
}

# Whether a program of the compiler's with this sanitizer starts here.
starts_with() {
    probe=$logs/probe
    echo 'int main(void) { return 0; }' | cc -fsanitize="$1" -x c - -o "$probe" && ASAN_OPTIONS=detect_leaks=0 "$probe"
}

sanitized_tests() {
    starts_with address,undefined || {
        echo 'the sanitizers do not run on this machine'
        return $skipped
    }
    "$probe" || {
        echo 'leaks cannot be looked for on this machine (LeakSanitizer does not run); all else is'
        export ASAN_OPTIONS=detect_leaks=0
    }
    tests dev
}

threaded_tests() {
    starts_with thread || {
        echo 'ThreadSanitizer does not run on this machine'
        return $skipped
    }
    tests tsan
}

sources() { find solver models cli tests -name '*.[ch]' | LC_ALL=C sort; }

format() {
    if ! clang-format --version | grep -q 'version 14\.'; then
        echo "formatting is measured by clang-format 14, here is $(clang-format --version)"
        return $skipped
    fi
    sources | xargs clang-format --dry-run -Werror || {
        echo "set right by: find solver models cli tests -name '*.[ch]' | xargs clang-format -i"
        return 1
    }
    echo "$(sources | wc -l) files"
}

# Both read the compile commands of ci-clang.
tidy() {
    cmake --preset ci-clang >/dev/null || return 1
    find solver models cli -name '*.c' | LC_ALL=C sort |
        xargs -P "$jobs" -n 4 clang-tidy --quiet -p build/ci-clang && echo "$(find solver models cli -name '*.c' | wc -l) files"
}

check_cpp() {
    cmake --preset ci-clang >/dev/null || return 1
    mkdir -p build/cppcheck &&
        cppcheck --project=build/ci-clang/compile_commands.json --cppcheck-build-dir=build/cppcheck -j "$jobs" \
            --enable=warning,performance,portability --inline-suppr --suppressions-list=.cppcheck-suppressions \
            --error-exitcode=1 --quiet && echo 'nothing found'
}

# Parks with time, by chance, solved by simplex and interior point: all of them, where the other steps try a hundred.
parks() {
    COPLANT_PARKS=2000 build/ci-gcc/tests/cases/test_periods || return 1
    echo "$(sed -n '/ parks, /p' "$logs/parks.log")"
}

# A minute of mutated parks; every park of the tests and of the library is a seed.
fuzz() {
    configure_and_build fuzz || return 1
    rm -rf build/fuzz/seeds
    mkdir -p build/fuzz/seeds build/fuzz/corpus build/fuzz/found
    find tests/cases tests/errors tests/fuzz plants -name '*.yaml' | while IFS= read -r seed; do
        cp "$seed" "build/fuzz/seeds/$(echo "$seed" | tr / -)"
    done
    UBSAN_OPTIONS=print_stacktrace=1 build/fuzz/tests/fuzz/fuzz_park -max_total_time="${COPLANT_FUZZ_SECONDS:-60}" \
        -max_len=16384 -timeout=20 -rss_limit_mb=2048 -dict=tests/fuzz/park.dict -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found/ build/fuzz/corpus build/fuzz/seeds || {
        echo "stopped by build/fuzz/found/$(ls -t build/fuzz/found | head -n 1)"
        return 1
    }
    echo "$(sed -n 's/^stat::number_of_executed_units: *//p' "$logs/fuzz.log") parks tried, $(ls build/fuzz/seeds | wc -l) of them seeds"
}

# --- the run

if test -n "$quick"; then
    packages_need $packages_build $packages_test
    step dev sanitized_tests
else
    packages_need $packages_build $packages_test $packages_check
    step lint sh tests/lint.sh
    step format format
    step ci-gcc tests ci-gcc
    step parks parks
    step ci-clang tests ci-clang
    step dev sanitized_tests
    step tsan threaded_tests
    step valgrind tests valgrind
    step cppcheck check_cpp
    step tidy tidy
    step fuzz fuzz
fi

echo
echo "$(($(date +%s) - started)) s on $jobs cores; logs in build/logs"
total=$(sum)
echo "$total"
case $total in
*', 0 failed, '*) exit 0 ;;
*) exit 1 ;;
esac
