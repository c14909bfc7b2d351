/* audit_plan - whether a plan's products hold no more than what the plan fills the mixes with
 *
 * The audit of a recipe knows the range of its mixes; a plan chooses within it. What a process makes is data, so a plan could fill a raw meal with
 * sand alone and still call it clinker. */
#ifndef COPLANT_AUDIT_PLAN_H
#define COPLANT_AUDIT_PLAN_H

#include "models/audit.h"
#include "models/outcome.h"

/* More of the line leaves a process than comes in, t or GJ an hour on the average of the horizon. */
typedef struct PlanFault {
    const Process *process;
    int line;
    double in, out;
    bool
        grave; /* of a major element over a quarter more: a brick or a cement may differ so far from its usual analysis, but no further */
} PlanFault;

/* All faults of an answered outcome, in the order of the processes; from memory_grow, NULL where there is none. */
PlanFault *audit_plan(const Outcome *outcome, size_t *count);

#endif
