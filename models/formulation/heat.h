/* heat - heat that a process gives (hot) or takes (cold), with its two temperatures */
#ifndef COPLANT_HEAT_H
#define COPLANT_HEAT_H

#include "models/park.h"

typedef struct Heat {
    Item item;           /* its owner is the process */
    double gives, takes; /* GJ per internal unit of the basis; the one that is not stated is NAN */
    double from, to;     /* K */
    int kind;
    const char *called, *source;
    const Node *range;
} Heat;

double heat_given(const Heat *heat); /* GJ per internal unit of the basis, below zero where it is taken */

#endif
