/* text - a report for a terminal: lines, then tables with aligned columns */
#include "cli/report/report.h"
#include "models/base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Four significant digits, never an exponent between 0.001 and 1e9: enough to decide, few enough to read. */
static void show_number(double number, char buffer[40])
{
    double size = fabs(number);
    if (isnan(number))
        strcpy(buffer, "-");
    else if (size < 1e-9)
        strcpy(buffer, "0");
    else if (size >= 1e9 || size < 0.001)
        snprintf(buffer, 40, "%.3g", number);
    else
        snprintf(buffer, 40, "%.*f", size >= 999.5 ? 0 : size >= 99.95 ? 1 : size >= 9.995 ? 2 : size >= 0.9995 ? 3 : 4, number);
}

static const char *show(const ReportCell *cell, char buffer[40])
{
    if (cell->text != NULL)
        return cell->text;
    show_number(cell->number, buffer);
    return buffer;
}

static int cells(const char *text)
{
    return text_width(text, text_length(text));
}

/* A name may hold anything; a terminal must not obey it. */
static void put(const char *text, FILE *out)
{
    for (; *text != '\0'; text++)
        fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, out);
}

static void pad(int count, FILE *out)
{
    for (; count > 0; count--)
        fputc(' ', out);
}

static void put_cell(const char *text, bool right, bool last, int width, FILE *out)
{
    if (right)
        pad(width - cells(text), out);
    put(text, out);
    if (!right && !last)
        pad(width - cells(text), out);
}

static void write_table(const ReportTable *table, bool all, FILE *out)
{
    char buffer[40];
    int *width = calloc(table->columns + 1, sizeof *width);
    size_t shown = 0, hidden = 0;
    for (size_t r = 0; r < table->rows; r++)
        *(table->detail[r] && !all ? &hidden : &shown) += 1;
    for (size_t c = 0; width != NULL && c < table->columns; c++) {
        if (table->column[c].head == NULL)
            continue;
        width[c] = cells(table->column[c].head);
        for (size_t r = 0; r < table->rows; r++) {
            int wide = table->detail[r] && !all ? 0 : cells(show(&table->cell[r * table->columns + c], buffer));
            width[c] = wide > width[c] ? wide : width[c];
        }
    }
    fprintf(out, "\n%s\n", table->title);
    if (table->note != NULL)
        fprintf(out, "  (%s)\n", table->note);
    if (shown > 0 && width != NULL) {
        for (size_t c = 0; c < table->columns; c++) {
            if (table->column[c].head == NULL)
                continue;
            fputs("  ", out);
            put_cell(table->column[c].head, table->column[c].number, c + 1 == table->columns, width[c], out);
        }
        fputc('\n', out);
    }
    for (size_t r = 0; r < table->rows && width != NULL; r++) {
        if (table->detail[r] && !all)
            continue;
        for (size_t c = 0; c < table->columns; c++) {
            if (table->column[c].head == NULL)
                continue;
            fputs("  ", out);
            put_cell(show(&table->cell[r * table->columns + c], buffer), table->column[c].number, c + 1 == table->columns, width[c], out);
        }
        fputc('\n', out);
    }
    if (hidden > 0)
        fprintf(out, "  ... and %zu more with --all\n", hidden);
    if (table->rows == 0)
        fprintf(out, "  none\n");
    free(width);
}

void report_write_text(const Report *report, bool all, FILE *out)
{
    for (size_t i = 0; i < report->lines; i++) {
        put(report->line[i], out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < report->tables; i++)
        write_table(&report->table[i], all, out);
}
