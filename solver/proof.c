/* proof - from what a backend believes to what our own arithmetic has proved
 *
 * The backend's numbers belong to the scaled program. They are put back into the units of the program as it was
 * built, and judged there (certify.h). */
#include "solver/proof.h"

#include "solver/deadline.h"
#include "solver/memory.h"
#include "solver/rays.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void run_settle(Run *run, LpStatus status, const char *message)
{
    run->result->status = status;
    snprintf(run->result->message, sizeof run->result->message, "%s", message);
}

static void swap(double **one, double **other)
{
    double *kept = *one;
    *one = *other;
    *other = kept;
}

/* What misses a limit by the rounding of one sum stands there. */
static bool is_rounded(double value, double limit)
{
    return isfinite(limit) && fabs(value - limit) <= DBL_EPSILON * fabs(limit);
}

/* A backend may leave x outside a bound, or a dual on the wrong side of zero, by its tolerance. Both are put
 * right here; what that costs the rows shows in the certificate. */
static double within(double value, double lower, double upper)
{
    return fmin(fmax(value, lower), upper);
}

static double signed_as(double multiplier, double lower, double upper)
{
    return within(multiplier, isinf(upper) ? 0 : -INFINITY, isinf(lower) ? 0 : INFINITY);
}

void run_lend(Run *run, Lp *scaled)
{
    if (run->is_lent) {
        *scaled = run->lent;
        run->is_lent = false;
        return;
    }
    scale_limits(&run->scale, run->lp, scaled);
    scale_matrix(&run->scale, &run->matrix);
}

void run_take_back(Run *run, Lp *scaled)
{
    lp_release(scaled);
    if (run->matrix.start != NULL)
        scale_matrix_back(&run->scale, &run->matrix);
    else
        lp_matrix_init(&run->matrix, run->lp);
}

/* From the units of the scaled program back to those of the program. */
static void take_x(const Run *run, const double *scaled_x, double **x)
{
    const Lp *lp = run->lp;
    if (*x == NULL)
        *x = memory_take(lp->columns, sizeof **x);
    for (size_t j = 0; j < lp->columns; j++) {
        const double value = ldexp(scaled_x[j], run->scale.column[j]), upper = lp->column_upper[j];
        (*x)[j] = is_rounded(value, upper) ? upper : within(value, lp->column_lower[j], upper);
    }
}

static void take_multipliers(const Run *run, const double *scaled_y, int cost, double **y)
{
    const Lp *lp = run->lp;
    if (*y == NULL)
        *y = memory_take(lp->rows, sizeof **y);
    for (size_t i = 0; i < lp->rows; i++)
        (*y)[i] = signed_as(ldexp(scaled_y[i], run->scale.row[i] - cost), lp->row_lower[i], lp->row_upper[i]);
}

/* column_dual = cost - A' row_dual */
static void take_column_dual(const Run *run, LpResult *result)
{
    const LpMatrix *matrix = &run->matrix;
    if (result->column_dual == NULL)
        result->column_dual = memory_take(run->lp->columns, sizeof *result->column_dual);
    for (size_t j = 0; j < run->lp->columns; j++) {
        long double dual = run->lp->cost[j];
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            dual -= (long double)matrix->value[k] * result->row_dual[matrix->row[k]];
        result->column_dual[j] = (double)dual;
    }
}

/* At rounding, that is, where nothing can be gained by asking again. On Netlib's programs GLPK ends below
 * 1e-12; of badly scaled ones some answers within its tolerance of 1e-9 miss the fourth digit of the objective. */
static bool is_clean(const LpCertificate *certificate)
{
    return certificate->primal <= 1e-12 && certificate->dual <= 1e-11 && certificate->gap <= 1e-9;
}

/* Takes x and its duals. Of several the result keeps the last that are proved: whoever is asked later works more carefully. */
static LpCertificate take_pair(Run *run, const Backend *backend)
{
    LpResult *result = run->result;
    double *x = NULL, *row_dual = NULL;
    take_x(run, run->answer.x, &x);
    take_multipliers(run, run->answer.row_dual, run->scale.cost, &row_dual);
    const LpCertificate certificate = certify_optimum_in(run->lp, &run->matrix, &run->scale, x, row_dual);
    if (certificate.proved || !result->certificate.proved) {
        swap(&x, &result->x);
        swap(&row_dual, &result->row_dual);
        take_column_dual(run, result);
        result->certificate = certificate;
        result->objective = certificate.objective;
        result->solved_by = backend->name;
    }
    free(x);
    free(row_dual);
    return certificate;
}

static bool prove_optimal(Run *run, const Backend *backend)
{
    const LpCertificate certificate = take_pair(run, backend);
    run->has_optimum = true;
    if (is_clean(&certificate))
        run_settle(run, LP_OPTIMAL, "");
    return is_clean(&certificate);
}

static double largest(const double *value, size_t count)
{
    double size = 0;
    for (size_t i = 0; i < count; i++)
        size = fmax(size, fabs(value[i]));
    return size;
}

static void drop_below(double size, double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fabs(value[i]) < size)
            value[i] = 0;
}

enum { LITTLES = 4 };
static const double little[LITTLES] = { 0, 1e-13, 1e-10, 1e-7 };

