/* proof - from what a backend believes to what our own arithmetic has proved; inside solver/ only */
#ifndef COPLANT_PROOF_H
#define COPLANT_PROOF_H

#include "solver/backend.h"
#include "solver/scale.h"

/* One call of lp_solve. */
typedef struct Run {
    const Lp *lp;
    LpMatrix matrix; /* its entries; scaled while a backend has them */
    LpScale scale;
    LpOptions options;
    const Backend *backend; /* who is asked first */
    BackendAnswer answer;
    Lp lent; /* the scaled program, where it is made already */
    bool is_lent;
    bool has_optimum; /* the result holds an answer called optimal, proved or not */
    bool has_point;   /* the result holds a point within the limits that is not optimal */
    double *point;    /* [columns] within the limits, of a program that may be unbounded; NULL before */
    LpResult *result;
} Run;

/* Makes the scaled program for a backend: limits in `scaled`, which is initialised here, entries in run->matrix. Whatever the backend left
 * of them, run_take_back brings the program's own entries back. */
void run_lend(Run *run, Lp *scaled);
void run_take_back(Run *run, Lp *scaled);

void run_settle(Run *run, LpStatus status, const char *message);

/* Tries to prove run->answer, which `backend` gave; true when that settled the result. An optimum that falls short is
 * kept in the result, where the caller may settle for it. */
bool run_prove(Run *run, const Backend *backend);

/* After a limit: settles the result with what there is by our own arithmetic, a point within the limits, a bound on the objective. */
void run_stop(Run *run, const char *why);

#endif
