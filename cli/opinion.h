/* opinion - what another solver says of a plan, put beside it */
#ifndef COPLANT_OPINION_H
#define COPLANT_OPINION_H

#include "cli/arguments.h"
#include "models/outcome.h"
#include "models/study/compare.h"

/* Asks whom the line names about a plan, or about why there is none; the report says what came out, and standard error what
 * should give pause. False where the opinion differs or could not be had; true where no one is named, or where nothing is
 * proved that could be confirmed. */
bool opinion_of_plan(const Outcome *outcome, const Arguments *arguments, Report *report);

/* The same of the coupled plan and of each facility alone. */
bool opinion_of_comparison(const Comparison *comparison, const Arguments *arguments, Report *report);

/* The exit status, once the opinion counts too. */
int opinion_status(bool confirmed, int status);

#endif
