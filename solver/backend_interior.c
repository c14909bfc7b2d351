/* backend_interior - our own interior point method
 *
 * A program that is the same in every period is factorised period by period, any other as one sparse matrix.
 * A column of many periods is one copy in each (unroll.h): the program's own rows and columns stay the first ones. */
#include "solver/backend.h"

#include "solver/interior/iteration.h"
#include "solver/pair.h"
#include "solver/interior/unroll.h"
#include "solver/memory.h"

#include <stdio.h>
#include <stdlib.h>

/* Rows and columns of the program. */
typedef struct Size {
    size_t rows, columns;
} Size;

/* The program has its x from its own zero, the method from an origin near a limit: mostly the same. */
typedef struct Origin {
    int column;
    double x;
} Origin;

typedef struct Origins {
    Origin *origin; /* [count] those that are not zero */
    size_t count, room;
} Origins;

/* What the system does without comes from zero. */
static Origins origins_of(const System *system, Size size)
{
    Origins origins = { 0 };
    for (size_t j = 0; j < size.columns; j++) {
        const size_t at = (size_t)system->column_at[j];
        const double x = at < system->columns ? system_origin(system->lower[at], system->upper[at]) : 0;
        if (x == 0)
            continue;
        origins.origin = memory_grow(origins.origin, origins.count, &origins.room, sizeof(Origin));
        origins.origin[origins.count++] = (Origin){ (int)j, x };
    }
    return origins;
}

/* Where the method ended, in its own order: all from memory_take_line. */
typedef struct Point {
    const System *system;
    double *x, *y;
    double *gone_x, *gone_y;
} Point;

/* All else of the work is freed before the answer is written: of a year both are large. */
static Point end_work(Work *work, bool ray)
{
    System *system = work->system;
    Point point = { .system = system, .x = work->columns.x, .y = work->y };
    work->columns.x = work->y = NULL;
    work_release(work);
    point.gone_x = memory_take_line(system->gone);
    point.gone_y = memory_take_line(system->gone);
    if (system->gone > 0)
        system->kind->restore(system, point.x, point.y, ray, point.gone_x, point.gone_y);
    return point;
}

static void release_point(Point *point)
{
    free(point->x);
    free(point->y);
    free(point->gone_x);
    free(point->gone_y);
}

/* Adding zero makes 0 of -0. */
static void take_x(const Point *point, Size size, const Origins *origins, double *x)
{
    const System *system = point->system;
    for (size_t j = 0; j < size.columns; j++) {
        const size_t at = (size_t)system->column_at[j];
        x[j] = (at < system->columns ? point->x[at] : point->gone_x[at - system->columns]) + 0.0;
    }
    for (size_t k = 0; k < origins->count; k++)
        x[origins->origin[k].column] += origins->origin[k].x;
}

static void take_multipliers(const Point *point, Size size, double *y)
{
    const System *system = point->system;
    for (size_t i = 0; i < size.rows; i++) {
        const int at = system->row_at[i];
        y[i] = at < 0                      ? 0
               : (size_t)at < system->rows ? point->y[at]
                                           : point->gone_y[(size_t)at - system->rows];
    }
}

static void take_answer(const Point *point, Size size, const Origins *origins, const Ending *ending,
                        BackendAnswer *answer)
{
    const bool ray = ending->status == LP_INFEASIBLE;
    answer->status = ending->status;
    answer->iterations = ending->iterations;
    snprintf(answer->message, sizeof answer->message, "%s", ending->message);
    take_x(point, size, origins, answer->x);
    take_multipliers(point, size, ray ? answer->row_ray : answer->row_dual);
    answer->has_ray = ray;
    answer->has_point = ending->status == LP_LIMIT;
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
        const Origins origins = origins_of(system, size);
        lp_release(lp);
        lp_matrix_release(matrix);
        Work work;
        work_init(&work, system);
        answer->method = system->kind->name;
        const Ending ending = iteration_run(&work, options);
        Point point = end_work(&work, ending.status == LP_INFEASIBLE);
        take_answer(&point, size, &origins, &ending, answer);
        release_point(&point);
        free(origins.origin);
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
