/* preference - of the plans that are equally good for the objective, the one that earns most and fills its pieces in order */
#include "models/preference.h"

#include "models/formulation/account.h"
#include "models/formulation/mode.h"
#include "solver/certify.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The objective may give way by rounding alone. */
static const double slack = 1e-13;

/* What this plan costs by `cost` may not become more. */
static void hold(Lp *lp, const double *cost, const double *x)
{
    double worth = 0;
    for (size_t j = 0; j < lp->columns; j++)
        worth += cost[j] * x[j];
    int row = lp_add_row(lp, -INFINITY, worth + slack * (1 + fabs(worth)));
    for (size_t j = 0; j < lp->columns; j++)
        if (cost[j] != 0)
            lp_add_entry(lp, row, (int)j, cost[j]);
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

/* Takes the plan that is least in `cost` of those that are as good as this one by the objective, and by `also` if it is not NULL. */
static void prefer(const Program *program, const LpOptions *options, LpResult *result, const double *cost,
                   const double *also)
{
    Lp lp;
    lp_copy(&lp, &program->lp);
    hold(&lp, program->lp.cost, result->x);
    if (also != NULL)
        hold(&lp, also, result->x);
    memcpy(lp.cost, cost, lp.columns * sizeof *lp.cost);
    LpResult richer;
    lp_solve(&lp, options, &richer);
    if (richer.status == LP_OPTIMAL)
        take(&program->lp, &richer, result);
    lp_result_release(&richer);
    lp_release(&lp);
}

static bool counts_money(const Program *program)
{
    const int objective = program->park->objective;
    return objective == OBJECTIVE_MARGIN || objective == OBJECTIVE_COST;
}

/* [columns], from memory_take */
static double *margin_costs(const Program *program)
{
    double *cost = memory_take(program->lp.columns, sizeof *cost);
    account_costs(program->park, program, OBJECTIVE_MARGIN, cost);
    return cost;
}

void prefer_margin(const Program *program, const LpOptions *options, LpResult *result)
{
    if (counts_money(program) || result->status != LP_OPTIMAL || program->lp.columns == 0)
        return;
    double *margin = margin_costs(program);
    prefer(program, options, result, margin, NULL);
    free(margin);
}

void prefer_order(const Program *program, const LpOptions *options, LpResult *result)
{
    const Process *process;
    if (result->status != LP_OPTIMAL || !(mode_disorder(program, result->x, &process) > 0))
        return;
    double *margin = counts_money(program) ? NULL : margin_costs(program);
    double *lateness = memory_take(program->lp.columns, sizeof *lateness);
    for (size_t j = 0; j < program->lp.columns; j++)
        if (program->column_tag[j].kind == COLUMN_PIECE)
            lateness[j] = ((const Mode *)program->park->item[program->column_tag[j].subject])->from;
    prefer(program, options, result, lateness, margin);
    free(lateness);
    free(margin);
}
