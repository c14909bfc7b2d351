/* duration - how the figures of a series are spread over the time: its duration curve */
#ifndef COPLANT_DURATION_H
#define COPLANT_DURATION_H

#include <stddef.h>

/* A figure, and for how long it holds. */
typedef struct Duration {
    double value, time;
} Duration;

/* The root of the mean square of what lies between two duration curves (figures from the highest to the lowest, over the share of the time), in
 * the unit of the figures. The times of both add up to the same; whole numbers of them are counted exactly. Sorts both. */
double duration_difference(Duration *a, size_t as, Duration *b, size_t bs);

#endif
