/* emission - direct CO2, from the carbon balance and nothing else, and its price
 *
 *     co2[f,t] = 44.009/12.011 ( sum over processes of f   carbon of what they use - carbon of what they make
 *                              + carbon of what is flared, vented or lost on a link )
 *
 * There is no second figure that could contradict it. A price of CO2 costs price co2[f,t] at facility f. */
#include "models/formulation/emission.h"

#include "models/formulation/family.h"
#include "models/formulation/disposal.h"
#include "models/formulation/market.h"

#include <math.h>

typedef struct Emission {
    Item item;
    double price; /* 1000 of currency per t CO2 */
} Emission;

static const Field fields[] = {
    { "price", FIELD_AMOUNT, offsetof(Emission, price), .unit = "money/t", .min = -1e6, .max = 1e6,
      .help = "money for one tonne of direct CO2" },
    { 0 },
};

double emission_of(const Park *park, const Flow *flow)
{
    double carbon = park->resource[flow->resource].carbon;
    switch (flow->role) {
    case FLOW_USED:
    case FLOW_LOST: return carbon * CO2_PER_CARBON;
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

void emission_account(const Park *park, Program *program)
{
    for (size_t i = 0; i < program->flows; i++) {
        const Flow *flow = &program->flow[i];
        double co2 = emission_of(park, flow) * flow->amount;
        if (co2 != 0)
            program_book(program, ACCOUNT_CO2, flow->facility, flow->column, co2);
    }
}

static void account(const Park *park, const Item *item, Program *program)
{
    (void)park;
    double price = ((const Emission *)item)->price;
    size_t entries = program->entries;
    for (size_t i = 0; i < entries && price != 0; i++) {
        Entry entry = program->entry[i];
        if (entry.account == ACCOUNT_CO2)
            program_book(program, ACCOUNT_CO2_COST, entry.facility, entry.column, price * entry.amount);
    }
}

const Family family_emission = {
    .name = "emission",
    .key = "co2",
    .place = IN_TARGETS,
    .naming = NAMED_ONCE,
    .help = "direct CO2 of the park and its price",
    .fields = fields,
    .size = sizeof(Emission),
    .account = account,
};
