/* unit_names - the words that units are made of, and what a wrong one was meant to be
 *
 *     unit = [count] [prefix] name [power],  e.g.  万 k Wh,  k m 2,  亿 m 3
 *
 * A prefix (k M G T P, 千 兆 吉) binds before the power: km2 is a square kilometre. A count (万 亿 百万) binds after it:
 * 万m3 is ten thousand cubic metres. */
#ifndef COPLANT_UNIT_NAMES_H
#define COPLANT_UNIT_NAMES_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* One word taken apart. Factors are "1" where nothing was written. */
typedef struct UnitName {
    const char *count, *prefix; /* factors, as texts that udunits reads */
    const char *is;             /* in the units of our system: kg s K m money gas piece J W */
    int power;                  /* 1, 2 or 3 */
} UnitName;

bool unit_name_find(const char *currency, const char *word, size_t length, UnitName *name);

/* What to say about a word that was not found: "unknown unit 'Kg'; did you mean 'kg'?". Kept in the arena. */
const char *unit_name_hint(Arena *arena, const char *currency, const char *word, size_t length);

#endif
