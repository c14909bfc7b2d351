/* iteration - the interior point method itself
 *
 * Mehrotra's predictor and corrector, then Gondzio's centring corrections, each with weights of its own for x and for y, z, s
 * (Colombo and Gondzio 2008). It stops at a relative gap of 1e-8 and residuals of 1e-9 and 1e-10, or rather somewhat later, so that
 * it is near enough to the optimal face to step onto it (purify.h). */
#ifndef COPLANT_INTERIOR_ITERATION_H
#define COPLANT_INTERIOR_ITERATION_H

#include "solver/interior/work.h"
#include "solver/solve.h"

/* Where it ended. What it says of the program is a belief: certify.h is the judge. */
typedef struct Ending {
    LpStatus
        status; /* LP_OPTIMAL, _INFEASIBLE (y is a ray), _UNBOUNDED, _LIMIT or _UNVERIFIED: no progress */
    int iterations;
    char message[240]; /* for the last two */
} Ending;

/* From the origins on; leaves what it ends with in work->columns.x and work->y. */
Ending iteration_run(Work *work, const LpOptions *options);

#endif
