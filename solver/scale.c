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

/* Rows, or columns, that are multiplied by the same: those of one template, and each that has none by itself. */
typedef struct Kinds {
    size_t count;
    size_t *of; /* kind of each */
    Span *span; /* [count] of their entries */
} Kinds;

static void kinds_init(Kinds *kinds, const LpStamp *stamp, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = stamp[i].template >= most ? stamp[i].template + 1 : most;
    *kinds = (Kinds){ .count = (size_t)most, .of = memory_take(count, sizeof *kinds->of) };
    for (size_t i = 0; i < count; i++)
        kinds->of[i] = stamp[i].template <0 ? kinds->count++ : (size_t)stamp[i].template;
    kinds->span = memory_take(kinds->count, sizeof *kinds->span);
}

static void kinds_release(Kinds *kinds)
{
    free(kinds->of);
    free(kinds->span);
}

static void kinds_empty(Kinds *kinds)
{
    for (size_t k = 0; k < kinds->count; k++)
        kinds->span[k] = nothing;
}

/* Centres each kind on 1. Says whether anything moved. */
static bool kinds_centre(const Kinds *kinds, int *shift, size_t count)
{
    bool moved = false;
    for (size_t i = 0; i < count; i++) {
        const int to = centre(kinds->span[kinds->of[i]]);
        moved = moved || shift[i] != to;
        shift[i] = to;
    }
    return moved;
}

/* One sweep of geometric scaling: rows, then columns, are centred on 1. Says whether anything moved. */
static bool sweep(LpScale *scale, const LpMatrix *matrix, const int *exponent, Kinds *rows, Kinds *columns)
{
    kinds_empty(rows);
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            stretch(&rows->span[rows->of[matrix->row[k]]], exponent[k] + scale->column[j]);
    const bool rows_moved = kinds_centre(rows, scale->row, matrix->rows);
    kinds_empty(columns);
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            stretch(&columns->span[columns->of[j]], exponent[k] + scale->row[matrix->row[k]]);
    return kinds_centre(columns, scale->column, matrix->columns) || rows_moved;
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

static bool is_lone(const Kinds *columns, size_t j)
{
    const Span *span = &columns->span[columns->of[j]];
    return span->low > span->high;
}

static double finite_size(double limit)
{
    return isfinite(limit) ? fabs(limit) : 0;
}

/* A column without entries knows no other unit than that of its own bounds. */
static void centre_lone_columns(LpScale *scale, const Lp *lp, const Kinds *columns)
{
    double *size = memory_take(columns->count, sizeof *size);
    for (size_t j = 0; j < lp->columns; j++) {
        double *largest = &size[columns->of[j]];
        *largest = fmax(*largest, fmax(finite_size(lp->column_lower[j]), finite_size(lp->column_upper[j])));
    }
    for (size_t j = 0; j < lp->columns; j++)
        if (is_lone(columns, j) && size[columns->of[j]] > 0)
            scale->column[j] = ilogb(size[columns->of[j]]);
    free(size);
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
    Kinds rows, columns;
    kinds_init(&rows, lp->row_stamp, lp->rows);
    kinds_init(&columns, lp->column_stamp, lp->columns);
    for (int s = 0; s < SWEEPS && sweep(scale, matrix, exponent, &rows, &columns); s++)
        continue;
    free(exponent);
    centre_limits(scale, lp);
    centre_lone_columns(scale, lp, &columns);
    centre_costs(scale, lp);
    kinds_release(&rows);
    kinds_release(&columns);
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
    lp_take_stamps(to, lp);
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
