/* periods - a program that is the same in every period, factorised period by period
 *
 * A diag(weight) A' is eliminated in the order: inner rows of each period (batch.h), then, from both ends of time, linking rows (march.h) and
 * whatever spans up to where it is alive, last the node in the middle with what is alive there. A spanning column c, which would fill the
 * matrix, stays a row of its own:
 *
 *     ( A diag(weight) A' of all other columns    c           )
 *     ( c'                                       -1/weight(c) )
 *
 * whose elimination in any order has a positive pivot for each row and a negative one for each column (Vanderbei 1995).
 * The arithmetic of the two halves is the same whether one thread does it or two. */
#include "solver/interior/periods_parts.h"

#include "solver/pair.h"
#include "solver/interior/pattern.h"
#include "solver/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static void half_init(Half *half, const Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    const size_t linking = (size_t)pattern->linking, slots = (size_t)pattern->slots;
    march_init(&half->march, pattern);
    circles_init(&half->circles, pattern);
    half->work = memory_take_line((size_t)symbolic->places * LANES);
    half->each = memory_take_line((size_t)(symbolic->places - symbolic->entries) * LANES);
    half->rows = memory_take_line((periods->rows + slots) * LANES);
    half->next = memory_take_line(linking * LANES);
    for (int slot = 0; slot < 2; slot++) {
        half->carry[slot] = memory_take_line(linking);
        half->span[slot] = memory_take_line((size_t)pattern->spanning_rows);
    }
    half->vector = memory_take_line(2 * linking + slots);
    half->diagonal = memory_take_line(linking);
}

static void half_release(Half *half)
{
    march_release(&half->march);
    circles_release(&half->circles);
    free(half->work);
    free(half->each);
    free(half->rows);
    free(half->next);
    for (int slot = 0; slot < 2; slot++) {
        free(half->carry[slot]);
        free(half->span[slot]);
    }
    free(half->vector);
    free(half->diagonal);
}

static void system_free(System *system)
{
    Periods *periods = (Periods *)system;
    half_release(&periods->half[0]);
    half_release(&periods->half[1]);
    free(periods->tail_entry);
    free(periods->tail_t[0]);
    free(periods->tail_t[1]);
    free(periods->ends.start);
    free(periods->ends.item);
    free(periods->joined);
    free(periods->lasting);
    free(periods->factor);
    free(periods->inverse);
    free(periods->stored);
    free(periods->dropped);
    free(periods->more);
    free(periods->join);
    free(periods->join_vector);
    free(periods->gone);
    free(periods->ended);
    refine_release(&periods->refine);
    symbolic_release(&periods->symbolic);
    symbolic_release(&periods->between);
    reduction_release(&periods->reduction);
    pattern_release(&periods->pattern);
    system_release(system);
    free(periods);
}

static const SystemKind by_periods = {
    .name = "by periods",
    .free = system_free,
    .chunk = periods_chunk,
    .transposed = periods_transposed,
    .sum_begin = periods_sum_begin,
    .sum_chunk = periods_sum_chunk,
    .sum_end = periods_sum_end,
    .factor = periods_factor,
    .restore = periods_restore,
    .solve = periods_solve,
};

/* The period after whose step something spanning is eliminated; -1: it is alive in the middle. */
static int end_of(const Pattern *pattern, const Spanning *spanning)
{
    const int middle = pattern->middle * LANES;
    if (spanning->last < middle)
        return spanning->last;
    return spanning->first >= middle ? spanning->first : -1;
}

static void find_ends(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    int *start = memory_take((size_t)pattern->periods + 2, sizeof *start);
    periods->joined = memory_take((size_t)pattern->spannings, sizeof(int));
    periods->lasting = memory_take((size_t)pattern->spannings, sizeof(bool));
    periods->ends = (Ends){ start, memory_take((size_t)pattern->spannings, sizeof(int)) };
    for (int k = 0; k < pattern->spannings; k++) {
        const int end = end_of(pattern, &pattern->spanning[k]);
        if (pattern->spanning[k].slot < 0)
            continue;
        if (end < 0) {
            periods->joined[periods->joins++] = k;
            periods->lasting[k] = true;
        } else
            start[end + 2]++;
    }
    for (int t = 0; t < pattern->periods; t++)
        start[t + 2] += start[t + 1];
    for (int k = 0; k < pattern->spannings; k++) {
        const int end = end_of(pattern, &pattern->spanning[k]);
        if (pattern->spanning[k].slot >= 0 && end >= 0)
            periods->ends.item[start[end + 1]++] = k;
    }
}

