/* peaks - when a plan of several periods asks for most, and dearest limit then
 *
 * First power bought, gas flared, and steam and other heat made, in the park: of them the highest hour. Then the markets and links whose
 * limits cost most over the horizon: of them the hour in which one more unit is worth most.
 *
 *     at stake = sum over t of |dual_t| limit_t */
#include "cli/report/peaks.h"

#include "cli/report/limits.h"
#include "cli/report/shown.h"
#include "models/explain_limit.h"
#include "models/formulation/disposal.h"
#include "models/formulation/link.h"
#include "models/horizon.h"
#include "models/picked.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS_MOST = 10 };

/* What is added up by period. */
typedef struct Sum {
    int role;
    int resource; /* of the first flow, which says the unit */
    double *in;   /* [periods] internal units an hour, of gas GJ; NULL: nothing flows */
} Sum;

/* Power, gas, then each resource that is heat. */
typedef struct Sums {
    Sum *sum;
    size_t count;
} Sums;

enum { POWER, FLARED, HEATS };

/* What a flow adds to, or -1. */
static int sum_of(void *of, const PeriodLine *line)
{
    const Park *park = ((const Program *)of)->park;
    const Flow flow = flow_of_line(line);
    const int carrier = park->resource[flow.resource].carrier;
    if (flow.role == FLOW_BOUGHT && carrier == CARRIER_POWER)
        return POWER;
    if (flow.role == FLOW_DISPOSED && ((const Disposal *)park->item[flow.item])->at == AT_FLARE)
        return FLARED;
    return flow.role == FLOW_MADE && carrier == CARRIER_HEAT ? HEATS + flow.resource : -1;
}

static Sums sum_up(const Outcome *outcome)
{
    const Park *park = outcome->park;
    Sums sums = { memory_take(HEATS + park->resources, sizeof *sums.sum), HEATS + park->resources };
    Picked flows;
    PeriodLine line;
    int of;
    picked_init(&flows, &outcome->program->flows, sum_of, outcome->program);
    while (picked_next(&flows, &line, &of)) {
        const Flow flow = flow_of_line(&line);
        Sum *sum = &sums.sum[of];
        if (sum->in == NULL)
            *sum = (Sum){ .role = flow.role,
                          .resource = flow.resource,
                          .in = memory_take(park->periods, sizeof *sum->in) };
        const double energy = flow.role == FLOW_DISPOSED ? park->resource[flow.resource].energy : 1;
        sum->in[flow.period] += energy * outcome_flow(outcome, &flow);
    }
    picked_release(&flows);
    return sums;
}

static double stake(const Outcome *outcome, size_t column, bool upper)
{
    const Lp *lp = &outcome->program->lp;
    return fabs(outcome->result.column_dual[column] * (upper ? lp->column_upper : lp->column_lower)[column]);
}

/* The resources that a sum is of. */
typedef struct Concerned {
    Program *program;
    int sum;
    bool *resource; /* [resources] */
} Concerned;

static int note_concerned(void *of, const PeriodLine *line)
{
    Concerned *concerned = of;
    if (sum_of(concerned->program, line) == concerned->sum)
        concerned->resource[flow_of_line(line).resource] = true;
    return -1;
}

static int is_concerned(void *of, const PeriodLine *line)
{
    return ((const Concerned *)of)->resource[flow_of_line(line).resource] ? 0 : -1;
}

/* The limit that costs most in period t of those that flows of the sum's resources meet, or "". */
static const char *limit_then(const Outcome *outcome, int sum, int t)
{
    const Program *program = outcome->program;
    const Park *park = outcome->park;
    Concerned concerned = { outcome->program, sum, memory_take(park->resources, sizeof(bool)) };
    picked_ask(&program->flows, note_concerned, &concerned);
    const char *words = "";
    double most = 1e-9;
    Picked flows;
    PeriodLine line;
    int any;
    picked_init(&flows, &program->flows, is_concerned, &concerned);
    picked_seek(&flows, t, t + 1);
    while (picked_next(&flows, &line, &any)) {
        const size_t column = (size_t)line.column;
        bool upper;
        if (!limits_hold(outcome, column, &upper) || stake(outcome, column, upper) <= most)
            continue;
        most = stake(outcome, column, upper);
        words = explain_limit(park, program_column_tag(program, column), upper, false);
    }
    picked_release(&flows);
    free(concerned.resource);
    return words;
}

static void peak_row(const Park *park, const char *what, const char *facility, Shown peak, Shown mean, int t,
                     const char *limit, bool detail, ReportTable *table)
{
    report_row(table, detail);
    report_text(table, what);
    report_text(table, facility);
    report_number(table, peak.number);
    report_number(table, mean.number);
    report_text(table, peak.unit);
    report_number(table, t + 1);
    report_text(table, horizon_when(park, park->arena, t));
    report_text(table, limit);
}

