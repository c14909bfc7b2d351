/* reduce - rows and columns that a program of periods can do without */
#include "solver/interior/reduce.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A column goes by its entry in a row only if no other there is so many times as large. */
static const double largest_quotient = 1e3;
/* Limits that leave less than this, relatively, and more than nothing, are no limits to work with. */
static const double narrow = 1e-9;
/* What is left of two entries that cancel. */
static const double rounding = 1e-13;

enum { LOWER = 1, UPPER = 2 };

typedef struct Range {
    double low, high;
} Range;

/* Limits of a column: of all periods together, and those that hold in every period. */
typedef struct Box {
    Range wide, tight;
} Box;

typedef struct Making {
    Pattern *pattern;
    System *system;
    Reduction *reduction;
    int rows;                           /* inner, linking, slots */
    int *of_row, *of_column;            /* lists of entries; NOWHERE ends them */
    int *next_in_row, *next_in_column;  /* [entries] */
    int *count_in_row, *count_in_column;
    Box *box;                           /* [columns] */
    bool *row_may, *column_may;         /* stand in every period, the row as an equation */
    bool *row_went, *column_went, *waits; /* [rows], [columns], [rows] to be looked at */
    size_t row_list_room, column_list_room, entry_room, gone_room;
} Making;

/* ---- places and values ---- */

static size_t lanes(const Making *making)
{
    return (size_t)making->pattern->batches * LANES;
}

static size_t column_place(const Making *making, int t, int column)
{
    return pattern_column(making->pattern, t, column);
}

/* Of an inner or linking row, or the slot of a spanning one; returns false where there is none in this period. */
static bool row_place(const Making *making, int t, int row, size_t *place)
{
    const Pattern *pattern = making->pattern;
    const int own = pattern->inner + pattern->linking;
    const size_t behind = lanes(making) * (size_t)own;
    if (t >= pattern->periods)
        return false;
    *place = ((size_t)(t / LANES) * (size_t)own + (size_t)row) * LANES + (size_t)(t % LANES);
    if (row >= own) {
        const int k = pattern->live[t * pattern->slots + row - own];
        if (k < 0 || k >= pattern->spanning_rows)
            return false;
        *place = behind + (size_t)k;
    }
    return making->system->row_here[*place] > 0;
}

static double value_at(const SharedEntry *entry, int t)
{
    return entry->values != NULL ? entry->values[t] : entry->value;
}

static double *take_values(const Making *making)
{
    return memory_take_line(lanes(making));
}

/* -entry / pivot, which has a value in every period. */
static SharedEntry quotient(const Making *making, const SharedEntry *entry, const SharedEntry *pivot)
{
    SharedEntry by = { .row = entry->row, .column = entry->column, .shift = entry->shift };
    if (entry->values == NULL && pivot->values == NULL) {
        by.value = -entry->value / pivot->value;
        return by;
    }
    by.values = take_values(making);
    for (int t = 0; t < making->pattern->periods; t++)
        by.values[t] = -value_at(entry, t) / value_at(pivot, t);
    return by;
}

/* figures[t] / pivot; NULL where all are 0. */
static double *quotients(const Making *making, const double *figures, const SharedEntry *pivot)
{
    bool any = false;
    for (int t = 0; t < making->pattern->periods && !any; t++)
        any = figures[t] != 0;
    if (!any)
        return NULL;
    double *by = take_values(making);
    for (int t = 0; t < making->pattern->periods; t++)
        by[t] = figures[t] / value_at(pivot, t);
    return by;
}

/* Figures of a column or of an inner row, by period, from a vector of the system. */
static void gather(const Making *making, const double *from, int count, int which, double *to)
{
    for (int batch = 0; batch < making->pattern->batches; batch++)
        memcpy(to + batch * LANES, from + ((size_t)batch * (size_t)count + (size_t)which) * LANES,
               LANES * sizeof *to);
}

static double *column_figures(const Making *making, const double *from, int column)
{
    double *to = take_values(making);
    gather(making, from, making->pattern->columns, column, to);
    return to;
}

static double *row_figures(const Making *making, const double *from, int row)
{
    double *to = take_values(making);
    gather(making, from, making->pattern->inner + making->pattern->linking, row, to);
    return to;
}

