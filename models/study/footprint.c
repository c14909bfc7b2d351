/* footprint - the CO2 that each product of a plan carries: direct, of bought power and heat, of other bought goods
 *
 * Balances (a resource at a facility) and processes are the states of a chain (solver/chain.h). What enters, t CO2 an hour:
 *
 *     at a balance     footprint x what is bought;   what was lost on its way here;   its part of what of it is flared or vented
 *     at a process     carbon of what it uses less of what it makes, as CO2;   its part of what of its goods is flared or vented
 *
 * A balance passes on by amount to the processes that use it and to the balances it is sent to, and lets out what is sold; a process passes
 * on to the balances of its goods (sharing.h). So every unit of a balance that is of use carries the same, and what is let out
 * is all that entered. What no one has a use for (a process of which all is buried, a loop without a way out) burdens the facility: what it
 * sells and sends, by value; where that is nothing the park: what it sells. A store shares what it took among what it gives out in the same stretch. */
#include "models/study/footprint.h"

#include "models/formulation/emission.h"
#include "models/formulation/family.h"
#include "solver/chain.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* States: the balances, the makers, the facilities, the park. */
typedef struct Solving {
    const Network *network;
    size_t states, makers, facilities, park; /* where they begin */
    double *burden;                          /* [BURDENS x states] */
    Chain *chain;
    bool idle; /* the park sells nothing of worth that could carry what is left */
} Solving;

static void burden(Solving *solving, int kind, size_t state, double co2)
{
    solving->burden[(size_t)kind * solving->states + state] += co2;
}

/* What is flared or vented of a balance burdens those from whom it comes. */
static void burden_with_burnt(Solving *solving, const Balance *balance, size_t source, double amount)
{
    burden(solving, BURDEN_DIRECT, source, balance->burnt * amount / balance->in);
}

/* What is not stated counts as nothing. */
static void enter_purchase(Solving *solving, const Flow *flow, size_t at, double amount)
{
    const Park *park = solving->network->park;
    const double footprint = emission_of_purchase(park, flow);
    const bool energy = emission_scope(&park->resource[flow->resource]) == ACCOUNT_CO2_ENERGY;
    if (!isnan(footprint))
        burden(solving, energy ? BURDEN_ENERGY : BURDEN_UPSTREAM, at, footprint * amount);
}

static void enter_flow(Solving *solving, const Flow *flow)
{
    const Network *network = solving->network;
    const double amount = network_amount(network, flow), co2 = emission_of(network->park, flow) * amount;
    const int at = network_balance(network, flow);
    if (amount == 0 || at < 0)
        return;
    const Balance *balance = &network->balance[at];
    size_t maker = solving->makers;
    switch (flow->role) {
    case FLOW_USED:
    case FLOW_CHARGED:
        maker += (size_t)network_maker(network, flow);
        burden(solving, BURDEN_DIRECT, maker, co2);
        chain_pass(solving->chain, at, (int)maker, amount);
        return;
    case FLOW_MADE:
    case FLOW_DISCHARGED:
        maker += (size_t)network_maker(network, flow);
        burden(solving, BURDEN_DIRECT, maker, co2);
        burden_with_burnt(solving, balance, maker, amount);
        return;
    case FLOW_BOUGHT:
        enter_purchase(solving, flow, (size_t)at, amount);
        burden_with_burnt(solving, balance, (size_t)at, amount);
        return;
    case FLOW_RECEIVED: burden_with_burnt(solving, balance, (size_t)at, amount); return;
    case FLOW_SENT: chain_pass(solving->chain, at, network_arrival(network, flow), amount); return;
    case FLOW_LEAKED:
        burden(solving, BURDEN_DIRECT, maker + (size_t)network_maker(network, flow), co2);
        return;
    case FLOW_LOST: burden(solving, BURDEN_DIRECT, (size_t)network_arrival(network, flow), co2); return;
    default: return;
    }
}

static void remember(const Network *network, const Maker *maker, const Part *part, int by,
                     Footprints *footprints)
{
    footprints->share = memory_grow(footprints->share, footprints->shares, &footprints->share_room,
                                    sizeof *footprints->share);
    footprints->share[footprints->shares++] = (FootprintShare){
        .process = plant_process(maker->item),
        .period = maker->period,
        .resource = network->balance[part->output->balance].resource,
        .by = by,
        .share = part->share,
        .credit = part->credit,
        .maker = (int)(maker - network->maker),
    };
}

static void share_burden(Solving *solving, size_t m, Sharing wanted, Footprints *footprints)
{
    const Network *network = solving->network;
    const Maker *maker = &network->maker[m];
    const size_t state = solving->makers + m;
    Part *part = memory_take(maker->outputs, sizeof *part);
    size_t parts;
    const int by = sharing_of(network, maker, wanted, part, &parts);
    for (size_t i = 0; i < parts; i++) {
        chain_pass(solving->chain, (int)state, part[i].output->balance, part[i].share);
        burden(solving, BURDEN_CREDIT, (size_t)part[i].output->balance, part[i].credit);
        burden(solving, BURDEN_CREDIT, state, -part[i].credit);
        if (parts > 1 && maker->item->family != &family_store)
            remember(network, maker, &part[i], by, footprints);
    }
    free(part);
}

