/* periods - a program that is the same in every period, factorised period by period */
#ifndef COPLANT_INTERIOR_PERIODS_H
#define COPLANT_INTERIOR_PERIODS_H

#include "solver/interior/system.h"

/* What periods_create found, of one period where not said otherwise; see pattern.h. */
typedef struct PeriodsShape {
    int periods, inner, linking, alike, slots, columns, entries, varying;
    int spanning;   /* of the program */
    int circles;    /* the slots of rows that tie the end of time to its beginning, */
    int carried[2]; /* which the last factor carried on for so many batches from either end */
    int gone;       /* rows and columns that were reduced */
    double work;    /* multiplications to eliminate the inner rows */
    int factor;     /* entries of their factor */
} PeriodsShape;

/* Of a system that periods_create made. */
PeriodsShape periods_shape(const System *system);

#endif
