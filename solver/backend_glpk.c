/* backend_glpk - GLPK's dual simplex
 *
 * Cold, its presolver goes first (dual simplex with steepest edge: the best setting
 * measured). From a given basis there is nothing to presolve: primal simplex where the basis is still
 * feasible (prices changed), dual otherwise (limits changed).
 *
 * With its presolver GLPK returns "no feasible point" or "no dual feasible point" as codes, leaves the status
 * undefined, and the second is not yet "unbounded". So whatever is not an optimum is solved once more without. */
#include "solver/backend.h"
#include "solver/glpk_guard.h"
#include "solver/glpk_problem.h"

#include <string.h>

typedef struct Work {
    const Lp *lp;
    const LpMatrix *matrix;
    const LpOptions *options;
    BackendAnswer *answer;
} Work;

/* The dual simplex ends an infeasible program at a variable k that no step can bring inside its limits. The row
 * of k in the tableau, x[k] = alpha' x[nonbasic], says so, and its multipliers are the coefficients of the
 * auxiliary variables in x[k] - alpha' x[nonbasic]. `sign` points x[k] to the limit that it misses. */
static bool read_ray(glp_prob *problem, double *row_ray)
{
    int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
    int k = glp_get_unbnd_ray(problem);
    if (k == 0 || !glp_bf_exists(problem))
        return false;
    bool is_row = k <= rows;
    if ((is_row ? glp_get_row_stat(problem, k) : glp_get_col_stat(problem, k - rows)) != GLP_BS)
        return false;
    double value = is_row ? glp_get_row_prim(problem, k) : glp_get_col_prim(problem, k - rows);
    double lower = is_row ? glp_get_row_lb(problem, k) : glp_get_col_lb(problem, k - rows);
    double sign = value < lower ? 1 : -1;

    int *index = glp_alloc(rows + columns + 1, sizeof *index);
    double *alpha = glp_alloc(rows + columns + 1, sizeof *alpha);
    int length = glp_eval_tab_row(problem, k, index, alpha);
    memset(row_ray, 0, (size_t)rows * sizeof *row_ray);
    for (int l = 1; l <= length; l++)
        if (index[l] <= rows)
            row_ray[index[l] - 1] = -sign * alpha[l];
    if (is_row)
        row_ray[k - 1] = sign;
    glp_free(index);
    glp_free(alpha);
    return true;
}

/* Decided, or stopped by a limit that the caller set. Where the dual simplex finds no dual feasible point it
 * stops without a word on the primal, and it can turn in a circle: neither is a decision. */
static bool is_decided(glp_prob *problem, int code, const LpOptions *options)
{
    if (code == GLP_ETMLIM || (code == GLP_EITLIM && options->iterations > 0))
        return true;
    int status = glp_get_status(problem);
    return code == 0 && (status == GLP_OPT || status == GLP_NOFEAS || status == GLP_UNBND);
}

static int solve_by(glp_prob *problem, int method, int presolve, const LpOptions *options)
{
    glp_smcp parameters;
    glpk_parameters(&parameters, problem, options);
    parameters.meth = method;
    parameters.presolve = presolve;
    return glp_simplex(problem, &parameters);
}

static int solve_dual(glp_prob *problem, const LpOptions *options)
{
    int code = solve_by(problem, GLP_DUAL, GLP_OFF, options);
    return is_decided(problem, code, options) ? code : solve_by(problem, GLP_PRIMAL, GLP_OFF, options);
}

static int solve_warm(glp_prob *problem, const LpOptions *options, const BackendAnswer *answer)
{
    glpk_put_basis(problem, answer);
    int code = glp_warm_up(problem);
    if (code != 0)
        return code;
    return glp_get_prim_stat(problem) == GLP_FEAS ? solve_by(problem, GLP_PRIMAL, GLP_OFF, options)
                                                  : solve_dual(problem, options);
}

static int solve_cold(glp_prob *problem, const LpOptions *options)
{
    int code = solve_by(problem, GLP_DUALP, GLP_ON, options);
    bool is_optimal = code == 0 && glp_get_status(problem) == GLP_OPT;
    if (is_optimal || (code != 0 && is_decided(problem, code, options)))
        return code;
    glp_adv_basis(problem, 0);
    return solve_dual(problem, options);
}

static void work(void *subject)
{
    Work *w = subject;
    BackendAnswer *answer = w->answer;
    glp_prob *problem = glpk_load(w->lp, w->matrix);
    int code = answer->has_basis ? solve_warm(problem, w->options, answer) : GLP_EBADB;
    if (!is_decided(problem, code, w->options))
        code = solve_cold(problem, w->options);
    glpk_get_answer(problem, code, w->options, answer);
    answer->has_ray = answer->status == LP_INFEASIBLE && read_ray(problem, answer->row_ray);
    answer->has_point = answer->status == LP_LIMIT
                        && (glp_get_prim_stat(problem) == GLP_FEAS || glp_get_dual_stat(problem) == GLP_FEAS);
    glp_delete_prob(problem);
}

static void solve(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    Work w = { lp, matrix, options, answer };
    char said[240];
    if (glpk_guarded(work, &w, options, said))
        return;
    answer->status = LP_UNVERIFIED;
    answer->has_basis = answer->has_ray = answer->has_point = false;
    memcpy(answer->message, said, sizeof said);
}

const Backend backend_glpk = {
    .name = "glpk",
    .help =
        "simplex of the GNU Linear Programming Kit; an answer that cannot be proved is solved again exactly",
    .quick = 1e7, /* 3 to 8 ns each */
    .quick_from_basis = 1e8,
    .solve = solve,
};
