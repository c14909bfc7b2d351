/* footprint - the CO2 that each product of a plan carries: direct, of bought power and heat, of other bought goods */
#ifndef COPLANT_FOOTPRINT_H
#define COPLANT_FOOTPRINT_H

#include "models/study/sharing.h"

/* Scope 1, 2 and 3 (as far as it is stated); what is credited for displaced goods, which sums to 0 over all products. */
typedef enum Burden { BURDEN_DIRECT, BURDEN_ENERGY, BURDEN_UPSTREAM, BURDEN_CREDIT, BURDENS } Burden;

/* A resource at a facility, where it flows, and the CO2 of all that is of use of it (used, sold or sent), t an hour. */
typedef struct Footprint {
    const Balance *of;
    double carries[BURDENS];
} Footprint;

/* What a process with several goods gives one of them; by expansion the main product has all the rest. */
typedef struct FootprintShare {
    const Process *process;
    int period, resource;
    int by; /* Sharing */
    double share, credit;
    int maker;     /* in the network */
    double burden; /* of the process, t CO2 an hour, that is shared */
} FootprintShare;

typedef struct Footprints {
    Network network;
    Footprint *one; /* [network.balances] */
    FootprintShare *share;
    size_t shares, share_room;
    double total[BURDENS];   /* of the accounts of the park, t an hour */
    double carried[BURDENS]; /* by what is sold */
    double left[BURDENS];    /* by nothing, where nothing of worth is sold */
    double gap; /* of carried and left from the total, as a share of what there is of each burden */
} Footprints;   /* footprints_release */

/* Of a plan that is there. */
void footprints_make(const Outcome *outcome, Sharing by, Footprints *footprints);
void footprints_release(Footprints *footprints);

double footprint_sum(const double burden[BURDENS]);

/* What a resource carries at a facility over the horizon, t CO2 an hour; internal units an hour. */
typedef struct FootprintPlace {
    int facility, resource;
    double useful, carries[BURDENS];
    double sold, carried[BURDENS]; /* by what of it is sold */
} FootprintPlace;

/* All places where something flows, in the order of the network; [*count] from memory_take. */
FootprintPlace *footprint_places(const Footprints *footprints, size_t *count);

/* Of what it carries of a kind of burden, what is sold there: t CO2 an hour. */
double footprint_sold(const Footprint *footprint, int kind);

#endif
