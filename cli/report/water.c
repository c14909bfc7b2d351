/* water - who gives which water to whom, what is used again, and what leaves
 *
 *     reuse rate = used again / (used again + fresh water used)
 *     left       = bought + received - given - sold - discharged
 *
 * over the resources that are `water`, 1 t of them as 1 m3. Water that a process only treats or discharges is not used there. What goes
 * round as a service (mass: 0 t/m3), such as cooling water, is taken by no one: its make-up is. */
#include "cli/report/water.h"

#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/picked.h"
#include "models/read/node.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum Line {
    FRESH_BOUGHT,
    USED_BOUGHT,
    RECEIVED,
    FRESH_USED,
    USED_AGAIN,
    TREATED,
    GIVEN,
    SOLD,
    DISCHARGED,
    LINES,
    NOT_USED = LINES /* made: it is counted where it goes */
} Line;

static const char *const line_name[LINES] = {
    "fresh water bought", "used water bought", "received", "fresh water used",
    "used again",         "only treated",      "given",    "sold",
    "discharged",
};

/* Means of a facility, or of the park, m3 an hour. */
typedef struct Water {
    double line[LINES];
} Water;

/* What each link carries, internal units an hour: [items], at its beginning and at its end. */
typedef struct Carried {
    double *sent, *received;
} Carried;

static bool is_water(const Resource *resource)
{
    const bool measured = strcmp(resource->counted, "m3") == 0 || strcmp(resource->counted, "t") == 0;
    const bool service = resource->mass <= 0 && node_find(resource->node, "mass") != NULL;
    return resource->water != WATER_NONE && measured && !service;
}

static int role_of(const Park *park, const Flow *flow)
{
    const Item *item = park->item[flow->item];
    return item->family == &family_process ? ((const Process *)item)->water : WATER_USES;
}

static Line line_of(const Park *park, const Flow *flow)
{
    const bool fresh = park->resource[flow->resource].water == WATER_FRESH;
    const int role = role_of(park, flow);
    switch (flow->role) {
    case FLOW_BOUGHT: return fresh ? FRESH_BOUGHT : USED_BOUGHT;
    case FLOW_RECEIVED: return RECEIVED;
    case FLOW_SENT: return GIVEN;
    case FLOW_SOLD: return SOLD;
    case FLOW_DISPOSED: return DISCHARGED;
    case FLOW_USED:
        return role == WATER_TREATS       ? TREATED
               : role == WATER_DISCHARGES ? DISCHARGED
               : fresh                    ? FRESH_USED
                                          : USED_AGAIN;
    case FLOW_MADE: return role == WATER_DISCHARGES ? DISCHARGED : NOT_USED;
    default: return NOT_USED;
    }
}

/* Of a flow of water its line, or -1. */
static int water_of_line(void *of, const PeriodLine *line)
{
    const Park *park = ((const Program *)of)->park;
    const Flow flow = flow_of_line(line);
    return is_water(&park->resource[flow.resource]) ? (int)line_of(park, &flow) : -1;
}

/* [facilities + 1], the park behind them. An outfall's effluent that is disposed of is counted there, and not as it was taken. */
static Water *sum_up(const Outcome *outcome, bool *any_used, Carried *carried)
{
    const Park *park = outcome->park;
    Water *water = memory_take(park->facilities + 1, sizeof *water);
    Picked flows;
    PeriodLine of;
    int line;
    picked_init(&flows, &outcome->program->flows, water_of_line, outcome->program);
    while (picked_next(&flows, &of, &line)) {
        const Flow flow = flow_of_line(&of);
        const double rate = outcome_flow_mean(outcome, &flow);
        *any_used = *any_used || (park->resource[flow.resource].water == WATER_USED && rate > 1e-9);
        if (line == NOT_USED)
            continue;
        if (line == RECEIVED || line == GIVEN)
            (line == GIVEN ? carried->sent : carried->received)[flow.item] += rate;
        water[flow.facility].line[line] += flow.role == FLOW_MADE ? -rate : rate;
        water[park->facilities].line[line] += flow.role == FLOW_MADE ? -rate : rate;
    }
    picked_release(&flows);
    return water;
}

