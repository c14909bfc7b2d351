/* heat - the report of heat: streams, zones with their pinch and utilities, cascade, who heats whom, curves */
#ifndef COPLANT_REPORT_HEAT_H
#define COPLANT_REPORT_HEAT_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* Nothing where the park has no heat streams. */
void heat_report(const Outcome *outcome, Report *report);

#endif
