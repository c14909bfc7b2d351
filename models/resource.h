/* resource - anything that flows and is counted: its unit, heating value, carbon, mass and class */
#ifndef COPLANT_RESOURCE_H
#define COPLANT_RESOURCE_H

#include "models/park.h"
#include "models/read/fields.h"

extern const Field resource_fields[];

/* All resources of a map, in its order. */
bool resource_read_all(Reading *reading, const Node *map);

/* Whether it is a solid that landfills and stockpiles count. */
bool resource_is_waste(const Resource *resource);

#endif
