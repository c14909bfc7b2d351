/* fold - rows by their keys, and what their figures come to over the horizon
 *
 *     mean    sum over t of share_t figure_t; where there is no row there is nothing
 *     ratio   sum over t of share_t weight_t figure_t / sum over t of share_t weight_t,   weight: what the figure is a share of
 *     sum     sum over t of figure_t */
#include "cli/report/fold.h"

#include "models/horizon.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- columns ---- */

size_t fold_columns_of(ReportKind kind)
{
    return kind == KIND_RANGE ? 5 : kind == KIND_HELD ? 2 : 1;
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
        to += fold_columns_of(kind);
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

Fold *fold_create(Report *report, const Park *park, const ReportColumn *columns, size_t count)
{
    Fold *fold = memory_take(1, sizeof *fold);
    *fold = (Fold){
        .report = report, .park = park, .weight = 1, .given = { .column = columns, .columns = count }
    };
    find_columns(fold);
    table_init(&fold->rows);
    return fold;
}

void fold_free(Fold *fold)
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

const char *fold_time(Fold *fold, int t)
{
    return named(fold, &fold->report->period_time, t, horizon_time);
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

int fold_period(const Fold *fold, const ReportCell *given)
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

/* Nothing came to it in period t, and what came before was of the same thing. */
static bool is_free(const Fold *fold, size_t row, int t)
{
    return fold->row[row].period != t && fold->row[row].thing == fold->thing;
}

/* A second row with the same keys in one period is another thing. */
static size_t row_by_key(ReportTable *table, const ReportCell *given, int t)
{
    Fold *fold = table->fold;
    for (size_t nth = 1;; nth++) {
        const char *key = key_of(fold, given, nth);
        const int known = table_find(&fold->rows, key);
        const size_t row = known >= 0 ? (size_t)known : new_row(table, key, nth);
        if (is_free(fold, row, t))
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
    return fold->row[row].nth == 1 && is_free(fold, row, t);
}

/* Rows come in the same order in every period, or all periods of one thing one after another: mostly it is the one that came behind the last
 * one the last time too. A key is only made and looked for where it isn't. */
size_t fold_row(ReportTable *table, const ReportCell *given, int t)
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

size_t fold_known_row(ReportTable *table, const ReportCell *given, int t, size_t *known)
{
    if (*known == 0 || !is_next(table->fold, *known - 1, t))
        *known = 1 + fold_row(table, given, t);
    return *known - 1;
}

/* ---- figures ---- */

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

void fold_add(ReportTable *table, size_t row, const ReportCell *given, bool detail, int t)
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
    fold->weight = 1;
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

void fold_add_series(ReportTable *table, size_t row, const PeriodSeries *series)
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
    for (size_t i = 0; i < series->span.count; i++) {
        if (series->state[i] != ROW_ABSENT)
            fold->row[row].period = (int)(series->span.from + i);
        if (series->state[i] == ROW_SHOWN)
            table->detail[row] = false;
    }
}
