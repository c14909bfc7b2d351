/* reduce_entries - the entries of a pattern from which rows and columns go */
#include "solver/interior/reduce_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is left of two entries that cancel. */
static const double rounding = 1e-13;

/* ---- places and values ---- */

bool reduce_row_place(const Reducing *reducing, int t, int row, size_t *place)
{
    const Pattern *pattern = reducing->pattern;
    const int own = pattern->inner + pattern->linking;
    const size_t behind = lanes(reducing) * (size_t)own;
    if (t >= pattern->periods)
        return false;
    *place = ((size_t)(t / LANES) * (size_t)own + (size_t)row) * LANES + (size_t)(t % LANES);
    if (row >= own) {
        const int k = pattern->live[t * pattern->slots + row - own];
        if (k < 0 || k >= pattern->spanning_rows)
            return false;
        *place = behind + (size_t)k;
    }
    return reducing->system->row_here[*place] > 0;
}

SharedEntry reduce_quotient(const Reducing *reducing, const SharedEntry *entry, const SharedEntry *pivot)
{
    SharedEntry by = { .row = entry->row, .column = entry->column, .shift = entry->shift };
    if (entry->values == NULL && pivot->values == NULL) {
        by.value = -entry->value / pivot->value;
        return by;
    }
    by.values = take_values(reducing);
    for (int t = 0; t < reducing->pattern->periods; t++)
        by.values[t] = -value_at(entry, t) / value_at(pivot, t);
    return by;
}

double *reduce_quotients(const Reducing *reducing, const double *figures, const SharedEntry *pivot)
{
    bool any = false;
    for (int t = 0; t < reducing->pattern->periods && !any; t++)
        any = figures[t] != 0;
    if (!any)
        return NULL;
    double *by = take_values(reducing);
    for (int t = 0; t < reducing->pattern->periods; t++)
        by[t] = figures[t] / value_at(pivot, t);
    return by;
}

/* Figures of a column or of an inner row, by period, from a vector of the system. */
static void gather(const Reducing *reducing, const double *from, int count, int which, double *to)
{
    for (int batch = 0; batch < reducing->pattern->batches; batch++)
        memcpy(to + batch * LANES, from + ((size_t)batch * (size_t)count + (size_t)which) * LANES,
               LANES * sizeof *to);
}

double *reduce_column_figures(const Reducing *reducing, const double *from, int column)
{
    double *to = take_values(reducing);
    gather(reducing, from, reducing->pattern->columns, column, to);
    return to;
}

double *reduce_row_figures(const Reducing *reducing, const double *from, int row)
{
    double *to = take_values(reducing);
    gather(reducing, from, reducing->pattern->inner + reducing->pattern->linking, row, to);
    return to;
}

/* ---- ranges ---- */

Range reduce_range(const Reducing *reducing, const SharedEntry *entry)
{
    Range range = { INFINITY, -INFINITY };
    if (entry->values == NULL)
        return (Range){ entry->value, entry->value };
    for (int t = 0; t < reducing->pattern->periods; t++)
        range = (Range){ fmin(range.low, entry->values[t]), fmax(range.high, entry->values[t]) };
    return range;
}

double reduce_smallest_size(const Reducing *reducing, const SharedEntry *entry)
{
    const Range range = reduce_range(reducing, entry);
    return range.low > 0 || range.high < 0 ? fmin(fabs(range.low), fabs(range.high)) : 0;
}

double reduce_largest_size(const Reducing *reducing, const SharedEntry *entry)
{
    const Range range = reduce_range(reducing, entry);
    return fmax(fabs(range.low), fabs(range.high));
}

/* ---- lists ---- */

void reduce_put_into_lists(Reducing *reducing, int e)
{
    const SharedEntry *entry = &reducing->pattern->entry[e];
    const size_t count = (size_t)e;
    reducing->next_in_row = memory_grow(reducing->next_in_row, count, &reducing->row_list_room,
                                        sizeof *reducing->next_in_row);
    reducing->next_in_column = memory_grow(reducing->next_in_column, count, &reducing->column_list_room,
                                           sizeof *reducing->next_in_column);
    reducing->next_in_row[e] = reducing->of_row[entry->row];
    reducing->of_row[entry->row] = e;
    reducing->count_in_row[entry->row]++;
    reducing->next_in_column[e] = reducing->of_column[entry->column];
    reducing->of_column[entry->column] = e;
    reducing->count_in_column[entry->column]++;
}

static void unlink_from(int *head, int *next, int e)
{
    while (*head != e)
        head = &next[*head];
    *head = next[e];
}

void reduce_drop_entry(Reducing *reducing, int e)
{
    SharedEntry *entry = &reducing->pattern->entry[e];
    unlink_from(&reducing->of_row[entry->row], reducing->next_in_row, e);
    unlink_from(&reducing->of_column[entry->column], reducing->next_in_column, e);
    reducing->count_in_row[entry->row]--;
    reducing->count_in_column[entry->column]--;
    if (entry->row < reducing->pattern->inner)
        reducing->waits[entry->row] = reducing->row_may[entry->row];
    free(entry->values);
    entry->values = NULL;
    entry->row = NOWHERE;
}

static int find_entry(const Reducing *reducing, int row, int column, int shift)
{
    int e = reducing->of_column[column];
    while (e >= 0 && !(reducing->pattern->entry[e].row == row && reducing->pattern->entry[e].shift == shift))
        e = reducing->next_in_column[e];
    return e;
}

static bool is_nothing(const Reducing *reducing, const SharedEntry *entry, double size)
{
    return reduce_largest_size(reducing, entry) <= rounding * size;
}

void reduce_add_entry(Reducing *reducing, const SharedEntry *from, const SharedEntry *by, int column)
{
    Pattern *pattern = reducing->pattern;
    const SharedEntry taken = *from;
    int e = find_entry(reducing, taken.row, column, taken.shift);
    if (e < 0) {
        e = pattern->entries++;
        pattern->entry = memory_grow(pattern->entry, (size_t)e, &reducing->entry_room,
                                     sizeof *pattern->entry);
        pattern->entry[e] = (SharedEntry){ .row = taken.row, .column = column, .shift = taken.shift };
        reduce_put_into_lists(reducing, e);
    }
    SharedEntry *entry = &pattern->entry[e];
    const double size = reduce_largest_size(reducing, entry);
    if (taken.values == NULL && by->values == NULL && entry->values == NULL) {
        entry->value += taken.value * by->value;
    } else {
        double *values = take_values(reducing);
        for (int t = 0; t < pattern->periods; t++)
            values[t] = value_at(entry, t) + value_at(&taken, t) * value_at(by, t);
        free(entry->values);
        entry->values = values;
    }
    if (is_nothing(reducing, entry, size))
        reduce_drop_entry(reducing, e);
}
