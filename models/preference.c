/* preference - of the plans that are equally good for the objective, the one that earns most, goes no detours and fills its pieces in order */
#include "models/preference.h"

#include "models/formulation/account.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mode.h"
#include "models/formulation/store.h"
#include "solver/certify.h"
#include "solver/face.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Plans that are equally good, and which of them was taken. */
typedef struct Choice {
    const Program *program;
    const LpOptions *options;
    LpResult *result;
    LpJudge *judge; /* of the program, where it is at hand */
    Lp equal;       /* the program, narrowed to them */
} Choice;

static LpCertificate certify(const Choice *choice, const double *x)
{
    const Lp *lp = &choice->program->lp;
    LpJudge *judge = choice->judge;
    if (judge->matrix.start == NULL)
        lp_judge_init(judge, lp);
    return certify_optimum_in(lp, &judge->matrix, &judge->scale, x, choice->result->row_dual);
}

static void put_plan(LpResult *result, const double *x, LpCertificate certificate)
{
    memcpy(result->x, x, result->columns * sizeof *x);
    result->certificate = certificate;
    result->objective = certificate.objective;
}

/* [columns], from memory_take */
static double *copy_of(const LpResult *result)
{
    double *x = memory_take(result->columns, sizeof *x);
    memcpy(x, result->x, result->columns * sizeof *x);
    return x;
}

/* As good as the plan was by the objective? Its duals judge. */
static bool take(const Choice *choice, const double *x)
{
    const LpCertificate certificate = certify(choice, x);
    if (certificate.proved)
        put_plan(choice->result, x, certificate);
    return certificate.proved;
}

/* Takes the plan that is least in `cost` of those that are equally good; `narrows`: only such plans are equally good from now on.
 * False where there is none to be had. */
static bool prefer(Choice *choice, const double *cost, bool narrows)
{
    Lp *lp = &choice->equal;
    memcpy(lp->cost, cost, lp->columns * sizeof *lp->cost);
    lp_judge_release(choice->judge); /* it is large, and so is what a solve needs */
    LpResult richer;
    lp_solve(lp, choice->options, &richer);
    const bool taken = richer.status == LP_OPTIMAL && take(choice, richer.x);
    if (taken && narrows)
        lp_narrow(lp, &richer);
    lp_result_release(&richer);
    return taken;
}

static bool counts_money(const Program *program)
{
    const int objective = program->park->objective;
    return objective == OBJECTIVE_MARGIN || objective == OBJECTIVE_COST;
}

static bool prefer_margin(Choice *choice)
{
    const Program *program = choice->program;
    double *cost = memory_take(program->lp.columns, sizeof *cost);
    account_costs(program->park, program, OBJECTIVE_MARGIN, cost);
    const bool taken = prefer(choice, cost, true);
    free(cost);
    return taken;
}

/* ---- pieces ---- */

static double disorder(const Choice *choice)
{
    const Process *process;
    return mode_disorder(choice->program, choice->result->x, &process);
}

static void prefer_order(Choice *choice)
{
    const Program *program = choice->program;
    double *lateness = memory_take(program->lp.columns, sizeof *lateness);
    for (size_t j = 0; j < program->lp.columns; j++)
        if (program_column_tag(program, j).kind == COLUMN_PIECE)
            lateness[j] = ((const Mode *)program->park->item[program_column_tag(program, j).subject])->from;
    prefer(choice, lateness, false);
    free(lateness);
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

static void prefer_least_carried(Choice *choice)
{
    const Program *program = choice->program;
    double *carried = memory_take(program->lp.columns, sizeof *carried);
    for (size_t j = 0; j < program->lp.columns; j++)
        carried[j] = program_column_tag(program, j).kind == COLUMN_SEND;
    prefer(choice, carried, true);
    free(carried);
}

/* What goes straight must not bring pieces out of order: that would be no plan, a detour is only odd. */
static void prefer_routes(Choice *choice)
{
    LpResult *result = choice->result;
    const double before = disorder(choice);
    const LpCertificate certificate = result->certificate;
    double *x = copy_of(result);
    prefer_least_carried(choice);
    if (disorder(choice) > before)
        prefer_order(choice);
    if (disorder(choice) > before)
        put_plan(result, x, certificate);
    free(x);
}

/* ---- to and fro ---- */

/* Takes out what two columns do at once of which each undoes the other. True where there was something. */
static bool cancel(const Program *program, double *x, int one, int other)
{
    if (one < 0 || other < 0)
        return false;
    const double *lower = program->lp.column_lower, both = fmin(x[one] - lower[one], x[other] - lower[other]);
    x[one] -= fmax(both, 0);
    x[other] -= fmax(both, 0);
    return both > 0;
}

/* What goes into a store and comes out of it in the same period, and nothing of it is lost. */
static bool cancel_store(const Program *program, double *x, const Store *store, int t)
{
    if (store->efficiency < 1)
        return false;
    Tag charge = { COLUMN_CHARGE, store->item.index, store->holds, t }, discharge = charge;
    discharge.kind = COLUMN_DISCHARGE;
    return cancel(program, x, program_find(program, charge), program_find(program, discharge));
}

/* What goes over a link and back over another, likewise. */
static bool cancel_links(const Program *program, const Routes *routes, double *x, const Link *there, int t)
{
    bool any = false;
    for (int i = routes->first[there->to]; i >= 0; i = routes->next[i]) {
        const Link *back = (const Link *)program->park->item[i];
        if (back->to == there->from && back->carry == there->carry && there->arrives == 1
            && back->arrives == 1)
            any = cancel(program, x, send_column(program, there, t), send_column(program, back, t)) || any;
    }
    return any;
}

/* A plan from the inside of what is optimal is full of what does nothing and costs nothing. */
static void cancel_all(Choice *choice)
{
    const Program *program = choice->program;
    const Park *park = program->park;
    Routes routes = routes_of(park);
    double *x = copy_of(choice->result);
    bool any = false;
    for (size_t i = 0; i < park->items; i++)
        for (int t = 0; t < (int)park->periods; t++) {
            if (park->item[i]->family == &family_store)
                any = cancel_store(program, x, (const Store *)park->item[i], t) || any;
            else if (park->item[i]->family == &family_link)
                any = cancel_links(program, &routes, x, (const Link *)park->item[i], t) || any;
        }
    if (any)
        take(choice, x);
    free(x);
    free(routes.first);
    free(routes.next);
}

static void choose(Choice *choice, bool has_margin)
{
    const Program *program = choice->program;
    lp_copy(&choice->equal, &program->lp);
    lp_narrow(&choice->equal, choice->result);
    /* Without the plans that earn most, to go straight could cost money. */
    const bool earns_most = has_margin || prefer_margin(choice);
    if (earns_most && disorder(choice) > 0)
        prefer_order(choice);
    if (earns_most && goes_detours(program, choice->result->x))
        prefer_routes(choice);
    lp_release(&choice->equal);
}

void preference_choose(const Program *program, const LpOptions *options, LpResult *result, LpJudge *judge)
{
    if (result->status != LP_OPTIMAL || program->lp.columns == 0)
        return;
    Choice choice = { .program = program, .options = options, .result = result, .judge = judge };
    const bool has_margin = counts_money(program);
    if (!has_margin || disorder(&choice) > 0 || goes_detours(program, result->x))
        choose(&choice, has_margin);
    cancel_all(&choice);
}
