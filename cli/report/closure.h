/* closure - the report of what each recipe keeps: mass, energy and each element, in figures */
#ifndef COPLANT_REPORT_CLOSURE_H
#define COPLANT_REPORT_CLOSURE_H

#include "cli/report/report.h"
#include "models/audit.h"

/* "kiln", or "chp: extraction". */
const char *closure_name(const Park *park, const Closure *closure);

/* One row a recipe and line of its closure. */
void closure_report(const Park *park, Report *report);

#endif
