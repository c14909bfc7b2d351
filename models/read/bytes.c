/* bytes - what is wrong with a text before anyone asks what it says */
#include "models/read/bytes.h"

#include "models/base/text.h"

#include <stdint.h>
#include <string.h>

enum { ENOUGH = 2 * DIAG_MOST }; /* mistakes, after which a file is not looked at any further */

/* ---- encoding ---- */

static bool is_utf16(const unsigned char *at, size_t size)
{
    if (size >= 2 && ((at[0] == 0xFF && at[1] == 0xFE) || (at[0] == 0xFE && at[1] == 0xFF)))
        return true;
    size_t looked = size < 1024 ? size : 1024, zeros = 0;
    for (size_t i = 0; i < looked; i++)
        zeros += at[i] == 0;
    return zeros * 4 > looked;
}

static bool between(unsigned char byte, int first, int last)
{
    return byte >= first && byte <= last;
}

/* Latin-1 can be read as rare characters, but hardly as common ones: those have both bytes from A1 on. */
bool bytes_look_like_gbk(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t pairs = 0, common = 0;
    for (size_t i = 0; i < size;) {
        if (at[i] < 0x80) {
            i++;
        } else if (size - i >= 2 && between(at[i], 0x81, 0xFE) && between(at[i + 1], 0x40, 0xFE)
                   && at[i + 1] != 0x7F) {
            pairs++;
            common += at[i] >= 0xA1 && at[i + 1] >= 0xA1;
            i += 2;
        } else if (size - i >= 4 && between(at[i], 0x81, 0xFE) && between(at[i + 1], 0x30, 0x39)
                   && between(at[i + 2], 0x81, 0xFE) && between(at[i + 3], 0x30, 0x39)) {
            i += 4;
        } else {
            return false;
        }
    }
    return common * 2 > pairs;
}

static bool report_encoding(const Source *source, Diag *diag, Span span, unsigned char byte)
{
    if (bytes_look_like_gbk(source->text, source->size))
        return diag_error(diag, span, "not UTF-8; it looks like GBK; save the file as UTF-8 (转为 UTF-8)");
    return diag_error(diag, span, "not UTF-8: byte 0x%02X; save the file as UTF-8 (转为 UTF-8)", byte);
}

/* Controls, separators that only some programs take for the end of a line, and marks that are not seen at all. */
static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F)
           || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFE
           || c == 0xFFFF;
}

/* Nothing to complain of: most files, at a glance and without counting lines. */
static bool is_clean(const Source *source)
{
    const char *at = source->text, *end = at + source->size;
    while (at < end) {
        const char *begin = at;
        unsigned char byte = (unsigned char)*at;
        if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t') {
            at++;
            continue;
        }
        uint32_t c = text_next(&at);
        if (c == 0 || (c == 0xFFFD && at == begin + 1) || is_control(c))
            return false;
    }
    return true;
}

bool bytes_check_encoding(const Source *source, Diag *diag)
{
    Span span = { source, 1, 1, 1 };
    if (is_clean(source))
        return true;
    if (is_utf16((const unsigned char *)source->text, source->size))
        return diag_error(diag, (Span){ .source = source },
                          "this is UTF-16; save the file as UTF-8 (转为 UTF-8)");
    int mistakes = 0;
    for (const char *at = source->text, *end = at + source->size; at < end && mistakes < ENOUGH;
         span.column++) {
        const char *begin = at;
        uint32_t c = text_next(&at);
        if (c == 0)
            return diag_error(diag, span, "zero byte; this is not a text file");
        if (c == 0xFFFD && at == begin + 1)
            return report_encoding(source, diag, span, (unsigned char)*begin);
        if (is_control(c) && !(c == '\r' && *at == '\n')) {
            mistakes++;
            diag_error(diag, span, "control character U+%04X; delete it", (unsigned)c);
        }
        if (c == '\n') {
            span.line++;
            span.column = 0;
        }
    }
    return mistakes == 0;
}

/* ---- signs ---- */

