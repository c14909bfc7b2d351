/* market - where a facility buys or sells a resource from outside the park, or pays to dispose of it */
#ifndef COPLANT_MARKET_H
#define COPLANT_MARKET_H

#include "models/park.h"

typedef struct Market {
    Item item;
    double price;    /* 1000 of currency per internal unit */
    double min, max; /* internal units an hour */
} Market;

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
    double cost, min, max;
} Disposal;

const char *disposal_place_name(int at);
bool disposal_burns(const Disposal *disposal);  /* its carbon becomes CO2 */
bool disposal_buries(const Disposal *disposal); /* a waste there is not utilised */

#endif
