/* deadline - a time limit shared by several solves, in seconds of a clock that never goes back */
#ifndef COPLANT_DEADLINE_H
#define COPLANT_DEADLINE_H

/* INFINITY when `seconds` is 0: no limit. */
double deadline_after(double seconds);

/* As LpOptions.seconds wants it: 0 without a limit, else what is left, at least a millisecond. */
double deadline_left(double deadline);

#endif
