/* scorecard - one page of what a park comes to, alone and coupled, against the goals of 2027 */
#ifndef COPLANT_REPORT_SCORECARD_H
#define COPLANT_REPORT_SCORECARD_H

#include "cli/report/report.h"
#include "models/explain.h"
#include "models/study/compare.h"

/* `why` explains a coupled park without a plan. */
void scorecard_report(const Comparison *comparison, const Explanation *why, Report *report);

#endif
