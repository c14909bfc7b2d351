/* plan - the report of one outcome: what runs, what flows where, what it is worth, what limits it */
#ifndef COPLANT_PLAN_H
#define COPLANT_PLAN_H

#include "cli/report/report.h"
#include "models/explain.h"
#include "models/outcome.h"

/* `why` explains an outcome without a plan. */
void plan_report(const Outcome *outcome, const Explanation *why, Report *report);

/* What clashes, for programs: a terminal hears it on standard error. */
void plan_clash(const Explanation *why, Report *report);

/* Status, objective and certificate: the first lines and facts of every answer. */
void plan_headline(const Outcome *outcome, Report *report);

#endif
