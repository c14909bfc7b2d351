/* zone - where heat is exchanged: the heat cascade of a facility, or of a part of it
 *
 * Temperatures are shifted by the contribution of each stream, T* = T - contribution of a hot and T + contribution of a cold one, so that
 * heat may go from any hot stream to any cold one at the same T* or below. All ends of streams cut the zone into cells k, from the hottest
 * down: intervals, and points where a phase changes. Of a stream with CP = heat / |from - to| a unit gives CP dT_k in an interval.
 *
 *     capacity_k[t] = capacity_(k-1)[t] + sum of CP x[t] of streams that begin above k - of those that end there     (cold ones with -)
 *     down_(k-1)[t] + dT_k capacity_k[t] + sum of heat x[t] at the point k  =  down_k[t],     down_k >= 0
 *     nothing comes from above the hottest cell, nothing goes below the coldest
 *
 * capacity is the net heat capacity flow of the interval: each stream stands in two rows only, whatever it spans. The dual of the second
 * row is what heat is worth at that temperature. This is the transshipment model of S. A. Papoulias and I. E. Grossmann, Comput. Chem. Eng. 7
 * (1983) 707, with residuals.
 *
 * With matches, sides g (hot) and c (cold) are the streams that the same matches name:
 *
 *     down_g(k-1) + dT_k capacity_gk + heat at the point  =  sum over c of exchange_gck + down_gk
 *     sum over g of exchange_gck  =  dT_k capacity_ck + heat at the point
 *
 * and a match limits its sum of exchange; one with `max: 0` leaves the exchange out. */
#include "models/formulation/zone.h"

#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/loop.h"
#include "models/formulation/match.h"
#include "models/formulation/mode.h"
#include "models/formulation/vent.h"
#include "models/plant.h"
#include "solver/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Levels closer than this are one: what two ways of reckoning the same temperature differ by. */
static const double same_level = 1e-8; /* K */

enum { MATCHES_MOST = 64 };

static const Field fields[] = {
    { "approach", FIELD_AMOUNT, offsetof(Zone, approach), .unit = "K", .min = 0, .max = 1000, .value = 10,
      .help = "least temperature difference; half of it is the contribution of a stream that states none" },
    { "contributions", FIELD_NODE, offsetof(Zone, contributions),
      .help = "contributions by kind of stream: {gas: 15 K, liquid: 5 K, condensing: 2 K}" },
    { "processes", FIELD_NODE, offsetof(Zone, processes),
      .help = "the processes that stand in it, as a list; those that stand in no other zone when not given" },
    { "vents", FIELD_SECTION, 0, .help = "where heat goes that nothing takes, by name" },
    { "matches", FIELD_SECTION, 0, .help = "who may not, or must, heat whom" },
    { 0 },
};

const Field zone_contribution_fields[] = {
    { "gas", FIELD_AMOUNT, 1 * sizeof(double), .unit = "K", .min = 0, .max = 500, .value = NAN,
      .help = "contribution of gases" },
    { "liquid", FIELD_AMOUNT, 2 * sizeof(double), .unit = "K", .min = 0, .max = 500, .value = NAN,
      .help = "contribution of liquids" },
    { "condensing", FIELD_AMOUNT, 3 * sizeof(double), .unit = "K", .min = 0, .max = 500, .value = NAN,
      .help = "contribution of what condenses" },
    { "evaporating", FIELD_AMOUNT, 4 * sizeof(double), .unit = "K", .min = 0, .max = 500, .value = NAN,
      .help = "contribution of what boils" },
    { "solid", FIELD_AMOUNT, 5 * sizeof(double), .unit = "K", .min = 0, .max = 500, .value = NAN,
      .help = "contribution of solids" },
    { 0 },
};

enum { KINDS = 6 };

