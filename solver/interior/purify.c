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

/* d = cost - A' y */
static void find_reduced_costs(Work *work, double *d)
{
    const Columns *c = &work->columns;
    work_transposed(work, work->y, d);
    for (size_t j = 0; j < work->system->columns; j++)
        d[j] = c->here[j] * (c->cost[j] - d[j]);
}

/* right = limit - A x; returns the largest. */
static double find_row_miss(Work *work)
{
    const System *system = work->system;
    double worst = 0;
    work_sum(work, work->columns.x, work->rows);
    for (size_t i = 0; i < system->rows; i++) {
        work->right[i] = system->row_here[i] * (system->limit[i] - work->rows[i]);
        worst = fmax(worst, fabs(work->right[i]));
    }
    return worst;
}

static Quality judge(Work *work)
{
    const System *system = work->system;
    const Columns *c = &work->columns;
    Quality quality = { 0 };
    double cost = 0, value = 0; /* without those of the origins */
    find_row_miss(work);
    for (size_t i = 0; i < system->rows; i++) {
        quality.primal = fmax(quality.primal, fabs(work->right[i]) / (1 + fabs(system->limit[i])));
        value += system->limit[i] * work->y[i];
    }
    find_reduced_costs(work, c->miss);
    for (size_t j = 0; j < system->columns; j++) {
        const double d = c->miss[j], limit = d > 0 ? c->lower[j] : c->upper[j];
        cost += c->cost[j] * c->x[j];
        if (fabs(limit) < FAR)
            value += d * limit;
        else
            quality.dual = fmax(quality.dual, fabs(d) / (1 + fabs(c->cost[j])));
    }
    quality.gap = fabs(cost - value) / (1 + fabs(cost + work->constant));
    return quality;
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

static void settle_all(Work *work, const Strictness *strictness)
{
    const Columns *c = &work->columns;
    find_reduced_costs(work, c->miss);
    for (size_t j = 0; j < work->system->columns; j++)
        c->weight[j] = c->here[j] > 0 ? settle(c, j, strictness) : 0;
}

/* x += W A' u, within the limits, as long as that brings something: what is added to the diagonal holds some rows back. */
static void restore_rows(Work *work)
{
    enum { MOST = 8 };
    static const double progress = 0.5;
    const Columns *c = &work->columns;
    double before = INFINITY;
    for (int k = 0; k < MOST; k++) {
        const double miss = find_row_miss(work);
        if (!(miss < progress * before))
            break;
        before = miss;
        work->system->kind->solve(work->system, work->right, work->dy);
        work_transposed(work, work->dy, c->dx);
        for (size_t j = 0; j < work->system->columns; j++)
            if (c->weight[j] > 0)
                c->x[j] = fmin(fmax(c->x[j] + c->weight[j] * c->dx[j], c->lower[j]), c->upper[j]);
    }
}

/* y += dy */
static void restore_costs(Work *work)
{
    const System *system = work->system;
    const Columns *c = &work->columns;
    find_reduced_costs(work, c->miss);
    for (size_t j = 0; j < system->columns; j++)
        c->dx[j] = c->weight[j] * c->miss[j];
    work_sum(work, c->dx, work->right);
    for (size_t i = 0; i < system->rows; i++)
        work->right[i] *= system->row_here[i];
    system->kind->solve(work->system, work->right, work->dy);
    for (size_t i = 0; i < system->rows; i++)
        work->y[i] += work->dy[i];
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
    settle_all(work, strictness);
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
