/* loop - hot water, hot oil or another liquid that goes round between two zones and carries heat */
#ifndef COPLANT_LOOP_H
#define COPLANT_LOOP_H

#include "models/formulation/zone.h"

typedef struct Loop {
    Item item;
    const char *from_zone, *to_zone, *by;
    int from, to;        /* facilities */
    double supply, back; /* K, as it leaves the zone that heats it, and as it comes back */
    double capacity;     /* GJ an hour at the sending end */
    double distance;     /* km */
    double loss, loss_per_km, arrives;
    double pumping;              /* GJ of power for one GJ sent */
    int power;                   /* the resource that pumps, -1: none */
    double cost, freight, price; /* 1000 of currency by GJ, and km */
    HeatSegment taken, given;
    HeatStream cold, hot; /* at the sending and at the receiving end */
} Loop;

#endif
