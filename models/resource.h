/* resource - anything that flows and is counted: its unit, heating value, carbon, mass and class */
#ifndef COPLANT_RESOURCE_H
#define COPLANT_RESOURCE_H

#include "models/park.h"
#include "models/read/fields.h"

extern const Field resource_fields[];

/* The park's own over those of the library. One that states its unit is the park's own, whatever the library says under that name; one
 * that does not changes figures of the library's, its composition as a whole. */
const Node *resource_lay_over(Reading *reading, const Node *library, const Node *own);

/* All resources of a map, in its order. */
bool resource_read_all(Reading *reading, const Node *map);

/* Whether it is a solid that landfills and stockpiles count. */
bool resource_is_waste(const Resource *resource);

/* Of the classes of bulk industrial waste: gangue, ash, slags, gypsum, red mud, tailings; not hazardous and not other. */
bool resource_is_bulk_waste(const Resource *resource);

const char *resource_waste_name(int waste); /* "fly_ash"; of a WasteClass */
/* GJ that one internal unit holds: heating value and enthalpy, or itself. */
double resource_energy(const Resource *resource);

const char *resource_carrier_name(int carrier); /* "power", "heat", "coal", "none" */

#endif
