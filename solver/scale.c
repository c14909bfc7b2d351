/* scale - powers of two that bring a program's numbers near 1 */
#include "solver/scale.h"

#include "solver/memory.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
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
    int *of;    /* kind of each */
    Span *span; /* [count] of their entries */
    int *shift; /* [count] */
} Kinds;

static void kinds_init(Kinds *kinds, const LpStamp *stamp, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = stamp[i].template >= most ? stamp[i].template + 1 : most;
    *kinds = (Kinds){ .of = memory_take(count, sizeof *kinds->of) };
    for (size_t i = 0; i < count; i++)
        kinds->of[i] = stamp[i].template >= 0 ? stamp[i].template : most++;
    kinds->count = (size_t)most;
    kinds->span = memory_take(kinds->count, sizeof *kinds->span);
    kinds->shift = memory_take(kinds->count, sizeof *kinds->shift);
}

static void kinds_release(Kinds *kinds)
{
    free(kinds->of);
    free(kinds->span);
    free(kinds->shift);
}

static void kinds_empty(Kinds *kinds)
{
    for (size_t k = 0; k < kinds->count; k++)
        kinds->span[k] = nothing;
}

/* Centres each kind on 1. Says whether anything moved. */
static bool kinds_centre(Kinds *kinds)
{
    bool moved = false;
    for (size_t k = 0; k < kinds->count; k++) {
        const int to = centre(kinds->span[k]);
        moved = moved || kinds->shift[k] != to;
        kinds->shift[k] = to;
    }
    return moved;
}

/* All entries that rows of one kind have in columns of one kind. */
typedef struct Meeting {
    int row, column; /* kinds */
    int next;        /* of the same columns; -1 ends */
    Span span;       /* of the exponents of the entries */
} Meeting;

typedef struct Meetings {
    Meeting *meeting; /* [count] */
    size_t count, room;
    int *first; /* [column kinds] */
} Meetings;

static Meeting *meeting_of(Meetings *meetings, int row, int column)
{
    const Meeting *known = meetings->meeting;
    for (int m = meetings->first[column]; m >= 0; m = known[m].next) {
        assert(known != NULL);
        if (known[m].row == row)
            return &meetings->meeting[m];
    }
    meetings->meeting = memory_grow(meetings->meeting, meetings->count, &meetings->room,
                                    sizeof *meetings->meeting);
    Meeting *meeting = &meetings->meeting[meetings->count];
    *meeting = (Meeting){ row, column, meetings->first[column], nothing };
    meetings->first[column] = (int)meetings->count++;
    return meeting;
}

static void meetings_init(Meetings *meetings, const LpMatrix *matrix, const Kinds *rows, const Kinds *columns)
{
    *meetings = (Meetings){ .first = memory_take(columns->count, sizeof(int)) };
    for (size_t k = 0; k < columns->count; k++)
        meetings->first[k] = -1;
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            stretch(&meeting_of(meetings, rows->of[matrix->row[k]], columns->of[j])->span,
                    ilogb(matrix->value[k]));
}

static void meetings_release(Meetings *meetings)
{
    free(meetings->meeting);
    free(meetings->first);
}

static void stretch_to(Span *span, const Span *by, int shift)
{
    stretch(span, by->low + shift);
    stretch(span, by->high + shift);
}

/* One sweep of geometric scaling: rows, then columns, are centred on 1. Says whether anything moved. */
static bool sweep(const Meetings *meetings, Kinds *rows, Kinds *columns)
{
    kinds_empty(rows);
    for (size_t m = 0; m < meetings->count; m++) {
        const Meeting *meeting = &meetings->meeting[m];
        stretch_to(&rows->span[meeting->row], &meeting->span, columns->shift[meeting->column]);
    }
    const bool rows_moved = kinds_centre(rows);
    kinds_empty(columns);
    for (size_t m = 0; m < meetings->count; m++) {
        const Meeting *meeting = &meetings->meeting[m];
        stretch_to(&columns->span[meeting->column], &meeting->span, rows->shift[meeting->row]);
    }
    return kinds_centre(columns) || rows_moved;
}

