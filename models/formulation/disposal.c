/* disposal - what is let go by name: flared, vented, landfilled, stockpiled, sent to the sewer
 *
 *     min <= disposed[t] <= max,   costs (cost + levy) disposed[t]
 *
 * At a flare or in the air its carbon becomes CO2; in a landfill or on a stockpile a waste counts as not utilised. */
#include "models/formulation/balance.h"
#include "models/formulation/family.h"
#include "models/formulation/disposal.h"

#include <math.h>

static const char *const places[] = { "", "flare", "air", "landfill", "stockpile", "sewer", NULL };

static const Field fields[] = {
    { "at", FIELD_CHOICE, offsetof(Disposal, at), .need = true, .choices = places,
      .help = "flare or air: its carbon becomes CO2; landfill or stockpile: a waste not utilised; sewer" },
    { "cost", FIELD_AMOUNT, offsetof(Disposal, cost), .unit = "money/resource", .varies = true, .min = 0,
      .max = 1e9, .help = "money for one unit" },
    { "levy", FIELD_AMOUNT, offsetof(Disposal, levy), .unit = "money/resource", .min = 0, .max = 1e9,
      .help = "environmental protection tax on one unit, beside the cost" },
    { "min", FIELD_AMOUNT, offsetof(Disposal, min), .unit = "resource/h", .varies = true, .min = 0,
      .max = 1e12, .help = "least amount by time" },
    { "max", FIELD_AMOUNT, offsetof(Disposal, max), .unit = "resource/h", .varies = true, .min = 0,
      .max = 1e12, .value = INFINITY, .help = "most amount by time; no limit when not given" },
    { 0 },
};

const char *disposal_place_name(int at)
{
    return places[at];
}

bool disposal_burns(const Disposal *disposal)
{
    return disposal->at == AT_FLARE || disposal->at == AT_AIR;
}

bool disposal_buries(const Disposal *disposal)
{
    return disposal->at == AT_LANDFILL || disposal->at == AT_STOCKPILE;
}

static bool complete(Reading *reading, Item *item)
{
    const Disposal *disposal = (const Disposal *)item;
    const Resource *resource = &reading->park->resource[item->resource];
    if (resource->ambient)
        return diag_error(reading->diag, item->span, "'%s' is all around; it needs no disposal", item->name);
    if (!family_limits_agree(reading, item, offsetof(Disposal, min), offsetof(Disposal, max)))
        return false;
    if (resource->waste != WASTE_NONE && !disposal_buries(disposal))
        return diag_error(
            reading->diag, item_span(item, "at"),
            "'%s' is a solid waste; it goes to a landfill or a stockpile, where it counts as not utilised",
            item->name);
    bool burns = resource->heating_value > 0 || (resource->energy > 0 && resource->carbon > 0);
    if (disposal->at == AT_FLARE && resource->unit != NULL && !burns)
        return diag_error(reading->diag, item_span(item, "at"),
                          "'%s' does not burn: it has no heating value; let it go at 'air'", item->name);
    return true;
}

static void compile(const Item *item, Program *program, int t)
{
    const Disposal *disposal = (const Disposal *)item;
    int column = program_column(program, (Tag){ COLUMN_DISPOSE, item->index, item->resource, t },
                                disposal->min, disposal->max);
    balance_flow(program, (Flow){ .column = column,
                                  .item = item->index,
                                  .facility = item->facility,
                                  .resource = item->resource,
                                  .period = t,
                                  .role = FLOW_DISPOSED,
                                  .amount = 1 });
    program_book(program, ACCOUNT_DISPOSAL, item->facility, column, disposal->cost);
    program_book(program, ACCOUNT_LEVIES, item->facility, column, disposal->levy);
}

const Family family_disposes = {
    .name = "disposal",
    .key = "disposes",
    .place = IN_FACILITY,
    .naming = NAMED_BY_RESOURCE,
    .help = "a resource let go by name: flared, landfilled, drained",
    .fields = fields,
    .size = sizeof(Disposal),
    .complete = complete,
    .compile = compile,
    .recurs = family_recurs_always,
};
