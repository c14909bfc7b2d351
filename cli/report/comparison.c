/* comparison - the report of coupled against stand-alone, for the park and for each owner */
#include "cli/report/comparison.h"

#include "cli/report/plan.h"
#include "cli/report/targets.h"
#include "models/base/text.h"
#include "models/formulation/target.h"

#include <math.h>

Shown comparison_shown(const Comparison *comparison, const Measure *measure, const char *owner, bool together)
{
    double figure = together ? comparison_together(comparison, measure, owner)
                             : comparison_alone(comparison, measure, owner);
    const Park *park = comparison->park;
    return shown_measure(park, measure, measure_is_ratio(measure) ? figure : figure / park->hours);
}

static bool stands_still(const Outcome *outcome)
{
    for (size_t j = 0; outcome->answered && j < outcome->program->lp.columns; j++)
        if (outcome->result.x[j] > 1e-9)
            return false;
    return outcome->answered;
}

void comparison_begin(const Comparison *comparison, Report *report)
{
    const Park *park = comparison->park;
    plan_headline(comparison->together, report);
    if (!comparison->together->answered)
        return;
    for (size_t f = 0; f < park->facilities; f++)
        if (!comparison->alone[f]->answered)
            report_line(report, "%s has no plan of its own when all links are closed: %s",
                        park->facility[f].name, lp_status_name(comparison->alone[f]->result.status));
    for (size_t f = 0; f < park->facilities; f++)
        if (stands_still(comparison->alone[f]) && !stands_still(comparison->together))
            report_line(report,
                        "%s does nothing when it stands alone: its figures there are nothing, not better",
                        park->facility[f].name);
    if (target_limits_park(park))
        report_line(
            report,
            "targets limit the park as a whole, and no facility that stands alone: alone may look better "
            "than coupled for what they cost");
    report_fact_text(report, "stand_alone",
                     comparison->all_alone ? "all facilities have a plan of their own"
                                           : "some facility has no plan of its own");
}

static const ReportColumn columns[] = { { "owner", "", false },       { "measure", "", false },
                                        { "alone", "alone", true },   { "coupled", "coupled", true },
                                        { "change", "change", true }, { "change_percent", "change %", true },
                                        { "unit", "unit", false } };

static void measure_row(const Comparison *comparison, ReportTable *table, const Measure *measure,
                        const char *owner)
{
    Shown shown[2] = { comparison_shown(comparison, measure, owner, false),
                       comparison_shown(comparison, measure, owner, true) };
    double change = shown[1].number - shown[0].number;
    report_row(table, false);
    report_text(table, owner != NULL ? owner : "whole park");
    report_text(table, measure->title);
    report_number(table, shown[0].number);
    report_number(table, shown[1].number);
    report_number(table, change);
    report_number(table, measure_is_share(measure) || fabs(shown[0].number) < 1e-9
                             ? NAN
                             : 100 * change / fabs(shown[0].number));
    report_text(table, shown[1].unit);
}

static void measure_rows(const Comparison *comparison, ReportTable *table, const char *owner)
{
    static const char *const names[] = { "margin",
                                         "cost",
                                         "co2",
                                         "energy_bought",
                                         "fresh_water",
                                         "flared",
                                         "heat_left",
                                         "waste_disposed",
                                         "solid_waste_utilisation",
                                         "co2_energy",
                                         "coal" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        measure_row(comparison, table, measure_find(names[i]), owner);
}

static bool seen_before(const Park *park, size_t f)
{
    for (size_t i = 0; i < f; i++)
        if (text_equal(park->facility[i].owner, park->facility[f].owner))
            return true;
    return false;
}

void comparison_report(const Comparison *comparison, const Explanation *why, Report *report)
{
    const Park *park = comparison->park;
    comparison_begin(comparison, report);
    if (!comparison->together->answered) {
        plan_clash(why, report);
        return;
    }
    ReportTable *whole = report_table(report, "whole_park",
                                      "The whole park: every facility for itself, and coupled", columns,
                                      sizeof columns / sizeof columns[0]);
    measure_rows(comparison, whole, NULL);
    ReportTable *owners = report_table(report, "owners", "By owner", columns,
                                       sizeof columns / sizeof columns[0]);
    owners->note = "before any payment between owners, but for links that have a price";
    for (size_t f = 0; f < park->facilities; f++)
        if (!seen_before(park, f))
            measure_rows(comparison, owners, park->facility[f].owner);
    targets_report(comparison->together, report);
}
