/* pattern_sort - the order of a pattern's slots, linking rows and entries */
#include "solver/interior/pattern.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- slots of rows that tie the end of time to its beginning ---- */

static bool is_in_first_or_last_batch(const Pattern *pattern, const SharedEntry *entry)
{
    bool is = entry->values != NULL;
    for (int t = LANES; t < (pattern->batches - 1) * LANES && is; t++)
        is = entry->values[t] == 0;
    return is;
}

static bool is_circle(const Pattern *pattern, int slot)
{
    const int row = pattern->inner + pattern->linking + slot;
    for (int k = 0; k < pattern->spannings; k++)
        if (pattern->spanning[k].slot == slot && pattern->spanning[k].is_column)
            return false;
    for (int k = 0; k < pattern->crosses; k++)
        if (pattern->spanning[pattern->cross[k].row].slot == slot)
            return false;
    for (int e = 0; e < pattern->entries; e++)
        if (pattern->entry[e].row == row && !is_in_first_or_last_batch(pattern, &pattern->entry[e]))
            return false;
    return true;
}

static void move_slots(Pattern *pattern, const int *to)
{
    const int slots = pattern->slots, first = pattern->inner + pattern->linking;
    int *live = memory_take((size_t)slots, sizeof *live);
    for (int e = 0; e < pattern->entries; e++)
        if (pattern->entry[e].row >= first)
            pattern->entry[e].row = first + to[pattern->entry[e].row - first];
    for (int e = 0; e < pattern->directs; e++)
        pattern->direct[e].column = to[pattern->direct[e].column];
    for (int k = 0; k < pattern->spannings; k++)
        if (pattern->spanning[k].slot >= 0)
            pattern->spanning[k].slot = to[pattern->spanning[k].slot];
    for (int t = 0; t < pattern->periods; t++) {
        int *own = pattern->live + (size_t)t * (size_t)slots;
        memcpy(live, own, (size_t)slots * sizeof *live);
        for (int s = 0; s < slots; s++)
            own[to[s]] = live[s];
    }
    free(live);
}

void pattern_sort_slots(Pattern *pattern)
{
    enum { BATCHES_LEAST = 3 };
    if (pattern->batches < BATCHES_LEAST)
        return;
    int *to = memory_take((size_t)pattern->slots, sizeof *to), at = 0;
    bool *circle = memory_take((size_t)pattern->slots, sizeof *circle);
    for (int s = 0; s < pattern->slots; s++) {
        circle[s] = is_circle(pattern, s);
        pattern->circles += circle[s];
    }
    for (int pass = 0; pass < 2; pass++)
        for (int s = 0; s < pattern->slots; s++)
            if (circle[s] == (pass == 1))
                to[s] = at++;
    move_slots(pattern, to);
    free(circle);
    free(to);
}

/* ---- linking rows whose columns are the same in t - 1 as in t ---- */

/* The factor between the entries of a linking row in t - 1 and those in t; 0 where they are not alike. */
static double alike_factor(const Pattern *pattern, int row)
{
    double factor = 0;
    int here = 0, before = 0;
    for (int e = 0; e < pattern->entries; e++) {
        const SharedEntry *one = &pattern->entry[e];
        if (one->row != row)
            continue;
        here += one->shift == 0;
        before += one->shift == 1;
        if (one->values != NULL)
            return 0;
        if (one->shift == 0)
            continue;
        int f = 0;
        while (f < pattern->entries
               && !(pattern->entry[f].row == row && pattern->entry[f].column == one->column
                    && pattern->entry[f].shift == 0))
            f++;
        if (f == pattern->entries)
            return 0;
        const double ratio = one->value / pattern->entry[f].value;
        if (factor == 0)
            factor = ratio;
        if (fabs(ratio - factor) > 1e-14 * fabs(factor))
            return 0;
    }
    return here == before ? factor : 0;
}

void pattern_sort_linking(Pattern *pattern, size_t program_rows)
{
    const int linking = pattern->linking, inner = pattern->inner;
    pattern->alike_factor = memory_take((size_t)linking, sizeof *pattern->alike_factor);
    double *factor = memory_take((size_t)linking, sizeof *factor);
    int *place = memory_take((size_t)linking, sizeof *place);
    for (int c = 0; c < linking; c++)
        factor[c] = alike_factor(pattern, inner + c);
    for (int pass = 0, at = 0; pass < 2; pass++)
        for (int c = 0; c < linking; c++) {
            if ((factor[c] == 0) != (pass == 1))
                continue;
            pattern->alike += pass == 0;
            pattern->alike_factor[at] = pass == 0 ? factor[c] : 1;
            place[c] = at++;
        }
    for (size_t i = 0; i < program_rows; i++)
        if (pattern->row_in[i] >= inner)
            pattern->row_in[i] = inner + place[pattern->row_in[i] - inner];
    for (int e = 0; e < pattern->entries; e++)
        if (pattern->entry[e].row >= inner && pattern->entry[e].row < inner + linking)
            pattern->entry[e].row = inner + place[pattern->entry[e].row - inner];
    for (int e = 0; e < pattern->directs; e++)
        if (pattern->direct[e].row >= inner)
            pattern->direct[e].row = inner + place[pattern->direct[e].row - inner];
    free(place);
    free(factor);
}

static int by_column(const void *a, const void *b)
{
    const SharedEntry *one = a, *other = b;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    if (one->shift != other->shift)
        return one->shift - other->shift;
    return (one->row > other->row) - (one->row < other->row);
}

void pattern_sort(Pattern *pattern)
{
    if (pattern->entries > 0)
        qsort(pattern->entry, (size_t)pattern->entries, sizeof *pattern->entry, by_column);
}
