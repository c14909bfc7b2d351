/* loop - hot water, hot oil or another liquid that goes round between two zones and carries heat
 *
 *     0 <= sent[t] <= capacity,   received[t] = (1 - loss) (1 - loss_per_km)^distance sent[t]
 *
 * Where it starts it is a cold stream from `return` to `supply` that takes sent; where it arrives it is a hot stream from `supply` to
 * `return` that gives received. The sender's power pumps it, pumping sent, and the sender pays (cost + freight distance) sent. A price moves money
 * from the receiver to the sender for what arrives. What is lost is heat; the temperatures are those of either end. */
#include "models/formulation/loop.h"

#include "models/formulation/balance.h"
#include "models/formulation/family.h"

#include <math.h>

static const Field fields[] = {
    { "from", FIELD_FACILITY, offsetof(Loop, from), .need = true, .help = "the facility that heats it" },
    { "to", FIELD_FACILITY, offsetof(Loop, to), .need = true, .help = "the facility that takes its heat" },
    { "from_zone", FIELD_TEXT, offsetof(Loop, from_zone),
      .help = "the zone that heats it, where the facility has several" },
    { "to_zone", FIELD_TEXT, offsetof(Loop, to_zone),
      .help = "the zone that takes its heat, where the facility has several" },
    { "supply", FIELD_TEMPERATURE, offsetof(Loop, supply), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature at which it leaves and arrives" },
    { "return", FIELD_TEMPERATURE, offsetof(Loop, back), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature at which it comes back" },
    { "capacity", FIELD_AMOUNT, offsetof(Loop, capacity), .unit = "GJ/h", .varies = true, .min = 0,
      .max = 1e12, .value = INFINITY,
      .help = "most heat by time, at the sending end; no limit when not given" },
    { "distance", FIELD_AMOUNT, offsetof(Loop, distance), .unit = "km", .min = 0, .max = 20000, .value = NAN,
      .help = "length of the way; the straight line between the two places when not given" },
    { "loss", FIELD_AMOUNT, offsetof(Loop, loss), .unit = "1", .min = 0, .max = 1,
      .help = "share of the heat lost on the way, or share lost by length (1 %/km), which compounds" },
    { "loss", FIELD_AMOUNT, offsetof(Loop, loss_per_km), .unit = "1/km", .min = 0, .max = 1, .help = "" },
    { "pumping", FIELD_AMOUNT, offsetof(Loop, pumping), .unit = "GJ/GJ", .min = 0, .max = 1,
      .help = "power of the sender for the heat that is sent: 5 kWh/GJ" },
    { "cost", FIELD_AMOUNT, offsetof(Loop, cost), .unit = "money/GJ", .varies = true, .min = 0, .max = 1e9,
      .help = "money for one unit of heat sent, paid by the sender" },
    { "freight", FIELD_AMOUNT, offsetof(Loop, freight), .unit = "money/GJ/km", .min = 0, .max = 1e9,
      .help = "money for one unit of heat sent over one km, paid by the sender" },
    { "price", FIELD_AMOUNT, offsetof(Loop, price), .unit = "money/GJ", .varies = true, .min = -1e9,
      .max = 1e9,
      .help =
          "what the receiver pays the sender for one unit of heat that arrives; the park as a whole does not feel it" },
    { "by", FIELD_TEXT, offsetof(Loop, by), .help = "hot water, hot oil, ...: a word for reports" },
    { 0 },
};

static bool finds_power(Reading *reading, Loop *loop)
{
    loop->power = -1;
    if (loop->pumping == 0)
        return true;
    loop->power = table_find(&reading->park->resource_table, "power");
    return loop->power >= 0
           || diag_error(reading->diag, item_span(&loop->item, "pumping"),
                         "pumping takes 'power', which nothing in this park buys or makes");
}

static bool complete(Reading *reading, Item *item)
{
    Loop *loop = (Loop *)item;
    const Park *park = reading->park;
    item->facility = loop->from;
    if (loop->supply <= loop->back)
        return diag_error(reading->diag, item_span(item, "return"),
                          "a loop comes back colder than it left: 'return', %s, is not below 'supply', %s",
                          node_find(item->node, "return")->text, node_find(item->node, "supply")->text);
    const bool between_zones = loop->from_zone != NULL && loop->to_zone != NULL;
    if (loop->from == loop->to && !between_zones)
        return diag_error(
            reading->diag, item_span(item, "to"),
            "a loop from '%s' to itself wants 'from_zone' and 'to_zone'; inside a zone all heat is shared",
            park->facility[loop->to].name);
    if (isnan(loop->distance))
        loop->distance = facility_distance(park, loop->from, loop->to);
    if (node_find(item->node, "distance") == NULL && loop->distance == 0
        && (loop->loss_per_km > 0 || loop->freight > 0))
        return diag_error(
            reading->diag, item_span(item, "to"),
            "the way of the loop is 0 km long, so that what is said by length counts for nothing; give 'distance'");
    loop->arrives = (1 - loop->loss) * pow(1 - loop->loss_per_km, loop->distance);
    if (loop->arrives <= 0)
        return diag_error(reading->diag, item_span(item, "loss"), "nothing arrives at the other end");
    enum { LIQUID = 2 }; /* of heat_kinds */
    loop->taken = (HeatSegment){ 1, loop->back, loop->supply };
    loop->given = (HeatSegment){ loop->arrives, loop->supply, loop->back };
    loop->cold = (HeatStream){
        .item = item, .kind = LIQUID, .contribution = NAN, .segment = &loop->taken, .segments = 1
    };
    loop->cold.utility = true;
    loop->hot = loop->cold;
    loop->hot.hot = true;
    loop->hot.segment = &loop->given;
    return finds_power(reading, loop);
}

static bool couples(const Item *item)
{
    const Loop *loop = (const Loop *)item;
    return loop->from != loop->to;
}

static void compile(const Item *item, Program *program, int t)
{
    const Loop *loop = (const Loop *)item;
    int sent = program_column(program, (Tag){ COLUMN_LOOP, item->index, -1, t }, 0, loop->capacity);
    zone_add(program, &loop->cold, sent, t);
    zone_add(program, &loop->hot, sent, t);
    if (loop->power >= 0)
        balance_flow(program, (Flow){ .column = sent,
                                      .item = item->index,
                                      .facility = loop->from,
                                      .resource = loop->power,
                                      .period = t,
                                      .role = FLOW_USED,
                                      .amount = loop->pumping });
    program_book(program, ACCOUNT_TRANSPORT, loop->from, sent, loop->cost + loop->freight * loop->distance);
    program_book(program, ACCOUNT_ENERGY_LINKED, loop->from, sent, -loop->arrives);
    program_book(program, ACCOUNT_ENERGY_LINKED, loop->to, sent, loop->arrives);
    program_book(program, ACCOUNT_EXCHANGE, loop->from, sent, loop->price * loop->arrives);
    program_book(program, ACCOUNT_EXCHANGE, loop->to, sent, -loop->price * loop->arrives);
}

const Family family_loop = {
    .name = "loop",
    .key = "loops",
    .place = IN_PARK,
    .naming = NAMED_FREELY,
    .help = "hot water or oil that carries heat from one zone to another",
    .fields = fields,
    .size = sizeof(Loop),
    .couples = couples,
    .complete = complete,
    .compile = compile,
    .recurs = family_recurs_always,
};
