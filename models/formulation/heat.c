/* heat - heat that a process gives (hot) or takes (cold), between two temperatures or along a table of segments
 *
 *     given_h[t] = gives_h activity[t],   falling from from_h to to_h        a hot stream
 *     taken_h[t] = takes_h activity[t],   rising from from_h to to_h         a cold stream
 *
 * Within a segment heat goes with temperature; at one temperature a phase changes. The zone that the process stands in brings both
 * together, see zone.c. */
#include "models/formulation/heat.h"

#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/plant.h"
#include "models/read/node.h"

#include <math.h>
#include <string.h>

const char *const heat_kinds[] = { "", "gas", "liquid", "condensing", "evaporating", "solid", NULL };

/* Ends closer than this are one temperature. */
static const double least_range = 1e-3; /* K */

static const Field fields[] = {
    { "name", FIELD_TEXT, offsetof(Heat, called), .need = true,
      .help = "what carries it: preheater exit gas" },
    { "gives", FIELD_AMOUNT, offsetof(Heat, gives), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that a unit of basis gives (a hot stream)" },
    { "takes", FIELD_AMOUNT, offsetof(Heat, takes), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that a unit of basis takes (a cold stream)" },
    { "from", FIELD_TEMPERATURE, offsetof(Heat, from), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature where it begins" },
    { "to", FIELD_TEMPERATURE, offsetof(Heat, to), .min = 73.15, .max = 3273.15, .value = NAN,
      .help = "temperature where it ends; the same where a phase changes" },
    { "segments", FIELD_NODE, offsetof(Heat, segments_node),
      .help =
          "instead of 'to' and one heat: a list of parts, each from the end of the one before: [{gives: 0.2 GJ, to: 120 degC}]" },
    { "kind", FIELD_CHOICE, offsetof(Heat, kind), .choices = heat_kinds,
      .help = "what gives or takes the heat" },
    { "contribution", FIELD_AMOUNT, offsetof(Heat, contribution), .unit = "K", .min = 0, .max = 500,
      .value = NAN,
      .help = "its part of the least temperature difference; that of its kind in its zone when not given" },
    { "utility", FIELD_SWITCH, offsetof(Heat, utility),
      .help = "a heater or cooler of the works, not part of a process: shown apart in the heat tables" },
    { "range", FIELD_NODE, offsetof(Heat, range), .help = "plausible range of the heat: [low, high]" },
    { "source", FIELD_TEXT, offsetof(Heat, source), .help = "where the heat comes from: S<number>, C or M" },
    { 0 },
};

typedef struct SegmentKeys {
    double gives, takes, to;
} SegmentKeys;

const Field heat_segment_fields[] = {
    { "gives", FIELD_AMOUNT, offsetof(SegmentKeys, gives), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that this part of a hot stream gives" },
    { "takes", FIELD_AMOUNT, offsetof(SegmentKeys, takes), .unit = "GJ", .min = 0, .max = 1e9, .open = true,
      .value = NAN, .help = "heat that this part of a cold stream takes" },
    { "to", FIELD_TEMPERATURE, offsetof(SegmentKeys, to), .need = true, .min = 73.15, .max = 3273.15,
      .help = "temperature where this part ends; the same as before where a phase changes" },
    { 0 },
};

/* Which of both is stated; false after an error when none is, or both are. */
static bool is_hot(Reading *reading, Span span, double gives, double takes, bool *hot)
{
    *hot = !isnan(gives);
    return *hot != !isnan(takes)
           || diag_error(reading->diag, span, "one of 'gives' and 'takes' was wanted, not %s",
                         *hot ? "both" : "none");
}

static bool goes_its_way(Reading *reading, const Node *to, bool hot, const HeatSegment *segment)
{
    return (hot ? segment->to <= segment->from + least_range : segment->to >= segment->from - least_range)
           || diag_error(reading->diag, to->span, "heat that is %s %s: '%s' is %s than where it begins",
                         hot ? "given" : "taken", hot ? "cools down" : "warms up", to->text,
                         hot ? "hotter" : "colder");
}

/* Of ends that are all but the same, the one that asks for more. */
static void close_up(HeatSegment *segment)
{
    if (fabs(segment->from - segment->to) < least_range)
        segment->from = segment->to;
}

static bool read_segment(Reading *reading, Heat *heat, const Node *node, double from, bool *hot)
{
    SegmentKeys keys = { 0 };
    if (!node_is(reading, node, NODE_MAP, "a part of a stream such as {gives: 0.2 GJ, to: 120 degC}")
        || !fields_read(reading, node, heat_segment_fields, (FieldScope){ -1, NULL }, &keys)
        || !is_hot(reading, node->span, keys.gives, keys.takes, hot))
        return false;
    HeatSegment *segment = &heat->segment[heat->segments++];
    *segment = (HeatSegment){ *hot ? keys.gives : keys.takes, from, keys.to };
    return goes_its_way(reading, node_find(node, "to"), *hot, segment);
}

static bool read_segments(Reading *reading, Heat *heat)
{
    const Node *list = heat->segments_node;
    if (!node_is(reading, list, NODE_LIST, "a list of parts such as {gives: 0.2 GJ, to: 120 degC}"))
        return false;
    if (!isnan(heat->gives) || !isnan(heat->takes) || !isnan(heat->to))
        return diag_error(reading->diag, list->key_span,
                          "a stream has 'segments', or one heat and 'to'; not both");
    if (list->count == 0)
        return diag_error(reading->diag, list->key_span, "'segments' is empty");
    heat->segment = arena_take(reading->arena, list->count * sizeof *heat->segment);
    double from = heat->from, sum = 0;
    bool first = true, hot;
    for (const Node *node = list->first; node != NULL; node = node->next) {
        if (!read_segment(reading, heat, node, from, &hot))
            return false;
        if (node != list->first && hot != first)
            return diag_error(reading->diag, node->span, "this part %s heat and the first one %s it",
                              hot ? "gives" : "takes", first ? "gives" : "takes");
        first = hot;
        sum += heat->segment[heat->segments - 1].heat;
        from = heat->segment[heat->segments - 1].to;
    }
    *(first ? &heat->gives : &heat->takes) = sum;
    heat->to = from;
    return true;
}

static bool read_one(Reading *reading, Heat *heat)
{
    bool hot;
    if (!is_hot(reading, heat->item.span, heat->gives, heat->takes, &hot))
        return false;
    if (isnan(heat->to))
        return diag_error(reading->diag, heat->item.span, "'to' is missing: temperature where it ends");
    heat->segment = arena_take(reading->arena, sizeof *heat->segment);
    heat->segment[heat->segments++] = (HeatSegment){ hot ? heat->gives : heat->takes, heat->from, heat->to };
    return goes_its_way(reading, node_find(heat->item.node, "to"), hot, heat->segment);
}

/* Streams are called by their names. */
static bool stands_twice(Reading *reading, const Heat *heat)
{
    const Park *park = reading->park;
    for (size_t i = (size_t)heat->item.index; i-- > 0 && park->item[i]->owner != NULL;)
        if (park->item[i]->family == &family_heat && park->item[i]->owner == heat->item.owner
            && strcmp(park->item[i]->name, heat->item.name) == 0)
            return !diag_error(reading->diag, item_span(&heat->item, "name"),
                               "two heat streams here are called '%s'", heat->item.name);
    return false;
}

static bool complete(Reading *reading, Item *item)
{
    Heat *heat = (Heat *)item;
    item->name = heat->called;
    if (!(heat->segments_node != NULL ? read_segments(reading, heat) : read_one(reading, heat)))
        return false;
    if (stands_twice(reading, heat))
        return false;
    const bool hot = !isnan(heat->gives);
    double *amount = hot ? &heat->gives : &heat->takes;
    const Node *figure = node_find(item->node, heat->segments_node != NULL ? "segments"
                                               : hot                       ? "gives"
                                                                           : "takes");
    if (heat->range != NULL
        && !plant_range(reading, heat->range, &fields[hot ? 1 : 2], (FieldScope){ -1, NULL }, figure,
                        *amount))
        return false;
    const double basis = plant_process(item)->basis_amount;
    *amount /= basis;
    for (size_t i = 0; i < heat->segments; i++) {
        heat->segment[i].heat /= basis;
        close_up(&heat->segment[i]);
    }
    heat->stream = (HeatStream){ .item = item,
                                 .hot = hot,
                                 .utility = heat->utility,
                                 .kind = heat->kind,
                                 .contribution = heat->contribution,
                                 .segment = heat->segment,
                                 .segments = heat->segments };
    return true;
}

double heat_given(const Heat *heat)
{
    return isnan(heat->gives) ? -heat->takes : heat->gives;
}

const char *heat_title(Arena *arena, const Heat *heat)
{
    const Item *owner = heat->item.owner;
    return mode_is(owner)
               ? arena_print(arena, "%s (%s): %s", owner->owner->name, owner->name, heat->item.name)
               : arena_print(arena, "%s: %s", owner->name, heat->item.name);
}

/* A utility that takes heat and makes nothing of it, neither goods nor other heat: a vent by another name. */
static bool is_cooler(const Park *park, const Heat *heat)
{
    const Process *process = plant_process(&heat->item);
    if (!heat->utility || process->recipe.outs > 0)
        return false;
    for (size_t i = (size_t)process->item.index + 1; i < park->items && park->item[i]->owner != NULL; i++) {
        const Item *item = park->item[i];
        if ((mode_is(item) && mode_recipe(item)->outs > 0)
            || (item->family == &family_heat && ((const Heat *)item)->stream.hot))
            return false;
    }
    return true;
}

static void compile(const Item *item, Program *program, int t)
{
    const Heat *heat = (const Heat *)item;
    int driver = program_column(program, mode_driver(item->owner, t), -INFINITY, INFINITY);
    zone_add(program, &heat->stream, driver, t);
    const bool left = heat->stream.hot ? !heat->stream.zone->cascades : is_cooler(program->park, heat);
    if (heat->stream.hot && !heat->utility)
        program_book(program, ACCOUNT_HEAT_GIVEN, item->facility, driver, heat->gives);
    if (left)
        program_book(program, ACCOUNT_HEAT_LEFT, item->facility, driver, fabs(heat_given(heat)));
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
    .compile = compile,
    .recurs = family_recurs_always,
};
