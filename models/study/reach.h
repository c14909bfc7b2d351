/* reach - how far a measure can go in a program, and what it costs to hold it further than the best plan does */
#ifndef COPLANT_REACH_H
#define COPLANT_REACH_H

#include "models/measure.h"
#include "solver/solve.h"

/* The most, or the least, that the measure comes to in any plan; of the facility, -1: of the whole program. `without`: a row that need
 * not be kept, -1: none. NAN where there is no plan, no end, or no best plan with anything below the line. */
double reach_best(const Program *program, const Measure *measure, int facility, bool most, int without,
                  const LpOptions *options);

/* The optimum with the ratio held at `least` or above, and what is then above and below the line; set where the status is LP_OPTIMAL. */
LpStatus reach_at_least(const Program *program, const Measure *measure, double least,
                        const LpOptions *options, double *objective, Fraction *sums);

#endif
