/* choose - which backend solves a program, and why */
#ifndef COPLANT_CHOOSE_H
#define COPLANT_CHOOSE_H

#include "solver/backend.h"

/* The backend that the options name, or, where they name none or "auto", the one that suits the program: a simplex for what
 * is small or must end in a vertex, an interior point method for what is large, where there is one. `why`[LP_CHOICE]
 * is a part of a sentence, "it has 12 rows, no more than 1000". NULL where there is no backend of that name. */
const Backend *backend_choose(const Lp *lp, const LpOptions *options, char *why);

/* Whether the options may name it: a backend, or "auto". NULL is "auto". */
bool backend_may_be(const char *name);

#endif
