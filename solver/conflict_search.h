/* conflict_search - the smallest clash of a program whose every solve starts from the basis of the one before; inside solver/ only */
#ifndef COPLANT_CONFLICT_SEARCH_H
#define COPLANT_CONFLICT_SEARCH_H

#include "solver/conflict.h"

/* As lp_conflict_find, of a program that lp_check takes. `by_template`: limits that are alike are needed or spared together, and what is
 * missing is not asked. */
void conflict_search(const Lp *lp, const LpLimit *candidate, size_t candidates, const LpOptions *options,
                     bool by_template, LpConflict *conflict);

/* The same limit, perhaps of another period. */
bool lp_limits_alike(const Lp *lp, const LpLimit *one, const LpLimit *other);

/* The limit no longer holds. */
void conflict_drop(Lp *lp, const LpLimit *limit);

#endif
