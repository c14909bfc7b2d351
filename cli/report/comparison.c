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
        const char *name;
        ShownSum kind;
    } said[MEASURES] = {
        [MEASURE_MARGIN] = { "margin", SUM_MONEY },
        [MEASURE_COST] = { "cost", SUM_MONEY },
        [MEASURE_CO2] = { "direct CO2", SUM_MASS },
        [MEASURE_ENERGY] = { "energy bought", SUM_ENERGY },
        [MEASURE_WATER] = { "fresh water", SUM_WATER },
        [MEASURE_FLARED] = { "flared gas", SUM_ENERGY },
        [MEASURE_HEAT_LEFT] = { "heat left over", SUM_ENERGY },
        [MEASURE_LANDFILLED] = { "solid waste disposed of", SUM_MASS },
        [MEASURE_WASTE_USE] = { "solid waste used", SUM_MASS },
        [MEASURE_CO2_ENERGY] = { "CO2 of power and heat bought", SUM_MASS },
        [MEASURE_COAL] = { "coal bought", SUM_ENERGY },
    };
    const Park *park = comparison->park;
    bool is_share = measure == MEASURE_WASTE_USE;
    double value[2] = { comparison_alone(comparison, measure, owner),
                        comparison_together(comparison, measure, owner) };
    Shown shown[2];
    for (int i = 0; i < 2; i++)
        shown[i] = is_share ? (Shown){ 100 * value[i], "%" }
                            : shown_sum(park, said[measure].kind, value[i] / park->hours);
    double change = shown[1].number - shown[0].number;
    report_row(table, false);
    report_text(table, owner != NULL ? owner : "whole park");
    report_text(table, said[measure].name);
    report_number(table, shown[0].number);
    report_number(table, shown[1].number);
    report_number(table, change);
    report_number(table,
                  is_share || fabs(shown[0].number) < 1e-9 ? NAN : 100 * change / fabs(shown[0].number));
    report_text(table, shown[1].unit);
}

static bool seen_before(const Park *park, size_t f)
{
    for (size_t i = 0; i < f; i++)
        if (text_equal(park->facility[i].owner, park->facility[f].owner))
            return true;
    return false;
}

static bool stands_still(const Outcome *outcome)
{
    for (size_t j = 0; outcome->answered && j < outcome->program->lp.columns; j++)
        if (outcome->result.x[j] > 1e-9)
            return false;
    return outcome->answered;
}

void comparison_report(const Comparison *comparison, const Explanation *why, Report *report)
{
    const Park *park = comparison->park;
    plan_headline(comparison->together, report);
    if (!comparison->together->answered) {
        plan_clash(why, report);
        return;
    }
    for (size_t f = 0; f < park->facilities; f++)
        if (!comparison->alone[f]->answered)
            report_line(report, "%s has no plan of its own when all links are closed: %s",
                        park->facility[f].name, lp_status_name(comparison->alone[f]->result.status));
    for (size_t f = 0; f < park->facilities; f++)
        if (stands_still(comparison->alone[f]) && !stands_still(comparison->together))
            report_line(report,
                        "%s does nothing when it stands alone: its figures there are nothing, not better",
                        park->facility[f].name);
    report_fact_text(report, "stand_alone",
                     comparison->all_alone ? "all facilities have a plan of their own"
                                           : "some facility has no plan of its own");
    ReportTable *whole = report_table(report, "whole_park",
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
