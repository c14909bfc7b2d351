/* march - from both ends of time to the middle: the linking rows of one period after the other */
#include "solver/interior/march.h"

#include "solver/memory.h"

#include <stdlib.h>

static int up_to(int count, int multiple)
{
    return (count + multiple - 1) / multiple * multiple;
}

static double *take(int columns, int height)
{
    return memory_take_line((size_t)columns * (size_t)height + LANES);
}

void march_init(March *march, const Pattern *pattern, const Symbolic *symbolic)
{
    *march = (March){
        .linking = pattern->linking,
        .alike = pattern->alike,
        .slots = pattern->slots,
        .outer = symbolic->outer,
        .tied = symbolic->tied,
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
