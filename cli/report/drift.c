/* drift - where a plan fills a mix with other than what the usual composition of its product says */
#include "cli/report/drift.h"

#include <stdlib.h>

enum { LINES_MOST = 8 };

static const double excess_shown = 5; /* %; less of it with --all only */

static const char *unit_of(const PlanFault *fault)
{
    return fault->line == AUDIT_ENERGY ? "GJ/h" : "t/h";
}

static const char *place_of(const Outcome *outcome, const PlanFault *fault)
{
    return outcome->park->facility[fault->process->item.facility].name;
}

Drift drift_of(const Outcome *outcome)
{
    Drift drift = { 0 };
    drift.fault = audit_plan(outcome, &drift.count);
    return drift;
}

void drift_release(Drift *drift)
{
    free(drift->fault);
    *drift = (Drift){ 0 };
}

void drift_lines(const Outcome *outcome, const Drift *drift, Report *report)
{
    const PlanFault *fault = drift->fault;
    size_t grave = 0;
    for (size_t i = 0; i < drift->count; i++) {
        if (!fault[i].grave || ++grave > LINES_MOST)
            continue;
        report_line(
            report,
            "NOT PHYSICAL: %s at %s makes %s from nothing, %.4g %s leave and %.4g %s come in: what fills its mixes can't become its "
            "product; require a quality of the mix, or state the product's composition",
            fault[i].process->item.name, place_of(outcome, &fault[i]), audit_line_name(fault[i].line),
            fault[i].out, unit_of(&fault[i]), fault[i].in, unit_of(&fault[i]));
    }
    if (grave > LINES_MOST)
        report_line(report,
                    "NOT PHYSICAL: and %zu more, in the table of products beyond their usual composition",
                    grave - LINES_MOST);
    report_fact(report, "not_physical", (double)grave);
}

void drift_report(const Outcome *outcome, const Drift *drift, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false },   { "process", "process", false }, { "of", "of", false },
        { "in", "comes in", true },          { "out", "leaves", true },       { "unit", "", false },
        { "excess_percent", "more %", true }
    };
    if (drift->count == 0)
        return;
    ReportTable *table = report_table(report, "drift", "Products beyond their usual composition", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "by its usual composition a product would hold more of the element than this plan fills the mix with: the product drifts from it";
    for (size_t i = 0; i < drift->count; i++) {
        const PlanFault *fault = &drift->fault[i];
        const double excess = fault->in > 0 ? 100 * (fault->out / fault->in - 1) : 100;
        report_row(table, !fault->grave && excess < excess_shown);
        report_text(table, place_of(outcome, fault));
        report_text(table, fault->process->item.name);
        report_text(table, audit_line_name(fault->line));
        report_number(table, fault->in);
        report_number(table, fault->out);
        report_text(table, unit_of(fault));
        report_number(table, excess);
    }
}
