/* check - what no single field shows: every resource of a facility has a source and a taker */
#ifndef COPLANT_CHECK_H
#define COPLANT_CHECK_H

#include "models/park.h"

bool check_park(const Park *park, Diag *diag);

#endif
