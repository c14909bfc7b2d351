/* library - the plant models of plants/ and of the park's own: found by name, and laid one over the other */
#ifndef COPLANT_LIBRARY_H
#define COPLANT_LIBRARY_H

#include "models/read/fields.h"

/* Folder of the library: the option, COPLANT_PLANTS, plants/ beside or above the park's file, the installed one. NULL: none. */
const char *library_folder(Arena *arena, const char *option, const char *park_path);

/* The node of a plant model: from the park's own `models`, else from the library; NULL after an error. */
const Node *library_find(Reading *reading, const Node *name);

/* The names of all models of the library, sorted; in the arena. */
const char *const *library_models(Arena *arena, const char *plants, size_t *count);

/* The map of the library's resources, or as much of it as the park and its plant models name; NULL where there is no library. The names of
 * all others go to reading->unread. */
const Node *library_resources(Reading *reading);

/* Gives back what library_find remembered, when a reading ends. */
void library_forget(Reading *reading);

/* The model with what it extends below it; NULL after an error. */
const Node *library_extended(Reading *reading, const Node *model);

#endif
