/* face - all points of a program that are as good as one that is optimal */
#include "solver/face.h"

#include "solver/memory.h"
#include "solver/scale.h"

#include <math.h>
#include <stdlib.h>

/* A dual below this is none, in natural units (scale.h) and against the terms that it is the sum of: they are as exact as that. */
static const double clear = 1e-11;
/* What is nearer to a limit than this stands there, likewise. */
static const double near = 1e-9;

/* A value and the size of its terms, put into natural units by 2^shift. */
typedef struct Amount {
    double value, size;
    int shift;
} Amount;

static bool is_clear(Amount dual)
{
    return fabs(ldexp(dual.value, dual.shift)) > clear * (1 + ldexp(dual.size, dual.shift));
}

/* Leaves the limit that the sign of a dual leans on, if the value stands there. From inside both may be near nothing: then the
 * lesser one is. */
static void close(Amount dual, Amount of, double *lower, double *upper)
{
    const double limit = dual.value > 0 ? *lower : *upper, distance = ldexp(fabs(of.value - limit), of.shift);
    if (is_clear(dual) && distance <= near * (1 + ldexp(of.size, of.shift))
        && distance < fabs(ldexp(dual.value, dual.shift)))
        *lower = *upper = limit;
}

/* A column has a dual the size of whose terms is |cost| + |A|' |y|. */
static void narrow_columns(Lp *lp, const LpMatrix *matrix, const LpScale *scale, const LpResult *result)
{
    for (size_t j = 0; j < lp->columns; j++) {
        Amount dual = { result->column_dual[j], fabs(lp->cost[j]), scale->column[j] + scale->cost };
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            dual.size += fabs(matrix->value[k] * result->row_dual[matrix->row[k]]);
        const Amount x = { result->x[j], fabs(result->x[j]), -scale->column[j] };
        close(dual, x, &lp->column_lower[j], &lp->column_upper[j]);
    }
}

/* A row has an activity the size of whose terms is |A| |x|. */
static void narrow_rows(Lp *lp, const LpMatrix *matrix, const LpScale *scale, const LpResult *result)
{
    Amount *activity = memory_take(lp->rows, sizeof *activity);
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            const double term = matrix->value[k] * result->x[j];
            activity[matrix->row[k]].value += term;
            activity[matrix->row[k]].size += fabs(term);
        }
    for (size_t i = 0; i < lp->rows; i++) {
        activity[i].shift = scale->row[i];
        const Amount dual = { result->row_dual[i], 0, scale->cost - scale->row[i] };
        close(dual, activity[i], &lp->row_lower[i], &lp->row_upper[i]);
    }
    free(activity);
}

void lp_narrow(Lp *lp, const LpResult *result)
{
    LpMatrix matrix;
    LpScale scale;
    lp_matrix_init(&matrix, lp);
    scale_init(&scale, lp, &matrix);
    narrow_columns(lp, &matrix, &scale, result);
    narrow_rows(lp, &matrix, &scale, result);
    scale_release(&scale);
    lp_matrix_release(&matrix);
}
