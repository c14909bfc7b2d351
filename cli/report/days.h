/* days - the report of typical days: which they are, what is lost by series, and of the optimum */
#ifndef COPLANT_REPORT_DAYS_H
#define COPLANT_REPORT_DAYS_H

#include "cli/report/report.h"
#include "models/outcome.h"
#include "models/study/days.h"

void days_report(const Days *days, Report *report);

/* The optimum over the typical days beside that over all steps. */
void days_check_report(const Outcome *typical, const Outcome *all, Report *report);

#endif
