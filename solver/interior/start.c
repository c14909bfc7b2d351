/* start - the point that the interior point method starts from
 *
 * After Mehrotra: x is the point of A x = limit nearest to a plain guess, y the least squares solution of A' y = cost. Then each x
 * is moved away from its limits, generously: by `far_inside` times what the guess was off, since a start that is too near is slow or fails. */
#include "solver/interior/start.h"

#include <math.h>

/* How far inside, in units of what the guess was off; how large multipliers, likewise. */
static const double far_inside = 30, multiplier_share = 2;
static const double share_of_box = 0.3; /* of the way between two limits */

static double guess(double lower, double upper)
{
    if (lower > -FAR && upper < FAR)
        return lower + fmin(0.5 * (upper - lower), 1);
    return 0;
}

/* A pass over columns or rows; `sum` of each half. */
typedef struct Pass {
    Work *work;
    double sum[2];
    double distance, mu;
} Pass;

static double sum_of(const Pass *pass)
{
    return pass->sum[0] + pass->sum[1];
}

static void miss_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Work *work = ((const Pass *)subject)->work;
    const System *system = work->system;
    for (size_t i = first; i < end; i++)
        work->right[i] = system->row_here[i] * (system->limit[i] - work->rows[i]);
}

static void move_half(void *subject, int half, size_t first, size_t end)
{
    Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    for (size_t j = first; j < end; j++) {
        const double by = c->here[j] * c->dx[j];
        c->x[j] += by;
        pass->sum[half] += fabs(by);
    }
}

/* x += A' (A A')^-1 (limit - A x); returns the mean of how far it moved, over the columns that are here. */
static double project(Work *work, double columns)
{
    Pass pass = { .work = work };
    work_sum(work, work->columns.x, work->rows);
    work_by_rows(work, miss_half, &pass);
    work->system->kind->solve(work->system, work->right, work->dy);
    work_transposed(work, work->dy, work->columns.dx);
    work_by_columns(work, move_half, &pass);
    return sum_of(&pass) / fmax(columns, 1);
}

static void cost_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Columns *c = &((const Pass *)subject)->work->columns;
    for (size_t j = first; j < end; j++)
        c->dx[j] = c->here[j] * c->cost[j];
}

static void fit_half(void *subject, int half, size_t first, size_t end)
{
    Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    for (size_t j = first; j < end; j++) {
        c->miss[j] = c->here[j] * (c->cost[j] - c->dx[j]);
        pass->sum[half] += fabs(c->miss[j]);
    }
}

/* y = (A A')^-1 A cost, miss = cost - A' y; returns the mean of |miss|. */
static double fit(Work *work, double columns)
{
    Pass pass = { .work = work };
    work_by_columns(work, cost_half, &pass);
    work_sum(work, work->columns.dx, work->right);
    work->system->kind->solve(work->system, work->right, work->y);
    work_transposed(work, work->y, work->columns.dx);
    work_by_columns(work, fit_half, &pass);
    return sum_of(&pass) / fmax(columns, 1);
}

static double inside(double x, double lower, double upper, double distance)
{
    if (lower > -FAR && upper < FAR)
        distance = fmin(share_of_box * (upper - lower), distance);
    return fmin(fmax(x, lower + distance), upper - distance);
}

static void settle_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    for (size_t j = first; j < end; j++) {
        c->dx[j] = 0;
        if (!(c->here[j] > 0))
            continue;
        const bool has_lower = c->lower[j] > -FAR, has_upper = c->upper[j] < FAR;
        c->x[j] = inside(c->x[j], c->lower[j], c->upper[j], pass->distance);
        c->z[j] = has_lower ? pass->mu / (c->x[j] - c->lower[j]) : 0;
        c->s[j] = has_upper ? pass->mu / (c->upper[j] - c->x[j]) : 0;
        if (has_lower && !has_upper)
            c->z[j] = fmax(c->z[j], c->miss[j]);
        if (has_upper && !has_lower)
            c->s[j] = fmax(c->s[j], -c->miss[j]);
    }
}

static void guess_half(void *subject, int half, size_t first, size_t end)
{
    Pass *pass = subject;
    const Columns *c = &pass->work->columns;
    for (size_t j = first; j < end; j++) {
        c->weight[j] = c->here[j];
        c->x[j] = c->here[j] * guess(c->lower[j], c->upper[j]);
        pass->sum[half] += c->here[j];
    }
}

bool start_find(Work *work)
{
    Pass pass = { .work = work };
    work_by_columns(work, guess_half, &pass);
    if (!work->system->kind->factor(work->system, work->columns.weight, NULL, NULL))
        return false;
    const double columns = sum_of(&pass);
    const double moved = project(work, columns), missed = fit(work, columns);
    pass.distance = far_inside * fmax(1, moved);
    pass.mu = pass.distance * multiplier_share * fmax(missed, 0.1);
    work_by_columns(work, settle_half, &pass);
    return true;
}
