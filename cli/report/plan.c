/* plan - the report of one outcome: what runs, what flows where, what it is worth, what limits it */
#include "cli/report/plan.h"

#include "cli/report/composition.h"
#include "cli/report/drift.h"
#include "cli/report/emissions.h"
#include "cli/report/flows.h"
#include "cli/report/heat.h"
#include "cli/report/ledgers.h"
#include "cli/report/limits.h"
#include "cli/report/mixes.h"
#include "cli/report/peaks.h"
#include "cli/report/processes.h"
#include "cli/report/seasons.h"
#include "cli/report/sections.h"
#include "cli/report/shortfalls.h"
#include "cli/report/shown.h"
#include "cli/report/stores.h"
#include "cli/report/targets.h"
#include "cli/report/values.h"
#include "cli/report/water.h"
#include "models/explain.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- headline ---- */

static const char *title_of(const Park *park)
{
    if (park->title.en == NULL && park->title.zh == NULL)
        return park->name;
    if (park->title.en == NULL || park->title.zh == NULL || strcmp(park->title.en, park->title.zh) == 0)
        return park->title.en != NULL ? park->title.en : park->title.zh;
    return arena_print(park->arena, "%s (%s)", park->title.en, park->title.zh);
}

const char *plan_objective_line(const Outcome *outcome)
{
    static const char *const words[] = { "best margin", "least cost", "least direct CO2",
                                         "least solid waste disposed of" };
    const Park *park = outcome->park;
    const Measure *measure = measure_of_objective(park->objective);
    Shown sum = shown_objective(park, outcome_measure(outcome, measure, -1));
    return arena_print(park->arena, "%s: %.6g %s", words[park->objective], sum.number, sum.unit);
}

/* Over the horizon. */
static double objective_value(const Park *park, double per_hour)
{
    return per_hour * park->hours * (measure_is_money(measure_of_objective(park->objective)) ? 1000 : 1);
}

double plan_objective_value(const Outcome *outcome)
{
    return objective_value(outcome->park,
                           outcome_measure(outcome, measure_of_objective(outcome->park->objective), -1));
}

static const char *const objective_words[] = { "margin", "cost", "direct CO2", "solid waste disposed of" };

static const char *stopped_line(const Outcome *outcome)
{
    const Park *park = outcome->park;
    const Shown sum = shown_objective(park,
                                      outcome_measure(outcome, measure_of_objective(park->objective), -1));
    return arena_print(park->arena, "%s so far: %.6g %s", objective_words[park->objective], sum.number,
                       sum.unit);
}

const char *plan_stopped(const Outcome *outcome)
{
    const Park *park = outcome->park;
    const Shown bound = shown_objective(park, outcome_bound(outcome));
    if (isinf(bound.number))
        return outcome->result.message;
    return arena_print(park->arena, "%s; the best %s is %.6g %s at %s", outcome->result.message,
                       objective_words[park->objective], bound.number, bound.unit,
                       park->objective == OBJECTIVE_MARGIN ? "most" : "least");
}

static bool anything_runs(const Outcome *outcome)
{
    for (size_t j = 0; j < outcome->program->lp.columns; j++)
        if (outcome->result.x[j] > 1e-9)
            return true;
    return false;
}

