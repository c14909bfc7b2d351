/* waste - the report of what becomes of solid waste: by class, who gives what to whom, what blocks the rest */
#include "cli/report/waste.h"

#include "cli/report/blocks.h"
#include "cli/report/goals.h"
#include "cli/report/periods.h"
#include "cli/report/plan.h"
#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/mix.h"
#include "models/formulation/target.h"
#include "models/resource.h"
#include "models/study/reach.h"
#include "models/study/waste.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const rates[] = { "bulk_waste_utilisation", "solid_waste_utilisation" };

/* ---- the rates against what is asked ---- */

static void rate_row(const Measure *measure, double rate, const char *asked, double least, ReportTable *table)
{
    const Goal goal = { .least = true };
    report_row(table, false);
    report_text(table, measure->name);
    report_text(table, measure->title);
    report_number(table, 100 * rate);
    report_text(table, asked);
    report_number(table, 100 * least);
    report_text(table, "%");
    report_text(table, goal_met(&goal, least, rate));
}

static void rates_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "measure", NULL, false },    { "title", "", false },
                                            { "rate", "is", true },        { "asked_by", "asked by", false },
                                            { "least", "at least", true }, { "unit", "", false },
                                            { "met", "met", false } };
    static const int years[] = { 2027, 2030 };
    const Park *park = outcome->park;
    ReportTable *table = report_table(report, "rates", "What is used of what is made and drawn from stock",
                                      columns, COUNT(columns));
    for (size_t i = 0; i < COUNT(rates); i++) {
        const Measure *measure = measure_find(rates[i]);
        const Target *target = target_find(park, measure, -1);
        const double rate = outcome_measure(outcome, measure, -1);
        size_t asked = 0;
        for (size_t y = 0; y < COUNT(years); y++) {
            const Goal *goal = goal_find(measure, years[y]);
            if (goal != NULL && ++asked)
                rate_row(measure, rate, arena_print(park->arena, "goal of %d", goal->year), goal->limit,
                         table);
        }
        if (target != NULL && isfinite(target->min) && ++asked)
            rate_row(measure, rate, "target", target->min, table);
        if (asked == 0)
            rate_row(measure, rate, "no goal", NAN, table);
    }
}

/* ---- by class ---- */

static void class_row(const Park *park, const char *where, const char *called, const WasteSums *sums,
                      const Target *target, bool detail, ReportTable *table)
{
    const double masses[] = { sums->made, sums->drawn,  sums->bought,     sums->used,
                              sums->sold, sums->linked, sums->stockpiled, sums->landfilled };
    const Fraction use = { sums->made + sums->drawn - sums->stockpiled - sums->landfilled,
                           sums->made + sums->drawn };
    report_row(table, detail);
    report_text(table, where);
    report_text(table, called);
    for (size_t i = 0; i < COUNT(masses); i++)
        report_number(table, shown_sum(park, SUM_MASS, masses[i]).number);
    report_text(table, shown_sum(park, SUM_MASS, 0).unit);
    report_number(table, 100 * measure_value(measure_find("solid_waste_utilisation"), use));
    report_number(table, target != NULL && isfinite(target->min) ? 100 * target->min : NAN);
    report_number(table, shown_sum(park, SUM_MONEY, sums->cost).number);
    report_number(table, shown_sum(park, SUM_MONEY, sums->levy).number);
    report_text(table, shown_sum(park, SUM_MONEY, 0).unit);
}

/* The classes that are there, then the bulk classes together, then all. */
static void class_rows(const Park *park, int facility, const WasteSums *sums, ReportTable *table)
{
    const char *where = facility < 0 ? "whole park" : park->facility[facility].name;
    WasteSums bulk = { 0 }, all = { 0 };
    for (int kind = WASTE_NONE + 1; kind < WASTE_CLASSES; kind++) {
        const Resource one = { .waste = kind };
        waste_add(&all, &sums[kind]);
        if (resource_is_bulk_waste(&one))
            waste_add(&bulk, &sums[kind]);
        if (!waste_is_none(&sums[kind]))
            class_row(park, where, resource_waste_name(kind), &sums[kind], NULL, facility >= 0, table);
    }
    if (facility >= 0 && waste_is_none(&all))
        return;
    class_row(park, where, "bulk", &bulk, target_find(park, measure_find(rates[0]), facility), facility >= 0,
              table);
    class_row(park, where, "all", &all, target_find(park, measure_find(rates[1]), facility), facility >= 0,
              table);
}

static void classes_report(const Park *park, const WasteSums *sums, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "", false },
                                            { "class", "class", false },
                                            { "made", "made", true },
                                            { "drawn", "from stock", true },
                                            { "bought", "brought in", true },
                                            { "used", "used", true },
                                            { "sold", "sold", true },
                                            { "linked", "sent on", true },
                                            { "stockpiled", "stockpiled", true },
                                            { "landfilled", "landfilled", true },
                                            { "unit", "", false },
                                            { "use_percent", "used %", true },
                                            { "target_percent", "target %", true },
                                            { "cost", "cost", true },
                                            { "levy", "levy", true },
                                            { "money_unit", "", false } };
    ReportTable *table = report_table(report, "classes", "Solid waste by class", columns, COUNT(columns));
    table->note =
        "used: by processes of the park; sold: to others, also where they are paid to take it; used %: what is not "
        "disposed of, so that what is sent to a neighbour counts as used by the sender; cost: of disposal and of being rid of "
        "it; each facility with --all";
    class_rows(park, -1, &sums[park->facilities * WASTE_CLASSES], table);
    for (size_t f = 0; f < park->facilities; f++)
        class_rows(park, (int)f, &sums[f * WASTE_CLASSES], table);
}

