/* market - where a facility buys or sells a resource from outside the park
 *
 *     min <= bought[t] <= max,   costs price bought[t]
 *     min <= sold[t]   <= max,   earns price sold[t]
 *
 * Each is one column with its limits as bounds. A sale at a negative price is booked as disposal: it costs, under every objective. */
#include "models/formulation/market.h"

#include "models/formulation/balance.h"
#include "models/formulation/family.h"
#include "models/resource.h"

#include <math.h>

/* A sale knows all but the first two. */
static const Field fields[] = {
    { "footprint", FIELD_AMOUNT, offsetof(Market, footprint), .unit = "t/resource", .min = 0, .max = 1000,
      .value = NAN,
      .help =
          "CO2 of making one unit as this contract has it (0 kg/kWh); that of the resource when not given" },
    { "from_stock", FIELD_SWITCH, offsetof(Market, from_stock),
      .help = "a waste dug from an old heap of the park: it counts as drawn from stock" },
    { "price", FIELD_AMOUNT, offsetof(Market, price), .need = true, .unit = "money/resource", .varies = true,
      .min = -1e9, .max = 1e9, .help = "money for one unit; negative: the other side pays" },
    { "min", FIELD_AMOUNT, offsetof(Market, min), .unit = "resource/h", .varies = true, .min = 0, .max = 1e12,
      .help = "least amount by time" },
    { "max", FIELD_AMOUNT, offsetof(Market, max), .unit = "resource/h", .varies = true, .min = 0, .max = 1e12,
      .value = INFINITY, .help = "most amount by time; no limit when not given" },
    { "contracts", FIELD_SECTION, 0,
      .help = "what is agreed on by day, month or year: {day: {max: 60000 Nm3}}" },
    { 0 },
};

static bool complete(Reading *reading, Item *item)
{
    Market *market = (Market *)item;
    if (reading->park->resource[item->resource].ambient)
        return diag_error(reading->diag, item->span, "'%s' is all around; it needs no market", item->name);
    if (market->from_stock && !resource_is_waste(&reading->park->resource[item->resource]))
        return diag_error(reading->diag, item_span(item, "from_stock"),
                          "'%s' is no solid waste: what is dug from an old heap has a 'waste' class",
                          item->name);
    return family_limits_agree(reading, item, offsetof(Market, min), offsetof(Market, max))
           && family_read(reading, IN_MARKET, item->node, item->facility, item);
}

static bool complete_purchase(Reading *reading, Item *item)
{
    Market *market = (Market *)item;
    if (isnan(market->footprint))
        market->footprint = reading->park->resource[item->resource].footprint;
    return complete(reading, item);
}

static void compile(const Item *item, Program *program, int t, int column_kind, int role, int account)
{
    const Market *market = (const Market *)item;
    int column = program_column(program, (Tag){ column_kind, item->index, item->resource, t }, market->min,
                                market->max);
    balance_flow(program, (Flow){ .column = column,
                                  .item = item->index,
                                  .facility = item->facility,
                                  .resource = item->resource,
                                  .period = t,
                                  .role = role,
                                  .amount = 1 });
    /* Who pays to be rid of something does not sell it. */
    bool paid_away = account == ACCOUNT_SALES && market->price < 0;
    program_book(program, paid_away ? ACCOUNT_DISPOSAL : account, item->facility, column,
                 paid_away ? -market->price : market->price);
}

double market_price(const Park *park, const Flow *flow)
{
    ItemRoom room;
    return ((const Market *)item_at(park->item[flow->item], flow->period, &room))->price;
}

static void compile_buys(const Item *item, Program *program, int t)
{
    compile(item, program, t, COLUMN_BUY, FLOW_BOUGHT, ACCOUNT_PURCHASES);
}

static void compile_sells(const Item *item, Program *program, int t)
{
    compile(item, program, t, COLUMN_SELL, FLOW_SOLD, ACCOUNT_SALES);
}

const Family family_buys = {
    .name = "purchase",
    .key = "buys",
    .place = IN_FACILITY,
    .naming = NAMED_BY_RESOURCE,
    .help = "a resource bought from outside the park",
    .fields = fields,
    .size = sizeof(Market),
    .complete = complete_purchase,
    .compile = compile_buys,
    .recurs = family_recurs_always,
};

const Family family_sells = {
    .name = "sale",
    .key = "sells",
    .place = IN_FACILITY,
    .naming = NAMED_BY_RESOURCE,
    .help = "a resource sold outside the park",
    .fields = fields + 2,
    .size = sizeof(Market),
    .complete = complete,
    .compile = compile_sells,
    .recurs = family_recurs_always,
};
