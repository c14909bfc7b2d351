/* refine - solves by a factor that is nearly right, until they are right
 *
 * Conjugate gradients on (A diag(weight) A' + tiny) x = r, the factor going before. Where the factor is good the first step is the last. One
 * in which columns stand beside the rows is not: a row that has little besides such a column has next to no pivot of its own, and what
 * is multiplied by its inverse keeps few digits. */
#ifndef COPLANT_INTERIOR_REFINE_H
#define COPLANT_INTERIOR_REFINE_H

#include "solver/interior/system.h"

/* Owns its arrays: refine_init, refine_release. */
typedef struct Refine {
    double *miss, *search, *image, *guess; /* [rows] */
    double *at[2];                         /* [longest chunk] for each half */
} Refine;

void refine_init(Refine *refine, const System *system);
void refine_release(Refine *refine);

/* `nearly` solves with the factor. No pass of sums may be under way. */
void refine_solve(Refine *refine, System *system, const double *weight, double tiny,
                  void (*nearly)(System *system, const double *r, double *x), const double *r, double *x);

#endif