static void headline(const Outcome *outcome, const Drift *drift, Report *report)
{
    static const char *const objectives[] = { "margin", "cost", "co2", "waste" };
    const Park *park = outcome->park;
    const LpCertificate *proof = &outcome->result.certificate;
    bool proved = outcome_proved(outcome);
    const char *status = outcome->result.status == LP_OPTIMAL && !proved
                             ? "unverified"
                             : lp_status_name(outcome->result.status);
    report_fact_text(report, "park", park->name);
    report_fact_text(report, "title.en", park->title.en);
    report_fact_text(report, "title.zh", park->title.zh);
    report_fact_text(report, "status", status);
    report_fact_text(report, "objective.name", objectives[park->objective]);
    report_fact_text(report, "objective.unit", park->objective <= OBJECTIVE_COST ? park->currency : "t");
    report_fact(report, "objective.value", outcome->answered ? plan_objective_value(outcome) : NAN);
    if (!proved && isfinite(outcome_bound(outcome)))
        report_fact(report, "objective.bound", objective_value(park, outcome_bound(outcome)));
    report_fact(report, "horizon.hours", park->hours);
    if (!outcome->answered) {
        report_line(report, "%s: %s", title_of(park), status);
        return;
    }
    const bool stopped = outcome->result.status == LP_LIMIT;
    if (stopped)
        report_line(report, "STOPPED before it was the best plan: %s", plan_stopped(outcome));
    else if (!proved)
        report_line(report,
                    "UNVERIFIED: these numbers could not be proved to be the best plan; do not rely on them");
    report_line(report, "%s", title_of(park));
    report_line(report, "%s", stopped ? stopped_line(outcome) : plan_objective_line(outcome));
    report_line(
        report,
        "%s by our own arithmetic: limits kept to %.1e, values to %.1e, gap %.1e; balances close to %.1e, carbon to %.1e%s",
        proved ? "proved" : "NOT proved", proof->primal, proof->dual, proof->gap, outcome->balance_gap,
        outcome->carbon_gap,
        isnan(outcome->heat_gap) ? "" : arena_print(park->arena, ", heat to %.1e", outcome->heat_gap));
    if (outcome->disorder > 1e-6)
        report_line(
            report,
            "not proved, since %s begins with a later piece of its 'piecewise' recipe, which pays at these prices: that needs on/off "
            "decisions (integers), which are not there yet; give it one figure for its usual load",
            outcome->disordered->item.name);
    drift_lines(outcome, drift, report);
    if (!anything_runs(outcome))
        report_line(report, "%s",
                    park->objective == OBJECTIVE_MARGIN
                        ? "nothing runs in this plan: nothing earns more than it costs"
                        : "nothing runs in this plan: this objective does only what a 'min' asks for");
    if (park->hours != 8760)
        report_line(report, "totals are those of a horizon of %g h", park->hours);
    if (park->periods > 1) {
        report_line(report, "%zu periods: rates and values are means over them", park->periods);
        report_fact(report, "horizon.periods", (double)park->periods);
    }
    report_fact(report, "certificate.primal", proof->primal);
    report_fact(report, "certificate.dual", proof->dual);
    report_fact(report, "certificate.gap", proof->gap);
    report_fact(report, "certificate.balance", outcome->balance_gap);
    report_fact(report, "certificate.carbon", outcome->carbon_gap);
    if (!isnan(outcome->heat_gap))
        report_fact(report, "certificate.heat", outcome->heat_gap);
    report_fact_text(report, "certificate.solved_by", outcome->result.solved_by);
}

void plan_headline(const Outcome *outcome, Report *report)
{
    Drift drift = outcome->answered ? drift_of(outcome) : (Drift){ 0 };
    headline(outcome, &drift, report);
    drift_release(&drift);
}

/* ---- accounts ---- */

static void sum_cells(ReportTable *table, const char *facility, const char *account, Shown sum)
{
    report_text(table, facility);
    report_text(table, account);
    report_number(table, sum.number);
    report_text(table, sum.unit);
}

/* What facilities pay one another comes to nothing but for rounding. */
static bool cancels(double whole, double parts)
{
    return fabs(whole) <= 1e-12 * parts;
}

static bool is_nothing(const Outcome *outcome, int account)
{
    double parts = 0;
    for (int f = 0; f < (int)outcome->park->facilities; f++)
        parts += fabs(outcome_account(outcome, account, f));
    return cancels(outcome_account(outcome, account, -1), parts);
}

static bool measures_nothing(const Outcome *outcome, const Measure *measure)
{
    double parts = measure_is_ratio(measure);
    for (int f = 0; !measure_is_ratio(measure) && f < (int)outcome->park->facilities; f++)
        parts += fabs(outcome_measure(outcome, measure, f));
    const double whole = outcome_measure(outcome, measure, -1);
    return isnan(whole) || cancels(whole, parts);
}

