#!/bin/sh
# run - every message of coplant about a wrong input, exactly: one transcript a message
#
#     COPLANT=build/dev/coplant sh tests/errors/run.sh [tests/errors/NAME.expected ...]
cd -- "$(dirname -- "$0")/../.." || exit 1
. tests/transcript.sh
COPLANT_PLANTS=tests/errors/plants
export COPLANT_PLANTS

test $# -gt 0 || set -- tests/errors/*.expected
for case; do
    transcript "$case"
done
transcripts_end
