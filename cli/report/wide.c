/* wide - figures by period, a line for each period and a column for each row of the table over the horizon */
#include "cli/report/wide.h"

#include "cli/report/csv.h"
#include "models/base/table.h"
#include "models/base/text.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One figure of one row. */
typedef struct WideColumn {
    const char *head, *unit; /* NULL: nothing has come yet */
    double *figure;          /* [periods] NAN: there is none */
} WideColumn;

struct Wide {
    const Park *park;
    Arena *arena;
    const ReportColumn *given;
    const char *const *time;
    size_t count;
    size_t *from;       /* [figures] where they stand in the rows that come */
    WideColumn *column; /* [rows x figures] */
    size_t figures, rows, row_room;
};

static bool has_mean(const ReportColumn *columns, size_t count)
{
    for (size_t c = 0; c < count; c++)
        if (columns[c].kind == KIND_MEAN)
            return true;
    return false;
}

static bool is_written(ReportKind kind, bool has_mean)
{
    return kind == KIND_MEAN || kind == KIND_RATIO || kind == KIND_RANGE || kind == KIND_HELD
           || (kind == KIND_SUM && !has_mean);
}

Wide *wide_create(const Park *park, Arena *arena, const ReportColumn *columns, size_t count,
                  const char *const *time)
{
    Wide *wide = memory_take(1, sizeof *wide);
    *wide = (Wide){ .park = park,
                    .arena = arena,
                    .given = columns,
                    .time = time,
                    .count = count,
                    .from = arena_take(arena, count * sizeof *wide->from) };
    const bool mean = has_mean(columns, count);
    for (size_t c = 0; c < count; c++)
        if (is_written(columns[c].kind, mean))
            wide->from[wide->figures++] = c;
    return wide;
}

void wide_free(Wide *wide)
{
    if (wide == NULL)
        return;
    for (size_t k = 0; k < wide->rows * wide->figures; k++)
        free(wide->column[k].figure);
    free(wide->column);
    free(wide);
}

/* ---- heads: "ironworks_1 hot_stoves load [%]" ---- */

static bool is_unit(const ReportColumn *column)
{
    const size_t length = strlen(column->name), of_unit = strlen("unit");
    return length >= of_unit && strcmp(column->name + length - of_unit, "unit") == 0;
}

/* What stands behind the last _ of its name: load_percent, from_C. */
static const char *unit_in_name(const char *name)
{
    const char *behind = strrchr(name, '_');
    return behind == NULL ? "" : strcmp(behind, "_percent") == 0 ? "%" : behind + 1;
}

/* The unit of a figure stands in the column behind it, or in its name. */
static const char *unit_of(const Wide *wide, size_t figure, const ReportCell *cell)
{
    const size_t behind = wide->from[figure] + 1;
    return behind < wide->count && is_unit(&wide->given[behind]) ? cell[behind].text
                                                                 : unit_in_name(wide->given[behind - 1].name);
}

/* Without its unit. */
static const char *name_of(const Wide *wide, size_t figure)
{
    const char *name = wide->given[wide->from[figure]].name;
    return arena_copy(wide->arena, name, strcspn(name, "_"));
}

/* Keys that the text shows tell a row from others. */
static bool tells(const ReportColumn *column)
{
    return (column->kind == KIND_TEXT || column->kind == KIND_NUMBER) && column->head != NULL
           && !is_unit(column);
}

static const char *word_of(const Wide *wide, size_t key, const ReportCell *cell)
{
    if (cell->text != NULL)
        return cell->text;
    if (isnan(cell->number))
        return "";
    char number[32];
    return arena_print(wide->arena, "%s %s", text_fifteen(cell->number, number),
                       unit_in_name(wide->given[key].name));
}

static const char *words_of(const Wide *wide, const ReportCell *cell)
{
    const char *words = "";
    for (size_t c = 0; c < wide->count; c++) {
        const char *word = tells(&wide->given[c]) ? word_of(wide, c, &cell[c]) : "";
        if (*word != '\0')
            words = arena_join(wide->arena, words, *words != '\0' ? " " : "", word);
    }
    return words;
}

static const char *head_of(const Wide *wide, size_t figure, const ReportCell *cell)
{
    const char *words = words_of(wide, cell);
    return wide->figures == 1 ? words : arena_join(wide->arena, words, " ", name_of(wide, figure));
}

/* ---- figures ---- */

static void reach(Wide *wide, size_t row)
{
    for (; wide->rows <= row; wide->rows++) {
        wide->column = memory_grow(wide->column, wide->rows, &wide->row_room,
                                   wide->figures * sizeof *wide->column);
        for (size_t k = 0; k < wide->figures; k++)
            wide->column[wide->rows * wide->figures + k] = (WideColumn){ 0 };
    }
}

/* Where there is no row nothing flows, runs or limits: what is added up over the horizon has 0 there, so that its mean and its sum are those of the table
 * over the horizon. Of a level, a value or a share there is none. */
static bool means_nothing(ReportKind kind)
{
    return kind == KIND_SUM || kind == KIND_MEAN || kind == KIND_HELD;
}

