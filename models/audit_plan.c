/* audit_plan - whether a plan's products hold no more than what the plan fills the mixes with */
#include "models/audit_plan.h"

#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/picked.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* The composition of a product is its usual one; of that far more may leave than comes in. */
static const double usual = 1.25, minor = 0.03; /* of the mass beside air and water */

/* Less than this an hour, of t, kNm3, GJ or m3, is rounding: the process stands still. */
static const double still = 1e-9;

/* What one internal unit of a resource holds, the same for each of its flows: of most of the lines nothing. */
typedef struct Held {
    bool known;
    int lines, line[AUDIT_LINES];
    bool told[AUDIT_LINES]; /* [lines], as content */
    double content[AUDIT_LINES];
} Held;

static void find_held(const Resource *resource, Held *held)
{
    held->known = true;
    for (int line = 0; line < AUDIT_LINES; line++) {
        const int i = held->lines;
        held->line[i] = line;
        held->content[i] = audit_content(resource, line, &held->told[i]);
        held->lines += held->content[i] != 0 || !held->told[i];
    }
}

/* Of a flow that a process uses or makes the closure that it belongs to, or -1. at: by item. */
static int closure_of_line(void *at, const PeriodLine *line)
{
    const Flow flow = flow_of_line(line);
    const bool passes = flow.item >= 0 && (flow.role == FLOW_USED || flow.role == FLOW_MADE);
    return passes ? ((const int *)at)[flow.item] : -1;
}

/* What passes a process an hour; its lines as a closure has them. held: by the flow's resource. */
static void add_flow(const Outcome *outcome, const Flow *flow, Held *held, Closure *closure)
{
    const Resource *resource = &outcome->park->resource[flow->resource];
    const double rate = outcome_flow_mean(outcome, flow);
    const bool in = flow->role == FLOW_USED;
    if (rate <= still)
        return;
    if (!resource->ambient && resource->water == WATER_NONE)
        closure->dry[in ? 0 : 1] += resource->mass * rate;
    if (!held->known)
        find_held(resource, held);
    for (int i = 0; i < held->lines; i++) {
        const double amount = rate * held->content[i];
        ClosureLine *of = &closure->line[held->line[i]];
        if (in) {
            of->in[0] = of->in[1] += amount;
            of->untold_in = held->told[i] ? of->untold_in : flow->resource;
        } else {
            of->out += amount;
        }
    }
}

/* Heat that a process takes from others, or gives them. */
static void add_heat(const Outcome *outcome, const Heat *heat, Closure *closure)
{
    ClosureLine *energy = &closure->line[AUDIT_ENERGY];
    for (int t = 0; t < (int)outcome->park->periods; t++) {
        const double rate = outcome_heat(outcome, &heat->stream, t) * outcome->park->period[t].share;
        if (heat->stream.hot)
            energy->out += rate;
        else
            energy->in[0] = energy->in[1] += rate;
    }
}

static void begin(const Process *process, Closure *closure)
{
    *closure = (Closure){ .process = process };
    for (int line = 0; line < AUDIT_LINES; line++)
        closure->line[line].untold_in = closure->line[line].untold_out = -1;
}

/* Flows of one process need not stand together: one closure for each that has mixes; the others are as their recipes are. */
static Closure *closures(const Outcome *outcome, int *at, size_t *count)
{
    const Park *park = outcome->park;
    Closure *closure = NULL;
    size_t room = 0;
    for (size_t i = 0; i < park->items; i++)
        at[i] = -1;
    for (size_t i = 0; i < park->items; i++) {
        if (park->item[i]->family != &family_mix)
            continue;
        const Process *process = plant_process(park->item[i]);
        if (at[process->item.index] >= 0)
            continue;
        closure = memory_grow(closure, *count, &room, sizeof *closure);
        begin(process, &closure[*count]);
        at[process->item.index] = (int)(*count)++;
    }
    return closure;
}

PlanFault *audit_plan(const Outcome *outcome, size_t *count)
{
    int *at = memory_take(outcome->park->items, sizeof *at);
    Held *held = memory_take(outcome->park->resources, sizeof *held);
    size_t processes = 0, room = 0;
    Closure *closure = closures(outcome, at, &processes);
    Picked flows;
    PeriodLine line;
    int of;
    picked_init(&flows, &outcome->program->flows, closure_of_line, at);
    while (picked_next(&flows, &line, &of)) {
        const Flow flow = flow_of_line(&line);
        add_flow(outcome, &flow, &held[flow.resource], &closure[of]);
    }
    picked_release(&flows);
    for (size_t i = 0; i < outcome->park->items; i++) {
        const Item *item = outcome->park->item[i];
        if (item->family == &family_heat && at[plant_process(item)->item.index] >= 0)
            add_heat(outcome, (const Heat *)item, &closure[at[plant_process(item)->item.index]]);
    }
    PlanFault *fault = NULL;
    *count = 0;
    for (size_t i = 0; i < processes; i++)
        for (int audited = 0; audited < AUDIT_LINES; audited++) {
            const ClosureLine *sums = &closure[i].line[audited];
            if (sums->out <= still || audit_verdict(&closure[i], audited) != FROM_NOTHING)
                continue;
            bool grave = audited < AUDIT_ELEMENT
                         || (sums->out > usual * sums->in[0]
                             && sums->out > minor * fmax(closure[i].dry[0], closure[i].dry[1]));
            fault = memory_grow(fault, *count, &room, sizeof *fault);
            fault[(*count)++] = (PlanFault){ closure[i].process, audited, sums->in[0], sums->out, grave };
        }
    free(closure);
    free(held);
    free(at);
    return fault;
}
