# messages - every message that models/ can give about an input, as "<file>:<line>\t<extended regular expression>"
#
# The format of each call of diag_error and diag_warning, and what syntax.c says of libyaml's complaints. A format that
# only passes a message on ("%s") is none of its own.
FNR == 1 { if (text != "") scan(); text = ""; name = FILENAME }
{ text = text $0 "\n" }
END { scan() }

function scan(    rest, offset, at) {
    rest = text
    for (offset = 0; match(rest, /diag_(error|warning)\(/); rest = substr(text, offset + 1)) {
        offset += RSTART + RLENGTH - 1
        call(offset + 1)
    }
    if (match(text, /static const Complaint complaints\[\] = \{/))
        table(RSTART + RLENGTH)
}

# The literals of the third argument, alternatives apart, neighbours joined.
function call(at,    depth, argument, c, literal, fresh) {
    depth = 1; argument = 1; literal = ""
    for (; depth > 0 && at <= length(text); at++) {
        c = substr(text, at, 1)
        if (c == "\"") {
            c = string(at)
            at += length(c) + 1
            if (argument == 3)
                literal = literal c
            continue
        }
        if (c == "(" || c == "{" || c == "[")
            depth++
        else if (c == ")" || c == "}" || c == "]")
            depth--
        if ((c == "," && depth == 1) || c == "?" || c == ":" || depth == 0) {
            if (literal != "")
                say(literal, at)
            literal = ""
            argument += c == ","
        }
    }
}

# The last literal of each row.
function table(at,    depth, c, last) {
    for (depth = 1; depth > 0; at++) {
        c = substr(text, at, 1)
        if (c == "\"") {
            last = string(at)
            at += length(last) + 1
        } else if (c == "{") {
            depth++
        } else if (c == "}") {
            if (--depth == 1)
                say(last, at)
        }
    }
}

# What stands between the quote at this place and the one that ends it.
function string(at,    end) {
    for (end = at + 1; substr(text, end, 1) != "\""; end++)
        if (substr(text, end, 1) == "\\")
            end++
    return substr(text, at + 1, end - at - 1)
}

function say(format, at,    lines) {
    lines = substr(text, 1, at)
    printf "%s:%d\t%s\n", name, gsub(/\n/, "", lines) + 1, expression(format)
}

function expression(format,    result) {
    result = ""
    while (format != "") {
        if (match(format, /^%%/))
            result = result "%"
        else if (match(format, /^%[-0-9.*#lz]*[a-zA-Z]/))
            result = result ".*"
        else if (match(format, /^\\./))
            result = result (substr(format, 2, 1) == "\\" ? "\\\\" : substr(format, 2, 1))
        else if (match(format, /^[].[*+?(){}|^$]/))
            result = result "\\" substr(format, 1, 1)
        else
            result = result substr(format, RLENGTH = 1, 1)
        format = substr(format, RLENGTH + 1)
    }
    return result
}
