/* glpk_guard - a fence around GLPK: where it would end the process there is a sentence instead
 *
 * GLPK answers a fault of its caller, and a lack of memory, by printing and aborting. Work done
 * inside the fence returns false then, and all that GLPK holds in this thread is gone: no glp_prob
 * outlives it. Work must not own memory of ours, for nobody would free it (glp_alloc is fine). */
#ifndef COPLANT_GLPK_GUARD_H
#define COPLANT_GLPK_GUARD_H

#include "solver/solve.h"

#include <stdbool.h>

/* message[240] receives the last line that GLPK said, also when all went well; options->progress what it says of its steps.
 * `options` may be NULL. */
bool glpk_guarded(void (*work)(void *subject), void *subject, const LpOptions *options, char *message);

#endif
