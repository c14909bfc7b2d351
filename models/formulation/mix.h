/* mix - an input that several resources fill together, each within its share */
#ifndef COPLANT_MIX_H
#define COPLANT_MIX_H

#include "models/park.h"
#include "models/read/fields.h"

typedef struct Ingredient {
    int resource;
    double measure;  /* what one internal unit counts in the mix: GJ, t, kNm3 or m3 */
    double min, max; /* shares of the mix */
    const Node *node;
} Ingredient;

typedef struct Mix {
    Item item;
    double energy, mass, gas, volume; /* amount per unit of basis; the one that is given is not NAN */
    double amount;                    /* that one */
    const Node *of, *range;
    const char *source;
    Ingredient *ingredient;
    size_t ingredients;
} Mix;

extern const Field mix_share_fields[];

/* What the mix is measured in: GJ, t, kNm3 or m3. */
const char *mix_measured_in(const Mix *mix);

/* Least and most of a property (carbon, mass) per unit of basis that the mix can hold within its shares;
 * property[i] is per internal unit of ingredient i. */
void mix_range(const Mix *mix, const double *property, double *least, double *most);

#endif
