/* reduce - rows and columns that a program of periods can do without */
#include "solver/interior/reduce_parts.h"

#include <math.h>
#include <stdlib.h>

/* A column goes by its entry in a row only if no other there is so many times as large. */
static const double largest_quotient = 1e3;

static const Range nothing = { INFINITY, -INFINITY };

/* ---- what may go ---- */

static void find_columns(Reducing *reducing)
{
    const Pattern *pattern = reducing->pattern;
    const System *system = reducing->system;
    for (int c = 0; c < pattern->columns; c++)
        reducing->box[c] = (Box){ nothing, { -INFINITY, INFINITY } }, reducing->column_may[c] = true;
    for (int t = 0; t < pattern->periods; t++)
        for (int c = 0; c < pattern->columns; c++) {
            const size_t at = column_place(reducing, t, c);
            const double lower = system->lower[at], upper = system->upper[at];
            Box *box = &reducing->box[c];
            box->wide.low = lower < box->wide.low ? lower : box->wide.low;
            box->wide.high = upper > box->wide.high ? upper : box->wide.high;
            box->tight.low = lower > box->tight.low ? lower : box->tight.low;
            box->tight.high = upper < box->tight.high ? upper : box->tight.high;
            if (isinf(lower) && isinf(upper) && !(system->here[at] > 0)) /* it is not there */
                reducing->column_may[c] = false;
        }
}

static void find_rows(Reducing *reducing)
{
    const Pattern *pattern = reducing->pattern;
    for (int i = 0; i < pattern->inner; i++) {
        size_t place;
        reducing->row_may[i] = pattern->slack[i] == NOWHERE;
        for (int t = 0; t < pattern->periods && reducing->row_may[i]; t++)
            reducing->row_may[i] = reduce_row_place(reducing, t, i, &place);
        reducing->waits[i] = reducing->row_may[i];
    }
    for (int e = 0; e < pattern->directs; e++)
        reducing->row_may[pattern->direct[e].row] = false;
}

/* ---- who may ---- */

static Range united(Range a, double b)
{
    return (Range){ fmin(a.low, b), fmax(a.high, b) };
}

static double product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static Range times(Range a, Range b)
{
    const Range low = united(united(nothing, product(a.low, b.low)), product(a.low, b.high));
    return united(united(low, product(a.high, b.low)), product(a.high, b.high));
}

static bool is_large_enough(const Reducing *reducing, int pivot)
{
    const double least = reduce_smallest_size(reducing, entry_of(reducing, pivot));
    for (int e = reducing->of_row[entry_of(reducing, pivot)->row]; e >= 0; e = reducing->next_in_row[e])
        if (reduce_largest_size(reducing, entry_of(reducing, e)) > largest_quotient * least)
            return false;
    return least > 0;
}

/* Where column j can be while the others of its row are within their limits. */
static Range implied(const Reducing *reducing, int pivot)
{
    const SharedEntry *own = entry_of(reducing, pivot);
    Range left = nothing;
    double *limit = reduce_row_figures(reducing, reducing->system->limit, own->row);
    for (int t = 0; t < reducing->pattern->periods; t++)
        left = united(left, limit[t]);
    free(limit);
    for (int e = reducing->of_row[own->row]; e >= 0; e = reducing->next_in_row[e]) {
        const SharedEntry *entry = entry_of(reducing, e);
        if (e == pivot)
            continue;
        const Range taken = times(reduce_range(reducing, entry), reducing->box[entry->column].wide);
        left.low -= taken.high;
        left.high -= taken.low;
    }
    const Range size = reduce_range(reducing, own);
    return times(left, (Range){ 1 / size.high, 1 / size.low });
}

static bool keeps_limits(const Reducing *reducing, int pivot)
{
    const Box *box = &reducing->box[entry_of(reducing, pivot)->column];
    const Range range = implied(reducing, pivot);
    return range.low >= box->tight.low && range.high <= box->tight.high;
}

