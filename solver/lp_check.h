/* lp_check - what is refused before any solver sees it
 *
 * GLPK calls a program with a NaN in it "optimal", and with magnitudes twenty orders apart its answer
 * is noise. Both are stopped here, with a sentence that says where. Messages are [240]; place may be NULL. */
#ifndef COPLANT_LP_CHECK_H
#define COPLANT_LP_CHECK_H

#include "solver/lp.h"

#include <stdbool.h>

/* Where a fault stands; -1: not of a row, not of a column. */
typedef struct LpPlace {
    int row, column;
} LpPlace;

/* Every number is finite, only a limit that is not there is infinite, every entry stands inside the program. */
bool lp_check(const Lp *lp, LpPlace *place, char *message);

/* After scaling: coefficients lie within 1e-9..1e9, costs and limits below 1e12 of the usual one. Small
 * costs and limits pass: 0.1 + 0.2 - 0.3 is 5.6e-17, and harmless. */
bool lp_check_range(const Lp *scaled, const LpMatrix *matrix, LpPlace *place, char *message);

/* A lower limit above its upper one: not refused, but infeasible by itself. A crossing within rounding
 * (1e-9 of the limits) does not count. */
bool lp_is_crossed(double lower, double upper);
bool lp_find_crossed(const Lp *lp, char *message);

#endif
