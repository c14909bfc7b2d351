/* backend_none - solves nothing: shows where a backend is plugged in, and lets programs be only built and written */
#include "solver/backend.h"

#include <math.h>
#include <stdio.h>

static void solve(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    (void)lp;
    (void)matrix;
    (void)options;
    answer->status = LP_UNSOLVED;
    snprintf(answer->message, sizeof answer->message, "solver 'none' solves nothing");
}

const Backend backend_none = {
    .name = "none",
    .help = "solves nothing; for building and exporting only",
    .quick = INFINITY,
    .quick_from_basis = INFINITY,
    .solve = solve,
};
