/* values - what one more unit of a resource is worth at each facility */
#ifndef COPLANT_REPORT_VALUES_H
#define COPLANT_REPORT_VALUES_H

#include "cli/report/report.h"
#include "models/outcome.h"

void values_report(const Outcome *outcome, Report *report);

#endif
