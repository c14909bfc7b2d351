/* drift - where a plan fills a mix with other than what the usual composition of its product says */
#ifndef COPLANT_REPORT_DRIFT_H
#define COPLANT_REPORT_DRIFT_H

#include "cli/report/report.h"
#include "models/audit_plan.h"

/* The faults of a plan. */
typedef struct Drift {
    PlanFault *fault;
    size_t count;
} Drift; /* drift_release */

Drift drift_of(const Outcome *outcome);
void drift_release(Drift *drift);

/* A line for each of the first grave faults, and how many more there are: the plan is then not physical. */
void drift_lines(const Outcome *outcome, const Drift *drift, Report *report);

/* All faults as a table; no table where there is none. */
void drift_report(const Outcome *outcome, const Drift *drift, Report *report);

#endif
