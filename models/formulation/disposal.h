/* disposal - what is let go by name: flared, vented, landfilled, stockpiled, sent to the sewer */
#ifndef COPLANT_DISPOSAL_H
#define COPLANT_DISPOSAL_H

#include "models/park.h"

typedef enum DisposalPlace {
    AT_NOWHERE,
    AT_FLARE,
    AT_AIR,
    AT_LANDFILL,
    AT_STOCKPILE,
    AT_SEWER
} DisposalPlace;

typedef struct Disposal {
    Item item;
    int at; /* DisposalPlace */
    double cost, levy, min, max;
} Disposal;

const char *disposal_place_name(int at);
bool disposal_burns(const Disposal *disposal);  /* its carbon becomes CO2 */
bool disposal_buries(const Disposal *disposal); /* a waste there is not utilised */

#endif
