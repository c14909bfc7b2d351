/* mixes - what each mix is filled with, and the quality that it then has */
#ifndef COPLANT_MIXES_H
#define COPLANT_MIXES_H

#include "cli/report/report.h"
#include "models/formulation/requirement.h"
#include "models/outcome.h"

/* What fills a mix in one period. Begins as zeros; mixes_forget. */
typedef struct MixIntake {
    const Mix *mix;
    double *flow; /* [ingredients] internal units an hour */
    int *like;    /* [ingredients] templates of their columns */
} MixIntake;

/* It is from now on that of this mix. */
void mixes_find(MixIntake *intake, const Program *program, const Mix *mix);
void mixes_forget(MixIntake *intake);

/* Reads it in period t; returns what all of it counts in the mix. */
double mixes_read(MixIntake *intake, const Outcome *outcome, int t);

/* In what one step of the limit of a requirement is said, such as 1 % or 0.01, and how much of the limit that is. */
const char *mixes_step(Arena *arena, const Requirement *requirement, double *step);

/* In what the quality of a requirement is shown, and what its value is multiplied by for that. */
const char *mixes_quality_unit(const Requirement *requirement, double *scale);

void mixes_report(const Outcome *outcome, Report *report);

#endif
