/* expression - a ratio of linear expressions in the names of qualities */
#include "models/expression.h"

#include "models/base/text.h"

#include <string.h>

enum { TERMS_MOST = 64 };

typedef struct Scan {
    Arena *arena;
    const char *text, *at, *why;
} Scan;

static void skip_spaces(Scan *scan)
{
    while (*scan->at == ' ')
        scan->at++;
}

static bool fail(Scan *scan, const char *why)
{
    if (scan->why == NULL)
        scan->why = why;
    return false;
}

/* Names may be in any script; the signs of an expression end them. */
static size_t name_length(const char *at)
{
    return strcspn(at, " +-*/()");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool read_term(Scan *scan, double sign, ExpressionTerm *term)
{
    skip_spaces(scan);
    term->factor = sign;
    if (is_digit(*scan->at) || *scan->at == '.') {
        size_t length = strspn(scan->at, "0123456789.");
        double factor;
        const char *why;
        if (!text_number(scan->at, length, &factor, &why))
            return fail(scan, "this is no number");
        term->factor *= factor;
        scan->at += length;
        skip_spaces(scan);
        if (*scan->at == '*')
            scan->at++;
        skip_spaces(scan);
    }
    size_t length = name_length(scan->at);
    if (length == 0 || is_digit(*scan->at))
        return fail(scan, "the name of a component or a property was wanted");
    term->name = arena_copy(scan->arena, scan->at, length);
    scan->at += length;
    return true;
}

static bool read_sum(Scan *scan, ExpressionTerm **terms, size_t *count)
{
    *terms = arena_take(scan->arena, TERMS_MOST * sizeof **terms);
    skip_spaces(scan);
    bool bracket = *scan->at == '(';
    scan->at += bracket;
    skip_spaces(scan);
    double sign = *scan->at == '-' ? -1 : 1;
    scan->at += *scan->at == '-' || *scan->at == '+';
    for (;;) {
        if (*count == TERMS_MOST)
            return fail(scan, "too many terms");
        if (!read_term(scan, sign, &(*terms)[*count]))
            return false;
        (*count)++;
        skip_spaces(scan);
        if (*scan->at != '+' && *scan->at != '-')
            break;
        sign = *scan->at++ == '-' ? -1 : 1;
    }
    if (!bracket)
        return true;
    if (*scan->at != ')')
        return fail(scan, "a closing bracket is missing");
    scan->at++;
    skip_spaces(scan);
    return true;
}

bool expression_read(Arena *arena, const char *text, Expression *expression, const char **why, size_t *at)
{
    Scan scan = { .arena = arena, .text = text, .at = text };
    *expression = (Expression){ 0 };
    bool fine = read_sum(&scan, &expression->over, &expression->overs);
    if (fine && *scan.at == '/') {
        scan.at++;
        skip_spaces(&scan);
        /* a + b / c + d could be meant in two ways: a sum below the line stands in brackets. */
        bool bracket = *scan.at == '(';
        fine = read_sum(&scan, &expression->under, &expression->unders);
        if (fine && !bracket && expression->unders > 1)
            fine = fail(&scan, "put what is below the line in brackets");
    }
    if (fine && *scan.at != '\0')
        fine = fail(&scan, *scan.at == '/' ? "one division is allowed" : "this is one sign too many");
    *why = scan.why;
    *at = 0;
    for (const char *each = text; each < scan.at && *each != '\0'; (*at)++)
        text_next(&each);
    return fine;
}
