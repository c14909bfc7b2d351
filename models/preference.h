/* preference - of the plans that are equally good for the objective, the one that earns most, goes straight and in order
 *
 * Least CO2 or least waste leave much open: a gas may be flared or sold, all the same to them. So the margin is maximised once more with
 * the objective held at its best. The values (duals) stay those of the objective; together they pass the same certificate. */
#ifndef COPLANT_PREFERENCE_H
#define COPLANT_PREFERENCE_H

#include "models/program.h"
#include "solver/solve.h"

/* Replaces result->x where that could be proved too; leaves the result alone under the objectives that count money themselves. */
void prefer_margin(const Program *program, const LpOptions *options, LpResult *result);

/* Where a resource goes through another works though a link could carry it straight, the plan that carries least, if it is as good. */
void prefer_routes(const Program *program, const LpOptions *options, LpResult *result);

/* Where pieces of equal worth were filled out of order, the plan that fills them in order, if it is as good. */
void prefer_order(const Program *program, const LpOptions *options, LpResult *result);

#endif
