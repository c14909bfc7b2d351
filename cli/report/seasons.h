/* seasons - what the seasons, or the typical stretches, of a plan come to */
#ifndef COPLANT_REPORT_SEASONS_H
#define COPLANT_REPORT_SEASONS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* The periods themselves: when each is, how long, how often; for programs. No table where there is one. */
void periods_report(const Outcome *outcome, Report *report);

/* No table where there is one stretch. */
void seasons_report(const Outcome *outcome, Report *report);

#endif
