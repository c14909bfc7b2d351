/* preference - of the plans that are equally good for the objective, the one that earns most, goes straight and in order
 *
 * Least CO2 or least waste leave much open: a gas may be flared or sold, all the same to them. So the margin is maximised once more
 * among the plans that are as good (solver/face.h), unless the objective counts money itself. Then, of the plans that earn as much,
 *
 *     where a resource goes through another works though a link could carry it straight, the one that carries least;
 *     where pieces of equal worth were filled out of order, the one that fills them in order.
 *
 * And what goes to and fro at once, in and out of a store or over a link and back, and does nothing, is taken out.
 *
 * The values (duals) stay those of the objective; together they pass the same certificate. */
#ifndef COPLANT_PREFERENCE_H
#define COPLANT_PREFERENCE_H

#include "models/program.h"
#include "solver/solve.h"

/* Replaces result->x where that could be proved, too. `judge` is that of the program, or is made where it is needed; the caller's. */
void preference_choose(const Program *program, const LpOptions *options, LpResult *result, LpJudge *judge);

#endif
