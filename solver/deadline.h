/* deadline - a moment by which all must be done, on a clock that never goes back; 0 is none */
#ifndef COPLANT_DEADLINE_H
#define COPLANT_DEADLINE_H

#include <stdbool.h>

/* 0 when `seconds` is 0. */
double deadline_after(double seconds);

/* Seconds on that clock. */
double deadline_now(void);

/* Seconds, below 0 when it is over; INFINITY without a deadline. */
double deadline_left(double deadline);

bool deadline_over(double deadline);

/* The earlier of the two. */
double deadline_sooner(double one, double other);

#endif
