/* waste - what becomes of solid waste in a plan, by class and facility, and who gives what to whom */
#include "models/study/waste.h"

#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/market.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* ---- sums ---- */

static bool is_drawn(const Park *park, const Flow *flow)
{
    return flow->role == FLOW_BOUGHT && ((const Market *)park->item[flow->item])->from_stock;
}

static void count_flow(const Park *park, const Flow *flow, double tonnes, WasteSums *sums)
{
    switch (flow->role) {
    case FLOW_MADE: sums->made += tonnes; return;
    case FLOW_BOUGHT: *(is_drawn(park, flow) ? &sums->drawn : &sums->bought) += tonnes; return;
    case FLOW_USED: sums->used += tonnes; return;
    case FLOW_SOLD: sums->sold += tonnes; return;
    case FLOW_SENT: sums->linked += tonnes; return;
    case FLOW_RECEIVED: sums->linked -= tonnes; return;
    case FLOW_DISPOSED: {
        const Disposal *disposal = (const Disposal *)park->item[flow->item];
        *(disposal->at == AT_LANDFILL ? &sums->landfilled : &sums->stockpiled) += tonnes;
        return;
    }
    default: return; /* what is lost was sent */
    }
}

void waste_add(WasteSums *to, const WasteSums *sums)
{
    to->made += sums->made;
    to->drawn += sums->drawn;
    to->bought += sums->bought;
    to->used += sums->used;
    to->sold += sums->sold;
    to->linked += sums->linked;
    to->stockpiled += sums->stockpiled;
    to->landfilled += sums->landfilled;
    to->cost += sums->cost;
    to->levy += sums->levy;
}

bool waste_is_none(const WasteSums *sums)
{
    return sums->made + sums->drawn + sums->bought + sums->used + sums->sold + sums->stockpiled
               + sums->landfilled
           < 1e-9;
}

static double mean(const Outcome *outcome, int column, double amount)
{
    const int period = program_column_tag(outcome->program, (size_t)column).period;
    return outcome->park->period[period].share * amount * outcome->result.x[column];
}

static double tonnes(const Outcome *outcome, const Flow *flow)
{
    return mean(outcome, flow->column, flow->amount) * outcome->park->resource[flow->resource].mass;
}

WasteSums *waste_sums(const Outcome *outcome)
{
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    WasteSums *sums = memory_take((park->facilities + 1) * WASTE_CLASSES, sizeof *sums);
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        const int kind = park->resource[flow.resource].waste;
        if (kind != WASTE_NONE)
            count_flow(park, &flow, tonnes(outcome, &flow),
                       &sums[(size_t)flow.facility * WASTE_CLASSES + (size_t)kind]);
    }
    for (size_t i = 0; i < program->entries.lines; i++) {
        const Entry entry = program_entry(program, i);
        const Tag tag = program_column_tag(program, (size_t)entry.column);
        if (tag.kind != COLUMN_DISPOSE && tag.kind != COLUMN_SELL)
            continue;
        const int kind = park->resource[tag.resource].waste;
        WasteSums *of = &sums[(size_t)entry.facility * WASTE_CLASSES + (size_t)kind];
        if (kind != WASTE_NONE && entry.account == ACCOUNT_DISPOSAL)
            of->cost += mean(outcome, entry.column, entry.amount);
        if (kind != WASTE_NONE && entry.account == ACCOUNT_LEVIES)
            of->levy += mean(outcome, entry.column, entry.amount);
    }
    for (size_t f = 0; f < park->facilities; f++)
        for (size_t c = 0; c < WASTE_CLASSES; c++)
            waste_add(&sums[park->facilities * WASTE_CLASSES + c], &sums[f * WASTE_CLASSES + c]);
    return sums;
}

/* ---- who gives what to whom ---- */

/* The moves into one flow from all that comes into its balance. What several processes make there, and stores give, is one. */
typedef struct Moves {
    WasteMove *move;
    size_t moves, room;
} Moves;

static void add_move(Moves *moves, WasteMove move)
{
    moves->move = memory_grow(moves->move, moves->moves, &moves->room, sizeof *moves->move);
    moves->move[moves->moves++] = move;
}

static double link_price(const Park *park, const Flow *flow)
{
    ItemRoom room;
    return ((const Link *)item_at(park->item[flow->item], flow->period, &room))->price;
}

/* Among the wastes of its period. */
static void add_moves(const Outcome *outcome, const Flow *into, const Flow *waste, size_t wastes,
                      Moves *moves)
{
    const Park *park = outcome->park;
    const double sold_at = into->role == FLOW_SOLD ? market_price(park, into) : (double)NAN;
    double made = 0, all = 0;
    for (int pass = 0; pass < 2; pass++) {
        const double part = pass == 1 && all > 0 ? tonnes(outcome, into) / all : 0;
        if (made * part > 0)
            add_move(moves, (WasteMove){ into->facility, false, *into, made * part, sold_at });
        for (size_t i = 0; i < wastes; i++) {
            const Flow *from = &waste[i];
            if (from->facility != into->facility || from->resource != into->resource
                || from->role > FLOW_RECEIVED)
                continue;
            const double rate = tonnes(outcome, from);
            if (pass == 0) {
                all += rate;
                made += from->role == FLOW_MADE || from->role == FLOW_DISCHARGED ? rate : 0;
            } else if (from->role == FLOW_RECEIVED) {
                const Link *link = (const Link *)park->item[from->item];
                add_move(moves, (WasteMove){ link->from, false, *into, rate * part, link_price(park, from) });
            } else if (from->role == FLOW_BOUGHT) {
                const bool drawn = is_drawn(park, from);
                add_move(moves, (WasteMove){ drawn ? into->facility : -1, drawn, *into, rate * part,
                                             market_price(park, from) });
            }
        }
    }
}

static void add_moves_of_period(const Outcome *outcome, const Flow *waste, size_t wastes, Moves *moves)
{
    for (size_t k = 0; k < wastes; k++)
        if (waste[k].role == FLOW_USED || waste[k].role == FLOW_SOLD)
            add_moves(outcome, &waste[k], waste, wastes, moves);
}

WasteMove *waste_moves(const Outcome *outcome, size_t *count)
{
    const Program *program = outcome->program;
    Flow *waste = NULL; /* of one period */
    size_t wastes = 0, room = 0;
    Moves moves = { 0 };
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        if (wastes > 0 && waste[0].period != flow.period) {
            add_moves_of_period(outcome, waste, wastes, &moves);
            wastes = 0;
        }
        if (!resource_is_waste(&outcome->park->resource[flow.resource]) || tonnes(outcome, &flow) <= 1e-9)
            continue;
        waste = memory_grow(waste, wastes, &room, sizeof *waste);
        waste[wastes++] = flow;
    }
    add_moves_of_period(outcome, waste, wastes, &moves);
    free(waste);
    *count = moves.moves;
    return moves.move;
}
