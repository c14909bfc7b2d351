/* days - typical days of a long horizon, picked by its series, and what is lost by them */
#ifndef COPLANT_DAYS_H
#define COPLANT_DAYS_H

#include "models/park.h"

typedef struct DaysAsked {
    size_t count;    /* typical days, at least 1 */
    size_t extremes; /* how many of them, at most, are extreme days, which are kept */
    double hours;    /* of a day: 24; of a week 168 */
} DaysAsked;

/* A day of the horizon that stands for others too. */
typedef struct TypicalDay {
    size_t day;              /* from 0 */
    size_t stands_for;       /* so many days, itself one of them */
    const Followed *extreme; /* the series of which it is an extreme day; NULL: it was not kept for that */
    bool highest;            /* extreme: has the highest mean, else the lowest */
} TypicalDay;

/* A series over all steps, and over the typical days by their weights; in its unit. */
typedef struct SeriesLoss {
    const Followed *series;
    double mean, lowest, highest;
    double typical_mean, typical_lowest, typical_highest;
    double
        difference; /* of the duration curves, see duration.h, as a share of highest - lowest; 0 where that is 0 */
} SeriesLoss;

typedef struct Days {
    const Park *park;
    const char *one, *many; /* "day", "days" */
    size_t days, steps;     /* whole days of the horizon, steps of a day */
    size_t left_out;        /* steps behind the last whole day */
    double weight;          /* of a day that stands for itself alone: 1, more where steps are left out */
    TypicalDay *typical;    /* [count] in the order of time */
    size_t count;
    size_t *stands;   /* [days] which typical one stands for each */
    SeriesLoss *loss; /* [park->followeds] */
} Days;               /* owns its arrays: days_release */

/* False after an error: the horizon is one period or has typical days already, no series is followed, there are fewer days than are asked for. */
bool days_pick(const Park *park, const DaysAsked *asked, Diag *diag, Days *days);
void days_release(Days *days);

#endif
