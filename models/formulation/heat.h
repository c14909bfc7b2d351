/* heat - heat that a process gives (hot) or takes (cold), between two temperatures or along a table of segments */
#ifndef COPLANT_HEAT_H
#define COPLANT_HEAT_H

#include "models/formulation/zone.h"
#include "models/park.h"

typedef struct Heat {
    Item item; /* its owner is the process, or one of its modes */
    double gives,
        takes; /* GJ per internal unit of the basis, of all segments; the one that is not stated is NAN */
    double from, to;     /* K */
    double contribution; /* K, NAN: that of its kind in its zone */
    int kind;
    bool utility;
    const char *called, *source;
    const Node *range, *segments_node;
    HeatSegment *segment;
    size_t segments;
    HeatStream stream; /* of the zone that takes it in, see zone.h */
} Heat;

double heat_given(const Heat *heat); /* GJ per internal unit of the basis, below zero where it is taken */

extern const Field heat_segment_fields[];

/* "", "gas", "liquid", ...; ends with NULL */
extern const char *const heat_kinds[];

/* "kiln: exit gas", or "chp (extraction): condenser" of a mode. */
const char *heat_title(Arena *arena, const Heat *heat);

#endif
