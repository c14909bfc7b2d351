/* preference - of the plans that are equally good for the objective, the one that earns most, goes no detours and fills its pieces in order */
#include "models/preference.h"

#include "models/formulation/account.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
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
    /* What is left of the plans has no inside, where an interior point method would have to begin. */
    LpOptions corners = options != NULL ? *options : (LpOptions){ 0 };
    corners.vertex = true;
    LpResult richer;
    lp_solve(&lp, &corners, &richer);
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

/* ---- routes ---- */

/* The links of a park by where they begin: first[facility], then next[item]; -1 ends. */
typedef struct Routes {
    int *first, *next;
} Routes;

static Routes routes_of(const Park *park)
{
    Routes routes = { memory_take(park->facilities, sizeof(int)), memory_take(park->items, sizeof(int)) };
    for (size_t f = 0; f < park->facilities; f++)
        routes.first[f] = -1;
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_link) {
            int from = ((const Link *)park->item[i])->from;
            routes.next[i] = routes.first[from];
            routes.first[from] = (int)i;
        }
    return routes;
}

/* The column of a link, or -1: a facility alone has none. */
static int send_column(const Program *program, const Link *link, int t)
{
    return program_find(program, (Tag){ COLUMN_SEND, link->item.index, link->carry, t });
}

static double sent(const Program *program, const double *x, const Item *link, int t)
{
    const int column = send_column(program, (const Link *)link, t);
    return column >= 0 ? x[column] : 0;
}

/* Whether a link could carry more from one facility to another. */
static bool direct(const Program *program, const Routes *routes, const double *x, const Link *first, int to,
                   int t)
{
    for (int i = routes->first[first->from]; i >= 0; i = routes->next[i]) {
        const Link *link = (const Link *)program->park->item[i];
        if (link->carry != first->carry || link->to != to)
            continue;
        const int column = send_column(program, link, t);
        if (column >= 0 && x[column] < program->lp.column_upper[column] - 1e-9)
            return true;
    }
    return false;
}

/* Whether a resource goes through another works while it could go straight. */
static bool goes_detours(const Program *program, const double *x)
{
    const Park *park = program->park;
    Routes routes = routes_of(park);
    bool detour = false;
    for (size_t i = 0; i < park->items && !detour; i++)
        for (int t = 0; t < (int)park->periods && park->item[i]->family == &family_link && !detour; t++) {
            const Link *first = (const Link *)park->item[i];
            if (sent(program, x, &first->item, t) < 1e-9)
                continue;
            for (int k = routes.first[first->to]; k >= 0 && !detour; k = routes.next[k]) {
                const Link *second = (const Link *)park->item[k];
                detour = second->carry == first->carry && second->to != first->from
                         && sent(program, x, &second->item, t) > 1e-9
                         && direct(program, &routes, x, first, second->to, t);
            }
        }
    free(routes.first);
    free(routes.next);
    return detour;
}

void prefer_routes(const Program *program, const LpOptions *options, LpResult *result)
{
    if (result->status != LP_OPTIMAL || !goes_detours(program, result->x))
        return;
    double *margin = counts_money(program) ? NULL : margin_costs(program);
    double *carried = memory_take(program->lp.columns, sizeof *carried);
    for (size_t j = 0; j < program->lp.columns; j++)
        carried[j] = program_column_tag(program, j).kind == COLUMN_SEND;
    prefer(program, options, result, carried, margin);
    free(carried);
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
        if (program_column_tag(program, j).kind == COLUMN_PIECE)
            lateness[j] = ((const Mode *)program->park->item[program_column_tag(program, j).subject])->from;
    prefer(program, options, result, lateness, margin);
    free(lateness);
    free(margin);
}
