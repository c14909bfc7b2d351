#!/bin/sh
# lint - what no compiler checks: nothing includes upwards, each library has one home, nothing below cli/ prints
#
# Names every breach as file:line: and ends with status 1 when there is one. Long files are named, not refused.
set -eu
cd -- "$(dirname -- "$0")/.."

sources() { find "$@" -name '*.[ch]' | LC_ALL=C sort; }

sources solver models cli | xargs awk '
    function breach(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; breaches++ }

    BEGIN {
        floor["solver"] = 1; floor["models"] = 2; floor["cli"] = 3
        home["glpk.h"] = "solver"; home["yaml.h"] = home["udunits2.h"] = "models"; home["jansson.h"] = "cli"
    }
    FNR == 1 {
        split(FILENAME, path, "/")
        folder = path[1]
        name = FILENAME; sub(/.*\//, "", name); sub(/\.[ch]$/, "", name)
        files++
        if (index($0, "/* " name " - ") != 1)
            breach("the first line should be \"/* " name " - what it is\"")
    }
    FNR == 601 { long[FILENAME] }
    { lines++ }

    /^[ \t]*#[ \t]*include/ {
        split($2, part, "/")
        wanted = part[1]; gsub(/["<>]/, "", wanted)
        if (wanted in floor && floor[wanted] > floor[folder])
            breach(folder "/ lies below " wanted "/ and may not include it")
        # cli/cmd_version.c says what coplant stands on.
        if (wanted in home && home[wanted] != folder && FILENAME != "cli/cmd_version.c")
            breach("only " home[wanted] "/ may include " wanted)
        if ($2 ~ /^"/ && !(wanted in floor))
            breach("includes start at the root: \"" folder "/...\"")
    }

    folder != "cli" && FILENAME != "models/base/diag.c" {
        code = $0
        gsub(/"([^"\\]|\\.)*"/, "", code); gsub(/\/\*.*/, "", code); sub(/^ \*.*/, "", code)
        if (code ~ /(^|[^a-z_])(v?printf|puts|putchar|perror|stdout|stderr)([^a-z_]|$)/ && code !~ /format\(printf/)
            breach("only cli/ and models/base/diag.c print")
    }

    END {
        for (file in long)
            printf "%s: more than 600 lines; is it one subject?\n", file
        printf "%d files, %d lines, %d breaches\n", files, lines, breaches
        exit breaches > 0
    }'
