/* waste - what becomes of solid waste in a plan, by class and facility, and who gives what to whom */
#ifndef COPLANT_WASTE_H
#define COPLANT_WASTE_H

#include "models/outcome.h"

/* t an hour, and money in 1000 of the currency an hour. made + drawn + bought = used + sold + linked + stockpiled + landfilled. */
typedef struct WasteSums {
    double made, drawn, bought; /* drawn: dug from an old heap of the park */
    double used, sold;
    double linked; /* sent less received; of the whole park, what is lost on the way */
    double stockpiled, landfilled;
    double cost, levy; /* disposal, and who is paid to take it; tax */
} WasteSums;

/* [facilities + 1 x WASTE_CLASSES], those of the whole park last; from memory_take. */
WasteSums *waste_sums(const Outcome *outcome);
void waste_add(WasteSums *to, const WasteSums *sums);

/* Nothing of it at all. */
bool waste_is_none(const WasteSums *sums);

/* A part of what a flow takes, by where it comes from. What meets in one balance is shared out in proportion: no one can tell it apart. */
typedef struct WasteMove {
    int giver; /* facility that made it, drew it or sent it; -1: from outside */
    bool from_stock;
    Flow into;   /* used by a process, or sold */
    double rate; /* t an hour */
    double
        price; /* that the taker pays the giver, 1000 of the currency per internal unit; NAN: none was agreed */
} WasteMove;

/* All of them in the order of the program's flows, [*count] from memory_grow. */
WasteMove *waste_moves(const Outcome *outcome, size_t *count);

#endif
