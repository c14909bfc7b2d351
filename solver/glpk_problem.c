/* glpk_problem - a program as GLPK holds it; to be used inside glpk_guard only */
#include "solver/glpk_problem.h"

#include "solver/deadline.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* GLPK numbers its basis states from 1 (GLP_BS) to 5 (GLP_NS). */
static const char states[] = "?blufs";

static int kind(double lower, double upper)
{
    if (isinf(lower))
        return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper))
        return GLP_LO;
    return lower < upper ? GLP_DB : GLP_FX;
}

/* By columns: 1.2 to 1.6 times faster than glp_load_matrix. Counts from 1, so each array has an unused head. */
static void load_entries(glp_prob *problem, const LpMatrix *matrix)
{
    int *row = glp_alloc((int)matrix->rows + 1, sizeof *row);
    double *value = glp_alloc((int)matrix->rows + 1, sizeof *value);
    for (size_t j = 0; j < matrix->columns; j++) {
        int length = 0;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            length++;
            row[length] = matrix->row[k] + 1;
            value[length] = matrix->value[k];
        }
        glp_set_mat_col(problem, (int)j + 1, length, row, value);
    }
    glp_free(row);
    glp_free(value);
}

glp_prob *glpk_load(const Lp *lp, const LpMatrix *matrix)
{
    glp_prob *problem = glp_create_prob();
    if (lp->rows > 0)
        glp_add_rows(problem, (int)lp->rows);
    if (lp->columns > 0)
        glp_add_cols(problem, (int)lp->columns);
    for (size_t i = 0; i < lp->rows; i++) {
        double lower = lp->row_lower[i], upper = lp->row_upper[i];
        glp_set_row_bnds(problem, (int)i + 1, kind(lower, upper), lower, upper);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        double lower = lp->column_lower[j], upper = lp->column_upper[j];
        glp_set_col_bnds(problem, (int)j + 1, kind(lower, upper), lower, upper);
        glp_set_obj_coef(problem, (int)j + 1, lp->cost[j]);
    }
    load_entries(problem, matrix);
    return problem;
}

/* Among many rows the flipping ratio test is 1.4 to 1.8 times faster. It now and then reads memory that GLPK 5.0
 * never wrote (valgrind, badly scaled programs), so few rows, which cost milliseconds either way, do without. */
enum { MANY_ROWS = 500 };

/* Programs met so far take fewer iterations than twice their rows and columns. */
static int plenty(glp_prob *problem)
{
    return 10000 + 50 * (glp_get_num_rows(problem) / 2 + glp_get_num_cols(problem) / 2);
}

void glpk_parameters(glp_smcp *parameters, glp_prob *problem, const LpOptions *options)
{
    glp_init_smcp(parameters);
    /* What it says goes to glpk_guard, which reads its progress there. */
    parameters->msg_lev = options->progress != NULL ? GLP_MSG_ON : GLP_MSG_OFF;
    parameters->out_frq = 200;
    parameters->r_test = glp_get_num_rows(problem) > MANY_ROWS ? GLP_RT_FLIP : GLP_RT_HAR;
    parameters->tol_bnd = 1e-9;
    parameters->tol_dj = 1e-9;
    if (options->deadline > 0)
        parameters->tm_lim = (int)fmin(fmax(ceil(1000 * deadline_left(options->deadline)), 1), INT_MAX);
    parameters->it_lim = options->iterations > 0 ? options->iterations : plenty(problem);
}

static int state_of(signed char letter)
{
    const char *at = strchr(states, letter);
    return at == NULL || at == states || letter == '\0' ? GLP_NL : (int)(at - states);
}

void glpk_put_basis(glp_prob *problem, const BackendAnswer *answer)
{
    for (int i = 1; i <= glp_get_num_rows(problem); i++)
        glp_set_row_stat(problem, i, state_of(answer->row_at[i - 1]));
    for (int j = 1; j <= glp_get_num_cols(problem); j++)
        glp_set_col_stat(problem, j, state_of(answer->column_at[j - 1]));
}

static LpStatus status_of(glp_prob *problem, int code, const LpOptions *options)
{
    if (code == GLP_ETMLIM || (code == GLP_EITLIM && options->iterations > 0))
        return LP_LIMIT;
    if (code != 0)
        return LP_UNVERIFIED;
    switch (glp_get_status(problem)) {
    case GLP_OPT: return LP_OPTIMAL;
    case GLP_NOFEAS: return LP_INFEASIBLE;
    case GLP_UNBND: return LP_UNBOUNDED;
    default: return LP_UNVERIFIED;
    }
}

static const char *excuse(int code, const LpOptions *options)
{
    switch (code) {
    case GLP_EBADB: return "GLPK found the basis invalid";
    case GLP_ESING: return "GLPK found the basis singular";
    case GLP_ECOND: return "GLPK found the basis too ill-conditioned";
    case GLP_EITLIM: return options->iterations > 0 ? "step limit reached" : "GLPK turns in a circle";
    case GLP_ETMLIM: return deadline_reason();
    default: return "GLPK gave up";
    }
}

void glpk_get_answer(glp_prob *problem, int code, const LpOptions *options, BackendAnswer *answer)
{
    answer->status = status_of(problem, code, options);
    answer->iterations += glp_get_it_cnt(problem);
    answer->message[0] = '\0';
    if (answer->status == LP_LIMIT || answer->status == LP_UNVERIFIED)
        snprintf(answer->message, sizeof answer->message, "%s", excuse(code, options));
    answer->has_basis = code == 0 || code == GLP_EITLIM || code == GLP_ETMLIM;
    for (int i = 1; i <= glp_get_num_rows(problem); i++) {
        answer->row_dual[i - 1] = glp_get_row_dual(problem, i);
        answer->row_at[i - 1] = (signed char)states[glp_get_row_stat(problem, i)];
    }
    for (int j = 1; j <= glp_get_num_cols(problem); j++) {
        answer->x[j - 1] = glp_get_col_prim(problem, j);
        answer->column_at[j - 1] = (signed char)states[glp_get_col_stat(problem, j)];
    }
}
