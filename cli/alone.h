/* alone - plant models of the library in a park of their own, connected to nothing, to be looked at */
#ifndef COPLANT_ALONE_H
#define COPLANT_ALONE_H

#include "models/park.h"

/* All `count` models, each a process of its own name; NULL after their errors were said. Warnings are said too. `unaudited`: what is made from
 * nothing is let through. */
Park *alone_read(const char *plants, bool unaudited, const char *const *names, size_t count);

bool alone_is_one(const char *word, const char *const *names, size_t count);

/* The name of the model that is called so, in full or by its last part; NULL: none, or several. */
const char *alone_called(const char *word, const char *const *names, size_t count);

#endif
