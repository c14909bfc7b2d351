/* emission - direct CO2, from the carbon balance and nothing else */
#ifndef COPLANT_EMISSION_H
#define COPLANT_EMISSION_H

#include "models/program.h"

/* t CO2 from one t of carbon: molar masses 44.009 and 12.011 (IUPAC 2021 standard atomic weights). */
#define CO2_PER_CARBON (44.009 / 12.011)

/* Books the direct CO2 of every flow. */
void emission_account(const Park *park, Program *program);

#endif
