/* waste - the report of what becomes of solid waste: by class, who gives what to whom, what blocks the rest */
#ifndef COPLANT_REPORT_WASTE_H
#define COPLANT_REPORT_WASTE_H

#include "cli/report/report.h"
#include "models/explain.h"
#include "models/outcome.h"

/* Solves on, to tell what one more point of use would cost; `why` explains an outcome without a plan. */
void waste_report(const Outcome *outcome, const Explanation *why, const LpOptions *solver, Report *report);

#endif