static void sum_rows(const Outcome *outcome, const Sums *sums, ReportTable *table)
{
    const Park *park = outcome->park;
    for (size_t s = 0; s < sums->count; s++) {
        const Sum *sum = &sums->sum[s];
        double mean = 0;
        size_t at = 0;
        if (sum->in == NULL)
            continue;
        for (size_t t = 0; t < park->periods; t++) {
            mean += park->period[t].share * sum->in[t];
            at = sum->in[t] > sum->in[at] * (1 + 1e-9) ? t : at;
        }
        if (mean < 1e-9 || sum->in[at] < mean * (1 + 1e-6))
            continue; /* it is nothing, or always the same */
        const Resource *resource = &park->resource[sum->resource];
        const bool gas = sum->role == FLOW_DISPOSED;
        const Shown peak = gas ? (Shown){ sum->in[at], "GJ/h" } : shown_rate(park, resource, sum->in[at]),
                    usual = gas ? (Shown){ mean, "GJ/h" } : shown_rate(park, resource, mean);
        const char *what = gas                        ? "gas flared"
                           : sum->role == FLOW_BOUGHT ? "power bought"
                                                      : arena_print(park->arena, "%s made", resource->name);
        peak_row(park, what, "whole park", peak, usual, (int)at, limit_then(outcome, (int)s, (int)at), false,
                 table);
    }
}

/* A market or a link that its limit holds in some period. */
typedef struct Held {
    double stake, worth, mean; /* worth: the most of a unit in any period, at the column */
    size_t column;
} Held;

static bool can_be_held(int kind)
{
    return kind == COLUMN_BUY || kind == COLUMN_SELL || kind == COLUMN_SEND;
}

/* What may be held among the columns of a template. */
typedef struct HeldTemplate {
    Held *held;     /* NULL: nothing */
    bool stated[2]; /* its lower limit, and the upper */
} HeldTemplate;

static HeldTemplate *held_templates(const Program *program, Held *held)
{
    HeldTemplate *of = memory_take(program->templates, sizeof *of);
    bool *stated = limits_stated(program);
    for (size_t i = 0; i < program->templates; i++)
        if (can_be_held(program->template[i].kind))
            of[i] = (HeldTemplate){ &held[program->template[i].subject],
                                    { stated[2 * i], stated[2 * i + 1] } };
    free(stated);
    return of;
}

static void add_held(const Outcome *outcome, size_t column, const HeldTemplate *template)
{
    const Period *period = &outcome->park->period[outcome->program->lp.column_stamp[column].period];
    const double dual = outcome->result.column_dual[column], worth = fabs(dual / period->share);
    const bool upper = dual < 0;
    Held *of = template->held;
    of->mean += period->share * outcome->result.x[column];
    if (worth < 1e-9 || !template->stated[upper] || !limits_may_hold(&outcome->program->lp, column, upper))
        return;
    of->stake += stake(outcome, column, upper);
    if (worth > of->worth * (1 + 1e-9)) {
        of->worth = worth;
        of->column = column;
    }
}

/* [items] */
static Held *find_held(const Outcome *outcome)
{
    const Program *program = outcome->program;
    Held *held = memory_take(outcome->park->items, sizeof *held);
    HeldTemplate *of = held_templates(program, held);
    for (size_t j = 0; j < program->lp.columns; j++) {
        const LpStamp stamp = program->lp.column_stamp[j];
        if (of[stamp.template].held != NULL && stamp.period >= 0)
            add_held(outcome, j, &of[stamp.template]);
    }
    free(of);
    return held;
}

static void held_row(const Outcome *outcome, const Held *held, bool detail, ReportTable *table)
{
    const Park *park = outcome->park;
    const Tag tag = program_column_tag(outcome->program, held->column);
    const Item *item = park->item[tag.subject];
    const Resource *resource = &park->resource[tag.resource];
    const char *verb = tag.kind == COLUMN_BUY ? "bought" : tag.kind == COLUMN_SELL ? "sold" : "sent";
    const bool upper = outcome->result.column_dual[held->column] < 0;
    peak_row(park, arena_print(park->arena, "%s %s", resource->name, verb),
             park->facility[tag.kind == COLUMN_SEND ? ((const Link *)item)->from : item->facility].name,
             shown_rate(park, resource, outcome->result.x[held->column]),
             shown_rate(park, resource, held->mean), tag.period, explain_limit(park, tag, upper, false),
             detail, table);
}

/* The dearest first. */
static void held_rows(const Outcome *outcome, ReportTable *table)
{
    const Park *park = outcome->park;
    Held *held = find_held(outcome);
    for (;;) {
        size_t most = 0;
        for (size_t i = 1; i < park->items; i++)
            most = held[i].stake > held[most].stake * (1 + 1e-9) ? i : most;
        if (park->items == 0 || held[most].stake < 1e-9)
            break;
        held_row(outcome, &held[most], table->rows >= ROWS_MOST, table);
        held[most].stake = 0;
    }
    free(held);
}

void peaks_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "what", "", false },     { "facility", "at", false },
        { "peak", "then", true },  { "mean", "mean", true },
        { "unit", "", false },     { "period", NULL, KIND_PERIOD },
        { "time", "when", false }, { "limit", "dearest limit then", false }
    };
    if (outcome->park->periods == 1)
        return;
    ReportTable *table = report_table(report, "peaks", "Peaks, and the dearest limit in their hour", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "the highest hour of power bought, gas flared and heat made; of markets and links that a limit holds the hour in which it costs most";
    Sums sums = sum_up(outcome);
    sum_rows(outcome, &sums, table);
    held_rows(outcome, table);
    for (size_t s = 0; s < sums.count; s++)
        free(sums.sum[s].in);
    free(sums.sum);
}
