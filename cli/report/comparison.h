/* comparison - the report of coupled against stand-alone, for the park and for each owner */
#ifndef COPLANT_COMPARISON_H
#define COPLANT_COMPARISON_H

#include "cli/report/report.h"
#include "cli/report/shown.h"
#include "models/explain.h"
#include "models/study/compare.h"

/* `why` explains a coupled park without a plan. */
void comparison_report(const Comparison *comparison, const Explanation *why, Report *report);

/* Its first lines: the coupled plan, who has no plan alone, what can't be compared. */
void comparison_begin(const Comparison *comparison, Report *report);

/* A figure over the horizon as people count it. */
Shown comparison_shown(const Comparison *comparison, const Measure *measure, const char *owner,
                       bool together);

#endif
