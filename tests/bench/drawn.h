/* drawn - figures by chance, the same at every call, in texts that say where */
#ifndef COPLANT_DRAWN_H
#define COPLANT_DRAWN_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* From 0 to below 1: the upper bits of Knuth's 64-bit congruential generator. */
static inline double draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 40) / (double)(UINT64_C(1) << 24);
}

/* A figure behind an @ becomes one of 80 to 120 % of it, & the number. */
static inline void print_drawn(FILE *to, const char *text, int number, uint64_t *state)
{
    while (*text != '\0')
        if (*text == '@') {
            char *end;
            double figure = strtod(text + 1, &end);
            fprintf(to, "%.4g", figure * (0.8 + 0.4 * draw(state)));
            text = end;
        } else if (*text == '&') {
            fprintf(to, "%d", number);
            text++;
        } else {
            fputc(*text++, to);
        }
}

#endif