/* ---- who gives what to whom ---- */

/* "kiln", or "kiln, raw_meal" of a mix. */
static const char *taker(const Outcome *outcome, const Flow *flow)
{
    const Park *park = outcome->park;
    if (flow->role == FLOW_SOLD)
        return "market";
    const Item *item = park->item[program_column_tag(outcome->program, (size_t)flow->column).subject];
    const char *process = plant_process(item)->item.name;
    return item->family == &family_mix ? arena_print(park->arena, "%s, %s", process, item->name) : process;
}

static const char *giver(const Park *park, const WasteMove *move)
{
    if (move->giver < 0)
        return "outside";
    const char *name = park->facility[move->giver].name;
    return move->from_stock ? arena_print(park->arena, "old heap of %s", name) : name;
}

static void moves_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "from", "from", false },       { "waste", "waste", false },
        { "to", "to", false },           { "into", "into", false },
        { "period", NULL, KIND_PERIOD }, { "amount", "amount", KIND_SUM },
        { "unit", "", false },           { "price", "paid for it", KIND_RATIO },
        { "price_unit", "", false }
    };
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "moves", "Who gives what to whom", columns,
                                       COUNT(columns));
    table->note =
        "what comes together at one place is shared out in proportion; paid by who takes it, below zero by who gives it";
    size_t count;
    WasteMove *moves = waste_moves(outcome, &count);
    for (size_t i = 0; i < count; i++) {
        const WasteMove *move = &moves[i];
        const Resource *resource = &park->resource[move->into.resource];
        const Shown amount = shown_sum(park, SUM_MASS, move->rate);
        report_row(table, false);
        periods_weigh(table, move->rate / park->period[move->into.period].share);
        report_text(table, giver(park, move));
        report_text(table, resource->name);
        report_text(table,
                    move->into.role == FLOW_SOLD ? "outside" : park->facility[move->into.facility].name);
        report_text(table,
                    move->into.role == FLOW_SOLD && move->giver != move->into.facility
                        ? arena_print(park->arena, "market, by %s", park->facility[move->into.facility].name)
                        : taker(outcome, &move->into));
        report_number(table, move->into.period + 1);
        report_number(table, amount.number);
        report_text(table, amount.unit);
        report_number(table, 1000 * move->price * resource->per_unit);
        report_text(table, isnan(move->price)
                               ? ""
                               : arena_print(park->arena, "%s/%s", park->currency, resource->unit_text));
    }
    free(moves);
}

/* ---- the price of one more point ---- */

static void point_row(const Outcome *outcome, const Measure *measure, const LpOptions *solver,
                      ReportTable *table)
{
    const Park *park = outcome->park;
    const double rate = outcome_measure(outcome, measure, -1), raised = fmin(1, rate + 0.01);
    if (isnan(rate) || rate > 1 - 1e-9)
        return;
    double objective = NAN;
    Fraction then = { NAN, NAN };
    const LpStatus status = reach_at_least(outcome->program, measure, raised, solver, &objective, &then);
    const Shown costs = shown_objective(park, objective - outcome->result.objective);
    /* A share also rises where less is made. */
    const Shown change = shown_sum(park, SUM_MASS, then.under - outcome_fraction(outcome, measure, -1).under);
    const char *says = "";
    if (status == LP_INFEASIBLE)
        says = arena_print(park->arena, "can't be reached: at best %.4g %%",
                           100 * reach_best(outcome->program, measure, -1, true, -1, solver));
    else if (status != LP_OPTIMAL)
        says = "could not be solved";
    report_row(table, false);
    report_text(table, measure->name);
    report_text(table, measure->title);
    report_number(table, 100 * rate);
    report_number(table, 100 * raised);
    report_text(table, "%");
    report_number(table, costs.number);
    report_text(table, status == LP_OPTIMAL ? costs.unit : "");
    report_number(table, change.number);
    report_text(table, status == LP_OPTIMAL ? change.unit : "");
    report_text(table, says);
}

static void points_report(const Outcome *outcome, const LpOptions *solver, Report *report)
{
    static const ReportColumn columns[] = {
        { "measure", NULL, false }, { "title", "", false },
        { "rate", "from", true },   { "raised", "to", true },
        { "rate_unit", "", false }, { "costs", "costs", true },
        { "unit", "", false },      { "made_change", "made more or less", true },
        { "mass_unit", "", false }, { "says", "", false }
    };
    ReportTable *table = report_table(report, "next_point", "The price of one more point", columns,
                                      COUNT(columns));
    table->note = "what the best plan that uses a point more loses against this one";
    for (size_t i = 0; i < COUNT(rates) && !report->again; i++)
        point_row(outcome, measure_find(rates[i]), solver, table);
}

static void waste_tables(const Outcome *outcome, const WasteSums *sums, const LpOptions *solver,
                         Report *report)
{
    rates_report(outcome, report);
    classes_report(outcome->park, sums, report);
    moves_report(outcome, report);
    blocks_report(outcome, report);
    points_report(outcome, solver, report);
}

void waste_report(const Outcome *outcome, const Explanation *why, const LpOptions *solver, Report *report)
{
    plan_headline(outcome, report);
    if (!outcome->answered) {
        plan_clash(why, report);
        return;
    }
    WasteSums *sums = waste_sums(outcome);
    WasteSums all = { 0 };
    for (size_t kind = 0; kind < WASTE_CLASSES; kind++)
        waste_add(&all, &sums[outcome->park->facilities * WASTE_CLASSES + kind]);
    if (waste_is_none(&all))
        report_line(report, "no solid waste is made, drawn from stock or brought in");
    else
        waste_tables(outcome, sums, solver, report);
    free(sums);
}
