/* elastic - a program whose limits give way, each at a price */
#include "solver/elastic.h"

#include <math.h>

static void copy_column(Lp *to, int column, const LpMatrix *matrix, size_t j, double sign)
{
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
        lp_add_entry(to, matrix->row[k], column, sign * matrix->value[k]);
}

static void copy_without_costs(Lp *to, const Lp *lp, const LpMatrix *matrix)
{
    lp_init(to);
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(to, lp->row_lower[i], lp->row_upper[i]);
    for (size_t j = 0; j < lp->columns; j++)
        copy_column(to, lp_add_column(to, lp->column_lower[j], lp->column_upper[j], 0), matrix, j, 1);
    lp_take_stamps(to, lp);
}

/* What gives way is of the period of its row or column, and the same in every period for each side of each template. `new` is the
 * first template that is not taken. */
static LpStamp stamp_of(const Lp *lp, const LpLimit *limit, int new)
{
    const LpStamp of = limit->is_row ? lp->row_stamp[limit->index] : lp->column_stamp[limit->index];
    if (of.template <0)
        return of;
    return (LpStamp){ new + 4 * of.template + 2 * limit->is_row + limit->is_upper, of.period };
}

double elastic_room(const Lp *lp, const LpLimit *limit)
{
    return limit->to_zero ? fmax(0, lp->column_lower[limit->index]) : INFINITY;
}

void elastic_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix, const LpLimit *limit, size_t limits,
                  const double *price)
{
    const int new = lp_templates(lp);
    copy_without_costs(elastic, lp, matrix);
    for (size_t k = 0; k < limits; k++) {
        int give = lp_add_column(elastic, 0, elastic_room(lp, &limit[k]), price[k]);
        elastic->column_stamp[give] = stamp_of(lp, &limit[k], new);
        if (limit[k].is_row)
            lp_add_entry(elastic, limit[k].index, give, limit[k].is_upper ? -1 : 1);
        else
            copy_column(elastic, give, matrix, (size_t)limit[k].index, limit[k].is_upper ? 1 : -1);
    }
}

static void add_row_give(Lp *elastic, const Lp *lp, size_t i, bool is_upper, int new)
{
    const LpLimit limit = { .is_row = true, .is_upper = is_upper, .index = (int)i };
    const int give = lp_add_column(elastic, 0, INFINITY, 1);
    lp_add_entry(elastic, (int)i, give, is_upper ? -1 : 1);
    elastic->column_stamp[give] = stamp_of(lp, &limit, new);
}

void elastic_rows_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix)
{
    const int new = lp_templates(lp);
    copy_without_costs(elastic, lp, matrix);
    for (size_t i = 0; i < lp->rows; i++) {
        if (isfinite(lp->row_lower[i]))
            add_row_give(elastic, lp, i, false, new);
        if (isfinite(lp->row_upper[i]))
            add_row_give(elastic, lp, i, true, new);
    }
}
