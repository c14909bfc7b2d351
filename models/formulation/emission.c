/* emission - direct CO2, from the carbon balance and nothing else
 *
 *     co2[f,t] = 44.009/12.011 ( sum over processes of f   carbon of what they use - carbon of what they make
 *                              + carbon of what is flared, vented, lost on a link or in a store )
 *
 * There is no second figure that could contradict it. */
#include "models/formulation/emission.h"

#include "models/formulation/disposal.h"
#include "models/formulation/market.h"

double emission_of(const Park *park, const Flow *flow)
{
    double carbon = park->resource[flow->resource].carbon;
    switch (flow->role) {
    case FLOW_USED:
    case FLOW_LOST:
    case FLOW_LEAKED: return carbon * CO2_PER_CARBON;
    case FLOW_MADE: return -carbon * CO2_PER_CARBON;
    case FLOW_DISPOSED:
        return disposal_burns((const Disposal *)park->item[flow->item]) ? carbon * CO2_PER_CARBON : 0;
    default: return 0;
    }
}

double emission_of_purchase(const Park *park, const Flow *flow)
{
    return ((const Market *)park->item[flow->item])->footprint;
}

int emission_scope(const Resource *resource)
{
    return resource->carrier == CARRIER_POWER || resource->carrier == CARRIER_HEAT ? ACCOUNT_CO2_ENERGY
                                                                                   : ACCOUNT_CO2_UPSTREAM;
}