static short *shifts_of(const Kinds *kinds, size_t count)
{
    short *shift = memory_take(count, sizeof *shift);
    for (size_t i = 0; i < count; i++)
        shift[i] = (short)kinds->shift[kinds->of[i]];
    return shift;
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
        scale->row[i] = (short)(scale->row[i] - shift);
    for (size_t j = 0; j < lp->columns; j++)
        scale->column[j] = (short)(scale->column[j] + shift);
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
            scale->column[j] = (short)ilogb(size[columns->of[j]]);
    free(size);
}

static void centre_costs(LpScale *scale, const Lp *lp)
{
    Tally costs = { 0 };
    for (size_t j = 0; j < lp->columns; j++)
        tally(&costs, lp->cost[j], scale->column[j]);
    scale->cost = (short)-middle(&costs);
}

void scale_init(LpScale *scale, const Lp *lp, const LpMatrix *matrix)
{
    enum { SWEEPS = 6 }; /* more hardly change anything */
    Kinds rows, columns;
    Meetings meetings;
    kinds_init(&rows, lp->row_stamp, lp->rows);
    kinds_init(&columns, lp->column_stamp, lp->columns);
    meetings_init(&meetings, matrix, &rows, &columns);
    for (int s = 0; s < SWEEPS && sweep(&meetings, &rows, &columns); s++)
        continue;
    *scale = (LpScale){ .row = shifts_of(&rows, lp->rows), .column = shifts_of(&columns, lp->columns) };
    centre_limits(scale, lp);
    centre_lone_columns(scale, lp, &columns);
    centre_costs(scale, lp);
    meetings_release(&meetings);
    kinds_release(&rows);
    kinds_release(&columns);
}

void scale_release(LpScale *scale)
{
    free(scale->row);
    free(scale->column);
    *scale = (LpScale){ 0 };
}

/* As ldexp, which takes its time. */
static double times_power(double value, int exponent)
{
    enum { MOST = 1000, BIAS = 1023, FRACTION = 52 };
    if (exponent < -MOST || exponent > MOST)
        return ldexp(value, exponent);
    const uint64_t bits = (uint64_t)(exponent + BIAS) << FRACTION;
    double power;
    memcpy(&power, &bits, sizeof power);
    return value * power;
}

static double *shifted(const double *value, const short *shift, int sign, int more, size_t count)
{
    double *to = memory_take(count, sizeof *to);
    for (size_t i = 0; i < count; i++)
        to[i] = times_power(value[i], sign * shift[i] + more);
    return to;
}

/* Limits that cross by no more than rounding are one limit. */
static void close_crossings(const double *lower, double *upper, size_t count)
{
    for (size_t i = 0; i < count; i++)
        upper[i] = fmax(lower[i], upper[i]);
}

void scale_limits(const LpScale *scale, const Lp *lp, Lp *to)
{
    *to = (Lp){
        .rows = lp->rows,
        .columns = lp->columns,
        .row_lower = shifted(lp->row_lower, scale->row, 1, 0, lp->rows),
        .row_upper = shifted(lp->row_upper, scale->row, 1, 0, lp->rows),
        .column_lower = shifted(lp->column_lower, scale->column, -1, 0, lp->columns),
        .column_upper = shifted(lp->column_upper, scale->column, -1, 0, lp->columns),
        .cost = shifted(lp->cost, scale->column, 1, scale->cost, lp->columns),
        .row_stamp = memory_take(lp->rows, sizeof *to->row_stamp),
        .column_stamp = memory_take(lp->columns, sizeof *to->column_stamp),
    };
    close_crossings(to->row_lower, to->row_upper, lp->rows);
    close_crossings(to->column_lower, to->column_upper, lp->columns);
    lp_take_stamps(to, lp);
}

static void multiply(const LpScale *scale, int sign, LpMatrix *matrix)
{
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            matrix->value[k] = times_power(matrix->value[k],
                                           sign * (scale->row[matrix->row[k]] + scale->column[j]));
}

void scale_matrix(const LpScale *scale, LpMatrix *matrix)
{
    multiply(scale, 1, matrix);
}

void scale_matrix_back(const LpScale *scale, LpMatrix *matrix)
{
    multiply(scale, -1, matrix);
}
