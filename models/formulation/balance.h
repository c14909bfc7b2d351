/* balance - what comes in of a resource at a facility goes out of it */
#ifndef COPLANT_BALANCE_H
#define COPLANT_BALANCE_H

#include "models/plant.h"
#include "models/program.h"

/* Counts the flow and puts it into the balance of its facility, resource and period. */
void balance_flow(Program *program, Flow flow);

/* Counts what a unit of the column takes, gives and costs of a recipe of that process. Its mixes count themselves. */
void balance_recipe(Program *program, const Item *process, const Recipe *recipe, int column, int period);

#endif
