#!/bin/sh
# when-solving - runs a command, waits until it solves in a child process, then does something about it
#
#     sh tests/cli/when-solving.sh 'kill -INT $whole' coplant solve ...
#
# $whole is the command, $child the process that solves. Ends when both have ended, with the status of the command. What it does not
# depend on is how fast the machine is.
deed=$1
shift
env --default-signal=INT "$@" &
whole=$!
until child=$(pgrep -P $whole); do
    kill -0 $whole || exit
    sleep 0.1
done
eval "$deed"
wait $whole 2>/dev/null
status=$?
while ps -o stat= -p "$child" | grep -qv Z; do
    sleep 0.1
done
exit $status
