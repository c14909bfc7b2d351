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
#include "solver/interior/periods.h"

#include "solver/interior/batch.h"
#include "solver/interior/march.h"
#include "solver/interior/pair.h"
#include "solver/interior/refine.h"
#include "solver/interior/symbolic.h"
#include "solver/interior/pattern.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Keeps a matrix that rows depend in from having no pivot; numbers are near 1. */
static const double tiny = 1e-9;
/* The pivot of what is not there. */
static const double not_here = 1e60;
/* What stands beside the rows weighs no more in the factor, else few digits are left of all that it touches. As it is a few columns, the
 * solves make up for it in about as many steps (refine.h). */
static const double weight_beside = 1e3;

/* An entry of a column behind the batches. */
typedef struct TailEntry {
    int row; /* place in y */
    int column;
    double value;
} TailEntry;

/* What one thread works with. */
typedef struct Half {
    March march;
    double *work;     /* [places][LANES] */
    double *each;     /* [LANES][outer places] */
    double *rows;     /* [inner + linking + slots][LANES] */
    double *next;     /* [linking][LANES] */
    double *carry[2]; /* of each sum: [linking] to the first period after the batch */
    double *span[2];  /* of each sum: [spanning rows] */
    double *vector;   /* [2 linking + slots] */
    double *diagonal; /* [linking] */
} Half;

/* What spans and is eliminated after the step of a period: item[start[t]] .. item[start[t + 1] - 1]. */
typedef struct Ends {
    int *start, *item;
} Ends;

typedef struct Periods {
    System system;
    Pattern pattern;
    Symbolic symbolic;
    const Batch *batch;
    const Marching *marching;
    size_t rows;          /* of a period, inner and linking */
    size_t spanning_rows; /* place of the first in y */
    size_t
        tail; /* place in x of the first column behind the batches: spanning ones, then slacks of spanning rows */
    int tail_columns;
    TailEntry *tail_entry; /* by column */
    int tail_entries;
    double *tail_t[2]; /* of each sum: its t behind the batches */
    Ends ends;
    int *joined; /* [joins] what is alive in the middle: rows, then columns */
    int joins;
    size_t stored_size, dropped_size;
    double *factor, *inverse; /* [batches] of inner rows */
    double *stored;           /* [periods] of linking rows */
    double *dropped;          /* [spannings] of what ended on the way */
    double *more;             /* [spannings] added to its pivot */
    double *join; /* [linking + joins, squared] lower triangle by columns: L, and D on the diagonal */
    double *join_vector;
    double *gone;             /* [periods x linking] of a solve: nodes as they went */
    double *ended;            /* [spannings] likewise */
    const double *weight, *r; /* of the work under way */
    double *x;
    Half half[2];
    bool is_refined; /* columns stand beside the rows */
    Refine refine;
} Periods;

/* ---- walking through time ---- */

static int batches_of(const Periods *periods, int half)
{
    const Pattern *pattern = &periods->pattern;
    return half == 0 ? pattern->middle : pattern->batches - pattern->middle;
}

/* The n-th batch of a half, from the end of time. */
static int batch_at(const Periods *periods, int half, int n)
{
    return half == 0 ? n : periods->pattern.batches - 1 - n;
}

/* The n-th period of a batch on the way to the middle, likewise. */
static int period_at(int half, int batch, int n)
{
    return batch * LANES + (half == 0 ? n : LANES - 1 - n);
}

/* The node that goes in the step of period t. */
static int node_of(int half, int t)
{
    return half == 0 ? t : t + 1;
}

static size_t row_place(const Periods *periods, int t, int row)
{
    return ((size_t)(t / LANES) * periods->rows + (size_t)row) * LANES + (size_t)(t % LANES);
}

static size_t node_place(const Periods *periods, int node, int c)
{
    return row_place(periods, node, periods->pattern.inner + c);
}

/* ---- factor ---- */

static void find_diagonal(const Periods *periods, int node, double *diagonal)
{
    const Pattern *pattern = &periods->pattern;
    for (int c = 0; c < pattern->linking; c++) {
        const int slack = pattern->slack[pattern->inner + c];
        if (node >= pattern->periods || !(periods->system.row_here[node_place(periods, node, c)] > 0))
            diagonal[c] = not_here;
        else
            diagonal[c] = tiny + (slack < 0 ? 0 : periods->weight[pattern_column(pattern, node, slack)]);
    }
}

