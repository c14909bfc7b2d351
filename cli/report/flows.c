/* flows - what flows where, by role, resource and the other end */
#include "cli/report/flows.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
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

static bool has_modes(const Item *item)
{
    return item->family == &family_process && ((const Process *)item)->modes > 0;
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
    if (!has_modes(item))
        return item->name;
    Tag tag = program_column_tag(outcome->program, (size_t)flow->column);
    const Item *column = outcome->park->item[tag.subject];
    const Item *mode = tag.kind == COLUMN_INGREDIENT ? column->owner : column;
    return mode_is(mode) ? arena_join(outcome->park->arena, item->name, ": ", mode->name) : item->name;
}

enum { PARTNER = 3, PERIOD, RATE, RATE_UNIT, TOTAL, TOTAL_UNIT, COLUMNS };

static const ReportColumn flow_columns[COLUMNS] = {
    { "facility", "facility", false }, { "role", "", false },           { "resource", "resource", false },
    { "partner", "with", false },      { "period", NULL, KIND_PERIOD }, { "rate", "by hour", KIND_MEAN },
    { "rate_unit", "", false },        { "total", "in all", KIND_SUM }, { "total_unit", "", false }
};

/* What flows of one resource in one role between the same two: what a process takes in several mixes, what a store loses by time and by
 * throughput. What is the same in every period is put together once. */
typedef struct FlowRow {
    int resource;
    bool inside; /* see is_inside */
    double per_rate, per_total;
    ReportCell cell[COLUMNS];
    size_t known; /* to its table */
    double *rate; /* [at once] internal units an hour, of the periods that are read */
    bool *flows;  /* [at once] whether something is told of them */
    bool is_read; /* some of them are */
} FlowRow;

/* The row of the flows that one line of a pattern tells of. What a process does in modes is told by the column: it goes there while the
 * columns are the same but for their period. */
typedef struct LineRow {
    bool is_known, has_modes;
    int like; /* template of the column, where it tells */
    size_t row;
} LineRow;

/* Flows of one facility in one role. */
typedef struct Place {
    const Outcome *outcome;
    ReportTable *table;
    const bool *parallel; /* [items] */
    int facility, role;
    Picked flows;
    FlowRow *row;
    LineRow *line;
    PeriodSpan span; /* that is read */
    size_t at_once;  /* the most periods of one */
    size_t rows, lines, row_room, line_room;
} Place;

/* What crosses a fence: links, markets, disposal. What stays inside a facility is detail. */
static bool is_inside(int role)
{
    return role == FLOW_MADE || role == FLOW_USED || role == FLOW_CHARGED || role == FLOW_DISCHARGED
           || role >= FLOW_LOST;
}

static FlowRow new_row(const Place *place, const Flow *flow, const char *with)
{
    const Park *park = place->outcome->park;
    const Resource *resource = &park->resource[flow->resource];
    const ShownUnit rate = shown_rate_unit(park, resource), total = shown_total_unit(park, resource);
    return (FlowRow){ .resource = flow->resource,
                      .inside = is_inside(flow->role),
                      .per_rate = rate.per,
                      .per_total = total.per,
                      .cell = { { park->facility[flow->facility].name, NAN },
                                { flow_role_name(flow->role), NAN },
                                { resource->name, NAN },
                                { with, NAN },
                                [RATE_UNIT] = { rate.name, NAN },
                                [TOTAL_UNIT] = { total.name, NAN } },
                      .rate = memory_take(place->at_once, sizeof(double)),
                      .flows = memory_take(place->at_once, sizeof(bool)) };
}

static size_t row_of(Place *place, const Flow *flow)
{
    const char *with = partner(place->outcome, flow, place->parallel);
    for (size_t i = 0; i < place->rows; i++)
        if (place->row[i].resource == flow->resource && strcmp(place->row[i].cell[PARTNER].text, with) == 0)
            return i;
    place->row = memory_grow(place->row, place->rows, &place->row_room, sizeof *place->row);
    place->row[place->rows] = new_row(place, flow, with);
    return place->rows++;
}

static int line_of(void *of, const PeriodLine *line)
{
    Place *place = of;
    const Flow flow = flow_of_line(line);
    if (flow.facility != place->facility || flow.role != place->role)
        return -1;
    place->line = memory_grow(place->line, place->lines, &place->line_room, sizeof *place->line);
    return (int)place->lines++;
}

static FlowRow *row_of_line(Place *place, LineRow *line, const Flow *flow)
{
    const LpStamp *stamp = place->outcome->program->lp.column_stamp;
    if (!line->is_known || (line->has_modes && stamp[flow->column].template != line->like))
        *line = (LineRow){ .is_known = true,
                           .has_modes = has_modes(place->outcome->park->item[flow->item]),
                           .like = stamp[flow->column].template,
                           .row = row_of(place, flow) };
    return &place->row[line->row];
}

