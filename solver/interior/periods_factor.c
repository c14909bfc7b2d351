/* periods_factor - a program that is the same in every period, eliminated from both ends of time, and solved
 *
 * How stands in periods.c. */
#include "solver/interior/periods_parts.h"

#include "solver/pair.h"

#include <math.h>
#include <string.h>

/* Keeps a matrix that rows depend in from having no pivot; numbers are near 1. */
static const double tiny = 1e-9;
/* The pivot of what is not there. */
static const double not_here = 1e60;
/* What stands beside the rows weighs no more in the factor, else few digits are left of all that it touches. As it is a few columns, the
 * solves make up for it in about as many steps (refine.h). */
static const double weight_beside = 1e3;

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

/* Circles that were shed have no part in it. */
static void drop_ended(Periods *periods, March *march, int t)
{
    for (int n = periods->ends.start[t]; n < periods->ends.start[t + 1]; n++) {
        const int k = periods->ends.item[n];
        double *dropped = periods->dropped + (size_t)k * periods->dropped_size;
        memset(dropped, 0, periods->dropped_size * sizeof *dropped);
        march_drop(march, periods->pattern.spanning[k].slot, periods->more[k], sign_of(&periods->pattern, k),
                   dropped);
    }
}

static void factor_period(Periods *periods, int half, int t, int slots, const double *outer)
{
    Half *own = &periods->half[half];
    const Stage *stage = &own->circles.stage[own->circles.stages - 1];
    find_diagonal(periods, node_of(half, t), own->diagonal);
    if (half == 0)
        add_direct(periods, &own->march, t);
    add_cross(periods, &own->march, t);
    periods->marching->step(&own->march, half == 1, outer, slots, own->diagonal,
                            stored_of(periods, half, stage, t));
    if (half == 1)
        add_direct(periods, &own->march, t);
    drop_ended(periods, &own->march, t);
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

static void forward_period(Periods *periods, int half, int t, int given, const Stage *stage,
                           const double *outer, double *vector)
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
    for (int s = 0; s < given; s++)
        slots[s] += outer[(periods->symbolic.tied + s) * LANES + lane];
    periods->marching->forward(linking, stage->slots, stored_of(periods, half, stage, t), vector);
    memcpy(periods->gone + (size_t)t * (size_t)linking, goes, (size_t)linking * sizeof *goes);
    memcpy(goes, after, (size_t)linking * sizeof *goes);
    end_forward(periods, t, vector);
}

static void begin_forward(Periods *periods, int half)
{
    const Pattern *pattern = &periods->pattern;
    double *vector = periods->half[half].vector;
    memset(vector, 0, (size_t)(2 * pattern->linking + pattern->slots) * sizeof *vector);
}

/* The n-th batch of a half, which has a factor. */
static void forward_batch(Periods *periods, int half, int n)
{
    const Pattern *pattern = &periods->pattern;
    Half *own = &periods->half[half];
    const int batch = batch_at(periods, half, n);
    const Symbolic *symbolic = symbolic_of(periods, batch);
    const Stage *stage = circles_forward(periods, half, n);
    const size_t b = (size_t)batch, rows = b * periods->rows * LANES;
    periods->batch->forward(symbolic, periods->factor + factor_place(periods, batch),
                            periods->inverse + b * (size_t)symbolic->inner * LANES, periods->r + rows,
                            own->work, periods->x + rows);
    for (int l = 0; l < LANES; l++) {
        const int t = period_at(half, batch, l);
        if (t < pattern->periods)
            forward_period(periods, half, t, slots_in(periods, batch), stage,
                           own->work + symbolic->inner * LANES, own->vector);
    }
}

static void forward_half(void *subject, int half)
{
    Periods *periods = subject;
    begin_forward(periods, half);
    for (int n = 0; n < batches_of(periods, half); n++)
        forward_batch(periods, half, n);
}

