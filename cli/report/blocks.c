/* blocks - what keeps solid waste that is still disposed of from being used */
#include "cli/report/blocks.h"

#include "cli/report/limits.h"
#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/base/order.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mix.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* All flows, facility by facility: those of f are flow[order[first[f]]] up to first[f + 1]. */
typedef struct ByFacility {
    size_t *order, *first;
} ByFacility;

static ByFacility by_facility(const Program *program, size_t facilities)
{
    ByFacility by = { NULL, memory_take(facilities + 1, sizeof(size_t)) };
    size_t *key = memory_take(program->flows.lines, sizeof *key);
    for (size_t i = 0; i < program->flows.lines; i++) {
        key[i] = (size_t)program_flow(program, i).facility;
        by.first[key[i] + 1]++;
    }
    for (size_t f = 0; f < facilities; f++)
        by.first[f + 1] += by.first[f];
    by.order = order_by(key, program->flows.lines, facilities);
    free(key);
    return by;
}

/* What could take a waste from where it is disposed of, and what could then be made of it: the way down from one balance to the next, up to
 * processes that can do no more. */
typedef struct Takers {
    const Outcome *outcome;
    const ByFacility *by;
    int resource;
    bool *seen, *item; /* balances, [facilities x resources]; [items] that have to do with them */
    size_t *next;      /* balances whose takers were not looked at */
    size_t nexts, room;
} Takers;

static void meet(Takers *takers, int facility, int resource)
{
    const size_t at = (size_t)facility * takers->outcome->park->resources + (size_t)resource;
    if (takers->seen[at])
        return;
    takers->seen[at] = true;
    takers->next = memory_grow(takers->next, takers->nexts, &takers->room, sizeof *takers->next);
    takers->next[takers->nexts++] = at;
}

static bool can_do_more(const Outcome *outcome, const Item *process, int period)
{
    const int column = program_find(outcome->program, (Tag){ COLUMN_ACTIVITY, process->index, -1, period });
    /* What is no process, as the pumping of a loop, makes nothing of it. */
    return column >= 0 && outcome->result.x[column] < outcome->program->lp.column_upper[column] * (1 - 1e-9);
}

/* Goods that a process makes of what it takes. */
static void meet_goods(Takers *takers, const Flow *taken)
{
    const Outcome *outcome = takers->outcome;
    const size_t *first = &takers->by->first[taken->facility];
    for (size_t k = first[0]; k < first[1]; k++) {
        const Flow flow = program_flow(outcome->program, takers->by->order[k]);
        const Resource *made = &outcome->park->resource[flow.resource];
        if (flow.item == taken->item && flow.role == FLOW_MADE && !made->ambient && !resource_is_waste(made))
            meet(takers, flow.facility, flow.resource);
    }
}

static void meet_taker(Takers *takers, const Flow *flow)
{
    const Park *park = takers->outcome->park;
    const Item *item = park->item[flow->item];
    takers->item[flow->item] = true;
    if (flow->role == FLOW_SENT)
        meet(takers, ((const Link *)item)->to, flow->resource);
    if (flow->role == FLOW_USED && can_do_more(takers->outcome, item, flow->period))
        meet_goods(takers, flow);
}

static Takers takers_of(const Outcome *outcome, const ByFacility *by, const Item *disposed)
{
    const Park *park = outcome->park;
    Takers takers = { .outcome = outcome,
                      .by = by,
                      .resource = disposed->resource,
                      .seen = memory_take(park->facilities * park->resources, sizeof(bool)),
                      .item = memory_take(park->items, sizeof(bool)) };
    meet(&takers, disposed->facility, disposed->resource);
    for (size_t n = 0; n < takers.nexts; n++) {
        const size_t facility = takers.next[n] / park->resources;
        const int resource = (int)(takers.next[n] % park->resources);
        for (size_t k = by->first[facility]; k < by->first[facility + 1]; k++) {
            const Flow flow = program_flow(outcome->program, by->order[k]);
            if (flow.resource == resource && flow.role > FLOW_RECEIVED && flow.role < FLOW_LOST)
                meet_taker(&takers, &flow);
        }
    }
    return takers;
}

static void takers_release(Takers *takers)
{
    free(takers->seen);
    free(takers->item);
    free(takers->next);
}

static bool holds(const Mix *mix, int resource)
{
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].resource == resource)
            return true;
    return false;
}

/* Limits from above on who could take it or what is made of it; a least disposal; its share and the qualities of its mixes. */
static bool holds_back(const Park *park, Tag tag, bool upper, const void *context)
{
    const Takers *takers = context;
    const Item *item = park->item[tag.subject];
    switch (tag.kind) {
    case COLUMN_SELL:
    case COLUMN_SEND: return upper && takers->item[item->index];
    case COLUMN_DISPOSE: return !upper && tag.resource == takers->resource && takers->item[item->index];
    case COLUMN_ACTIVITY:
    case COLUMN_PIECE: return upper && takers->item[plant_process(item)->item.index];
    case ROW_SHARE_MAX:
        return tag.resource == takers->resource && takers->item[plant_process(item)->item.index];
    case ROW_QUALITY_MIN:
    case ROW_QUALITY_MAX:
        return holds((const Mix *)item->owner, takers->resource)
               && takers->item[plant_process(item)->item.index];
    default: return false;
    }
}

/* Of a disposal that takes `rate` an hour over the horizon. */
static void blocks_of(const Outcome *outcome, const ByFacility *by, const Item *disposal, double rate,
                      ReportTable *table)
{
    const Park *park = outcome->park;
    const Resource *resource = &park->resource[disposal->resource];
    const Shown amount = shown_sum(park, SUM_MASS, rate * resource->mass);
    Takers takers = takers_of(outcome, by, disposal);
    const LimitsWanted wanted = {
        .is = holds_back,
        .context = &takers,
        .before = { arena_print(park->arena, "%s, %.4g %s", resource->name, amount.number, amount.unit),
                    arena_print(park->arena, "%s, %s", park->facility[disposal->facility].name,
                                disposal_place_name(((const Disposal *)disposal)->at)) },
    };
    const size_t before = table->rows;
    limits_rows(outcome, &wanted, table);
    if (table->rows == before) {
        report_row(table, false);
        report_text(table, wanted.before[0]);
        report_text(table, wanted.before[1]);
        report_text(
            table,
            "no limit of its takers, nor of what is made of it: to use more costs more than this, or another input is short");
        report_text(table, "");
        report_text(table, "");
        report_number(table, NAN);
        report_number(table, 1);
        report_number(table, NAN);
        report_text(table, "");
    }
    takers_release(&takers);
}

void blocks_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "waste", "still disposed of", false },
                                            { "facility", "at", false },
                                            LIMITS_COLUMNS };
    const Program *program = outcome->program;
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "blocks", "What blocks the rest", columns,
                                       sizeof columns / sizeof columns[0]);
    const ByFacility by = by_facility(program, park->facilities);
    double *disposed = memory_take(park->items, sizeof *disposed);
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        if (flow.role == FLOW_DISPOSED && resource_is_waste(&park->resource[flow.resource]))
            disposed[flow.item] += outcome_flow_mean(outcome, &flow);
    }
    for (size_t i = 0; i < park->items; i++)
        if (disposed[i] > 1e-6)
            blocks_of(outcome, &by, park->item[i], disposed[i], table);
    free(disposed);
    free(by.order);
    free(by.first);
}
