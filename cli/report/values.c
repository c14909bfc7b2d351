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
    double per; /* what is shown of one internal unit of value */
    ReportCell cell[COLUMNS];
    double *
        through; /* [at once] internal units an hour that come into it in the periods that are read, of what is linked */
    size_t known; /* to the table */
} Balance;

/* Balances by resource. */
typedef struct Balances {
    const Outcome *outcome;
    const bool *linked; /* [resources] */
    Balance *balance;
    size_t count;
    int *of;         /* [templates] which balance it is, or -1 */
    PeriodSpan span; /* that is read */
    size_t at_once;  /* the most periods of one */
    double *value;   /* [at once] */
    RowState *state; /* [at once] */
} Balances;

static Balance balance_of(const Balances *balances, size_t like)
{
    const Program *program = balances->outcome->program;
    const Park *park = program->park;
    const Tag tag = program->template[like];
    const Resource *resource = &park->resource[tag.resource];
    const Shown one = shown_value(park, resource, 1);
    return (Balance){ .like = (int)like,
                      .resource = tag.resource,
                      .linked = balances->linked[tag.resource],
                      .per = one.number,
                      .cell = { { resource->name, NAN },
                                { park->facility[tag.subject].name, NAN },
                                [UNIT] = { one.unit, NAN } },
                      .through = memory_take(balances->at_once, sizeof(double)) };
}

static void find_balances(Balances *balances)
{
    const Program *program = balances->outcome->program;
    const size_t resources = program->park->resources, templates = program->templates;
    size_t *key = memory_take(templates, sizeof *key);
    for (size_t i = 0; i < templates; i++) {
        const Tag tag = program->template[i];
        key[i] = tag.kind == ROW_BALANCE ? (size_t)tag.resource : resources;
        balances->of[i] = -1;
    }
    size_t *order = order_by(key, templates, resources + 1);
    for (size_t i = 0; i < templates && key[order[i]] < resources; i++) {
        balances->of[order[i]] = (int)balances->count;
        balances->balance[balances->count++] = balance_of(balances, order[i]);
    }
    free(order);
    free(key);
}

/* ---- what comes in ---- */

/* Which balance it comes into, of what is linked. */
static int enters(void *of, const PeriodLine *line)
{
    const Balances *balances = of;
    const Program *program = balances->outcome->program;
    const Flow flow = flow_of_line(line);
    if (flow.role > FLOW_RECEIVED || !balances->linked[flow.resource]
        || program->park->resource[flow.resource].ambient)
        return -1;
    const int like = program_template(program,
                                      (Tag){ ROW_BALANCE, flow.facility, flow.resource, flow.period });
    return like < 0 ? -1 : balances->of[like];
}

static void clear_through(Balances *balances)
{
    for (size_t k = 0; k < balances->count; k++)
        for (size_t i = 0; i < balances->at_once; i++)
            balances->balance[k].through[i] = 0;
}

/* Of balances whose rows are in the text already nobody asks. */
static void read_through(Balances *balances, Picked *flows, const ReportTable *table)
{
    const double *x = balances->outcome->result.x;
    PickedRun run;
    clear_through(balances);
    picked_seek(flows, (int)balances->span.from, (int)(balances->span.from + balances->span.count));
    while (picked_next_run(flows, PICKED_FEW, &run))
        for (size_t k = 0; k < run.lines; k++) {
            const Balance *balance = &balances->balance[run.line[k].as];
            const int column = run.pattern->line[run.line[k].at].column;
            for (size_t b = 0; b < run.blocks && !periods_stands(table, balance->known); b++)
                balance->through[(size_t)run.block[b].period - balances->span.from] +=
                    picked_amount(&run, &run.line[k], b) * x[run.block[b].column + column];
        }
}

/* ---- rows ---- */

/* A value where nothing flows is a price without a deal. */
static void put_values(Balances *balances, Balance *balance, ReportTable *table)
{
    const Outcome *outcome = balances->outcome;
    const Park *park = outcome->park;
    for (size_t i = 0; i < balances->span.count; i++) {
        const size_t t = balances->span.from + i;
        const int row = program_find_in(outcome->program, balance->like, (int)t);
        const bool shown = balance->linked
                           && (periods_stands(table, balance->known) || !(balance->through[i] < 1e-6));
        balances->state[i] = row < 0 ? ROW_ABSENT : shown ? ROW_SHOWN : ROW_DETAIL;
        if (row >= 0)
            balances->value[i] = outcome->result.row_dual[row] / park->period[t].share * balance->per;
    }
    const double *const figure[COLUMNS] = { [VALUE] = balances->value };
    const PeriodSeries series = {
        .span = balances->span, .cell = balance->cell, .figure = figure, .state = balances->state
    };
    periods_series(table, &series, &balance->known);
}

static Balances balances_begin(const Outcome *outcome, const bool *linked, size_t at_once)
{
    const size_t templates = outcome->program->templates;
    Balances balances = { .outcome = outcome,
                          .linked = linked,
                          .balance = memory_take(templates, sizeof *balances.balance),
                          .of = memory_take(templates, sizeof *balances.of),
                          .at_once = at_once,
                          .value = memory_take(at_once, sizeof *balances.value),
                          .state = memory_take(at_once, sizeof *balances.state) };
    find_balances(&balances);
    return balances;
}

static void balances_release(Balances *balances)
{
    for (size_t k = 0; k < balances->count; k++)
        free(balances->balance[k].through);
    free(balances->balance);
    free(balances->of);
    free(balances->value);
    free(balances->state);
}

void values_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "values", "What one more unit is worth there",
                                       value_columns, COLUMNS);
    table->note =
        "marginal values of what links carry, where it flows; all with --all; below zero: getting rid of it costs money";
    bool *linked = linked_resources(park);
    Balances balances = balances_begin(outcome, linked, periods_at_once(report, park));
    Picked flows;
    picked_init(&flows, &outcome->program->flows, enters, &balances);
    while (periods_next(&balances.span, report, park)) {
        program_fetch_rows(outcome->program, outcome->result.row_dual, balances.span.from,
                           balances.span.count);
        read_through(&balances, &flows, table);
        for (size_t k = 0; k < balances.count; k++) {
            periods_of_thing(table, (size_t)balances.balance[k].resource);
            put_values(&balances, &balances.balance[k], table);
        }
    }
    periods_order(table, park->resources);
    picked_release(&flows);
    balances_release(&balances);
    free(linked);
}
