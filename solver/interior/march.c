/* march - from both ends of time to the middle: the linking rows of one period after the other */
#include "solver/interior/march.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int up_to(int count, int multiple)
{
    return (count + multiple - 1) / multiple * multiple;
}

static double *take(int columns, int height)
{
    return memory_take_line((size_t)columns * (size_t)height + LANES);
}

void march_init(March *march, const Pattern *pattern, int slots)
{
    *march = (March){
        .linking = pattern->linking,
        .alike = pattern->alike,
        .slots = slots,
        .tied = 2 * pattern->linking - pattern->alike,
        .alike_factor = pattern->alike_factor,
        .padded = up_to(pattern->linking, 4),
    };
    march->high = up_to(march->padded + march->slots, 8);
    march->tall = up_to(march->padded + march->high, 8);
    march->front = take(march->padded, march->tall);
    march->state = take(march->high, march->high);
    march->after = take(march->high, march->high);
    march->below = take(march->padded, march->high);
    for (int j = march->linking; j < march->padded; j++)
        march->front[(size_t)j * (size_t)march->tall + (size_t)j] = 1;
}

void march_release(March *march)
{
    free(march->front);
    free(march->state);
    free(march->after);
    free(march->below);
    *march = (March){ 0 };
}

size_t march_size(const March *march)
{
    const size_t linking = (size_t)march->linking;
    return linking * (2 * linking + (size_t)march->slots) - linking * (linking - (linking > 0)) / 2;
}

double march_pivot(double pivot, int sign)
{
    static const double least = 1e-13, beyond_measure = 1e128;
    return sign * pivot > least ? pivot : sign * beyond_measure;
}

/* Entry (slot, other) of the symmetric state. */
static double *entry_of(const March *march, size_t slot, size_t other)
{
    return slot >= other ? march_at(march, slot, other) : march_at(march, other, slot);
}

void march_drop(March *march, int slot, double more, int sign, double *stored)
{
    const size_t at = march_slot(march, slot), linking = (size_t)march->linking, slots = (size_t)march->slots;
    const double inverse = 1 / march_pivot(*march_at(march, at, at) + more, sign);
    double *column = stored + 1;
    for (size_t i = 0; i < linking + slots; i++) {
        double *entry = entry_of(march, at, i < linking ? i : i - linking + (size_t)march->padded);
        column[i] = i == linking + (size_t)slot ? 0 : *entry;
        *entry = 0;
    }
    for (size_t j = 0; j < linking + slots; j++) {
        if (column[j] == 0)
            continue;
        const size_t to = j < linking ? j : j - linking + (size_t)march->padded;
        const double scaled = column[j] * inverse;
        for (size_t i = j; i < linking + slots; i++)
            *march_at(march, i < linking ? i : i - linking + (size_t)march->padded, to) -= scaled * column[i];
    }
    stored[0] = inverse;
    for (size_t i = 0; i < linking + slots; i++)
        column[i] *= inverse;
}

/* Where row i of [linking rows, slots] stands in a state. */
static size_t state_row(const March *march, int i)
{
    return i < march->linking ? (size_t)i : march_slot(march, i - march->linking);
}

bool march_shed(const March *from, const bool *lasting, const double *more, March *to)
{
    static const double rounding = 1e-18;
    const int linking = from->linking, stay = linking + to->slots;
    for (int s = to->slots; s < from->slots; s++) {
        const size_t slot = march_slot(from, s);
        const double pivot = *march_at(from, slot, slot) + more[s];
        for (int i = 0; i < stay; i++) {
            const size_t at = state_row(from, i);
            const double tie = *march_at(from, slot, at), other = *march_at(from, at, at);
            if ((i < linking || !lasting[i - linking])
                && !(fabs(tie) <= rounding * sqrt(fabs(pivot * other))))
                return false;
        }
    }
    memset(to->state, 0, (size_t)to->high * (size_t)to->high * sizeof *to->state);
    for (int c = 0; c < stay; c++)
        for (int r = c; r < stay; r++)
            *march_at(to, state_row(to, r), state_row(to, c)) = *march_at(from, state_row(from, r),
                                                                          state_row(from, c));
    return true;
}
