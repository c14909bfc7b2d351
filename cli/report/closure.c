/* closure - the report of what each recipe keeps: mass, energy and each element, in figures */
#include "cli/report/closure.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

const char *closure_name(const Park *park, const Closure *closure)
{
    const char *process = closure->process->item.name;
    return closure->mode == NULL ? process
                                 : arena_print(park->arena, "%s: %s", process, closure->mode->item.name);
}

/* Where the rest goes, or why that is not known. */
static const char *remark(const Park *park, const Closure *closure, int line)
{
    const ClosureLine *of = &closure->line[line];
    const char *reason = audit_loss(closure, line);
    switch (audit_verdict(closure, line)) {
    case EXPLAINED:
        if (line == AUDIT_ELEMENT + ELEMENT_CARBON)
            return arena_print(park->arena, "direct CO2 %.4g to %.4g t",
                               closure->process->basis_amount * closure->co2[0],
                               closure->process->basis_amount * closure->co2[1]);
        return reason;
    case UNEXPLAINED: return "no reason is given";
    case UNTOLD:
        return arena_print(park->arena, "%s says nothing of it",
                           park->resource[of->untold_in >= 0 ? of->untold_in : of->untold_out].name);
    case UNJUDGED:
        return line < AUDIT_ELEMENT                             ? "heat streams alone"
               : element_of_air((size_t)(line - AUDIT_ELEMENT)) ? "comes and goes with air and water"
                                                                : "a trace";
    case FROM_NOTHING: return "more than comes in";
    case CLOSES: break;
    }
    return "";
}

static const char *verdict_word(Verdict verdict)
{
    static const char *const words[] = {
        [CLOSES] = "closes",
        [EXPLAINED] = "explained",
        [UNEXPLAINED] = "NOT EXPLAINED",
        [FROM_NOTHING] = "FROM NOTHING",
        [UNTOLD] = "not known",
        [UNJUDGED] = "not judged",
    };
    return words[verdict];
}

static bool is_fault(Verdict verdict)
{
    return verdict == FROM_NOTHING || verdict == UNEXPLAINED;
}

static void closure_row(const Park *park, const Closure *closure, int line, ReportTable *table)
{
    const ClosureLine *of = &closure->line[line];
    const Verdict verdict = audit_verdict(closure, line);
    const double basis = closure->process->basis_amount;
    report_row(table, verdict == UNJUDGED);
    report_text(table, park->facility[closure->process->item.facility].name);
    report_text(table, closure_name(park, closure));
    report_text(table, node_find(closure->process->plant, "basis")->text);
    report_text(table, audit_line_name(line));
    report_number(table, basis * of->in[0]);
    report_number(table, basis * of->in[1]);
    report_number(table, basis * of->out);
    report_text(table, audit_line_unit(line));
    /* Against the nearest filling: within the range it closes. */
    double nearest = fmin(fmax(of->out, of->in[0]), of->in[1]);
    report_number(table, nearest > 0 ? 100 * of->out / nearest : NAN);
    report_text(table, verdict_word(verdict));
    report_text(table, remark(park, closure, line));
}

void closure_report(const Park *park, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", NULL, false },
        { "process", "process", false },
        { "basis", "per", false },
        { "of", "of", false },
        { "in_least", "in, least", true },
        { "in_most", "most", true },
        { "out", "out", true },
        { "unit", "", false },
        { "closure_percent", "out/in %", true },
        { "verdict", "verdict", false },
        { "remark", "", false },
    };
    ReportTable *table = report_table(report, "closure", "Closure of the recipes", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "in: from the leanest to the richest filling of the mixes; energy: heating value, enthalpy, power and heat; a gap over 5 % "
        "wants a reason (losses); what is at fault comes first; what is not judged with --all";
    Closure *closure = memory_take(park->items + 1, sizeof *closure);
    size_t count = 0;
    for (size_t at = 0; audit_next(park, FILLED_AS_REQUIRED, &at, &closure[count]);)
        count++;
    for (int fault = 1; fault >= 0; fault--)
        for (size_t i = 0; i < count; i++)
            for (int line = 0; line < AUDIT_LINES; line++)
                if (audit_present(&closure[i], line) && is_fault(audit_verdict(&closure[i], line)) == fault)
                    closure_row(park, &closure[i], line, table);
    free(closure);
}
