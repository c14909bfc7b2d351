# transcript - a session at a terminal, and whether it still goes the same way; read by the runners with `.`
#
# A transcript holds commands, what they print (standard error as it comes) and their exit status:
#
#     What this is about, in words: the text before the first command and behind a status.
#     $ coplant check park.yaml
#     park.yaml:2:1: error: unknown key 'objectiv'; did you mean 'objective'?
#     [1]
#
# Each command is a line of sh, run in the source tree. `coplant` is $COPLANT; $T is a folder of the transcript's own
# that starts empty, and where it is printed it is called $T. What is less than 1e-12 is printed as 0.0e+00: such gaps of a
# proof are rounding, which differs from machine to machine. Without `# needs: COMMAND` succeeding, the transcript
# is skipped. ACCEPT=1 writes the files anew from what happens: read the difference before you commit it.

: "${COPLANT:?the program to test}"
case $COPLANT in
/*) ;;
*) COPLANT=$PWD/$COPLANT ;;
esac
transcript_home=$(mktemp -d) || exit 1
trap 'rm -rf "$transcript_home"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$transcript_home/bin" && ln -s "$COPLANT" "$transcript_home/bin/coplant" || exit 1
PATH=$transcript_home/bin:$PATH
LC_ALL=C.UTF-8 T=$transcript_home/t
export PATH LC_ALL T
unset COPLANT_PLANTS LANGUAGE
transcripts_passed=0 transcripts_failed=0 transcripts_skipped=0

# What happens now, in the form of the file.
transcript_replay() {
    expected=
    while IFS= read -r line || test -n "$line"; do
        case $line in
        '$ '*)
            printf '%s\n' "$line"
            sh -c "${line#??}" >"$transcript_home/said" 2>&1 </dev/null
            status=$?
            sed "s|$T|\$T|g; s/[0-9][.][0-9]e-1[3-9]/0.0e+00/g; s/[0-9][.][0-9]e-[2-9][0-9]/0.0e+00/g" "$transcript_home/said"
            test -z "$(tail -c 1 "$transcript_home/said" | tr -d '\n')" || echo ' (no end of line)'
            echo "[$status]"
            expected=here
            ;;
        '['[0-9]*']') expected= ;;
        *) test -n "$expected" || printf '%s\n' "$line" ;;
        esac
    done <"$1"
}

# transcript FILE
transcript() {
    needs=$(sed -n 's/^# needs: //p' "$1")
    if test -n "$needs" && ! sh -c "$needs" >/dev/null 2>&1; then
        echo "skipped $1: this machine has not: $needs"
        transcripts_skipped=$((transcripts_skipped + 1))
        return
    fi
    rm -rf "$T" && mkdir "$T"
    transcript_replay "$1" >"$transcript_home/now"
    if test -n "${ACCEPT-}"; then
        cmp -s "$1" "$transcript_home/now" || cp "$transcript_home/now" "$1"
    fi
    if cmp -s "$1" "$transcript_home/now"; then
        transcripts_passed=$((transcripts_passed + 1))
    else
        echo "FAILED $1"
        diff -u "$1" "$transcript_home/now" | tail -n +3
        transcripts_failed=$((transcripts_failed + 1))
    fi
}

# transcripts_note WHAT COMPLAINTS: one more test, passed where there are none.
transcripts_note() {
    if test -z "$2"; then
        transcripts_passed=$((transcripts_passed + 1))
    else
        printf 'FAILED %s\n%s\n' "$1" "$2"
        transcripts_failed=$((transcripts_failed + 1))
    fi
}

transcripts_end() {
    echo "$transcripts_passed passed, $transcripts_failed failed, $transcripts_skipped skipped"
    test "$transcripts_failed" -eq 0
}
