/* flows - what flows where, by role, resource and the other end */
#include "cli/report/flows.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/base/order.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* Which links carry the same from the same to the same place as another one, [items]. */
static bool *parallel_links(const Park *park)
{
    bool *parallel = memory_take(park->items, sizeof *parallel);
    for (size_t i = 0; i < park->items; i++)
        for (size_t k = 0; park->item[i]->family == &family_link && k < i; k++) {
            const Link *a = (const Link *)park->item[i], *b = (const Link *)park->item[k];
            if (b->item.family == &family_link && a->item.resource == b->item.resource && a->from == b->from
                && a->to == b->to)
                parallel[i] = parallel[k] = true;
        }
    return parallel;
}

static const char *link_partner(const Park *park, const Link *link, bool received, bool parallel)
{
    const char *name = park->facility[received ? link->from : link->to].name;
    return parallel && link->by != NULL
               ? arena_join(park->arena, arena_join(park->arena, name, " (", link->by), ")", "")
               : name;
}

static const char *partner(const Outcome *outcome, const Flow *flow, const bool *parallel)
{
    const Item *item = outcome->park->item[flow->item];
    if (item->family == &family_link)
        return link_partner(outcome->park, (const Link *)item, flow->role == FLOW_RECEIVED,
                            parallel[flow->item]);
    if (item->family == &family_disposes)
        return disposal_place_name(((const Disposal *)item)->at);
    if (item->family == &family_store)
        return item->name;
    if (item->family != &family_process)
        return "market";
    if (((const Process *)item)->modes == 0)
        return item->name;
    Tag tag = program_column_tag(outcome->program, (size_t)flow->column);
    const Item *column = outcome->park->item[tag.subject];
    const Item *mode = tag.kind == COLUMN_INGREDIENT ? column->owner : column;
    return mode_is(mode) ? arena_join(outcome->park->arena, item->name, ": ", mode->name) : item->name;
}

/* What flows of one resource in one role between the same two in a period: what a process takes in several mixes, what a store loses by
 * time and by throughput. */
typedef struct FlowSum {
    Flow flow; /* the first of them */
    const char *partner;
    double rate, mean;
} FlowSum;

static bool stand_together(Flow a, Flow b)
{
    return a.facility == b.facility && a.role == b.role && a.period == b.period;
}

/* Adds flow[order[0 .. count)], which stand together; sum[count], of which as many are filled as are returned. */
static size_t add_up(const Outcome *outcome, const size_t *order, size_t count, const bool *parallel,
                     FlowSum *sum)
{
    size_t sums = 0;
    for (size_t i = 0; i < count; i++) {
        const Flow flow = program_flow(outcome->program, order[i]);
        if (!(flow.amount > 0))
            continue;
        const char *with = partner(outcome, &flow, parallel);
        size_t k = 0;
        while (k < sums && (sum[k].flow.resource != flow.resource || strcmp(sum[k].partner, with) != 0))
            k++;
        if (k == sums)
            sum[sums++] = (FlowSum){ flow, with, 0, 0 };
        sum[k].rate += outcome_flow(outcome, &flow);
        sum[k].mean += outcome_flow_mean(outcome, &flow);
    }
    return sums;
}

static void flow_row(const Park *park, const FlowSum *sum, ReportTable *table, bool detail)
{
    const Flow *flow = &sum->flow;
    const Resource *resource = &park->resource[flow->resource];
    Shown shown = shown_rate(park, resource, sum->rate), total = shown_total(park, resource, sum->mean);
    report_row(table, detail);
    report_text(table, park->facility[flow->facility].name);
    report_text(table, flow_role_name(flow->role));
    report_text(table, resource->name);
    report_text(table, sum->partner);
    report_number(table, flow->period + 1);
    report_number(table, shown.number);
    report_text(table, shown.unit);
    report_number(table, total.number);
    report_text(table, total.unit);
}

static const ReportColumn flow_columns[] = {
    { "facility", "facility", false }, { "role", "", false },           { "resource", "resource", false },
    { "partner", "with", false },      { "period", NULL, KIND_PERIOD }, { "rate", "by hour", KIND_MEAN },
    { "rate_unit", "", false },        { "total", "in all", KIND_SUM }, { "total_unit", "", false }
};

/* Facility by facility, what comes in before what goes out. */
static size_t *flow_order(const Outcome *outcome)
{
    enum { ROLES = FLOW_LEAKED + 1 };
    static const size_t rank[ROLES] = {
        [FLOW_BOUGHT] = 0, [FLOW_RECEIVED] = 1, [FLOW_MADE] = 2,     [FLOW_DISCHARGED] = 3,
        [FLOW_USED] = 4,   [FLOW_CHARGED] = 5,  [FLOW_LEAKED] = 6,   [FLOW_SENT] = 7,
        [FLOW_LOST] = 8,   [FLOW_SOLD] = 9,     [FLOW_DISPOSED] = 10
    };
    const Program *program = outcome->program;
    size_t *key = memory_take(program->flows.lines, sizeof *key);
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        key[i] = (size_t)flow.facility * ROLES + rank[flow.role];
    }
    size_t *order = order_by(key, program->flows.lines, outcome->park->facilities * ROLES);
    free(key);
    return order;
}

/* What crosses a fence: links, markets, disposal. What stays inside a facility is detail. */
static bool is_inside(int role)
{
    return role == FLOW_MADE || role == FLOW_USED || role == FLOW_CHARGED || role == FLOW_DISCHARGED
           || role >= FLOW_LOST;
}

void flows_report(const Outcome *outcome, Report *report)
{
    const Program *program = outcome->program;
    ReportTable *table = periods_table(report, outcome->park, "flows", "What flows where", flow_columns,
                                       sizeof flow_columns / sizeof flow_columns[0]);
    table->note = "what processes make and use inside a facility, and what stands still, with --all";
    size_t *order = flow_order(outcome);
    bool *parallel = parallel_links(outcome->park);
    FlowSum *sum = NULL;
    size_t room = 0;
    for (size_t begin = 0, end; begin < program->flows.lines; begin = end) {
        const Flow first = program_flow(program, order[begin]);
        for (end = begin;
             end < program->flows.lines && stand_together(first, program_flow(program, order[end])); end++)
            sum = memory_grow(sum, end - begin, &room, sizeof *sum);
        const size_t sums = add_up(outcome, order + begin, end - begin, parallel, sum);
        for (size_t k = 0; k < sums; k++)
            flow_row(outcome->park, &sum[k], table, is_inside(first.role) || sum[k].rate < 1e-6);
    }
    free(sum);
    free(parallel);
    free(order);
}
