/* vent - where heat of a zone that nothing takes goes, by name and at a price
 *
 *     min <= vented[t] <= max,   taken at the temperature `at`, costs cost vented[t]
 *
 * A cold stream at one temperature whose heat is a column of its own. */
#include "models/formulation/vent.h"

#include "models/formulation/family.h"

#include <math.h>

static const Field fields[] = {
    { "at", FIELD_TEMPERATURE, offsetof(Vent, at), .min = 73.15, .max = 3273.15, .value = 283.15,
      .help = "temperature of what takes the heat: outside air, a river; 10 degC when not given" },
    { "cost", FIELD_AMOUNT, offsetof(Vent, cost), .unit = "money/GJ", .varies = true, .min = 0, .max = 1e9,
      .help = "money for one unit of heat, as for fans or cooling water" },
    { "min", FIELD_AMOUNT, offsetof(Vent, min), .unit = "GJ/h", .varies = true, .min = 0, .max = 1e12,
      .help = "least heat by time" },
    { "max", FIELD_AMOUNT, offsetof(Vent, max), .unit = "GJ/h", .varies = true, .min = 0, .max = 1e12,
      .value = INFINITY, .help = "most heat by time; no limit when not given" },
    { 0 },
};

static void take_heat(Vent *vent)
{
    vent->segment = (HeatSegment){ 1, vent->at, vent->at };
    vent->stream = (HeatStream){
        .item = &vent->item, .utility = true, .contribution = NAN, .segment = &vent->segment, .segments = 1
    };
}

static bool complete(Reading *reading, Item *item)
{
    Vent *vent = (Vent *)item;
    take_heat(vent);
    return family_limits_agree(reading, item, offsetof(Vent, min), offsetof(Vent, max));
}

Vent *vent_surroundings(Reading *reading, const Item *zone)
{
    Vent *vent = (Vent *)park_add_item(reading->park, &family_vent, sizeof *vent, zone->node);
    vent->item.name = "surroundings";
    vent->item.owner = zone;
    vent->item.facility = zone->facility;
    vent->at = 283.15;
    vent->max = INFINITY;
    take_heat(vent);
    return vent;
}

static void compile(const Item *item, Program *program, int t)
{
    const Vent *vent = (const Vent *)item;
    if (!vent->stream.zone->cascades)
        return;
    int vented = program_column(program, (Tag){ COLUMN_VENT, item->index, -1, t }, vent->min, vent->max);
    zone_add(program, &vent->stream, vented, t);
    program_book(program, ACCOUNT_DISPOSAL, item->facility, vented, vent->cost);
    program_book(program, ACCOUNT_HEAT_LEFT, item->facility, vented, 1);
}

const Family family_vent = {
    .name = "vent",
    .key = "vents",
    .place = IN_ZONE,
    .naming = NAMED_FREELY,
    .help = "where heat of a zone goes that nothing takes: air, a river",
    .fields = fields,
    .size = sizeof(Vent),
    .complete = complete,
    .compile = compile,
    .recurs = family_recurs_always,
};
