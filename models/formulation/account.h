/* account - what a plan is judged by: sums over flows that already exist */
#ifndef COPLANT_ACCOUNT_H
#define COPLANT_ACCOUNT_H

#include "models/program.h"

/* After all families: books energy, water, flare, waste and CO2, and puts the objective into the program. */
void account_flows(const Park *park, Program *program);
void account_objective(const Park *park, Program *program);

#endif
