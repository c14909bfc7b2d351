/* stores - what is in each store, and lines of what changes over time */
#ifndef COPLANT_REPORT_STORES_H
#define COPLANT_REPORT_STORES_H

#include "cli/report/report.h"
#include "models/outcome.h"

/* No table where there is no store. */
void stores_report(const Outcome *outcome, Report *report);

/* What stores that carry over hold as each turn of the sequence begins; no table where none does. */
void stores_stocks(const Outcome *outcome, Report *report);

/* Levels of stores and loads of processes, those that change most, as lines for a terminal; no table where there is one period. */
void stores_chart(const Outcome *outcome, Report *report);

#endif
