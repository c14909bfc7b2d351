/* places - which row or column a template is in each period */
#include "models/places.h"

#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* Patterns among which one that fits is sought: hours in which a day or a contract begins, but no end of them. */
enum { LOOK_BACK = 32 };

void places_init(Places *places, size_t periods)
{
    *places = (Places){
        .periods = periods, .of = memory_take(1 + periods, sizeof(PeriodPlaces)), .patterns = 1, .open = -1
    };
    places->pattern = memory_grow(NULL, 0, &places->pattern_room, sizeof *places->pattern);
}

void places_release(Places *places)
{
    for (size_t p = 0; p < places->patterns; p++)
        free(places->pattern[p].distance);
    free(places->pattern);
    free(places->is_column);
    free(places->of);
    *places = (Places){ 0 };
}

void places_add_template(Places *places, bool is_column)
{
    places->is_column = memory_grow(places->is_column, places->templates, &places->template_room,
                                    sizeof *places->is_column);
    places->is_column[places->templates++] = is_column;
}

/* ---- patterns ---- */

static size_t unused_pattern(Places *places)
{
    const size_t spare = places->spare;
    places->spare = 0;
    if (spare > 0)
        return spare;
    places->pattern = memory_grow(places->pattern, places->patterns, &places->pattern_room,
                                  sizeof *places->pattern);
    places->pattern[places->patterns] = (PlacePattern){ 0 };
    return places->patterns++;
}

static void reach(PlacePattern *pattern, size_t templates)
{
    for (; pattern->templates < templates; pattern->templates++) {
        pattern->distance = memory_grow(pattern->distance, pattern->templates, &pattern->room,
                                        sizeof *pattern->distance);
        pattern->distance[pattern->templates] = NOWHERE;
    }
}

/* The period's own: others that have the same keep it as it is. */
static PlacePattern *own_pattern(Places *places, PeriodPlaces *of)
{
    if (places->pattern[of->pattern].periods == 1)
        return &places->pattern[of->pattern];
    const size_t own = unused_pattern(places);
    PlacePattern *to = &places->pattern[own], *from = &places->pattern[of->pattern];
    reach(to, from->templates);
    if (to->distance != NULL && from->templates > 0)
        memcpy(to->distance, from->distance, from->templates * sizeof *to->distance);
    to->periods = 1;
    if (of->pattern > 0)
        from->periods--;
    of->pattern = own;
    return to;
}

PlacePattern *places_make_room(Places *places, PeriodPlaces *of, size_t template)
{
    PlacePattern *own = own_pattern(places, of);
    reach(own, template + 1);
    return own;
}

static bool same(const PlacePattern *a, const PlacePattern *b)
{
    return a->templates == b->templates
           && memcmp(a->distance, b->distance, a->templates * sizeof *a->distance) == 0;
}

/* Another pattern that says the same, or the period's own. */
static size_t like_pattern(const Places *places, size_t own)
{
    const size_t oldest = places->patterns > LOOK_BACK ? places->patterns - LOOK_BACK : 1;
    for (size_t p = places->patterns; p-- > oldest;)
        if (p != own && places->pattern[p].periods > 0 && same(&places->pattern[p], &places->pattern[own]))
            return p;
    return own;
}

/* ---- periods ---- */

static void end(Places *places, PeriodPlaces *of)
{
    const size_t own = of->pattern;
    if (places->pattern[own].periods != 1)
        return;
    of->pattern = like_pattern(places, own);
    if (of->pattern == own)
        return;
    places->pattern[of->pattern].periods++;
    PlacePattern *spare = &places->pattern[places->spare = own];
    spare->periods = 0;
    for (size_t k = 0; k < spare->templates; k++)
        spare->distance[k] = NOWHERE;
}

/* What was put into a period before it began was counted from another row and column. */
static void count_from(Places *places, PeriodPlaces *of, int row, int column)
{
    const int further[2] = { row - of->first[0], column - of->first[1] };
    if (of->pattern > 0) {
        PlacePattern *own = own_pattern(places, of);
        for (size_t k = 0; k < own->templates; k++)
            if (own->distance[k] != NOWHERE)
                own->distance[k] -= further[places->is_column[k]];
    }
    of->first[0] = row;
    of->first[1] = column;
}

void places_begin(Places *places, int period, size_t rows, size_t columns)
{
    if (places->open >= 0)
        end(places, &places->of[places->open + 1]);
    places->open = period;
    count_from(places, &places->of[period + 1], (int)rows, (int)columns);
}
