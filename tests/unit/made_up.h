/* made_up - an answer of a program that nobody has found, for whoever only needs one that is as long as an answer is */
#ifndef COPLANT_TESTS_MADE_UP_H
#define COPLANT_TESTS_MADE_UP_H

#include "solver/memory.h"
#include "solver/solve.h"
#include "tests/unit/chance.h"

/* Every column at a figure of its own between 1 and 2, every dual at 0. */
static inline LpResult made_up(const Lp *lp)
{
    LpResult result = {
        .status = LP_UNVERIFIED,
        .solved_by = "nobody",
        .x = memory_take(lp->columns, sizeof(double)),
        .column_dual = memory_take(lp->columns, sizeof(double)),
        .row_dual = memory_take(lp->rows, sizeof(double)),
        .rows = lp->rows,
        .columns = lp->columns,
    };
    for (size_t j = 0; j < lp->columns; j++)
        result.x[j] = 1 + (double)(j % 997) / 997;
    return result;
}

/* As made_up, and every row and column worth something, by chance. */
static inline LpResult worthy(const Lp *lp, uint64_t seed)
{
    Chance chance = { seed };
    LpResult result = made_up(lp);
    for (size_t j = 0; j < lp->columns; j++)
        result.column_dual[j] = chance_magnitude(&chance, -3, 3);
    for (size_t i = 0; i < lp->rows; i++)
        result.row_dual[i] = chance_magnitude(&chance, -3, 3);
    return result;
}

#endif
