/* slopes - whether duals are what the objective does when a limit moves
 *
 * The optimum f is convex in a right-hand side b, and a dual y is one of its slopes there:
 *
 *     (f(b) - f(b - e)) / e  <=  y  <=  (f(b + e) - f(b)) / e        for every e > 0
 *
 * with f infinite where there is no plan. Where both sides meet, y is the one price. */
#ifndef COPLANT_SLOPES_H
#define COPLANT_SLOPES_H

#include "solver/lp.h"
#include "solver/solve.h"

#include <stdbool.h>

typedef struct Slope {
    double left, right; /* -INFINITY, INFINITY where no plan is left */
    bool solved;        /* false: a program on the way had no proved answer */
} Slope;

/* Of the right-hand side of a row, and of the limit at which a column stands. */
Slope slope_of_row(const Lp *lp, double objective, int row, double step);
Slope slope_of_column(const Lp *lp, double objective, int column, double step);

/* left <= dual <= right, but for rounding of the objective over the step. */
bool slope_allows(const Slope *slope, double dual, double objective, double step);

/* The dual is the slope of one side at least, so that it says what really happens. */
bool slope_meets(const Slope *slope, double dual, double objective, double step);

#endif
