/* store - holding a resource from one period to the next: a gas holder, a yard, a tank, a battery */
#ifndef COPLANT_STORE_H
#define COPLANT_STORE_H

#include "models/park.h"

typedef struct Store {
    Item item;
    int holds;                 /* resource */
    double capacity;           /* internal units, INFINITY: no limit */
    double charge, discharge;  /* internal units an hour at most */
    double loss;               /* share that is lost by the hour */
    double efficiency;         /* share of what is charged that stays */
    double lowest, start, end; /* internal units; start and end NAN: the horizon is a circle */
    double lowest_share, start_share, end_share; /* of the capacity, as which they may be given; else NAN */
    double cost;                                 /* 1000 of currency for an internal unit that is charged */
    double holding;                              /* and for one that is held for an hour */
    bool carries_over; /* from one typical stretch into the next, where the horizon says their sequence */
} Store;

/* Whether it ends as it began, so that it is no source of anything. */
bool store_goes_round(const Store *store);

/* Whether its level carries over from stretch to stretch, see carry.h. */
bool store_carries(const Park *park, const Store *store);

/* The key that says how much must be in the store at least at the end of period t. */
const char *store_least_key(const Park *park, const Store *store, int t);

#endif
