/* periods - tables with a row for each period, and what they come to over the horizon
 *
 *     mean    sum over t of share_t figure_t; where there is no row there is nothing
 *     ratio   sum over t of share_t weight_t figure_t / sum over t of share_t weight_t,   weight: what the figure is a share of
 *     sum     sum over t of figure_t */
#include "cli/report/periods.h"

#include "cli/report/wide.h"
#include "models/base/order.h"
#include "models/base/table.h"
#include "models/horizon.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of one row over the horizon. */
typedef struct FoldRow {
    int period;     /* the last that it was given; -1 is the whole horizon */
    size_t nth;     /* of those with its keys, from 1 */
    size_t next;    /* the row that came behind it the last time */
    size_t thing;   /* see periods_of_thing */
    double *weight; /* [columns] of its ratios; of lowest and highest the period */
} FoldRow;

/* Where a column of the rows that are given stands in the table over the horizon. */
typedef struct FoldColumn {
    size_t from, to;
    ReportKind kind;
} FoldColumn;

typedef struct Fold {
    Report *report;
    const Park *park;
    ReportTable given;  /* one row, of the columns that the caller fills */
    size_t period;      /* the column of its period, or the number of columns: there is none */
    FoldColumn *column; /* [columns] those that are keys, then those that are figures */
    size_t columns, keys;
    ReportTable *by_period; /* NULL: not kept */
    double weight;
    Table rows;  /* keys to rows */
    size_t last; /* the row before */
    size_t thing;
    FoldRow *row;
    size_t row_room;
    char *key;
    size_t key_length, key_room;
} Fold;

bool periods_kept(const Report *report, const Park *park)
{
    return park->periods == 1 || park->periods <= report->periods_most;
}

/* ---- columns ---- */

static size_t columns_of(ReportKind kind)
{
    return kind == KIND_RANGE ? 5 : kind == KIND_HELD ? 2 : 1;
}

