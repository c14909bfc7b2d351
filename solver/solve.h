/* solve - from a program to an answer that our own arithmetic has proved
 *
 * Signs of duals, said once. The program is a minimum. row_dual[i] is what one more unit on the
 * right-hand side of row i adds to the optimal objective: >= 0 where the lower limit of the row
 * holds it, <= 0 where the upper limit does, 0 where neither does. column_dual[j] is
 * cost[j] - A[j]' row_dual: >= 0 where x[j] stands at its lower bound, <= 0 at its upper one. */
#ifndef COPLANT_SOLVE_H
#define COPLANT_SOLVE_H

#include "solver/certify.h"
#include "solver/lp.h"
#include "solver/lp_check.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum LpStatus {
    LP_UNSOLVED,   /* nobody tried (backend none) */
    LP_OPTIMAL,    /* proved: primal and dual feasible, no gap */
    LP_INFEASIBLE, /* proved by a Farkas ray, or by limits that cross; message says which */
    LP_UNBOUNDED,  /* proved by a feasible point and a ray of descent */
    LP_LIMIT,      /* stopped by the time or iteration limit, or by Ctrl-C; message says what it has */
    LP_UNVERIFIED, /* a backend gave an answer that could not be proved */
    LP_REFUSED     /* not a program: not finite, out of range, no such backend; message says which */
} LpStatus;

/* What is being done: what comes before a backend, its preparations, its steps, our own proof of what it found. */
typedef enum LpStage { LP_SCALING, LP_ORDERING, LP_STEPPING, LP_PROVING } LpStage;

/* Where a solve stands. What follows is known while it takes steps, and only what its backend tells. */
typedef struct LpProgress {
    LpStage stage;
    int steps;        /* of this run of a backend */
    bool is_feasible; /* it has a point, or duals, to improve */
    double value;     /* the objective there; else by how much limits, scaled, are missed */
    double gap;       /* between it and the objective of its duals, of it; 0: it doesn't know */
    double
        off; /* how many times farther than near enough it is by the worst of its criteria; 0: it doesn't know */
} LpProgress;

/* In which process a program is solved, see child.h. */
typedef enum LpProcess { LP_PROCESS_BY_SIZE, LP_PROCESS_OWN, LP_PROCESS_CHILD } LpProcess;

struct LpResult;

enum { LP_CHOICE = 120 };

/* One set of options may serve many solves: the deadline then is that of all together. */
typedef struct LpOptions {
    const char *backend; /* "auto", "glpk", "exact", "interior" or "none"; NULL is "auto", see choose.h */
    double deadline;     /* when to stop, see deadline.h; 0 is never */
    int iterations;      /* limit on the iterations of one run of a backend; 0 is none */
    const struct LpResult
        *start;  /* an earlier answer to a program of the same shape, to start from; or NULL */
    bool vertex; /* a vertex or a basis is wanted, not any point of the optimum */
    LpProcess process;
    int threads; /* 1 or 2, where the backend can make use of them; 0: as many as are useful */
    void (*progress)(void *watcher, const LpProgress *progress); /* called now and then; or NULL */
    void *watcher;
    LpJudge *judge; /* is given what the proof stood on, for further points of the same program; or NULL */
    int cost_shift; /* set by solver/ itself: the costs it solves with are 2^cost_shift as large */
} LpOptions;

/* Owns its arrays: lp_result_release. */
typedef struct LpResult {
    LpStatus status;
    double objective;
    double *
        x; /* [columns] NULL unless optimal, unverified, unbounded (there: a feasible point), or limit (there: a point within the limits, if it was found) */
    double *row_dual;    /* [rows]    NULL unless optimal, unverified or limit */
    double *column_dual; /* [columns] likewise */
    double
        *row_ray; /* [rows]    infeasible: Farkas multipliers, signs as row_dual; NULL where limits cross */
    double *column_ray;        /* [columns] unbounded: direction with cost' ray < 0 */
    LpCertificate certificate; /* of the optimum, see certify.h */
    const char *solved_by;     /* name of the backend whose answer this is */
    const char *chosen;        /* name of the backend that was asked first; "" before */
    char choice[LP_CHOICE];    /* why that one, as a part of a sentence */
    const char *method;        /* which of its ways that backend took; "" where it has but one */
    int iterations;
    double solving, proving;         /* seconds that backends took, and the proofs of their answers */
    LpPlace refused_at;              /* refused: the row, the column or the entry that is at fault */
    char message[240];               /* why, in a sentence, when not optimal; else "" */
    size_t rows, columns;            /* of the program */
    signed char *row_at, *column_at; /* its final basis, see backend.h; NULL where there is none */
} LpResult;

/* `options` may be NULL. Every x lies within its bounds to the last bit; only rows may be missed by rounding. */
void lp_solve(const Lp *lp, const LpOptions *options, LpResult *result);
/* Calls options->progress, if there is one. */
void lp_tell(const LpOptions *options, const LpProgress *progress);
void lp_result_release(LpResult *result);
const char *lp_status_name(LpStatus status); /* "optimal", "infeasible", ... */

#endif
