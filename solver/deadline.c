/* deadline - a moment by which all must be done, on a clock that never goes back; 0 is none */
#include "solver/deadline.h"

#include <math.h>
#include <signal.h>
#include <time.h>

static volatile sig_atomic_t all_are_over;

double deadline_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double deadline_after(double seconds)
{
    return seconds > 0 ? deadline_now() + seconds : 0;
}

double deadline_left(double deadline)
{
    if (all_are_over)
        return -INFINITY;
    return deadline > 0 ? deadline - deadline_now() : INFINITY;
}

bool deadline_over(double deadline)
{
    return deadline_left(deadline) <= 0;
}

double deadline_sooner(double one, double other)
{
    if (one <= 0 || other <= 0)
        return fmax(one, other);
    return fmin(one, other);
}

void deadline_end_all(void)
{
    all_are_over = 1;
}

const char *deadline_reason(void)
{
    return all_are_over ? "interrupted" : "time limit reached";
}
