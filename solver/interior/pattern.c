/* pattern - what the periods of a program have in common */
#include "solver/interior/pattern.h"

#include "solver/memory.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PERIODS_LEAST = 8,
    SLOTS_MOST = 160,      /* what is dense in every period */
    LINKING_MOST = 400,    /* likewise */
    TEMPLATE_MOST = 20000, /* rows or columns of a period */
};

typedef struct Making {
    Pattern *pattern;
    const Lp *lp;
    const LpMatrix *matrix;
    int templates;           /* highest number of a stamp, and one */
    int *low, *high;         /* [rows] periods of its columns that are stamped */
    bool *links;             /* [templates] a row of it is linking */
    int *row_of, *column_of; /* [templates] place in the pattern */
    int *next, *head;        /* lists of entries by column, then of direct ones by slot */
    size_t entry_room, direct_room, cross_room, spanning_room;
    bool *row_is, *column_is; /* [periods x (inner + linking)], [periods x columns]: is there one? */
    int *times;               /* [entries] how often it was met */
    bool *varies;             /* [entries] */
    bool *is_done;            /* [columns] nothing more to be seen of its entries */
    size_t times_room, varies_room, next_room;
} Making;

/* ---- which rows and columns are copies of one another ---- */

static bool is_stamped(LpStamp stamp)
{
    return stamp.template >= 0 && stamp.period >= 0;
}

static bool limits_something(const Lp *lp, size_t row)
{
    return isfinite(lp->row_lower[row]) || isfinite(lp->row_upper[row]);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void count_stamps(Making *making)
{
    const Lp *lp = making->lp;
    int templates = 0, periods = 0;
    for (size_t i = 0; i < lp->rows; i++) {
        templates = most(templates, lp->row_stamp[i].template + 1);
        periods = most(periods, lp->row_stamp[i].period + 1);
    }
    for (size_t j = 0; j < lp->columns; j++) {
        templates = most(templates, lp->column_stamp[j].template + 1);
        periods = most(periods, lp->column_stamp[j].period + 1);
    }
    making->templates = templates;
    making->pattern->periods = periods;
}

static void find_reach(Making *making)
{
    const Lp *lp = making->lp;
    const LpMatrix *matrix = making->matrix;
    for (size_t i = 0; i < lp->rows; i++)
        making->low[i] = INT_MAX, making->high[i] = -1;
    for (size_t j = 0; j < lp->columns; j++) {
        if (!is_stamped(lp->column_stamp[j]))
            continue;
        const int t = lp->column_stamp[j].period;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            const int i = matrix->row[k];
            making->low[i] = least(making->low[i], t);
            making->high[i] = most(making->high[i], t);
        }
    }
}

static bool is_of_its_period(const Making *making, size_t row)
{
    const LpStamp stamp = making->lp->row_stamp[row];
    return is_stamped(stamp) && making->low[row] >= stamp.period - 1 && making->high[row] <= stamp.period;
}

/* Numbers the templates of rows, inner ones first, and of columns; what is not of its period spans. */
static void place_rows(Making *making)
{
    Pattern *pattern = making->pattern;
    const Lp *lp = making->lp;
    for (size_t i = 0; i < lp->rows; i++)
        if (limits_something(lp, i) && is_of_its_period(making, i)
            && making->low[i] < lp->row_stamp[i].period)
            making->links[lp->row_stamp[i].template] = true;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < lp->rows; i++) {
            if (!limits_something(lp, i) || !is_of_its_period(making, i))
                continue;
            const int of = lp->row_stamp[i].template;
            if (making->links[of] != (pass == 1))
                continue;
            if (making->row_of[of] < 0)
                making->row_of[of] = pass == 0 ? pattern->inner++ : pattern->inner + pattern->linking++;
            pattern->row_in[i] = making->row_of[of];
        }
}

static void place_columns(Making *making)
{
    Pattern *pattern = making->pattern;
    const Lp *lp = making->lp;
    for (size_t j = 0; j < lp->columns; j++) {
        if (!is_stamped(lp->column_stamp[j]))
            continue;
        int *of = &making->column_of[lp->column_stamp[j].template];
        if (*of < 0)
            *of = pattern->columns++;
        pattern->column_in[j] = *of;
    }
}