static bool complete(Reading *reading, Item *item)
{
    Zone *zone = (Zone *)item;
    zone->stated = zone->cascades = true;
    zone->kind_contribution = arena_take(reading->arena, KINDS * sizeof(double));
    bool fine = zone->contributions == NULL
                || fields_read(reading, zone->contributions, zone_contribution_fields,
                               (FieldScope){ -1, NULL }, zone->kind_contribution);
    for (size_t k = 0; k < KINDS; k++)
        if (zone->contributions == NULL || k == 0 || isnan(zone->kind_contribution[k]))
            zone->kind_contribution[k] = zone->approach / 2;
    fine = (zone->processes == NULL || node_is(reading, zone->processes, NODE_LIST, "a list of processes"))
           && fine;
    fine = family_read(reading, IN_ZONE, item->node, item->facility, item) && fine;
    if (node_find(item->node, "vents") == NULL)
        vent_surroundings(reading, item);
    return fine;
}

const char *zone_stream_name(Arena *arena, const HeatStream *stream)
{
    return stream->item->family == &family_heat ? heat_title(arena, (const Heat *)stream->item)
                                                : stream->item->name;
}

int zone_driver(const Program *program, const HeatStream *stream, int period)
{
    const Item *item = stream->item;
    Tag of = item->family == &family_heat   ? mode_driver(item->owner, period)
             : item->family == &family_vent ? (Tag){ COLUMN_VENT, item->index, -1, period }
                                            : (Tag){ COLUMN_LOOP, item->index, -1, period };
    return program_find(program, of);
}

/* ---- which streams stand in which zone ---- */

static bool is_zone_of(const Item *item, int facility)
{
    return item->family == &family_zone && item->facility == facility;
}

/* A zone for a facility that states none, as if it had said `zones: {<its name>: {}}`. */
static Zone *make_zone(Reading *reading, int facility)
{
    const Facility *at = &reading->park->facility[facility];
    Zone *zone = (Zone *)park_add_item(reading->park, &family_zone, sizeof *zone, at->node);
    zone->item.facility = facility;
    zone->approach = 10;
    zone->kind_contribution = arena_take(reading->arena, KINDS * sizeof(double));
    for (size_t k = 0; k < KINDS; k++)
        zone->kind_contribution[k] = zone->approach / 2;
    vent_surroundings(reading, &zone->item);
    return zone;
}

static bool lists(const Zone *zone, const char *process)
{
    for (const Node *node = zone->processes != NULL ? zone->processes->first : NULL; node != NULL;
         node = node->next)
        if (node->kind == NODE_SCALAR && strcmp(node->text, process) == 0)
            return true;
    return false;
}

/* The zone of a process: the one that lists it, else the one that lists none. NULL where all list others. */
static Zone *zone_of(const Park *park, int facility, const char *process)
{
    Zone *other = NULL;
    for (size_t i = 0; i < park->items; i++) {
        if (!is_zone_of(park->item[i], facility))
            continue;
        Zone *zone = (Zone *)park->item[i];
        if (process != NULL && lists(zone, process))
            return zone;
        if (zone->processes == NULL)
            other = zone;
    }
    return other;
}

static Zone *zone_called(const Park *park, int facility, const char *name)
{
    for (size_t i = 0; i < park->items; i++)
        if (is_zone_of(park->item[i], facility) && strcmp(park->item[i]->name, name) == 0)
            return (Zone *)park->item[i];
    return NULL;
}

static void join(Arena *arena, Zone *zone, HeatStream *stream)
{
    stream->zone = zone;
    if (isnan(stream->contribution))
        stream->contribution = zone->kind_contribution[stream->kind];
    zone->cascades = zone->cascades || (!stream->hot && stream->item->family != &family_vent);
    if (zone->streams == zone->stream_room) {
        HeatStream **wider =
            arena_take(arena, (zone->stream_room = 2 * zone->stream_room + 8) * sizeof(HeatStream *));
        for (size_t s = 0; s < zone->streams; s++)
            wider[s] = zone->stream[s];
        zone->stream = wider;
    }
    zone->stream[zone->streams++] = stream;
}

static bool join_process(Reading *reading, Heat *heat)
{
    const Item *process = &plant_process(&heat->item)->item;
    Zone *zone = zone_of(reading->park, process->facility, process->name);
    if (zone == NULL)
        return diag_error(
            reading->diag, process->span,
            "'%s' has heat streams and stands in no zone of '%s'; name it under 'processes' of one of them",
            process->name, reading->park->facility[process->facility].name);
    join(reading->arena, zone, &heat->stream);
    return true;
}