/* Behind a figure: its lowest and highest with when they are, or in how many hours there is one. */
static const ReportColumn *columns_over_all(Arena *arena, const ReportColumn *given, size_t count,
                                            size_t *wide)
{
    *wide = 0;
    for (size_t c = 0; c < count; c++)
        *wide += columns_of(given[c].kind);
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

static bool is_key(ReportKind kind)
{
    return kind == KIND_TEXT || kind == KIND_NUMBER || kind == KIND_TEXT_ASIDE || kind == KIND_NUMBER_ASIDE;
}

static bool is_figure(ReportKind kind)
{
    return !is_key(kind) && kind != KIND_PERIOD && kind != KIND_COUNT;
}

static void add_columns(Fold *fold, bool is(ReportKind kind))
{
    size_t to = 0;
    for (size_t c = 0; c < fold->given.columns; c++) {
        const ReportKind kind = fold->given.column[c].kind;
        if (is(kind))
            fold->column[fold->columns++] = (FoldColumn){ c, to, kind };
        to += columns_of(kind);
    }
}

static size_t period_column(const ReportTable *given)
{
    size_t c = 0;
    while (c < given->columns && given->column[c].kind != KIND_PERIOD)
        c++;
    return c;
}

static void find_columns(Fold *fold)
{
    const ReportTable *given = &fold->given;
    fold->column = arena_take(fold->report->arena, given->columns * sizeof *fold->column);
    add_columns(fold, is_key);
    fold->keys = fold->columns;
    add_columns(fold, is_figure);
    fold->period = period_column(given);
}

static bool is_wide(const Report *report)
{
    return report->folder != NULL && !report->is_long;
}

/* Rows come by the million and periods by the thousand: each says its name once. */
static const char *named(Fold *fold, const char ***names, int t,
                         const char *name(const Park *park, Arena *arena, int t))
{
    Arena *arena = fold->report->arena;
    if (*names == NULL)
        *names = arena_take(arena, fold->park->periods * sizeof **names);
    if ((*names)[t] == NULL)
        (*names)[t] = name(fold->park, arena, t);
    return (*names)[t];
}

static const char *time_of(Fold *fold, int t)
{
    return named(fold, &fold->report->period_time, t, horizon_time);
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
            time_of(fold, (int)t);
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
    table->fold = memory_take(1, sizeof *table->fold);
    *table->fold = (Fold){
        .report = report, .park = park, .weight = 1, .given = { .column = columns, .columns = count }
    };
    table->given = &table->fold->given;
    find_columns(table->fold);
    table_init(&table->fold->rows);
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

static void add_to_key(Fold *fold, const char *text)
{
    for (;; text++) {
        fold->key = memory_grow(fold->key, fold->key_length, &fold->key_room, 1);
        fold->key[fold->key_length++] = *text;
        if (*text == '\0')
            return;
    }
}

/* What tells a row from others: its keys, and which of several alike it is. */
static const char *key_of(Fold *fold, const ReportCell *given, size_t nth)
{
    char number[32];
    fold->key_length = 0;
    for (size_t i = 0; i < fold->keys; i++) {
        const ReportCell *cell = &given[fold->column[i].from];
        snprintf(number, sizeof number, "%.9g", cell->number);
        add_to_key(fold, cell->text != NULL ? cell->text : number);
        fold->key[fold->key_length - 1] = '\x1f';
    }
    snprintf(number, sizeof number, "%zu", nth);
    add_to_key(fold, number);
    return fold->key;
}

static int period_of(const Fold *fold, const ReportCell *given)
{
    return fold->period < fold->given.columns ? (int)given[fold->period].number - 1 : 0;
}

static size_t new_row(ReportTable *table, const char *key, size_t nth)
{
    Fold *fold = table->fold;
    const size_t row = table->rows;
    fold->row = memory_grow(fold->row, row, &fold->row_room, sizeof *fold->row);
    Arena *arena = fold->report->arena;
    fold->row[row] = (FoldRow){ -2, nth, row, fold->thing,
                                arena_take(arena, table->columns * sizeof(double)) };
    table_add(&fold->rows, arena_copy(arena, key, strlen(key)), (int)row);
    ReportCell *cell = report_new_row(table, true);
    for (size_t c = 0; c < table->columns; c++)
        cell[c] = (ReportCell){ report_is_number(&table->column[c]) ? NULL : "", NAN };
    return row;
}

/* A second row with the same keys in one period is another thing. */
static size_t row_by_key(ReportTable *table, const ReportCell *given, int t)
{
    Fold *fold = table->fold;
    for (size_t nth = 1;; nth++) {
        const char *key = key_of(fold, given, nth);
        const int known = table_find(&fold->rows, key);
        const size_t row = known >= 0 ? (size_t)known : new_row(table, key, nth);
        if (fold->row[row].period != t)
            return row;
    }
}

static bool cells_equal(const ReportCell *a, const ReportCell *b)
{
    if (a->text == NULL || b->text == NULL)
        return a->text == b->text && (a->number == b->number || (isnan(a->number) && isnan(b->number)));
    return a->text == b->text || strcmp(a->text, b->text) == 0;
}

static bool has_keys(const ReportTable *table, size_t row, const ReportCell *given)
{
    const Fold *fold = table->fold;
    const ReportCell *known = &table->cell[row * table->columns];
    for (size_t i = 0; i < fold->keys; i++)
        if (!cells_equal(&known[fold->column[i].to], &given[fold->column[i].from]))
            return false;
    return true;
}

static void put_keys(ReportTable *table, size_t row, const ReportCell *given)
{
    const Fold *fold = table->fold;
    for (size_t i = 0; i < fold->keys; i++)
        table->cell[row * table->columns + fold->column[i].to] = given[fold->column[i].from];
}

/* The first of its keys, to which nothing came in period t. */
static bool is_next(const Fold *fold, size_t row, int t)
{
    return fold->row[row].nth == 1 && fold->row[row].period != t;
}

/* Rows come in the same order in every period, or all periods of one thing one after another: mostly it is the one that came behind the last
 * one the last time too. A key is only made and looked for where it isn't. */
static size_t row_of(ReportTable *table, const ReportCell *given, int t)
{
    Fold *fold = table->fold;
    size_t row = table->rows > 0 ? fold->row[fold->last].next : 0;
    if (table->rows == 0 || !is_next(fold, row, t) || !has_keys(table, row, given)) {
        row = row_by_key(table, given, t);
        put_keys(table, row, given);
    }
    fold->row[fold->last].next = row;
    fold->last = row;
    return row;
}

static void add(ReportCell *to, double number)
{
    if (!isnan(number))
        to->number = (isnan(to->number) ? 0 : to->number) + number;
}

static void average(ReportCell *to, double number, double weight, double *weights)
{
    if (isnan(number) || weight <= 0)
        return;
    *weights += weight;
    to->number = isnan(to->number) ? number : to->number + (number - to->number) * (weight / *weights);
}

static bool is_beyond(double number, double known, double sign)
{
    return isnan(known) || sign * (number - known) > 1e-9 * fabs(known);
}

/* Lowest and when, highest and when; at[0] and at[2] are the periods. What is always the same has no time. */
static void widen(Fold *fold, double number, int t, ReportCell *to, double *at)
{
    if (isnan(number))
        return;
    const bool lower = is_beyond(number, to[0].number, -1), higher = is_beyond(number, to[2].number, 1);
    const bool first = lower && higher, was_flat = at[0] == at[2];
    for (int end = 0; end < 4; end += 2)
        if (end == 0 ? lower : higher) {
            to[end].number = number;
            at[end] = t;
        }
    for (int end = 0; end < 4 && !first && (lower || higher); end += 2)
        if (was_flat || at[end] == t)
            to[end + 1].text = named(fold, &fold->report->period_when, (int)at[end], horizon_when);
}

static void fold_number(Fold *fold, ReportKind kind, double number, int t, ReportCell *to, double *weights)
{
    const Park *park = fold->park;
    const double share = t < 0 ? 1 : park->period[t].share;
    switch (kind) {
    case KIND_SUM: add(to, number); return;
    case KIND_MEAN: add(to, share * number); return;
    case KIND_RATIO: average(to, number, share * fold->weight, weights); return;
    case KIND_RANGE:
        average(to, number, share * fold->weight, weights);
        widen(fold, number, t, to + 1, weights + 1);
        return;
    case KIND_HELD:
        add(to, share * fold->weight * number);
        add(to + 1, isnan(number) ? NAN : share * fold->weight * park->hours);
        return;
    default: return; /* keys are there, and a period is no figure */
    }
}

/* The first that is said. */
static void fold_word(const ReportCell *given, bool is_said, ReportCell *to)
{
    if (is_said && to->text[0] == '\0')
        *to = *given;
}

static void keep(Fold *fold, size_t row, const ReportCell *given, int t, bool detail)
{
    const Park *park = fold->park;
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
        *cell++ = (ReportCell){ t < 0 ? "" : time_of(fold, t), NAN };
    }
    report_row_done(fold->by_period);
}

static void fold_into(ReportTable *table, size_t row, const ReportCell *given, bool detail, int t)
{
    Fold *fold = table->fold;
    ReportCell *to = &table->cell[row * table->columns];
    fold->row[row].period = t;
    for (size_t i = fold->keys; i < fold->columns; i++) {
        const FoldColumn *column = &fold->column[i];
        if (column->kind == KIND_WORD)
            fold_word(&given[column->from], true, to + column->to);
        else
            fold_number(fold, column->kind, given[column->from].number, t, to + column->to,
                        fold->row[row].weight + column->to);
    }
    table->detail[row] = table->detail[row] && detail;
    if (fold->by_period != NULL)
        keep(fold, row, given, t, detail);
    fold->weight = 1;
}

void periods_fold(ReportTable *table)
{
    ReportTable *given = &table->fold->given;
    const int t = period_of(table->fold, given->cell);
    fold_into(table, row_of(table, given->cell, t), given->cell, given->detail[0], t);
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
    const int t = period_of(fold, cell);
    if (*known == 0 || !is_next(fold, *known - 1, t))
        *known = 1 + row_of(table, cell, t);
    fold_into(table, *known - 1, cell, detail, t);
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

static void fold_figures(Fold *fold, ReportKind kind, const PeriodSeries *series, const double *figure,
                         ReportCell *to, double *weights)
{
    for (size_t i = 0; i < series->span.count; i++) {
        if (series->state[i] == ROW_ABSENT)
            continue;
        fold->weight = series->weight != NULL ? series->weight[i] : 1;
        fold_number(fold, kind, figure[i], (int)(series->span.from + i), to, weights);
    }
    fold->weight = 1;
}

/* Most figures are of these kinds. */
static void add_figures(const Fold *fold, const PeriodSeries *series, const double *figure, bool mean,
                        ReportCell *to)
{
    const Period *period = &fold->park->period[series->span.from];
    double sum = 0;
    bool any = !isnan(to->number);
    if (any)
        sum = to->number;
    for (size_t i = 0; i < series->span.count; i++) {
        if (series->state[i] == ROW_ABSENT || isnan(figure[i]))
            continue;
        sum += mean ? period[i].share * figure[i] : figure[i];
        any = true;
    }
    to->number = any ? sum : (double)NAN;
}

static bool has_figure(const PeriodSeries *series, size_t column)
{
    for (size_t i = 0; i < series->span.count; i++)
        if (series->state[i] != ROW_ABSENT && !isnan(series->figure[column][i]))
            return true;
    return false;
}

static void fold_series(ReportTable *table, size_t row, const PeriodSeries *series)
{
    Fold *fold = table->fold;
    ReportCell *to = &table->cell[row * table->columns];
    for (size_t k = fold->keys; k < fold->columns; k++) {
        const FoldColumn *column = &fold->column[k];
        const double *figure = series->figure[column->from];
        if (column->kind == KIND_WORD)
            fold_word(&series->cell[column->from], has_figure(series, column->from - 1), to + column->to);
        else if (column->kind == KIND_MEAN || column->kind == KIND_SUM)
            add_figures(fold, series, figure, column->kind == KIND_MEAN, to + column->to);
        else
            fold_figures(fold, column->kind, series, figure, to + column->to,
                         fold->row[row].weight + column->to);
    }
    for (size_t i = 0; i < series->span.count; i++)
        if (series->state[i] == ROW_SHOWN)
            table->detail[row] = false;
}

/* The first and the last period in which there is something of it; false: there is none. */
static bool find_ends(const PeriodSeries *series, int *first, int *last)
{
    size_t begin = 0, end = series->span.count;
    while (begin < end && series->state[begin] == ROW_ABSENT)
        begin++;
    while (end > begin && series->state[end - 1] == ROW_ABSENT)
        end--;
    *first = (int)(series->span.from + begin);
    *last = (int)(series->span.from + end) - 1;
    return begin < end;
}

void periods_series(ReportTable *table, const PeriodSeries *series, size_t *known)
{
    Fold *fold = table->fold;
    if (fold == NULL || has_rows_by_period(fold)) {
        put_each(table, series, known);
        return;
    }
    int first, last;
    if (!find_ends(series, &first, &last))
        return;
    if (*known == 0 || !is_next(fold, *known - 1, first))
        *known = 1 + row_of(table, series->cell, first);
    fold_series(table, *known - 1, series);
    fold->row[*known - 1].period = last;
    if (fold->by_period != NULL)
        wide_put_series(fold->by_period->wide, *known - 1, series);
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

void periods_free(Fold *fold)
{
    if (fold == NULL)
        return;
    table_release(&fold->rows);
    free(fold->given.cell);
    free(fold->given.detail);
    free(fold->row);
    free(fold->key);
    free(fold);
}
