/* scorecard - one page of what a park comes to, alone and coupled, against the goals of 2027 */
#include "cli/report/scorecard.h"

#include "cli/report/comparison.h"
#include "cli/report/goals.h"
#include "cli/report/plan.h"
#include "cli/report/targets.h"

#include <math.h>

enum { YEAR = 2027 };

/* "at least 57 %", "at most 87 % of 15.2 m3/万元" */
static const char *goal_words(const Goal *goal, const Park *park, double limit, const char *unit)
{
    const char *bound = goal->least ? "at least" : "at most";
    if (!goal->of_base)
        return arena_print(park->arena, "%s %.4g %s", bound, limit, unit);
    if (isnan(limit))
        return arena_print(park->arena, "%s %.4g %% of 2023 (targets: %s: compared_to)", bound,
                           100 * goal->limit, goal->measure);
    return arena_print(park->arena, "%s %.4g %% of %.4g %s", bound, 100 * goal->limit, limit / goal->limit,
                       unit);
}

static void card_row(const Comparison *comparison, const Measure *measure, ReportTable *table)
{
    const Park *park = comparison->park;
    const Goal *goal = goal_find(measure, YEAR);
    const double limit = goal != NULL ? goal_limit(goal, park) : (double)NAN;
    const Shown alone = comparison_shown(comparison, measure, NULL, false),
                coupled = comparison_shown(comparison, measure, NULL, true),
                wanted = shown_measure(park, measure, limit);
    const double change = coupled.number - alone.number;
    report_row(table, false);
    report_text(table, measure->name);
    report_text(table, measure->title);
    report_number(table, alone.number);
    report_number(table, coupled.number);
    report_text(table, coupled.unit);
    report_number(table, change);
    report_number(table, measure_is_share(measure) || fabs(alone.number) < 1e-9
                             ? NAN
                             : 100 * change / fabs(alone.number));
    report_text(table, goal != NULL ? goal_words(goal, park, wanted.number, wanted.unit) : "");
    report_number(table, wanted.number);
    report_text(table, goal != NULL ? goal_met(goal, wanted.number, coupled.number) : "");
}

void scorecard_report(const Comparison *comparison, const Explanation *why, Report *report)
{
    static const ReportColumn columns[] = { { "measure", NULL, false },
                                            { "title", "", false },
                                            { "alone", "alone", true },
                                            { "coupled", "coupled", true },
                                            { "unit", "unit", false },
                                            { "change", "change", true },
                                            { "change_percent", "change %", true },
                                            { "goal", "goal of 2027", false },
                                            { "goal_value", NULL, true },
                                            { "met", "met", false } };
    /* Intensities first, then what they are made of. */
    static const char *const names[] = {
        "bulk_waste_utilisation",
        "solid_waste_utilisation",
        "water_intensity",
        "energy_intensity",
        "co2_intensity",
        "value_added",
        "margin",
        "energy",
        "co2",
        "fresh_water",
        "waste_made",
        "waste_disposed",
    };
    comparison_begin(comparison, report);
    if (!comparison->together->answered) {
        plan_clash(why, report);
        return;
    }
    ReportTable *table = report_table(report, "scorecard", "Scorecard", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "alone: the sum of every facility for itself with all links closed; the goal is for coupled";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        card_row(comparison, measure_find(names[i]), table);
    targets_report(comparison->together, report);
}
