/* audit - whether every recipe keeps carbon and mass
 *
 * Carbon that leaves in products can't be more than what came in; the rest is its direct CO2. Mass that leaves can't be
 * more than what came in; the rest went to the air (flue gas, vapour). */
#ifndef COPLANT_AUDIT_H
#define COPLANT_AUDIT_H

#include "models/park.h"
#include "models/plant.h"

/* Per internal unit of the basis, in t. A mix makes a range: leanest to richest filling. */
typedef struct Closure {
    double carbon_in[2], carbon_out;
    double mass_in[2], mass_out;
    double co2[2]; /* direct CO2, least and most */
    int unweighed; /* a resource whose mass is not known, -1: none, then the mass figures hold */
} Closure;

enum { AUDIT_CARBON_PER_MILLE = 1, AUDIT_MASS_PER_MILLE = 10 }; /* what rounding of figures may hide */

Closure audit_process(const Park *park, const Process *process);

bool audit_park(const Park *park, Diag *diag);

#endif
