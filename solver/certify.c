/* certify - our own arithmetic on an answer, in long double, from the program as it was built
 *
 * With d = cost - A' y, every x within the limits costs at least the dual objective
 *
 *     y+' row_lower + y-' row_upper + d+' column_lower + d-' column_upper,      y = y+ + y-, y- <= 0 <= y+
 *
 * and an x that costs just that is optimal. A sign that points to a limit which is not there makes the
 * bound minus infinity: that is a dual violation.
 *
 * Only the yardstick is not the user's: "1 +" in a denominator is one natural unit of the row, the column
 * or the objective (scale.h), so that tonnes or kilograms do not change a verdict. */
#include "solver/certify.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* Backends are asked for 1e-9 and reach it in their own units; 1e-7 leaves room for the change of units. */
static const double feasible_within = 1e-7;
/* A reduced cost that points to infinity promises a gain without end, were it real: what backends are asked for. */
static const double signed_within = 1e-9;
/* Six digits of the objective: what a planner reads. Where duals are large a small miss is worth more than that, and both
 * objectives may still agree: so what misses are worth counts, too. */
static const double gap_within = 1e-6;
/* A ray may miss zero by rounding where no bound holds it. */
static const double ray_within = 1e-11;
/* By how much of its terms a ray must win: backends give away 1e-9, so less is no proof. */
static const double ray_margin = 1e-9;

/* A x and |A| |x|, [rows]. */
typedef struct Activity {
    long double *sum, *size;
} Activity;

static void activity_init(Activity *activity, const LpMatrix *matrix, const double *x)
{
    activity->sum = memory_take(matrix->rows, sizeof *activity->sum);
    activity->size = memory_take(matrix->rows, sizeof *activity->size);
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            long double term = (long double)matrix->value[k] * x[j];
            activity->sum[matrix->row[k]] += term;
            activity->size[matrix->row[k]] += fabsl(term);
        }
}

static void activity_release(Activity *activity)
{
    free(activity->sum);
    free(activity->size);
}

/* start - A[j]' y, and the size of its terms. */
static long double reduce(const LpMatrix *matrix, size_t j, double start, const double *y, long double *size)
{
    long double sum = start;
    *size = fabsl(sum);
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
        long double term = (long double)matrix->value[k] * y[matrix->row[k]];
        sum -= term;
        *size += fabsl(term);
    }
    return sum;
}

/* A violation against the size of its terms, both put into natural units by 2^shift. NaN counts as infinite. */
static double relative(long double violation, long double size, int shift)
{
    if (violation == 0 && !isnan(size)) /* most are, and ldexpl takes its time */
        return 0;
    long double ratio = ldexpl(violation, shift) / (1 + ldexpl(size, shift));
    return ratio < INFINITY ? (double)ratio : INFINITY;
}

/* The worst violation among rows, or among columns, and where it stands. */
typedef struct Worst {
    double value;
    int where;
} Worst;

static void note(double violation, Worst *worst, double *overall, size_t index)
{
    if (violation > *overall)
        *overall = violation;
    if (violation > worst->value)
        *worst = (Worst){ violation, (int)index };
}

static long double outside(long double value, double lower, double upper)
{
    if (value >= lower && value <= upper)
        return 0;
    return fmaxl(fmaxl(lower - value, value - upper), 0);
}

/* *slip grows by what the misses are worth by the duals y, where there are any. */
static double primal_violation(const Lp *lp, const LpMatrix *matrix, const LpScale *scale, const double *x,
                               const double *y, long double *slip, Worst *row, Worst *column)
{
    double worst = 0;
    Activity activity;
    activity_init(&activity, matrix, x);
    for (size_t i = 0; i < lp->rows; i++) {
        long double miss = outside(activity.sum[i], lp->row_lower[i], lp->row_upper[i]);
        /* NaN compares as neither inside nor outside: it must not pass as inside. */
        if (isnan(activity.sum[i]))
            miss = INFINITY;
        if (y != NULL)
            *slip += fabsl(y[i] * miss);
        note(relative(miss, activity.size[i], scale->row[i]), row, &worst, i);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        long double miss = isnan(x[j]) ? INFINITY : outside(x[j], lp->column_lower[j], lp->column_upper[j]);
        note(relative(miss, fabs(x[j]), -scale->column[j]), column, &worst, j);
    }
    activity_release(&activity);
    return worst;
}

/* Adds multiplier * limit to *total, the limit being the one that this sign leans on. Where there is no such
 * limit, returns how much leans on nothing. */
static long double lean(long double multiplier, double lower, double upper, long double *total)
{
    double limit = multiplier > 0 ? lower : upper;
    if (multiplier == 0 || isinf(limit))
        return fabsl(multiplier);
    *total += multiplier * limit;
    return 0;
}

