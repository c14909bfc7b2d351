/* json - a report as one JSON object: facts by name, tables as lists of objects
 *
 * Written as jansson would, indented by two and with 15 digits, but row by row: its tree of 1344 hours took 3.8 GB. Texts that need escapes are
 * written by jansson itself. */
#include "cli/report/form.h"
#include "models/base/arena.h"
#include "models/base/text.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

/* Signs that stand for themselves in a string, and mean nothing to a web page that it is in. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

/* Inert inside a web page too: these signs can stand in strings only, where their escapes mean the same. */
static void put_inert(Buffer *buffer, const char *text)
{
    char escape[16];
    for (; *text != '\0'; text++) {
        const bool separator = strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0;
        if (!separator && *text != '<' && *text != '>' && *text != '&') {
            buffer_byte(buffer, *text);
            continue;
        }
        if (separator) /* U+2028 and U+2029 end a line of JavaScript */
            snprintf(escape, sizeof escape, "\\u202%c", *(text += 2) == '\xA8' ? '8' : '9');
        else
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)*text);
        buffer_text(buffer, escape);
    }
}

/* Whatever is not plain is jansson's matter; what is not UTF-8 is a question mark. */
static void put_text(Buffer *buffer, const char *text)
{
    size_t plain = 0;
    while (is_plain((unsigned char)text[plain]))
        plain++;
    if (text[plain] == '\0') {
        buffer_byte(buffer, '"');
        buffer_bytes(buffer, text, plain);
        buffer_byte(buffer, '"');
        return;
    }
    json_t *string = json_string(text);
    char *escaped = string != NULL ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
    put_inert(buffer, escaped != NULL ? escaped : "\"?\"");
    free(escaped);
    json_decref(string);
}

static void put_whole(Buffer *buffer, double number)
{
    char digit[24];
    size_t at = sizeof digit;
    uint64_t left = (uint64_t)fabs(number);
    do
        digit[--at] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (number < 0)
        digit[--at] = '-';
    buffer_bytes(buffer, digit + at, sizeof digit - at);
}

/* 1.5e-06 is 1.5e-6 and 1e+20 is 1e20, so that it is a number with a fraction or an exponent in the shortest way. */
static void put_real(Buffer *buffer, double number)
{
    char digits[32];
    text_fifteen(number, digits);
    const size_t plain = strcspn(digits, "e");
    buffer_bytes(buffer, digits, plain);
    if (digits[plain] == '\0') {
        if (strchr(digits, '.') == NULL)
            buffer_text(buffer, ".0");
        return;
    }
    const char *power = digits + plain + 1;
    buffer_byte(buffer, 'e');
    if (*power++ == '-')
        buffer_byte(buffer, '-');
    buffer_text(buffer, power + strspn(power, "0"));
}

/* Counts and periods without ".0"; both are numbers to JSON. */
static void put_number(Buffer *buffer, double number)
{
    if (!isfinite(number))
        buffer_text(buffer, "null");
    else if (number == floor(number) && fabs(number) < 1e15)
        put_whole(buffer, number);
    else
        put_real(buffer, number);
}

static void put_cell(Buffer *buffer, const ReportCell *cell)
{
    if (cell->text != NULL)
        put_text(buffer, cell->text);
    else
        put_number(buffer, cell->number);
}

/* ---- the object ---- */

/* A key of the object, so long. */
static void put_key(Page *page, const char *key, size_t length)
{
    buffer_text(&page->buffer, page->begun ? ",\n  \"" : "\n  \"");
    buffer_bytes(&page->buffer, key, length);
    buffer_text(&page->buffer, "\": ");
    page->begun = true;
}

/* "certificate.gap" goes into an object of its own: the length of its name, or 0. */
static size_t group_of(const ReportFact *fact)
{
    const char *dot = strchr(fact->name, '.');
    return dot != NULL ? (size_t)(dot - fact->name) : 0;
}

static bool in_group(const ReportFact *fact, const char *name, size_t length)
{
    return group_of(fact) == length && strncmp(fact->name, name, length) == 0;
}

static void put_group(Page *page, const char *name, size_t length)
{
    const Report *report = page->report;
    const char *before = "{\n    \"";
    put_key(page, name, length);
    for (size_t i = 0; i < report->facts; i++) {
        if (!in_group(&report->fact[i], name, length))
            continue;
        buffer_text(&page->buffer, before);
        buffer_text(&page->buffer, report->fact[i].name + length + 1);
        buffer_text(&page->buffer, "\": ");
        put_cell(&page->buffer, &report->fact[i].value);
        before = ",\n    \"";
    }
    buffer_text(&page->buffer, "\n  }");
}

/* A group stands where the first of it does. */
static void put_fact(Page *page, size_t i)
{
    const ReportFact *fact = &page->report->fact[i];
    const size_t group = group_of(fact);
    if (group == 0) {
        put_key(page, fact->name, strlen(fact->name));
        put_cell(&page->buffer, &fact->value);
        return;
    }
    for (size_t before = 0; before < i; before++)
        if (in_group(&page->report->fact[before], fact->name, group))
            return;
    put_group(page, fact->name, group);
}

static void begin(Page *page)
{
    buffer_byte(&page->buffer, '{');
    for (size_t i = 0; i < page->report->facts; i++)
        put_fact(page, i);
}

static void begin_table(Page *page, const ReportTable *table)
{
    Arena *arena = page->report->arena;
    page->key = arena_take(arena, table->columns * sizeof *page->key);
    for (size_t c = 0; c < table->columns; c++) {
        page->key[c].text = arena_print(arena, "%s\n      \"%s\": ", c > 0 ? "," : "", table->column[c].name);
        page->key[c].length = strlen(page->key[c].text);
    }
    put_key(page, table->name, strlen(table->name));
    buffer_byte(&page->buffer, '[');
}

static void put_row(Page *page, const ReportTable *table, const ReportCell *cell)
{
    buffer_text(&page->buffer, page->rows > 0 ? ",\n    {" : "\n    {");
    for (size_t c = 0; c < table->columns; c++) {
        buffer_bytes(&page->buffer, page->key[c].text, page->key[c].length);
        put_cell(&page->buffer, &cell[c]);
    }
    buffer_text(&page->buffer, "\n    }");
}

static void end_table(Page *page)
{
    buffer_text(&page->buffer, page->rows > 0 ? "\n  ]" : "]");
}

static void end(Page *page)
{
    buffer_text(&page->buffer, page->begun ? "\n}\n" : "}\n");
}

const Form form_json = { begin, begin_table, put_row, end_table, end };