static bool is_spare(const Reducing *reducing, int pivot)
{
    return reducing->count_in_column[entry_of(reducing, pivot)->column] == 1
           && is_large_enough(reducing, pivot) && keeps_limits(reducing, pivot);
}

/* ---- going ---- */

static Gone *add_gone(Reducing *reducing, int row, int column)
{
    Reduction *reduction = reducing->reduction;
    reduction->gone = memory_grow(reduction->gone, (size_t)reduction->count, &reducing->gone_room,
                                  sizeof *reduction->gone);
    Gone *gone = &reduction->gone[reduction->count++];
    *gone = (Gone){ .row = row, .column = column };
    reducing->column_went[column] = true;
    if (row != NOWHERE)
        reducing->row_went[row] = true;
    return gone;
}

static void drop_entries(Reducing *reducing, const Gone *gone)
{
    while (reducing->of_column[gone->column] >= 0)
        reduce_drop_entry(reducing, reducing->of_column[gone->column]);
    while (gone->row != NOWHERE && reducing->of_row[gone->row] >= 0)
        reduce_drop_entry(reducing, reducing->of_row[gone->row]);
}

/* The limits of rows in which a column stands have changed their meaning. */
static void wake_rows(Reducing *reducing, int column)
{
    for (int e = reducing->of_column[column]; e >= 0; e = reducing->next_in_column[e]) {
        const int row = entry_of(reducing, e)->row;
        reducing->waits[row] = row < reducing->pattern->inner && reducing->row_may[row]
                               && !reducing->row_went[row];
    }
}

static void go_spare(Reducing *reducing, int pivot)
{
    const int row = entry_of(reducing, pivot)->row, column = entry_of(reducing, pivot)->column;
    Gone *gone = add_gone(reducing, row, column);
    gone->x = reduce_x_of(reducing, pivot);
    gone->y = reduce_y_of(reducing, pivot);
    reduce_take_cost(reducing, gone);
    for (int n = 0; n < gone->x.terms; n++)
        wake_rows(reducing, gone->x.term[n].column);
    drop_entries(reducing, gone);
}

/* False where the limits don't allow it. */
static bool go_tied(Reducing *reducing, int pivot, int other)
{
    const int row = entry_of(reducing, pivot)->row, column = entry_of(reducing, pivot)->column;
    Sum x = reduce_x_of(reducing, pivot);
    if (!reduce_leaves_room(reducing, column, &x)) {
        reduce_release_sum(&x);
        return false;
    }
    Gone *gone = add_gone(reducing, row, column);
    gone->x = x;
    gone->y = reduce_y_of(reducing, pivot);
    if (other >= 0) {
        gone->y_by_other = reduce_y_of(reducing, other);
        gone->other = reduce_quotient(reducing, entry_of(reducing, other), &(SharedEntry){ .value = -1 });
        reduce_take_limits(reducing, gone);
    }
    reduce_take_cost(reducing, gone);
    reduce_take_constant(reducing, gone);
    reduce_take_entries(reducing, gone);
    drop_entries(reducing, gone);
    if (other >= 0)
        wake_rows(reducing, gone->x.term->column);
    return true;
}

static bool may_go(const Reducing *reducing, int e)
{
    return reducing->column_may[entry_of(reducing, e)->column];
}

static int length_of_column(const Reducing *reducing, int e)
{
    return reducing->count_in_column[entry_of(reducing, e)->column];
}

/* By entry e, if `other` is the only other one of its row, NOWHERE: there is none. Of two columns the shorter one goes, if it may: it leaves fewer
 * entries. The other one must be there in every period to take over from it. */
static bool tries_tied(Reducing *reducing, int e, int other)
{
    if (!may_go(reducing, e) || (other >= 0 && !may_go(reducing, other)))
        return false;
    if (other >= 0 && length_of_column(reducing, e) > length_of_column(reducing, other))
        return false;
    return is_large_enough(reducing, e) && go_tied(reducing, e, other);
}

