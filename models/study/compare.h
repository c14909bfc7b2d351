/* compare - every facility for itself beside the coupled park
 *
 * Alone, all links are closed and the markets stay open; each facility is a program of its own. What is good for each alone
 * is a plan of the coupled park too, so coupled can never be worse than the sum: comparison_holds asserts it. */
#ifndef COPLANT_COMPARE_H
#define COPLANT_COMPARE_H

#include "models/outcome.h"

typedef struct Comparison {
    const Park *park;
    Outcome *together;
    Outcome **alone; /* [facilities] */
    bool all_alone;  /* every facility has a proved plan of its own */
} Comparison;        /* comparison_release */

void comparison_make(const Park *park, const LpOptions *options, Comparison *comparison);
void comparison_release(Comparison *comparison);

/* The objective of the coupled park is no worse than the sum of those alone, within the tolerance of the certificates;
 * true where some facility can't stand alone, or where a target limits the park: then the facilities alone are held to less. */
bool comparison_holds(const Comparison *comparison);

/* Over the horizon, of the facilities of one owner, NULL: of all. Totals in the unit of the measure, money in 1000 of the currency. NAN where a
 * facility has no plan, or nothing is below the line. Margins of an owner hold what links' prices move. */
double comparison_together(const Comparison *comparison, const Measure *measure, const char *owner);
double comparison_alone(const Comparison *comparison, const Measure *measure, const char *owner);

#endif
