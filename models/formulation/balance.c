/* balance - what comes in of a resource at a facility goes out of it
 *
 *     made + bought + discharged + received = used + sold + disposed + charged + sent      for each facility, resource, period
 *
 * An equality: nothing leaves unseen. What no one takes must be sold, sent or disposed of by name. The dual is what one more
 * unit wanted would cost: the value of the resource at this place and time. Ambient resources have no balance. */
#include "models/formulation/balance.h"

void balance_flow(Program *program, Flow flow)
{
    program_add_flow(program, flow);
    if (flow.role >= FLOW_LOST || program->park->resource[flow.resource].ambient)
        return;
    Tag tag = { ROW_BALANCE, flow.facility, flow.resource, flow.period };
    double sign = flow.role <= FLOW_RECEIVED ? 1 : -1;
    program_add(program, program_row(program, tag, 0, 0), flow.column, sign * flow.amount);
}

static double amount_at(const Program *program, const PlantFlow *flow, int period)
{
    return flow->by_period == NULL || program->average ? flow->amount : flow->by_period[period];
}

void balance_recipe(Program *program, const Item *process, const Recipe *recipe, int column, int period)
{
    Flow flow = { .column = column, .item = process->index, .facility = process->facility, .period = period };
    for (size_t i = 0; i < recipe->ins; i++) {
        flow.role = FLOW_USED;
        flow.resource = recipe->in[i].resource;
        flow.amount = amount_at(program, &recipe->in[i], period);
        balance_flow(program, flow);
    }
    for (size_t i = 0; i < recipe->outs; i++) {
        flow.role = FLOW_MADE;
        flow.resource = recipe->out[i].resource;
        flow.amount = amount_at(program, &recipe->out[i], period);
        balance_flow(program, flow);
    }
    program_book(program, ACCOUNT_RUNNING, process->facility, column, recipe->cost);
}