/* Pivots of what spans, but for what the state brings: a slack, and any column in one spanning row only, adds to its row. */
static void find_more(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    for (int k = 0; k < pattern->spannings; k++) {
        const double weight = k < pattern->spanning_rows
                                  ? 0
                                  : periods->weight[periods->tail + (size_t)(k - pattern->spanning_rows)];
        periods->more[k] = k < pattern->spanning_rows ? tiny
                           : weight > 0               ? -1 / fmin(weight, weight_beside)
                                                      : -not_here;
    }
    for (int e = 0; e < periods->tail_entries; e++) {
        const TailEntry *entry = &periods->tail_entry[e];
        const int k = pattern->spanning_rows + entry->column;
        const bool is_slack = k >= pattern->spannings;
        if (is_slack || pattern->spanning[k].slot < 0)
            periods->more[(size_t)entry->row - periods->spanning_rows] +=
                entry->value * entry->value * periods->weight[periods->tail + (size_t)entry->column];
    }
}

/* Entries of spanning columns outside the inner rows, which belong to period t. */
static void add_direct(const Periods *periods, March *march, int t)
{
    const Pattern *pattern = &periods->pattern;
    for (int e = 0; e < pattern->directs; e++) {
        const SharedEntry *entry = &pattern->direct[e];
        if (entry->row >= pattern->inner && entry->values[t] != 0)
            *march_at(march, march_slot(march, entry->column),
                      (size_t)(entry->row - pattern->inner)) += entry->values[t];
    }
}

static void add_cross(const Periods *periods, March *march, int t)
{
    const Pattern *pattern = &periods->pattern;
    for (int e = 0; e < pattern->crosses; e++) {
        const CrossEntry *entry = &pattern->cross[e];
        if (entry->period != t || pattern->spanning[entry->column].slot < 0)
            continue;
        const size_t row = march_slot(march, pattern->spanning[entry->row].slot),
                     column = march_slot(march, pattern->spanning[entry->column].slot);
        *march_at(march, row > column ? row : column, row > column ? column : row) += entry->value;
    }
}

static int sign_of(const Pattern *pattern, int k)
{
    return k < pattern->spanning_rows ? 1 : -1;
}

static void drop_ended(Periods *periods, March *march, int t)
{
    for (int n = periods->ends.start[t]; n < periods->ends.start[t + 1]; n++) {
        const int k = periods->ends.item[n];
        march_drop(march, periods->pattern.spanning[k].slot, periods->more[k], sign_of(&periods->pattern, k),
                   periods->dropped + (size_t)k * periods->dropped_size);
    }
}

static void factor_period(Periods *periods, int half, int t, const double *outer)
{
    Half *own = &periods->half[half];
    find_diagonal(periods, node_of(half, t), own->diagonal);
    if (half == 0)
        add_direct(periods, &own->march, t);
    add_cross(periods, &own->march, t);
    periods->marching->step(&own->march, half == 1, outer, own->diagonal,
                            periods->stored + (size_t)t * periods->stored_size);
    if (half == 1)
        add_direct(periods, &own->march, t);
    drop_ended(periods, &own->march, t);
}

static void factor_half(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    Half *own = &periods->half[half];
    const size_t below = (size_t)symbolic->start[symbolic->inner],
                 outer_places = (size_t)(symbolic->places - symbolic->entries);
    memset(own->march.state, 0, (size_t)own->march.high * (size_t)own->march.high * sizeof(double));
    for (int n = 0; n < batches_of(periods, half); n++) {
        const int batch = batch_at(periods, half, n);
        const size_t b = (size_t)batch;
        periods->batch->factor(symbolic, batch, periods->weight + b * (size_t)pattern->columns * LANES,
                               periods->system.row_here + b * periods->rows * LANES, own->work,
                               periods->factor + b * below * LANES,
                               periods->inverse + b * (size_t)symbolic->inner * LANES);
        periods->marching->unravel(own->work + symbolic->entries * LANES, (int)outer_places, own->each);
        for (int l = 0; l < LANES; l++) {
            const int t = period_at(half, batch, l);
            if (t < pattern->periods)
                factor_period(periods, half, t, own->each + (size_t)(t % LANES) * outer_places);
        }
    }
}

/* ---- the middle ---- */

