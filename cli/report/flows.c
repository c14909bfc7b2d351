/* flows - what flows where, by role, resource and the other end */
#include "cli/report/flows.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/base/order.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mode.h"
#include "models/picked.h"
#include "solver/memory.h"

#include <math.h>
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

/* What flows of one resource in one role between the same two: what a process takes in several mixes, what a store loses by time and by
 * throughput. */
typedef struct FlowRow {
    Flow flow; /* the first of them */
    const char *partner;
    size_t next;         /* 1 + the next of the same place, 0: none */
    double *rate, *mean; /* [periods] internal units an hour, and of the horizon */
    bool *flows;         /* [periods] whether there is any */
} FlowRow;

/* All of them, as they come. */
typedef struct FlowRows {
    const Outcome *outcome;
    bool *parallel; /* [items] */
    FlowRow *row;
    size_t rows, room;
    size_t *first; /* [places] 1 + the first row of each place, 0: none */
} FlowRows;

enum { ROLES = FLOW_LEAKED + 1 };

/* Facility by facility, what comes in before what goes out. */
static size_t place_of(const Flow *flow)
{
    static const size_t rank[ROLES] = {
        [FLOW_BOUGHT] = 0, [FLOW_RECEIVED] = 1, [FLOW_MADE] = 2,     [FLOW_DISCHARGED] = 3,
        [FLOW_USED] = 4,   [FLOW_CHARGED] = 5,  [FLOW_LEAKED] = 6,   [FLOW_SENT] = 7,
        [FLOW_LOST] = 8,   [FLOW_SOLD] = 9,     [FLOW_DISPOSED] = 10
    };
    return (size_t)flow->facility * ROLES + rank[flow->role];
}

static size_t add_row(FlowRows *rows, Flow flow, const char *with, size_t next)
{
    const size_t periods = rows->outcome->park->periods;
    rows->row = memory_grow(rows->row, rows->rows, &rows->room, sizeof *rows->row);
    rows->row[rows->rows] = (FlowRow){ flow,
                                       with,
                                       next,
                                       memory_take(periods, sizeof(double)),
                                       memory_take(periods, sizeof(double)),
                                       memory_take(periods, sizeof(bool)) };
    return rows->rows++;
}

static size_t row_of(FlowRows *rows, Flow flow)
{
    const char *with = partner(rows->outcome, &flow, rows->parallel);
    size_t *first = &rows->first[place_of(&flow)];
    for (size_t at = *first; at > 0; at = rows->row[at - 1].next)
        if (rows->row[at - 1].flow.resource == flow.resource && strcmp(rows->row[at - 1].partner, with) == 0)
            return at - 1;
    *first = 1 + add_row(rows, flow, with, *first);
    return *first - 1;
}

/* The row of the flows of one line, while they are of columns that are the same but for their period. */
typedef struct LineRow {
    int like; /* 1 + template of the column; 0: none yet */
    size_t row;
} LineRow;

typedef struct LineRows {
    LineRow *line;
    size_t lines, room;
} LineRows;

static int number_line(void *of, const PeriodLine *line)
{
    LineRows *rows = of;
    (void)line;
    rows->line = memory_grow(rows->line, rows->lines, &rows->room, sizeof *rows->line);
    return (int)rows->lines++;
}

/* Adds up what flows, in the order of memory: period by period. */
static void add_up(FlowRows *rows)
{
    const Program *program = rows->outcome->program;
    LineRows of = { 0 };
    Picked flows;
    PeriodLine line;
    int at;
    picked_init(&flows, &program->flows, number_line, &of);
    while (picked_next(&flows, &line, &at)) {
        const Flow flow = flow_of_line(&line);
        const int like = 1 + program->lp.column_stamp[flow.column].template;
        if (!(flow.amount > 0))
            continue;
        if (of.line[at].like != like)
            of.line[at] = (LineRow){ like, row_of(rows, flow) };
        FlowRow *row = &rows->row[of.line[at].row];
        row->rate[flow.period] += outcome_flow(rows->outcome, &flow);
        row->mean[flow.period] += outcome_flow_mean(rows->outcome, &flow);
        row->flows[flow.period] = true;
    }
    picked_release(&flows);
    free(of.line);
}

