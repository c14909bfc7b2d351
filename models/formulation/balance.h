/* balance - what comes in of a resource at a facility goes out of it */
#ifndef COPLANT_BALANCE_H
#define COPLANT_BALANCE_H

#include "models/program.h"

/* Counts the flow and puts it into the balance of its facility, resource and period. */
void balance_flow(Program *program, Flow flow);

#endif
