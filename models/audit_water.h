/* audit_water - whether the contaminants of the waters that a recipe takes are in the waters that it gives */
#ifndef COPLANT_AUDIT_WATER_H
#define COPLANT_AUDIT_WATER_H

#include "models/audit.h"

/* Warnings, where a contaminant vanishes in a recipe that treats no water, where one that does raises it, and where a water that it gives
 * says nothing of it. Counts into *findings. */
void audit_water(const Park *park, const Closure *closure, Diag *diag, size_t *findings);

#endif
