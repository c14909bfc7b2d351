/* backend_interior - our own interior point method
 *
 * A program that is the same in every period is factorised period by period, any other as one sparse matrix.
 * A column of many periods is one copy in each (unroll.h): the program's own rows and columns stay the first ones. */
#include "solver/backend.h"

#include "solver/interior/iteration.h"
#include "solver/interior/pair.h"
#include "solver/interior/unroll.h"
#include "solver/memory.h"

#include <stdio.h>
#include <stdlib.h>

/* Rows and columns of the program. */
typedef struct Size {
    size_t rows, columns;
} Size;

/* The program has its x from its own zero, the method from an origin near a limit; what the system does without comes from zero. */
static void put_origins(const System *system, Size size, double *x)
{
    for (size_t j = 0; j < size.columns; j++) {
        const size_t at = (size_t)system->column_at[j];
        x[j] = at < system->columns ? system_origin(system->lower[at], system->upper[at]) : 0;
    }
}

/* x holds the origins. */
static void add_x(const Work *work, Size size, const double *gone_x, double *x)
{
    const System *system = work->system;
    for (size_t j = 0; j < size.columns; j++) {
        const size_t at = (size_t)system->column_at[j];
        x[j] += at < system->columns ? work->columns.x[at] : gone_x[at - system->columns];
    }
}

static void take_multipliers(const Work *work, Size size, const double *gone_y, double *y)
{
    const System *system = work->system;
    for (size_t i = 0; i < size.rows; i++) {
        const int at = system->row_at[i];
        y[i] = at < 0 ? 0 : (size_t)at < system->rows ? work->y[at] : gone_y[(size_t)at - system->rows];
    }
}

static void take_answer(const Work *work, Size size, const Ending *ending, BackendAnswer *answer)
{
    const System *system = work->system;
    const bool ray = ending->status == LP_INFEASIBLE;
    double *gone_x = memory_take_line(system->gone), *gone_y = memory_take_line(system->gone);
    answer->status = ending->status;
    answer->iterations = ending->iterations;
    snprintf(answer->message, sizeof answer->message, "%s", ending->message);
    if (system->gone > 0)
        system->kind->restore(system, work->columns.x, work->y, ray, gone_x, gone_y);
    add_x(work, size, gone_x, answer->x);
    take_multipliers(work, size, gone_y, ray ? answer->row_ray : answer->row_dual);
    answer->has_ray = ray;
    answer->has_point = ending->status == LP_LIMIT;
    free(gone_x);
    free(gone_y);
}

static System *unrolled_periods(const Lp *lp, const LpMatrix *matrix, Pair *pair)
{
    Lp unrolled;
    LpMatrix unrolled_matrix;
    if (!unroll(lp, matrix, &unrolled, &unrolled_matrix))
        return periods_create(lp, matrix, pair, true);
    System *system = periods_create(&unrolled, &unrolled_matrix, pair, true);
    lp_matrix_release(&unrolled_matrix);
    lp_release(&unrolled);
    return system;
}

static System *system_of(const Lp *lp, const LpMatrix *matrix, Pair *pair)
{
    System *system = unrolled_periods(lp, matrix, pair);
    return system != NULL ? system : sparse_create(lp, matrix, pair);
}

/* Two threads are worth it where a pass takes longer than it takes to wake one. */
static int threads(const LpOptions *options, const Lp *lp)
{
    enum { FEW = 2000 };
    if (options->threads == 1 || options->threads == 2)
        return options->threads;
    return lp->rows < FEW ? 1 : 2;
}

static void solve(Lp *lp, LpMatrix *matrix, const LpOptions *options, BackendAnswer *answer)
{
    const Size size = { lp->rows, lp->columns };
    answer->has_basis = answer->has_ray = answer->has_point = false;
    lp_tell(options, &(LpProgress){ .stage = LP_ORDERING });
    Pair *pair = pair_create(threads(options, lp));
    System *system = system_of(lp, matrix, pair);
    if (system != NULL) {
        put_origins(system, size, answer->x);
        lp_release(lp);
        lp_matrix_release(matrix);
        Work work;
        work_init(&work, system);
        answer->method = system->kind->name;
        const Ending ending = iteration_run(&work, options);
        take_answer(&work, size, &ending, answer);
        work_release(&work);
        system->kind->free(system);
    } else {
        answer->status = LP_UNVERIFIED;
        snprintf(answer->message, sizeof answer->message, "the rows could not be put in order");
    }
    pair_free(pair);
}

const Backend backend_interior = {
    .name = "interior",
    .help = "our own interior point method, made for programs that repeat themselves hour by hour",
    .quick = 1e8,
    .quick_from_basis = 1e8,
    .prompt_by_period = true,
    .solve = solve,
};
