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
}

double elastic_room(const Lp *lp, const LpLimit *limit)
{
    return limit->to_zero ? fmax(0, lp->column_lower[limit->index]) : INFINITY;
}

void elastic_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix, const LpLimit *limit, size_t limits,
                  const double *price)
{
    copy_without_costs(elastic, lp, matrix);
    for (size_t k = 0; k < limits; k++) {
        int give = lp_add_column(elastic, 0, elastic_room(lp, &limit[k]), price[k]);
        if (limit[k].is_row)
            lp_add_entry(elastic, limit[k].index, give, limit[k].is_upper ? -1 : 1);
        else
            copy_column(elastic, give, matrix, (size_t)limit[k].index, limit[k].is_upper ? 1 : -1);
    }
}

void elastic_rows_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix)
{
    copy_without_costs(elastic, lp, matrix);
    for (size_t i = 0; i < lp->rows; i++) {
        if (isfinite(lp->row_lower[i]))
            lp_add_entry(elastic, (int)i, lp_add_column(elastic, 0, INFINITY, 1), 1);
        if (isfinite(lp->row_upper[i]))
            lp_add_entry(elastic, (int)i, lp_add_column(elastic, 0, INFINITY, 1), -1);
    }
}
