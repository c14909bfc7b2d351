/* emissions - what goes to the air beside CO2, as far as the plant models state it */
#include "cli/report/emissions.h"

#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SUBSTANCES_MOST = 64 };

/* What goes to the air, t an hour; the last row of the sums is that of the park. */
typedef struct Emissions {
    const char *name[SUBSTANCES_MOST];
    size_t substances;
    double *sum; /* [facilities + 1 x SUBSTANCES_MOST] */
} Emissions;

/* The index of a substance, new where it was not seen before; -1 where there are too many. */
static int substance(Emissions *emissions, const char *name)
{
    for (size_t s = 0; s < emissions->substances; s++)
        if (strcmp(emissions->name[s], name) == 0)
            return (int)s;
    if (emissions->substances == SUBSTANCES_MOST)
        return -1;
    emissions->name[emissions->substances] = name;
    return (int)emissions->substances++;
}

static void add_process(const Outcome *outcome, const Process *process, Emissions *emissions)
{
    const Park *park = outcome->park;
    double rate = 0;
    for (int t = 0; t < (int)park->periods; t++)
        rate +=
            park->period[t].share
            * outcome->result
                  .x[program_find(outcome->program, (Tag){ COLUMN_ACTIVITY, process->item.index, -1, t })];
    for (size_t k = 0; k < process->emits; k++) {
        int s = substance(emissions, process->emitted[k].name);
        if (s < 0)
            continue;
        emissions->sum[(size_t)process->item.facility * SUBSTANCES_MOST + (size_t)s] +=
            rate * process->emitted[k].amount;
        emissions->sum[park->facilities * SUBSTANCES_MOST + (size_t)s] += rate * process->emitted[k].amount;
    }
}

static void substance_row(const Outcome *outcome, const Emissions *emissions, size_t facility, size_t s,
                          ReportTable *table)
{
    const Park *park = outcome->park;
    bool whole = facility == park->facilities;
    double sum = emissions->sum[facility * SUBSTANCES_MOST + s] * park->hours;
    report_row(table, !whole || sum == 0);
    report_text(table, whole ? "whole park" : park->facility[facility].name);
    report_text(table, emissions->name[s]);
    report_number(table, sum);
    report_text(table, arena_print(park->arena, "t%s", shown_per_year(park)));
}

void emissions_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "substance", "to the air", false },
                                            { "amount", "amount", true },
                                            { "unit", "", false } };
    const Park *park = outcome->park;
    Emissions emissions = { .sum = memory_take((park->facilities + 1) * SUBSTANCES_MOST,
                                               sizeof *emissions.sum) };
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_process)
            add_process(outcome, (const Process *)park->item[i], &emissions);
    if (emissions.substances > 0) {
        ReportTable *table = report_table(report, "emissions", "Emissions beside CO2", columns,
                                          sizeof columns / sizeof columns[0]);
        table->note = "as far as the plant models state them";
        for (size_t f = 0; f <= park->facilities; f++)
            for (size_t s = 0; s < emissions.substances; s++)
                substance_row(outcome, &emissions, (f + park->facilities) % (park->facilities + 1), s, table);
    }
    free(emissions.sum);
}
