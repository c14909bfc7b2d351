/* proof - from what a backend believes to what our own arithmetic has proved; inside solver/ only */
#ifndef COPLANT_PROOF_H
#define COPLANT_PROOF_H

#include "solver/backend.h"
#include "solver/scale.h"

/* One call of lp_solve. */
typedef struct Run {
    const Lp *lp;
    LpMatrix matrix;
    LpScale scale;
    Lp scaled;
    LpMatrix scaled_matrix;
    LpOptions options;
    const Backend *backend; /* who is asked first */
    BackendAnswer answer;
    bool has_optimum; /* the result holds an answer called optimal, proved or not */
    bool has_point;   /* the result holds a point within the limits that is not optimal */
    double *point;    /* [columns] within the limits, of a program that may be unbounded; NULL before */
    LpResult *result;
} Run;

void run_settle(Run *run, LpStatus status, const char *message);

/* Tries to prove run->answer, which `backend` gave; true when that settled the result. An optimum that falls short is
 * kept in the result, where the caller may settle for it. */
bool run_prove(Run *run, const Backend *backend);

/* After a limit: settles the result with what there is by our own arithmetic, a point within the limits, a bound on the objective. */
void run_stop(Run *run, const char *why);

#endif
