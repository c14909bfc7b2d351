/* footprint - the report of the CO2 that each product carries */
#ifndef COPLANT_REPORT_FOOTPRINT_H
#define COPLANT_REPORT_FOOTPRINT_H

#include "cli/report/report.h"
#include "models/study/footprint.h"

/* `wanted`: by what it was asked to share. */
void footprint_report(const Outcome *outcome, const Footprints *footprints, Sharing wanted, Report *report);

#endif
