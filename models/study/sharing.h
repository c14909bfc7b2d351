/* sharing - by what a process that makes several goods shares its burden among them */
#ifndef COPLANT_SHARING_H
#define COPLANT_SHARING_H

#include "models/study/network.h"

typedef enum Sharing {
    BY_VALUE,
    BY_MASS,
    BY_ENERGY,
    BY_EXPANSION, /* what displaces a good made elsewhere is credited that good's footprint; the main product carries the rest */
    BY_AMOUNT,    /* where none of these is known */
    SHARINGS
} Sharing;

const char *sharing_name(int by); /* "value", "mass", "energy", "expansion", "amount" */

/* One of the goods that carry a burden. */
typedef struct Part {
    const Output *output; /* of the maker */
    double share;         /* of what is not credited, 1 in all */
    double credit;        /* t CO2 an hour */
} Part;

/* The goods of the maker that carry its burden, part[its outputs]; *parts may be none. Wastes and used water carry nothing, but
 * where it makes nothing else of use. What can't be shared as wanted (an output without a mass, a displaced good without
 * a footprint) is shared by value, mass, energy or amount, the first that can; returns which it was. */
int sharing_of(const Network *network, const Maker *maker, Sharing wanted, Part *part, size_t *parts);

#endif
