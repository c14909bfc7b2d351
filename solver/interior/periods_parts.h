/* periods_parts - what the parts of periods.h share; for them alone
 *
 * periods.c makes the system, periods_factor.c eliminates and solves, periods_products.c multiplies with A. */
#ifndef COPLANT_INTERIOR_PERIODS_PARTS_H
#define COPLANT_INTERIOR_PERIODS_PARTS_H

#include "solver/interior/batch.h"
#include "solver/interior/march.h"
#include "solver/interior/periods.h"
#include "solver/interior/reduce.h"
#include "solver/interior/refine.h"
#include "solver/interior/symbolic.h"

/* An entry of a column behind the batches. */
typedef struct TailEntry {
    int row; /* place in y */
    int column;
    double value;
} TailEntry;

/* What one thread works with. */
typedef struct Half {
    March whole, shed; /* with the slots of circles, and on without them: */
    int with_circles;  /* so many batches, from the end of time */
    March *march;      /* under way */
    double *work;      /* [places][LANES] */
    double *each;      /* [LANES][outer places] */
    double *rows;      /* [inner + linking + slots][LANES] */
    double *next;      /* [linking][LANES] */
    double *carry[2];  /* of each sum: [linking] to the first period after the batch */
    double *span[2];   /* of each sum: [spanning rows] */
    double *vector;    /* [2 linking + slots] */
    double *diagonal;  /* [linking] */
    double *more;      /* [slots] */
} Half;

/* What spans and is eliminated after the step of a period: item[start[t]] .. item[start[t + 1] - 1]. */
typedef struct Ends {
    int *start, *item;
} Ends;

typedef struct Periods {
    System system;
    Pattern pattern;
    Reduction reduction;
    Symbolic symbolic; /* of all batches, or of the first and the last one and */
    Symbolic between;  /* of those between, where slots close a circle */
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
    bool *lasting; /* [slots] is the first thing in it alive in the middle? */
    size_t dropped_size;
    double *factor, *inverse; /* [batches] of inner rows */
    double *stored;           /* [periods] of linking rows, those of the second half from the end of time */
    double *dropped;          /* [spannings] of what ended on the way */
    double *more;             /* [spannings] added to its pivot */
    double *join; /* [linking + joins, squared] lower triangle by columns: L, and D on the diagonal */
    double *join_vector;
    double *gone;             /* [periods x linking] of a solve: nodes as they went */
    double *ended;            /* [spannings] likewise */
    const double *weight, *r; /* of the work under way */
    double *x;
    Half half[2];
    Refine refine; /* made when it is first wanted */
} Periods;

/* ---- walking through time ---- */

static inline int batches_of(const Periods *periods, int half)
{
    const Pattern *pattern = &periods->pattern;
    return half == 0 ? pattern->middle : pattern->batches - pattern->middle;
}

/* The n-th batch of a half, from the end of time. */
static inline int batch_at(const Periods *periods, int half, int n)
{
    return half == 0 ? n : periods->pattern.batches - 1 - n;
}

/* The n-th period of a batch on the way to the middle, likewise. */
static inline int period_at(int half, int batch, int n)
{
    return batch * LANES + (half == 0 ? n : LANES - 1 - n);
}

/* The node that goes in the step of period t. */
static inline int node_of(int half, int t)
{
    return half == 0 ? t : t + 1;
}

static inline size_t row_place(const Periods *periods, int t, int row)
{
    return ((size_t)(t / LANES) * periods->rows + (size_t)row) * LANES + (size_t)(t % LANES);
}

static inline size_t node_place(const Periods *periods, int node, int c)
{
    return row_place(periods, node, periods->pattern.inner + c);
}

/* ---- how a batch is eliminated ---- */

static inline bool is_between(const Periods *periods, int batch)
{
    return periods->pattern.circles > 0 && batch > 0 && batch < periods->pattern.batches - 1;
}

static inline const Symbolic *symbolic_of(const Periods *periods, int batch)
{
    return is_between(periods, batch) ? &periods->between : &periods->symbolic;
}

/* Slots that have entries in a batch: the first so many. */
static inline int slots_in(const Periods *periods, int batch)
{
    return periods->pattern.slots - (is_between(periods, batch) ? periods->pattern.circles : 0);
}

/* Entries of the factor of a batch's inner rows, and where they begin. */
static inline size_t factor_size(const Symbolic *symbolic)
{
    return (size_t)symbolic->start[symbolic->inner] * LANES;
}

static inline size_t factor_place(const Periods *periods, int batch)
{
    const size_t first = factor_size(&periods->symbolic);
    if (periods->pattern.circles == 0)
        return (size_t)batch * first;
    return batch == 0 ? 0 : first + (size_t)(batch - 1) * factor_size(&periods->between);
}

static inline March *march_of(Half *half, int n)
{
    return n < half->with_circles ? &half->whole : &half->shed;
}

/* What the step of a period has stored. */
static inline double *stored_of(const Periods *periods, int half, int t)
{
    const Half *own = &periods->half[half];
    const size_t whole = march_size(&own->whole), shed = march_size(&own->shed);
    const size_t begin = half == 0 ? 0 : (size_t)periods->pattern.middle * LANES * whole;
    const size_t step = half == 0 ? (size_t)t : (size_t)(periods->pattern.batches * LANES - 1 - t);
    const size_t with = (size_t)own->with_circles * LANES;
    return periods->stored + begin + (step < with ? step * whole : with * whole + (step - with) * shed);
}

/* As System has them. */
bool periods_factor(System *system, const double *weight, const double *r, double *x);
void periods_solve(System *system, const double *r, double *x);
void periods_restore(const System *system, const double *x, const double *y, bool ray, double *gone_x,
                     double *gone_y);
Chunk periods_chunk(const System *system, size_t k);
void periods_transposed(const System *system, size_t k, const double *y, double *at);
void periods_sum_begin(System *system, int slot, double *sum);
void periods_sum_chunk(System *system, int slot, size_t k, const double *t, double *sum);
void periods_sum_end(System *system, int slot, double *sum);

#endif
