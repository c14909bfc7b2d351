#!/bin/sh
# run - every message of coplant about a wrong input, exactly: one transcript a message
#
#     COPLANT=build/dev/coplant sh tests/errors/run.sh [tests/errors/NAME.expected ...]
#
# See tests/transcript.sh. At the end every message of models/ must have been seen, but for those of unreachable.txt.
cd -- "$(dirname -- "$0")/../.." || exit 1
. tests/transcript.sh
COPLANT_PLANTS=tests/errors/plants
export COPLANT_PLANTS

# Names the messages without a case, and the excuses without a message.
every_message_has_a_case() {
    find models -name '*.c' ! -path models/base/diag.c | LC_ALL=C sort | xargs awk -f tests/errors/messages.awk >"$T/said"
    cat tests/errors/*.expected >"$T/seen"
    grep -v '^#' tests/errors/unreachable.txt | sed '/^$/d' >"$T/excused"
    cut -f 2 "$T/said" | grep -Fxv '.*' | LC_ALL=C sort -u | while IFS= read -r message; do
        grep -Eq "(error|warning): $message(;|\$)" "$T/seen" && continue
        grep -Fxq "$message" "$T/excused" || grep -F "	$message" "$T/said" | sed 's/^/no case shows /'
    done
    while IFS= read -r message; do
        cut -f 2 "$T/said" | grep -Fxq "$message" || echo "unreachable.txt excuses what nobody says: $message"
    done <"$T/excused"
}

if test $# -gt 0; then
    for case; do
        transcript "$case"
    done
else
    for case in tests/errors/*.expected; do
        transcript "$case"
    done
    rm -rf "$T" && mkdir "$T"
    transcripts_note 'every message has a case' "$(every_message_has_a_case)"
fi
transcripts_end
