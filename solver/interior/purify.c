/* purify - from a point near the optimal face onto it */
#include "solver/interior/purify.h"

#include <math.h>
#include <string.h>

/* What is no worse than this is rounding. */
static const double rounding = 1e-12;
/* What x alone may leave of the gap before y follows it, and where y can't: a tenth of what is asked of the iteration. */
static const double gap_without_costs = 1e-9;

/* Who counts as standing at a limit: the distance to it is less than `nothing`, or less than `share` of the reduced cost. Who is farther away
 * than `most` starts from there: where the face has no end (something goes round in a loop that costs nothing) an inside is far out, and
 * its digits are lost to the rest. Rows may then be missed by `rows`, and by no more than before. */
typedef struct Strictness {
    double share, nothing, most, rows;
} Strictness;

/* How good a point is. */
typedef struct Quality {
    double primal, dual, gap; /* relative */
} Quality;

/* A pass over columns or rows; what it finds of each half. */
typedef struct Pass {
    Work *work;
    const Strictness *strictness;
    Quality quality[2];
    double cost[2], value[2]; /* without those of the origins */
} Pass;

static void reduced_cost_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Columns *c = &((const Pass *)subject)->work->columns;
    for (size_t j = first; j < end; j++)
        c->miss[j] = c->here[j] * (c->cost[j] - c->miss[j]);
}

/* miss = cost - A' y */
static void find_reduced_costs(Work *work)
{
    work_transposed(work, work->y, work->columns.miss);
    work_by_columns(work, reduced_cost_half, &(Pass){ .work = work });
}

static void row_half(void *subject, int half, size_t first, size_t end)
{
    Pass *pass = subject;
    const Work *work = pass->work;
    const System *system = work->system;
    double worst = 0, value = 0;
    for (size_t i = first; i < end; i++) {
        const double limit = system->limit[i], miss = system->row_here[i] * (limit - work->rows[i]);
        work->right[i] = miss;
        worst = fmax(worst, fabs(miss) / (1 + fabs(limit)));
        value += limit * work->y[i];
    }
    pass->quality[half].primal = worst;
    pass->value[half] = value;
}

/* right = limit - A x */
static void find_row_miss(Pass *pass)
{
    work_sum(pass->work, pass->work->columns.x, pass->work->rows);
    work_by_rows(pass->work, row_half, pass);
}

static void column_half(void *subject, int half, size_t first, size_t end)
{
    Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    double cost = 0, value = 0, dual = 0;
    for (size_t j = first; j < end; j++) {
        const double d = c->miss[j], limit = d > 0 ? c->lower[j] : c->upper[j];
        cost += c->cost[j] * c->x[j];
        if (fabs(limit) < FAR)
            value += d * limit;
        else
            dual = fmax(dual, fabs(d) / (1 + fabs(c->cost[j])));
    }
    pass->cost[half] += cost;
    pass->value[half] += value;
    pass->quality[half].dual = dual;
}

static Quality judge(Work *work)
{
    Pass pass = { .work = work };
    find_row_miss(&pass);
    find_reduced_costs(work);
    work_by_columns(work, column_half, &pass);
    const double cost = pass.cost[0] + pass.cost[1], value = pass.value[0] + pass.value[1];
    return (Quality){
        .primal = fmax(pass.quality[0].primal, pass.quality[1].primal),
        .dual = fmax(pass.quality[0].dual, pass.quality[1].dual),
        .gap = fabs(cost - value) / (1 + fabs(cost + work->constant)),
    };
}

/* False, too, where something is not a number: then the gap isn't either. */
static bool is_no_worse(const Quality *now, const Quality *before)
{
    return now->primal <= fmax(before->primal, rounding) && now->dual <= fmax(before->dual, rounding)
           && now->gap <= fmax(before->gap, rounding);
}

/* Puts x of column j at a limit, where it belongs there, or nearer to it; returns its weight. */
static double settle(const Columns *c, size_t j, const Strictness *strictness)
{
    /* Weights are as large as those of the iteration at its end, so that what is added to the diagonal is little beside them. */
    static const double farthest = 10, large = 1e8;
    const double to_lower = c->x[j] - c->lower[j], to_upper = c->upper[j] - c->x[j];
    const bool low = to_lower < to_upper;
    const double away = low ? to_lower : to_upper, distance = fmin(away, farthest);
    const double d = low ? c->miss[j] : -c->miss[j];
    if (distance < fmax(strictness->share * d, strictness->nothing)) {
        c->x[j] = low ? c->lower[j] : c->upper[j];
        return 0;
    }
    if (away > strictness->most && away < 0.5 * FAR) /* that far is a limit that is not there */
        c->x[j] = low ? c->lower[j] + strictness->most : c->upper[j] - strictness->most;
    return large * distance * distance;
}

