/* elastic - a program whose limits give way, each at a price
 *
 *     minimise   sum price[k] give[k]
 *     subject to the limits of the program, limit k moved outwards by give[k] >= 0
 *
 * Its minimum says how much the limits lack, and its row duals are Farkas multipliers of the program when
 * that is more than nothing. A limit that costs nothing is dropped; one whose give[k] is bounded by 0 is held.
 *
 * give[k] is a column of its own, n + k. For a row limit it enters that row (-1 for the upper limit, +1 for
 * the lower); for a bound of column j it is a copy of column j (or its negative), so x[j] is the sum of the two
 * and no row is added. */
#ifndef COPLANT_ELASTIC_H
#define COPLANT_ELASTIC_H

#include "solver/conflict.h"
#include "solver/lp.h"

/* How far a limit may give way. */
double elastic_room(const Lp *lp, const LpLimit *limit);

/* `elastic` is initialised here. */
void elastic_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix, const LpLimit *limit, size_t limits,
                  const double *price);

/* Rows of the program, all of them, at price 1. */
void elastic_rows_init(Lp *elastic, const Lp *lp, const LpMatrix *matrix);

#endif
