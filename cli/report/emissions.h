/* emissions - what goes to the air beside CO2, as far as the plant models state it */
#ifndef COPLANT_REPORT_EMISSIONS_H
#define COPLANT_REPORT_EMISSIONS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* One row a facility and substance, in t over the horizon; no table where no model states any. */
void emissions_report(const Outcome *outcome, Report *report);

#endif
