/* csv - a report as comma-separated values (RFC 4180), UTF-8, decimal point
 *
 * One table a file, or all of them in long form: table,row,column,value. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it. */
#include "cli/report/report.h"
#include "models/base/text.h"

#include <math.h>
#include <string.h>

static bool is_formula(const char *text)
{
    static const char *const starts[] = {
        "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"
    };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static void put_text(const char *text, FILE *out)
{
    const char *guard = is_formula(text) ? "'" : "";
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fprintf(out, "%s%s", guard, text);
        return;
    }
    fprintf(out, "\"%s", guard);
    for (; *text != '\0'; text++)
        fprintf(out, *text == '"' ? "\"\"" : "%c", *text);
    fputc('"', out);
}

static void put_cell(const ReportCell *cell, FILE *out)
{
    char buffer[32];
    if (cell->text != NULL)
        put_text(cell->text, out);
    else if (isfinite(cell->number))
        fputs(text_shortest(cell->number, buffer), out);
}

void report_write_csv_table(const ReportTable *table, FILE *out)
{
    for (size_t c = 0; c < table->columns; c++)
        fprintf(out, "%s%s", c > 0 ? "," : "", table->column[c].name);
    fputs("\r\n", out);
    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->columns; c++) {
            if (c > 0)
                fputc(',', out);
            put_cell(&table->cell[r * table->columns + c], out);
        }
        fputs("\r\n", out);
    }
}

void report_write_csv_facts(const Report *report, FILE *out)
{
    fputs("name,value\r\n", out);
    for (size_t i = 0; i < report->facts; i++) {
        fprintf(out, "%s,", report->fact[i].name);
        put_cell(&report->fact[i].value, out);
        fputs("\r\n", out);
    }
}

void report_write_csv(const Report *report, FILE *out)
{
    fputs("table,row,column,value\r\n", out);
    for (size_t i = 0; i < report->facts; i++) {
        fprintf(out, "facts,1,%s,", report->fact[i].name);
        put_cell(&report->fact[i].value, out);
        fputs("\r\n", out);
    }
    for (size_t i = 0; i < report->tables; i++) {
        const ReportTable *table = &report->table[i];
        for (size_t r = 0; r < table->rows && !table->only_text; r++)
            for (size_t c = 0; c < table->columns; c++) {
                fprintf(out, "%s,%zu,%s,", table->name, r + 1, table->column[c].name);
                put_cell(&table->cell[r * table->columns + c], out);
                fputs("\r\n", out);
            }
    }
}