/* ---- ranges ---- */

static Range united(Range a, double b)
{
    return (Range){ fmin(a.low, b), fmax(a.high, b) };
}

static const Range nothing = { INFINITY, -INFINITY };

static double product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static Range times(Range a, Range b)
{
    const Range low = united(united(nothing, product(a.low, b.low)), product(a.low, b.high));
    return united(united(low, product(a.high, b.low)), product(a.high, b.high));
}

static Range range_of_entry(const Making *making, const SharedEntry *entry)
{
    Range range = nothing;
    if (entry->values == NULL)
        return (Range){ entry->value, entry->value };
    for (int t = 0; t < making->pattern->periods; t++)
        range = united(range, entry->values[t]);
    return range;
}

static double smallest_size(const Making *making, const SharedEntry *entry)
{
    const Range range = range_of_entry(making, entry);
    return range.low > 0 || range.high < 0 ? fmin(fabs(range.low), fabs(range.high)) : 0;
}

static double largest_size(const Making *making, const SharedEntry *entry)
{
    const Range range = range_of_entry(making, entry);
    return fmax(fabs(range.low), fabs(range.high));
}

static void find_box(const Making *making, int column)
{
    const System *system = making->system;
    Box box = { nothing, { -INFINITY, INFINITY } };
    for (int t = 0; t < making->pattern->periods; t++) {
        const size_t at = column_place(making, t, column);
        box.wide = (Range){ fmin(box.wide.low, system->lower[at]), fmax(box.wide.high, system->upper[at]) };
        box.tight = (Range){ fmax(box.tight.low, system->lower[at]), fmin(box.tight.high, system->upper[at]) };
    }
    making->box[column] = box;
}

/* ---- what may go ---- */

static void find_columns(Making *making)
{
    const Pattern *pattern = making->pattern;
    const System *system = making->system;
    for (int c = 0; c < pattern->columns; c++)
        making->box[c] = (Box){ nothing, { -INFINITY, INFINITY } }, making->column_may[c] = true;
    for (int t = 0; t < pattern->periods; t++)
        for (int c = 0; c < pattern->columns; c++) {
            const size_t at = column_place(making, t, c);
            const double lower = system->lower[at], upper = system->upper[at];
            Box *box = &making->box[c];
            box->wide.low = lower < box->wide.low ? lower : box->wide.low;
            box->wide.high = upper > box->wide.high ? upper : box->wide.high;
            box->tight.low = lower > box->tight.low ? lower : box->tight.low;
            box->tight.high = upper < box->tight.high ? upper : box->tight.high;
            if (isinf(lower) && isinf(upper) && !(system->here[at] > 0)) /* it is not there */
                making->column_may[c] = false;
        }
}

static void find_rows(Making *making)
{
    const Pattern *pattern = making->pattern;
    for (int i = 0; i < pattern->inner; i++) {
        size_t place;
        making->row_may[i] = pattern->slack[i] == NOWHERE;
        for (int t = 0; t < pattern->periods && making->row_may[i]; t++)
            making->row_may[i] = row_place(making, t, i, &place);
        making->waits[i] = making->row_may[i];
    }
    for (int e = 0; e < pattern->directs; e++)
        making->row_may[pattern->direct[e].row] = false;
}

/* ---- lists of entries ---- */

static void put_into_lists(Making *making, int e)
{
    const SharedEntry *entry = &making->pattern->entry[e];
    const size_t count = (size_t)e;
    making->next_in_row = memory_grow(making->next_in_row, count, &making->row_list_room,
                                      sizeof *making->next_in_row);
    making->next_in_column = memory_grow(making->next_in_column, count, &making->column_list_room,
                                         sizeof *making->next_in_column);
    making->next_in_row[e] = making->of_row[entry->row];
    making->of_row[entry->row] = e;
    making->count_in_row[entry->row]++;
    making->next_in_column[e] = making->of_column[entry->column];
    making->of_column[entry->column] = e;
    making->count_in_column[entry->column]++;
}

