/* unroll - a column of the whole horizon as one copy for each period
 *
 *     x stands in rows of the periods first .. last   becomes   x[first] = x[first + 1] = ... = x[last],
 *
 * each copy in the rows of its own period, with the limits of x and its share of the cost. What a capacity is chosen to be then goes from
 * period to period like what is in a store, and the program has the same pattern everywhere. The column itself would have to be eliminated
 * last, after rows that without it depend on one another, and from their quotients no digit would be left.
 *
 * The rows and columns of the program keep their places (a column becomes its first copy); ties and other copies come behind. */
#ifndef COPLANT_INTERIOR_UNROLL_H
#define COPLANT_INTERIOR_UNROLL_H

#include "solver/lp.h"

#include <stdbool.h>

/* False, and nothing is initialised, where there is no such column, or there are so many that the copies would be too dear. Of `lp` entries
 * are not looked at. */
bool unroll(const Lp *lp, const LpMatrix *matrix, Lp *to, LpMatrix *to_matrix);

#endif
