/* unroll - a column of the whole horizon as one copy for each period */
#include "solver/interior/unroll.h"

#include "solver/memory.h"

#include <limits.h>
#include <stdlib.h>

/* Each is one more row that ties a period to the next. */
enum { UNROLLED_MOST = 160 };

/* Periods that a column reaches; first > last: it is of one period, or in none. */
typedef struct Reach {
    int first, last;
} Reach;

static bool is_stamped(LpStamp stamp)
{
    return stamp.template >= 0 && stamp.period >= 0;
}

static Reach reach_of(const Lp *lp, const LpMatrix *matrix, size_t j)
{
    Reach reach = { INT_MAX, -1 };
    if (is_stamped(lp->column_stamp[j]))
        return reach;
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
        const LpStamp stamp = lp->row_stamp[matrix->row[k]];
        if (!is_stamped(stamp))
            continue;
        reach.first = stamp.period < reach.first ? stamp.period : reach.first;
        reach.last = stamp.period > reach.last ? stamp.period : reach.last;
    }
    return reach;
}

static bool spans(Reach reach)
{
    return reach.first < reach.last;
}

/* copy[0] = column j; of each further period a copy behind the program's columns, tied to the one before. */
static void add_copies(Lp *to, size_t j, Reach reach, int template_new)
{
    const int count = reach.last - reach.first + 1;
    to->cost[j] /= count;
    to->column_stamp[j] = (LpStamp){ template_new, reach.first };
    int before = (int)j;
    for (int t = reach.first + 1; t <= reach.last; t++) {
        const int copy = lp_add_column(to, to->column_lower[j], to->column_upper[j], to->cost[j]);
        to->column_stamp[copy] = (LpStamp){ template_new, t };
        const int tie = lp_add_row(to, 0, 0);
        to->row_stamp[tie] = (LpStamp){ template_new, t };
        lp_add_entry(to, tie, before, -1);
        lp_add_entry(to, tie, copy, 1);
        before = copy;
    }
}

/* The copies of column j stand one after another, of which the second is `next`. */
static void add_entries(Lp *to, const Lp *lp, const LpMatrix *matrix, size_t j, Reach reach, size_t next)
{
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
        const LpStamp stamp = lp->row_stamp[matrix->row[k]];
        const bool is_first = !spans(reach) || !is_stamped(stamp) || stamp.period == reach.first;
        const size_t column = is_first ? j : next + (size_t)(stamp.period - reach.first - 1);
        lp_add_entry(to, matrix->row[k], (int)column, matrix->value[k]);
    }
}

static void copy_without_entries(const Lp *lp, Lp *to)
{
    lp_init(to);
    for (size_t i = 0; i < lp->rows; i++)
        lp_add_row(to, lp->row_lower[i], lp->row_upper[i]);
    for (size_t j = 0; j < lp->columns; j++)
        lp_add_column(to, lp->column_lower[j], lp->column_upper[j], lp->cost[j]);
    lp_take_stamps(to, lp);
}

bool unroll(const Lp *lp, const LpMatrix *matrix, Lp *to, LpMatrix *to_matrix)
{
    Reach *reach = memory_take(lp->columns, sizeof *reach);
    int found = 0;
    for (size_t j = 0; j < lp->columns; j++) {
        reach[j] = reach_of(lp, matrix, j);
        found += spans(reach[j]);
    }
    const bool unrolls = found > 0 && found <= UNROLLED_MOST;
    if (unrolls) {
        copy_without_entries(lp, to);
        int template_new = lp_templates(lp);
        for (size_t j = 0; j < lp->columns; j++) {
            const size_t next = to->columns;
            if (spans(reach[j]))
                add_copies(to, j, reach[j], template_new++);
            add_entries(to, lp, matrix, j, reach[j], next);
        }
        lp_matrix_init(to_matrix, to);
    }
    free(reach);
    return unrolls;
}
