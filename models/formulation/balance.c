/* balance - what comes in of a resource at a facility goes out of it
 *
 *     made + bought + discharged + received = used + sold + disposed + charged + sent      for each facility, resource, period
 *
 * An equality: nothing leaves unseen. What no one takes must be sold, sent or disposed of by name. The dual is what one more
 * unit wanted would cost: the value of the resource at this place and time. Ambient resources have no balance. */
#include "models/formulation/balance.h"

static double amount_at(const Program *program, const PlantFlow *flow, int period)
{
    return flow->by_period == NULL || program->average ? flow->amount : flow->by_period[period];
}

static void count(Program *program, const Item *process, const PlantFlow *flow, int role, int column,
                  int period)
{
    balance_flow(program, (Flow){ .column = column,
                                  .item = process->index,
                                  .facility = process->facility,
                                  .resource = flow->resource,
                                  .role = role,
                                  .period = period,
                                  .amount = amount_at(program, flow, period) });
}

static bool any_varies(const PlantFlow *flow, size_t flows)
{
    for (size_t i = 0; i < flows; i++)
        if (flow[i].by_period != NULL)
            return true;
    return false;
}

bool balance_recurs(const Recipe *recipe)
{
    return !any_varies(recipe->in, recipe->ins) && !any_varies(recipe->out, recipe->outs);
}

void balance_recipe(Program *program, const Item *process, const Recipe *recipe, int column, int period)
{
    for (size_t i = 0; i < recipe->ins; i++)
        count(program, process, &recipe->in[i], FLOW_USED, column, period);
    for (size_t i = 0; i < recipe->outs; i++)
        count(program, process, &recipe->out[i], FLOW_MADE, column, period);
    program_book(program, ACCOUNT_RUNNING, process->facility, column, recipe->cost);
}
