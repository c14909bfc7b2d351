/* seasons - what the seasons, or the typical stretches, of a plan come to */
#ifndef COPLANT_REPORT_SEASONS_H
#define COPLANT_REPORT_SEASONS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* No table where there is one stretch. */
void seasons_report(const Outcome *outcome, Report *report);

#endif
