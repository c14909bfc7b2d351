/* mix - an input that several resources fill together, each within its share */
#ifndef COPLANT_MIX_H
#define COPLANT_MIX_H

#include "models/park.h"
#include "models/read/fields.h"

typedef struct Ingredient {
    int resource;
    double measure;                  /* what one internal unit counts in the mix: GJ, t, kNm3 or m3 */
    const double *measure_by_period; /* [periods], NULL: it is the same always */
    double min, max;                 /* shares of the mix */
    double fixed;                    /* the share, NAN: not fixed */
    const Node *node;
} Ingredient;

typedef struct Mix {
    Item item;
    double energy, mass, gas, volume; /* amount per unit of basis; the one that is given is not NAN */
    double amount;                    /* that one */
    const Node *of, *range, *counts;
    const char *source;
    Ingredient *ingredient;
    size_t ingredients;
} Mix;

extern const Field mix_share_fields[];

/* What one internal unit counts in period t. */
double mix_measure(const Ingredient *ingredient, int t);

/* What the mix is measured in: GJ, t, kNm3 or m3. */
const char *mix_measured_in(const Mix *mix);

/* Least and most of a property (carbon, mass) per unit of basis that the mix can hold within its shares;
 * property[i] is per internal unit of ingredient i. */
void mix_range(const Mix *mix, const double *property, double *least, double *most);

/* t of the components that the mix counts in one internal unit of the resource; its mass where it counts all. */
double mix_counted_mass(const Mix *mix, const Resource *resource);

/* The share of the resource's mass that one component makes; 0 where it states none. */
double mix_counted_share(const Resource *resource, const char *component);

#endif
