/* pace - how long an iteration may still take, from how fast it has come nearer to its end */
#include "cli/pace.h"

#include <math.h>
#include <string.h>

/* Digits a step: of the 12 that it takes, the benchmark parks of a week to a year and the bay by the hour made 0.42 to 0.5. */
static const double usual = 0.4;

/* Less than this share of it is no progress to speak of. */
static const double least = 0.1;

void pace_note(Pace *pace, int number, double seconds, double off)
{
    const PaceStep step = { number, seconds, fmax(log10(off), 0) };
    if (pace->steps > 0 && number < pace->step[pace->steps - 1].number)
        pace->steps = 0;
    if (!isfinite(step.digits) || (pace->steps > 0 && number == pace->step[pace->steps - 1].number))
        return;
    if (pace->steps == PACE_STEPS)
        memmove(&pace->step[0], &pace->step[1], (size_t)--pace->steps * sizeof step);
    pace->step[pace->steps++] = step;
}

double pace_left(const Pace *pace)
{
    if (pace->steps < 3)
        return NAN;
    const PaceStep *from = &pace->step[0], *to = &pace->step[pace->steps - 1];
    const double steps = to->number - from->number, digits = (from->digits - to->digits) / steps;
    if (!(digits > least * usual))
        return NAN;
    return to->digits / fmax(digits, usual) * (to->seconds - from->seconds) / steps;
}
