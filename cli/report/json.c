/* json - a report as one JSON object: facts by name, tables as lists of objects (written by jansson) */
#include "cli/report/report.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *value_of(const ReportCell *cell)
{
    if (cell->text != NULL) {
        json_t *text = json_string(cell->text);
        return text != NULL ? text : json_string("?"); /* not UTF-8 */
    }
    if (!isfinite(cell->number))
        return json_null();
    /* Counts and periods without ".0"; both are numbers to JSON. */
    bool whole = cell->number == floor(cell->number) && fabs(cell->number) < 1e15;
    return whole ? json_integer((json_int_t)cell->number) : json_real(cell->number);
}

/* "certificate.gap" goes into an object of its own. */
static void put_fact(json_t *root, const ReportFact *fact)
{
    const char *dot = strchr(fact->name, '.');
    if (dot == NULL) {
        json_object_set_new(root, fact->name, value_of(&fact->value));
        return;
    }
    char group[64];
    snprintf(group, sizeof group, "%.*s", (int)(dot - fact->name), fact->name);
    json_t *inner = json_object_get(root, group);
    if (inner == NULL) {
        inner = json_object();
        json_object_set_new(root, group, inner);
    }
    json_object_set_new(inner, dot + 1, value_of(&fact->value));
}

static json_t *rows_of(const ReportTable *table)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < table->rows; r++) {
        json_t *row = json_object();
        for (size_t c = 0; c < table->columns; c++)
            json_object_set_new(row, table->column[c].name, value_of(&table->cell[r * table->columns + c]));
        json_array_append_new(rows, row);
    }
    return rows;
}

/* Inert inside a web page too: these signs can stand in strings only, where their escapes mean the same. */
static void put_inert(const char *text, FILE *out)
{
    for (; *text != '\0'; text++) {
        bool separator = strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0;
        if (*text == '<' || *text == '>' || *text == '&')
            fprintf(out, "\\u%04x", (unsigned)*text);
        else if (separator) /* U+2028 and U+2029 end a line of JavaScript */
            fprintf(out, "\\u202%c", *(text += 2) == '\xA8' ? '8' : '9');
        else
            fputc(*text, out);
    }
    fputc('\n', out);
}

void report_write_json(const Report *report, FILE *out)
{
    json_t *root = json_object();
    for (size_t i = 0; i < report->facts; i++)
        put_fact(root, &report->fact[i]);
    for (size_t i = 0; i < report->tables; i++)
        if (!report->table[i].only_text)
            json_object_set_new(root, report->table[i].name, rows_of(&report->table[i]));
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    if (text != NULL)
        put_inert(text, out);
    free(text);
    json_decref(root);
}
