/* backend - what every solver behind coplant looks like: one table of functions */
#ifndef COPLANT_BACKEND_H
#define COPLANT_BACKEND_H

#include "solver/lp.h"
#include "solver/solve.h"

/* What a backend hands back. It proves nothing: solve.c does. Owns its arrays: backend_answer_init, _release. */
typedef struct BackendAnswer {
    LpStatus status; /* as the backend believes; LP_UNVERIFIED where it failed */
    double *x, *row_dual;
    double *row_ray;                 /* Farkas multipliers, where the backend has them: see has_ray */
    signed char *row_at, *column_at; /* basis: 'b' basic, 'l' at lower, 'u' at upper, 'f' free, 's' fixed */
    bool has_basis; /* row_at and column_at hold a basis (in: to start from; out: the final one) */
    bool has_ray;
    bool has_point; /* stopped by a limit: x and row_dual are those of the point where it was */
    bool gone;      /* its process ended before it could answer, see child.h */
    int iterations;
    const char *method; /* which of several ways of its own it took; NULL where it has but one */
    char message[240];
} BackendAnswer;

/* A program comes in two parts: limits and costs in `lp`, whose entries are not looked at, and its entries in
 * `matrix`. Its numbers are finite and near 1, no limit crosses another. A backend that has all it needs may release them:
 * a year of hours is large. */
typedef struct Backend {
    const char *name;
    const char *help;               /* one sentence for --help */
    double quick, quick_from_basis; /* rows times entries up to which it hardly ever takes over 50 ms */
    bool prompt_by_period; /* of a program with periods, it looks at its deadline every second or so */
    void (*solve)(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer);
} Backend;

extern const Backend backend_glpk, backend_exact, backend_interior, backend_none;

const Backend *backend_find(const char *name); /* NULL when there is none of this name */
const Backend *const *backend_all(void);       /* ends with NULL */

void backend_answer_init(BackendAnswer *answer, size_t rows, size_t columns);
void backend_answer_release(BackendAnswer *answer);

#endif
