/* heat_streams - heat that processes, vents and loops give and take */
#ifndef COPLANT_HEAT_STREAMS_H
#define COPLANT_HEAT_STREAMS_H

#include "cli/report/report.h"
#include "models/outcome.h"

#define HEAT_MW 3.6 /* GJ an hour */

double heat_celsius(double kelvin);

/* cascades: somewhere in the park heat is given to others. */
void heat_streams_report(const Outcome *outcome, bool cascades, Report *report);

#endif