/* *slip grows by what reduced costs that lean on nothing are worth at x. */
static double dual_violation(const Lp *lp, const LpMatrix *matrix, const LpScale *scale, const double *y,
                             const double *x, long double *objective, long double *slip, Worst *row,
                             Worst *column)
{
    double worst = 0;
    for (size_t i = 0; i < lp->rows; i++) {
        long double astray = lean(y[i], lp->row_lower[i], lp->row_upper[i], objective);
        note(relative(astray, 0, scale->cost - scale->row[i]), row, &worst, i);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        long double size, d = reduce(matrix, j, lp->cost[j], y, &size);
        long double astray = lean(d, lp->column_lower[j], lp->column_upper[j], objective);
        *slip += astray * fabsl((long double)x[j]);
        note(relative(astray, size, scale->column[j] + scale->cost), column, &worst, j);
    }
    return worst;
}

static long double cost_of(const Lp *lp, const double *x)
{
    long double cost = 0;
    for (size_t j = 0; j < lp->columns; j++)
        cost += (long double)lp->cost[j] * x[j];
    return cost;
}

void lp_judge_init(LpJudge *judge, const Lp *lp)
{
    lp_matrix_init(&judge->matrix, lp);
    scale_init(&judge->scale, lp, &judge->matrix);
}

void lp_judge_release(LpJudge *judge)
{
    lp_matrix_release(&judge->matrix);
    scale_release(&judge->scale);
}

LpCertificate certify_optimum(const Lp *lp, const LpMatrix *matrix, const double *x, const double *row_dual)
{
    LpScale scale;
    scale_init(&scale, lp, matrix);
    const LpCertificate certificate = certify_optimum_in(lp, matrix, &scale, x, row_dual);
    scale_release(&scale);
    return certificate;
}

LpCertificate certify_optimum_in(const Lp *lp, const LpMatrix *matrix, const LpScale *scale, const double *x,
                                 const double *row_dual)
{
    Worst row = { 0, -1 }, column = { 0, -1 };
    long double objective = cost_of(lp, x), dual_objective = 0, slip = 0;
    LpCertificate certificate = {
        .objective = (double)objective,
        .primal = primal_violation(lp, matrix, scale, x, row_dual, &slip, &row, &column),
        .dual = dual_violation(lp, matrix, scale, row_dual, x, &dual_objective, &slip, &row, &column),
    };
    certificate.gap = relative(fabsl(objective - dual_objective) + slip, fabsl(objective), scale->cost);
    certificate.bound = certificate.dual <= signed_within ? (double)dual_objective : -INFINITY;
    certificate.worst_row = row.where;
    certificate.worst_column = column.where;
    certificate.proved = certificate.primal <= feasible_within && certificate.dual <= signed_within
                         && certificate.gap <= gap_within;
    return certificate;
}

/* With g = -A' ray, rows allow ray' A x >= ray+' row_lower + ray-' row_upper, and bounds allow -g' x at most
 * -(g+' column_lower + g-' column_upper). Their clash is a sum of all those products that lies above zero. */
bool certify_infeasible(const Lp *lp, const LpMatrix *matrix, const double *row_ray)
{
    long double clash = 0, size = 0;
    for (size_t i = 0; i < lp->rows; i++) {
        long double term = 0;
        if (lean(row_ray[i], lp->row_lower[i], lp->row_upper[i], &term) > 0)
            return false;
        clash += term;
        size += fabsl(term);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        long double term = 0, terms, g = reduce(matrix, j, 0, row_ray, &terms);
        if (lean(g, lp->column_lower[j], lp->column_upper[j], &term) > ray_within * terms)
            return false;
        clash += term;
        size += fabsl(term);
    }
    return clash > ray_margin * size;
}

/* Does a direction stay inside limits however far one goes? */
static bool stays(long double direction, double lower, double upper, long double size)
{
    return (direction >= -ray_within * size || isinf(lower))
           && (direction <= ray_within * size || isinf(upper));
}

bool certify_unbounded(const Lp *lp, const LpMatrix *matrix, const double *x, const double *column_ray)
{
    LpScale scale;
    scale_init(&scale, lp, matrix);
    Worst row = { 0, -1 }, column = { 0, -1 };
    bool proved = primal_violation(lp, matrix, &scale, x, NULL, NULL, &row, &column) <= feasible_within;
    scale_release(&scale);

    long double gain = 0, size = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        proved = proved && stays(column_ray[j], lp->column_lower[j], lp->column_upper[j], 0);
        long double term = (long double)lp->cost[j] * column_ray[j];
        gain -= term;
        size += fabsl(term);
    }
    Activity activity;
    activity_init(&activity, matrix, column_ray);
    for (size_t i = 0; i < lp->rows; i++)
        proved = proved && stays(activity.sum[i], lp->row_lower[i], lp->row_upper[i], activity.size[i]);
    activity_release(&activity);
    return proved && gain > ray_margin * size;
}
