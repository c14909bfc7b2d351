/* tied - programs by chance of which most goes before the iteration
 *
 * Equations with one to three entries in every period, or nearly; rows that tie the end of time to its beginning; contracts of some periods. All
 * figures are small whole numbers or halves, so limits meet and entries cancel: to the last bit in one half of the programs, but for rounding in
 * the other. */
#ifndef COPLANT_TIED_H
#define COPLANT_TIED_H

#include "solver/lp.h"
#include "tests/unit/chance.h"

enum { TIED_PERIODS_MOST = 64 };

/* Whether it has an optimum is left to chance. `lp` is initialised here. */
void tied_draw(Chance *chance, int periods, Lp *lp);

#endif
