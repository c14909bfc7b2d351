/* targets - the report of the targets of a park: how each is met, and what a step of its limit would bring */
#include "cli/report/targets.h"

#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/target.h"

#include <math.h>
#include <string.h>

/* What one more step of the limit brings: a unit of a total; of a share a point, of an intensity 1 %, over the horizon:
 * - dual x what is below the line. */
static Shown step_value(const Outcome *outcome, const Target *target, int row, double limit)
{
    const Park *park = outcome->park;
    const Measure *measure = target->measure;
    const double worth = -outcome->result.row_dual[row];
    if (!measure_is_ratio(measure))
        return shown_measure_value(park, measure->unit, worth);
    const bool share = measure_is_share(measure);
    const double under = outcome_fraction(outcome, measure, target->item.facility).under;
    Shown value = shown_objective(park, worth * under * (share ? 0.01 : 0.01 * fabs(limit)));
    value.unit = arena_print(park->arena, "%s for %s", value.unit, share ? "a point" : "1 % of it");
    return value;
}

static void begin_row(const Outcome *outcome, const Target *target, const char *bound, double limit,
                      ReportTable *table)
{
    const Park *park = outcome->park;
    const Measure *measure = target->measure;
    const double figure = outcome_measure(outcome, measure, target->item.facility);
    const Shown shown = shown_measure(park, measure, figure);
    report_row(table, false);
    report_text(table, target->item.facility < 0 ? "whole park" : park->facility[target->item.facility].name);
    report_text(table, measure->name);
    report_text(table, measure->title);
    report_number(table, shown.number);
    report_text(table, bound);
    report_number(table, shown_measure(park, measure, limit).number);
    report_text(table, shown.unit);
    report_number(table, 100 * figure / target->base);
    report_number(
        table, shown_measure(park, measure, strcmp(bound, "at least") == 0 ? figure - limit : limit - figure)
                   .number);
}

static void limit_row(const Outcome *outcome, const Target *target, int kind, double limit,
                      ReportTable *table)
{
    const int row = program_find(outcome->program, (Tag){ kind, target->item.index, -1, -1 });
    if (row < 0)
        return;
    const Shown worth = step_value(outcome, target, row, limit);
    const bool held = fabs(worth.number) > 1e-6;
    begin_row(outcome, target, kind == ROW_TARGET_MAX ? "at most" : "at least", limit, table);
    report_number(table, held ? worth.number : NAN);
    report_text(table, held ? worth.unit : "");
}

static void free_row(const Outcome *outcome, const Target *target, ReportTable *table)
{
    const Node *price = target->price_node;
    begin_row(outcome, target,
              price != NULL ? arena_print(outcome->park->arena, "at %s", price->text) : "no limit", NAN,
              table);
    report_number(table, NAN);
    report_text(table, "");
}

void targets_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "where", "", false },        { "measure", NULL, false },
        { "target", "target", false }, { "figure", "figure", true },
        { "bound", "", false },        { "limit", "limit", true },
        { "unit", "unit", false },     { "base_percent", "% of base", true },
        { "slack", "to spare", true }, { "worth", "one more step brings", true },
        { "worth_unit", "", false }
    };
    const Park *park = outcome->park;
    ReportTable *table = NULL;
    for (size_t i = 0; i < park->items; i++) {
        const Target *target = (const Target *)park->item[i];
        if (park->item[i]->family != &family_target)
            continue;
        if (table == NULL)
            table = report_table(report, "targets", "Targets", columns, sizeof columns / sizeof columns[0]);
        limit_row(outcome, target, ROW_TARGET_MIN, target->min, table);
        limit_row(outcome, target, ROW_TARGET_MAX, target->max, table);
        if (isinf(target->min) && isinf(target->max))
            free_row(outcome, target, table);
    }
}
