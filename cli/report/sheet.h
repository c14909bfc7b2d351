/* sheet - the report of one plant model: what it takes and gives, its ranges, sources and closure */
#ifndef COPLANT_SHEET_H
#define COPLANT_SHEET_H

#include "cli/report/report.h"
#include "models/plant.h"

void sheet_report(const Park *park, const Process *process, Report *report);

#endif
