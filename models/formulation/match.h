/* match - how much heat certain hot streams of a zone may, or must, give certain cold ones */
#ifndef COPLANT_MATCH_H
#define COPLANT_MATCH_H

#include "models/park.h"

typedef struct Match {
    Item item; /* its owner is the zone */
    const char *hot, *cold;
    double min, max; /* GJ an hour */
} Match;

#endif
