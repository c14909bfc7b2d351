/* balance - what comes in of a resource at a facility goes out of it
 *
 *     made + bought + received = used + sold + disposed + sent      for each facility, resource, period
 *
 * An equality: nothing leaves unseen. What no one takes must be sold, sent or disposed of by name. The dual is what one more
 * unit wanted would cost: the value of the resource at this place and time. Ambient resources have no balance. */
#include "models/formulation/balance.h"

void balance_flow(Program *program, Flow flow)
{
    program_flow(program, flow);
    if (flow.role == FLOW_LOST || program->park->resource[flow.resource].ambient)
        return;
    Tag tag = { ROW_BALANCE, flow.facility, flow.resource, flow.period };
    double sign = flow.role <= FLOW_RECEIVED ? 1 : -1;
    program_add(program, program_row(program, tag, 0, 0), flow.column, sign * flow.amount);
}
