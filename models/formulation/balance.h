/* balance - what comes in of a resource at a facility goes out of it */
#ifndef COPLANT_BALANCE_H
#define COPLANT_BALANCE_H

#include "models/plant.h"
#include "models/program.h"

/* Counts the flow and puts it into the balance of its facility, resource and period. Inline, so that what its caller says of the flow need
 * not pass through memory: a year has six million. */
static inline void balance_flow(Program *program, Flow flow)
{
    program_add_flow(program, flow);
    if (flow.role >= FLOW_LOST || program->park->resource[flow.resource].ambient)
        return;
    const Tag tag = { ROW_BALANCE, flow.facility, flow.resource, flow.period };
    const double sign = flow.role <= FLOW_RECEIVED ? 1 : -1;
    program_add(program, program_row(program, tag, 0, 0), flow.column, sign * flow.amount);
}

/* Counts what a unit of the column takes, gives and costs of a recipe of that process. Its mixes count themselves. */
void balance_recipe(Program *program, const Item *process, const Recipe *recipe, int column, int period);

/* Whether the recipe is the same in every period. */
bool balance_recurs(const Recipe *recipe);

#endif
