/* processes - what runs, at which load, and what one more unit of capacity is worth */
#ifndef COPLANT_PROCESSES_H
#define COPLANT_PROCESSES_H

#include "cli/report/report.h"
#include "models/outcome.h"

void processes_report(const Outcome *outcome, Report *report);

#endif
