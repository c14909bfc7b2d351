/* solve - from a program to an answer that our own arithmetic has proved
 *
 *     check -> scale -> backend -> certify
 *
 * What cannot be proved is tried again, first by the same backend from the basis where it ended (this
 * clears what its presolver blurred), then by glp_exact from there. What still cannot be proved is never called optimal. */
#include "solver/solve.h"

#include "solver/backend.h"
#include "solver/deadline.h"
#include "solver/lp_check.h"
#include "solver/memory.h"
#include "solver/rays.h"
#include "solver/scale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One call of lp_solve. */
typedef struct Run {
    const Lp *lp;
    LpMatrix matrix;
    LpScale scale;
    Lp scaled;
    LpMatrix scaled_matrix;
    LpOptions options;
    double deadline;
    BackendAnswer answer;
    bool has_optimum; /* the result holds an answer called optimal, proved or not */
    double *point; /* [columns] within the limits, of a program that may be unbounded; NULL before */
    LpResult *result;
} Run;

static void settle(LpResult *result, LpStatus status, const char *message)
{
    result->status = status;
    snprintf(result->message, sizeof result->message, "%s", message);
}

static void swap(double **one, double **other)
{
    double *kept = *one;
    *one = *other;
    *other = kept;
}

/* The options for the next backend: what is left of the time. */
static LpOptions options_left(const Run *run)
{
    LpOptions options = run->options;
    options.seconds = deadline_left(run->deadline);
    return options;
}

/* A backend may leave x outside a bound, or a dual on the wrong side of zero, by its tolerance. Both are put right here;
 * what that costs the rows shows in the certificate. */
static double within(double value, double lower, double upper)
{
    return fmin(fmax(value, lower), upper);
}

static double signed_as(double multiplier, double lower, double upper)
{
    return within(multiplier, isinf(upper) ? 0 : -INFINITY, isinf(lower) ? 0 : INFINITY);
}