/* False where two rows or columns claim to be the same. */
static bool note_presence(Making *making)
{
    const Pattern *pattern = making->pattern;
    const Lp *lp = making->lp;
    const size_t rows = (size_t)(pattern->inner + pattern->linking), columns = (size_t)pattern->columns;
    making->row_is = memory_take((size_t)pattern->periods * rows, sizeof(bool));
    making->column_is = memory_take((size_t)pattern->periods * columns, sizeof(bool));
    for (size_t i = 0; i < lp->rows; i++) {
        if (pattern->row_in[i] < 0)
            continue;
        bool *is = &making->row_is[(size_t)lp->row_stamp[i].period * rows + (size_t)pattern->row_in[i]];
        if (*is)
            return false;
        *is = true;
    }
    for (size_t j = 0; j < lp->columns; j++) {
        if (pattern->column_in[j] < 0)
            continue;
        bool *is =
            &making->column_is[(size_t)lp->column_stamp[j].period * columns + (size_t)pattern->column_in[j]];
        if (*is)
            return false;
        *is = true;
    }
    return true;
}

/* ---- what spans ---- */

static void add_spanning(Making *making, int index, bool is_column, int first, int last)
{
    Pattern *pattern = making->pattern;
    pattern->spanning = memory_grow(pattern->spanning, (size_t)pattern->spannings, &making->spanning_room,
                                    sizeof *pattern->spanning);
    int *in = is_column ? &pattern->column_in[index] : &pattern->row_in[index];
    *in = SPANNING - pattern->spannings;
    pattern->spanning[pattern->spannings++] =
        (Spanning){ .slot = NOWHERE, .index = index, .is_column = is_column, .first = first, .last = last };
}

static void widen(Spanning *spanning, int first, int last)
{
    spanning->first = least(spanning->first, first);
    spanning->last = most(spanning->last, last);
}

/* A column is alive with the rows of periods that it is in, and together with every spanning row. */
static void add_spanning_column(Making *making, size_t j)
{
    Pattern *pattern = making->pattern;
    const LpMatrix *matrix = making->matrix;
    int first = INT_MAX, last = -1;
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
        if (pattern->row_in[matrix->row[k]] >= 0) {
            first = least(first, making->lp->row_stamp[matrix->row[k]].period);
            last = most(last, making->lp->row_stamp[matrix->row[k]].period);
        }
    add_spanning(making, (int)j, true, first, last);
    Spanning *column = &pattern->spanning[pattern->spannings - 1];
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
        if (pattern->row_in[matrix->row[k]] <= SPANNING) {
            Spanning *row = &pattern->spanning[SPANNING - pattern->row_in[matrix->row[k]]];
            widen(row, column->first, column->last);
            if (column->last < 0)
                widen(column, row->first, row->last);
        }
}

/* What touches no period at all lives as long as the program. */
static void find_spanning(Making *making)
{
    Pattern *pattern = making->pattern;
    const Lp *lp = making->lp;
    for (size_t i = 0; i < lp->rows; i++)
        if (limits_something(lp, i) && pattern->row_in[i] < 0)
            add_spanning(making, (int)i, false, making->low[i], making->high[i]);
    pattern->spanning_rows = pattern->spannings;
    for (size_t j = 0; j < lp->columns; j++)
        if (pattern->column_in[j] < 0)
            add_spanning_column(making, j);
    for (int k = 0; k < pattern->spannings; k++)
        if (pattern->spanning[k].last < 0)
            pattern->spanning[k].first = 0, pattern->spanning[k].last = pattern->periods - 1;
}

static int stamp_of(const Making *making, const Spanning *spanning)
{
    const Lp *lp = making->lp;
    return spanning->is_column ? lp->column_stamp[spanning->index].template
                               : lp->row_stamp[spanning->index].template;
}

