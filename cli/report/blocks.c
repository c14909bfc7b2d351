/* blocks - what keeps solid waste that is still disposed of from being used */
#include "cli/report/blocks.h"

#include "cli/report/limits.h"
#include "cli/report/shown.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mix.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* What could take a waste from where it is disposed of: the places that links lead it to, and the items there that have to do with it. */
typedef struct Takers {
    int resource;
    bool *place, *item; /* [facilities], [items] */
} Takers;

static Takers takers_of(const Outcome *outcome, const Flow *disposed)
{
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    Takers takers = { disposed->resource, memory_take(park->facilities, sizeof(bool)),
                      memory_take(park->items, sizeof(bool)) };
    takers.place[disposed->facility] = true;
    for (bool further = true; further;) {
        further = false;
        for (size_t i = 0; i < park->items; i++) {
            const Link *link = (const Link *)park->item[i];
            if (park->item[i]->family == &family_link && link->carry == takers.resource && takers.place[link->from]
                && !takers.place[link->to])
                further = takers.place[link->to] = true;
        }
    }
    for (size_t i = 0; i < program->flows; i++) {
        const Flow *flow = &program->flow[i];
        if (flow->resource == takers.resource && flow->role > FLOW_RECEIVED && takers.place[flow->facility])
            takers.item[flow->item] = true;
    }
    return takers;
}

static bool holds(const Mix *mix, int resource)
{
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].resource == resource)
            return true;
    return false;
}

/* Limits from above on who could take it; a least disposal; the qualities of its mixes. */
static bool holds_back(const Park *park, Tag tag, bool upper, const void *context)
{
    const Takers *takers = context;
    const Item *item = park->item[tag.subject];
    switch (tag.kind) {
    case COLUMN_SELL:
    case COLUMN_SEND: return upper && takers->item[item->index];
    case COLUMN_DISPOSE: return !upper && takers->item[item->index];
    case COLUMN_ACTIVITY:
    case COLUMN_PIECE: return upper && takers->item[plant_process(item)->item.index];
    case ROW_SHARE_MAX: return tag.resource == takers->resource && takers->item[plant_process(item)->item.index];
    case ROW_QUALITY_MIN:
    case ROW_QUALITY_MAX: return holds((const Mix *)item->owner, takers->resource)
                                 && takers->item[plant_process(item)->item.index];
    default: return false;
    }
}

static void blocks_of(const Outcome *outcome, const Flow *flow, ReportTable *table)
{
    const Park *park = outcome->park;
    const Resource *resource = &park->resource[flow->resource];
    const Shown amount = shown_sum(park, SUM_MASS, outcome_flow(outcome, flow) * resource->mass);
    Takers takers = takers_of(outcome, flow);
    const LimitsWanted wanted = {
        .is = holds_back,
        .context = &takers,
        .before = { arena_print(park->arena, "%s, %.4g %s", resource->name, amount.number, amount.unit),
                    arena_print(park->arena, "%s, %s", park->facility[flow->facility].name,
                                disposal_place_name(((const Disposal *)park->item[flow->item])->at)) },
    };
    const size_t before = table->rows;
    limits_rows(outcome, &wanted, table);
    if (table->rows == before) {
        report_row(table, false);
        report_text(table, wanted.before[0]);
        report_text(table, wanted.before[1]);
        report_text(table, "no limit: whatever more could take it would cost more than this");
        report_text(table, "");
        report_text(table, "");
        report_number(table, NAN);
        report_number(table, NAN);
        report_text(table, "");
    }
    free(takers.place);
    free(takers.item);
}

void blocks_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "waste", "still disposed of", false },
                                            { "facility", "at", false },
                                            LIMITS_COLUMNS };
    const Program *program = outcome->program;
    ReportTable *table = report_table(report, "blocks", "What blocks the rest", columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < program->flows; i++) {
        const Flow *flow = &program->flow[i];
        if (flow->role == FLOW_DISPOSED && resource_is_waste(&outcome->park->resource[flow->resource])
            && outcome_flow(outcome, flow) > 1e-6)
            blocks_of(outcome, flow, table);
    }
}
