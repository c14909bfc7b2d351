/* backend_exact - GLPK's simplex in rational arithmetic, from a given basis or from that of the ordinary simplex
 *
 * Slow (bignums), so it is asked when rounding is in doubt. A basis that floating point got right costs it one
 * factorisation.
 *
 * It is exact for integers only: every other number is replaced by the shortest fraction within 1e-9, and the
 * answer belongs to that neighbour. Powers of two make all numbers integers without touching a digit, so the
 * program is handed over as
 *
 *     2^(row[i] - bound[j]) A[i,j],   2^row[i] limit,   2^bound[j] bound,   2^(cost - bound[j]) cost
 *
 * with the smallest row, bound and cost that do it.
 *
 * Exact arithmetic takes 0.1 x = 0.3 and 0.2 x = 0.6 for a contradiction, as the doubles indeed are one. So where
 * it finds no point, the rows are opened on each side: by 2^-48, which hides rounding, then more, up to 2^-30, which
 * is what solvers in floating point take for equal. */
#include "solver/backend.h"
#include "solver/glpk_guard.h"
#include "solver/glpk_problem.h"
#include "solver/memory.h"
#include "solver/scale.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Raises *shift until 2^(*shift + by) value is an integer. */
static void make_integer(double value, int by, short *shift)
{
    if (value == 0 || isinf(value))
        return;
    int lowest; /* exponent of the last bit that is set */
    int64_t bits = (int64_t)ldexp(frexp(value, &lowest), DBL_MANT_DIG);
    for (lowest -= DBL_MANT_DIG; bits % 2 == 0; lowest++)
        bits /= 2;
    if (*shift < -lowest - by)
        *shift = (short)(-lowest - by);
}

/* The shifts that make a program integer, as a scale. */
static void integers_init(LpScale *scale, const Lp *lp, const LpMatrix *matrix)
{
    *scale = (LpScale){
        .row = memory_take(lp->rows, sizeof *scale->row),
        .column = memory_take(lp->columns, sizeof *scale->column),
    };
    for (size_t i = 0; i < lp->rows; i++) {
        make_integer(lp->row_lower[i], 0, &scale->row[i]);
        make_integer(lp->row_upper[i], 0, &scale->row[i]);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        short bound = 0;
        make_integer(lp->column_lower[j], 0, &bound);
        make_integer(lp->column_upper[j], 0, &bound);
        scale->column[j] = (short)-bound;
        make_integer(lp->cost[j], -bound, &scale->cost);
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            make_integer(matrix->value[k], -bound, &scale->row[matrix->row[k]]);
    }
}

typedef struct Work {
    const Lp *lp;
    const LpMatrix *matrix;
    const LpOptions *options;
    BackendAnswer *answer;
} Work;

static void work(void *subject)
{
    Work *w = subject;
    glp_smcp parameters;
    glp_prob *problem = glpk_load(w->lp, w->matrix);
    glpk_parameters(&parameters, problem, w->options);
    if (w->answer->has_basis)
        glpk_put_basis(problem, w->answer);
    else
        glp_std_basis(problem);
    int code = glp_exact(problem, &parameters);
    if (code == GLP_EBADB || code == GLP_ESING) {
        glp_std_basis(problem);
        code = glp_exact(problem, &parameters);
    }
    glpk_get_answer(problem, code, w->options, w->answer);
    glp_delete_prob(problem);
}

static void solve_integers(const Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    LpScale scale;
    Lp integers;
    integers_init(&scale, lp, matrix);
    scale_limits(&scale, lp, &integers);
    scale_matrix(&scale, matrix);
    LpOptions inside = *options;
    inside.cost_shift += scale.cost;
    Work w = { &integers, matrix, &inside, answer };
    char said[240];
    if (!glpk_guarded(work, &w, &inside, said)) {
        answer->status = LP_UNVERIFIED;
        answer->has_basis = answer->has_point = false;
        memcpy(answer->message, said, sizeof said);
    }
    for (size_t j = 0; j < lp->columns; j++)
        answer->x[j] = ldexp(answer->x[j], scale.column[j]);
    for (size_t i = 0; i < lp->rows; i++)
        answer->row_dual[i] = ldexp(answer->row_dual[i], scale.row[i] - scale.cost);
    scale_matrix_back(&scale, matrix);
    lp_release(&integers);
    scale_release(&scale);
}

static double opened(double limit, double by)
{
    return limit + by * fmax(1, fabs(limit));
}

static void solve_opened(const Lp *lp, LpMatrix *matrix, const LpOptions *options, double by,
                         BackendAnswer *answer)
{
    Lp wider;
    lp_init(&wider);
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(&wider, opened(lp->row_lower[i], -by), opened(lp->row_upper[i], by));
    for (size_t j = 0; j < lp->columns; j++)
        lp_add_column(&wider, lp->column_lower[j], lp->column_upper[j], lp->cost[j]);
    solve_integers(&wider, matrix, options, answer);
    lp_release(&wider);
}

static void solve(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    if (!answer->has_basis)
        backend_glpk.solve(lp, matrix, options, answer);
    answer->has_ray = false;
    /* Without rows or columns there is nothing to factorise and nothing that could round. */
    if (lp->rows == 0 || lp->columns == 0)
        return;
    solve_integers(lp, matrix, options, answer);
    for (int bits = 48; bits >= 30 && answer->status == LP_INFEASIBLE; bits -= 9)
        solve_opened(lp, matrix, options, ldexp(1, -bits), answer);
}

const Backend backend_exact = {
    .name = "exact",
    .help = "the same in exact rational arithmetic: slow, for small programs and doubtful answers",
    .quick = 1e5, /* 100 to 1500 ns each */
    .quick_from_basis = 1e5,
    .solve = solve,
};
