/* rays - proofs that a program has no optimum, found as optima of two other programs */
#include "solver/rays.h"

#include "solver/child.h"
#include "solver/elastic.h"
#include "solver/memory.h"
#include "solver/part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void copy(double *to, const double *from, size_t count)
{
    if (count > 0)
        memcpy(to, from, count * sizeof *to);
}

bool ray_of_infeasible(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                       double *row_ray)
{
    Lp elastic;
    LpMatrix entries;
    elastic_rows_init(&elastic, lp, matrix);
    lp_matrix_init(&entries, &elastic);
    BackendAnswer answer;
    backend_answer_init(&answer, elastic.rows, elastic.columns);
    child_solve(backend, &elastic, &entries, options, &answer);
    copy(row_ray, answer.row_dual, lp->rows);
    bool found = answer.status == LP_OPTIMAL;
    backend_answer_release(&answer);
    lp_matrix_release(&entries);
    lp_release(&elastic);
    return found;
}

/* Leaves of `guess` what is at least that share of the largest; returns how many that are. */
static size_t leave_large(const double *guess, size_t count, double share, double *left)
{
    double largest = 0;
    size_t many = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(guess[i]));
    for (size_t i = 0; i < count; i++) {
        left[i] = guess[i] != 0 && fabs(guess[i]) >= share * largest ? guess[i] : 0;
        many += left[i] != 0;
    }
    return many;
}

static bool ray_of_part(const Backend *backend, const LpPart *part, const LpOptions *options, double *row_ray)
{
    LpMatrix entries;
    lp_matrix_init(&entries, &part->lp);
    double *ray = memory_take(part->lp.rows, sizeof *ray);
    const bool found = ray_of_infeasible(backend, &part->lp, &entries, options, ray);
    for (size_t r = 0; r < part->lp.rows; r++)
        row_ray[part->row[r]] = ray[r];
    free(ray);
    lp_matrix_release(&entries);
    return found;
}

bool ray_of_some_rows(const Backend *backend, const Lp *lp, const LpMatrix *matrix, const LpOptions *options,
                      const double *guess, double share, double *row_ray)
{
    const size_t many = leave_large(guess, lp->rows, share, row_ray);
    if (many == 0 || many > lp->rows / 2)
        return false;
    LpPart part;
    part_of_rows(&part, lp, matrix, row_ray);
    const bool found = ray_of_part(backend, &part, options, row_ray);
    part_release(&part);
    return found;
}

/* What a step may do with a limit: nothing against it where it is there. */
static double away(double limit)
{
    return isinf(limit) ? limit : 0;
}

/* How far column j may go down and up in a step: by 1 at most. */
static double backward(const Lp *lp, size_t j)
{
    return fmax(away(lp->column_lower[j]), -1);
}

static double forward(const Lp *lp, size_t j)
{
    return fmin(away(lp->column_upper[j]), 1);
}

static void recession_init(Lp *recession, const Lp *lp)
{
    lp_init(recession);
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(recession, away(lp->row_lower[i]), away(lp->row_upper[i]));
    for (size_t j = 0; j < lp->columns; j++)
        lp_add_column(recession, backward(lp, j), forward(lp, j), lp->cost[j]);
    lp_take_stamps(recession, lp);
}

static LpStatus solve_into(const Backend *backend, Lp *lp, LpMatrix *matrix, const LpOptions *options,
                           double *x)
{
    const size_t columns = lp->columns;
    BackendAnswer answer;
    backend_answer_init(&answer, lp->rows, columns);
    child_solve(backend, lp, matrix, options, &answer);
    copy(x, answer.x, columns);
    LpStatus status = answer.status;
    backend_answer_release(&answer);
    return status;
}

bool ray_of_unbounded(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                      double *column_ray)
{
    Lp recession;
    recession_init(&recession, lp);
    LpStatus status = solve_into(backend, &recession, matrix, options, column_ray);
    for (size_t j = 0; j < lp->columns; j++)
        column_ray[j] = fmin(fmax(column_ray[j], backward(lp, j)), forward(lp, j));
    lp_release(&recession);
    return status == LP_OPTIMAL;
}

LpStatus point_within(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                      double *x)
{
    Lp free_of_cost;
    lp_init(&free_of_cost);
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(&free_of_cost, lp->row_lower[i], lp->row_upper[i]);
    for (size_t j = 0; j < lp->columns; j++)
        lp_add_column(&free_of_cost, lp->column_lower[j], lp->column_upper[j], 0);
    lp_take_stamps(&free_of_cost, lp);
    LpStatus status = solve_into(backend, &free_of_cost, matrix, options, x);
    lp_release(&free_of_cost);
    return status;
}
