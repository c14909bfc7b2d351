/* emissions - what goes to the air beside CO2, as far as the plant models state it */
#include "cli/report/emissions.h"

#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* What goes to the air, t an hour; the last row of the sums is that of the park. */
typedef struct Emissions {
    const char **name;
    size_t substances, room;
    double *sum; /* [facilities + 1 x substances] */
} Emissions;

static size_t substance(const Emissions *emissions, const char *name)
{
    size_t s = 0;
    while (s < emissions->substances && strcmp(emissions->name[s], name) != 0)
        s++;
    return s;
}

static void note_names(const Process *process, Emissions *emissions)
{
    for (size_t k = 0; k < process->emits; k++)
        if (substance(emissions, process->emitted[k].name) == emissions->substances) {
            emissions->name = memory_grow(emissions->name, emissions->substances, &emissions->room,
                                          sizeof *emissions->name);
            emissions->name[emissions->substances++] = process->emitted[k].name;
        }
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
        const size_t s = substance(emissions, process->emitted[k].name), row = emissions->substances;
        emissions->sum[(size_t)process->item.facility * row + s] += rate * process->emitted[k].amount;
        emissions->sum[park->facilities * row + s] += rate * process->emitted[k].amount;
    }
}

static void substance_row(const Outcome *outcome, const Emissions *emissions, size_t facility, size_t s,
                          ReportTable *table)
{
    const Park *park = outcome->park;
    bool whole = facility == park->facilities;
    double sum = emissions->sum[facility * emissions->substances + s] * park->hours;
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
    Emissions emissions = { 0 };
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_process)
            note_names((const Process *)park->item[i], &emissions);
    emissions.sum = memory_take((park->facilities + 1) * emissions.substances, sizeof *emissions.sum);
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
    free(emissions.name);
}
