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

/* "best margin: 3498 million CNY/a", of an outcome with a plan; lives as long as its park. */
const char *plan_objective_line(const Outcome *outcome);

/* The objective over the horizon in the currency, or in tonnes. */
/* Of an outcome that was stopped: why, with what, and how good the best plan can be at most, where that is proved. */
const char *plan_stopped(const Outcome *outcome);

double plan_objective_value(const Outcome *outcome);

#endif