static void unlink_from(int *head, int *next, int e)
{
    while (*head != e)
        head = &next[*head];
    *head = next[e];
}

/* The entry stays in the pattern until all is done: its row is NOWHERE. */
static void drop_entry(Making *making, int e)
{
    SharedEntry *entry = &making->pattern->entry[e];
    unlink_from(&making->of_row[entry->row], making->next_in_row, e);
    unlink_from(&making->of_column[entry->column], making->next_in_column, e);
    making->count_in_row[entry->row]--;
    making->count_in_column[entry->column]--;
    if (entry->row < making->pattern->inner)
        making->waits[entry->row] = making->row_may[entry->row];
    free(entry->values);
    entry->values = NULL;
    entry->row = NOWHERE;
}

static int find_entry(const Making *making, int row, int column, int shift)
{
    int e = making->of_column[column];
    while (e >= 0
           && !(making->pattern->entry[e].row == row && making->pattern->entry[e].shift == shift))
        e = making->next_in_column[e];
    return e;
}

static bool is_nothing(const Making *making, const SharedEntry *entry, double size)
{
    return largest_size(making, entry) <= rounding * size;
}

/* entry (row, column, shift) += from * by */
static void add_entry(Making *making, const SharedEntry *from, const SharedEntry *by, int column)
{
    Pattern *pattern = making->pattern;
    const SharedEntry taken = *from;
    int e = find_entry(making, taken.row, column, taken.shift);
    if (e < 0) {
        e = pattern->entries++;
        pattern->entry = memory_grow(pattern->entry, (size_t)e, &making->entry_room, sizeof *pattern->entry);
        pattern->entry[e] = (SharedEntry){ .row = taken.row, .column = column, .shift = taken.shift };
        put_into_lists(making, e);
    }
    SharedEntry *entry = &pattern->entry[e];
    const double size = largest_size(making, entry);
    if (taken.values == NULL && by->values == NULL && entry->values == NULL) {
        entry->value += taken.value * by->value;
    } else {
        double *values = take_values(making);
        for (int t = 0; t < pattern->periods; t++)
            values[t] = value_at(entry, t) + value_at(&taken, t) * value_at(by, t);
        free(entry->values);
        entry->values = values;
    }
    if (is_nothing(making, entry, size))
        drop_entry(making, e);
}

/* ---- going ---- */

static const SharedEntry *entry_of(const Making *making, int e)
{
    return &making->pattern->entry[e];
}

static bool is_large_enough(const Making *making, int pivot)
{
    const double least = smallest_size(making, entry_of(making, pivot));
    for (int e = making->of_row[entry_of(making, pivot)->row]; e >= 0; e = making->next_in_row[e])
        if (largest_size(making, entry_of(making, e)) > largest_quotient * least)
            return false;
    return least > 0;
}

/* Where column j can be while the others of its row are within their limits. */
static Range implied(const Making *making, int pivot)
{
    const SharedEntry *own = entry_of(making, pivot);
    Range left = nothing;
    double *limit = row_figures(making, making->system->limit, own->row);
    for (int t = 0; t < making->pattern->periods; t++)
        left = united(left, limit[t]);
    free(limit);
    for (int e = making->of_row[own->row]; e >= 0; e = making->next_in_row[e]) {
        const SharedEntry *entry = entry_of(making, e);
        if (e == pivot)
            continue;
        const Range taken = times(range_of_entry(making, entry), making->box[entry->column].wide);
        left.low -= taken.high;
        left.high -= taken.low;
    }
    const Range size = range_of_entry(making, own);
    return times(left, (Range){ 1 / size.high, 1 / size.low });
}

static bool keeps_limits(const Making *making, int pivot)
{
    const Box *box = &making->box[entry_of(making, pivot)->column];
    const Range range = implied(making, pivot);
    return range.low >= box->tight.low && range.high <= box->tight.high;
}

static bool is_spare(const Making *making, int pivot)
{
    return making->count_in_column[entry_of(making, pivot)->column] == 1 && is_large_enough(making, pivot)
           && keeps_limits(making, pivot);
}

