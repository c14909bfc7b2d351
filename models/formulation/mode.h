/* mode - alternative recipes of a process that share its capacity, and recipes by load */
#ifndef COPLANT_MODE_H
#define COPLANT_MODE_H

#include "models/plant.h"
#include "models/program.h"

/* A mode, or a piece of a piecewise recipe: what it takes and gives beside what is common to all of its process. */
typedef struct Mode {
    Item item; /* its owner is the process */
    Recipe recipe;
    Title title;
    double from, to; /* of a piece: load, as shares of the capacity; `to` of the last may be INFINITY */
    bool last;       /* of a piece: none stands behind it */
} Mode;

bool mode_is(const Item *item);       /* a mode or a piece */
bool mode_is_piece(const Item *item); /* a piece */

/* The recipe of a process, a mode or a piece; NULL of any other item. */
const Recipe *mode_recipe(const Item *item);

/* Tag of the column whose unit an item of a recipe counts by: the activity of a process, a mode or a piece. */
Tag mode_driver(const Item *owner, int period);

/* The worst fault in the order of the pieces of any process: how much runs in a later piece while an earlier one is not full, as a share of the
 * capacity; *of is that process. Only where this is nothing is the program exact. x[columns] */
double mode_disorder(const Program *program, const double *x, const Process **of);

#endif
