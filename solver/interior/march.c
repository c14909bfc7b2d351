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

/* Heights for so many slots. */
static void find_heights(March *march, int slots)
{
    march->slots = slots;
    march->high = up_to(march->padded + slots, 8);
    march->tall = up_to(march->padded + march->high, 8);
}

void march_init(March *march, const Pattern *pattern)
{
    *march = (March){
        .linking = pattern->linking,
        .alike = pattern->alike,
        .tied = 2 * pattern->linking - pattern->alike,
        .alike_factor = pattern->alike_factor,
        .padded = up_to(pattern->linking, 4),
    };
    find_heights(march, pattern->slots);
    march->front = take(march->padded, march->tall);
    march->state = take(march->high, march->high);
    march->after = take(march->high, march->high);
    march->below = take(march->padded, march->high);
}

static void clear(double *matrix, int columns, int height)
{
    memset(matrix, 0, (size_t)columns * (size_t)height * sizeof *matrix);
}

/* All but the state. */
static void begin_beside(March *march, int slots)
{
    find_heights(march, slots);
    clear(march->front, march->padded, march->tall);
    clear(march->after, march->high, march->high);
    clear(march->below, march->padded, march->high);
    for (int j = march->linking; j < march->padded; j++)
        march->front[(size_t)j * (size_t)march->tall + (size_t)j] = 1;
}

void march_begin(March *march, int slots)
{
    begin_beside(march, slots);
    clear(march->state, march->high, march->high);
}

void march_release(March *march)
{
    free(march->front);
    free(march->state);
    free(march->after);
    free(march->below);
    *march = (March){ 0 };
}

size_t march_size(int linking, int slots)
{
    const size_t count = (size_t)linking;
    return count * (2 * count + (size_t)slots) - count * (count - (count > 0)) / 2;
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

bool march_is_loose(const March *march, int slot, const bool *lasting, int others, double more)
{
    static const double rounding = 1e-18;
    const size_t own = march_slot(march, slot);
    const double pivot = *march_at(march, own, own) + more;
    for (int i = 0; i < march->linking + others; i++) {
        const int other = i - march->linking;
        const size_t at = other < 0 ? (size_t)i : march_slot(march, other);
        const double tie = *march_at(march, own, at), size = sqrt(fabs(pivot * *march_at(march, at, at)));
        if ((other < 0 || !lasting[other]) && !(fabs(tie) <= rounding * size))
            return false;
    }
    return true;
}

void march_keep(March *march, const int *slot, int slots)
{
    const March from = *march;
    double *kept = march->after;
    const int high = up_to(march->padded + slots, 8), count = march->linking + slots;
    clear(kept, high, high);
    for (int c = 0; c < count; c++)
        for (int r = c; r < count; r++) {
            const int i = r - march->linking, j = c - march->linking;
            const size_t row = i < 0 ? (size_t)r : march_slot(march, i),
                         column = j < 0 ? (size_t)c : march_slot(march, j);
            kept[row + column * (size_t)high] = *march_at(&from, i < 0 ? row : march_slot(&from, slot[i]),
                                                          j < 0 ? column : march_slot(&from, slot[j]));
        }
    march->after = from.state;
    march->state = kept;
    begin_beside(march, slots);
}