/* Of a pattern as it is, before anything is gone and after. */
static void find_sizes(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    System *system = &periods->system;
    periods->rows = (size_t)(pattern->inner + pattern->linking);
    periods->spanning_rows = (size_t)pattern->batches * periods->rows * LANES;
    periods->tail = (size_t)pattern->batches * (size_t)pattern->columns * LANES;
    const size_t tail = (size_t)(pattern->spannings - pattern->spanning_rows)
                        + (size_t)pattern->spanning_rows;
    system->rows = periods->spanning_rows + ((size_t)pattern->spanning_rows + LANES - 1) / LANES * LANES;
    system->columns = periods->tail + (tail + LANES - 1) / LANES * LANES;
    system->chunks = (size_t)pattern->batches + 1;
    system->half = (size_t)pattern->middle;
}

static void take_vectors(Periods *periods)
{
    System *system = &periods->system;
    system->lower = memory_take_unset(system->columns);
    system->upper = memory_take_unset(system->columns);
    system->cost = memory_take_unset(system->columns);
    system->here = memory_take(system->columns, 1);
    system->limit = memory_take_line(system->rows);
    system->row_here = memory_take(system->rows, 1);
}

/* The place of number s of what is gone, behind `first` others. */
static size_t gone_place(const Periods *periods, size_t first, int t, int s)
{
    const size_t count = (size_t)periods->reduction.count;
    return first + ((size_t)(t / LANES) * count + (size_t)s) * LANES + (size_t)(t % LANES);
}

static size_t column_place(const Periods *periods, const Lp *lp, size_t j)
{
    const Pattern *pattern = &periods->pattern;
    const int in = pattern->column_in[j], t = lp->column_stamp[j].period;
    if (in >= pattern->columns)
        return gone_place(periods, periods->system.columns, t, in - pattern->columns);
    return in >= 0 ? pattern_column(pattern, t, in)
                   : periods->tail + (size_t)(SPANNING - in - pattern->spanning_rows);
}

/* The rows of periods, and behind them those that span. */
static size_t program_row_place(const Periods *periods, const Lp *lp, size_t i)
{
    const Pattern *pattern = &periods->pattern;
    const int in = pattern->row_in[i], t = lp->row_stamp[i].period,
              all = pattern->inner + pattern->linking + pattern->slots;
    if (in >= all)
        return gone_place(periods, periods->system.rows, t, in - all);
    return in >= 0 ? row_place(periods, t, in) : periods->spanning_rows + (size_t)(SPANNING - in);
}

static const size_t no_place = SIZE_MAX;

/* no_place: it has none. A row's limits go to its slack where that of other periods has one, be it an equation in this period or not. */
static size_t slack_place(const Periods *periods, const Lp *lp, size_t i)
{
    const Pattern *pattern = &periods->pattern;
    const int in = pattern->row_in[i];
    if (in >= 0 && in < pattern->inner + pattern->linking && pattern->slack[in] >= 0)
        return pattern_column(pattern, lp->row_stamp[i].period, pattern->slack[in]);
    if (in <= SPANNING && lp->row_lower[i] != lp->row_upper[i])
        return periods->tail + (size_t)(pattern->spannings - pattern->spanning_rows + (SPANNING - in));
    return no_place;
}

static void put_column(System *system, size_t at, double lower, double upper, double cost)
{
    system->lower[at] = lower;
    system->upper[at] = upper;
    system->cost[at] = cost;
    system->here[at] = lower < upper;
}

static void put_row(Periods *periods, const Lp *lp, size_t i)
{
    System *system = &periods->system;
    const size_t row = program_row_place(periods, lp, i), slack = slack_place(periods, lp, i);
    system->row_here[row] = 1;
    if (slack == no_place)
        system->limit[row] = lp->row_lower[i];
    else
        put_column(system, slack, lp->row_lower[i], lp->row_upper[i], 0);
}

