# checks - what runners of plain checks share; read with `.` in the source tree
#
#     check NAME STATUS    counts it and names what failed
#     checks_end           the last line, and its status
#
# $coplant is the program to test, $work a folder that is gone at the end.

coplant=${COPLANT:?the program to test}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
checks_passed=0 checks_failed=0 checks_skipped=0

check() {
    if [ "$2" -eq 0 ]; then
        checks_passed=$((checks_passed + 1))
    else
        checks_failed=$((checks_failed + 1))
        printf 'failed: %s\n' "$1"
    fi
}

checks_end() {
    printf '%s passed, %s failed, %s skipped\n' "$checks_passed" "$checks_failed" "$checks_skipped"
    exit $((checks_failed > 0))
}
