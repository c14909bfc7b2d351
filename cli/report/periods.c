/* periods - tables with a row for each period, and what they come to over the horizon, see fold.c */
#include "cli/report/periods.h"

#include "cli/report/fold.h"
#include "cli/report/wide.h"
#include "models/base/order.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool periods_kept(const Report *report, const Park *park)
{
    return park->periods == 1 || park->periods <= report->periods_most;
}

/* ---- columns ---- */

/* Behind a figure: its lowest and highest with when they are, or in how many hours there is one. */
static const ReportColumn *columns_over_all(Arena *arena, const ReportColumn *given, size_t count,
                                            size_t *wide)
{
    *wide = 0;
    for (size_t c = 0; c < count; c++)
        *wide += fold_columns_of(given[c].kind);
    ReportColumn *columns = arena_take(arena, *wide * sizeof *columns), *next = columns;
    for (size_t c = 0; c < count; c++) {
        const char *name = given[c].name;
        *next++ = given[c];
        if (given[c].kind == KIND_HELD)
            *next++ = (ReportColumn){ "hours", "hours", KIND_COUNT };
        if (given[c].kind == KIND_RANGE) {
            *next++ = (ReportColumn){ arena_print(arena, "%s_lowest", name), "lowest", true };
            *next++ = (ReportColumn){ arena_print(arena, "%s_lowest_when", name), "when", false };
            *next++ = (ReportColumn){ arena_print(arena, "%s_highest", name), "highest", true };
            *next++ = (ReportColumn){ arena_print(arena, "%s_highest_when", name), "when", false };
        }
    }
    return columns;
}

/* Beside the number of a period: the stretch that it belongs to, and the step in it. */
static const ReportColumn *columns_by_period(Arena *arena, const ReportColumn *given, size_t count)
{
    ReportColumn *columns = arena_take(arena, (count + 2) * sizeof *columns), *next = columns;
    for (size_t c = 0; c < count; c++) {
        *next++ = given[c];
        if (given[c].kind != KIND_PERIOD)
            continue;
        next[-1].head = "period";
        *next++ = (ReportColumn){ "stretch", NULL, false };
        *next++ = (ReportColumn){ "time", "time", false };
    }
    return columns;
}

static bool is_wide(const Report *report)
{
    return report->folder != NULL && !report->is_long;
}

static ReportTable *table_by_period(Fold *fold, const char *name, const char *title)
{
    Report *report = fold->report;
    Arena *arena = report->arena;
    const ReportTable *given = &fold->given;
    ReportTable *table = report_table(
        report, arena_print(arena, "%s_by_period", name), arena_print(arena, "%s, by period", title),
        columns_by_period(arena, given->column, given->columns), given->columns + 2);
    if (is_wide(report)) {
        for (size_t t = 0; t < fold->park->periods; t++)
            fold_time(fold, (int)t);
        table->wide = wide_create(fold->park, arena, given->column, given->columns, report->period_time);
    }
    report_stream(report, table);
    return table;
}

ReportTable *periods_table(Report *report, const Park *park, const char *name, const char *title,
                           const ReportColumn *columns, size_t count)
{
    Arena *arena = report->arena;
    if (park->periods == 1)
        return report_table(report, name, title, columns, count);
    size_t wide;
    const ReportColumn *over_all = columns_over_all(arena, columns, count, &wide);
    ReportTable *table = report_table(report, name, title, over_all, wide);
    table->fold = fold_create(report, park, columns, count);
    table->given = &table->fold->given;
    if (periods_kept(report, park))
        table->fold->by_period = table_by_period(table->fold, name, title);
    return table;
}

void periods_weigh(ReportTable *table, double weight)
{
    if (table->fold != NULL)
        table->fold->weight = weight;
}

/* ---- rows ---- */

static void keep(Fold *fold, size_t row, const ReportCell *given, int t, bool detail)
{
    const Park *park = fold->park;
    if (fold->by_period == NULL)
        return;
    if (fold->by_period->wide != NULL) {
        if (t >= 0)
            wide_put(fold->by_period->wide, row, given, t);
        return;
    }
    ReportCell *cell = report_new_row(fold->by_period, detail);
    for (size_t c = 0; c < fold->given.columns; c++) {
        *cell++ = given[c];
        if (fold->given.column[c].kind != KIND_PERIOD)
            continue;
        *cell++ = (ReportCell){ t < 0 ? "" : park->stretch[park->period[t].stretch].name, NAN };
        *cell++ = (ReportCell){ t < 0 ? "" : fold_time(fold, t), NAN };
    }
    report_row_done(fold->by_period);
}

static void add(ReportTable *table, size_t row, const ReportCell *given, bool detail, int t)
{
    fold_add(table, row, given, detail, t);
    keep(table->fold, row, given, t, detail);
}

