/* account - what a plan is judged by: sums over flows that already exist
 *
 *     account[a,f] = sum_t share_t sum_j amount_afj x_j[t]       per hour, share_t = hours_t weight_t / hours of the horizon
 *
 *     margin = sales - purchases - disposal - transport - running - co2 cost        (most)
 *     cost   =         purchases + disposal + transport + running + co2 cost        (least)
 *     co2, waste: direct CO2; solid waste to landfill or stockpile                  (least)
 *
 * An account is a sum, not a row: it is folded into the cost of the columns. Money is in 1000 of the currency an hour, so that the
 * program does not know how long the horizon is. */
#include "models/formulation/account.h"

#include "models/formulation/emission.h"
#include "models/formulation/disposal.h"
#include "models/resource.h"

/* What is bought brings the CO2 of its making: as scope 2 where it is power or heat, else as scope 3, if it is stated. */
static void book_purchase(const Park *park, Program *program, const Flow *flow)
{
    const Resource *resource = &park->resource[flow->resource];
    const double energy = resource->energy * flow->amount, footprint = emission_of_purchase(park, flow);
    const int facility = flow->facility, column = flow->column;
    if (footprint > 0)
        program_book(program, emission_scope(resource), facility, column, footprint * flow->amount);
    program_book(program, ACCOUNT_ENERGY_BOUGHT, facility, column, energy);
    if (resource->water == WATER_FRESH)
        program_book(program, ACCOUNT_WATER, facility, column, flow->amount);
    if (resource->carrier == CARRIER_COAL)
        program_book(program, ACCOUNT_COAL, facility, column, energy);
    if (resource->carrier == CARRIER_POWER)
        program_book(program, ACCOUNT_POWER_BOUGHT, facility, column, energy);
}

static void book_flow(const Park *park, Program *program, const Flow *flow)
{
    const Resource *resource = &park->resource[flow->resource];
    double amount = flow->amount;
    int facility = flow->facility, column = flow->column;
    if (flow->role == FLOW_BOUGHT)
        book_purchase(park, program, flow);
    if (flow->role == FLOW_MADE && resource_is_waste(resource))
        program_book(program, ACCOUNT_WASTE_MADE, facility, column, resource->mass * amount);
    if (flow->role == FLOW_DISPOSED) {
        const Disposal *disposal = (const Disposal *)park->item[flow->item];
        if (disposal->at == AT_FLARE)
            program_book(program, ACCOUNT_FLARED, facility, column, resource->energy * amount);
        if (disposal_buries(disposal) && resource_is_waste(resource))
            program_book(program, ACCOUNT_WASTE_DISPOSED, facility, column, resource->mass * amount);
    }
}

void account_flows(const Park *park, Program *program)
{
    for (size_t i = 0; i < program->flows; i++)
        book_flow(park, program, &program->flow[i]);
    emission_account(park, program);
}

/* What one unit of an account adds to the objective, which is a least. */
static double weight(int objective, int account)
{
    static const double table[][ACCOUNTS] = {
        [OBJECTIVE_MARGIN] = { [ACCOUNT_SALES] = -1,
                               [ACCOUNT_PURCHASES] = 1,
                               [ACCOUNT_DISPOSAL] = 1,
                               [ACCOUNT_TRANSPORT] = 1,
                               [ACCOUNT_RUNNING] = 1,
                               [ACCOUNT_CO2_COST] = 1 },
        [OBJECTIVE_COST] = { [ACCOUNT_PURCHASES] = 1,
                             [ACCOUNT_DISPOSAL] = 1,
                             [ACCOUNT_TRANSPORT] = 1,
                             [ACCOUNT_RUNNING] = 1,
                             [ACCOUNT_CO2_COST] = 1 },
        [OBJECTIVE_CO2] = { [ACCOUNT_CO2] = 1 },
        [OBJECTIVE_WASTE] = { [ACCOUNT_WASTE_DISPOSED] = 1 },
    };
    return table[objective][account];
}

void account_costs(const Park *park, const Program *program, int objective, double *cost)
{
    for (size_t i = 0; i < program->entries; i++) {
        const Entry *entry = &program->entry[i];
        double share = park->period[program->column_tag[entry->column].period].share;
        cost[entry->column] += share * weight(objective, entry->account) * entry->amount;
    }
}