/* From the units of the scaled program back to those of the program. */
static void take_x(const Run *run, const double *scaled_x, double **x)
{
    const Lp *lp = run->lp;
    if (*x == NULL)
        *x = memory_take(lp->columns, sizeof **x);
    for (size_t j = 0; j < lp->columns; j++)
        (*x)[j] = within(ldexp(scaled_x[j], run->scale.column[j]), lp->column_lower[j], lp->column_upper[j]);
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

static double worst_of(const LpCertificate *certificate)
{
    return fmax(fmax(certificate->primal, certificate->dual), certificate->gap);
}

/* At rounding, that is, where nothing can be gained by asking again. On Netlib's programs GLPK ends below
 * 1e-13; of badly scaled ones some answers within its tolerance of 1e-9 miss the fourth digit of the objective. */
static bool is_clean(const LpCertificate *certificate)
{
    return certificate->proved && worst_of(certificate) <= 1e-11 && certificate->primal <= 1e-12;
}

static bool is_better(const LpCertificate *one, const LpCertificate *other)
{
    return one->proved != other->proved ? one->proved : worst_of(one) < worst_of(other);
}

/* Of several answers the result keeps the best proved. */
static bool prove_optimal(Run *run, const Backend *backend)
{
    LpResult *result = run->result;
    double *x = NULL, *row_dual = NULL;
    take_x(run, run->answer.x, &x);
    take_multipliers(run, run->answer.row_dual, run->scale.cost, &row_dual);
    LpCertificate certificate = certify_optimum(run->lp, &run->matrix, x, row_dual);
    if (!run->has_optimum || is_better(&certificate, &result->certificate)) {
        swap(&x, &result->x);
        swap(&row_dual, &result->row_dual);
        take_column_dual(run, result);
        result->certificate = certificate;
        result->objective = certificate.objective;
        result->solved_by = backend->name;
        run->has_optimum = true;
    }
    free(x);
    free(row_dual);
    if (is_clean(&certificate))
        settle(result, LP_OPTIMAL, "");
    return is_clean(&certificate);
}

static bool certify_ray(Run *run)
{
    take_multipliers(run, run->answer.row_ray, 0, &run->result->row_ray);
    return certify_infeasible(run->lp, &run->matrix, run->result->row_ray);
}

static bool prove_infeasible(Run *run, const Backend *backend)
{
    bool proved = run->answer.has_ray && certify_ray(run);
    if (!proved) {
        LpOptions options = options_left(run);
        proved = ray_of_infeasible(backend, &run->scaled, &run->scaled_matrix, &options, run->answer.row_ray)
                 && certify_ray(run);
    }
    if (proved)
        settle(run->result, LP_INFEASIBLE, "the limits contradict one another");
    return proved;
}

/* Feasibility comes first: a program can be infeasible and have a ray of descent at once. */
static bool prove_unbounded(Run *run, const Backend *backend)
{
    LpResult *result = run->result;
    LpOptions options = options_left(run);
    LpStatus within_limits =
        point_within(backend, &run->scaled, &run->scaled_matrix, &options, run->answer.x);
    if (within_limits == LP_INFEASIBLE)
        return prove_infeasible(run, backend);
    options = options_left(run);
    take_x(run, run->answer.x, &run->point);
    if (result->column_ray == NULL)
        result->column_ray = memory_take(run->lp->columns, sizeof *result->column_ray);
    bool proved = within_limits == LP_OPTIMAL
                  && ray_of_unbounded(backend, &run->scaled, &run->scaled_matrix, &options, result->column_ray);
    for (size_t j = 0; j < run->lp->columns; j++)
        result->column_ray[j] = ldexp(result->column_ray[j], run->scale.column[j]);
    proved = proved && certify_unbounded(run->lp, &run->matrix, run->point, result->column_ray);
    if (proved)
        swap(&run->point, &result->x);
    if (proved)
        settle(result, LP_UNBOUNDED, "the objective falls without end");
    return proved;
}

/* Asks a backend and tries to prove what it says. True when the matter is settled. */
static bool attempt(Run *run, const Backend *backend, const LpOptions *options)
{
    BackendAnswer *answer = &run->answer;
    backend->solve(&run->scaled, &run->scaled_matrix, options, answer);
    if (!run->has_optimum)
        run->result->solved_by = backend->name;
    switch (answer->status) {
    case LP_OPTIMAL: return prove_optimal(run, backend);
    case LP_INFEASIBLE: return prove_infeasible(run, backend);
    case LP_UNBOUNDED: return prove_unbounded(run, backend);
    default: return false;
    }
}

/* An earlier answer's basis, where the shapes agree. */
static void start_from(BackendAnswer *answer, const LpResult *start, size_t rows, size_t columns)
{
    answer->has_basis = start != NULL && start->row_at != NULL && start->rows == rows && start->columns == columns;
    if (!answer->has_basis)
        return;
    memcpy(answer->row_at, start->row_at, rows);
    memcpy(answer->column_at, start->column_at, columns);
}

/* Second and third opinion on an answer that is not clean. Exact arithmetic is for small programs, and for others
 * only where there is no proof without it: a factorisation of thousands of rows cannot be interrupted. */
static bool reconsider(Run *run, const Backend *backend)
{
    enum { SMALL = 2000 };
    static const double patience = 60; /* seconds */
    LpOptions options = options_left(run);
    if (run->answer.has_basis && attempt(run, backend, &options))
        return true;
    bool proved = run->has_optimum && run->result->certificate.proved;
    if (proved && run->lp->rows + run->lp->columns > SMALL)
        return false;
    options = options_left(run);
    options.seconds = options.seconds > 0 ? fmin(options.seconds, patience) : patience;
    return attempt(run, &backend_exact, &options);
}

static void run_solve(Run *run)
{
    const Backend *backend = backend_find(run->options.backend);
    LpResult *result = run->result;
    LpOptions options = options_left(run);
    if (attempt(run, backend, &options))
        return;
    LpStatus status = run->answer.status;
    if (status == LP_UNSOLVED || status == LP_LIMIT) {
        settle(result, status, run->answer.message);
        return;
    }
    if (backend != &backend_exact && reconsider(run, backend))
        return;
    if (run->has_optimum && result->certificate.proved) {
        settle(result, LP_OPTIMAL, "");
        return;
    }
    char message[sizeof result->message];
    snprintf(message, sizeof message, "the answer could not be proved%s%.120s",
             run->answer.message[0] != '\0' ? ": " : "", run->answer.message);
    settle(result, LP_UNVERIFIED, message);
}

/* Leaves in the result only what belongs to its status. */
static void drop(double **array, bool keep)
{
    if (keep)
        return;
    free(*array);
    *array = NULL;
}

static void finish(Run *run)
{
    LpResult *result = run->result;
    bool has_duals = result->status == LP_OPTIMAL || (result->status == LP_UNVERIFIED && run->has_optimum);
    drop(&result->x, has_duals || result->status == LP_UNBOUNDED);
    drop(&result->row_dual, has_duals);
    drop(&result->column_dual, has_duals);
    drop(&result->row_ray, result->status == LP_INFEASIBLE);
    drop(&result->column_ray, result->status == LP_UNBOUNDED);
    result->iterations = run->answer.iterations;
    if (!run->answer.has_basis)
        return;
    result->row_at = run->answer.row_at;
    result->column_at = run->answer.column_at;
    run->answer.row_at = run->answer.column_at = NULL;
}

/* Limits that cross by no more than rounding are one limit. */
static void close_crossings(const double *lower, double *upper, size_t count)
{
    for (size_t i = 0; i < count; i++)
        upper[i] = fmax(lower[i], upper[i]);
}

static void run_init(Run *run, const Lp *lp, const LpOptions *options, LpResult *result)
{
    *run = (Run){ .lp = lp, .options = *options, .result = result };
    run->deadline = deadline_after(options->seconds);
    lp_matrix_init(&run->matrix, lp);
    scale_init(&run->scale, lp, &run->matrix);
    scale_program(&run->scale, lp, &run->matrix, &run->scaled, &run->scaled_matrix);
    close_crossings(run->scaled.row_lower, run->scaled.row_upper, lp->rows);
    close_crossings(run->scaled.column_lower, run->scaled.column_upper, lp->columns);
    backend_answer_init(&run->answer, lp->rows, lp->columns);
    start_from(&run->answer, options->start, lp->rows, lp->columns);
}

static void run_release(Run *run)
{
    backend_answer_release(&run->answer);
    free(run->point);
    lp_matrix_release(&run->scaled_matrix);
    lp_release(&run->scaled);
    scale_release(&run->scale);
    lp_matrix_release(&run->matrix);
}

/* What needs no solver: true when the matter is settled. */
static bool settle_at_door(const Lp *lp, const LpOptions *options, LpResult *result)
{
    char message[sizeof result->message];
    if (backend_find(options->backend) == NULL) {
        snprintf(message, sizeof message, "unknown backend '%.100s'", options->backend);
        settle(result, LP_REFUSED, message);
    } else if (!lp_check(lp, message)) {
        settle(result, LP_REFUSED, message);
    } else if (lp_find_crossed(lp, message)) {
        settle(result, LP_INFEASIBLE, message);
    } else {
        return false;
    }
    return true;
}

void lp_solve(const Lp *lp, const LpOptions *options, LpResult *result)
{
    static const LpOptions defaults = { 0 };
    if (options == NULL)
        options = &defaults;
    *result = (LpResult){
        .certificate = { .worst_row = -1, .worst_column = -1 },
        .solved_by = "",
        .rows = lp->rows,
        .columns = lp->columns,
    };
    if (settle_at_door(lp, options, result))
        return;
    Run run;
    run_init(&run, lp, options, result);
    if (lp_check_range(&run.scaled, &run.scaled_matrix, result->message)) {
        run_solve(&run);
        finish(&run);
    } else {
        result->status = LP_REFUSED;
    }
    run_release(&run);
}

void lp_result_release(LpResult *result)
{
    free(result->x);
    free(result->row_dual);
    free(result->column_dual);
    free(result->row_ray);
    free(result->column_ray);
    free(result->row_at);
    free(result->column_at);
    *result = (LpResult){ 0 };
}

const char *lp_status_name(LpStatus status)
{
    static const char *const names[] = { "unsolved", "optimal", "infeasible", "unbounded",
                                         "limit",    "unverified", "refused" };
    return names[status];
}
