/* component - what a composition says of a resource: its elements, and what a gas weighs, holds and burns to */
#ifndef COPLANT_COMPONENT_H
#define COPLANT_COMPONENT_H

#include "models/park.h"
#include "models/read/fields.h"

/* Fills resource->element and told from the composition, and from them carbon, and of a gas mass and heating value, where they are
 * not stated; where they are, and its composition contradicts them by more than 3 %, warns. */
void component_complete(Reading *reading, Resource *resource);

/* Whether the composition says how much of the element (see element.h) is in it: it names it, or it names nearly all there is. */
bool component_tells(const Resource *resource, size_t element);

#endif
