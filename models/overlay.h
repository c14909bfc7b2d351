/* overlay - one plant model laid over another: of a model over the one that it extends, of an installation over its model */
#ifndef COPLANT_OVERLAY_H
#define COPLANT_OVERLAY_H

#include "models/base/arena.h"
#include "models/read/tree.h"

/* `over` laid over `base`, both with the keys of a plant model or of one of its modes; `base` may be NULL. Maps are merged key by key. A plain
 * figure (`coke: 360 kg`) changes the amount and keeps range and source. What may fill a mix is merged, whether it is written as a list or as a map. A
 * requirement takes the place of the one of its name, or on the same quality, and a heat stream of the one of its name; others are added. */
const Node *overlay_plant(Arena *arena, const Node *base, const Node *over);

#endif