/* Where the n-th row of the join stands in a state. */
static size_t state_place(const Periods *periods, int n)
{
    const Pattern *pattern = &periods->pattern;
    if (n < pattern->linking)
        return (size_t)n;
    return march_slot(&periods->half[0].march, pattern->spanning[periods->joined[n - pattern->linking]].slot);
}

static double both_states(const Periods *periods, size_t row, size_t column)
{
    const size_t low = row > column ? column : row, high = row > column ? row : column;
    return *march_at(&periods->half[0].march, high, low) + *march_at(&periods->half[1].march, high, low);
}

static void factor_join(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, count = linking + periods->joins;
    double *join = periods->join, *diagonal = periods->half[0].diagonal;
    find_diagonal(periods, pattern->middle * LANES, diagonal);
    for (int c = 0; c < count; c++)
        for (int r = c; r < count; r++)
            join[r + c * count] = both_states(periods, state_place(periods, r), state_place(periods, c));
    for (int n = 0; n < count; n++)
        join[n + n * count] += n < linking ? diagonal[n] : periods->more[periods->joined[n - linking]];
    for (int c = 0; c < count; c++) {
        const int sign = c < linking ? 1 : sign_of(pattern, periods->joined[c - linking]);
        const double pivot = march_pivot(join[c + c * count], sign);
        join[c + c * count] = pivot;
        for (int k = c + 1; k < count; k++) {
            const double scaled = join[k + c * count] / pivot;
            for (int r = k; r < count; r++)
                join[r + k * count] -= scaled * join[r + c * count];
        }
        for (int r = c + 1; r < count; r++)
            join[r + c * count] /= pivot;
    }
}

static bool factor(System *system, const double *weight)
{
    Periods *periods = (Periods *)system;
    periods->weight = weight;
    find_more(periods);
    pair_do(system->pair, factor_half, periods);
    factor_join(periods);
    return true;
}

/* ---- solve: to the middle ---- */

static int next_row(const Pattern *pattern, int i)
{
    return i < pattern->alike ? i : pattern->linking + i - pattern->alike;
}

static void end_forward(Periods *periods, int t, double *vector)
{
    const Pattern *pattern = &periods->pattern;
    double *slots = vector + 2 * pattern->linking;
    for (int n = periods->ends.start[t]; n < periods->ends.start[t + 1]; n++) {
        const int k = periods->ends.item[n];
        const double *dropped = periods->dropped + (size_t)k * periods->dropped_size, *column = dropped + 1;
        double *slot = &slots[pattern->spanning[k].slot];
        const double value =
            *slot + (k < pattern->spanning_rows ? periods->r[periods->spanning_rows + (size_t)k] : 0);
        for (int i = 0; i < pattern->linking; i++)
            vector[i] -= column[i] * value;
        for (int s = 0; s < pattern->slots; s++)
            slots[s] -= column[pattern->linking + s] * value;
        periods->ended[k] = value * dropped[0];
        *slot = 0;
    }
}

static void forward_period(Periods *periods, int half, int t, const double *outer, double *vector)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, node = node_of(half, t), lane = t % LANES;
    double *goes = vector, *after = vector + linking, *slots = vector + 2 * linking;
    double *own = half == 0 ? goes : after, *next = half == 0 ? after : goes;
    memset(after, 0, (size_t)linking * sizeof *after);
    for (int i = 0; i < linking; i++) {
        own[i] += outer[i * LANES + lane];
        next[i] += pattern->alike_factor[i] * outer[next_row(pattern, i) * LANES + lane];
    }
    if (node < pattern->periods)
        for (int i = 0; i < linking; i++)
            goes[i] += periods->r[node_place(periods, node, i)];
    for (int s = 0; s < pattern->slots; s++)
        slots[s] += outer[(periods->symbolic.tied + s) * LANES + lane];
    periods->marching->forward(&periods->half[half].march, periods->stored + (size_t)t * periods->stored_size,
                               vector);
    memcpy(periods->gone + (size_t)t * (size_t)linking, goes, (size_t)linking * sizeof *goes);
    memcpy(goes, after, (size_t)linking * sizeof *goes);
    end_forward(periods, t, vector);
}

