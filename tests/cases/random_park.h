/* random_park - a park as a person might write it, by chance, always the same for the same seed */
#ifndef COPLANT_RANDOM_PARK_H
#define COPLANT_RANDOM_PARK_H

#include <stdbool.h>
#include <stdint.h>

/* How the periods come, where a park has any. */
typedef enum RandomDays {
    DAYS_AS_DRAWN,
    DAYS_HALVED, /* the same park: each stretch comes as two of half its weight, and a single period as two halves */
    DAYS_ALIKE, /* without what knows a beginning: a stock at the start, days of a contract */
    DAYS_TWICE  /* likewise, and as one stretch twice as long */
} RandomDays;

enum { RANDOM_STEPS_MOST = 48 };

typedef struct RandomPark {
    uint64_t seed;
    uint64_t units; /* 0: t, Nm3, GJ, MWh, CNY; else the same amounts in units picked by this seed */
    double prices;  /* every amount of money is multiplied by it */
    bool tight;     /* limits that may clash; else there always is a best plan */
    RandomDays days;
    int steps;          /* so many periods, at most RANDOM_STEPS_MOST; 0: as drawn, one in most parks */
    const char *target; /* a line below `targets`, other than of co2; NULL: none */
} RandomPark;

/* YAML text; free() it. */
char *random_park_text(RandomPark wanted);

#endif
