/* stamped - programs by chance that repeat themselves period by period, more or less */
#ifndef COPLANT_STAMPED_H
#define COPLANT_STAMPED_H

#include "solver/lp.h"
#include "tests/unit/chance.h"

enum { STAMPED_PERIODS_MOST = 48 };

typedef enum StampedEnd { STAMPED_OPTIMAL, STAMPED_INFEASIBLE, STAMPED_UNBOUNDED } StampedEnd;

typedef enum ColumnKind { FROM_ZERO, BOXED, FREE, FIXED, UP_TO, COLUMN_KINDS } ColumnKind;

/* From zero for one half, any for the other. */
ColumnKind stamped_column_kind(Chance *chance);

/* Planted around a point with duals that prove it optimal; then, if wanted, with a row that contradicts another, or with a column
 * along which the objective falls for ever. `lp` is initialised here. */
void stamped_draw(Chance *chance, int periods, StampedEnd end, Lp *lp);

/* One column or row, with its stamp. */
int stamped_column(Lp *lp, double lower, double upper, double cost, LpStamp stamp);
int stamped_row(Lp *lp, double lower, double upper, LpStamp stamp);

#endif
