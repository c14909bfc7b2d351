/* purify - from a point near the optimal face onto it
 *
 * An interior point method ends near the inside of the optimal face, where what should be 0 is 1e-10. There complementarity tells
 * which columns stand at a limit: those whose distance to it is less than their reduced cost. They are put there. The rows are
 * then set right by the others,
 *
 *     dx = W A' u,   (A W A') u = limit - A x,   W = square of the distance to the nearest limit, 0 at a limit,
 *
 * and y likewise, so that reduced costs of the others vanish:
 *
 *     (A W A') dy = A W d,   d = cost - A' y.
 *
 * Both are least squares of changes weighted by what each column can bear; one factorisation serves both (Mehrotra and Ye 1993). */
#ifndef COPLANT_INTERIOR_PURIFY_H
#define COPLANT_INTERIOR_PURIFY_H

#include "solver/interior/work.h"

#include <stdbool.h>

/* Changes work->columns.x and work->y where neither the rows, the reduced costs nor the gap are the worse for it; else false. What the
 * iteration knew of its next step is lost. */
bool purify(Work *work);

#endif