/* What a facility, or the park, has to carry as a whole. */
static void share_overhead(Solving *solving, const bool *stuck)
{
    const Network *network = solving->network;
    bool *carries = memory_take(network->park->facilities + 1, sizeof *carries);
    for (size_t i = 0; i < network->balances; i++) {
        const Balance *balance = &network->balance[i];
        const double value = network_value(network, balance), worth = isnan(value) ? 1 : value;
        const double leaves = worth * (balance->sold + balance->sent), sold = worth * balance->sold;
        if (stuck[i])
            continue;
        carries[balance->facility] = carries[balance->facility] || leaves > 0;
        carries[network->park->facilities] = carries[network->park->facilities] || sold > 0;
        chain_pass(solving->chain, (int)solving->facilities + balance->facility, (int)i, leaves);
        chain_pass(solving->chain, (int)solving->park, (int)i, sold);
    }
    for (size_t f = 0; f < network->park->facilities; f++)
        if (!carries[f])
            chain_pass(solving->chain, (int)(solving->facilities + f), (int)solving->park, 1);
    solving->idle = !carries[network->park->facilities];
    chain_let_out(solving->chain, (int)solving->park, solving->idle);
    free(carries);
}

static void divert_stuck(Solving *solving)
{
    const Network *network = solving->network;
    bool *stuck = memory_take(solving->states, sizeof *stuck);
    chain_stuck(solving->chain, stuck);
    for (size_t i = 0; i < solving->facilities; i++) {
        const int facility = i < solving->makers ? network->balance[i].facility
                                                 : network->maker[i - solving->makers].facility;
        if (stuck[i])
            chain_divert(solving->chain, (int)i, (int)solving->facilities + facility);
    }
    share_overhead(solving, stuck);
    free(stuck);
}

static void start(const Network *network, Solving *solving)
{
    *solving = (Solving){ .network = network, .makers = network->balances };
    solving->facilities = solving->makers + network->makers;
    solving->park = solving->facilities + network->park->facilities;
    solving->states = solving->park + 1;
    solving->burden = memory_take(BURDENS * solving->states, sizeof *solving->burden);
    solving->chain = chain_create(solving->states);
}

/* By two roads: what the products carry, and what the accounts say of the park. */
static void close(const Outcome *outcome, const Solving *solving, Footprints *footprints)
{
    static const int accounts[] = { [BURDEN_DIRECT] = ACCOUNT_CO2,
                                    [BURDEN_ENERGY] = ACCOUNT_CO2_ENERGY,
                                    [BURDEN_UPSTREAM] = ACCOUNT_CO2_UPSTREAM };
    const Network *network = &footprints->network;
    for (int k = 0; k < BURDENS; k++) {
        const double *through = solving->burden + (size_t)k * solving->states;
        double size = 0;
        for (size_t i = 0; i < network->balances; i++) {
            footprints->one[i].of = &network->balance[i];
            footprints->one[i].carries[k] = through[i];
            footprints->carried[k] += footprint_sold(&footprints->one[i], k);
            size += fabs(footprint_sold(&footprints->one[i], k));
        }
        footprints->total[k] = k == BURDEN_CREDIT ? 0 : outcome_account(outcome, accounts[k], -1);
        footprints->left[k] = solving->idle ? through[solving->park] : 0;
        const double gap = fabs(footprints->carried[k] + footprints->left[k] - footprints->total[k]);
        for (size_t i = 0; i < footprints->shares; i++)
            footprints->share[i].burden += through[solving->makers + (size_t)footprints->share[i].maker];
        /* What is less than a kg an hour is measured against that: where nothing runs only rounding is left. */
        footprints->gap = fmax(footprints->gap, gap / fmax(fmax(size, fabs(footprints->total[k])), 1e-3));
    }
}

void footprints_make(const Outcome *outcome, Sharing by, Footprints *footprints)
{
    *footprints = (Footprints){ 0 };
    network_init(outcome, &footprints->network);
    const Network *network = &footprints->network;
    Solving solving;
    start(network, &solving);
    footprints->one = memory_take(network->balances, sizeof *footprints->one);
    for (size_t i = 0; i < outcome->program->flows.lines; i++) {
        const Flow flow = program_flow(outcome->program, i);
        enter_flow(&solving, &flow);
    }
    for (size_t i = 0; i < network->balances; i++)
        chain_let_out(solving.chain, (int)i, network->balance[i].sold);
    for (size_t m = 0; m < network->makers; m++)
        share_burden(&solving, m, by, footprints);
    divert_stuck(&solving);
    chain_solve(solving.chain, solving.burden, BURDENS);
    close(outcome, &solving, footprints);
    chain_free(solving.chain);
    free(solving.burden);
}

void footprints_release(Footprints *footprints)
{
    network_release(&footprints->network);
    free(footprints->one);
    free(footprints->share);
    *footprints = (Footprints){ 0 };
}

FootprintPlace *footprint_places(const Footprints *footprints, size_t *count)
{
    const Network *network = &footprints->network;
    const size_t resources = network->park->resources;
    FootprintPlace *place = memory_take(network->balances, sizeof *place);
    size_t *of = memory_take(network->park->facilities * resources, sizeof *of); /* 1 more than its place */
    *count = 0;
    for (size_t i = 0; i < network->balances; i++) {
        const Balance *balance = &network->balance[i];
        size_t *known = &of[(size_t)balance->facility * resources + (size_t)balance->resource];
        if (*known == 0) {
            place[*count] = (FootprintPlace){ .facility = balance->facility, .resource = balance->resource };
            *known = ++*count;
        }
        FootprintPlace *to = &place[*known - 1];
        to->useful += balance->useful;
        to->sold += balance->sold;
        for (int k = 0; k < BURDENS; k++) {
            to->carries[k] += footprints->one[i].carries[k];
            to->carried[k] += footprint_sold(&footprints->one[i], k);
        }
    }
    free(of);
    return place;
}

double footprint_sum(const double burden[BURDENS])
{
    double sum = 0;
    for (int k = 0; k < BURDENS; k++)
        sum += burden[k];
    return sum;
}

double footprint_sold(const Footprint *footprint, int kind)
{
    const Balance *of = footprint->of;
    return of->useful > 0 ? footprint->carries[kind] * (of->sold / of->useful) : 0;
}
