/* start - the point that the interior point method starts from
 *
 * After Mehrotra: x is the point of A x = limit nearest to a plain guess, y the least squares solution of A' y = cost. Then each x
 * is moved away from its limits, generously: by `far` times what the guess was off, since a start that is too near is slow or fails. */
#include "solver/interior/start.h"

#include <math.h>
#include <string.h>

/* How far inside, in units of what the guess was off; how large multipliers, likewise. */
static const double far_inside = 100, multiplier_share = 0.1;
static const double share_of_box = 0.3; /* of the way between two limits */

static double guess(double lower, double upper)
{
    if (lower > -FAR && upper < FAR)
        return lower + fmin(0.5 * (upper - lower), 1);
    return 0;
}

/* x += A' (A A')^-1 (limit - A x); returns the mean of how far it moved, over the columns that are here. */
static double project(Work *work, double columns)
{
    const System *system = work->system;
    const Columns *c = &work->columns;
    work_sum(work, c->x, work->rows);
    for (size_t i = 0; i < system->rows; i++)
        work->right[i] = system->row_here[i] * (system->limit[i] - work->rows[i]);
    system->kind->solve(work->system, work->right, work->dy);
    work_transposed(work, work->dy, c->dx);
    double moved = 0;
    for (size_t j = 0; j < system->columns; j++) {
        const double by = c->here[j] * c->dx[j];
        c->x[j] += by;
        moved += fabs(by);
    }
    return moved / fmax(columns, 1);
}

/* y = (A A')^-1 A cost, miss = cost - A' y; returns the mean of |miss|. */
static double fit(Work *work, double columns)
{
    const System *system = work->system;
    const Columns *c = &work->columns;
    for (size_t j = 0; j < system->columns; j++)
        c->dx[j] = c->here[j] * c->cost[j];
    work_sum(work, c->dx, work->right);
    for (size_t i = 0; i < system->rows; i++)
        work->right[i] *= system->row_here[i];
    system->kind->solve(work->system, work->right, work->y);
    work_transposed(work, work->y, c->dx);
    double missed = 0;
    for (size_t j = 0; j < system->columns; j++) {
        c->miss[j] = c->here[j] * (c->cost[j] - c->dx[j]);
        missed += fabs(c->miss[j]);
    }
    return missed / fmax(columns, 1);
}

static double inside(double x, double lower, double upper, double distance)
{
    if (lower > -FAR && upper < FAR)
        distance = fmin(share_of_box * (upper - lower), distance);
    return fmin(fmax(x, lower + distance), upper - distance);
}

static void settle(Work *work, double distance, double mu)
{
    const Columns *c = &work->columns;
    for (size_t j = 0; j < work->system->columns; j++) {
        if (!(c->here[j] > 0))
            continue;
        const bool has_lower = c->lower[j] > -FAR, has_upper = c->upper[j] < FAR;
        c->x[j] = inside(c->x[j], c->lower[j], c->upper[j], distance);
        c->z[j] = has_lower ? mu / (c->x[j] - c->lower[j]) : 0;
        c->s[j] = has_upper ? mu / (c->upper[j] - c->x[j]) : 0;
        if (has_lower && !has_upper)
            c->z[j] = fmax(c->z[j], c->miss[j]);
        if (has_upper && !has_lower)
            c->s[j] = fmax(c->s[j], -c->miss[j]);
    }
}

bool start_find(Work *work)
{
    const System *system = work->system;
    const Columns *c = &work->columns;
    double columns = 0;
    for (size_t j = 0; j < system->columns; j++) {
        c->weight[j] = c->here[j];
        c->x[j] = c->here[j] * guess(c->lower[j], c->upper[j]);
        columns += c->here[j];
    }
    if (!system->kind->factor(work->system, c->weight, NULL, NULL))
        return false;
    const double moved = project(work, columns), missed = fit(work, columns);
    const double distance = far_inside * fmax(1, moved);
    settle(work, distance, distance * multiplier_share * fmax(missed, 0.1));
    memset(c->dx, 0, system->columns * sizeof *c->dx);
    return true;
}
