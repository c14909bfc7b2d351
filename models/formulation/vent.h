/* vent - where heat of a zone that nothing takes goes, by name and at a price */
#ifndef COPLANT_VENT_H
#define COPLANT_VENT_H

#include "models/formulation/zone.h"

typedef struct Vent {
    Item item; /* its owner is the zone */
    double at; /* K */
    double cost, min, max;
    HeatSegment segment;
    HeatStream stream;
} Vent;

/* What takes the heat of a zone that names no vent: the surroundings, at 10 degC and for nothing. */
Vent *vent_surroundings(Reading *reading, const Item *zone);

#endif
