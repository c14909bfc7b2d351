/* flows - what flows where, by role, resource and the other end */
#ifndef COPLANT_REPORT_FLOWS_H
#define COPLANT_REPORT_FLOWS_H

#include "cli/report/report.h"
#include "models/outcome.h"

void flows_report(const Outcome *outcome, Report *report);

#endif
