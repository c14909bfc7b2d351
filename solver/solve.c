/* solve - from a program to an answer that our own arithmetic has proved
 *
 *     check -> scale -> backend -> certify
 *
 * What cannot be proved is tried again, first by the same backend from the basis where it ended (this
 * clears what its presolver blurred), then by glp_exact from there; after an interior point, by the simplex method. What
 * still cannot be proved is never called optimal. */
#include "solver/solve.h"

#include "solver/backend.h"
#include "solver/child.h"
#include "solver/choose.h"
#include "solver/deadline.h"
#include "solver/lp_check.h"
#include "solver/proof.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Asks a backend. True when the matter is settled. */
static bool attempt(Run *run, const Backend *backend, const LpOptions *options)
{
    const double begun = deadline_now();
    Lp scaled;
    run_lend(run, &scaled);
    child_solve(backend, &scaled, &run->matrix, options, &run->answer);
    run_take_back(run, &scaled);
    const double answered = deadline_now();
    lp_tell(options, &(LpProgress){ .stage = LP_PROVING });
    bool settled = run_prove(run, backend);
    run->result->solving += answered - begun;
    run->result->proving += deadline_now() - answered;
    if (settled || !run->has_optimum)
        run->result->solved_by = backend->name;
    return settled;
}

/* An earlier answer's basis, where the shapes agree. */
static void start_from(BackendAnswer *answer, const LpResult *start, size_t rows, size_t columns)
{
    answer->has_basis = start != NULL && start->row_at != NULL && start->rows == rows
                        && start->columns == columns;
    if (!answer->has_basis)
        return;
    memcpy(answer->row_at, start->row_at, rows);
    memcpy(answer->column_at, start->column_at, columns);
}

/* Second and third opinion of the simplex method on an answer that is not clean. Exact arithmetic is for small programs, and for others
 * only where there is no proof without it: a factorisation of thousands of rows may take minutes. */
static bool reconsider(Run *run, const Backend *backend)
{
    enum { SMALL = 2000 };
    static const double patience = 60; /* seconds */
    if (run->answer.has_basis && attempt(run, backend, &run->options))
        return true;
    bool proved = run->has_optimum && run->result->certificate.proved;
    if (proved && run->lp->rows + run->lp->columns > SMALL)
        return false;
    LpOptions options = run->options;
    options.deadline = deadline_sooner(options.deadline, deadline_after(patience));
    return attempt(run, &backend_exact, &options);
}

/* An interior point stands inside, so its answers are never as clean as a vertex: what is proved is enough, if its gap is not so much
 * wider, nor rows missed by so much more, than the method asks of itself that it must have come to a halt. Where duals are large the little that
 * rows are missed by may be worth a millionth of the objective. Else, of a program that is small, the simplex method is asked. */
static bool ask_simplex(Run *run)
{
    enum { SMALL = 5000 };
    static const double narrow = 1e-7, small_miss = 2e-9;
    const LpCertificate *certificate = &run->result->certificate;
    const bool is_enough = run->has_optimum && certificate->proved && certificate->gap <= narrow
                           && certificate->primal <= small_miss;
    if (is_enough || run->lp->rows > SMALL)
        return false;
    return attempt(run, &backend_glpk, &run->options) || reconsider(run, &backend_glpk);
}

static bool ask_others(Run *run, const Backend *backend)
{
    if (backend == &backend_interior)
        return ask_simplex(run);
    return backend != &backend_exact && reconsider(run, backend);
}