/* What is done by halves: each column and each row has a place of its own. */
typedef struct Putting {
    Periods *periods;
    const Lp *lp;
} Putting;

static size_t first_of(size_t count, int half)
{
    return half == 0 ? 0 : count / 2;
}

static size_t end_of_half(size_t count, int half)
{
    return half == 0 ? count / 2 : count;
}

static void clear_half(void *subject, int half)
{
    System *system = &((const Putting *)subject)->periods->system;
    for (size_t j = first_of(system->columns, half); j < end_of_half(system->columns, half); j++) {
        system->lower[j] = -INFINITY;
        system->upper[j] = INFINITY;
        system->cost[j] = 0;
    }
}

static void put_half(void *subject, int half)
{
    const Putting *putting = subject;
    Periods *periods = putting->periods;
    const Lp *lp = putting->lp;
    for (size_t j = first_of(lp->columns, half); j < end_of_half(lp->columns, half); j++)
        put_column(&periods->system, column_place(periods, lp, j), lp->column_lower[j], lp->column_upper[j],
                   lp->cost[j]);
    for (size_t i = first_of(lp->rows, half); i < end_of_half(lp->rows, half); i++)
        if (periods->pattern.row_in[i] != NOWHERE)
            put_row(periods, lp, i);
}

static void put_program(Putting *putting)
{
    Pair *pair = putting->periods->system.pair;
    take_vectors(putting->periods);
    pair_do(pair, clear_half, putting);
    pair_do(pair, put_half, putting);
}

static void find_places_half(void *subject, int half)
{
    const Putting *putting = subject;
    const Periods *periods = putting->periods;
    const System *system = &periods->system;
    const Lp *lp = putting->lp;
    for (size_t j = first_of(lp->columns, half); j < end_of_half(lp->columns, half); j++)
        system->column_at[j] = (int)column_place(periods, lp, j);
    for (size_t i = first_of(lp->rows, half); i < end_of_half(lp->rows, half); i++) {
        system->row_at[i] = system->slack_at[i] = NOWHERE;
        if (periods->pattern.row_in[i] == NOWHERE)
            continue;
        const size_t slack = slack_place(periods, lp, i);
        system->row_at[i] = (int)program_row_place(periods, lp, i);
        system->slack_at[i] = slack == no_place ? NOWHERE : (int)slack;
    }
}

static void find_places(Putting *putting)
{
    const Lp *lp = putting->lp;
    System *system = &putting->periods->system;
    system->column_at = memory_take(lp->columns, sizeof(int));
    system->program_rows = lp->rows;
    system->row_at = memory_take(lp->rows, sizeof(int));
    system->slack_at = memory_take(lp->rows, sizeof(int));
    pair_do(system->pair, find_places_half, putting);
}

static void list_tail(Periods *periods, const LpMatrix *matrix)
{
    const Pattern *pattern = &periods->pattern;
    const System *system = &periods->system;
    const int columns = pattern->spannings - pattern->spanning_rows;
    size_t room = 0;
    periods->tail_columns = columns + pattern->spanning_rows;
    for (int c = 0; c < periods->tail_columns; c++) {
        const Spanning *spanning = &pattern->spanning[c < columns ? pattern->spanning_rows + c : c - columns];
        const size_t index = (size_t)spanning->index;
        const size_t first = c < columns ? matrix->start[index] : 0,
                     end = c < columns ? matrix->start[index + 1] : system->slack_at[index] >= 0;
        for (size_t k = first; k < end; k++) {
            const int row = system->row_at[c < columns ? (size_t)matrix->row[k] : index];
            if (row < 0)
                continue;
            periods->tail_entry = memory_grow(periods->tail_entry, (size_t)periods->tail_entries, &room,
                                              sizeof *periods->tail_entry);
            periods->tail_entry[periods->tail_entries++] =
                (TailEntry){ .row = row, .column = c, .value = c < columns ? matrix->value[k] : -1 };
        }
    }
}