static bool join_loop(Reading *reading, Loop *loop, int facility, const char *key, const char *named,
                      HeatStream *stream)
{
    const Park *park = reading->park;
    Zone *zone = named != NULL ? zone_called(park, facility, named) : zone_of(park, facility, NULL);
    if (zone == NULL && named != NULL)
        return diag_error(reading->diag, item_span(&loop->item, key), "'%s' has no zone '%s'",
                          park->facility[facility].name, named);
    if (zone == NULL)
        return diag_error(reading->diag, loop->item.span, "'%s' has several zones; say which one by '%s'",
                          park->facility[facility].name, key);
    join(reading->arena, zone, stream);
    return true;
}

/* Every process that a zone lists is there, and listed once. */
static bool knows_processes(Reading *reading, const Zone *zone)
{
    const Park *park = reading->park;
    bool fine = true;
    for (const Node *node = zone->processes != NULL ? zone->processes->first : NULL; node != NULL;
         node = node->next) {
        if (!node_is(reading, node, NODE_SCALAR, "the name of a process"))
            return false;
        const char **names = arena_take(reading->arena, park->items * sizeof *names);
        size_t count = 0;
        int found = -1;
        for (size_t i = 0; i < park->items; i++) {
            const Item *item = park->item[i];
            if (item->family != &family_process || item->facility != zone->item.facility)
                continue;
            if (strcmp(item->name, node->text) == 0)
                found = (int)i;
            names[count++] = item->name;
        }
        fine = fields_reference(reading, node, "process", names, count, found) >= 0 && fine;
        if (found >= 0 && zone_of(park, zone->item.facility, node->text) != zone)
            fine = diag_error(reading->diag, node->span, "'%s' stands in another zone already", node->text);
    }
    return fine;
}

/* Two zones can't both hold what is listed in none. */
static bool is_only_rest(Reading *reading, const Zone *zone)
{
    const Zone *rest = zone_of(reading->park, zone->item.facility, NULL);
    return zone->processes != NULL || rest == zone
           || diag_error(reading->diag, zone->item.span,
                         "'%s' and '%s' list no processes; one zone of a facility may hold the rest",
                         zone->item.name, rest->item.name);
}

static bool has_zone(const Park *park, int facility)
{
    for (size_t i = 0; i < park->items; i++)
        if (is_zone_of(park->item[i], facility))
            return true;
    return false;
}

/* Zones for all facilities that have heat and state none; [facilities] */
static void make_zones(Reading *reading)
{
    const Park *park = reading->park;
    const size_t items = park->items;
    bool *heat = memory_take(park->facilities, sizeof *heat);
    for (size_t i = 0; i < items; i++) {
        const Item *item = park->item[i];
        if (item->family == &family_heat && item->facility >= 0)
            heat[item->facility] = true;
        if (item->family == &family_loop && ((const Loop *)item)->from >= 0) {
            heat[((const Loop *)item)->from] = true;
            heat[((const Loop *)item)->to] = true;
        }
    }
    for (size_t f = 0; f < park->facilities; f++)
        if (heat[f] && !has_zone(park, (int)f))
            make_zone(reading, (int)f);
    free(heat);
}

static bool join_all(Reading *reading)
{
    const Park *park = reading->park;
    bool fine = true;
    for (size_t i = 0; i < park->items; i++) {
        Item *item = park->item[i];
        if (item->family == &family_zone)
            fine = knows_processes(reading, (Zone *)item) && is_only_rest(reading, (Zone *)item) && fine;
    }
    for (size_t i = 0; i < park->items && fine; i++) {
        Item *item = park->item[i];
        if (item->family == &family_heat && item->facility >= 0)
            fine = join_process(reading, (Heat *)item);
        if (item->family == &family_vent)
            join(reading->arena, (Zone *)park->item[item->owner->index], &((Vent *)item)->stream);
        if (item->family == &family_loop) {
            Loop *loop = (Loop *)item;
            fine = join_loop(reading, loop, loop->from, "from_zone", loop->from_zone, &loop->cold)
                   && join_loop(reading, loop, loop->to, "to_zone", loop->to_zone, &loop->hot);
        }
    }
    return fine;
}