/* The limits of a column as those of the other: constant + by * other. */
static Range seen_from(Range own, double constant, double by)
{
    const double a = (own.low - constant) / by, b = (own.high - constant) / by;
    return by > 0 ? (Range){ a, b } : (Range){ b, a };
}

static Range limits_at(const Making *making, int t, int column)
{
    const size_t at = column_place(making, t, column);
    return (Range){ making->system->lower[at], making->system->upper[at] };
}

static double constant_at(const Sum *sum, int t)
{
    return sum->constant != NULL ? sum->constant[t] : 0;
}

/* Do the limits of column j, put upon the other one, leave room in every period? */
static bool leaves_room(const Making *making, int column, const Sum *x)
{
    for (int t = 0; t < making->pattern->periods; t++) {
        const Range own = limits_at(making, t, column);
        const double constant = constant_at(x, t), by = x->terms > 0 ? value_at(x->term, t) : 0;
        if (by == 0) {
            if (!(own.low <= constant && constant <= own.high))
                return false;
            continue;
        }
        const Range other = limits_at(making, t, x->term->column), seen = seen_from(own, constant, by);
        const double low = fmax(other.low, seen.low), high = fmin(other.high, seen.high);
        if (!(low <= high) || (low < high && high - low < narrow * (1 + fabs(low))))
            return false;
    }
    return true;
}

/* The other column takes over the limits. */
static void take_limits(Making *making, Gone *gone)
{
    const SharedEntry *by = gone->x.term;
    System *system = making->system;
    gone->takes = memory_take(lanes(making), 1);
    for (int t = 0; t < making->pattern->periods; t++) {
        const double f = value_at(by, t);
        const size_t at = column_place(making, t, by->column);
        if (f == 0)
            continue;
        const Range seen = seen_from(limits_at(making, t, gone->column), constant_at(&gone->x, t), f);
        if (seen.low > system->lower[at])
            system->lower[at] = seen.low, gone->takes[t] |= LOWER;
        if (seen.high < system->upper[at])
            system->upper[at] = seen.high, gone->takes[t] |= UPPER;
        system->here[at] = system->lower[at] < system->upper[at];
    }
    find_box(making, by->column);
}

static void take_cost(Making *making, const Gone *gone)
{
    System *system = making->system;
    for (int t = 0; t < making->pattern->periods; t++) {
        const double cost = system->cost[column_place(making, t, gone->column)];
        if (cost == 0)
            continue;
        system->constant += cost * constant_at(&gone->x, t);
        for (int n = 0; n < gone->x.terms; n++)
            system->cost[column_place(making, t, gone->x.term[n].column)] += cost * value_at(&gone->x.term[n], t);
    }
}

/* What the constant of x takes from the limits of other rows. */
static void take_constant(Making *making, const Gone *gone)
{
    if (gone->x.constant == NULL)
        return;
    for (int e = making->of_column[gone->column]; e >= 0; e = making->next_in_column[e]) {
        const SharedEntry *entry = entry_of(making, e);
        size_t at;
        for (int t = 0; t < making->pattern->periods && entry->row != gone->row; t++)
            if (row_place(making, t + entry->shift, entry->row, &at))
                making->system->limit[at] -= value_at(entry, t) * gone->x.constant[t];
    }
}

static void take_entries(Making *making, const Gone *gone)
{
    if (gone->x.terms != 1)
        return;
    for (int e = making->of_column[gone->column]; e >= 0; e = making->next_in_column[e])
        if (entry_of(making, e)->row != gone->row)
            add_entry(making, entry_of(making, e), gone->x.term, gone->x.term->column);
}

static Sum x_of(const Making *making, int pivot)
{
    const SharedEntry *own = entry_of(making, pivot);
    double *limit = row_figures(making, making->system->limit, own->row);
    Sum sum = { .constant = quotients(making, limit, own) };
    free(limit);
    sum.term = memory_take((size_t)making->count_in_row[own->row], sizeof *sum.term);
    for (int e = making->of_row[own->row]; e >= 0; e = making->next_in_row[e])
        if (e != pivot)
            sum.term[sum.terms++] = quotient(making, entry_of(making, e), own);
    return sum;
}

