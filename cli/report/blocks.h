/* blocks - what keeps solid waste that is still disposed of from being used */
#ifndef COPLANT_REPORT_BLOCKS_H
#define COPLANT_REPORT_BLOCKS_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* For each waste and place of its disposal the limits on who else could take it, with what one more unit of each would bring. */
void blocks_report(const Outcome *outcome, Report *report);

#endif
