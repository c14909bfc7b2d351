/* periods - a program that is the same in every period, factorised period by period */
#ifndef COPLANT_INTERIOR_PERIODS_H
#define COPLANT_INTERIOR_PERIODS_H

#include "solver/interior/system.h"

/* What periods_create found, of one period where not said otherwise; see pattern.h. */
typedef struct PeriodsShape {
    int periods, inner, linking, alike, slots, columns, entries, varying;
    int spanning; /* of the program */
    double work;  /* multiplications to eliminate the inner rows */
    int factor;   /* entries of their factor */
} PeriodsShape;

/* Of a system that periods_create made. */
PeriodsShape periods_shape(const System *system);

#endif
