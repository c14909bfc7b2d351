/* places - which row or column a template is in each period
 *
 * Most periods have the same rows and the same columns in the same order, and differ in the first of them only. So what stands where is kept
 * once for all periods that are alike, as distances from their first row and their first column. */
#ifndef COPLANT_PLACES_H
#define COPLANT_PLACES_H

#include <assert.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { NOWHERE = INT_MIN };

typedef struct PlacePattern {
    int *distance; /* [templates] from the first row or column of a period, or NOWHERE */
    size_t templates, room;
    size_t periods; /* that have it, of the empty one 0 */
} PlacePattern;

typedef struct PeriodPlaces {
    size_t pattern;
    int first[2]; /* row, column */
} PeriodPlaces;

typedef struct Places {
    size_t periods;
    PeriodPlaces *of;      /* [1 + periods]: the whole horizon, then each period */
    bool *is_column;       /* [templates] */
    PlacePattern *pattern; /* [patterns], the first of which is empty */
    size_t templates, template_room, patterns, pattern_room;
    size_t spare; /* a pattern that is no one's; 0: there is none */
    int open;     /* the period that was begun last, -1: none */
} Places;         /* owns its arrays: places_init, places_release */

void places_init(Places *places, size_t periods);
void places_release(Places *places);
void places_add_template(Places *places, bool is_column);

/* From now on rows and columns are those of this period: what was put into the one before is compared with others. */
void places_begin(Places *places, int period, size_t rows, size_t columns);

/* Whether nothing was put into the period yet. */
static inline bool places_are_none(const Places *places, int period)
{
    return places->of[period + 1].pattern == 0;
}

PlacePattern *places_make_room(Places *places, PeriodPlaces *of, size_t template); /* for places_put */

/* Period -1: the whole horizon. Any period may be put into at any time; what is put into the one that was begun last takes least room. */
static inline void places_put(Places *places, size_t template, int period, int place)
{
    assert(period >= -1 && period < (int)places->periods);
    PeriodPlaces *of = &places->of[period + 1];
    PlacePattern *own = &places->pattern[of->pattern];
    if (own->periods != 1 || template >= own->templates)
        own = places_make_room(places, of, template);
    own->distance[template] = place - of->first[places->is_column[template]];
}

/* The row or column, -1: none. */
static inline int places_find(const Places *places, size_t template, int period)
{
    const PeriodPlaces *of = &places->of[period + 1];
    const PlacePattern *pattern = &places->pattern[of->pattern];
    if (template >= pattern->templates || pattern->distance[template] == NOWHERE)
        return -1;
    return pattern->distance[template] + of->first[places->is_column[template]];
}

#endif