/* ---- matches ---- */

/* "kiln", or "kiln: exit gas" */
static bool is_called(Arena *arena, const HeatStream *stream, const char *name)
{
    if (strcmp(stream->item->name, name) == 0)
        return true;
    if (stream->item->family != &family_heat)
        return false;
    const Heat *heat = (const Heat *)stream->item;
    return strcmp(plant_process(&heat->item)->item.name, name) == 0
           || strcmp(heat_title(arena, heat), name) == 0;
}

static bool name_streams(Reading *reading, Zone *zone, const Match *match, bool hot, const char *name)
{
    Arena *arena = reading->arena;
    const char **names = arena_take(arena, (2 * zone->streams + 1) * sizeof *names);
    size_t count = 0;
    bool found = false;
    for (size_t s = 0; s < zone->streams; s++) {
        HeatStream *stream = zone->stream[s];
        if (stream->hot != hot)
            continue;
        names[count++] = zone_stream_name(arena, stream);
        if (stream->item->family == &family_heat)
            names[count++] = plant_process(stream->item)->item.name;
        if (is_called(arena, stream, name)) {
            stream->named |= (uint64_t)1 << zone->matches;
            found = true;
        }
    }
    const Node node = { .text = name, .span = item_span(&match->item, hot ? "hot" : "cold") };
    return fields_reference(reading, &node, hot ? "hot stream" : "cold stream", names, count, found ? 0 : -1)
           >= 0;
}

static bool take_matches(Reading *reading, Zone *zone)
{
    const Park *park = reading->park;
    zone->match = arena_take(reading->arena, MATCHES_MOST * sizeof(const Match *));
    for (size_t i = (size_t)zone->item.index + 1; i < park->items && park->item[i]->owner == &zone->item;
         i++) {
        const Match *match = (const Match *)park->item[i];
        if (match->item.family != &family_match)
            continue;
        if (zone->matches == MATCHES_MOST)
            return diag_error(reading->diag, match->item.span, "a zone has at most %d matches", MATCHES_MOST);
        bool hot = name_streams(reading, zone, match, true, match->hot);
        bool cold = name_streams(reading, zone, match, false, match->cold);
        if (!hot || !cold)
            return false;
        zone->match[zone->matches++] = match;
    }
    return true;
}

bool zone_is_restricted(const Zone *zone)
{
    return zone->matches > 0;
}

static size_t side_count(const Zone *zone)
{
    return zone_is_restricted(zone) ? zone->hots + zone->colds : 1;
}

/* Streams of one direction that the same matches name make a side. */
static size_t number_sides(Zone *zone, bool hot)
{
    size_t sides = 0;
    for (size_t s = 0; s < zone->streams; s++) {
        HeatStream *stream = zone->stream[s];
        if (stream->hot != hot)
            continue;
        size_t before = 0;
        while (before < s
               && (zone->stream[before]->hot != hot || zone->stream[before]->named != stream->named))
            before++;
        stream->side = before < s ? zone->stream[before]->side : sides++;
    }
    return sides;
}

static uint64_t side_names(const Zone *zone, bool hot, size_t side)
{
    for (size_t s = 0; s < zone->streams; s++)
        if (zone->stream[s]->hot == hot && zone->stream[s]->side == side)
            return zone->stream[s]->named;
    return 0;
}

static bool is_forbidden(const Zone *zone, size_t hot, size_t cold)
{
    const uint64_t both = side_names(zone, true, hot) & side_names(zone, false, cold);
    for (size_t m = 0; m < zone->matches; m++)
        if ((both >> m & 1) != 0 && zone->match[m]->max == 0)
            return true;
    return false;
}

/* ---- levels and cells ---- */

double zone_shifted(const HeatStream *stream, double kelvin)
{
    return stream->hot ? kelvin - stream->contribution : kelvin + stream->contribution;
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static size_t level_at(const Zone *zone, double shifted)
{
    size_t low = 0, high = zone->levels;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (zone->level[middle] >= shifted - same_level)
            low = middle;
        else
            high = middle;
    }
    assert(zone->levels > 0 && fabs(zone->level[low] - shifted) <= 4 * same_level);
    return low;
}

