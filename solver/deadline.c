/* deadline - a time limit shared by several solves, in seconds of a clock that never goes back */
#include "solver/deadline.h"

#include <math.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double deadline_after(double seconds)
{
    return seconds > 0 ? now() + seconds : INFINITY;
}

double deadline_left(double deadline)
{
    return isinf(deadline) ? 0 : fmax(deadline - now(), 1e-3);
}
