/* goals - what bulk solid waste and water are to come to, by year */
#ifndef COPLANT_REPORT_GOALS_H
#define COPLANT_REPORT_GOALS_H

#include "models/measure.h"

typedef struct Goal {
    const char *measure;
    int year;
    bool least;   /* at least, else at most */
    bool of_base; /* `limit` is a share of what the park's target on the measure is compared to */
    double limit;
} Goal;

/* The goal on a measure for the year, NULL: there is none. */
const Goal *goal_find(const Measure *measure, int year);

/* The limit in the unit of the measure; NAN where the base is not known. */
double goal_limit(const Goal *goal, const Park *park);

/* "yes", "no", or "" where the figure or the limit is not known. */
const char *goal_met(const Goal *goal, double limit, double figure);

#endif