static void forward_half(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    Half *own = &periods->half[half];
    const size_t below = (size_t)symbolic->start[symbolic->inner];
    memset(own->vector, 0, (size_t)(2 * pattern->linking + pattern->slots) * sizeof *own->vector);
    for (int n = 0; n < batches_of(periods, half); n++) {
        const int batch = batch_at(periods, half, n);
        const size_t b = (size_t)batch, rows = b * periods->rows * LANES;
        periods->batch->forward(symbolic, periods->factor + b * below * LANES,
                                periods->inverse + b * (size_t)symbolic->inner * LANES, periods->r + rows,
                                own->work, periods->x + rows);
        for (int l = 0; l < LANES; l++) {
            const int t = period_at(half, batch, l);
            if (t < pattern->periods)
                forward_period(periods, half, t, own->work + symbolic->inner * LANES, own->vector);
        }
    }
}

static void solve_join(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, count = linking + periods->joins, node = pattern->middle * LANES;
    const double *join = periods->join, *vector[2] = { periods->half[0].vector, periods->half[1].vector };
    double *x = periods->join_vector;
    for (int n = 0; n < count; n++) {
        const int k = n < linking ? -1 : periods->joined[n - linking];
        const int at = n < linking ? n : 2 * linking + pattern->spanning[k].slot;
        x[n] = vector[0][at] + vector[1][at];
        if (n < linking && node < pattern->periods)
            x[n] += periods->r[node_place(periods, node, n)];
        if (k >= 0 && k < pattern->spanning_rows)
            x[n] += periods->r[periods->spanning_rows + (size_t)k];
    }
    for (int c = 0; c < count; c++)
        for (int r = c + 1; r < count; r++)
            x[r] -= join[r + c * count] * x[c];
    for (int c = count - 1; c >= 0; c--) {
        x[c] /= join[c + c * count];
        for (int r = c + 1; r < count; r++)
            x[c] -= join[r + c * count] * x[r];
    }
}

/* ---- solve: back from the middle ---- */

static void begin_backward(Periods *periods, int half)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, node = pattern->middle * LANES;
    double *vector = periods->half[half].vector;
    memset(vector, 0, (size_t)(2 * linking + pattern->slots) * sizeof *vector);
    memcpy(vector + linking, periods->join_vector, (size_t)linking * sizeof *vector);
    for (int n = 0; n < periods->joins; n++)
        vector[2 * linking + pattern->spanning[periods->joined[n]].slot] = periods->join_vector[linking + n];
    if (half == 1)
        return;
    for (int n = 0; n < periods->joins; n++)
        if (periods->joined[n] < pattern->spanning_rows)
            periods->x[periods->spanning_rows + (size_t)periods->joined[n]] =
                periods->join_vector[linking + n];
    if (node < pattern->periods)
        for (int i = 0; i < linking; i++)
            periods->x[node_place(periods, node, i)] = periods->join_vector[i];
}

static void end_backward(Periods *periods, int t, double *vector)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking;
    double *slots = vector + 2 * linking;
    const double *after = vector + linking;
    for (int n = periods->ends.start[t + 1] - 1; n >= periods->ends.start[t]; n--) {
        const int k = periods->ends.item[n];
        const double *column = periods->dropped + (size_t)k * periods->dropped_size + 1;
        double value = periods->ended[k];
        slots[pattern->spanning[k].slot] = 0;
        for (int i = 0; i < linking; i++)
            value -= column[i] * after[i];
        for (int s = 0; s < pattern->slots; s++)
            value -= column[linking + s] * slots[s];
        slots[pattern->spanning[k].slot] = value;
        if (k < pattern->spanning_rows)
            periods->x[periods->spanning_rows + (size_t)k] = value;
    }
}

static void backward_period(Periods *periods, int half, int t, double *outer, double *vector)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, alike = pattern->alike, node = node_of(half, t), lane = t % LANES;
    double *goes = vector, *after = vector + linking;
    const double *slots = vector + 2 * linking;
    const double *own = half == 0 ? goes : after, *next = half == 0 ? after : goes;
    end_backward(periods, t, vector);
    memcpy(goes, periods->gone + (size_t)t * (size_t)linking, (size_t)linking * sizeof *goes);
    periods->marching->backward(&periods->half[half].march,
                                periods->stored + (size_t)t * periods->stored_size, vector);
    if (node < pattern->periods)
        for (int i = 0; i < linking; i++)
            periods->x[node_place(periods, node, i)] = goes[i];
    for (int i = 0; i < linking; i++)
        outer[i * LANES + lane] = own[i] + (i < alike ? pattern->alike_factor[i] * next[i] : 0);
    for (int i = alike; i < linking; i++)
        outer[next_row(pattern, i) * LANES + lane] = next[i];
    for (int s = 0; s < pattern->slots; s++)
        outer[(periods->symbolic.tied + s) * LANES + lane] = slots[s];
    memcpy(after, goes, (size_t)linking * sizeof *after);
}

