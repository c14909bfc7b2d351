/* peaks - when a plan of several periods asks for most, and what limits it then */
#ifndef COPLANT_REPORT_PEAKS_H
#define COPLANT_REPORT_PEAKS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* No table where there is one period. */
void peaks_report(const Outcome *outcome, Report *report);

#endif