/* A column that is in one spanning row and in no other works on that row's diagonal only. */
static bool is_single(const Making *making, const Spanning *spanning)
{
    const LpMatrix *matrix = making->matrix;
    if (!spanning->is_column)
        return false;
    const size_t start = matrix->start[spanning->index], end = matrix->start[spanning->index + 1];
    return end == start || (end == start + 1 && making->pattern->row_in[matrix->row[start]] < 0);
}

/* Each goes into the first slot of its template that is free again. False where there are too many slots. */
static bool give_slots(Making *making)
{
    Pattern *pattern = making->pattern;
    int of[SLOTS_MOST], free_after[SLOTS_MOST], slots = 0; /* of: template, columns as -2 - template */
    int *order = memory_take((size_t)pattern->spannings, sizeof *order);
    int *start = memory_take((size_t)pattern->periods + 1, sizeof *start);
    for (int k = 0; k < pattern->spannings; k++)
        start[pattern->spanning[k].first + 1]++;
    for (int t = 0; t < pattern->periods; t++)
        start[t + 1] += start[t];
    for (int k = 0; k < pattern->spannings; k++)
        order[start[pattern->spanning[k].first]++] = k;
    bool fits = true;
    for (int n = 0; n < pattern->spannings && fits; n++) {
        Spanning *spanning = &pattern->spanning[order[n]];
        if (is_single(making, spanning))
            continue;
        const int stamp = stamp_of(making, spanning), key = spanning->is_column ? -2 - stamp : stamp;
        int s = 0;
        while (s < slots && !(of[s] == key && stamp >= 0 && free_after[s] < spanning->first))
            s++;
        fits = s < SLOTS_MOST;
        if (!fits)
            break;
        slots = most(slots, s + 1);
        of[s] = key;
        free_after[s] = spanning->last;
        spanning->slot = s;
    }
    free(order);
    free(start);
    pattern->slots = slots;
    if (!fits)
        return false;
    pattern->live = memory_take((size_t)pattern->periods * (size_t)slots, sizeof *pattern->live);
    for (size_t n = 0; n < (size_t)pattern->periods * (size_t)slots; n++)
        pattern->live[n] = NOWHERE;
    for (int k = 0; k < pattern->spannings; k++)
        for (int t = pattern->spanning[k].first;
             t <= pattern->spanning[k].last && pattern->spanning[k].slot >= 0; t++)
            pattern->live[t * slots + pattern->spanning[k].slot] = k;
    return true;
}

/* ---- entries ---- */

static bool is_at(const Making *making, int e, int row, int shift)
{
    return e >= 0 && making->pattern->entry[e].row == row && making->pattern->entry[e].shift == shift;
}

/* A list keeps the order of the first period. */
static int add_to_list(Making *making, int row, int column, int shift, double value)
{
    Pattern *pattern = making->pattern;
    const size_t count = (size_t)pattern->entries;
    pattern->entry = memory_grow(pattern->entry, count, &making->entry_room, sizeof *pattern->entry);
    making->next = memory_grow(making->next, count, &making->next_room, sizeof *making->next);
    making->times = memory_grow(making->times, count, &making->times_room, sizeof *making->times);
    making->varies = memory_grow(making->varies, count, &making->varies_room, sizeof *making->varies);
    int *end = &making->head[column];
    while (*end >= 0)
        end = &making->next[*end];
    *end = (int)count;
    making->next[count] = NOWHERE;
    pattern->entry[count] = (SharedEntry){ .row = row, .column = column, .shift = shift, .value = value };
    return pattern->entries++;
}

/* The entry at a place of a list, added where it is not there yet. It is mostly the `expected` one. */
static int entry_at(Making *making, int expected, int row, int column, int shift, double value)
{
    if (is_at(making, expected, row, shift))
        return expected;
    int e = making->head[column];
    while (e >= 0 && !is_at(making, e, row, shift))
        e = making->next[e];
    return e >= 0 ? e : add_to_list(making, row, column, shift, value);
}

/* Row and shift of an entry in column j of a period; false where its row limits nothing. */
static bool where(const Making *making, size_t j, int i, int *row, int *shift)
{
    const Pattern *pattern = making->pattern;
    const int in = pattern->row_in[i];
    *shift = 0;
    *row = in;
    if (in <= SPANNING)
        *row = pattern->inner + pattern->linking + pattern->spanning[SPANNING - in].slot;
    else if (in >= 0)
        *shift = making->lp->row_stamp[i].period - making->lp->column_stamp[j].period;
    return in != NOWHERE;
}

