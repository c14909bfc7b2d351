/* component - what the gases that compositions are made of weigh, hold and burn to */
#ifndef COPLANT_COMPONENT_H
#define COPLANT_COMPONENT_H

#include "models/park.h"
#include "models/read/fields.h"

/* Per kNm3 of the pure gas (44.615 kmol; ideal, 22.414 Nm3/kmol). */
typedef struct Component {
    const char *name;
    double mass;          /* t */
    double heating_value; /* GJ, lower */
    double carbon;        /* t */
} Component;

/* Fills mass, heating value and carbon of a gas from its composition where they are not stated; where they are, and its composition
 * contradicts them by more than 3 %, warns. Leaves alone what is no gas or names a component that is not known. */
void component_complete(Reading *reading, Resource *resource);

#endif
