/* ledger - what a facility takes in and lets out of carbon or energy, by the way it goes
 *
 *     bought + received - sold - sent - buried - drained  =  used - made + burnt + lost         (= CO2 12.011/44.009, of carbon)
 *
 * Left is what crosses the fence, right what happens inside. Of energy what is flared or vented has left as what it was, and is on the left. */
#include "models/ledger.h"

#include "models/formulation/disposal.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>

double content_of(const Resource *resource, Content content)
{
    switch (content) {
    case CONTENT_CARBON: return resource->carbon;
    case CONTENT_POWER: return resource->carrier == CARRIER_POWER ? resource->energy : 0;
    default: return resource_energy(resource);
    }
}

static double *place_of(const Outcome *outcome, const Flow *flow, Ledger *ledger)
{
    switch (flow->role) {
    case FLOW_MADE: return &ledger->made;
    case FLOW_BOUGHT: return &ledger->bought;
    case FLOW_RECEIVED: return &ledger->received;
    case FLOW_USED: return &ledger->used;
    case FLOW_SOLD: return &ledger->sold;
    case FLOW_SENT: return &ledger->sent;
    case FLOW_LOST: return &ledger->lost;
    default: break;
    }
    const Disposal *disposal = (const Disposal *)outcome->park->item[flow->item];
    return disposal_burns(disposal)    ? &ledger->burnt
           : disposal_buries(disposal) ? &ledger->buried
                                       : &ledger->drained;
}

Ledger *ledgers_of(const Outcome *outcome, Content content)
{
    const Park *park = outcome->park;
    Ledger *ledger = memory_take(park->facilities + 1, sizeof *ledger), *of_facility = ledger + 1;
    for (size_t i = 0; i < outcome->program->flows; i++) {
        const Flow *flow = &outcome->program->flow[i];
        if (park->resource[flow->resource].ambient)
            continue;
        const double held = park->period[flow->period].share * outcome_flow(outcome, flow)
                            * content_of(&park->resource[flow->resource], content);
        *place_of(outcome, flow, &of_facility[flow->facility]) += held;
        *place_of(outcome, flow, ledger) += held;
    }
    for (size_t f = 0; f <= park->facilities; f++)
        ledger[f].sent -= ledger[f].lost;
    return ledger;
}

double ledger_left(const Ledger *of, Content content)
{
    const double left = of->bought + of->received - of->sold - of->sent - of->buried - of->drained;
    return content == CONTENT_CARBON ? left : left - of->burnt - of->lost;
}

double ledger_used_up(const Ledger *of, Content content)
{
    return of->used - of->made + (content == CONTENT_CARBON ? of->burnt + of->lost : 0);
}

double ledger_gap(const Ledger *of, Content content)
{
    /* What is less an hour is measured against this, a kg or a Nm3: of a plan that stands still only rounding is left. */
    static const double least = 1e-3;
    return fabs(ledger_left(of, content) - ledger_used_up(of, content))
           / fmax(fmax(of->bought + of->received, of->used), least);
}
