/* deadline - a moment by which all must be done, on a clock that never goes back; 0 is none */
#ifndef COPLANT_DEADLINE_H
#define COPLANT_DEADLINE_H

#include <stdbool.h>

/* 0 when `seconds` is 0. */
double deadline_after(double seconds);

/* Seconds on that clock. */
double deadline_now(void);

/* Seconds, below 0 when it is over, -INFINITY when all are; INFINITY without a deadline. */
double deadline_left(double deadline);

bool deadline_over(double deadline);

/* The earlier of the two. */
double deadline_sooner(double one, double other);

/* From now on every deadline is over, and having none too: who works ends with what there is. Safe in a signal handler, which has no
 * other way to reach whoever works; there is no way back. */
void deadline_end_all(void);

/* Why one is over: "time limit reached" or "interrupted". */
const char *deadline_reason(void);

#endif
