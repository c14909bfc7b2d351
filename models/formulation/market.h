/* market - where a facility buys or sells a resource from outside the park */
#ifndef COPLANT_MARKET_H
#define COPLANT_MARKET_H

#include "models/program.h"

typedef struct Market {
    Item item;
    double price;     /* 1000 of currency per internal unit */
    double min, max;  /* internal units an hour */
    bool from_stock;  /* dug from an old heap of the park */
    double footprint; /* of a purchase: t CO2 of making one internal unit elsewhere, NAN: not stated */
} Market;

/* The price of what a flow buys or sells, in its period. */
double market_price(const Park *park, const Flow *flow);

#endif
