/* part - the rows of a program that a proof leans on, as a program of their own */
#include "solver/part.h"

#include "solver/certify.h"
#include "solver/memory.h"
#include "solver/scale.h"

#include <math.h>
#include <stdlib.h>

/* The ray of an interior point is hardly ever just nothing. Shares of its largest multiplier, in natural units, below which it is tried as
 * nothing; with the last one it is as it was. */
static const double little[] = { 1e-3, 1e-5, 1e-7, 1e-9, 0 };

/* Returns the ray without what it can do without, [rows]; free() releases it. */
static double *pruned(const Lp *lp, const LpMatrix *matrix, const double *row_ray)
{
    LpScale scale;
    scale_init(&scale, lp, matrix);
    double *ray = memory_take(lp->rows, sizeof *ray), largest = 0;
    for (size_t i = 0; i < lp->rows; i++)
        largest = fmax(largest, fabs(ldexp(row_ray[i], -scale.row[i])));
    for (size_t n = 0; n < sizeof little / sizeof little[0]; n++) {
        for (size_t i = 0; i < lp->rows; i++)
            ray[i] = fabs(ldexp(row_ray[i], -scale.row[i])) < little[n] * largest ? 0 : row_ray[i];
        if (certify_infeasible(lp, matrix, ray))
            break;
    }
    scale_release(&scale);
    return ray;
}

static void take_rows(LpPart *part, const Lp *whole, const double *ray)
{
    part->row = memory_take(whole->rows, sizeof *part->row);
    part->row_at = memory_take(whole->rows, sizeof *part->row_at);
    for (size_t i = 0; i < whole->rows; i++) {
        part->row_at[i] = -1;
        if (ray[i] == 0)
            continue;
        part->row_at[i] = lp_add_row(&part->lp, whole->row_lower[i], whole->row_upper[i]);
        part->row[part->row_at[i]] = (int)i;
        part->lp.row_stamp[part->row_at[i]] = whole->row_stamp[i];
    }
}

static void take_columns(LpPart *part, const Lp *whole, const LpMatrix *matrix)
{
    part->column = memory_take(whole->columns, sizeof *part->column);
    part->column_at = memory_take(whole->columns, sizeof *part->column_at);
    for (size_t j = 0; j < whole->columns; j++) {
        part->column_at[j] = -1;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            const int row = part->row_at[matrix->row[k]];
            if (row < 0)
                continue;
            if (part->column_at[j] < 0) {
                part->column_at[j] = lp_add_column(&part->lp, whole->column_lower[j], whole->column_upper[j],
                                                   0);
                part->column[part->column_at[j]] = (int)j;
                part->lp.column_stamp[part->column_at[j]] = whole->column_stamp[j];
            }
            lp_add_entry(&part->lp, row, part->column_at[j], matrix->value[k]);
        }
    }
}

void part_of_rows(LpPart *part, const Lp *whole, const LpMatrix *matrix, const double *row_ray)
{
    *part = (LpPart){ .row = NULL };
    lp_init(&part->lp);
    take_rows(part, whole, row_ray);
    take_columns(part, whole, matrix);
}

void part_init(LpPart *part, const Lp *whole, const LpMatrix *matrix, const double *row_ray)
{
    double *ray = pruned(whole, matrix, row_ray);
    part_of_rows(part, whole, matrix, ray);
    free(ray);
}

void part_release(LpPart *part)
{
    lp_release(&part->lp);
    free(part->row);
    free(part->column);
    free(part->row_at);
    free(part->column_at);
    *part = (LpPart){ .row = NULL };
}

size_t part_take_limits(const LpPart *part, const LpLimit *limit, size_t count, LpLimit *to)
{
    size_t taken = 0;
    for (size_t k = 0; k < count; k++) {
        const int at = (limit[k].is_row ? part->row_at : part->column_at)[limit[k].index];
        if (at < 0)
            continue;
        to[taken] = limit[k];
        to[taken++].index = at;
    }
    return taken;
}
