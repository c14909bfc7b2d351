/* network - a plan as what flows: balances, the processes that make things out of them, what both trade */
#include "models/study/network.h"

#include "models/formulation/carry.h"
#include "models/formulation/disposal.h"
#include "models/formulation/emission.h"
#include "models/formulation/link.h"
#include "models/formulation/market.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

double network_amount(const Network *network, const Flow *flow)
{
    const double amount = outcome_flow_mean(network->outcome, flow);
    return amount >= network->least ? amount : 0;
}

static int row_of(const Network *network, int facility, const Flow *flow)
{
    return program_find(network->outcome->program,
                        (Tag){ ROW_BALANCE, facility, flow->resource, flow->period });
}

int network_balance(const Network *network, const Flow *flow)
{
    const int row = row_of(network, flow->facility, flow);
    return row >= 0 ? network->of_row[row] : -1;
}

int network_arrival(const Network *network, const Flow *flow)
{
    return network->of_row[row_of(network, ((const Link *)network->park->item[flow->item])->to, flow)];
}

static bool of_store(const Flow *flow)
{
    return flow->role == FLOW_CHARGED || flow->role == FLOW_DISCHARGED || flow->role == FLOW_LEAKED;
}

/* What stands for the maker: the activity of a process, of a store its first level in a stretch or, where it carries over, its first stock, else the column of the flow. */
static int driver(const Network *network, const Flow *flow)
{
    const Park *park = network->park;
    const int first = (int)park->stretch[park->period[flow->period].stretch].first;
    const Program *program = network->outcome->program;
    const Tag tag = of_store(flow) ? (Tag){ COLUMN_LEVEL, flow->item, flow->resource, first }
                                   : (Tag){ COLUMN_ACTIVITY, flow->item, -1, flow->period };
    const bool carried = of_store(flow) && store_carries(park, (const Store *)park->item[flow->item]);
    const int column = carried ? carry_stock(program, (const Store *)park->item[flow->item], 0)
                               : program_find(program, tag);
    return column >= 0 ? column : flow->column;
}

int network_maker(const Network *network, const Flow *flow)
{
    return network->of_column[driver(network, flow)];
}

static Balance *have_balance(Network *network, int facility, const Flow *flow)
{
    const int row = row_of(network, facility, flow);
    if (row < 0) /* ambient */
        return NULL;
    if (network->of_row[row] < 0) {
        network->balance = memory_grow(network->balance, network->balances, &network->balance_room,
                                       sizeof *network->balance);
        network->balance[network->balances] =
            (Balance){ .facility = facility, .resource = flow->resource, .period = flow->period };
        network->of_row[row] = (int)network->balances++;
    }
    return &network->balance[network->of_row[row]];
}

static void have_maker(Network *network, const Flow *flow)
{
    int *maker = &network->of_column[driver(network, flow)];
    if (*maker >= 0)
        return;
    network->maker = memory_grow(network->maker, network->makers, &network->maker_room,
                                 sizeof *network->maker);
    network->maker[network->makers] = (Maker){ .item = network->park->item[flow->item],
                                               .facility = flow->facility,
                                               .period = flow->period };
    *maker = (int)network->makers++;
}

/* How much money the flow of a market is. */
static void trade(Trade *of, double price, double amount)
{
    of->money += price * amount;
    of->amount += amount;
}

static void count_flow(Network *network, const Flow *flow)
{
    const Item *item = network->park->item[flow->item];
    const double amount = network_amount(network, flow);
    if (amount == 0)
        return;
    if (flow->role == FLOW_MADE || flow->role == FLOW_USED || of_store(flow))
        have_maker(network, flow);
    if (flow->role == FLOW_SENT)
        have_balance(network, ((const Link *)item)->to, flow);
    Balance *balance = have_balance(network, flow->facility, flow);
    if (balance == NULL || flow->role >= FLOW_LOST)
        return;
    Trades *park = &network->trades[flow->resource];
    balance->in += flow->role <= FLOW_RECEIVED ? amount : 0;
    balance->useful += flow->role == FLOW_USED || flow->role == FLOW_SENT || flow->role == FLOW_CHARGED
                           ? amount
                           : 0;
    balance->sent += flow->role == FLOW_SENT ? amount : 0;
    if (flow->role == FLOW_DISPOSED)
        balance->burnt += emission_of(network->park, flow) * amount;
    if (flow->role == FLOW_BOUGHT) {
        trade(&balance->trades.bought, market_price(network->park, flow), amount);
        trade(&park->bought, market_price(network->park, flow), amount);
    }
    if (flow->role == FLOW_SOLD && market_price(network->park, flow) >= 0) {
        balance->sold += amount;
        balance->useful += amount;
        trade(&balance->trades.sold, market_price(network->park, flow), amount);
        trade(&park->sold, market_price(network->park, flow), amount);
    }
}

/* What is of use of it: as much as of all that comes into its balance. */
static void count_output(Network *network, const Flow *flow)
{
    const int at = network_balance(network, flow);
    const double made = network_amount(network, flow);
    if ((flow->role != FLOW_MADE && flow->role != FLOW_DISCHARGED) || made == 0 || at < 0)
        return;
    Maker *maker = &network->maker[network_maker(network, flow)];
    const Balance *balance = &network->balance[at];
    size_t k = 0;
    while (k < maker->outputs && maker->output[k].balance != at)
        k++;
    if (k == maker->outputs) {
        maker->output = memory_grow(maker->output, maker->outputs, &maker->output_room,
                                    sizeof *maker->output);
        maker->output[maker->outputs++] = (Output){ .balance = at };
    }
    maker->output[k].amount += made * balance->useful / balance->in;
}

static int *none(size_t count)
{
    int *list = memory_take(count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = -1;
    return list;
}

void network_init(const Outcome *outcome, Network *network)
{
    const Program *program = outcome->program;
    double most = 0;
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        most = fmax(most, outcome_flow(outcome, &flow));
    }
    *network = (Network){ .outcome = outcome,
                          .park = outcome->park,
                          .least = 1e-12 * most,
                          .of_row = none(program->lp.rows),
                          .of_column = none(program->lp.columns),
                          .trades = memory_take(outcome->park->resources, sizeof *network->trades) };
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        count_flow(network, &flow);
    }
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        count_output(network, &flow);
    }
}

void network_release(Network *network)
{
    for (size_t i = 0; i < network->makers; i++)
        free(network->maker[i].output);
    free(network->maker);
    free(network->balance);
    free(network->of_row);
    free(network->of_column);
    free(network->trades);
    *network = (Network){ 0 };
}

double network_value(const Network *network, const Balance *balance)
{
    const Trades *park = &network->trades[balance->resource];
    const Trade *const trades[] = { &balance->trades.sold, &balance->trades.bought, &park->sold,
                                    &park->bought };
    for (size_t i = 0; i < sizeof trades / sizeof trades[0]; i++)
        if (trades[i]->amount > 0)
            return fmax(0, trades[i]->money / trades[i]->amount);
    if (network->park->objective != OBJECTIVE_MARGIN && network->park->objective != OBJECTIVE_COST)
        return (double)NAN;
    return fmax(0, outcome_value(network->outcome, balance->facility, balance->resource, balance->period));
}
