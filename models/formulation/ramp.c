/* ramp - how fast the load of a process may change
 *
 *     - ramp_down hours capacity <= activity[t] - activity[t-1] <= ramp_up hours capacity
 *
 * Before the first period of a stretch comes its last, as for stores. Into a stop and out of it a process goes as it must, at any pace. What can
 * do all of its load within a period has no row. */
#include "models/formulation/ramp.h"

#include "models/read/node.h"

#include <math.h>

const char *ramp_key(const Process *process, bool up)
{
    const char *key = up ? "ramp_up" : "ramp_down";
    return node_find(process->item.node, key) != NULL ? key : "ramp";
}

bool ramp_complete(Reading *reading, Process *process)
{
    if (isinf(process->ramp_up))
        process->ramp_up = process->ramp;
    if (isinf(process->ramp_down))
        process->ramp_down = process->ramp;
    const bool up = isfinite(process->ramp_up);
    if (isinf(process->capacity) && (up || isfinite(process->ramp_down))) {
        const char *key = ramp_key(process, up);
        return diag_error(reading->diag, item_span(&process->item, key),
                          "'%s' is a share of 'capacity', which is not given", key);
    }
    return true;
}

void ramp_compile(const Process *process, Program *program, int activity, int t)
{
    const Period *period = &program->park->period[t];
    const Stretch *stretch = &program->park->stretch[period->stretch];
    const double up = process->ramp_up * period->hours, down = process->ramp_down * period->hours;
    const bool rises_freely = up >= process->max_load, falls_freely = down >= process->max_load;
    if (stretch->periods == 1 || (rises_freely && falls_freely))
        return;
    const int first = (int)stretch->first, last = first + (int)stretch->periods - 1;
    const Tag before = { COLUMN_ACTIVITY, process->item.index, -1, t > first ? t - 1 : last };
    ItemRoom room;
    const Item *then = item_at(program->park->item[process->item.index], before.period, &room);
    if (plant_stops(process) || plant_stops((const Process *)then))
        return;
    const int row = program_row(program, (Tag){ ROW_RAMP, process->item.index, -1, t },
                                falls_freely ? -INFINITY : -down * process->capacity,
                                rises_freely ? INFINITY : up * process->capacity);
    program_add(program, row, activity, 1);
    program_add(program, row, program_column(program, before, -INFINITY, INFINITY), -1);
}
