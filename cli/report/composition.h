/* composition - what a product is made of by all that comes in, such as clinker by its meal and the ash of its fuel */
#ifndef COPLANT_COMPOSITION_H
#define COPLANT_COMPOSITION_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* Of every process with a mix that counts several components; no table where there is none. */
void composition_report(const Outcome *outcome, Report *report);

#endif