static Sum y_of(const Making *making, int pivot)
{
    const SharedEntry *own = entry_of(making, pivot);
    double *cost = column_figures(making, making->system->cost, own->column);
    Sum sum = { .constant = quotients(making, cost, own) };
    free(cost);
    sum.term = memory_take((size_t)making->count_in_column[own->column], sizeof *sum.term);
    for (int e = making->of_column[own->column]; e >= 0; e = making->next_in_column[e])
        if (e != pivot)
            sum.term[sum.terms++] = quotient(making, entry_of(making, e), own);
    return sum;
}

static void release_sum(Sum *sum)
{
    for (int n = 0; n < sum->terms; n++)
        free(sum->term[n].values);
    free(sum->term);
    free(sum->constant);
    *sum = (Sum){ 0 };
}

static Gone *add_gone(Making *making, int row, int column)
{
    Reduction *reduction = making->reduction;
    reduction->gone = memory_grow(reduction->gone, (size_t)reduction->count, &making->gone_room,
                                  sizeof *reduction->gone);
    Gone *gone = &reduction->gone[reduction->count++];
    *gone = (Gone){ .row = row, .column = column };
    making->column_went[column] = true;
    if (row != NOWHERE)
        making->row_went[row] = true;
    return gone;
}

static void drop_entries(Making *making, const Gone *gone)
{
    while (making->of_column[gone->column] >= 0)
        drop_entry(making, making->of_column[gone->column]);
    while (gone->row != NOWHERE && making->of_row[gone->row] >= 0)
        drop_entry(making, making->of_row[gone->row]);
}

/* The limits of rows in which a column stands have changed their meaning. */
static void wake_rows(Making *making, int column)
{
    for (int e = making->of_column[column]; e >= 0; e = making->next_in_column[e]) {
        const int row = entry_of(making, e)->row;
        making->waits[row] = row < making->pattern->inner && making->row_may[row] && !making->row_went[row];
    }
}

static void go_spare(Making *making, int pivot)
{
    const int row = entry_of(making, pivot)->row, column = entry_of(making, pivot)->column;
    Gone *gone = add_gone(making, row, column);
    gone->x = x_of(making, pivot);
    gone->y = y_of(making, pivot);
    take_cost(making, gone);
    for (int n = 0; n < gone->x.terms; n++)
        wake_rows(making, gone->x.term[n].column);
    drop_entries(making, gone);
}

/* False where the limits don't allow it. */
static bool go_tied(Making *making, int pivot, int other)
{
    const int row = entry_of(making, pivot)->row, column = entry_of(making, pivot)->column;
    Sum x = x_of(making, pivot);
    if (!leaves_room(making, column, &x)) {
        release_sum(&x);
        return false;
    }
    Gone *gone = add_gone(making, row, column);
    gone->x = x;
    gone->y = y_of(making, pivot);
    if (other >= 0) {
        gone->y_by_other = y_of(making, other);
        gone->other = quotient(making, entry_of(making, other), &(SharedEntry){ .value = -1 });
        take_limits(making, gone);
    }
    take_cost(making, gone);
    take_constant(making, gone);
    take_entries(making, gone);
    drop_entries(making, gone);
    if (other >= 0)
        wake_rows(making, gone->x.term->column);
    return true;
}

static bool go_by(Making *making, int row)
{
    for (int e = making->of_row[row]; e >= 0; e = making->next_in_row[e])
        if (making->column_may[entry_of(making, e)->column] && is_spare(making, e)) {
            go_spare(making, e);
            return true;
        }
    if (making->count_in_row[row] > 2)
        return false;
    for (int e = making->of_row[row]; e >= 0; e = making->next_in_row[e]) {
        const int first = making->of_row[row], next = making->next_in_row[first], other = e == first ? next : first;
        const bool may = making->column_may[entry_of(making, e)->column] && is_large_enough(making, e);
        const bool is_shorter =
            other < 0 || !making->column_may[entry_of(making, other)->column]
            || making->count_in_column[entry_of(making, e)->column]
                   <= making->count_in_column[entry_of(making, other)->column];
        if (may && is_shorter && (other < 0 || making->column_may[entry_of(making, other)->column])
            && go_tied(making, e, other))
            return true;
    }
    return false;
}