void periods_fold(ReportTable *table)
{
    ReportTable *given = &table->fold->given;
    const int t = fold_period(table->fold, given->cell);
    add(table, fold_row(table, given->cell, t), given->cell, given->detail[0], t);
    given->rows = 0;
}

void periods_take(ReportTable *table, Report *report)
{
    if (table->fold != NULL)
        table->fold->report = report;
}

void periods_row(ReportTable *table, const ReportCell *cell, bool detail, size_t *known)
{
    Fold *fold = table->fold;
    if (fold == NULL) {
        memcpy(report_new_row(table, detail), cell, table->columns * sizeof *cell);
        table->filled = table->columns;
        report_row_done(table);
        return;
    }
    const int t = fold_period(fold, cell);
    add(table, fold_known_row(table, cell, t, known), cell, detail, t);
}

/* And not just figures. */
static bool has_rows_by_period(const Fold *fold)
{
    return fold->by_period != NULL && fold->by_period->wide == NULL;
}

bool periods_stands(const ReportTable *table, size_t known)
{
    const Fold *fold = table->fold;
    return fold != NULL && !has_rows_by_period(fold) && known > 0 && !table->detail[known - 1];
}

/* The cells of one of the periods; cell: those that are always the same. */
static void fill_in(const PeriodSeries *series, const ReportTable *given, size_t i, ReportCell *cell)
{
    for (size_t c = 0; c < given->columns; c++) {
        if (series->figure[c] != NULL)
            cell[c].number = series->figure[c][i];
        if (given->column[c].kind == KIND_PERIOD)
            cell[c].number = (double)(series->span.from + i + 1);
        if (given->column[c].kind == KIND_WORD)
            cell[c].text = isnan(cell[c - 1].number) ? "" : series->cell[c].text;
    }
}

/* One period after another, for whoever wants each of them. */
static void put_each(ReportTable *table, const PeriodSeries *series, size_t *known)
{
    ReportCell *cell = memory_copy(series->cell, table->given->columns, sizeof *cell);
    for (size_t i = 0; i < series->span.count; i++) {
        if (series->state[i] == ROW_ABSENT)
            continue;
        fill_in(series, table->given, i, cell);
        periods_weigh(table, series->weight != NULL ? series->weight[i] : 1);
        periods_row(table, cell, series->state[i] == ROW_DETAIL, known);
    }
    free(cell);
}

/* The first period in which there is something of it; -1: there is none. */
static int first_of(const PeriodSeries *series)
{
    for (size_t i = 0; i < series->span.count; i++)
        if (series->state[i] != ROW_ABSENT)
            return (int)(series->span.from + i);
    return -1;
}

void periods_series(ReportTable *table, const PeriodSeries *series, size_t *known)
{
    Fold *fold = table->fold;
    if (fold == NULL || has_rows_by_period(fold)) {
        put_each(table, series, known);
        return;
    }
    const int first = first_of(series);
    if (first < 0)
        return;
    const size_t row = fold_known_row(table, series->cell, first, known);
    fold_add_series(table, row, series);
    if (fold->by_period != NULL)
        wide_put_series(fold->by_period->wide, row, series);
}

size_t periods_at_once(const Report *report, const Park *park)
{
    enum { FEW = 32 };
    return periods_kept(report, park) && !is_wide(report) ? park->periods : FEW;
}

bool periods_next(PeriodSpan *span, const Report *report, const Park *park)
{
    const size_t most = periods_at_once(report, park), from = span->from + span->count,
                 left = park->periods - from;
    *span = (PeriodSpan){ from, left < most ? left : most };
    return left > 0;
}

void periods_of_thing(ReportTable *table, size_t thing)
{
    if (table->fold != NULL)
        table->fold->thing = thing;
}

static size_t *order_of_things(const ReportTable *table, size_t things)
{
    size_t *thing = memory_take(table->rows, sizeof *thing);
    for (size_t r = 0; r < table->rows; r++)
        thing[r] = table->fold->row[r].thing;
    size_t *order = order_by(thing, table->rows, things);
    free(thing);
    return order;
}

void periods_order(ReportTable *table, size_t things)
{
    const size_t rows = table->rows, columns = table->columns;
    if (table->fold == NULL)
        return;
    size_t *order = order_of_things(table, things);
    ReportCell *cell = memory_take(rows * columns, sizeof *cell);
    bool *detail = memory_take(rows, sizeof *detail);
    for (size_t r = 0; r < rows; r++) {
        memcpy(&cell[r * columns], &table->cell[order[r] * columns], columns * sizeof *cell);
        detail[r] = table->detail[order[r]];
    }
    if (table->fold->by_period != NULL && table->fold->by_period->wide != NULL)
        wide_order(table->fold->by_period->wide, order, rows);
    free(order);
    free(table->cell);
    free(table->detail);
    table->cell = cell;
    table->detail = detail;
    table->row_room = table->detail_room = rows;
}