/* ---- factor and solve to the middle at once ---- */

static void factor_half(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    Half *own = &periods->half[half];
    circles_begin(periods, half);
    begin_forward(periods, half);
    for (int n = 0; n < batches_of(periods, half); n++) {
        const int batch = batch_at(periods, half, n);
        const size_t b = (size_t)batch;
        const Symbolic *symbolic = symbolic_of(periods, batch);
        const size_t outer_places = (size_t)(symbolic->places - symbolic->entries);
        periods->batch->factor(symbolic, batch, periods->weight + b * (size_t)pattern->columns * LANES,
                               periods->system.row_here + b * periods->rows * LANES, own->work,
                               periods->factor + factor_place(periods, batch),
                               periods->inverse + b * (size_t)symbolic->inner * LANES);
        periods->marching->unravel(own->work + symbolic->entries * LANES, (int)outer_places, own->each);
        for (int l = 0; l < LANES; l++) {
            const int t = period_at(half, batch, l);
            if (t < pattern->periods)
                factor_period(periods, half, t, slots_in(periods, batch),
                              own->each + (size_t)(t % LANES) * outer_places);
        }
        circles_shed(periods, half, n);
        if (periods->r != NULL)
            forward_batch(periods, half, n);
    }
}

/* ---- the middle ---- */

/* Of the state of a half: linking rows of the middle, and behind them what is joined there. */
static double state_at(const Periods *periods, int half, int n, int other)
{
    const Pattern *pattern = &periods->pattern;
    const March *march = &periods->half[half].march;
    const int linking = pattern->linking, low = n > other ? other : n, high = n > other ? n : other;
    if (high < linking)
        return *march_at(march, (size_t)high, (size_t)low);
    const int slot = pattern->spanning[periods->joined[high - linking]].slot;
    return low < linking
               ? circles_tie(periods, half, slot, low)
               : circles_entry(periods, half, slot, pattern->spanning[periods->joined[low - linking]].slot);
}

static double both_states(const Periods *periods, int n, int other)
{
    return state_at(periods, 0, n, other) + state_at(periods, 1, n, other);
}

