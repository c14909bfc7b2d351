/* emission - direct CO2, from the carbon balance and nothing else */
#ifndef COPLANT_EMISSION_H
#define COPLANT_EMISSION_H

#include "models/program.h"

/* t CO2 from one t of carbon: molar masses 44.009 and 12.011 (IUPAC 2021 standard atomic weights). */
#define CO2_PER_CARBON (44.009 / 12.011)

/* Direct CO2 of one unit of the flow, t per internal unit: its carbon where it is used, lost or burnt, less that where it is made. */
double emission_of(const Park *park, const Flow *flow);

/* t CO2 of making one internal unit of what is bought, NAN: not stated. And the account in which it counts: scope 2 or 3. */
double emission_of_purchase(const Park *park, const Flow *flow);
int emission_scope(const Resource *resource);

#endif