/* Columns whose limits leave no choice, from the beginning or by now. */
static void go_fixed(Making *making)
{
    for (int c = 0; c < making->pattern->columns; c++) {
        bool fixed = making->column_may[c] && making->of_column[c] >= 0 && !making->column_went[c];
        for (int t = 0; t < making->pattern->periods && fixed; t++)
            fixed = !(making->system->here[column_place(making, t, c)] > 0);
        if (!fixed)
            continue;
        Gone *gone = add_gone(making, NOWHERE, c);
        double *lower = column_figures(making, making->system->lower, c);
        gone->x.constant = quotients(making, lower, &(SharedEntry){ .value = 1 });
        free(lower);
        take_cost(making, gone);
        take_constant(making, gone);
        drop_entries(making, gone);
    }
}

static void go_all(Making *making)
{
    for (bool again = true; again;) {
        again = false;
        go_fixed(making);
        for (int row = 0; row < making->pattern->inner; row++) {
            const bool waits = making->waits[row] && !making->row_went[row];
            making->waits[row] = false;
            if (waits && making->row_may[row] && go_by(making, row))
                again = true;
        }
    }
}

/* ---- what stays ---- */

/* to[n]: place of what stays. Returns how many do. */
static int number(const bool *went, int count, int *to)
{
    int stays = 0;
    for (int n = 0; n < count; n++)
        to[n] = went[n] ? NOWHERE : stays++;
    return stays;
}

static void *kept(void *from, size_t size, int batches, int count, const bool *went, int stay, size_t behind)
{
    const size_t line = LANES * size, whole = (size_t)batches * (size_t)count * line;
    const size_t left = (size_t)batches * (size_t)stay * line;
    char *to = (char *)memory_take_line((left + behind * size + sizeof(double) - 1) / sizeof(double)), *at = to;
    const char *of = from;
    for (int batch = 0; batch < batches; batch++)
        for (int n = 0; n < count; n++, of += line)
            if (!went[n]) {
                memcpy(at, of, line);
                at += line;
            }
    memcpy(at, (const char *)from + whole, behind * size);
    free(from);
    return to;
}

static void keep_vectors(const Making *making, int columns, int inner)
{
    const Pattern *pattern = making->pattern;
    System *system = making->system;
    const int rows = pattern->inner + pattern->linking;
    const size_t behind_columns = system->columns - lanes(making) * (size_t)pattern->columns,
                 behind_rows = system->rows - lanes(making) * (size_t)rows;
    double **const of_columns[] = { &system->lower, &system->upper, &system->cost };
    for (size_t k = 0; k < sizeof of_columns / sizeof of_columns[0]; k++)
        *of_columns[k] = kept(*of_columns[k], sizeof(double), pattern->batches, pattern->columns,
                              making->column_went, columns, behind_columns);
    system->here = kept(system->here, 1, pattern->batches, pattern->columns, making->column_went, columns,
                        behind_columns);
    system->limit = kept(system->limit, sizeof(double), pattern->batches, rows, making->row_went,
                         inner + pattern->linking, behind_rows);
    system->row_here = kept(system->row_here, 1, pattern->batches, rows, making->row_went,
                            inner + pattern->linking, behind_rows);
    system->columns = lanes(making) * (size_t)columns + behind_columns;
    system->rows = lanes(making) * (size_t)(inner + pattern->linking) + behind_rows;
}

static void renumber_sum(Sum *sum, const int *row_to, const int *column_to)
{
    for (int n = 0; n < sum->terms; n++) {
        sum->term[n].row = row_to[sum->term[n].row];
        sum->term[n].column = column_to[sum->term[n].column];
    }
}

/* x counts from the origins of the columns that stay (work.h); their numbers are those of before. */
static void count_from_origins(Making *making, Gone *gone)
{
    const System *system = making->system;
    for (int n = 0; n < gone->x.terms; n++) {
        const SharedEntry *term = &gone->x.term[n];
        if (making->column_went[term->column])
            continue;
        for (int t = 0; t < making->pattern->periods; t++) {
            const size_t at = column_place(making, t, term->column);
            const double origin = system_origin(system->lower[at], system->upper[at]);
            if (origin == 0)
                continue;
            if (gone->x.constant == NULL)
                gone->x.constant = take_values(making);
            gone->x.constant[t] += value_at(term, t) * origin;
        }
    }
}