static void find_levels(Arena *arena, Zone *zone)
{
    size_t most = 0, count = 0;
    for (size_t s = 0; s < zone->streams; s++)
        most += 2 * zone->stream[s]->segments;
    zone->level = arena_take(arena, (most + 1) * sizeof *zone->level);
    for (size_t s = 0; s < zone->streams; s++)
        for (size_t i = 0; i < zone->stream[s]->segments; i++) {
            zone->level[count++] = zone_shifted(zone->stream[s], zone->stream[s]->segment[i].from);
            zone->level[count++] = zone_shifted(zone->stream[s], zone->stream[s]->segment[i].to);
        }
    qsort(zone->level, count, sizeof *zone->level, falling);
    for (size_t i = 0; i < count; i++)
        if (zone->levels == 0 || zone->level[zone->levels - 1] - zone->level[i] > same_level)
            zone->level[zone->levels++] = zone->level[i];
}

/* Level numbers of the ends of a segment: the hotter first. */
typedef struct Ends {
    size_t top, bottom;
} Ends;

static Ends ends_of(const HeatStream *stream, const HeatSegment *segment)
{
    size_t from = level_at(stream->zone, zone_shifted(stream, segment->from));
    size_t to = level_at(stream->zone, zone_shifted(stream, segment->to));
    return from <= to ? (Ends){ from, to } : (Ends){ to, from };
}

static void find_cells(Arena *arena, Zone *zone)
{
    zone->cell = arena_take(arena, 2 * zone->levels * sizeof *zone->cell);
    zone->below = arena_take(arena, zone->levels * sizeof *zone->below);
    zone->point = arena_take(arena, zone->levels * sizeof *zone->point);
    for (size_t b = 0; b < zone->levels; b++)
        zone->below[b] = zone->point[b] = SIZE_MAX;
    for (size_t s = 0; s < zone->streams; s++)
        for (size_t i = 0; i < zone->stream[s]->segments; i++) {
            Ends ends = ends_of(zone->stream[s], &zone->stream[s]->segment[i]);
            if (ends.top == ends.bottom)
                zone->point[ends.top] = 0; /* numbered below */
        }
    for (size_t b = 0; b < zone->levels; b++) {
        if (zone->point[b] != SIZE_MAX) {
            zone->point[b] = zone->cells;
            zone->cell[zone->cells++] = (HeatCell){ zone->level[b], zone->level[b] };
        }
        if (b + 1 < zone->levels) {
            zone->below[b] = zone->cells;
            zone->cell[zone->cells++] = (HeatCell){ zone->level[b], zone->level[b + 1] };
        }
    }
}

double zone_heat(const HeatStream *stream, size_t cell)
{
    const Zone *zone = stream->zone;
    const HeatCell *of = &zone->cell[cell];
    double heat = 0;
    for (size_t i = 0; i < stream->segments; i++) {
        const HeatSegment *segment = &stream->segment[i];
        const Ends ends = ends_of(stream, segment);
        const double top = zone->level[ends.top], bottom = zone->level[ends.bottom];
        if (ends.top == ends.bottom)
            heat += zone->point[ends.top] == cell ? segment->heat : 0;
        else if (of->top <= top && of->bottom >= bottom)
            heat += segment->heat * (of->top - of->bottom) / (top - bottom);
    }
    return heat;
}

/* The side that a stream adds to, of all sides. */
static size_t row_side(const HeatStream *stream)
{
    return !zone_is_restricted(stream->zone) ? 0
           : stream->hot                     ? stream->side
                                             : stream->zone->hots + stream->side;
}

static void find_active(Arena *arena, Zone *zone)
{
    zone->active = arena_take(arena, side_count(zone) * zone->cells * sizeof *zone->active);
    for (size_t s = 0; s < zone->streams; s++) {
        int *active = &zone->active[row_side(zone->stream[s]) * zone->cells];
        for (size_t i = 0; i < zone->stream[s]->segments; i++) {
            Ends ends = ends_of(zone->stream[s], &zone->stream[s]->segment[i]);
            if (ends.top == ends.bottom)
                active[zone->point[ends.top]]++;
            for (size_t b = ends.top; b < ends.bottom; b++)
                active[zone->below[b]]++;
        }
    }
}

