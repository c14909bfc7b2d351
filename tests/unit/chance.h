/* chance - numbers at random, the same on every machine and in every run (xorshift64*) */
#ifndef COPLANT_TESTS_CHANCE_H
#define COPLANT_TESTS_CHANCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Chance {
    uint64_t state; /* not 0 */
} Chance;

/* In [0, 1). */
static inline double chance_share(Chance *chance)
{
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return (double)((chance->state * UINT64_C(2685821657736338717)) >> 11) * 0x1p-53;
}

static inline bool chance_hits(Chance *chance, double share)
{
    return chance_share(chance) < share;
}

/* In low..high, both included. */
static inline int chance_between(Chance *chance, int low, int high)
{
    return low + (int)(chance_share(chance) * (high - low + 1));
}

/* Either sign, 10^low..10^high in magnitude, all magnitudes alike. */
static inline double chance_magnitude(Chance *chance, double low, double high)
{
    double size = pow(10, low + (high - low) * chance_share(chance));
    return chance_hits(chance, 0.5) ? size : -size;
}

#endif