static void keep_entries(Pattern *pattern, const int *row_to, const int *column_to)
{
    int count = 0;
    for (int e = 0; e < pattern->entries; e++) {
        SharedEntry entry = pattern->entry[e];
        if (entry.row == NOWHERE)
            continue;
        entry.row = row_to[entry.row];
        entry.column = column_to[entry.column];
        pattern->entry[count++] = entry;
    }
    pattern->entries = count;
    pattern_sort(pattern);
    for (int e = 0; e < pattern->directs; e++)
        pattern->direct[e].row = row_to[pattern->direct[e].row];
}

static void keep_slacks(const Making *making, const int *row_to, const int *column_to)
{
    Pattern *pattern = making->pattern;
    for (int i = 0; i < pattern->inner + pattern->linking; i++)
        if (!making->row_went[i])
            pattern->slack[row_to[i]] = pattern->slack[i] >= 0 ? column_to[pattern->slack[i]] : NOWHERE;
}

static void keep_places(int *in, size_t count, const int *to)
{
    for (size_t n = 0; n < count; n++)
        in[n] = in[n] >= 0 ? to[in[n]] : in[n];
}

/* The numbers of rows and columns from now on. */
static void renumber(Making *making, const Lp *lp)
{
    Pattern *pattern = making->pattern;
    Reduction *reduction = making->reduction;
    int *row_to = memory_take((size_t)making->rows, sizeof *row_to),
        *column_to = memory_take((size_t)pattern->columns, sizeof *column_to);
    reduction->rows = number(making->row_went, making->rows, row_to);
    reduction->columns = number(making->column_went, pattern->columns, column_to);
    reduction->inner = pattern->inner - (making->rows - reduction->rows);
    for (int s = 0; s < reduction->count; s++) {
        Gone *gone = &reduction->gone[s];
        count_from_origins(making, gone);
        column_to[gone->column] = reduction->columns + s;
        if (gone->row != NOWHERE)
            row_to[gone->row] = reduction->rows + s;
    }
    for (int s = 0; s < reduction->count; s++) {
        renumber_sum(&reduction->gone[s].x, row_to, column_to);
        renumber_sum(&reduction->gone[s].y, row_to, column_to);
        renumber_sum(&reduction->gone[s].y_by_other, row_to, column_to);
    }
    keep_vectors(making, reduction->columns, reduction->inner);
    keep_entries(pattern, row_to, column_to);
    keep_slacks(making, row_to, column_to);
    keep_places(pattern->row_in, lp->rows, row_to);
    keep_places(pattern->column_in, lp->columns, column_to);
    pattern->inner = reduction->inner;
    pattern->columns = reduction->columns;
    free(row_to);
    free(column_to);
}

static int *empty_lists(int count)
{
    int *lists = memory_take((size_t)count, sizeof *lists);
    for (int n = 0; n < count; n++)
        lists[n] = NOWHERE;
    return lists;
}

static void begin(Making *making)
{
    const Pattern *pattern = making->pattern;
    const size_t rows = (size_t)making->rows, columns = (size_t)pattern->columns;
    making->of_row = empty_lists(making->rows);
    making->of_column = empty_lists(pattern->columns);
    making->count_in_row = memory_take(rows, sizeof(int));
    making->count_in_column = memory_take(columns, sizeof(int));
    making->box = memory_take(columns, sizeof *making->box);
    making->row_may = memory_take(rows, sizeof(bool));
    making->row_went = memory_take(rows, sizeof(bool));
    making->waits = memory_take(rows, sizeof(bool));
    making->column_may = memory_take(columns, sizeof(bool));
    making->column_went = memory_take(columns, sizeof(bool));
    making->entry_room = (size_t)pattern->entries;
    for (int e = 0; e < pattern->entries; e++)
        put_into_lists(making, e);
    find_columns(making);
    find_rows(making);
}