static void settle_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    for (size_t j = first; j < end; j++)
        c->weight[j] = c->here[j] > 0 ? settle(c, j, pass->strictness) : 0;
}

static void restore_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Columns *c = &((const Pass *)subject)->work->columns;
    for (size_t j = first; j < end; j++)
        if (c->weight[j] > 0)
            c->x[j] = fmin(fmax(c->x[j] + c->weight[j] * c->dx[j], c->lower[j]), c->upper[j]);
}

/* x += W A' u, within the limits, as long as that brings something: what is added to the diagonal holds some rows back. */
static void restore_rows(Work *work)
{
    enum { MOST = 8 };
    static const double progress = 0.5;
    double before = INFINITY;
    for (int k = 0; k < MOST; k++) {
        Pass pass = { .work = work };
        find_row_miss(&pass);
        const double miss = fmax(pass.quality[0].primal, pass.quality[1].primal);
        if (!(miss < progress * before))
            break;
        before = miss;
        work->system->kind->solve(work->system, work->right, work->dy);
        work_transposed(work, work->dy, work->columns.dx);
        work_by_columns(work, restore_half, &pass);
    }
}

static void weigh_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Columns *c = &((const Pass *)subject)->work->columns;
    for (size_t j = first; j < end; j++)
        c->dx[j] = c->weight[j] * c->miss[j];
}

/* y += dy */
static void restore_costs(Work *work)
{
    find_reduced_costs(work);
    work_by_columns(work, weigh_half, &(Pass){ .work = work });
    work_sum(work, work->columns.dx, work->right);
    work->system->kind->solve(work->system, work->right, work->dy);
    work_add_rows(work, 1, work->dy, work->y);
}

/* A row that stands at no limit is worth nothing. */
static void clear_loose_rows(Work *work)
{
    static const double nothing = 1e-14;
    const System *system = work->system;
    for (size_t i = 0; i < system->program_rows; i++)
        if (system->slack_at[i] >= 0 && work->columns.weight[system->slack_at[i]] > 0)
            work->y[system->row_at[i]] = 0;
    for (size_t i = 0; i < system->rows; i++)
        if (fabs(work->y[i]) < nothing)
            work->y[i] = 0;
}

static void copy(double *to, const double *from, size_t count)
{
    memcpy(to, from, count * sizeof *to);
}

/* x onto the face, by the factor that then serves y, too. False where it was stopped or x is the worse for it. */
static bool step_onto(Work *work, const Strictness *strictness, const Quality *before)
{
    find_reduced_costs(work);
    work_by_columns(work, settle_half, &(Pass){ .work = work, .strictness = strictness });
    if (!work->system->kind->factor(work->system, work->columns.weight, NULL, NULL))
        return false;
    restore_rows(work);
    const Quality now = judge(work);
    return now.primal <= fmin(fmax(before->primal, rounding), strictness->rows)
           && now.gap <= fmax(before->gap, gap_without_costs);
}

static bool step_costs(Work *work, const Quality *before)
{
    enum { REFINED = 2 };
    for (int k = 0; k < REFINED; k++)
        restore_costs(work);
    clear_loose_rows(work);
    const Quality now = judge(work);
    return is_no_worse(&now, before);
}

bool purify(Work *work)
{
    /* Most programs take the first. The second calls back what goes round in loops; the next two are the same again, content with rows that
     * are no worse. Where distances and reduced costs are much alike, the last takes only what is clear for being at a limit. */
    static const Strictness strictness[] = {
        { .share = 1, .nothing = 1e-9, .most = FAR, .rows = 1e-11 },
        { .share = 1, .nothing = 1e-9, .most = 1e3, .rows = 1e-11 },
        { .share = 1, .nothing = 1e-9, .most = FAR, .rows = INFINITY },
        { .share = 1, .nothing = 1e-9, .most = 1e3, .rows = INFINITY },
        { .share = 1e-2, .most = FAR, .rows = INFINITY },
    };
    const System *system = work->system;
    double *x = work->columns.dz, *y = work->cy; /* not in use any more */
    copy(x, work->columns.x, system->columns);
    copy(y, work->y, system->rows);
    const Quality before = judge(work);
    for (size_t k = 0; k < sizeof strictness / sizeof strictness[0]; k++) {
        if (step_onto(work, &strictness[k], &before)) {
            if (!step_costs(work, &before))
                copy(work->y, y, system->rows);
            return true;
        }
        copy(work->columns.x, x, system->columns);
    }
    return false;
}