/* What crosses a fence: links, markets, disposal. What stays inside a facility is detail. */
static bool is_inside(int role)
{
    return role == FLOW_MADE || role == FLOW_USED || role == FLOW_CHARGED || role == FLOW_DISCHARGED
           || role >= FLOW_LOST;
}

enum { PERIOD = 4, RATE, RATE_UNIT, TOTAL, TOTAL_UNIT, COLUMNS };

static const ReportColumn flow_columns[COLUMNS] = {
    { "facility", "facility", false }, { "role", "", false },           { "resource", "resource", false },
    { "partner", "with", false },      { "period", NULL, KIND_PERIOD }, { "rate", "by hour", KIND_MEAN },
    { "rate_unit", "", false },        { "total", "in all", KIND_SUM }, { "total_unit", "", false }
};

/* A row on its way into the table: what is the same in every period is put together once. */
typedef struct ShownRow {
    const FlowRow *of;
    ReportCell cell[COLUMNS];
    double per_rate, per_total;
    bool inside;
    size_t known;
} ShownRow;

static ShownRow shown_row(const Park *park, const FlowRow *row)
{
    const Resource *resource = &park->resource[row->flow.resource];
    const ShownUnit rate = shown_rate_unit(park, resource), total = shown_total_unit(park, resource);
    return (ShownRow){ .of = row,
                       .cell = { { park->facility[row->flow.facility].name, NAN },
                                 { flow_role_name(row->flow.role), NAN },
                                 { resource->name, NAN },
                                 { row->partner, NAN },
                                 [RATE_UNIT] = { rate.name, NAN },
                                 [TOTAL_UNIT] = { total.name, NAN } },
                       .per_rate = rate.per,
                       .per_total = total.per,
                       .inside = is_inside(row->flow.role) };
}

/* The rows of one place, period by period. */
static void put_rows(const Park *park, ShownRow *row, size_t rows, ReportTable *table)
{
    for (size_t t = 0; t < park->periods; t++)
        for (size_t i = 0; i < rows; i++) {
            const FlowRow *of = row[i].of;
            if (!of->flows[t])
                continue;
            row[i].cell[PERIOD].number = (double)t + 1;
            row[i].cell[RATE].number = of->rate[t] / row[i].per_rate;
            row[i].cell[TOTAL].number = of->mean[t] * park->hours / row[i].per_total;
            periods_row(table, row[i].cell, row[i].inside || of->rate[t] < 1e-6, &row[i].known);
        }
}

/* Place by place, each in the order of their coming. */
static void put_all(const FlowRows *rows, ReportTable *table)
{
    const Park *park = rows->outcome->park;
    size_t *place = memory_take(rows->rows, sizeof *place);
    for (size_t i = 0; i < rows->rows; i++)
        place[i] = place_of(&rows->row[i].flow);
    size_t *order = order_by(place, rows->rows, park->facilities * ROLES);
    ShownRow *shown = memory_take(rows->rows, sizeof *shown);
    for (size_t begin = 0, end; begin < rows->rows; begin = end) {
        for (end = begin; end < rows->rows && place[order[end]] == place[order[begin]]; end++)
            shown[end - begin] = shown_row(park, &rows->row[order[end]]);
        put_rows(park, shown, end - begin, table);
    }
    free(shown);
    free(order);
    free(place);
}

void flows_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "flows", "What flows where", flow_columns, COLUMNS);
    table->note = "what processes make and use inside a facility, and what stands still, with --all";
    FlowRows rows = { .outcome = outcome,
                      .parallel = parallel_links(park),
                      .first = memory_take(park->facilities * ROLES, sizeof *rows.first) };
    add_up(&rows);
    put_all(&rows, table);
    for (size_t i = 0; i < rows.rows; i++) {
        free(rows.row[i].rate);
        free(rows.row[i].mean);
        free(rows.row[i].flows);
    }
    free(rows.row);
    free(rows.first);
    free(rows.parallel);
}
