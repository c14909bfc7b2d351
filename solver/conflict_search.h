/* conflict_search - the smallest clash of a program whose every solve starts from the basis of the one before; inside solver/ only */
#ifndef COPLANT_CONFLICT_SEARCH_H
#define COPLANT_CONFLICT_SEARCH_H

#include "solver/conflict.h"

/* As lp_conflict_find, of a program that lp_check takes. */
void conflict_search(const Lp *lp, const LpLimit *candidate, size_t candidates, const LpOptions *options,
                     LpConflict *conflict);

/* The limit no longer holds. */
void conflict_drop(Lp *lp, const LpLimit *limit);

#endif