static void backward_half(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    Half *own = &periods->half[half];
    const size_t below = (size_t)symbolic->start[symbolic->inner];
    begin_backward(periods, half);
    for (int n = batches_of(periods, half) - 1; n >= 0; n--) {
        const int batch = batch_at(periods, half, n);
        const size_t b = (size_t)batch, rows = b * periods->rows * LANES;
        double *outer = own->work + symbolic->inner * LANES, *x = periods->x + rows;
        memset(outer, 0, (size_t)(symbolic->outer * LANES) * sizeof *outer);
        for (int l = LANES - 1; l >= 0; l--) {
            const int t = period_at(half, batch, l);
            if (t < pattern->periods)
                backward_period(periods, half, t, outer, own->vector);
        }
        periods->batch->backward(symbolic, periods->factor + b * below * LANES, own->work, x);
    }
}

static void solve_nearly(System *system, const double *r, double *x)
{
    Periods *periods = (Periods *)system;
    periods->r = r;
    periods->x = x;
    pair_do(system->pair, forward_half, periods);
    solve_join(periods);
    pair_do(system->pair, backward_half, periods);
    for (size_t i = 0; i < system->rows; i++)
        x[i] = system->row_here[i] > 0 ? x[i] : 0;
}

static void solve(System *system, const double *r, double *x)
{
    Periods *periods = (Periods *)system;
    if (periods->is_refined)
        refine_solve(&periods->refine, system, periods->weight, tiny, solve_nearly, r, x);
    else
        solve_nearly(system, r, x);
}

/* ---- products with A ---- */

static Chunk chunk(const System *system, size_t k)
{
    const Periods *periods = (const Periods *)system;
    const size_t count = (size_t)periods->pattern.columns * LANES;
    if (k < (size_t)periods->pattern.batches)
        return (Chunk){ k * count, count };
    return (Chunk){ periods->tail, system->columns - periods->tail };
}

static const Half *half_of(const Periods *periods, size_t batch)
{
    return &periods->half[batch < (size_t)periods->pattern.middle ? 0 : 1];
}

/* The y of slots, of whatever row has them, behind the rows of a batch. */
static void gather_slots(const Periods *periods, int batch, const double *y, double *slots)
{
    const Pattern *pattern = &periods->pattern;
    for (int l = 0; l < LANES; l++) {
        const int t = batch * LANES + l;
        for (int s = 0; s < pattern->slots; s++) {
            const int k = t < pattern->periods ? pattern->live[t * pattern->slots + s] : NOWHERE;
            slots[s * LANES + l] = k >= 0 && k < pattern->spanning_rows
                                       ? y[periods->spanning_rows + (size_t)k]
                                       : 0;
        }
    }
}

/* The y of linking rows one period later. */
static void gather_next(const Periods *periods, int batch, const double *y, double *next)
{
    const Pattern *pattern = &periods->pattern;
    for (int c = 0; c < pattern->linking; c++) {
        const double *own = y + node_place(periods, batch * LANES, c);
        memcpy(next + c * LANES, own + 1, (LANES - 1) * sizeof *next);
        next[c * LANES + LANES - 1] = batch + 1 < pattern->batches
                                          ? y[node_place(periods, (batch + 1) * LANES, c)]
                                          : 0;
    }
}

static void transposed(const System *system, size_t k, const double *y, double *at)
{
    const Periods *periods = (const Periods *)system;
    const Pattern *pattern = &periods->pattern;
    if (k >= (size_t)pattern->batches) {
        memset(at, 0, (system->columns - periods->tail) * sizeof *at);
        for (int e = 0; e < periods->tail_entries; e++)
            at[periods->tail_entry[e].column] += periods->tail_entry[e].value * y[periods->tail_entry[e].row];
        return;
    }
    const Half *own = half_of(periods, k);
    memcpy(own->rows, y + k * periods->rows * LANES, periods->rows * LANES * sizeof *y);
    gather_slots(periods, (int)k, y, own->rows + periods->rows * LANES);
    gather_next(periods, (int)k, y, own->next);
    periods->batch->transposed(pattern, (int)k, own->rows, own->next, at);
}

