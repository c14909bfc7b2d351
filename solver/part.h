/* part - the rows of a program that a proof leans on, as a program of their own
 *
 * A Farkas ray that is nothing at a row doesn't need it, nor a column that stands in such rows only. What is left has no answer for the
 * same reason, and few rows: those of an hour of a year, where that hour asks too much. */
#ifndef COPLANT_PART_H
#define COPLANT_PART_H

#include "solver/conflict.h"
#include "solver/lp.h"

#include <stdbool.h>

/* Owns its arrays: part_init, part_release. */
typedef struct LpPart {
    Lp lp;                   /* without costs */
    int *row, *column;       /* [lp.rows], [lp.columns] where each stands in the whole */
    int *row_at, *column_at; /* [rows], [columns of the whole] where it stands in the part; -1 */
} LpPart;

/* Of a ray that certify_infeasible takes for a proof: small multipliers are left out as long as it does. */
void part_init(LpPart *part, const Lp *whole, const LpMatrix *matrix, const double *row_ray);

/* Of the rows where a ray, which need not be a proof, is not 0. */
void part_of_rows(LpPart *part, const Lp *whole, const LpMatrix *matrix, const double *row_ray);
void part_release(LpPart *part);

/* Limits of the whole that stand in the part too, with its indices; returns how many. `to` is [count]. */
size_t part_take_limits(const LpPart *part, const LpLimit *limit, size_t count, LpLimit *to);

#endif