/* ---- what can't be heated or cooled by anything there ---- */

static double hottest(const HeatStream *stream)
{
    return zone_shifted(stream,
                        stream->hot ? stream->segment[0].from : stream->segment[stream->segments - 1].to);
}

static double coldest(const HeatStream *stream)
{
    return zone_shifted(stream,
                        stream->hot ? stream->segment[stream->segments - 1].to : stream->segment[0].from);
}

/* Of a mode another one may serve, so nothing is said of its streams. */
static bool must_be_served(const Reading *reading, const HeatStream *stream)
{
    return !reading->unconnected && stream->item->family != &family_vent
           && (stream->item->family != &family_heat || stream->item->owner->family == &family_process);
}

/* "the hottest is 140 degC with all differences counted", or that there is none. */
static const char *best(Arena *arena, const char *which, double shifted, double contribution)
{
    return isinf(shifted) ? "there is none"
                          : arena_print(arena, "the %s there is %.6g degC with all differences counted",
                                        which, shifted + contribution - 273.15);
}

static bool can_be_served(Reading *reading, const Zone *zone, const HeatStream *stream)
{
    double most = -INFINITY, least = INFINITY;
    for (size_t s = 0; s < zone->streams; s++) {
        if (zone->stream[s]->hot)
            most = fmax(most, hottest(zone->stream[s]));
        else
            least = fmin(least, coldest(zone->stream[s]));
    }
    const char *at = reading->park->facility[zone->item.facility].name;
    const char *what = zone_stream_name(reading->arena, stream);
    const double end = stream->segment[stream->segments - 1].to - 273.15;
    if (!must_be_served(reading, stream))
        return true;
    if (!stream->hot && hottest(stream) > most + same_level)
        return diag_error(
            reading->diag, stream->item->span,
            "'%s' is to reach %.6g degC and nothing at '%s' gives heat that hot: %s; add a heater (a process that 'gives' heat) or a loop",
            what, end, at, best(reading->arena, "hottest", most, -stream->contribution));
    if (stream->hot && coldest(stream) < least - same_level)
        return diag_error(
            reading->diag, stream->item->span,
            "'%s' is to cool down to %.6g degC and nothing at '%s' takes heat that cold: %s; add a cooler (a process that 'takes' heat) or a vent",
            what, end, at, best(reading->arena, "coldest", least, stream->contribution));
    return true;
}

static bool arrange(Reading *reading, Zone *zone)
{
    if (!take_matches(reading, zone))
        return false;
    zone->hots = number_sides(zone, true);
    zone->colds = number_sides(zone, false);
    find_levels(reading->arena, zone);
    find_cells(reading->arena, zone);
    find_active(reading->arena, zone);
    bool fine = true;
    for (size_t s = 0; s < zone->streams; s++)
        fine = can_be_served(reading, zone, zone->stream[s]) && fine;
    return fine;
}

bool zones_arrange(Reading *reading)
{
    const Park *park = reading->park;
    make_zones(reading);
    bool fine = join_all(reading);
    const size_t zones = fine ? park->items : 0;
    for (size_t i = 0; i < zones; i++)
        if (park->item[i]->family == &family_zone)
            fine = arrange(reading, (Zone *)park->item[i]) && fine;
    return fine;
}

/* ---- tags: their resource is the level: the cell, in turns by side or pair of sides ---- */

static Tag tag(const Zone *zone, int kind, size_t part, size_t cell, int period)
{
    return (Tag){ kind, zone->item.index, (int)(part * zone->cells + cell), period };
}

bool zone_tag(int kind)
{
    return kind == ROW_HEAT || kind == ROW_CAPACITY_FLOW || kind == COLUMN_HEAT_DOWN
           || kind == COLUMN_CAPACITY_FLOW || kind == COLUMN_EXCHANGE;
}

Tag zone_row(const Zone *zone, size_t side, size_t cell, int period)
{
    return tag(zone, ROW_HEAT, side, cell, period);
}

