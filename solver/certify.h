/* certify - our own arithmetic on an answer, in long double, from the program as it was built
 *
 *     primal   how far rows and columns stand outside their limits, relative to the size of their terms
 *     dual     the same for the signs of the duals and of the reduced costs d = cost - A' y
 *     gap      (|cost' x - dual objective| + what all misses are worth) / (1 + |cost' x|)
 *
 * An answer is proved when they stay below 1e-7, 1e-9 and 1e-6; why just those stands in certify.c. The
 * unit of each "1 +" is the natural one of the row, column or objective (scale.h), not the user's. */
#ifndef COPLANT_CERTIFY_H
#define COPLANT_CERTIFY_H

#include "solver/lp.h"
#include "solver/scale.h"

#include <stdbool.h>

typedef struct LpCertificate {
    bool proved;
    double primal, dual, gap; /* worst relative violations, 0 is perfect */
    double objective;         /* recomputed */
    double
        bound; /* no x within the limits has less: what the duals prove; -INFINITY where they prove nothing */
    int worst_row, worst_column; /* where the largest violation stands, -1 when none */
} LpCertificate;

LpCertificate certify_optimum(const Lp *lp, const LpMatrix *matrix, const double *x, const double *row_dual);

/* What all certificates of a program share: its entries and its natural units. */
typedef struct LpJudge {
    LpMatrix matrix;
    LpScale scale;
} LpJudge; /* owns its arrays: lp_judge_release; begins as zeros: there is none */

void lp_judge_init(LpJudge *judge, const Lp *lp);
void lp_judge_release(LpJudge *judge);

/* The same as certify_optimum, with the entries and units at hand. */
LpCertificate certify_optimum_in(const Lp *lp, const LpMatrix *matrix, const LpScale *scale, const double *x,
                                 const double *row_dual);

/* A Farkas ray proves that no x satisfies the limits: the largest value of ray' A x over the column
 * bounds lies below the smallest that the row limits allow. */
bool certify_infeasible(const Lp *lp, const LpMatrix *matrix, const double *row_ray);

/* x feasible, and the ray leads down for ever without leaving the limits. */
bool certify_unbounded(const Lp *lp, const LpMatrix *matrix, const double *x, const double *column_ray);

#endif
