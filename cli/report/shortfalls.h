/* shortfalls - what contracts ask for and is not taken, and what is paid for it */
#ifndef COPLANT_REPORT_SHORTFALLS_H
#define COPLANT_REPORT_SHORTFALLS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* A row for each contract of which something is missing, by period one for each of its days, months or years; no table where nothing is. */
void shortfalls_report(const Outcome *outcome, Report *report);

#endif
