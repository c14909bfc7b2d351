/* preference - of the plans that are equally good for the objective, the one that earns most */
#include "models/preference.h"

#include "models/formulation/account.h"
#include "solver/certify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The objective may give way by rounding alone. */
static const double slack = 1e-13;

static void hold_objective(Lp *lp, double best)
{
    int row = lp_add_row(lp, -INFINITY, best + slack * (1 + fabs(best)));
    for (size_t j = 0; j < lp->columns; j++)
        if (lp->cost[j] != 0)
            lp_add_entry(lp, row, (int)j, lp->cost[j]);
}

static void take(const Lp *lp, const LpResult *richer, LpResult *result)
{
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    LpCertificate certificate = certify_optimum(lp, &matrix, richer->x, result->row_dual);
    lp_matrix_release(&matrix);
    if (!certificate.proved)
        return;
    memcpy(result->x, richer->x, lp->columns * sizeof *result->x);
    result->certificate = certificate;
    result->objective = certificate.objective;
}

void prefer_margin(const Program *program, const LpOptions *options, LpResult *result)
{
    const Park *park = program->park;
    bool counts_money = park->objective == OBJECTIVE_MARGIN || park->objective == OBJECTIVE_COST;
    if (counts_money || result->status != LP_OPTIMAL || program->lp.columns == 0)
        return;
    Lp lp;
    lp_copy(&lp, &program->lp);
    hold_objective(&lp, result->objective);
    memset(lp.cost, 0, lp.columns * sizeof *lp.cost);
    account_costs(park, program, OBJECTIVE_MARGIN, lp.cost);
    LpResult richer;
    lp_solve(&lp, options, &richer);
    if (richer.status == LP_OPTIMAL)
        take(&program->lp, &richer, result);
    lp_result_release(&richer);
    lp_release(&lp);
}
