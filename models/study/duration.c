/* duration - how the figures of a series are spread over the time: its duration curve
 *
 *     difference^2 = integral over s from 0 to 1 of (a(s) - b(s))^2,    a(s): the figure that a exceeds during the share s of its time */
#include "models/study/duration.h"

#include <math.h>
#include <stdlib.h>

static int higher_first(const void *left, const void *right)
{
    const Duration *a = left, *b = right;
    return (a->value < b->value) - (a->value > b->value);
}

double duration_difference(Duration *a, size_t as, Duration *b, size_t bs)
{
    qsort(a, as, sizeof *a, higher_first);
    qsort(b, bs, sizeof *b, higher_first);
    double sum = 0, until_a = a[0].time, until_b = b[0].time, at = 0;
    for (size_t i = 0, j = 0; i < as && j < bs;) {
        const double until = fmin(until_a, until_b), between = a[i].value - b[j].value;
        sum += (until - at) * between * between;
        at = until;
        if (until_a <= until && ++i < as)
            until_a += a[i].time;
        if (until_b <= until && ++j < bs)
            until_b += b[j].time;
    }
    return sqrt(sum / at);
}
