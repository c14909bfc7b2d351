/* start - the point that the interior point method starts from */
#ifndef COPLANT_INTERIOR_START_H
#define COPLANT_INTERIOR_START_H

#include "solver/interior/work.h"

/* Sets x, z, s and y of `work`. False where the system was stopped. */
bool start_find(Work *work);

#endif
