/* quality - what a resource is made of and how it behaves in a mixture
 *
 * A composition holds shares of components, of mass, or of volume for what is counted in Nm3. Properties are plain numbers that
 * mix in proportion to mass or volume (octane by volume, sulfur by mass, ...): what does not is given as an index that does. */
#ifndef COPLANT_QUALITY_H
#define COPLANT_QUALITY_H

#include "models/park.h"
#include "models/read/fields.h"

/* Composition and properties of resource->composition_node and properties_node. */
bool quality_read(Reading *reading, Resource *resource);

/* The share of a component: 0 where the composition does not name it, NAN where there is no composition. The symbol of an element is
 * all of it that a composition by mass holds, in whatever component. */
double quality_share(const Resource *resource, const char *component);

/* A property; `heating_value` (GJ) and `carbon` (t) are those of one t, or of one kNm3 or m3 where `by_volume`. NAN: not given. */
double quality_property(const Resource *resource, const char *property, bool by_volume);

/* A property where one has the name, else the share of a component. */
double quality_named(const Resource *resource, const char *name, bool by_volume);

/* Whether it says anything of that name: by its composition, its properties, or as an element of what they name; 0 is a figure too. */
bool quality_states(const Resource *resource, const char *name);

/* The component or property of the resource whose name is nearest to a name that it does not state, or NULL. */
const char *quality_nearest(Arena *arena, const Resource *resource, const char *name);

#endif
