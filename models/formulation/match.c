/* match - how much heat certain hot streams of a zone may, or must, give certain cold ones
 *
 *     min <= sum over cells k, over their sides g and c, of exchange_gck[t] <= max
 *
 * One with `max: 0` forbids it; its worth says what it would bring to allow it. */
#include "models/formulation/match.h"

#include "models/formulation/family.h"
#include "models/formulation/zone.h"

#include <math.h>

static const Field fields[] = {
    { "hot", FIELD_TEXT, offsetof(Match, hot), .need = true,
      .help = "a hot stream of the zone, or a process, all of whose hot streams are meant" },
    { "cold", FIELD_TEXT, offsetof(Match, cold), .need = true,
      .help = "a cold stream of the zone, or a process, all of whose cold streams are meant" },
    { "min", FIELD_AMOUNT, offsetof(Match, min), .unit = "GJ/h", .min = 0, .max = 1e12,
      .help = "least heat by time that goes from the one to the other" },
    { "max", FIELD_AMOUNT, offsetof(Match, max), .unit = "GJ/h", .min = 0, .max = 1e12, .value = INFINITY,
      .help = "most heat by time; 0: they must not heat one another" },
    { 0 },
};

static bool complete(Reading *reading, Item *item)
{
    const Match *match = (const Match *)item;
    item->name = arena_print(reading->arena, "%s to %s", match->hot, match->cold);
    if (node_find(item->node, "min") == NULL && node_find(item->node, "max") == NULL)
        return diag_error(reading->diag, item->span,
                          "this match limits nothing; give 'max' (0: never) or 'min'");
    return family_limits_agree(reading, item, offsetof(Match, min), offsetof(Match, max));
}

/* Whether the match of that number names both sides. */
static bool names(const Zone *zone, size_t match, size_t hot, size_t cold)
{
    bool of_hot = false, of_cold = false;
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        if ((stream->named >> match & 1) == 0)
            continue;
        of_hot = of_hot || (stream->hot && stream->side == hot);
        of_cold = of_cold || (!stream->hot && stream->side == cold);
    }
    return of_hot && of_cold;
}

static void compile(const Item *item, Program *program, int t)
{
    const Match *match = (const Match *)item;
    const Zone *zone = (const Zone *)item->owner;
    size_t number = 0;
    while (zone->match[number] != match)
        number++;
    int row = program_row(program, (Tag){ ROW_MATCH, item->index, -1, t },
                          match->min > 0 ? match->min : -INFINITY, match->max);
    for (size_t hot = 0; hot < zone->hots; hot++)
        for (size_t cold = 0; cold < zone->colds; cold++)
            for (size_t k = 0; names(zone, number, hot, cold) && k < zone->cells; k++)
                if (zone_exchanges(zone, hot, cold, k))
                    program_add(program, row,
                                program_column(program, zone_exchange(zone, hot, cold, k, t), 0, INFINITY),
                                1);
}

const Family family_match = {
    .name = "match",
    .key = "matches",
    .place = IN_ZONE,
    .naming = NAMED_NOT,
    .help = "hot and cold streams that must not, or must, heat one another",
    .fields = fields,
    .size = sizeof(Match),
    .complete = complete,
    .compile = compile,
};
