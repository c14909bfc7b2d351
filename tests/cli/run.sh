#!/bin/sh
# run - the command line, exactly: what is printed, where, and with which exit status
#
#     COPLANT=build/dev/coplant sh tests/cli/run.sh [tests/cli/NAME.expected ...]
#
# See tests/transcript.sh. The parks are this folder's own, and the plant library is empty.
cd -- "$(dirname -- "$0")/../.." || exit 1
. tests/transcript.sh
COPLANT_PLANTS=tests/cli/plants
export COPLANT_PLANTS

test $# -gt 0 || set -- tests/cli/*.expected
for case; do
    transcript "$case"
done
transcripts_end
