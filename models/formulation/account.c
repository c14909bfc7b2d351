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
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* What is booked of one line. */
typedef struct BookedLine {
    const Park *park;
    BookingList *list;
    size_t at;
    Flow flow;
} BookedLine;

static void book(const BookedLine *line, int account, double of_a_unit)
{
    if (of_a_unit == 0)
        return;
    BookingList *list = line->list;
    list->booking = memory_grow(list->booking, list->bookings, &list->room, sizeof *list->booking);
    list->booking[list->bookings++] = (Booking){ (unsigned)line->at, account, of_a_unit };
}

static void book_waste(const BookedLine *line)
{
    const Resource *resource = &line->park->resource[line->flow.resource];
    const Item *item = line->park->item[line->flow.item];
    const int role = line->flow.role;
    const bool bulk = resource_is_bulk_waste(resource);
    int account = -1, bulk_account = -1;
    if (role == FLOW_MADE)
        account = ACCOUNT_WASTE_MADE, bulk_account = ACCOUNT_BULK_MADE;
    else if (role == FLOW_BOUGHT && ((const Market *)item)->from_stock)
        account = ACCOUNT_WASTE_DRAWN, bulk_account = ACCOUNT_BULK_DRAWN;
    else if (role == FLOW_DISPOSED && disposal_buries((const Disposal *)item))
        account = ACCOUNT_WASTE_DISPOSED, bulk_account = ACCOUNT_BULK_DISPOSED;
    if (account < 0)
        return;
    book(line, account, resource->mass);
    if (bulk)
        book(line, bulk_account, resource->mass);
    if (account == ACCOUNT_WASTE_DISPOSED && ((const Disposal *)item)->at == AT_LANDFILL)
        book(line, ACCOUNT_WASTE_LANDFILLED, resource->mass);
}

static void book_energy(const BookedLine *line)
{
    const double energy = line->park->resource[line->flow.resource].energy;
    switch (line->flow.role) {
    case FLOW_BOUGHT: book(line, ACCOUNT_ENERGY_BOUGHT, energy); return;
    case FLOW_SOLD: book(line, ACCOUNT_ENERGY_SOLD, energy); return;
    case FLOW_RECEIVED:
    case FLOW_LOST: book(line, ACCOUNT_ENERGY_LINKED, energy); return;
    case FLOW_SENT: book(line, ACCOUNT_ENERGY_LINKED, -energy); return;
    case FLOW_DISPOSED:
        if (((const Disposal *)line->park->item[line->flow.item])->at == AT_FLARE)
            book(line, ACCOUNT_FLARED, energy);
        return;
    default: return;
    }
}

/* What is bought brings the CO2 of its making: as scope 2 where it is power or heat, else as scope 3, if it is stated. */
static void book_purchase(const BookedLine *line)
{
    const Resource *resource = &line->park->resource[line->flow.resource];
    const double footprint = emission_of_purchase(line->park, &line->flow);
    if (footprint > 0)
        book(line, emission_scope(resource), footprint);
    if (resource->carrier == CARRIER_COAL)
        book(line, ACCOUNT_COAL, resource->energy);
    if (resource->carrier == CARRIER_POWER)
        book(line, ACCOUNT_POWER_BOUGHT, resource->energy);
    if (resource->water == WATER_FRESH)
        book(line, ACCOUNT_WATER, 1);
}

static void book_flow(const BookedLine *line)
{
    book_energy(line);
    if (line->flow.role == FLOW_BOUGHT)
        book_purchase(line);
    if (resource_is_waste(&line->park->resource[line->flow.resource]))
        book_waste(line);
}

static void book_emission(const BookedLine *line)
{
    book(line, ACCOUNT_CO2, emission_of(line->park, &line->flow));
}

static void book_lines(const Park *park, const LinePattern *pattern, void (*of_line)(const BookedLine *line),
                       BookingList *list)
{
    for (size_t k = 0; k < pattern->lines; k++) {
        const BookedLine line = { park, list, k, flow_of_line(&pattern->line[k]) };
        of_line(&line);
    }
}

/* What a flow is booked as only its keys tell: its item, its resource and its role. */
static const BookingList *list_of(Books *books, const Park *park, const Recurring *flows, size_t pattern)
{
    for (; books->patterns <= pattern; books->patterns++) {
        books->list = memory_grow(books->list, books->patterns, &books->room, sizeof *books->list);
        BookingList *list = &books->list[books->patterns];
        book_lines(park, &flows->pattern[books->patterns], book_flow, list);
        book_lines(park, &flows->pattern[books->patterns], book_emission, list);
    }
    return &books->list[pattern];
}

void account_flows(const Park *park, Program *program, Books *books)
{
    const Recurring *flows = &program->flows;
    recurring_close(&program->flows);
    for (; books->blocks < flows->blocks; books->blocks++) {
        const LineBlock *block = &flows->block[books->blocks];
        const BookingList *list = list_of(books, park, flows, block->pattern);
        for (size_t b = 0; b < list->bookings; b++) {
            const Booking *booking = &list->booking[b];
            const PeriodLine line = recurring_line_of(flows, block, booking->at);
            program_book(program, booking->account, flow_of_line(&line).facility, line.column,
                         booking->of_a_unit * line.amount);
        }
    }
}

void account_release(Books *books)
{
    for (size_t p = 0; p < books->patterns; p++)
        free(books->list[p].booking);
    free(books->list);
    *books = (Books){ 0 };
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
        const double share = park->period[program->lp.column_stamp[line.column].period].share;
        cost[line.column] += sign * share * weight[account] * line.amount;
    }
    picked_release(&entries);
}