typedef struct Sign {
    uint32_t c;
    const char *name, *plain;
    bool always; /* a mistake anywhere outside quotes and comments */
} Sign;

static const Sign signs[] = {
    { 0xFF1A, "full-width colon", ":", true },      { 0xFF0C, "full-width comma", ",", true },
    { 0x3000, "ideographic space", " ", true },     { 0x00A0, "no-break space", " ", true },
    { 0xFF08, "full-width bracket", "(", false },   { 0xFF09, "full-width bracket", ")", false },
    { 0xFF3B, "full-width bracket", "[", false },   { 0xFF3D, "full-width bracket", "]", false },
    { 0xFF5B, "full-width bracket", "{", false },   { 0xFF5D, "full-width bracket", "}", false },
    { 0x3010, "full-width bracket", "[", false },   { 0x3011, "full-width bracket", "]", false },
    { 0x201C, "typographic quote", "\"", false },   { 0x201D, "typographic quote", "\"", false },
    { 0x2018, "typographic quote", "'", false },    { 0x2019, "typographic quote", "'", false },
    { 0xFF1B, "full-width semicolon", ";", false }, { 0x3001, "ideographic comma", ",", false },
    { 0x2212, "minus sign", "-", false },           { 0x2013, "dash", "-", false },
};

/* A walk through the text that knows just enough YAML to tell quotes, comments and block texts from the rest. */
typedef struct Walk {
    Diag *diag;
    Span span;      /* the character looked at */
    const char *at; /* behind it */
    const char *end;
    char quote;  /* that is open, or 0 */
    int block;   /* the block text ends where a line is indented no more than this; -1: none */
    int flow;    /* brackets open */
    bool fresh;  /* a value or a key may begin here */
    bool number; /* the plain text here began like a number */
    int mistakes;
} Walk;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

static bool full_width(uint32_t c, Sign *sign, char plain[2])
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].c == c) {
            *sign = signs[i];
            return true;
        }
    if (c < 0xFF01 || c > 0xFF5E)
        return false;
    plain[0] = (char)(c - 0xFF01 + '!');
    plain[1] = '\0';
    bool digit = plain[0] >= '0' && plain[0] <= '9';
    *sign = (Sign){ c, digit ? "full-width digit" : "full-width sign", plain, digit };
    return true;
}

static void check_sign(Walk *walk, uint32_t c, const char *begin)
{
    char plain[2];
    Sign sign;
    if (c < 0x80 || !full_width(c, &sign, plain))
        return;
    bool opens = walk->fresh && strchr("[]{}#&*!|>'\"%-?", *sign.plain) != NULL;
    if (!sign.always && !walk->number && !opens)
        return;
    walk->mistakes++;
    if (*sign.plain == ' ')
        diag_error(walk->diag, walk->span, "%s (U+%04X); write a plain space or put the text in quotes",
                   sign.name, (unsigned)c);
    else
        diag_error(walk->diag, walk->span, "%s '%.*s' (U+%04X); write %s or put the text in quotes",
                   sign.name, (int)(walk->at - begin), begin, (unsigned)c, sign.plain);
}

static uint32_t step(Walk *walk)
{
    walk->span.column++;
    return text_next(&walk->at);
}

static void skip_line(Walk *walk)
{
    const char *next = memchr(walk->at, '\n', (size_t)(walk->end - walk->at));
    walk->at = next != NULL ? next : walk->end;
}

static void skip_word(Walk *walk)
{
    while (!is_blank(*walk->at))
        step(walk);
}

static void walk_quoted(Walk *walk, char c)
{
    if (c == '\\' && walk->quote == '"' && *walk->at != '\n' && *walk->at != '\0')
        step(walk);
    else if (c == walk->quote && c == '\'' && *walk->at == '\'')
        step(walk);
    else if (c == walk->quote)
        walk->quote = '\0';
}