static bool go_by(Reducing *reducing, int row)
{
    for (int e = reducing->of_row[row]; e >= 0; e = reducing->next_in_row[e])
        if (may_go(reducing, e) && is_spare(reducing, e)) {
            go_spare(reducing, e);
            return true;
        }
    const int first = reducing->of_row[row], count = reducing->count_in_row[row];
    if (count < 1 || count > 2)
        return false;
    const int second = reducing->next_in_row[first];
    return tries_tied(reducing, first, second) || (second >= 0 && tries_tied(reducing, second, first));
}

/* Columns whose limits leave no choice, from the beginning or by now. */
static void go_fixed(Reducing *reducing)
{
    for (int c = 0; c < reducing->pattern->columns; c++) {
        bool fixed = reducing->column_may[c] && reducing->of_column[c] >= 0 && !reducing->column_went[c];
        for (int t = 0; t < reducing->pattern->periods && fixed; t++)
            fixed = !(reducing->system->here[column_place(reducing, t, c)] > 0);
        if (!fixed)
            continue;
        Gone *gone = add_gone(reducing, NOWHERE, c);
        double *lower = reduce_column_figures(reducing, reducing->system->lower, c);
        gone->x.constant = reduce_quotients(reducing, lower, &(SharedEntry){ .value = 1 });
        free(lower);
        reduce_take_cost(reducing, gone);
        reduce_take_constant(reducing, gone);
        drop_entries(reducing, gone);
    }
}

static void go_all(Reducing *reducing)
{
    for (bool again = true; again;) {
        again = false;
        go_fixed(reducing);
        for (int row = 0; row < reducing->pattern->inner; row++) {
            const bool waits = reducing->waits[row] && !reducing->row_went[row];
            reducing->waits[row] = false;
            if (waits && reducing->row_may[row] && go_by(reducing, row))
                again = true;
        }
    }
}

/* ---- all of it ---- */

static int *empty_lists(int count)
{
    int *lists = memory_take((size_t)count, sizeof *lists);
    for (int n = 0; n < count; n++)
        lists[n] = NOWHERE;
    return lists;
}

static void begin(Reducing *reducing)
{
    const Pattern *pattern = reducing->pattern;
    const size_t rows = (size_t)reducing->rows, columns = (size_t)pattern->columns;
    reducing->of_row = empty_lists(reducing->rows);
    reducing->of_column = empty_lists(pattern->columns);
    reducing->count_in_row = memory_take(rows, sizeof(int));
    reducing->count_in_column = memory_take(columns, sizeof(int));
    reducing->box = memory_take(columns, sizeof *reducing->box);
    reducing->row_may = memory_take(rows, sizeof(bool));
    reducing->row_went = memory_take(rows, sizeof(bool));
    reducing->waits = memory_take(rows, sizeof(bool));
    reducing->column_may = memory_take(columns, sizeof(bool));
    reducing->column_went = memory_take(columns, sizeof(bool));
    reducing->entry_room = (size_t)pattern->entries;
    for (int e = 0; e < pattern->entries; e++)
        reduce_put_into_lists(reducing, e);
    find_columns(reducing);
    find_rows(reducing);
}

static void end(Reducing *reducing)
{
    void *const held[] = {
        reducing->of_row,       reducing->of_column,       reducing->next_in_row, reducing->next_in_column,
        reducing->count_in_row, reducing->count_in_column, reducing->box,         reducing->row_may,
        reducing->row_went,     reducing->waits,           reducing->column_may,  reducing->column_went
    };
    for (size_t n = 0; n < sizeof held / sizeof held[0]; n++)
        free(held[n]);
}

void reduce(Reduction *reduction, Pattern *pattern, System *system, const Lp *lp)
{
    *reduction = (Reduction){ 0 };
    Reducing reducing = {
        .pattern = pattern,
        .system = system,
        .reduction = reduction,
        .rows = pattern->inner + pattern->linking + pattern->slots,
    };
    begin(&reducing);
    go_all(&reducing);
    if (reduction->count > 0)
        reduce_stay(&reducing, lp);
    end(&reducing);
}