/* As every system has it. NOLINTNEXTLINE(readability-non-const-parameter) */
static void sum_begin(System *system, int slot, double *sum)
{
    const Periods *periods = (const Periods *)system;
    (void)sum;
    for (int half = 0; half < 2; half++) {
        const Half *own = &periods->half[half];
        memset(own->carry[slot], 0, (size_t)periods->pattern.linking * sizeof(double));
        memset(own->span[slot], 0, (size_t)periods->pattern.spanning_rows * sizeof(double));
    }
}

/* What a batch gives to linking rows of the period after each, its own or the next batch's. */
static void shift_next(const Periods *periods, const Half *own, int slot)
{
    const Pattern *pattern = &periods->pattern;
    for (int c = 0; c < pattern->linking; c++) {
        double *row = own->rows + (pattern->inner + c) * LANES;
        const double *next = own->next + c * LANES;
        row[0] += own->carry[slot][c];
        for (int l = 1; l < LANES; l++)
            row[l] += next[l - 1];
        own->carry[slot][c] = next[LANES - 1];
    }
}

static void scatter_slots(const Periods *periods, const Half *own, int batch, int slot)
{
    const Pattern *pattern = &periods->pattern;
    const double *slots = own->rows + periods->rows * LANES;
    for (int l = 0; l < LANES && batch * LANES + l < pattern->periods; l++)
        for (int s = 0; s < pattern->slots; s++) {
            const int k = pattern->live[(batch * LANES + l) * pattern->slots + s];
            if (k >= 0 && k < pattern->spanning_rows)
                own->span[slot][k] += slots[s * LANES + l];
        }
}

static void sum_chunk(System *system, int slot, size_t k, const double *t, double *sum)
{
    const Periods *periods = (const Periods *)system;
    if (k >= (size_t)periods->pattern.batches) {
        memcpy(periods->tail_t[slot], t, (system->columns - periods->tail) * sizeof *t);
        return;
    }
    const Half *own = half_of(periods, k);
    periods->batch->sum(&periods->pattern, (int)k, t, own->rows, own->next);
    shift_next(periods, own, slot);
    scatter_slots(periods, own, (int)k, slot);
    const size_t first = k * periods->rows * LANES;
    for (size_t i = 0; i < periods->rows * LANES; i++)
        sum[first + i] = own->rows[i] * system->row_here[first + i];
}

static void sum_end(System *system, int slot, double *sum)
{
    const Periods *periods = (const Periods *)system;
    const Pattern *pattern = &periods->pattern;
    for (int c = 0; c < pattern->linking && pattern->middle < pattern->batches; c++) {
        const size_t at = node_place(periods, pattern->middle * LANES, c);
        sum[at] += periods->half[0].carry[slot][c] * system->row_here[at];
    }
    for (int k = 0; k < pattern->spanning_rows; k++)
        sum[periods->spanning_rows + (size_t)k] = periods->half[0].span[slot][k]
                                                  + periods->half[1].span[slot][k];
    for (size_t i = periods->spanning_rows + (size_t)pattern->spanning_rows; i < system->rows; i++)
        sum[i] = 0;
    for (int e = 0; e < periods->tail_entries; e++)
        sum[periods->tail_entry[e].row] += periods->tail_entry[e].value
                                           * periods->tail_t[slot][periods->tail_entry[e].column];
}

/* ---- how it is made ---- */

static void half_init(Half *half, const Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const Symbolic *symbolic = &periods->symbolic;
    const size_t linking = (size_t)pattern->linking, slots = (size_t)pattern->slots;
    march_init(&half->march, pattern, symbolic);
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
    pattern_release(&periods->pattern);
    system_release(system);
    free(periods);
}