/* What one line tells in a run of periods. */
static void add_line(Place *place, const PickedRun *run, const PickedLine *picked)
{
    LineRow *line = &place->line[picked->as];
    Flow flow = flow_of_line(&run->pattern->line[picked->at]);
    const double *x = place->outcome->result.x + flow.column;
    FlowRow *row = NULL;
    for (size_t b = 0; b < run->blocks; b++) {
        const LineBlock *block = &run->block[b];
        const double amount = picked_amount(run, picked, b);
        if (amount <= 0)
            continue;
        if (row == NULL || line->has_modes) {
            flow.column = (int)(x - place->outcome->result.x) + block->column;
            row = row_of_line(place, line, &flow);
        }
        const size_t i = (size_t)block->period - place->span.from;
        row->rate[i] += amount * x[block->column];
        row->flows[i] = row->is_read = true;
    }
}

/* The periods are read. */
static void put_row(Place *place, FlowRow *row)
{
    const Park *park = place->outcome->park;
    const Period *period = &park->period[place->span.from];
    const size_t count = place->span.count;
    double *rate = memory_take(count, sizeof *rate), *total = memory_take(count, sizeof *total);
    RowState *state = memory_take(count, sizeof *state);
    for (size_t i = 0; i < count; i++) {
        rate[i] = row->rate[i] / row->per_rate;
        total[i] = period[i].share * row->rate[i] * park->hours / row->per_total;
        state[i] = !row->flows[i] ? ROW_ABSENT : row->inside || row->rate[i] < 1e-6 ? ROW_DETAIL : ROW_SHOWN;
        row->rate[i] = 0;
        row->flows[i] = false;
    }
    const double *const figure[COLUMNS] = { [RATE] = rate, [TOTAL] = total };
    const PeriodSeries series = { .span = place->span, .cell = row->cell, .figure = figure, .state = state };
    periods_series(place->table, &series, &row->known);
    row->is_read = false;
    free(rate);
    free(total);
    free(state);
}

static void place_rows(Place *place, PeriodSpan span)
{
    PickedRun run;
    place->span = span;
    picked_seek(&place->flows, (int)span.from, (int)(span.from + span.count));
    while (picked_next_run(&place->flows, PICKED_FEW, &run))
        for (size_t k = 0; k < run.lines; k++)
            add_line(place, &run, &run.line[k]);
    for (size_t r = 0; r < place->rows; r++)
        if (place->row[r].is_read)
            put_row(place, &place->row[r]);
}

enum { ROLES = FLOW_LEAKED + 1 };

/* Facility by facility, what comes in before what goes out: [facilities x ROLES] */
static Place *places_of(const Outcome *outcome, const bool *parallel, size_t at_once, ReportTable *table)
{
    static const int roles[ROLES] = { FLOW_BOUGHT, FLOW_RECEIVED, FLOW_MADE,    FLOW_DISCHARGED,
                                      FLOW_USED,   FLOW_CHARGED,  FLOW_LEAKED,  FLOW_SENT,
                                      FLOW_LOST,   FLOW_SOLD,     FLOW_DISPOSED };
    const size_t count = outcome->park->facilities * ROLES;
    Place *place = memory_take(count, sizeof *place);
    for (size_t p = 0; p < count; p++) {
        place[p] = (Place){ .outcome = outcome,
                            .table = table,
                            .parallel = parallel,
                            .facility = (int)(p / ROLES),
                            .role = roles[p % ROLES],
                            .at_once = at_once };
        picked_init(&place[p].flows, &outcome->program->flows, line_of, &place[p]);
    }
    return place;
}

static void place_release(Place *place)
{
    picked_release(&place->flows);
    for (size_t r = 0; r < place->rows; r++) {
        free(place->row[r].rate);
        free(place->row[r].flows);
    }
    free(place->row);
    free(place->line);
}

void flows_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    const size_t places = park->facilities * ROLES;
    ReportTable *table = periods_table(report, park, "flows", "What flows where", flow_columns, COLUMNS);
    table->note = "what processes make and use inside a facility, and what stands still, with --all";
    bool *parallel = parallel_links(park);
    Place *place = places_of(outcome, parallel, periods_at_once(report, park), table);
    for (PeriodSpan span = { 0 }; periods_next(&span, report, park);) {
        program_fetch_columns(outcome->program, outcome->result.x, span.from, span.count);
        for (size_t p = 0; p < places; p++) {
            periods_of_thing(table, p);
            place_rows(&place[p], span);
        }
    }
    periods_order(table, places);
    for (size_t p = 0; p < places; p++)
        place_release(&place[p]);
    free(place);
    free(parallel);
}