static void begin_row(const char *facility, const char *what, const char *resource, const char *with,
                      bool detail, ReportTable *table)
{
    report_row(table, detail);
    report_text(table, facility);
    report_text(table, what);
    report_text(table, resource);
    report_text(table, with);
}

static void amount_cells(Shown rate, Shown total, ReportTable *table)
{
    report_number(table, rate.number);
    report_text(table, rate.unit);
    report_number(table, total.number);
    report_text(table, total.unit);
}

static void sum_row(const Park *park, const char *facility, const char *what, double rate, ReportTable *table)
{
    begin_row(facility, what, "", "", fabs(rate) < 1e-6, table);
    amount_cells((Shown){ rate, "m3/h" }, shown_sum(park, SUM_WATER, rate), table);
}

/* The links that carry water to the facility, or from it. */
static void link_rows(const Park *park, const Carried *carried, size_t facility, Line line,
                      ReportTable *table)
{
    for (size_t i = 0; i < park->items; i++) {
        const Link *link = (const Link *)park->item[i];
        if (link->item.family != &family_link || !is_water(&park->resource[link->item.resource]))
            continue;
        if ((size_t)(line == RECEIVED ? link->to : link->from) != facility)
            continue;
        const Resource *resource = &park->resource[link->item.resource];
        const double rate = (line == RECEIVED ? carried->received : carried->sent)[i];
        begin_row(park->facility[facility].name, line_name[line], resource->name,
                  park->facility[line == RECEIVED ? link->from : link->to].name, rate < 1e-6, table);
        amount_cells(shown_rate(park, resource, rate), shown_total(park, resource, rate), table);
    }
}

static void balance_rows(const Park *park, const Water *water, const Carried *carried, size_t facility,
                         ReportTable *table)
{
    const bool whole = facility == park->facilities;
    const char *name = whole ? "whole park" : park->facility[facility].name;
    const double *line = water->line;
    for (Line k = 0; k < LINES; k++)
        if (!whole && (k == RECEIVED || k == GIVEN))
            link_rows(park, carried, facility, k, table);
        else if (k != GIVEN)
            sum_row(park, name, k == RECEIVED ? "between facilities" : line_name[k], line[k], table);
    sum_row(park, name, "evaporated or in products",
            line[FRESH_BOUGHT] + line[USED_BOUGHT] + line[RECEIVED] - line[GIVEN] - line[SOLD]
                - line[DISCHARGED],
            table);
    if (whole)
        sum_row(park, name, "lost between facilities", line[GIVEN] - line[RECEIVED], table);
    const double used = line[USED_AGAIN] + line[FRESH_USED];
    begin_row(name, "reuse rate", "", "", used < 1e-6, table);
    amount_cells((Shown){ used < 1e-6 ? NAN : 100 * line[USED_AGAIN] / used, "%" }, (Shown){ NAN, "" },
                 table);
}

void water_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false }, { "what", "", false },
                                            { "resource", "resource", false }, { "partner", "with", false },
                                            { "rate", "by hour", true },       { "rate_unit", "", false },
                                            { "total", "in all", true },       { "total_unit", "", false } };
    const Park *park = outcome->park;
    const size_t facilities = park->facilities;
    bool any_used = false;
    Carried carried = { memory_take(park->items, sizeof(double)), memory_take(park->items, sizeof(double)) };
    Water *water = sum_up(outcome, &any_used, &carried);
    if (any_used) {
        ReportTable *table = report_table(report, "water", "Water", columns,
                                          sizeof columns / sizeof columns[0]);
        table->note =
            "1 t as 1 m3; reuse rate: what is used again, of all water that is used; water that is only treated or discharged is not used; below zero: made";
        for (size_t i = 0; i <= facilities; i++)
            balance_rows(park, &water[(i + facilities) % (facilities + 1)], &carried,
                         (i + facilities) % (facilities + 1), table);
    }
    free(carried.sent);
    free(carried.received);
    free(water);
}
