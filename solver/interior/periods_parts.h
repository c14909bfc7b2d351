/* periods_parts - what the parts of periods.h share; for them alone
 *
 * periods.c makes the system, periods_factor.c eliminates and solves, periods_circles.c knows who goes along, periods_products.c multiplies
 * with A. */
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

/* Batches of a half in which the march has the same slots. */
typedef struct Stage {
    int batch; /* the first of them, as counted from the end of time */
    int slots;
    int *slot;    /* [slots] ascending: all but those of circles that were shed */
    size_t begin; /* of what its steps store, from where the half begins */
} Stage;

/* How a factor sheds circles, one after the other: see periods_circles.c. */
typedef struct Circles {
    Stage *stage; /* [stages] */
    int stages;
    int *left_after;   /* [slots] the stage after which it was shed; INT_MAX: not at all */
    bool *lasting;     /* [slots] is what has it, after the batch just done, alive in the middle? */
    double *frozen;    /* [slots x slots] the row of a slot as it was shed, over those that were there */
    int *position;     /* [slots] in the last stage */
    int at;            /* the stage of a solve under way */
    double *set_aside; /* [slots] of its vector, where they were shed */
} Circles;

/* What one thread works with. */
typedef struct Half {
    March march;
    Circles circles;
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
    bool *lasting; /* [spannings] is it alive in the middle? */
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

/* What the step of a period has stored. */
static inline double *stored_of(const Periods *periods, int half, const Stage *stage, int t)
{
    const Pattern *pattern = &periods->pattern;
    const size_t begin = half == 0
                             ? 0
                             : (size_t)pattern->middle * LANES * march_size(pattern->linking, pattern->slots);
    const int step = half == 0 ? t : pattern->batches * LANES - 1 - t;
    return periods->stored + begin + stage->begin
           + (size_t)(step - stage->batch * LANES) * march_size(pattern->linking, stage->slots);
}

/* ---- circles ---- */

void circles_init(Circles *circles, const Pattern *pattern);
void circles_release(Circles *circles);

/* Before a factor; and after its batch n of a half. */
void circles_begin(Periods *periods, int half);
void circles_shed(Periods *periods, int half, int n);

/* The entry of two slots in the state of a half, as it is or was; of a slot and a linking row, 0 where it was shed. */
double circles_entry(const Periods *periods, int half, int slot, int other);
double circles_tie(const Periods *periods, int half, int slot, int row);

/* The stage of batch n; on the way of a solve the slots of its vector go aside, and come back. Between those ways, where a slot is. */
const Stage *circles_forward(Periods *periods, int half, int n);
const Stage *circles_backward(Periods *periods, int half, int n);
double *circles_slot(Periods *periods, int half, int slot);

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
