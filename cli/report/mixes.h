/* mixes - what each mix is filled with, and the quality that it then has */
#ifndef COPLANT_MIXES_H
#define COPLANT_MIXES_H

#include "cli/report/report.h"
#include "models/formulation/requirement.h"
#include "models/outcome.h"

/* Internal units an hour of each ingredient in period t; returns what they count in the mix. flow[ingredients] */
double mixes_flows(const Outcome *outcome, const Mix *mix, int t, double *flow);

/* In what one step of the limit of a requirement is said, such as 1 % or 0.01, and how much of the limit that is. */
const char *mixes_step(Arena *arena, const Requirement *requirement, double *step);

/* In what the quality of a requirement is shown, and what its value is multiplied by for that. */
const char *mixes_quality_unit(const Requirement *requirement, double *scale);

void mixes_report(const Outcome *outcome, Report *report);

#endif