static void take_factor(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    const size_t batches = (size_t)pattern->batches, spannings = (size_t)pattern->spannings,
                 linking = (size_t)pattern->linking, joined = linking + (size_t)periods->joins;
    periods->dropped_size = 1 + linking + (size_t)pattern->slots;
    periods->factor = memory_take_unset(factor_place(periods, pattern->batches - 1) + factor_size(symbolic));
    periods->inverse = memory_take_unset(batches * (size_t)symbolic->inner * LANES);
    periods->stored = memory_take_unset(batches * LANES * march_size(pattern->linking, pattern->slots));
    periods->dropped = memory_take_line(spannings * periods->dropped_size);
    periods->more = memory_take_line(spannings);
    periods->join = memory_take_line(joined * joined);
    periods->join_vector = memory_take_line(joined);
    periods->gone = memory_take_line((size_t)pattern->periods * linking);
    periods->ended = memory_take_line(spannings);
    periods->tail_t[0] = memory_take_line(periods->system.columns - periods->tail);
    periods->tail_t[1] = memory_take_line(periods->system.columns - periods->tail);
}

static bool has_columns_beside(const Pattern *pattern)
{
    for (int k = pattern->spanning_rows; k < pattern->spannings; k++)
        if (pattern->spanning[k].slot >= 0)
            return true;
    return false;
}

/* Each thread one of them. */
static void find_symbolic(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    if (half == 0)
        symbolic_init(&periods->symbolic, pattern, pattern->slots);
    else if (pattern->circles > 0)
        symbolic_init(&periods->between, pattern, pattern->slots - pattern->circles);
}

System *periods_create(const Lp *lp, const LpMatrix *matrix, Pair *pair, bool reduces)
{
    Periods *periods = memory_take(1, sizeof *periods);
    if (!pattern_init(&periods->pattern, lp, matrix)) {
        free(periods);
        return NULL;
    }
    periods->system.kind = &by_periods;
    periods->system.pair = pair;
    periods->system.correctors = 1;
    periods->system.short_step = 0.5;
    periods->system.trials = 4;
    periods->batch = VARIANT_CHOOSE(batch);
    periods->marching = VARIANT_CHOOSE(marching);
    find_sizes(periods);
    Putting putting = { periods, lp };
    put_program(&putting);
    if (reduces)
        reduce(&periods->reduction, &periods->pattern, &periods->system, lp);
    periods->system.gone = (size_t)periods->reduction.count * (size_t)periods->pattern.batches * LANES;
    find_sizes(periods);
    find_places(&putting);
    pair_do(pair, find_symbolic, periods);
    list_tail(periods, matrix);
    pattern_forget_program(&periods->pattern);
    find_ends(periods);
    half_init(&periods->half[0], periods);
    half_init(&periods->half[1], periods);
    take_factor(periods);
    periods->system.refines = has_columns_beside(&periods->pattern);
    return &periods->system;
}

/* Batches of a half in which circles were carried on, by the last factor. */
static int carried(const Periods *periods, int half)
{
    const Circles *circles = &periods->half[half].circles;
    if (circles->stages == 0)
        return 0;
    const Stage *last = &circles->stage[circles->stages - 1];
    return last->slots > periods->pattern.slots - periods->pattern.circles ? batches_of(periods, half)
                                                                           : last->batch;
}

PeriodsShape periods_shape(const System *system)
{
    const Periods *periods = (const Periods *)system;
    const Pattern *pattern = &periods->pattern;
    int varying = 0;
    for (int e = 0; e < pattern->entries; e++)
        varying += pattern->entry[e].values != NULL;
    return (PeriodsShape){
        .periods = pattern->periods,
        .inner = pattern->inner,
        .linking = pattern->linking,
        .alike = pattern->alike,
        .slots = pattern->slots,
        .columns = pattern->columns,
        .entries = pattern->entries,
        .varying = varying,
        .spanning = pattern->spannings,
        .circles = pattern->circles,
        .carried = { carried(periods, 0), carried(periods, 1) },
        .gone = periods->reduction.count,
        .work = periods->symbolic.work,
        .factor = periods->symbolic.start[periods->symbolic.inner],
    };
}
