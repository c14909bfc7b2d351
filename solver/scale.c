/* scale - powers of two that bring a program's numbers near 1 */
#include "solver/scale.h"

#include "solver/memory.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Smallest and largest binary exponent seen. */
typedef struct Span {
    int low, high;
} Span;

static const Span nothing = { INT_MAX, INT_MIN };

static void stretch(Span *span, int exponent)
{
    if (exponent < span->low)
        span->low = exponent;
    if (exponent > span->high)
        span->high = exponent;
}

/* The shift that puts the geometric middle of a span at 2^0. */
static int centre(Span span)
{
    return span.low > span.high ? 0 : -((span.low + span.high) / 2);
}

/* One sweep of geometric scaling: each row, then each column, is centred on 1. Says whether anything moved. */
static bool sweep(LpScale *scale, const LpMatrix *matrix, const int *exponent, Span *row)
{
    bool moved = false;
    for (size_t i = 0; i < matrix->rows; i++)
        row[i] = nothing;
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            stretch(&row[matrix->row[k]], exponent[k] + scale->column[j]);
    for (size_t i = 0; i < matrix->rows; i++) {
        moved = moved || scale->row[i] != centre(row[i]);
        scale->row[i] = centre(row[i]);
    }
    for (size_t j = 0; j < matrix->columns; j++) {
        Span column = nothing;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            stretch(&column, exponent[k] + scale->row[matrix->row[k]]);
        moved = moved || scale->column[j] != centre(column);
        scale->column[j] = centre(column);
    }
    return moved;
}

/* How often each binary exponent was met. A double has exponents -1074..1023, a shift adds as much again. */
enum { EXPONENTS = 8192 };

typedef struct Tally {
    size_t count[EXPONENTS], total;
} Tally;

static void tally(Tally *tally, double value, int shift)
{
    if (value == 0 || !isfinite(value))
        return;
    int at = ilogb(value) + shift + EXPONENTS / 2;
    tally->count[at < 0 ? 0 : at >= EXPONENTS ? EXPONENTS - 1 : at]++;
    tally->total++;
}

/* The median: one limit of 1e12 that means "none" must not make all others small. */
static int middle(const Tally *tally)
{
    size_t below = 0;
    for (int at = 0; at < EXPONENTS; at++) {
        below += tally->count[at];
        if (below > 0 && 2 * below >= tally->total)
            return at - EXPONENTS / 2;
    }
    return 0;
}

/* Rows and columns moved together leave A alone: this centres the limits on 1. */
static void centre_limits(LpScale *scale, const Lp *lp)
{
    Tally limits = { 0 };
    for (size_t i = 0; i < lp->rows; i++) {
        tally(&limits, lp->row_lower[i], scale->row[i]);
        tally(&limits, lp->row_upper[i], scale->row[i]);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        tally(&limits, lp->column_lower[j], -scale->column[j]);
        tally(&limits, lp->column_upper[j], -scale->column[j]);
    }
    int shift = middle(&limits);
    for (size_t i = 0; i < lp->rows; i++)
        scale->row[i] -= shift;
    for (size_t j = 0; j < lp->columns; j++)
        scale->column[j] += shift;
}

/* A column without entries knows no other unit than that of its own bounds. */
static void centre_lone_columns(LpScale *scale, const Lp *lp, const LpMatrix *matrix)
{
    for (size_t j = 0; j < lp->columns; j++) {
        if (matrix->start[j] < matrix->start[j + 1])
            continue;
        double lower = fabs(lp->column_lower[j]), upper = fabs(lp->column_upper[j]);
        double size = fmax(isfinite(lower) ? lower : 0, isfinite(upper) ? upper : 0);
        if (size > 0)
            scale->column[j] = ilogb(size);
    }
}

static void centre_costs(LpScale *scale, const Lp *lp)
{
    Tally costs = { 0 };
    for (size_t j = 0; j < lp->columns; j++)
        tally(&costs, lp->cost[j], scale->column[j]);
    scale->cost = -middle(&costs);
}

void scale_init(LpScale *scale, const Lp *lp, const LpMatrix *matrix)
{
    enum { SWEEPS = 6 }; /* more hardly change anything */
    size_t entries = matrix->start[matrix->columns];
    *scale = (LpScale){
        .row = memory_take(lp->rows, sizeof *scale->row),
        .column = memory_take(lp->columns, sizeof *scale->column),
    };
    int *exponent = memory_take(entries, sizeof *exponent);
    for (size_t k = 0; k < entries; k++)
        exponent[k] = ilogb(matrix->value[k]);
    Span *row = memory_take(lp->rows, sizeof *row);
    for (int s = 0; s < SWEEPS && sweep(scale, matrix, exponent, row); s++)
        continue;
    free(row);
    free(exponent);
    centre_limits(scale, lp);
    centre_lone_columns(scale, lp, matrix);
    centre_costs(scale, lp);
}

void scale_release(LpScale *scale)
{
    free(scale->row);
    free(scale->column);
    *scale = (LpScale){ 0 };
}

static void scale_limits(const LpScale *scale, const Lp *lp, Lp *to)
{
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(to, ldexp(lp->row_lower[i], scale->row[i]), ldexp(lp->row_upper[i], scale->row[i]));
    for (size_t j = 0; j < lp->columns; j++)
        lp_add_column(to, ldexp(lp->column_lower[j], -scale->column[j]),
                      ldexp(lp->column_upper[j], -scale->column[j]),
                      ldexp(lp->cost[j], scale->column[j] + scale->cost));
}

static void scale_entries(const LpScale *scale, const LpMatrix *matrix, LpMatrix *to)
{
    size_t entries = matrix->start[matrix->columns];
    *to = (LpMatrix){
        .rows = matrix->rows,
        .columns = matrix->columns,
        .start = memory_take(matrix->columns + 1, sizeof *to->start),
        .row = memory_take(entries, sizeof *to->row),
        .value = memory_take(entries, sizeof *to->value),
    };
    memcpy(to->start, matrix->start, (matrix->columns + 1) * sizeof *to->start);
    if (entries > 0)
        memcpy(to->row, matrix->row, entries * sizeof *to->row);
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            to->value[k] = ldexp(matrix->value[k], scale->row[matrix->row[k]] + scale->column[j]);
}

void scale_program(const LpScale *scale, const Lp *lp, const LpMatrix *matrix, Lp *to, LpMatrix *to_matrix)
{
    lp_init(to);
    scale_limits(scale, lp, to);
    scale_entries(scale, matrix, to_matrix);
}