/* Goes over all entries of columns of periods. */
static void each_entry(Making *making,
                       void (*see)(Making *making, SharedEntry *entry, int period, double value))
{
    const Pattern *pattern = making->pattern;
    const LpMatrix *matrix = making->matrix;
    for (size_t j = 0; j < making->lp->columns; j++) {
        if (pattern->column_in[j] < 0 || making->is_done[pattern->column_in[j]])
            continue;
        int expected = making->head[pattern->column_in[j]];
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            int row, shift;
            if (!where(making, j, matrix->row[k], &row, &shift))
                continue;
            const int e = entry_at(making, expected, row, pattern->column_in[j], shift, matrix->value[k]);
            see(making, &pattern->entry[e], making->lp->column_stamp[j].period, matrix->value[k]);
            expected = making->next[e];
        }
    }
}

static void count_entry(Making *making, SharedEntry *entry, int period, double value)
{
    (void)period;
    const ptrdiff_t e = entry - making->pattern->entry;
    making->times[e]++;
    if (fabs(entry->value - value) > 1e-13 * fabs(entry->value))
        making->varies[e] = true;
}

/* In how many periods an entry belongs: where its row and its column are. */
static int times_expected(const Making *making, const SharedEntry *entry)
{
    const Pattern *pattern = making->pattern;
    const int rows = pattern->inner + pattern->linking;
    int times = 0;
    for (int t = 0; t < pattern->periods; t++) {
        if (!making->column_is[(size_t)t * (size_t)pattern->columns + (size_t)entry->column])
            continue;
        if (entry->row >= rows)
            times++;
        else if (t + entry->shift < pattern->periods)
            times += making->row_is[(size_t)(t + entry->shift) * (size_t)rows + (size_t)entry->row];
    }
    return times;
}

static double *take_values(const Pattern *pattern)
{
    return memory_take_line((size_t)pattern->batches * LANES);
}

static void find_varying(Making *making)
{
    Pattern *pattern = making->pattern;
    for (int c = 0; c < pattern->columns; c++)
        making->is_done[c] = true;
    for (int e = 0; e < pattern->entries; e++)
        if (making->varies[e] || making->times[e] != times_expected(making, &pattern->entry[e])) {
            pattern->entry[e].values = take_values(pattern);
            making->is_done[pattern->entry[e].column] = false;
        }
}

static void fill_entry(Making *making, SharedEntry *entry, int period, double value)
{
    (void)making;
    if (entry->values != NULL)
        entry->values[period] = value;
}

/* Entries of spanning columns. In rows of periods they always have an array of values: one period in which there is none is
 * enough to need it. */
static void add_direct(Making *making, int row, int slot, int t, double value)
{
    Pattern *pattern = making->pattern;
    int e = 0;
    while (e < pattern->directs && !(pattern->direct[e].row == row && pattern->direct[e].column == slot))
        e++;
    if (e == pattern->directs) {
        pattern->direct = memory_grow(pattern->direct, (size_t)e, &making->direct_room,
                                      sizeof *pattern->direct);
        pattern->direct[e] =
            (SharedEntry){ .row = row, .column = slot, .value = NAN, .values = take_values(pattern) };
        pattern->directs++;
    }
    pattern->direct[e].values[t] = value;
}

static void add_cross(Making *making, int row, int column, double value)
{
    Pattern *pattern = making->pattern;
    pattern->cross = memory_grow(pattern->cross, (size_t)pattern->crosses, &making->cross_room,
                                 sizeof *pattern->cross);
    pattern->cross[pattern->crosses++] = (CrossEntry){
        .row = row,
        .column = column,
        .period = most(pattern->spanning[row].first, pattern->spanning[column].first),
        .value = value,
    };
}