static void accounts(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "account", "account", false },
                                            { "amount", "amount", true },
                                            { "unit", "unit", false } };
    static const struct {
        const char *name;
        int account;
        double sign;
    } money[] = { { "sales", ACCOUNT_SALES, 1 },        { "purchases", ACCOUNT_PURCHASES, -1 },
                  { "disposal", ACCOUNT_DISPOSAL, -1 }, { "transport", ACCOUNT_TRANSPORT, -1 },
                  { "running", ACCOUNT_RUNNING, -1 },   { "co2 cost", ACCOUNT_CO2_COST, -1 },
                  { "levies", ACCOUNT_LEVIES, -1 },     { "exchange", ACCOUNT_EXCHANGE, 1 } };
    const Park *park = outcome->park;
    ReportTable *table = report_table(report, "accounts", "Accounts", columns, COUNT(columns));
    table->note =
        "money in (+) and out (-); exchange is what links with a price move between owners; each facility in full with --all";
    for (int f = -1; f < (int)park->facilities; f++) {
        const char *name = f < 0 ? "whole park" : park->facility[f].name;
        for (size_t i = 0; i < COUNT(money); i++) {
            Shown sum = shown_sum(park, SUM_MONEY,
                                  money[i].sign * outcome_account(outcome, money[i].account, f));
            report_row(table, f >= 0 || is_nothing(outcome, money[i].account));
            sum_cells(table, name, money[i].name, sum);
        }
        for (const Measure *measure = measure_all(); measure->name != NULL; measure++) {
            const bool always = strcmp(measure->name, "margin") == 0,
                       first = strcmp(measure->name, "co2") == 0;
            if (strcmp(measure->name, "cost") == 0)
                continue;
            double figure = outcome_measure(outcome, measure, f);
            report_row(table, !always && (f >= 0 ? !first : measures_nothing(outcome, measure)));
            sum_cells(table, name, measure->title, shown_measure(park, measure, figure));
        }
    }
}

void plan_clash(const Explanation *why, Report *report)
{
    static const ReportColumn columns[] = { { "file", "file", false },
                                            { "line", "line", true },
                                            { "says", "says", false },
                                            { "change", "change", false } };
    report_fact_text(report, "why", why->headline);
    if (why->limits == 0)
        return;
    ReportTable *table = report_table(report, "clash", "What clashes", columns, COUNT(columns));
    table->quiet = true;
    for (size_t i = 0; i < why->limits; i++) {
        const ExplainedLimit *limit = &why->limit[i];
        report_row(table, false);
        report_text(table, limit->span.source != NULL ? limit->span.source->path : "");
        report_number(table, limit->span.line);
        report_text(table, limit->says);
        report_text(table, limit->change);
    }
}

/* The opening lines, and the table of products beyond their usual composition, of which the opening lines tell the worst. */
static void opening(const Outcome *outcome, Report *report)
{
    Drift drift = drift_of(outcome);
    headline(outcome, &drift, report);
    if (outcome->park->periods > 1)
        report_line(report, "each period for itself: --format csv --output FOLDER/");
    drift_report(outcome, &drift, report);
    drift_release(&drift);
}

/* Opening lines and facts stand before all tables, wherever they come from. The shares are those of CSV in a folder, of a park with 8760 periods. */
static const Section sections[] = {
    { accounts, 0 },          { periods_report, 1 }, { seasons_report, 0 },     { targets_report, 0 },
    { processes_report, 11 }, { mixes_report, 5 },   { composition_report, 0 }, { heat_report, 3 },
    { water_report, 1 },      { stores_report, 1 },  { stores_stocks, 0 },      { flows_report, 45 },
    { shortfalls_report, 0 }, { ledgers_report, 2 }, { emissions_report, 1 },   { opening, 3 },
    { values_report, 14 },    { limits_report, 12 }, { peaks_report, 4 },       { stores_chart, 1 },
};

void plan_report(const Outcome *outcome, const Explanation *why, Report *report)
{
    if (!outcome->answered) {
        plan_headline(outcome, report);
        plan_clash(why, report);
        return;
    }
    sections_fill(sections, COUNT(sections), outcome, report);
}