/* Where the figures of a column stand. */
static double *figures_of(Wide *wide, size_t row, size_t figure, const ReportCell *cell)
{
    reach(wide, row);
    WideColumn *column = &wide->column[row * wide->figures + figure];
    if (column->figure != NULL)
        return column->figure;
    const size_t periods = wide->park->periods;
    column->figure = memory_take(periods, sizeof *column->figure);
    const double none = means_nothing(wide->given[wide->from[figure]].kind) ? 0 : (double)NAN;
    for (size_t t = 0; t < periods; t++)
        column->figure[t] = none;
    column->head = head_of(wide, figure, cell);
    column->unit = unit_of(wide, figure, cell);
    return column->figure;
}

void wide_put(Wide *wide, size_t row, const ReportCell *cell, int t)
{
    for (size_t k = 0; k < wide->figures; k++) {
        const double number = cell[wide->from[k]].number;
        if (!isnan(number))
            figures_of(wide, row, k, cell)[t] = number;
    }
}

static bool has_any(const PeriodSeries *series, const double *figure)
{
    for (size_t i = 0; i < series->span.count; i++)
        if (series->state[i] != ROW_ABSENT && !isnan(figure[i]))
            return true;
    return false;
}

void wide_put_series(Wide *wide, size_t row, const PeriodSeries *series)
{
    for (size_t k = 0; k < wide->figures; k++) {
        const double *figure = series->figure[wide->from[k]];
        if (!has_any(series, figure))
            continue;
        double *to = figures_of(wide, row, k, series->cell) + series->span.from;
        for (size_t i = 0; i < series->span.count; i++)
            if (series->state[i] != ROW_ABSENT)
                to[i] = figure[i];
    }
}

void wide_order(Wide *wide, const size_t *order, size_t rows)
{
    const size_t figures = wide->figures;
    if (rows == 0 || figures == 0)
        return;
    reach(wide, rows - 1);
    WideColumn *column = memory_take(rows * figures, sizeof *column);
    for (size_t r = 0; r < rows; r++)
        memcpy(&column[r * figures], &wide->column[order[r] * figures], figures * sizeof *column);
    free(wide->column);
    wide->column = column;
    wide->row_room = rows;
}

/* ---- the file ---- */

/* Of those that are alike the second is "... (2) [t/h]". */
static const char *full_head(const Wide *wide, const WideColumn *column, int nth)
{
    const char *head = nth > 1 ? arena_print(wide->arena, "%s (%d)", column->head, nth) : column->head;
    return *column->unit == '\0' ? head : arena_print(wide->arena, "%s [%s]", head, column->unit);
}

static void put_heads(const Wide *wide, const WideColumn *column, size_t columns, Buffer *buffer)
{
    Table heads;
    int *alike = memory_take(columns, sizeof *alike); /* of each head that is the first of its like */
    table_init(&heads);
    buffer_text(buffer, "period,stretch,time");
    for (size_t c = 0; c < columns; c++) {
        const int first = table_add(&heads, column[c].head, (int)c);
        buffer_byte(buffer, ',');
        csv_text(buffer, full_head(wide, &column[c], ++alike[first]));
    }
    buffer_text(buffer, "\r\n");
    table_release(&heads);
    free(alike);
}

/* What stands in the line above, which most often comes again. */
typedef struct Above {
    double figure;
    size_t length;
    char text[32];
} Above;

static void put_figure(double figure, Above *above, Buffer *buffer)
{
    if (figure != above->figure) {
        above->figure = figure;
        above->length = text_put_nine(figure + 0.0, above->text);
    }
    memcpy(buffer_room(buffer, sizeof above->text), above->text, sizeof above->text);
    buffer_wrote(buffer, above->length);
}

static void put_line(const Wide *wide, const WideColumn *column, size_t columns, size_t t, Above *above,
                     Buffer *buffer)
{
    enum { LONGEST = 32 };
    const Park *park = wide->park;
    buffer_wrote(buffer, text_put_shortest((double)(t + 1), buffer_room(buffer, LONGEST)));
    buffer_byte(buffer, ',');
    csv_text(buffer, park->stretch[park->period[t].stretch].name);
    buffer_byte(buffer, ',');
    csv_text(buffer, wide->time[t]);
    for (size_t c = 0; c < columns; c++) {
        const double figure = column[c].figure[t];
        buffer_byte(buffer, ',');
        if (isfinite(figure))
            put_figure(figure, &above[c], buffer);
    }
    buffer_text(buffer, "\r\n");
}

void wide_write(const Wide *wide, Buffer *buffer)
{
    const size_t most = wide->rows * wide->figures;
    WideColumn *column = memory_take(most, sizeof *column);
    size_t columns = 0;
    for (size_t k = 0; k < most; k++)
        if (wide->column[k].figure != NULL)
            column[columns++] = wide->column[k];
    Above *above = memory_take(columns, sizeof *above);
    for (size_t c = 0; c < columns; c++)
        above[c].figure = NAN;
    put_heads(wide, column, columns, buffer);
    for (size_t t = 0; t < wide->park->periods; t++)
        put_line(wide, column, columns, t, above, buffer);
    free(above);
    free(column);
}
