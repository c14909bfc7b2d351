/* text - a report for a terminal: lines, then tables with aligned columns */
#include "cli/report/report.h"
#include "models/base/text.h"
#include "solver/memory.h"

#include <math.h>
#include <stdint.h>
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
        snprintf(buffer, 40, "%.*f",
                 size >= 999.5    ? 0
                 : size >= 99.95  ? 1
                 : size >= 9.995  ? 2
                 : size >= 0.9995 ? 3
                                  : 4,
                 number);
}

/* A cell as it is shown, and how many cells of a terminal it takes. */
typedef struct Drawn {
    const char *text;
    int width;
} Drawn;

static Drawn drawn(const char *text)
{
    return (Drawn){ text, text_width(text, SIZE_MAX) };
}

static Drawn draw(Arena *arena, const ReportCell *cell, ReportKind kind)
{
    char buffer[40];
    if (cell->text != NULL)
        return drawn(cell->text);
    if ((kind == KIND_PERIOD || kind == KIND_COUNT) && cell->number == round(cell->number))
        snprintf(buffer, sizeof buffer, "%.0f", cell->number);
    else
        show_number(cell->number, buffer);
    return drawn(arena_copy(arena, buffer, strlen(buffer)));
}

void report_put(const char *text, FILE *out)
{
    const char *harmless = text;
    for (const char *begin = text; *begin != '\0'; begin = text)
        if (text_is_command(text_next(&text))) {
            fwrite(harmless, 1, (size_t)(begin - harmless), out);
            fputc('?', out);
            harmless = text;
        }
    fwrite(harmless, 1, (size_t)(text - harmless), out);
}

static void pad(int count, FILE *out)
{
    for (; count > 0; count--)
        fputc(' ', out);
}

/* Heads are the first row; a column without one is not shown. */
static void write_row(const ReportTable *table, const Drawn *row, const int *width, FILE *out)
{
    for (size_t c = 0; c < table->columns; c++) {
        bool right = report_is_number(&table->column[c]), last = c + 1 == table->columns;
        if (table->column[c].head == NULL)
            continue;
        fputs("  ", out);
        pad(right ? width[c] - row[c].width : 0, out);
        report_put(row[c].text, out);
        pad(right || last ? 0 : width[c] - row[c].width, out);
    }
    fputc('\n', out);
}

/* The head, then the rows that are shown, [rows + 1 x columns]; returns how many rows. */
static size_t draw_table(const ReportTable *table, bool all, Arena *arena, Drawn *cell, int *width)
{
    size_t rows = 0;
    for (size_t c = 0; c < table->columns; c++)
        if (table->column[c].head != NULL) {
            cell[c] = drawn(table->column[c].head);
            width[c] = cell[c].width;
        }
    for (size_t r = 0; r < table->rows; r++) {
        if (table->detail[r] && !all)
            continue;
        Drawn *row = cell + ++rows * table->columns;
        for (size_t c = 0; c < table->columns; c++)
            if (table->column[c].head != NULL) {
                row[c] = draw(arena, &table->cell[r * table->columns + c], table->column[c].kind);
                width[c] = row[c].width > width[c] ? row[c].width : width[c];
            }
    }
    return rows;
}

static void write_table(const ReportTable *table, bool all, Arena *arena, FILE *out)
{
    Drawn *cell = memory_take((table->rows + 1) * table->columns, sizeof *cell);
    int *width = memory_take(table->columns, sizeof *width);
    size_t shown = draw_table(table, all, arena, cell, width);
    fprintf(out, "\n%s\n", table->title);
    if (table->note != NULL && (shown > 0 || table->rows == 0))
        fprintf(out, "  (%s)\n", table->note);
    for (size_t r = 0; r <= shown && shown > 0; r++)
        write_row(table, cell + r * table->columns, width, out);
    if (shown < table->rows)
        fprintf(out, "  ... and %zu more with --all\n", table->rows - shown);
    if (table->rows == 0)
        fprintf(out, "  none\n");
    free(width);
    free(cell);
}

void report_write_text(const Report *report, bool all, FILE *out)
{
    for (size_t i = 0; i < report->lines; i++) {
        report_put(report->line[i], out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < report->tables; i++)
        if (!report->table[i]->quiet)
            write_table(report->table[i], all, report->arena, out);
}
