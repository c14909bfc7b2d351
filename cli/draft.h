/* draft - a first park, as text: named facilities with plant models of the library, markets, outlets and links around them */
#ifndef COPLANT_DRAFT_H
#define COPLANT_DRAFT_H

#include "models/plant.h"

#include <stdio.h>

/* A facility and the plant models that it begins with. */
typedef struct DraftFacility {
    const char *name;
    const Process **process; /* [processes], of a park in which the models stand alone */
    size_t processes;
} DraftFacility;

/* Whether a process takes heat that is hotter than what its facility gives; the library's models all stand in one zone. */
bool draft_lacks_heat(const Park *library, const DraftFacility *facility);

/* Writes the park. What all facilities together lack is bought, what one makes and another takes is linked, what is made has a
 * buyer or a place to go, at the library's illustrative prices: so it solves as it stands. */
void draft_write(const Park *library, const char *name, const DraftFacility *facility, size_t facilities,
                 FILE *out);

#endif
