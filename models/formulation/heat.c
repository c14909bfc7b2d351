/* heat - heat that a process gives (hot) or takes (cold), with its two temperatures
 *
 *     gives[t] = gives_h activity[t]  from temperature from_h down to to_h,     takes[t] = takes_h activity[t]  up from from_h to to_h
 *
 * Read, checked, shown and counted in the energy of the recipe; it has no row yet: what is given goes to the surroundings, what is
 * taken comes from the process's own fuel. Its cascade comes with the heat of the whole park. */
#include "models/formulation/heat.h"

#include "models/formulation/family.h"
#include "models/plant.h"

#include <math.h>
#include <string.h>

static const char *const kinds[] = { "", "gas", "liquid", "condensing", "evaporating", "solid", NULL };

static const Field fields[] = {
    { "name", FIELD_TEXT, offsetof(Heat, called), .need = true,
      .help = "what carries it: preheater exit gas" },
    { "gives", FIELD_AMOUNT, offsetof(Heat, gives), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that a unit of basis gives (a hot stream)" },
    { "takes", FIELD_AMOUNT, offsetof(Heat, takes), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that a unit of basis takes (a cold stream)" },
    { "from", FIELD_TEMPERATURE, offsetof(Heat, from), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature where it begins" },
    { "to", FIELD_TEMPERATURE, offsetof(Heat, to), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature where it ends; the same where a phase changes" },
    { "kind", FIELD_CHOICE, offsetof(Heat, kind), .choices = kinds, .help = "what gives or takes the heat" },
    { "range", FIELD_NODE, offsetof(Heat, range), .help = "plausible range of the heat: [low, high]" },
    { "source", FIELD_TEXT, offsetof(Heat, source), .help = "where the heat comes from: S<number>, C or M" },
    { 0 },
};

static bool complete(Reading *reading, Item *item)
{
    Heat *heat = (Heat *)item;
    const bool hot = !isnan(heat->gives);
    if (hot == !isnan(heat->takes))
        return diag_error(reading->diag, item->span, "one of 'gives' and 'takes' was wanted, not %s",
                          hot ? "both" : "none");
    if (hot ? heat->to > heat->from : heat->to < heat->from)
        return diag_error(reading->diag, item_span(item, "to"), "heat that is %s %s: '%s' is %s than 'from'",
                          hot ? "given" : "taken", hot ? "cools down" : "warms up",
                          node_find(item->node, "to")->text, hot ? "hotter" : "colder");
    item->name = heat->called;
    double *amount = hot ? &heat->gives : &heat->takes;
    if (heat->range != NULL
        && !plant_range(reading, heat->range, &fields[hot ? 1 : 2], (FieldScope){ -1, NULL },
                        node_find(item->node, hot ? "gives" : "takes"), *amount))
        return false;
    *amount /= plant_process(item)->basis_amount;
    return true;
}

double heat_given(const Heat *heat)
{
    return isnan(heat->gives) ? -heat->takes : heat->gives;
}

const Family family_heat = {
    .name = "heat",
    .key = "heat",
    .place = IN_PROCESS,
    .naming = NAMED_NOT,
    .help = "heat that a process gives or takes, with its two temperatures",
    .fields = fields,
    .size = sizeof(Heat),
    .complete = complete,
};
