/* reduce_take - what others take over from a column that goes, and how it follows from them */
#include "solver/interior/reduce_parts.h"

#include <math.h>
#include <stdlib.h>

/* Limits that leave less than this, relatively, and more than nothing, are no limits to work with. */
static const double narrow = 1e-9;

Sum reduce_x_of(const Reducing *reducing, int pivot)
{
    const SharedEntry *own = entry_of(reducing, pivot);
    double *limit = reduce_row_figures(reducing, reducing->system->limit, own->row);
    Sum sum = { .constant = reduce_quotients(reducing, limit, own) };
    free(limit);
    sum.term = memory_take((size_t)reducing->count_in_row[own->row], sizeof *sum.term);
    for (int e = reducing->of_row[own->row]; e >= 0; e = reducing->next_in_row[e])
        if (e != pivot)
            sum.term[sum.terms++] = reduce_quotient(reducing, entry_of(reducing, e), own);
    return sum;
}

Sum reduce_y_of(const Reducing *reducing, int pivot)
{
    const SharedEntry *own = entry_of(reducing, pivot);
    double *cost = reduce_column_figures(reducing, reducing->system->cost, own->column);
    Sum sum = { .constant = reduce_quotients(reducing, cost, own) };
    free(cost);
    sum.term = memory_take((size_t)reducing->count_in_column[own->column], sizeof *sum.term);
    for (int e = reducing->of_column[own->column]; e >= 0; e = reducing->next_in_column[e])
        if (e != pivot)
            sum.term[sum.terms++] = reduce_quotient(reducing, entry_of(reducing, e), own);
    return sum;
}

void reduce_release_sum(Sum *sum)
{
    for (int n = 0; n < sum->terms; n++)
        free(sum->term[n].values);
    free(sum->term);
    free(sum->constant);
    *sum = (Sum){ 0 };
}

/* ---- limits ---- */

void reduce_find_box(const Reducing *reducing, int column)
{
    const System *system = reducing->system;
    Box box = { { INFINITY, -INFINITY }, { -INFINITY, INFINITY } };
    for (int t = 0; t < reducing->pattern->periods; t++) {
        const size_t at = column_place(reducing, t, column);
        box.wide = (Range){ fmin(box.wide.low, system->lower[at]), fmax(box.wide.high, system->upper[at]) };
        box.tight = (Range){ fmax(box.tight.low, system->lower[at]),
                             fmin(box.tight.high, system->upper[at]) };
    }
    reducing->box[column] = box;
}

Range reduce_limits_at(const Reducing *reducing, int t, int column)
{
    const size_t at = column_place(reducing, t, column);
    return (Range){ reducing->system->lower[at], reducing->system->upper[at] };
}

/* The limits of a column as those of the other: constant + by * other. */
static Range seen_from(Range own, double constant, double by)
{
    const double a = (own.low - constant) / by, b = (own.high - constant) / by;
    return by > 0 ? (Range){ a, b } : (Range){ b, a };
}

bool reduce_leaves_room(const Reducing *reducing, int column, const Sum *x)
{
    for (int t = 0; t < reducing->pattern->periods; t++) {
        const Range own = reduce_limits_at(reducing, t, column);
        const double constant = constant_at(x, t), by = x->terms > 0 ? value_at(x->term, t) : 0;
        if (by == 0) {
            if (!(own.low <= constant && constant <= own.high))
                return false;
            continue;
        }
        const Range other = reduce_limits_at(reducing, t, x->term->column),
                    seen = seen_from(own, constant, by);
        const double low = fmax(other.low, seen.low), high = fmin(other.high, seen.high);
        if (!(low <= high) || (low < high && high - low < narrow * (1 + fabs(low))))
            return false;
    }
    return true;
}

void reduce_take_limits(Reducing *reducing, Gone *gone)
{
    const SharedEntry *by = gone->x.term;
    System *system = reducing->system;
    gone->takes = memory_take(lanes(reducing), 1);
    for (int t = 0; t < reducing->pattern->periods; t++) {
        const double f = value_at(by, t);
        const size_t at = column_place(reducing, t, by->column);
        if (f == 0)
            continue;
        const Range seen = seen_from(reduce_limits_at(reducing, t, gone->column), constant_at(&gone->x, t),
                                     f);
        if (seen.low > system->lower[at])
            system->lower[at] = seen.low, gone->takes[t] |= TAKES_LOWER;
        if (seen.high < system->upper[at])
            system->upper[at] = seen.high, gone->takes[t] |= TAKES_UPPER;
        system->here[at] = system->lower[at] < system->upper[at];
    }
    reduce_find_box(reducing, by->column);
}

/* ---- all else ---- */

void reduce_take_cost(Reducing *reducing, const Gone *gone)
{
    System *system = reducing->system;
    for (int t = 0; t < reducing->pattern->periods; t++) {
        const double cost = system->cost[column_place(reducing, t, gone->column)];
        if (cost == 0)
            continue;
        system->constant += cost * constant_at(&gone->x, t);
        for (int n = 0; n < gone->x.terms; n++)
            system->cost[column_place(reducing, t, gone->x.term[n].column)] +=
                cost * value_at(&gone->x.term[n], t);
    }
}

void reduce_take_constant(Reducing *reducing, const Gone *gone)
{
    if (gone->x.constant == NULL)
        return;
    for (int e = reducing->of_column[gone->column]; e >= 0; e = reducing->next_in_column[e]) {
        const SharedEntry *entry = entry_of(reducing, e);
        size_t at;
        for (int t = 0; t < reducing->pattern->periods && entry->row != gone->row; t++)
            if (reduce_row_place(reducing, t + entry->shift, entry->row, &at))
                reducing->system->limit[at] -= value_at(entry, t) * gone->x.constant[t];
    }
}

void reduce_take_entries(Reducing *reducing, const Gone *gone)
{
    if (gone->x.terms != 1)
        return;
    for (int e = reducing->of_column[gone->column]; e >= 0; e = reducing->next_in_column[e])
        if (entry_of(reducing, e)->row != gone->row)
            reduce_add_entry(reducing, entry_of(reducing, e), gone->x.term, gone->x.term->column);
}
