/* march - from both ends of time to the middle: the linking rows of one period after the other
 *
 * What is left of a period (symbolic.h) ties the linking rows of period t, here node t, to those of t + 1, and both to the slots.
 * One half goes up from node 0, the other down from the end, until they meet in one node. The state of a half is a matrix over
 * [the node that goes next, slots]; a step
 *
 *     adds the outer matrix of a period, which brings in the node after,
 *     eliminates the node that goes (dense Cholesky), stores its columns and
 *     leaves the new state over [the node after, slots].
 *
 * Rows that close a circle (pattern.h) touch no period but the first and the last ones, and what ties them to the nodes dies away from
 * step to step. Once it is less than rounding, the march goes on without their slots: march_is_loose, march_keep.
 *
 * Matrices stand by columns, only lower triangles count. Compiled in variants, see variant.h. */
#ifndef COPLANT_INTERIOR_MARCH_H
#define COPLANT_INTERIOR_MARCH_H

#include "solver/interior/symbolic.h"
#include "solver/interior/pattern.h"
#include "solver/interior/variant.h"

#include <stdbool.h>
#include <stddef.h>

/* The work of one half. Owns its arrays: march_init, march_release. */
typedef struct March {
    int linking, alike, tied;
    int slots; /* under way: the first ones, or what march_keep has left */
    const double *alike_factor;
    int padded;    /* linking rows, up to a multiple of 4 */
    int high;      /* padded + slots, up to a multiple of 8: height of a state */
    int tall;      /* padded + high, likewise: height of the front */
    double *front; /* [padded columns of tall] the node that goes; the node after and the slots below */
    double *state, *after; /* [high columns of high] */
    double *below;         /* [padded columns of high] the front below the node, once more, close together */
} March;

/* With room for all slots of the pattern; march_begin clears it and begins with all of them. */
void march_init(March *march, const Pattern *pattern);
void march_begin(March *march, int slots);
void march_release(March *march);

/* Doubles that a step stores: for each linking row the inverse of its pivot, then its column. */
size_t march_size(int linking, int slots);

/* Where a slot stands in a state. */
static inline size_t march_slot(const March *march, int slot)
{
    return (size_t)(march->padded + slot);
}

static inline double *march_at(const March *march, size_t row, size_t column)
{
    return &march->state[row + column * (size_t)march->high];
}

/* Eliminates a slot from the state and leaves it empty; its pivot gets `more` and has the sign of `sign`. Stores the inverse of the pivot and
 * its column over it: [1 + linking + slots]. */
void march_drop(March *march, int slot, double more, int sign, double *stored);

/* True if nothing but rounding ties a slot to the nodes, nor to those of the first `others` slots that are not `lasting`. Its pivot is to get
 * `more` besides. */
bool march_is_loose(const March *march, int slot, const bool *lasting, int others, double more);

/* Goes on with some of its slots only, in their order. */
void march_keep(March *march, const int *slot, int slots);

typedef struct Marching {
    /* One period: its outer matrix, of which the first `given` slots are, what the diagonal of the node that goes gets besides, and where the
     * columns are stored. */
    void (*step)(March *march, bool down, const double *outer, int given, const double *diagonal,
                 double *stored);

    /* vector[2 linking + slots]: the node that goes, the node after, slots. */
    void (*forward)(int linking, int slots, const double *stored, double *vector);
    void (*backward)(int linking, int slots, const double *stored, double *vector);

    /* The outer matrices of eight periods, from [places][LANES] to [LANES][places]. */
    void (*unravel)(const double *outer, int places, double *each);
} Marching;

extern const Marching marching_plain, marching_wide;

/* Keeps pivots away from zero, on the side of their sign. */
double march_pivot(double pivot, int sign);

#endif