/* What should be 0 is often a little more, above all in the ray of an interior point: where a column meets nothing but such
 * multipliers, they are all that its sum has. So it is tried again without them. */
static bool certify_ray(Run *run)
{
    double *ray = run->answer.row_ray;
    const double size = largest(ray, run->lp->rows);
    for (size_t n = 0; n < LITTLES; n++) {
        drop_below(little[n] * size, ray, run->lp->rows);
        take_multipliers(run, ray, 0, &run->result->row_ray);
        if (certify_infeasible(run->lp, &run->matrix, run->result->row_ray))
            return true;
    }
    return false;
}

static bool find_ray(Run *run, const Backend *backend)
{
    Lp scaled;
    run_lend(run, &scaled);
    const bool found = ray_of_infeasible(backend, &scaled, &run->matrix, &run->options, run->answer.row_ray);
    run_take_back(run, &scaled);
    return found;
}

static bool find_ray_in(Run *run, const Backend *backend, const double *guess, double share)
{
    Lp scaled;
    run_lend(run, &scaled);
    const bool found = ray_of_some_rows(backend, &scaled, &run->matrix, &run->options, guess, share,
                                        run->answer.row_ray);
    run_take_back(run, &scaled);
    return found;
}

/* The ray of an interior point tells which rows contradict one another long before it proves that they do: those are few, and a proof is
 * found among them. The smaller the share of the largest multiplier that is taken for something, the more rows. */
static bool prove_by_some_rows(Run *run, const Backend *backend)
{
    static const double share[] = { 1e-3, 1e-5, 1e-7 };
    double *guess = memory_copy(run->answer.row_ray, run->lp->rows, sizeof *guess);
    bool proved = false;
    for (size_t n = 0; n < sizeof share / sizeof *share && !proved && !deadline_over(run->options.deadline);
         n++)
        proved = find_ray_in(run, backend, guess, share[n]) && certify_ray(run);
    free(guess);
    return proved;
}

static bool prove_infeasible(Run *run, const Backend *backend)
{
    bool proved = run->answer.has_ray && (certify_ray(run) || prove_by_some_rows(run, backend));
    if (!proved && !deadline_over(run->options.deadline))
        proved = find_ray(run, backend) && certify_ray(run);
    if (proved)
        run_settle(run, LP_INFEASIBLE, "the limits contradict one another");
    return proved;
}

/* Likewise a direction of descent, of the scaled program. */
static bool certify_descent(Run *run, double *ray)
{
    const size_t columns = run->lp->columns;
    LpResult *result = run->result;
    const double size = largest(ray, columns);
    if (result->column_ray == NULL)
        result->column_ray = memory_take(columns, sizeof *result->column_ray);
    for (size_t n = 0; n < LITTLES; n++) {
        drop_below(little[n] * size, ray, columns);
        for (size_t j = 0; j < columns; j++)
            result->column_ray[j] = ldexp(ray[j], run->scale.column[j]);
        if (certify_unbounded(run->lp, &run->matrix, run->point, result->column_ray))
            return true;
    }
    return false;
}

static bool find_descent(Run *run, const Backend *backend, double *ray)
{
    Lp scaled;
    run_lend(run, &scaled);
    const bool found = ray_of_unbounded(backend, &scaled, &run->matrix, &run->options, ray);
    run_take_back(run, &scaled);
    return found;
}

/* Feasibility comes first: a program can be infeasible and have a ray of descent at once. */
static bool prove_unbounded(Run *run, const Backend *backend)
{
    Lp scaled;
    run_lend(run, &scaled);
    const LpStatus within_limits = point_within(backend, &scaled, &run->matrix, &run->options, run->answer.x);
    run_take_back(run, &scaled);
    if (within_limits == LP_INFEASIBLE)
        return prove_infeasible(run, backend);
    take_x(run, run->answer.x, &run->point);
    double *ray = memory_take(run->lp->columns, sizeof *ray);
    bool proved = within_limits == LP_OPTIMAL && find_descent(run, backend, ray) && certify_descent(run, ray);
    free(ray);
    if (!proved)
        return false;
    swap(&run->point, &run->result->x);
    run_settle(run, LP_UNBOUNDED, "the objective falls without end");
    return true;
}

bool run_prove(Run *run, const Backend *backend)
{
    switch (run->answer.status) {
    case LP_OPTIMAL: return prove_optimal(run, backend);
    case LP_INFEASIBLE: return prove_infeasible(run, backend);
    case LP_UNBOUNDED: return prove_unbounded(run, backend);
    default: return false;
    }
}

void run_stop(Run *run, const char *why)
{
    static const double within_limits = 1e-6;
    const double begun = deadline_now();
    const LpCertificate *found = &run->result->certificate;
    if (!run->has_optimum && run->answer.has_point)
        take_pair(run, run->backend);
    run->has_point = run->result->x != NULL && found->primal <= within_limits;
    char message[240];
    if (run->has_point)
        snprintf(message, sizeof message, "%.80s: it keeps all limits to %.1e", why, found->primal);
    else if (run->result->x != NULL)
        snprintf(message, sizeof message, "%.80s: limits are still missed by %.1e", why, found->primal);
    else
        snprintf(message, sizeof message, "%s", why);
    run_settle(run, LP_LIMIT, message);
    run->result->proving += deadline_now() - begun;
}
