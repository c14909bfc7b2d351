/* face - all points of a program that are as good as one that is optimal
 *
 * With duals y and reduced costs d of any optimum, those are the points that are complementary to them,
 *
 *     x[j] at the limit that holds it where d[j] is not 0,   A[i] x at the limit that holds it where y[i] is not 0,
 *
 * since cost' x = y' A x + d' x. So it takes no row that holds the objective, which would tie everything to everything. */
#ifndef COPLANT_FACE_H
#define COPLANT_FACE_H

#include "solver/solve.h"

/* Narrows the limits of `lp` to its face, as an optimal result to it tells: what stood at a limit stays there. */
void lp_narrow(Lp *lp, const LpResult *result);

#endif
