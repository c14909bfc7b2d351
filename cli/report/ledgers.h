/* ledgers - carbon and energy by the way they come and go, and what one unit of each resource holds */
#ifndef COPLANT_LEDGERS_H
#define COPLANT_LEDGERS_H

#include "cli/report/report.h"
#include "models/outcome.h"

void ledgers_report(const Outcome *outcome, Report *report);

#endif
