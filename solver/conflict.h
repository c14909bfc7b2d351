/* conflict - why a program has no answer, as the smallest set of limits that clash
 *
 * Candidates are the limits that someone wrote down and could change; everything else (balances,
 * signs) is held. An elastic solve finds how much is missing, the Farkas support narrows the candidates, and a
 * deletion filter leaves a set of which every member is needed (Chinneck, Feasibility and Infeasibility
 * in Optimization, 2008, ch. 6). No member at all means that what is held clashes by itself. */
#ifndef COPLANT_CONFLICT_H
#define COPLANT_CONFLICT_H

#include "solver/lp.h"
#include "solver/solve.h"

typedef struct LpLimit {
    bool is_row, is_upper;
    bool to_zero;   /* a lower limit of a column that gives way down to nothing and not below */
    int index;      /* of the row or column */
    double missing; /* out: the least change of this one limit that would end the clash, in its own
                        unit, all other limits of the program kept; INFINITY where changing it alone is not enough, NAN where time ran out or, of
                        a large program, where the same template in an earlier period was asked */
} LpLimit;

/* Owns its arrays: lp_conflict_release. */
typedef struct LpConflict {
    LpLimit *limit; /* [limits] the smallest clash */
    size_t limits;
    int *row; /* [rows] the held rows that take part in it, by weight of their multiplier, largest first */
    size_t rows;
    bool found; /* false: there is no clash, or a solve on the way could not be proved; message says which */
    bool
        smallest; /* every member is needed, of a large program every template; false when time ran out before all were tried */
    char message[240];
} LpConflict;

/* `row_ray` is a proof that the program has no answer, [rows], or NULL: then one is looked for. */
void lp_conflict_find(const Lp *lp, const double *row_ray, const LpLimit *candidate, size_t candidates,
                      const LpOptions *options, LpConflict *conflict);
void lp_conflict_release(LpConflict *conflict);

#endif
