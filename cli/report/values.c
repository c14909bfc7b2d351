/* values - what one more unit of a resource is worth at each facility */
#include "cli/report/values.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/base/order.h"
#include "models/formulation/family.h"
#include "models/picked.h"
#include "solver/memory.h"

#include <math.h>
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

enum { RESOURCE, FACILITY, PERIOD, VALUE, UNIT, COLUMNS };

static const ReportColumn value_columns[COLUMNS] = { { "resource", "resource", false },
                                                     { "facility", "at", false },
                                                     { "period", NULL, KIND_PERIOD },
                                                     { "value", "value", KIND_RANGE },
                                                     { "unit", "", false } };

/* A balance in all periods. */
typedef struct Balance {
    int like;     /* template of its rows */
    int resource; /* of the park */
    bool linked;
    ReportCell cell[COLUMNS];
    size_t known; /* to the table */
} Balance;

/* Balances by resource. */
typedef struct Balances {
    Balance *balance;
    size_t count;
    double *through; /* [rows] internal units an hour that come into those of what is linked */
} Balances;

static Balance balance_of(const Program *program, size_t like, const bool *linked)
{
    const Park *park = program->park;
    const Tag tag = program->template[like];
    const Resource *resource = &park->resource[tag.resource];
    return (Balance){ .like = (int)like,
                      .resource = tag.resource,
                      .linked = linked[tag.resource],
                      .cell = { { resource->name, NAN },
                                { park->facility[tag.subject].name, NAN },
                                [UNIT] = { shown_value(park, resource, 0).unit, NAN } } };
}

static Balances balances_of(const Program *program, const bool *linked)
{
    const size_t resources = program->park->resources;
    size_t *key = memory_take(program->templates, sizeof *key);
    Balances balances = { .balance = memory_take(program->templates, sizeof *balances.balance) };
    for (size_t i = 0; i < program->templates; i++) {
        const Tag tag = program->template[i];
        key[i] = tag.kind == ROW_BALANCE ? (size_t)tag.resource : resources;
    }
    size_t *order = order_by(key, program->templates, resources + 1);
    for (size_t i = 0; i < program->templates && key[order[i]] < resources; i++)
        balances.balance[balances.count++] = balance_of(program, order[i], linked);
    free(order);
    free(key);
    return balances;
}

/* What comes into a balance of what is linked. */
typedef struct Entering {
    const Program *program;
    const bool *linked;
} Entering;

static int enters(void *of, const PeriodLine *line)
{
    const Entering *entering = of;
    const Flow flow = flow_of_line(line);
    if (flow.role > FLOW_RECEIVED || !entering->linked[flow.resource]
        || entering->program->park->resource[flow.resource].ambient)
        return -1;
    return program_template(entering->program,
                            (Tag){ ROW_BALANCE, flow.facility, flow.resource, flow.period });
}

/* A value where nothing flows is a price without a deal. */
static double *throughput(const Outcome *outcome, const bool *linked)
{
    const Program *program = outcome->program;
    double *through = memory_take(program->lp.rows, sizeof *through);
    Entering entering = { program, linked };
    Picked flows;
    PeriodLine line;
    int balance;
    picked_init(&flows, &program->flows, enters, &entering);
    while (picked_next(&flows, &line, &balance)) {
        const Flow flow = flow_of_line(&line);
        through[program_find_in(program, balance, flow.period)] += outcome_flow(outcome, &flow);
    }
    picked_release(&flows);
    return through;
}

static void value_row(const Outcome *outcome, Balance *balance, const double *through, size_t row, int t,
                      ReportTable *table)
{
    const Park *park = outcome->park;
    const double worth = outcome->result.row_dual[row] / park->period[t].share;
    balance->cell[PERIOD].number = t + 1;
    balance->cell[VALUE].number = shown_value(park, &park->resource[balance->resource], worth).number;
    periods_row(table, balance->cell, !balance->linked || through[row] < 1e-6, &balance->known);
}

/* A balance of one period. */
typedef struct ValueAt {
    int row;
    Balance *balance;
} ValueAt;

/* The values of one resource in one period, in the order of the rows; at: [count] */
static void resource_rows(const Outcome *outcome, Balance *balance, size_t count, const double *through,
                          int t, ValueAt *at, ReportTable *table)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const int row = program_find_in(outcome->program, balance[i].like, t);
        if (row < 0)
            continue;
        size_t k = found++;
        for (; k > 0 && at[k - 1].row > row; k--)
            at[k] = at[k - 1];
        at[k] = (ValueAt){ row, &balance[i] };
    }
    for (size_t i = 0; i < found; i++)
        value_row(outcome, at[i].balance, through, (size_t)at[i].row, t, table);
}

static void rows_between(const Outcome *outcome, Balances *balances, int from, int until, ReportTable *table)
{
    Balance *balance = balances->balance;
    ValueAt *at = memory_take(balances->count, sizeof *at);
    for (size_t begin = 0, end; begin < balances->count; begin = end) {
        for (end = begin; end < balances->count && balance[end].resource == balance[begin].resource; end++)
            continue;
        periods_of_thing(table, (size_t)balance[begin].resource);
        for (int t = from; t < until && t < (int)outcome->park->periods; t++)
            resource_rows(outcome, &balance[begin], end - begin, balances->through, t, at, table);
    }
    free(at);
}

void values_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    const int step = periods_at_once(report, park);
    ReportTable *table = periods_table(report, park, "values", "What one more unit is worth there",
                                       value_columns, COLUMNS);
    table->note =
        "marginal values of what links carry, where it flows; all with --all; below zero: getting rid of it costs money";
    bool *linked = linked_resources(park);
    Balances balances = balances_of(outcome->program, linked);
    balances.through = throughput(outcome, linked);
    for (int from = 0; from < (int)park->periods; from += step)
        rows_between(outcome, &balances, from, from + step, table);
    periods_order(table, park->resources);
    free(balances.balance);
    free(balances.through);
    free(linked);
}
