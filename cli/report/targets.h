/* targets - the report of the targets of a park: how each is met, and what a step of its limit would bring */
#ifndef COPLANT_REPORT_TARGETS_H
#define COPLANT_REPORT_TARGETS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* Of an outcome with numbers; no table where there is no target. */
void targets_report(const Outcome *outcome, Report *report);

#endif
