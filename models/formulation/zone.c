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
 * and a match limits its sum of exchange. */
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

const double zone_same_level = 1e-8;

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

/* Of kinds that state none, half the approach. */
static bool read_contributions(Reading *reading, Zone *zone)
{
    zone->kind_contribution = arena_take(reading->arena, KINDS * sizeof(double));
    bool fine = zone->contributions == NULL
                || fields_read(reading, zone->contributions, zone_contribution_fields,
                               (FieldScope){ -1, NULL }, zone->kind_contribution);
    for (size_t k = 0; k < KINDS; k++)
        if (zone->contributions == NULL || k == 0 || isnan(zone->kind_contribution[k]))
            zone->kind_contribution[k] = zone->approach / 2;
    return fine;
}

void zone_plain(Reading *reading, Zone *zone)
{
    zone->approach = fields[0].value;
    read_contributions(reading, zone);
    vent_surroundings(reading, &zone->item);
}

static bool complete(Reading *reading, Item *item)
{
    Zone *zone = (Zone *)item;
    zone->cascades = true;
    bool fine = read_contributions(reading, zone);
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

Tag zone_driver_tag(const HeatStream *stream, int period)
{
    const Item *item = stream->item;
    return item->family == &family_heat   ? mode_driver(item->owner, period)
           : item->family == &family_vent ? (Tag){ COLUMN_VENT, item->index, -1, period }
                                          : (Tag){ COLUMN_LOOP, item->index, -1, period };
}

int zone_driver(const Program *program, const HeatStream *stream, int period)
{
    return program_find(program, zone_driver_tag(stream, period));
}

/* ---- sides, levels and cells ---- */

bool zone_is_restricted(const Zone *zone)
{
    return zone->matches > 0;
}

size_t zone_sides(const Zone *zone)
{
    return zone_is_restricted(zone) ? zone->hots + zone->colds : 1;
}

static uint64_t side_names(const Zone *zone, bool hot, size_t side)
{
    for (size_t s = 0; s < zone->streams; s++)
        if (zone->stream[s]->hot == hot && zone->stream[s]->side == side)
            return zone->stream[s]->named;
    return 0;
}

double zone_shifted(const HeatStream *stream, double kelvin)
{
    return stream->hot ? kelvin - stream->contribution : kelvin + stream->contribution;
}

size_t zone_level(const Zone *zone, double shifted)
{
    size_t low = 0, high = zone->levels;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (zone->level[middle] >= shifted - zone_same_level)
            low = middle;
        else
            high = middle;
    }
    assert(zone->levels > 0 && fabs(zone->level[low] - shifted) <= 4 * zone_same_level);
    return low;
}

ZoneEnds zone_ends(const HeatStream *stream, const HeatSegment *segment)
{
    size_t from = zone_level(stream->zone, zone_shifted(stream, segment->from));
    size_t to = zone_level(stream->zone, zone_shifted(stream, segment->to));
    return from <= to ? (ZoneEnds){ from, to } : (ZoneEnds){ to, from };
}

void zone_spread(const HeatStream *stream, double scale, double *cells)
{
    const Zone *zone = stream->zone;
    for (size_t i = 0; i < stream->segments; i++) {
        const ZoneEnds ends = zone_ends(stream, &stream->segment[i]);
        const double heat = scale * stream->segment[i].heat;
        const double range = zone->level[ends.top] - zone->level[ends.bottom];
        if (ends.top == ends.bottom)
            cells[zone->point[ends.top]] += heat;
        for (size_t b = ends.top; b < ends.bottom; b++)
            cells[zone->below[b]] += heat * (zone->level[b] - zone->level[b + 1]) / range;
    }
}

/* The side that a stream adds to, of all sides. */
size_t zone_row_side(const HeatStream *stream)
{
    return !zone_is_restricted(stream->zone) ? 0
           : stream->hot                     ? stream->side
                                             : stream->zone->hots + stream->side;
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

const char *zone_side_name(Arena *arena, const Zone *zone, size_t side)
{
    const bool hot = side < zone->hots;
    return side_name(arena, zone, hot, hot ? side : side - zone->hots);
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
    return arena_print(arena, "%s, %s", range, zone_side_name(arena, zone, part));
}

/* ---- rows and columns ---- */

void zone_add(Program *program, const HeatStream *stream, int column, int period)
{
    const Zone *zone = stream->zone;
    if (!zone->cascades)
        return;
    const size_t side = zone_row_side(stream);
    const int *active = &zone->active[side * zone->cells];
    /* Of a cold side what it takes counts; else what is given less what is taken. */
    const double sign = zone_is_restricted(zone) || stream->hot ? 1 : -1;
    for (size_t i = 0; i < stream->segments; i++) {
        const HeatSegment *segment = &stream->segment[i];
        const ZoneEnds ends = zone_ends(stream, segment);
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

bool zone_exchanges(const Zone *zone, size_t hot, size_t cold, size_t cell)
{
    return zone->active[(zone->hots + cold) * zone->cells + cell] > 0 && zone->first[hot] <= cell;
}

/* The cells in which a side has heat to hand on: from its first stream to where the last one takes it or it ends. */
static ZoneEnds span_of(const Zone *zone, size_t side)
{
    ZoneEnds span = { zone->cells, 0 };
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
    const ZoneEnds span = span_of(zone, side);
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

static void compile(const Item *item, Program *program, int t)
{
    const Zone *zone = (const Zone *)item;
    if (!zone->cascades)
        return;
    for (size_t side = 0; side < zone_sides(zone); side++)
        compile_capacity(program, zone, side, t);
    for (size_t side = 0; side < (zone_is_restricted(zone) ? zone->hots : 1); side++)
        compile_down(program, zone, side, t);
    for (size_t cold = 0; zone_is_restricted(zone) && cold < zone->colds; cold++)
        compile_cold(program, zone, cold, t);
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
    .recurs = family_recurs_always,
};
