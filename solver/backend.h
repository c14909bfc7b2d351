/* backend - what every solver behind coplant looks like: one table of functions */
#ifndef COPLANT_BACKEND_H
#define COPLANT_BACKEND_H

#include "solver/lp.h"
#include "solver/solve.h"

/* What a backend hands back. It proves nothing: solve.c does. Arrays are the caller's, sized by the program. */
typedef struct BackendAnswer {
    LpStatus status; /* as the backend believes */
    double *x, *row_dual;
    signed char *row_at, *column_at; /* basis: 'b' basic, 'l' at lower, 'u' at upper, 'f' free, 's' fixed */
    bool has_basis;                  /* row_at and column_at hold a basis (in: to start from; out: the final one) */
    int iterations;
    char message[240];
} BackendAnswer;

typedef struct Backend {
    const char *name;
    const char *help; /* one sentence for --help */
    void (*solve)(const Lp *lp, const LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer);
} Backend;

extern const Backend backend_glpk, backend_exact, backend_none;

const Backend *backend_find(const char *name);       /* NULL when there is none of this name */
const Backend *const *backend_all(void);             /* ends with NULL */

#endif
