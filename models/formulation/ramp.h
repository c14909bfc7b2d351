/* ramp - how fast the load of a process may change */
#ifndef COPLANT_RAMP_H
#define COPLANT_RAMP_H

#include "models/plant.h"
#include "models/program.h"

/* Of `ramp`, `ramp_up` and `ramp_down`: what holds for either way. */
bool ramp_complete(Reading *reading, Process *process);

void ramp_compile(const Process *process, Program *program, int activity, int t);

/* The key that limits a rise, or a fall. */
const char *ramp_key(const Process *process, bool up);

#endif
