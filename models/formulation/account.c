/* account - what a plan is judged by: sums over flows that already exist
 *
 *     account[a,f] = sum_t share_t sum_j amount_afj x_j[t]       per hour, share_t = hours_t weight_t / hours of the horizon
 *
 *     margin = sales - purchases - disposal - transport - running - co2 cost - levies   (most)
 *     cost   =         purchases + disposal + transport + running + co2 cost + levies   (least)
 *     co2, waste: direct CO2; solid waste to landfill or stockpile                      (least)
 *
 * An account is a sum, not a row: it is folded into the cost of the columns. Money is in 1000 of the currency an hour, so that the
 * program does not know how long the horizon is. */
#include "models/formulation/account.h"

#include "models/formulation/emission.h"
#include "models/formulation/disposal.h"
#include "models/formulation/market.h"
#include "models/measure.h"
#include "models/picked.h"
#include "models/resource.h"

#include <string.h>

static void book(Program *program, int account, const Flow *flow, double of_a_unit)
{
    program_book(program, account, flow->facility, flow->column, of_a_unit * flow->amount);
}

static void book_waste(const Park *park, Program *program, const Flow *flow)
{
    const Resource *resource = &park->resource[flow->resource];
    const Item *item = park->item[flow->item];
    const bool bulk = resource_is_bulk_waste(resource);
    int account = -1, bulk_account = -1;
    if (flow->role == FLOW_MADE)
        account = ACCOUNT_WASTE_MADE, bulk_account = ACCOUNT_BULK_MADE;
    else if (flow->role == FLOW_BOUGHT && ((const Market *)item)->from_stock)
        account = ACCOUNT_WASTE_DRAWN, bulk_account = ACCOUNT_BULK_DRAWN;
    else if (flow->role == FLOW_DISPOSED && disposal_buries((const Disposal *)item))
        account = ACCOUNT_WASTE_DISPOSED, bulk_account = ACCOUNT_BULK_DISPOSED;
    if (account < 0)
        return;
    book(program, account, flow, resource->mass);
    if (bulk)
        book(program, bulk_account, flow, resource->mass);
    if (account == ACCOUNT_WASTE_DISPOSED && ((const Disposal *)item)->at == AT_LANDFILL)
        book(program, ACCOUNT_WASTE_LANDFILLED, flow, resource->mass);
}

static void book_energy(const Park *park, Program *program, const Flow *flow)
{
    const double energy = park->resource[flow->resource].energy;
    switch (flow->role) {
    case FLOW_BOUGHT: book(program, ACCOUNT_ENERGY_BOUGHT, flow, energy); return;
    case FLOW_SOLD: book(program, ACCOUNT_ENERGY_SOLD, flow, energy); return;
    case FLOW_RECEIVED:
    case FLOW_LOST: book(program, ACCOUNT_ENERGY_LINKED, flow, energy); return;
    case FLOW_SENT: book(program, ACCOUNT_ENERGY_LINKED, flow, -energy); return;
    case FLOW_DISPOSED:
        if (((const Disposal *)park->item[flow->item])->at == AT_FLARE)
            book(program, ACCOUNT_FLARED, flow, energy);
        return;
    default: return;
    }
}

/* What is bought brings the CO2 of its making: as scope 2 where it is power or heat, else as scope 3, if it is stated. */
static void book_purchase(const Park *park, Program *program, const Flow *flow)
{
    const Resource *resource = &park->resource[flow->resource];
    const double footprint = emission_of_purchase(park, flow);
    if (footprint > 0)
        book(program, emission_scope(resource), flow, footprint);
    if (resource->carrier == CARRIER_COAL)
        book(program, ACCOUNT_COAL, flow, resource->energy);
    if (resource->carrier == CARRIER_POWER)
        book(program, ACCOUNT_POWER_BOUGHT, flow, resource->energy);
    if (resource->water == WATER_FRESH)
        book(program, ACCOUNT_WATER, flow, 1);
}

static void book_flow(const Park *park, Program *program, const Flow *flow)
{
    const Resource *resource = &park->resource[flow->resource];
    book_energy(park, program, flow);
    if (flow->role == FLOW_BOUGHT)
        book_purchase(park, program, flow);
    if (resource_is_waste(resource))
        book_waste(park, program, flow);
}

void account_flows(const Park *park, Program *program, size_t first)
{
    for (size_t i = first; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        book_flow(park, program, &flow);
    }
    emission_account(park, program, first);
}

/* Of an entry that counts its account; what one owner gets another pays. */
static int account_of_line(void *weight, const PeriodLine *line)
{
    const int account = entry_of_line(line).account;
    return ((const double *)weight)[account] != 0 && account != ACCOUNT_EXCHANGE ? account : -1;
}

void account_costs(const Park *park, const Program *program, int objective, double *cost)
{
    const Measure *measure = measure_of_objective(objective);
    const double sign = objective == OBJECTIVE_MARGIN ? -1 : 1;
    double weight[ACCOUNTS];
    memcpy(weight, measure->over, sizeof weight);
    Picked entries;
    PeriodLine line;
    int account;
    picked_init(&entries, &program->entries, account_of_line, weight);
    while (picked_next(&entries, &line, &account)) {
        const double share = park->period[program_column_tag(program, (size_t)line.column).period].share;
        cost[line.column] += sign * share * weight[account] * line.amount;
    }
    picked_release(&entries);
}
