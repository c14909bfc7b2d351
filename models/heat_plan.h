/* heat_plan - what a plan does with the heat of a zone: cascade, pinch, utilities, who heats whom */
#ifndef COPLANT_HEAT_PLAN_H
#define COPLANT_HEAT_PLAN_H

#include "models/outcome.h"

/* GJ an hour, temperatures in K and shifted, in one period. */
typedef struct HeatPlan {
    const Zone *zone;
    int period;
    double *flow;          /* [streams] */
    double *given, *taken; /* [cells] */
    double *down;          /* [cells] what goes on below the cell */
    double *
        value; /* [cells] of heat there, 1000 of the currency (or units of the objective) per GJ; NAN: the zone has no rows */
    /* Of process streams alone, with the least hot utility: what goes down at the top of each cell, and below the last. The grand composite curve. */
    double *composite;                /* [cells + 1] */
    double least_hot, least_cold;     /* utilities that process streams can't do without */
    double hot_utility, cold_utility; /* what the plan uses, vents included */
    double vented;
    double
        *pinch; /* [pinches] where the grand composite curve is nothing between its ends, from the hottest */
    size_t pinches;
    double *
        exchange; /* [streams x streams] from hot to cold: one way of many, from the nearest temperature first */
} HeatPlan;       /* owns its arrays: heat_plan_init, heat_plan_release */

void heat_plan_init(HeatPlan *plan, const Zone *zone);
void heat_plan_release(HeatPlan *plan);

/* What the plan does in one period; of a zone without a cascade only the flows of its streams. */
void heat_plan_read(HeatPlan *plan, const Outcome *outcome, int period);

/* What one more GJ wanted by a side of the zone in that cell would cost, 1000 of the currency (or units of the objective); NAN: it has no row. */
double heat_plan_value(const Outcome *outcome, const Zone *zone, size_t side, size_t cell, int period);

#endif
