/* slopes - whether duals are what the objective does when a limit moves */
#include "tests/cases/slopes.h"

#include <math.h>

/* Backends reach their vertex to the last digits; a step must stand out of what rounding leaves of the objective. */
static double rounding(double dual, double objective, double step)
{
    return 1e-10 * (1 + fabs(objective)) / step + 1e-7 * fabs(dual);
}

/* The optimum with one pair of limits moved; NAN where nothing was proved. */
static double optimum(const Lp *lp, bool is_row, int index, double by)
{
    Lp moved;
    LpResult result;
    lp_copy(&moved, lp);
    if (is_row) {
        moved.row_lower[index] += by;
        moved.row_upper[index] += by;
    } else {
        moved.column_lower[index] += by;
        moved.column_upper[index] += by;
    }
    lp_solve(&moved, NULL, &result);
    double objective = result.status == LP_OPTIMAL      ? result.objective
                       : result.status == LP_INFEASIBLE ? (double)INFINITY
                                                        : (double)NAN;
    lp_result_release(&result);
    lp_release(&moved);
    return objective;
}

static Slope slope(const Lp *lp, double objective, bool is_row, int index, double step)
{
    double up = optimum(lp, is_row, index, step), down = optimum(lp, is_row, index, -step);
    return (Slope){
        .left = (objective - down) / step,
        .right = (up - objective) / step,
        .solved = !isnan(up) && !isnan(down),
    };
}

Slope slope_of_row(const Lp *lp, double objective, int row, double step)
{
    return slope(lp, objective, true, row, step);
}

Slope slope_of_column(const Lp *lp, double objective, int column, double step)
{
    return slope(lp, objective, false, column, step);
}

bool slope_allows(const Slope *slope, double dual, double objective, double step)
{
    double within = rounding(dual, objective, step);
    return slope->solved && slope->left <= dual + within && dual <= slope->right + within;
}

bool slope_meets(const Slope *slope, double dual, double objective, double step)
{
    double within = rounding(dual, objective, step);
    return fabs(slope->left - dual) <= within || fabs(slope->right - dual) <= within;
}
