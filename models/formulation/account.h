/* account - what a plan is judged by: sums over flows that already exist */
#ifndef COPLANT_ACCOUNT_H
#define COPLANT_ACCOUNT_H

#include "models/program.h"

/* After all families: books energy, water, flare, waste and CO2 of the flows from `first` on. */
void account_flows(const Park *park, Program *program, size_t first);

/* Adds what each column adds to an objective, as a least, to cost[columns]. */
void account_costs(const Park *park, const Program *program, int objective, double *cost);

#endif
