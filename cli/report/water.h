/* water - who gives which water to whom, what is used again, and what leaves */
#ifndef COPLANT_REPORT_WATER_H
#define COPLANT_REPORT_WATER_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* One row a facility and what water does there, one a link that carries water; no table where no used water flows: what is bought
 * of fresh water stands in the accounts. */
void water_report(const Outcome *outcome, Report *report);

#endif