Tag zone_down(const Zone *zone, size_t side, size_t cell, int period)
{
    return tag(zone, COLUMN_HEAT_DOWN, side, cell, period);
}

Tag zone_exchange(const Zone *zone, size_t hot, size_t cold, size_t cell, int period)
{
    return tag(zone, COLUMN_EXCHANGE, hot * zone->colds + cold, cell, period);
}

/* The streams of a side, or "the other hot streams". */
static const char *side_name(Arena *arena, const Zone *zone, bool hot, size_t side)
{
    const char *name = "";
    if (side_names(zone, hot, side) == 0)
        return hot ? "other hot" : "other cold";
    for (size_t s = 0; s < zone->streams; s++)
        if (zone->stream[s]->hot == hot && zone->stream[s]->side == side)
            name = arena_print(arena, "%s%s%s", name, *name != '\0' ? " + " : "",
                               zone_stream_name(arena, zone->stream[s]));
    return name;
}

const char *zone_level_name(Arena *arena, const Zone *zone, Tag of)
{
    const size_t part = (size_t)of.resource / zone->cells;
    const HeatCell *cell = &zone->cell[(size_t)of.resource % zone->cells];
    const double top = cell->top - 273.15, bottom = cell->bottom - 273.15;
    const char *range = of.kind == COLUMN_HEAT_DOWN ? arena_print(
                            arena, "%s%.6g degC", cell->top == cell->bottom ? "below " : "", bottom)
                        : cell->top == cell->bottom ? arena_print(arena, "at %.6g degC", top)
                                                    : arena_print(arena, "%.6g to %.6g degC", top, bottom);
    if (!zone_is_restricted(zone))
        return range;
    if (of.kind == COLUMN_EXCHANGE)
        return arena_print(arena, "%s, %s to %s", range, side_name(arena, zone, true, part / zone->colds),
                           side_name(arena, zone, false, part % zone->colds));
    const bool hot = part < zone->hots;
    return arena_print(arena, "%s, %s", range, side_name(arena, zone, hot, hot ? part : part - zone->hots));
}

/* ---- rows and columns ---- */

void zone_add(Program *program, const HeatStream *stream, int column, int period)
{
    const Zone *zone = stream->zone;
    if (!zone->cascades)
        return;
    const size_t side = row_side(stream);
    const int *active = &zone->active[side * zone->cells];
    /* Of a cold side what it takes counts; else what is given less what is taken. */
    const double sign = zone_is_restricted(zone) || stream->hot ? 1 : -1;
    for (size_t i = 0; i < stream->segments; i++) {
        const HeatSegment *segment = &stream->segment[i];
        const Ends ends = ends_of(stream, segment);
        if (ends.top == ends.bottom) {
            program_add(program,
                        program_row(program, zone_row(zone, side, zone->point[ends.top], period), 0, 0),
                        column, stream->hot ? segment->heat : -segment->heat);
            continue;
        }
        const double capacity = sign * segment->heat / (zone->level[ends.top] - zone->level[ends.bottom]);
        program_add(
            program,
            program_row(program, tag(zone, ROW_CAPACITY_FLOW, side, zone->below[ends.top], period), 0, 0),
            column, -capacity);
        const size_t next = zone->below[ends.bottom];
        if (next != SIZE_MAX && active[next] > 0)
            program_add(program, program_row(program, tag(zone, ROW_CAPACITY_FLOW, side, next, period), 0, 0),
                        column, capacity);
    }
}

/* The chain of heat capacity flows of a side. */
static void compile_capacity(Program *program, const Zone *zone, size_t side, int t)
{
    const int *active = &zone->active[side * zone->cells];
    int before = -1;
    for (size_t b = 0; b + 1 < zone->levels; b++) {
        const size_t cell = zone->below[b];
        if (active[cell] == 0) {
            before = -1;
            continue;
        }
        const int row = program_row(program, tag(zone, ROW_CAPACITY_FLOW, side, cell, t), 0, 0);
        const int flow = program_column(program, tag(zone, COLUMN_CAPACITY_FLOW, side, cell, t), -INFINITY,
                                        INFINITY);
        program_add(program, row, flow, 1);
        if (before >= 0)
            program_add(program, row, before, -1);
        before = flow;
    }
}

