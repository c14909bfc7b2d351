/* emissions - what goes to the air beside CO2, as far as the plant models state it */
#include "cli/report/emissions.h"

#include "cli/report/shown.h"
#include "models/formulation/family.h"

#include <string.h>

/* t an hour of the substance, of a facility or (-1) of the park. */
static double emitted(const Outcome *outcome, int facility, const char *substance)
{
    const Park *park = outcome->park;
    double sum = 0;
    for (size_t i = 0; i < park->items; i++) {
        const Item *item = park->item[i];
        if (item->family != &family_process || (facility >= 0 && item->facility != facility))
            continue;
        const Process *process = (const Process *)item;
        for (size_t k = 0; k < process->emits; k++)
            for (int t = 0; t < (int)park->periods && strcmp(process->emitted[k].name, substance) == 0; t++)
                sum += park->period[t].share * process->emitted[k].amount
                       * outcome->result
                             .x[program_find(outcome->program, (Tag){ COLUMN_ACTIVITY, item->index, -1, t })];
    }
    return sum;
}

/* The substances of all processes, each once. */
static size_t substances(const Park *park, const char **name, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < park->items; i++) {
        if (park->item[i]->family != &family_process)
            continue;
        const Process *process = (const Process *)park->item[i];
        for (size_t k = 0; k < process->emits; k++) {
            bool known = false;
            for (size_t s = 0; s < count; s++)
                known = known || strcmp(name[s], process->emitted[k].name) == 0;
            if (!known && count < room)
                name[count++] = process->emitted[k].name;
        }
    }
    return count;
}

void emissions_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "substance", "to the air", false },
                                            { "amount", "amount", true },
                                            { "unit", "", false } };
    enum { SUBSTANCES_MOST = 32 };
    const char *name[SUBSTANCES_MOST];
    const Park *park = outcome->park;
    size_t count = substances(park, name, SUBSTANCES_MOST);
    if (count == 0)
        return;
    ReportTable *table = report_table(report, "emissions", "Emissions beside CO2", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note = "as far as the plant models state them";
    for (int f = -1; f < (int)park->facilities; f++)
        for (size_t s = 0; s < count; s++) {
            double rate = emitted(outcome, f, name[s]);
            report_row(table, f >= 0 || rate == 0);
            report_text(table, f < 0 ? "whole park" : park->facility[f].name);
            report_text(table, name[s]);
            report_number(table, rate * park->hours);
            report_text(table, arena_print(park->arena, "t%s", shown_per_year(park)));
        }
}
