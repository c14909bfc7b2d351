/* mixes - what each mix is filled with, and the quality that it then has */
#ifndef COPLANT_MIXES_H
#define COPLANT_MIXES_H

#include "cli/report/report.h"
#include "models/outcome.h"

void mixes_report(const Outcome *outcome, Report *report);

#endif
