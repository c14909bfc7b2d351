/* zones - which heat stream stands in which zone, and the temperature levels that the streams cut it into */
#include "models/zones.h"

#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/loop.h"
#include "models/formulation/match.h"
#include "models/formulation/vent.h"
#include "models/plant.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MATCHES_MOST = 64 };

/* ---- which streams stand in which zone ---- */

/* The zones of each facility, in the order of the file; [facilities], chained by `next`. */
typedef struct ZoneList {
    Reading *reading;
    Zone **first;
} ZoneList;

static void list_zone(ZoneList *list, Zone *zone)
{
    Zone **at = &list->first[zone->item.facility];
    while (*at != NULL)
        at = &(*at)->next;
    *at = zone;
}

/* A zone for a facility that states none. */
static void make_zone(ZoneList *list, int facility)
{
    Park *park = list->reading->park;
    Zone *zone = (Zone *)park_add_item(park, &family_zone, sizeof *zone, park->facility[facility].node);
    zone->item.facility = facility;
    zone_plain(list->reading, zone);
    list_zone(list, zone);
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
static Zone *zone_of(const ZoneList *list, int facility, const char *process)
{
    Zone *other = NULL;
    for (Zone *zone = list->first[facility]; zone != NULL; zone = zone->next) {
        if (process != NULL && lists(zone, process))
            return zone;
        if (zone->processes == NULL)
            other = zone;
    }
    return other;
}

static Zone *zone_called(const ZoneList *list, int facility, const char *name)
{
    Zone *zone = list->first[facility];
    while (zone != NULL && strcmp(zone->item.name, name) != 0)
        zone = zone->next;
    return zone;
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

static bool join_process(const ZoneList *list, Heat *heat)
{
    Reading *reading = list->reading;
    const Item *process = &plant_process(&heat->item)->item;
    Zone *zone = zone_of(list, process->facility, process->name);
    if (zone == NULL)
        return diag_error(
            reading->diag, process->span,
            "'%s' has heat streams and stands in no zone of '%s'; name it under 'processes' of one of them",
            process->name, reading->park->facility[process->facility].name);
    join(reading->arena, zone, &heat->stream);
    return true;
}

static bool join_loop(const ZoneList *list, Loop *loop, int facility, const char *key, const char *named,
                      HeatStream *stream)
{
    Reading *reading = list->reading;
    const Park *park = reading->park;
    Zone *only = list->first[facility]->next == NULL ? list->first[facility] : zone_of(list, facility, NULL);
    Zone *zone = named != NULL ? zone_called(list, facility, named) : only;
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
static bool knows_processes(const ZoneList *list, const Zone *zone)
{
    Reading *reading = list->reading;
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
        for (const Node *before = zone->processes->first; before != node; before = before->next)
            if (strcmp(before->text, node->text) == 0)
                fine = diag_error(reading->diag, node->span, "'%s' stands twice in this list", node->text);
        if (found >= 0 && zone_of(list, zone->item.facility, node->text) != zone)
            fine = diag_error(reading->diag, node->span, "'%s' stands in another zone already", node->text);
    }
    return fine;
}

/* Two zones can't both hold what is listed in none. */
static bool is_only_rest(const ZoneList *list, const Zone *zone)
{
    const Zone *rest = zone_of(list, zone->item.facility, NULL);
    return zone->processes != NULL || rest == zone
           || diag_error(list->reading->diag, zone->item.span,
                         "'%s' and '%s' list no processes; one zone of a facility may hold the rest",
                         zone->item.name, rest->item.name);
}

/* Zones for all facilities that have heat and state none; [facilities] */
static void make_zones(ZoneList *list)
{
    const Park *park = list->reading->park;
    const size_t items = park->items;
    bool *heat = memory_take(park->facilities, sizeof *heat);
    for (size_t i = 0; i < items; i++) {
        Item *item = park->item[i];
        if (item->family == &family_zone)
            list_zone(list, (Zone *)item);
        if (item->family == &family_heat && item->facility >= 0)
            heat[item->facility] = true;
        if (item->family == &family_loop && ((const Loop *)item)->from >= 0) {
            heat[((const Loop *)item)->from] = true;
            heat[((const Loop *)item)->to] = true;
        }
    }
    for (size_t f = 0; f < park->facilities; f++)
        if (heat[f] && list->first[f] == NULL)
            make_zone(list, (int)f);
    free(heat);
}

static bool join_all(const ZoneList *list)
{
    Reading *reading = list->reading;
    const Park *park = reading->park;
    bool fine = true;
    for (size_t i = 0; i < park->items; i++) {
        Item *item = park->item[i];
        if (item->family == &family_zone)
            fine = knows_processes(list, (Zone *)item) && is_only_rest(list, (Zone *)item) && fine;
    }
    for (size_t i = 0; i < park->items && fine; i++) {
        Item *item = park->item[i];
        if (item->family == &family_heat && item->facility >= 0)
            fine = join_process(list, (Heat *)item);
        if (item->family == &family_vent)
            join(reading->arena, (Zone *)park->item[item->owner->index], &((Vent *)item)->stream);
        if (item->family == &family_loop) {
            Loop *loop = (Loop *)item;
            fine = join_loop(list, loop, loop->from, "from_zone", loop->from_zone, &loop->cold)
                   && join_loop(list, loop, loop->to, "to_zone", loop->to_zone, &loop->hot);
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

/* Whether any stream of a direction is called so. */
static bool names_any(Arena *arena, const Zone *zone, bool hot, const char *name)
{
    for (size_t s = 0; s < zone->streams; s++)
        if (zone->stream[s]->hot == hot && is_called(arena, zone->stream[s], name))
            return true;
    return false;
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
    if (!found && names_any(arena, zone, !hot, name))
        return diag_error(reading->diag, node.span,
                          "'%s' %s heat; a %s stream was wanted: swap 'hot' and 'cold'?", name,
                          hot ? "takes" : "gives", hot ? "hot" : "cold");
    return fields_reference(reading, &node, hot ? "hot stream" : "cold stream", names, count, found ? 0 : -1)
           >= 0;
}

static bool take_matches(Reading *reading, Zone *zone)
{
    const Park *park = reading->park;
    zone->match = arena_take(reading->arena, MATCHES_MOST * sizeof(const Match *));
    bool fine = true;
    for (size_t i = (size_t)zone->item.index + 1; i < park->items && park->item[i]->owner == &zone->item;
         i++) {
        const Match *match = (const Match *)park->item[i];
        if (match->item.family != &family_match)
            continue;
        if (zone->matches == MATCHES_MOST)
            return diag_error(reading->diag, match->item.span, "a zone has at most %d matches", MATCHES_MOST);
        bool hot = name_streams(reading, zone, match, true, match->hot);
        bool cold = name_streams(reading, zone, match, false, match->cold);
        fine = hot && cold && fine;
        zone->match[zone->matches++] = match;
    }
    return fine;
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

/* ---- levels and cells ---- */

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
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
        if (zone->levels == 0 || zone->level[zone->levels - 1] - zone->level[i] > zone_same_level)
            zone->level[zone->levels++] = zone->level[i];
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
            ZoneEnds ends = zone_ends(zone->stream[s], &zone->stream[s]->segment[i]);
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

static void find_active(Arena *arena, Zone *zone)
{
    zone->active = arena_take(arena, zone_sides(zone) * zone->cells * sizeof *zone->active);
    for (size_t s = 0; s < zone->streams; s++) {
        int *active = &zone->active[zone_row_side(zone->stream[s]) * zone->cells];
        for (size_t i = 0; i < zone->stream[s]->segments; i++) {
            ZoneEnds ends = zone_ends(zone->stream[s], &zone->stream[s]->segment[i]);
            if (ends.top == ends.bottom)
                active[zone->point[ends.top]]++;
            for (size_t b = ends.top; b < ends.bottom; b++)
                active[zone->below[b]]++;
        }
    }
    const size_t sides = zone_sides(zone);
    zone->first = arena_take(arena, sides * sizeof *zone->first);
    for (size_t side = 0; side < sides; side++)
        while (zone->first[side] < zone->cells && zone->active[side * zone->cells + zone->first[side]] == 0)
            zone->first[side]++;
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

/* Shifted temperatures between which a zone gives and takes heat. */
typedef struct Extremes {
    double hottest_given, coldest_taken;
} Extremes;

static Extremes extremes_of(const Zone *zone)
{
    Extremes extremes = { -INFINITY, INFINITY };
    for (size_t s = 0; s < zone->streams; s++) {
        if (zone->stream[s]->hot)
            extremes.hottest_given = fmax(extremes.hottest_given, hottest(zone->stream[s]));
        else
            extremes.coldest_taken = fmin(extremes.coldest_taken, coldest(zone->stream[s]));
    }
    return extremes;
}

static bool can_be_served(Reading *reading, const Zone *zone, const Extremes *extremes,
                          const HeatStream *stream)
{
    const bool lacks = !stream->hot && hottest(stream) > extremes->hottest_given + zone_same_level;
    const bool is_left = stream->hot && coldest(stream) < extremes->coldest_taken - zone_same_level;
    if ((!lacks && !is_left) || !must_be_served(reading, stream))
        return true;
    const char *at = reading->park->facility[zone->item.facility].name;
    const char *what = zone_stream_name(reading->arena, stream);
    const double end = stream->segment[stream->segments - 1].to - 273.15;
    if (lacks)
        return diag_error(
            reading->diag, stream->item->span,
            "'%s' is to reach %.6g degC and nothing at '%s' gives heat that hot: %s; add a heater (a process that 'gives' heat) or a loop",
            what, end, at, best(reading->arena, "hottest", extremes->hottest_given, -stream->contribution));
    return diag_error(
        reading->diag, stream->item->span,
        "'%s' is to cool down to %.6g degC and nothing at '%s' takes heat that cold: %s; add a cooler (a process that 'takes' heat) or a vent",
        what, end, at, best(reading->arena, "coldest", extremes->coldest_taken, stream->contribution));
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
    const Extremes extremes = extremes_of(zone);
    bool fine = true;
    for (size_t s = 0; s < zone->streams; s++)
        fine = can_be_served(reading, zone, &extremes, zone->stream[s]) && fine;
    return fine;
}

bool zones_arrange(Reading *reading)
{
    const Park *park = reading->park;
    ZoneList list = { reading, memory_take(park->facilities, sizeof(Zone *)) };
    make_zones(&list);
    bool fine = join_all(&list);
    free(list.first);
    const size_t zones = fine ? park->items : 0;
    for (size_t i = 0; i < zones; i++)
        if (park->item[i]->family == &family_zone)
            fine = arrange(reading, (Zone *)park->item[i]) && fine;
    return fine;
}