static void collect_direct(Making *making)
{
    Pattern *pattern = making->pattern;
    const LpMatrix *matrix = making->matrix;
    for (int c = pattern->spanning_rows; c < pattern->spannings; c++) {
        const size_t j = (size_t)pattern->spanning[c].index;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            const int i = matrix->row[k], in = pattern->row_in[i];
            if (in >= 0)
                add_direct(making, in, pattern->spanning[c].slot, making->lp->row_stamp[i].period,
                           matrix->value[k]);
            else if (in <= SPANNING)
                add_cross(making, SPANNING - in, c, matrix->value[k]);
        }
    }
}

/* ---- slacks ---- */

static void add_slacks(Making *making)
{
    Pattern *pattern = making->pattern;
    const Lp *lp = making->lp;
    const int rows = pattern->inner + pattern->linking;
    pattern->slack = memory_take((size_t)rows, sizeof *pattern->slack);
    for (int r = 0; r < rows; r++)
        pattern->slack[r] = NOWHERE;
    for (size_t i = 0; i < lp->rows; i++) {
        const int in = pattern->row_in[i];
        if (in >= 0 && pattern->slack[in] == NOWHERE && lp->row_lower[i] != lp->row_upper[i])
            pattern->slack[in] = pattern->columns++;
    }
}

/* ---- all of it ---- */

static int *take_nowhere(size_t count)
{
    int *places = memory_take(count, sizeof *places);
    for (size_t n = 0; n < count; n++)
        places[n] = NOWHERE;
    return places;
}

static bool make(Making *making)
{
    Pattern *pattern = making->pattern;
    count_stamps(making);
    if (pattern->periods < PERIODS_LEAST)
        return false;
    pattern->batches = (pattern->periods + LANES - 1) / LANES;
    pattern->middle = (pattern->batches + 1) / 2;
    making->links = memory_take((size_t)making->templates, sizeof(bool));
    making->row_of = take_nowhere((size_t)making->templates);
    making->column_of = take_nowhere((size_t)making->templates);
    find_reach(making);
    place_rows(making);
    place_columns(making);
    if (pattern->linking > LINKING_MOST || pattern->inner > TEMPLATE_MOST || pattern->columns > TEMPLATE_MOST
        || !note_presence(making))
        return false;
    find_spanning(making);
    if (!give_slots(making))
        return false;
    making->head = take_nowhere((size_t)pattern->columns);
    making->is_done = memory_take((size_t)pattern->columns, sizeof(bool));
    each_entry(making, count_entry);
    find_varying(making);
    each_entry(making, fill_entry);
    collect_direct(making);
    pattern_sort_slots(pattern);
    pattern_sort_linking(pattern, making->lp->rows);
    pattern_sort(pattern);
    add_slacks(making);
    return true;
}

bool pattern_init(Pattern *pattern, const Lp *lp, const LpMatrix *matrix)
{
    *pattern = (Pattern){ .row_in = take_nowhere(lp->rows), .column_in = take_nowhere(lp->columns) };
    Making making = {
        .pattern = pattern,
        .lp = lp,
        .matrix = matrix,
        .low = memory_take(lp->rows, sizeof(int)),
        .high = memory_take(lp->rows, sizeof(int)),
    };
    const bool fits = make(&making);
    free(making.low);
    free(making.high);
    free(making.links);
    free(making.row_of);
    free(making.column_of);
    free(making.next);
    free(making.head);
    free(making.row_is);
    free(making.column_is);
    free(making.times);
    free(making.varies);
    free(making.is_done);
    if (!fits)
        pattern_release(pattern);
    return fits;
}

void pattern_forget_program(Pattern *pattern)
{
    free(pattern->row_in);
    free(pattern->column_in);
    pattern->row_in = pattern->column_in = NULL;
}

void pattern_release(Pattern *pattern)
{
    for (int e = 0; e < pattern->entries; e++)
        free(pattern->entry[e].values);
    for (int e = 0; e < pattern->directs; e++)
        free(pattern->direct[e].values);
    free(pattern->entry);
    free(pattern->direct);
    free(pattern->alike_factor);
    free(pattern->slack);
    free(pattern->spanning);
    free(pattern->cross);
    free(pattern->live);
    pattern_forget_program(pattern);
    *pattern = (Pattern){ 0 };
}
