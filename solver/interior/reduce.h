/* reduce - rows and columns that a program of periods can do without
 *
 * An equation r that stands in every period gives any of its columns by the others,
 *
 *     x_j = b_r / a_rj - sum over k of a_rk / a_rj x_k,
 *
 * and goes, and column j with it, where that makes no new entries:
 *
 *     spare   j is in no other row, and the limits of the others keep it within its own: what is bought for a balance
 *     tied    r has at most one other column, which takes over j's entries, cost and limits: what one process gives to one other
 *
 * A column whose limits leave no choice in any period goes by itself. What went comes back in the opposite order, x_j from the equation and
 * y_r from the reduced cost of j, which is 0,
 *
 *     y_r = cost_j / a_rj - sum over i of a_ij / a_rj y_i,
 *
 * or from that of the other column, where it is a limit of j that holds it (Andersen and Andersen 1995). */
#ifndef COPLANT_INTERIOR_REDUCE_H
#define COPLANT_INTERIOR_REDUCE_H

#include "solver/interior/pattern.h"
#include "solver/interior/system.h"

/* constant + sum over terms of value times x of its column, or y of its row. */
typedef struct Sum {
    SharedEntry *term; /* [terms] */
    int terms;
    double *constant; /* [batches x LANES]; NULL: 0 */
} Sum;

typedef struct Gone {
    int row, column;
    Sum x; /* x from its row; from its constant alone where the limits leave no choice, `row` is then NOWHERE */
    Sum y, y_by_other; /* y from its column, or from the other one */
    SharedEntry other; /* the entry of the other one in the row */
    unsigned char *
        takes; /* [batches x LANES] the other one has its lower limit (1), its upper one (2) from this; NULL: never */
} Gone;

/* What went. Columns of its sums from `columns` on, and rows from `rows` on, are those that went: of gone[s] columns + s and rows + s. Owns its
 * arrays: reduce, reduction_release. */
typedef struct Reduction {
    Gone *gone; /* [count], in the order of their going */
    int count;
    int columns, inner, rows; /* that stay; rows with slots */
} Reduction;

/* Takes what it can from the pattern of a program and from the vectors of its system, which are laid out as the pattern is before and after;
 * row_in and column_in of what went say rows + s and columns + s. What it costs goes into system->constant. */
void reduce(Reduction *reduction, Pattern *pattern, System *system, const Lp *lp);

/* The x and y of a batch that went, [count x LANES], from those that stayed: x[columns x LANES], y[rows x LANES], and y of the linking rows
 * one period later. Of a ray the costs are 0. */
void reduction_restore(const Reduction *reduction, int batch, const double *x, const double *y,
                       const double *y_next, bool ray, double *gone_x, double *gone_y);

void reduction_release(Reduction *reduction);

#endif