/* The column, from 0, of what a block text on this line belongs to: its key, or the dash before it. */
static int parent_column(const char *line)
{
    int column = (int)strspn(line, " ");
    while (line[column] == '-' && line[column + 1] == ' ') {
        int next = column + 1 + (int)strspn(line + column + 1, " ");
        if (line[next] == '|' || line[next] == '>')
            break;
        column = next;
    }
    return column;
}

/* One character outside quotes; `before` is what stands before it on the line. */
static void walk_plain(Walk *walk, const char *line, const char *begin, uint32_t c)
{
    char before = begin > line ? begin[-1] : ' ', after = *walk->at;
    bool fresh = walk->fresh;
    if (c == ' ' || c == '\t' || c == '\r')
        return;
    if (c == '#' && is_blank(before)) {
        skip_line(walk);
        return;
    }
    if (fresh && (c == '&' || c == '!')) {
        skip_word(walk);
        return;
    }
    walk->fresh = false;
    if (fresh && (c == '"' || c == '\'')) {
        walk->quote = (char)c;
    } else if (fresh && walk->flow == 0 && (c == '|' || c == '>')) {
        walk->block = parent_column(line);
    } else if ((fresh || walk->flow > 0) && (c == '[' || c == '{')) {
        walk->flow++;
        walk->fresh = true;
    } else if (walk->flow > 0 && (c == ']' || c == '}')) {
        walk->flow--;
    } else if ((c == ':' && (is_blank(after) || walk->flow > 0)) || (c == ',' && walk->flow > 0)
               || (fresh && (c == '-' || c == '?') && is_blank(after))) {
        walk->fresh = true;
    } else {
        walk->number = fresh ? c < 0x80 && strchr("0123456789+-.", (int)c) != NULL : walk->number;
        walk->fresh = fresh;
        check_sign(walk, c, begin);
        walk->fresh = false;
    }
}

/* True when the line belongs to a block text or is empty, so that there is nothing to look for. */
static bool walk_indentation(Walk *walk)
{
    const char *line = walk->at;
    int spaces = (int)strspn(line, " ");
    bool empty = is_blank(line[spaces]) && line[spaces] != '\t';
    if (empty || (walk->block >= 0 && spaces > walk->block))
        return true;
    walk->block = -1;
    walk->fresh = true;
    if (line[spaces] == '\t') {
        Span tab = walk->span;
        tab.column = spaces + 1;
        tab.length = 1;
        walk->mistakes++;
        diag_error(walk->diag, tab, "tab in the indentation; use spaces");
    }
    return false;
}

/* Says nothing where neither a value begins nor a quote is open. */
static bool is_dull(char c)
{
    return c == ' ' || (c >= '-' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
           || c == '%';
}

static void walk_line(Walk *walk)
{
    const char *line = walk->at;
    if (walk->quote == '\0' && walk_indentation(walk))
        skip_line(walk);
    while (walk->at < walk->end && *walk->at != '\n' && walk->mistakes < ENOUGH) {
        const char *begin = walk->at;
        if (walk->quote == '\0' && !walk->fresh && is_dull(*begin)) {
            walk->at++;
            walk->span.column++;
            continue;
        }
        uint32_t c = step(walk);
        if (walk->quote != '\0')
            walk_quoted(walk, c < 0x80 ? (char)c : '\0');
        else
            walk_plain(walk, line, begin, c);
    }
}

/* A tab, or the first byte of any sign of the table. */
static bool may_hold_signs(const Source *source)
{
    return strpbrk(source->text, "\t\xC2\xE2\xE3\xEF") != NULL;
}

bool bytes_check_signs(const Source *source, Diag *diag)
{
    if (!may_hold_signs(source))
        return true;
    Walk walk = { .diag = diag,
                  .span = { source, 1, 0, 1 },
                  .at = source->text,
                  .end = source->text + source->size,
                  .block = -1 };
    while (walk.at < walk.end && walk.mistakes < ENOUGH) {
        walk_line(&walk);
        walk.at += walk.at < walk.end;
        walk.span.line++;
        walk.span.column = 0;
    }
    return walk.mistakes == 0;
}
