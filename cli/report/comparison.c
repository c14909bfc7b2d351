/* comparison - the report of coupled against stand-alone, for the park and for each owner */
#include "cli/report/comparison.h"

#include "cli/report/plan.h"
#include "cli/report/shown.h"
#include "models/base/text.h"

#include <math.h>

static const ReportColumn columns[] = { { "owner", "", false },       { "measure", "", false },
                                        { "alone", "alone", true },   { "coupled", "coupled", true },
                                        { "change", "change", true }, { "change_percent", "change %", true },
                                        { "unit", "unit", false } };

static void measure_row(const Comparison *comparison, ReportTable *table, int measure, const char *owner)
{
    static const struct {
        const char *name, *unit; /* unit NULL: money */
        double scale;
    } said[MEASURES] = {
        [MEASURE_MARGIN] = { "margin", NULL, 0.001 },
        [MEASURE_COST] = { "cost", NULL, 0.001 },
        [MEASURE_CO2] = { "direct CO2", "kt", 0.001 },
        [MEASURE_ENERGY] = { "energy bought", "TJ", 0.001 },
        [MEASURE_WATER] = { "fresh water", "1000 m3", 0.001 },
        [MEASURE_FLARED] = { "flared gas", "TJ", 0.001 },
        [MEASURE_LANDFILLED] = { "solid waste disposed of", "kt", 0.001 },
        [MEASURE_WASTE_USE] = { "solid waste used", "%", 100 },
    };
    const Park *park = comparison->park;
    double alone = comparison_alone(comparison, measure, owner) * said[measure].scale;
    double coupled = comparison_together(comparison, measure, owner) * said[measure].scale;
    report_row(table, false);
    report_text(table, owner != NULL ? owner : "whole park");
    report_text(table, said[measure].name);
    report_number(table, alone);
    report_number(table, coupled);
    report_number(table, coupled - alone);
    report_number(table, measure == MEASURE_WASTE_USE || fabs(alone) < 1e-9
                             ? NAN
                             : 100 * (coupled - alone) / fabs(alone));
    report_text(table, said[measure].unit == NULL ? shown_money_unit(park)
                       : measure == MEASURE_WASTE_USE
                           ? "%"
                           : arena_print(park->arena, "%s%s", said[measure].unit, shown_per_year(park)));
}

static bool seen_before(const Park *park, size_t f)
{
    for (size_t i = 0; i < f; i++)
        if (text_equal(park->facility[i].owner, park->facility[f].owner))
            return true;
    return false;
}

void comparison_report(const Comparison *comparison, Report *report)
{
    const Park *park = comparison->park;
    plan_headline(comparison->together, report);
    if (!comparison->together->answered)
        return;
    for (size_t f = 0; f < park->facilities; f++)
        if (!comparison->alone[f]->answered)
            report_line(report, "%s has no plan of its own when all links are closed: %s",
                        park->facility[f].name, lp_status_name(comparison->alone[f]->result.status));
    report_fact_text(report, "stand_alone",
                     comparison->all_alone ? "all facilities have a plan of their own"
                                           : "some facility has no plan of its own");
    ReportTable *whole = report_table(report, "park",
                                      "The whole park: every facility for itself, and coupled", columns,
                                      sizeof columns / sizeof columns[0]);
    for (int m = 0; m < MEASURES; m++)
        measure_row(comparison, whole, m, NULL);
    ReportTable *owners = report_table(report, "owners", "By owner", columns,
                                       sizeof columns / sizeof columns[0]);
    owners->note = "before any payment between owners, but for links that have a price";
    for (size_t f = 0; f < park->facilities; f++)
        if (!seen_before(park, f))
            for (int m = 0; m < MEASURES; m++)
                measure_row(comparison, owners, m, park->facility[f].owner);
}
