/* values - what one more unit of a resource is worth at each facility */
#include "cli/report/values.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/base/order.h"
#include "models/formulation/family.h"
#include "solver/memory.h"

#include <stdlib.h>

/* Which resources some link carries, [resources]. */
static bool *linked_resources(const Park *park)
{
    bool *linked = memory_take(park->resources, sizeof *linked);
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_link)
            linked[park->item[i]->resource] = true;
    return linked;
}

/* Rows by resource; those that are no balances come last. */
static size_t *row_order(const Outcome *outcome)
{
    const Program *program = outcome->program;
    size_t resources = outcome->park->resources;
    size_t *key = memory_take(program->lp.rows, sizeof *key);
    for (size_t i = 0; i < program->lp.rows; i++) {
        Tag tag = program_row_tag(program, i);
        key[i] = tag.kind == ROW_BALANCE ? (size_t)tag.resource : resources;
    }
    size_t *order = order_by(key, program->lp.rows, resources + 1);
    free(key);
    return order;
}

/* Internal units an hour that come into each balance, [rows]. A value where nothing flows is a price without a deal. */
static double *throughput(const Outcome *outcome)
{
    const Program *program = outcome->program;
    double *through = memory_take(program->lp.rows, sizeof *through);
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        if (flow.role <= FLOW_RECEIVED && !outcome->park->resource[flow.resource].ambient)
            through[program_find(program, (Tag){ ROW_BALANCE, flow.facility, flow.resource, flow.period })] +=
                outcome_flow(outcome, &flow);
    }
    return through;
}

void values_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "resource", "resource", false },
                                            { "facility", "at", false },
                                            { "period", NULL, KIND_PERIOD },
                                            { "value", "value", KIND_RANGE },
                                            { "unit", "", false } };
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    ReportTable *table = periods_table(report, park, "values", "What one more unit is worth there", columns,
                                       sizeof columns / sizeof columns[0]);
    table->note =
        "marginal values of what links carry, where it flows; all with --all; below zero: getting rid of it costs money";
    double *through = throughput(outcome);
    bool *linked = linked_resources(park);
    size_t *order = row_order(outcome);
    for (size_t i = 0; i < program->lp.rows; i++) {
        size_t row = order[i];
        Tag tag = program_row_tag(program, row);
        if (tag.kind != ROW_BALANCE)
            break;
        const Resource *resource = &park->resource[tag.resource];
        Shown value = shown_value(park, resource, outcome_row_value(outcome, (int)row));
        report_row(table, !linked[tag.resource] || through[row] < 1e-6);
        report_text(table, resource->name);
        report_text(table, park->facility[tag.subject].name);
        report_number(table, tag.period + 1);
        report_number(table, value.number);
        report_text(table, value.unit);
    }
    free(order);
    free(linked);
    free(through);
}
