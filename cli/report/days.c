/* days - the report of typical days: which they are, what is lost by series, and of the optimum */
#include "cli/report/days.h"

#include "cli/days_file.h"
#include "cli/report/plan.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void typical_table(const Days *days, Report *report)
{
    static const ReportColumn columns[] = { { "day", "day", false },
                                            { "from_hours", "from h", true },
                                            { "stands_for", "stands for", true },
                                            { "weight", "weight", true },
                                            { "kept_for", "kept for", false } };
    ReportTable *table = report_table(report, "typical", "Typical days", columns, COUNT(columns));
    table->quiet = true; /* the horizon says it */
    for (size_t i = 0; i < days->count; i++) {
        const TypicalDay *day = &days->typical[i];
        char name[DAY_LONGEST];
        days_name(days, day->day, name);
        report_row(table, false);
        report_text(table, arena_copy(report->arena, name, strlen(name)));
        report_number(table, days_from(days, day->day));
        report_number(table, (double)day->stands_for);
        report_number(table, (double)day->stands_for * days->weight);
        report_text(table, day->extreme == NULL
                               ? ""
                               : arena_print(report->arena, "%s mean of %s",
                                             day->highest ? "highest" : "lowest", day->extreme->name));
    }
}

static void series_table(const Days *days, Report *report)
{
    static const ReportColumn columns[] = {
        { "series", "series", false },  { "unit", "unit", false },
        { "mean", "mean", true },       { "typical_mean", "typical", true },
        { "lowest", NULL, true },       { "typical_lowest", NULL, true },
        { "highest", "peak", true },    { "typical_highest", "typical", true },
        { "peak_kept", "kept", false }, { "difference_percent", "duration curve %", true },
    };
    ReportTable *table = report_table(report, "series", "What the typical days keep of each series", columns,
                                      COUNT(columns));
    table->note =
        "duration curve: root of the mean square of what the two curves differ by, as a share of the range";
    for (size_t s = 0; s < days->park->followeds; s++) {
        const SeriesLoss *loss = &days->loss[s];
        report_row(table, false);
        report_text(table, loss->series->name);
        report_text(table, loss->series->unit);
        report_number(table, loss->mean);
        report_number(table, loss->typical_mean);
        report_number(table, loss->lowest);
        report_number(table, loss->typical_lowest);
        report_number(table, loss->highest);
        report_number(table, loss->typical_highest);
        report_text(table, loss->typical_highest == loss->highest ? "yes" : "no");
        report_number(table, 100 * loss->difference);
    }
}

void days_report(const Days *days, Report *report)
{
    report_fact_text(report, "park", days->park->name);
    report_fact(report, "horizon.hours", days->park->hours);
    report_fact(report, "days", (double)days->days);
    report_fact(report, "steps_of_a_day", (double)days->steps);
    report_fact(report, "steps_left_out", (double)days->left_out);
    report_line(report, "%s: %zu of %zu %s stand for %.6g h", days->park->name, days->count, days->days,
                days->many, days->park->hours);
    typical_table(days, report);
    series_table(days, report);
}

/* Optima that differ by no more, as a share of them, are one: their proofs tell nothing finer. */
static const double same = 1e-6;

static const char *optimum(const Outcome *outcome)
{
    return outcome_proved(outcome) ? plan_objective_line(outcome) : lp_status_name(outcome->result.status);
}

void days_check_report(const Outcome *typical, const Outcome *all, Report *report)
{
    const bool both = outcome_proved(typical) && outcome_proved(all);
    const double few = both ? plan_objective_value(typical) : (double)NAN,
                 whole = both ? plan_objective_value(all) : (double)NAN;
    double difference = whole != 0 ? 100 * (few - whole) / fabs(whole) : (double)NAN;
    if (fabs(difference) < 100 * same)
        difference = 0;
    report_line(report, "typical: %s", optimum(typical));
    report_line(report, "all steps: %s", optimum(all));
    if (isnan(difference))
        report_line(report, "no difference in per cent can be said");
    else if (difference == 0)
        report_line(report, "difference: none");
    else
        report_line(report, "difference: %+.3g %%", difference);
    report_fact_text(report, "check.typical.status", lp_status_name(typical->result.status));
    report_fact_text(report, "check.all.status", lp_status_name(all->result.status));
    report_fact(report, "check.typical.objective", few);
    report_fact(report, "check.all.objective", whole);
    report_fact(report, "check.difference_percent", difference);
}
