/* periods_products - products with A, and with its transpose, of a program that is the same in every period */
#include "solver/interior/periods_parts.h"

#include <string.h>

Chunk periods_chunk(const System *system, size_t k)
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

/* All y that the columns of a batch meet. */
static void gather(const Periods *periods, size_t batch, const double *y, const Half *own)
{
    memcpy(own->rows, y + batch * periods->rows * LANES, periods->rows * LANES * sizeof *y);
    gather_slots(periods, (int)batch, y, own->rows + periods->rows * LANES);
    gather_next(periods, (int)batch, y, own->next);
}

void periods_transposed(const System *system, size_t k, const double *y, double *at)
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
    gather(periods, k, y, own);
    periods->batch->transposed(pattern, (int)k, own->rows, own->next, at);
}

/* As every system has it. NOLINTNEXTLINE(readability-non-const-parameter) */
void periods_sum_begin(System *system, int slot, double *sum)
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

void periods_sum_chunk(System *system, int slot, size_t k, const double *t, double *sum)
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
    periods->batch->mask(periods->rows, own->rows, system->row_here + first, sum + first);
}

void periods_sum_end(System *system, int slot, double *sum)
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

void periods_restore(const System *system, const double *x, const double *y, bool ray, double *gone_x,
                     double *gone_y)
{
    const Periods *periods = (const Periods *)system;
    const Reduction *reduction = &periods->reduction;
    const size_t count = (size_t)reduction->count * LANES;
    for (size_t k = 0; k < (size_t)periods->pattern.batches; k++) {
        const Half *own = half_of(periods, k);
        gather(periods, k, y, own);
        reduction_restore(reduction, (int)k, x + periods_chunk(system, k).first, own->rows, own->next, ray,
                          gone_x + k * count, gone_y + k * count);
    }
}