/* Heat of a side in a cell from its heat capacity flow. */
static void add_capacity(Program *program, const Zone *zone, size_t side, size_t cell, int t, double sign)
{
    const HeatCell *of = &zone->cell[cell];
    if (of->top == of->bottom || zone->active[side * zone->cells + cell] == 0)
        return;
    program_add(program, program_row(program, zone_row(zone, side, cell, t), 0, 0),
                program_column(program, tag(zone, COLUMN_CAPACITY_FLOW, side, cell, t), -INFINITY, INFINITY),
                sign * (of->top - of->bottom));
}

/* Whether a hot side has anything at or above a cell. */
static bool reaches(const Zone *zone, size_t hot, size_t cell)
{
    for (size_t k = 0; k <= cell; k++)
        if (zone->active[hot * zone->cells + k] > 0)
            return true;
    return false;
}

bool zone_exchanges(const Zone *zone, size_t hot, size_t cold, size_t cell)
{
    return zone->active[(zone->hots + cold) * zone->cells + cell] > 0 && reaches(zone, hot, cell)
           && !is_forbidden(zone, hot, cold);
}

/* The cells in which a side has heat to hand on: from its first stream to where the last one takes it or it ends. */
static Ends span_of(const Zone *zone, size_t side)
{
    Ends span = { zone->cells, 0 };
    for (size_t k = 0; k < zone->cells; k++) {
        bool taken = zone->active[side * zone->cells + k] > 0;
        if (taken && span.top == zone->cells)
            span.top = k;
        for (size_t cold = 0; zone_is_restricted(zone) && !taken && cold < zone->colds; cold++)
            taken = zone_exchanges(zone, side, cold, k);
        if (taken)
            span.bottom = k;
    }
    return span;
}

/* What comes from above and what goes on below. */
static void compile_down(Program *program, const Zone *zone, size_t side, int t)
{
    const Ends span = span_of(zone, side);
    for (size_t k = span.top; k <= span.bottom; k++) {
        const int row = program_row(program, zone_row(zone, side, k, t), 0, 0);
        add_capacity(program, zone, side, k, t, 1);
        if (k > span.top)
            program_add(program, row, program_column(program, zone_down(zone, side, k - 1, t), 0, INFINITY),
                        1);
        if (k < span.bottom)
            program_add(program, row, program_column(program, zone_down(zone, side, k, t), 0, INFINITY), -1);
    }
}

static void compile_cold(Program *program, const Zone *zone, size_t cold, int t)
{
    const size_t side = zone->hots + cold;
    for (size_t k = 0; k < zone->cells; k++) {
        if (zone->active[side * zone->cells + k] == 0)
            continue;
        const int row = program_row(program, zone_row(zone, side, k, t), 0, 0);
        add_capacity(program, zone, side, k, t, -1);
        for (size_t hot = 0; hot < zone->hots; hot++) {
            if (!zone_exchanges(zone, hot, cold, k))
                continue;
            const int exchange = program_column(program, zone_exchange(zone, hot, cold, k, t), 0, INFINITY);
            program_add(program, row, exchange, 1);
            program_add(program, program_row(program, zone_row(zone, hot, k, t), 0, 0), exchange, -1);
        }
    }
}

static void compile(const Park *park, const Item *item, Program *program)
{
    const Zone *zone = (const Zone *)item;
    for (int t = 0; zone->cascades && t < (int)park->periods; t++) {
        for (size_t side = 0; side < side_count(zone); side++)
            compile_capacity(program, zone, side, t);
        for (size_t side = 0; side < (zone_is_restricted(zone) ? zone->hots : 1); side++)
            compile_down(program, zone, side, t);
        for (size_t cold = 0; zone_is_restricted(zone) && cold < zone->colds; cold++)
            compile_cold(program, zone, cold, t);
    }
}

const Family family_zone = {
    .name = "zone",
    .key = "zones",
    .place = IN_FACILITY,
    .naming = NAMED_FREELY,
    .help = "where heat is exchanged: the heat cascade of a facility, or of some of its processes",
    .fields = fields,
    .size = sizeof(Zone),
    .complete = complete,
    .compile = compile,
};
