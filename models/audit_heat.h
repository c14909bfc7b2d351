/* audit_heat - whether a recipe of power and heat keeps the second law */
#ifndef COPLANT_AUDIT_HEAT_H
#define COPLANT_AUDIT_HEAT_H

#include "models/audit.h"

/* An error, and false, where no heat engine and no heat pump could do what the recipe does; a warning where heat streams alone are
 * known of it. Counts into *findings. */
bool audit_heat(const Park *park, const Closure *closure, Diag *diag, size_t *findings);

#endif