static void run_solve(Run *run)
{
    const Backend *backend = run->backend;
    LpResult *result = run->result;
    if (attempt(run, backend, &run->options))
        return;
    LpStatus status = run->answer.status;
    if (status == LP_LIMIT) {
        run_stop(run, run->answer.message);
        return;
    }
    if (status == LP_UNSOLVED || run->answer.gone) {
        run_settle(run, status, run->answer.message);
        return;
    }
    if (ask_others(run, backend))
        return;
    if (run->has_optimum && result->certificate.proved) {
        run_settle(run, LP_OPTIMAL, "");
        return;
    }
    if (deadline_over(run->options.deadline)) {
        run_stop(run, deadline_reason());
        return;
    }
    char message[sizeof result->message];
    snprintf(message, sizeof message, "the answer could not be proved%s%.120s",
             run->answer.message[0] != '\0' ? ": " : "", run->answer.message);
    run_settle(run, LP_UNVERIFIED, message);
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
    bool has_duals = result->status == LP_OPTIMAL || (result->status == LP_UNVERIFIED && run->has_optimum)
                     || (result->status == LP_LIMIT && run->has_point);
    drop(&result->x, has_duals || result->status == LP_UNBOUNDED);
    drop(&result->row_dual, has_duals);
    drop(&result->column_dual, has_duals);
    drop(&result->row_ray, result->status == LP_INFEASIBLE);
    drop(&result->column_ray, result->status == LP_UNBOUNDED);
    result->iterations = run->answer.iterations;
    result->method = run->answer.method != NULL ? run->answer.method : "";
    if (!run->answer.has_basis)
        return;
    result->row_at = run->answer.row_at;
    result->column_at = run->answer.column_at;
    run->answer.row_at = run->answer.column_at = NULL;
}

static void run_init(Run *run, const Lp *lp, const Backend *backend, const LpOptions *options,
                     LpResult *result)
{
    lp_tell(options, &(LpProgress){ .stage = LP_SCALING });
    *run = (Run){ .lp = lp, .options = *options, .backend = backend, .result = result };
    lp_matrix_init(&run->matrix, lp);
    scale_init(&run->scale, lp, &run->matrix);
    run->options.cost_shift = run->scale.cost;
    backend_answer_init(&run->answer, lp->rows, lp->columns);
    start_from(&run->answer, options->start, lp->rows, lp->columns);
}

static void run_release(Run *run)
{
    LpJudge judge = { run->matrix, run->scale };
    backend_answer_release(&run->answer);
    free(run->point);
    if (run->options.judge != NULL)
        *run->options.judge = judge;
    else
        lp_judge_release(&judge);
}

/* What needs no solver: true when the matter is settled. */
static bool settle_at_door(const Lp *lp, const Backend *backend, const LpOptions *options, LpResult *result)
{
    if (backend == NULL) {
        result->status = LP_REFUSED;
        snprintf(result->message, sizeof result->message, "unknown solver '%.100s'", options->backend);
    } else if (!lp_check(lp, &result->refused_at, result->message)) {
        result->status = LP_REFUSED;
    } else if (lp_find_crossed(lp, result->message)) {
        result->status = LP_INFEASIBLE;
    } else if (deadline_over(options->deadline)) {
        result->status = LP_LIMIT;
        snprintf(result->message, sizeof result->message, "%s", deadline_reason());
    } else {
        return false;
    }
    return true;
}

/* If so, the scaled program stays for the backend. */
static bool is_in_range(Run *run)
{
    run_lend(run, &run->lent);
    run->is_lent = lp_check_range(&run->lent, &run->matrix, &run->result->refused_at, run->result->message);
    if (!run->is_lent)
        run_take_back(run, &run->lent);
    return run->is_lent;
}

void lp_solve(const Lp *lp, const LpOptions *options, LpResult *result)
{
    static const LpOptions defaults = { 0 };
    if (options == NULL)
        options = &defaults;
    *result = (LpResult){
        .certificate = { .bound = -INFINITY, .worst_row = -1, .worst_column = -1 },
        .solved_by = "",
        .chosen = "",
        .method = "",
        .rows = lp->rows,
        .columns = lp->columns,
    };
    const Backend *backend = backend_choose(lp, options, result->choice);
    if (settle_at_door(lp, backend, options, result))
        return;
    result->chosen = backend->name;
    Run run;
    run_init(&run, lp, backend, options, result);
    if (is_in_range(&run)) {
        run_solve(&run);
        finish(&run);
    } else {
        result->status = LP_REFUSED;
    }
    run_release(&run);
}

void lp_tell(const LpOptions *options, const LpProgress *progress)
{
    if (options->progress != NULL)
        options->progress(options->watcher, progress);
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
    static const char *const names[] = { "unsolved", "optimal",    "infeasible", "unbounded",
                                         "limit",    "unverified", "refused" };
    return names[status];
}