static void factor_join(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, count = linking + periods->joins;
    double *join = periods->join, *diagonal = periods->half[0].diagonal;
    find_diagonal(periods, pattern->middle * LANES, diagonal);
    for (int c = 0; c < count; c++)
        for (int r = c; r < count; r++)
            join[r + c * count] = both_states(periods, r, c);
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

/* ---- solve: in the middle ---- */

static void solve_join(Periods *periods)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, count = linking + periods->joins, node = pattern->middle * LANES;
    const double *join = periods->join, *vector[2] = { periods->half[0].vector, periods->half[1].vector };
    double *x = periods->join_vector;
    for (int n = 0; n < count; n++) {
        const int k = n < linking ? -1 : periods->joined[n - linking];
        x[n] = n < linking ? vector[0][n] + vector[1][n]
                           : *circles_slot(periods, 0, pattern->spanning[k].slot)
                                 + *circles_slot(periods, 1, pattern->spanning[k].slot);
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

/* 0 where a row is not here. */
static void put_node(const Periods *periods, int node, const double *x)
{
    const Pattern *pattern = &periods->pattern;
    for (int i = 0; i < pattern->linking && node < pattern->periods; i++) {
        const size_t place = node_place(periods, node, i);
        periods->x[place] = periods->system.row_here[place] > 0 ? x[i] : 0;
    }
}

static void begin_backward(Periods *periods, int half)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, node = pattern->middle * LANES;
    double *vector = periods->half[half].vector;
    memset(vector, 0, (size_t)(2 * linking + pattern->slots) * sizeof *vector);
    memcpy(vector + linking, periods->join_vector, (size_t)linking * sizeof *vector);
    for (int n = 0; n < periods->joins; n++)
        *circles_slot(periods, half,
                      pattern->spanning[periods->joined[n]].slot) = periods->join_vector[linking + n];
    if (half == 1)
        return;
    for (int n = 0; n < periods->joins; n++)
        if (periods->joined[n] < pattern->spanning_rows)
            periods->x[periods->spanning_rows + (size_t)periods->joined[n]] =
                periods->join_vector[linking + n];
    put_node(periods, node, periods->join_vector);
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

static void backward_period(Periods *periods, int half, int t, int given, const Stage *stage, double *outer,
                            double *vector)
{
    const Pattern *pattern = &periods->pattern;
    const int linking = pattern->linking, alike = pattern->alike, node = node_of(half, t), lane = t % LANES;
    double *goes = vector, *after = vector + linking;
    const double *slots = vector + 2 * linking;
    const double *own = half == 0 ? goes : after, *next = half == 0 ? after : goes;
    end_backward(periods, t, vector);
    memcpy(goes, periods->gone + (size_t)t * (size_t)linking, (size_t)linking * sizeof *goes);
    periods->marching->backward(linking, stage->slots, stored_of(periods, half, stage, t), vector);
    put_node(periods, node, goes);
    for (int i = 0; i < linking; i++)
        outer[i * LANES + lane] = own[i] + (i < alike ? pattern->alike_factor[i] * next[i] : 0);
    for (int i = alike; i < linking; i++)
        outer[next_row(pattern, i) * LANES + lane] = next[i];
    for (int s = 0; s < given; s++)
        outer[(periods->symbolic.tied + s) * LANES + lane] = slots[s];
    memcpy(after, goes, (size_t)linking * sizeof *after);
}

static void backward_half(void *subject, int half)
{
    Periods *periods = subject;
    const Pattern *pattern = &periods->pattern;
    Half *own = &periods->half[half];
    begin_backward(periods, half);
    for (int n = batches_of(periods, half) - 1; n >= 0; n--) {
        const int batch = batch_at(periods, half, n);
        const Symbolic *symbolic = symbolic_of(periods, batch);
        const Stage *stage = circles_backward(periods, half, n);
        const size_t b = (size_t)batch, rows = b * periods->rows * LANES;
        double *outer = own->work + symbolic->inner * LANES, *x = periods->x + rows;
        memset(outer, 0, (size_t)(symbolic->outer * LANES) * sizeof *outer);
        for (int l = LANES - 1; l >= 0; l--) {
            const int t = period_at(half, batch, l);
            if (t < pattern->periods)
                backward_period(periods, half, t, slots_in(periods, batch), stage, outer, own->vector);
        }
        periods->batch->backward(symbolic, periods->factor + factor_place(periods, batch), own->work, x);
    }
}

/* From the middle. */
static void solve_back(Periods *periods)
{
    solve_join(periods);
    pair_do(periods->system.pair, backward_half, periods);
}

static void solve_nearly(System *system, const double *r, double *x)
{
    Periods *periods = (Periods *)system;
    periods->r = r;
    periods->x = x;
    pair_do(system->pair, forward_half, periods);
    solve_back(periods);
}

void periods_solve(System *system, const double *r, double *x)
{
    Periods *periods = (Periods *)system;
    if (system->refines && periods->refine.miss == NULL)
        refine_init(&periods->refine, system);
    if (system->refines)
        refine_solve(&periods->refine, system, periods->weight, tiny, solve_nearly, r, x);
    else
        solve_nearly(system, r, x);
}

bool periods_factor(System *system, const double *weight, const double *r, double *x)
{
    Periods *periods = (Periods *)system;
    const bool solves_along = r != NULL && !system->refines;
    periods->weight = weight;
    periods->r = solves_along ? r : NULL;
    periods->x = x;
    find_more(periods);
    pair_do(system->pair, factor_half, periods);
    factor_join(periods);
    if (solves_along)
        solve_back(periods);
    else if (r != NULL)
        periods_solve(system, r, x);
    return true;
}
