/* comparison - the report of coupled against stand-alone, for the park and for each owner */
#ifndef COPLANT_COMPARISON_H
#define COPLANT_COMPARISON_H

#include "cli/report/report.h"
#include "models/explain.h"
#include "models/study/compare.h"

/* `why` explains a coupled park without a plan. */
void comparison_report(const Comparison *comparison, const Explanation *why, Report *report);

#endif