static void end(Making *making)
{
    void *const held[] = { making->of_row,         making->of_column,       making->next_in_row,
                           making->next_in_column, making->count_in_row,    making->count_in_column,
                           making->box,            making->row_may,         making->row_went,
                           making->waits,          making->column_may,      making->column_went };
    for (size_t n = 0; n < sizeof held / sizeof held[0]; n++)
        free(held[n]);
}

void reduce(Reduction *reduction, Pattern *pattern, System *system, const Lp *lp)
{
    *reduction = (Reduction){ 0 };
    Making making = {
        .pattern = pattern,
        .system = system,
        .reduction = reduction,
        .rows = pattern->inner + pattern->linking + pattern->slots,
    };
    begin(&making);
    go_all(&making);
    if (reduction->count > 0)
        renumber(&making, lp);
    end(&making);
}

/* ---- back again ---- */

typedef struct Figures {
    const Reduction *reduction;
    int batch;
    const double *x, *y, *y_next;
    double *gone_x, *gone_y;
} Figures;

static const double *x_at(const Figures *figures, int column)
{
    const int columns = figures->reduction->columns;
    return column < columns ? figures->x + column * LANES : figures->gone_x + (column - columns) * LANES;
}

static const double *y_at(const Figures *figures, const SharedEntry *term)
{
    const Reduction *reduction = figures->reduction;
    if (term->shift == 1)
        return figures->y_next + (term->row - reduction->inner) * LANES;
    return term->row < reduction->rows ? figures->y + term->row * LANES
                                       : figures->gone_y + (term->row - reduction->rows) * LANES;
}

static void add_term(double *to, const SharedEntry *term, int batch, const double *from)
{
    for (int l = 0; l < LANES; l++)
        to[l] += value_at(term, batch * LANES + l) * from[l];
}

static void begin_sum(const Sum *sum, int batch, bool ray, double *to)
{
    for (int l = 0; l < LANES; l++)
        to[l] = ray ? 0 : constant_at(sum, batch * LANES + l);
}

static void find_y(const Figures *figures, const Sum *sum, bool ray, double *to)
{
    begin_sum(sum, figures->batch, ray, to);
    for (int n = 0; n < sum->terms; n++)
        add_term(to, &sum->term[n], figures->batch, y_at(figures, &sum->term[n]));
}

/* By the other column where its reduced cost, which is that of both together, says that it stands at a limit which comes from the column that
 * went. */
static void choose_y(const Gone *gone, int batch, const double *by_other, double *y)
{
    for (int l = 0; l < LANES; l++) {
        const int t = batch * LANES + l;
        const double cost = value_at(&gone->other, t) * (by_other[l] - y[l]);
        if (!(cost > 0 ? gone->takes[t] & LOWER : gone->takes[t] & UPPER))
            continue;
        y[l] = by_other[l];
    }
}

void reduction_restore(const Reduction *reduction, int batch, const double *x, const double *y,
                       const double *y_next, bool ray, double *gone_x, double *gone_y)
{
    const Figures figures = { reduction, batch, x, y, y_next, gone_x, gone_y };
    for (int s = reduction->count - 1; s >= 0; s--) {
        const Gone *gone = &reduction->gone[s];
        double *to = gone_x + s * LANES, by_other[LANES];
        begin_sum(&gone->x, batch, false, to);
        for (int n = 0; n < gone->x.terms; n++)
            add_term(to, &gone->x.term[n], batch, x_at(&figures, gone->x.term[n].column));
        if (gone->row == NOWHERE)
            continue;
        find_y(&figures, &gone->y, ray, gone_y + s * LANES);
        if (gone->takes == NULL)
            continue;
        find_y(&figures, &gone->y_by_other, ray, by_other);
        choose_y(gone, batch, by_other, gone_y + s * LANES);
    }
}

void reduction_release(Reduction *reduction)
{
    for (int s = 0; s < reduction->count; s++) {
        Gone *gone = &reduction->gone[s];
        release_sum(&gone->x);
        release_sum(&gone->y);
        release_sum(&gone->y_by_other);
        free(gone->other.values);
        free(gone->takes);
    }
    free(reduction->gone);
    *reduction = (Reduction){ 0 };
}