static const SystemKind by_periods = {
    .name = "by periods",
    .free = system_free,
    .chunk = chunk,
    .transposed = transposed,
    .sum_begin = sum_begin,
    .sum_chunk = sum_chunk,
    .sum_end = sum_end,
    .factor = factor,
    .solve = solve,
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
    periods->ends = (Ends){ start, memory_take((size_t)pattern->spannings, sizeof(int)) };
    for (int k = 0; k < pattern->spannings; k++) {
        const int end = end_of(pattern, &pattern->spanning[k]);
        if (pattern->spanning[k].slot < 0)
            continue;
        if (end < 0)
            periods->joined[periods->joins++] = k;
        else
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

static void take_vectors(Periods *periods)
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
    system->lower = memory_take_line(system->columns);
    system->upper = memory_take_line(system->columns);
    system->cost = memory_take_line(system->columns);
    system->here = memory_take(system->columns, 1);
    system->limit = memory_take_line(system->rows);
    system->row_here = memory_take(system->rows, 1);
    for (size_t j = 0; j < system->columns; j++)
        system->lower[j] = -INFINITY, system->upper[j] = INFINITY;
}

static size_t column_place(const Periods *periods, const Lp *lp, size_t j)
{
    const int in = periods->pattern.column_in[j];
    return in >= 0 ? pattern_column(&periods->pattern, lp->column_stamp[j].period, in)
                   : periods->tail + (size_t)(SPANNING - in - periods->pattern.spanning_rows);
}

static void put_column(System *system, size_t at, double lower, double upper, double cost)
{
    system->lower[at] = lower;
    system->upper[at] = upper;
    system->cost[at] = cost;
    system->here[at] = lower < upper;
}

/* A row's limits go to its slack where that of other periods has one, be it an equation in this period or not. */
static void place_row(Periods *periods, const Lp *lp, size_t i)
{
    const Pattern *pattern = &periods->pattern;
    System *system = &periods->system;
    const int in = pattern->row_in[i], t = lp->row_stamp[i].period;
    system->row_at[i] = system->slack_at[i] = NOWHERE;
    if (in == NOWHERE)
        return;
    const size_t row = in >= 0 ? row_place(periods, t, in) : periods->spanning_rows + (size_t)(SPANNING - in);
    system->row_at[i] = (int)row;
    system->row_here[row] = 1;
    size_t slack = 0;
    if (in >= 0 && pattern->slack[in] >= 0)
        slack = pattern_column(pattern, t, pattern->slack[in]);
    else if (in <= SPANNING && lp->row_lower[i] != lp->row_upper[i])
        slack = periods->tail + (size_t)(pattern->spannings - pattern->spanning_rows + (SPANNING - in));
    if (slack == 0) {
        system->limit[row] = lp->row_lower[i];
        return;
    }
    system->slack_at[i] = (int)slack;
    put_column(system, slack, lp->row_lower[i], lp->row_upper[i], 0);
}

static void place_program(Periods *periods, const Lp *lp)
{
    System *system = &periods->system;
    system->column_at = memory_take(lp->columns, sizeof(int));
    system->program_rows = lp->rows;
    system->row_at = memory_take(lp->rows, sizeof(int));
    system->slack_at = memory_take(lp->rows, sizeof(int));
    for (size_t j = 0; j < lp->columns; j++) {
        const size_t at = column_place(periods, lp, j);
        system->column_at[j] = (int)at;
        put_column(system, at, lp->column_lower[j], lp->column_upper[j], lp->cost[j]);
    }
    for (size_t i = 0; i < lp->rows; i++)
        place_row(periods, lp, i);
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
    periods->stored_size = march_size(&periods->half[0].march);
    periods->dropped_size = 1 + linking + (size_t)pattern->slots;
    periods->factor = memory_take_line(batches * (size_t)symbolic->start[symbolic->inner] * LANES);
    periods->inverse = memory_take_line(batches * (size_t)symbolic->inner * LANES);
    periods->stored = memory_take_line((size_t)pattern->periods * periods->stored_size);
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

System *periods_create(const Lp *lp, const LpMatrix *matrix, Pair *pair)
{
    Periods *periods = memory_take(1, sizeof *periods);
    if (!pattern_init(&periods->pattern, lp, matrix)) {
        free(periods);
        return NULL;
    }
    periods->system.kind = &by_periods;
    periods->system.pair = pair;
    periods->system.correctors = 1;
    periods->batch = VARIANT_CHOOSE(batch);
    periods->marching = VARIANT_CHOOSE(marching);
    symbolic_init(&periods->symbolic, &periods->pattern);
    take_vectors(periods);
    place_program(periods, lp);
    list_tail(periods, matrix);
    pattern_forget_program(&periods->pattern);
    find_ends(periods);
    half_init(&periods->half[0], periods);
    half_init(&periods->half[1], periods);
    take_factor(periods);
    periods->is_refined = has_columns_beside(&periods->pattern);
    if (periods->is_refined)
        refine_init(&periods->refine, &periods->system);
    return &periods->system;
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
        .work = periods->symbolic.work,
        .factor = periods->symbolic.start[periods->symbolic.inner],
    };
}
