/* reduce_parts - what the parts of reduce.h share; for them alone
 *
 * reduce.c chooses what goes, reduce_take.c has the others take over from it, reduce_entries.c keeps the entries, reduce_stay.c numbers what stays,
 * reduce_restore.c brings back what went. */
#ifndef COPLANT_INTERIOR_REDUCE_PARTS_H
#define COPLANT_INTERIOR_REDUCE_PARTS_H

#include "solver/interior/reduce.h"
#include "solver/memory.h"

enum { TAKES_LOWER = 1, TAKES_UPPER = 2 }; /* Gone.takes */

typedef struct Range {
    double low, high;
} Range;

/* Limits of a column: of all periods together, and those that hold in every period. */
typedef struct Box {
    Range wide, tight;
} Box;

/* The pattern and the vectors under way: what went keeps its place to the end, its entries have the row NOWHERE. */
typedef struct Reducing {
    Pattern *pattern;
    System *system;
    Reduction *reduction;
    int rows;                          /* inner, linking, slots */
    int *of_row, *of_column;           /* lists of entries; NOWHERE ends them */
    int *next_in_row, *next_in_column; /* [entries] */
    int *count_in_row, *count_in_column;
    Box *box;                             /* [columns] */
    bool *row_may, *column_may;           /* stand in every period, the row as an equation */
    bool *row_went, *column_went, *waits; /* [rows], [columns], [rows] to be looked at */
    size_t row_list_room, column_list_room, entry_room, gone_room;
} Reducing;

/* ---- places and values ---- */

static inline const SharedEntry *entry_of(const Reducing *reducing, int e)
{
    return &reducing->pattern->entry[e];
}

static inline double value_at(const SharedEntry *entry, int t)
{
    return entry->values != NULL ? entry->values[t] : entry->value;
}

static inline double constant_at(const Sum *sum, int t)
{
    return sum->constant != NULL ? sum->constant[t] : 0;
}

static inline size_t lanes(const Reducing *reducing)
{
    return (size_t)reducing->pattern->batches * LANES;
}

static inline size_t column_place(const Reducing *reducing, int t, int column)
{
    return pattern_column(reducing->pattern, t, column);
}

static inline double *take_values(const Reducing *reducing)
{
    return memory_take_line(lanes(reducing));
}

/* Of an inner or linking row, or the slot of a spanning one; false where there is none in this period. */
bool reduce_row_place(const Reducing *reducing, int t, int row, size_t *place);

/* Figures of a column, or of an inner or linking row, by period, [batches x LANES], from a vector of the system. */
double *reduce_column_figures(const Reducing *reducing, const double *from, int column);
double *reduce_row_figures(const Reducing *reducing, const double *from, int row);

/* -entry / pivot, which has a value in every period. */
SharedEntry reduce_quotient(const Reducing *reducing, const SharedEntry *entry, const SharedEntry *pivot);

/* figures[t] / pivot; NULL where all are 0. */
double *reduce_quotients(const Reducing *reducing, const double *figures, const SharedEntry *pivot);

/* All values that an entry has; the smallest size is 0 where they have both signs. */
Range reduce_range(const Reducing *reducing, const SharedEntry *entry);
double reduce_smallest_size(const Reducing *reducing, const SharedEntry *entry);
double reduce_largest_size(const Reducing *reducing, const SharedEntry *entry);

/* ---- lists of entries ---- */

void reduce_put_into_lists(Reducing *reducing, int e);
void reduce_drop_entry(Reducing *reducing, int e);

/* entry (row, column, shift) += from by */
void reduce_add_entry(Reducing *reducing, const SharedEntry *from, const SharedEntry *by, int column);

/* ---- going ---- */

/* x of the column of an entry by its row; y of the row by its column. */
Sum reduce_x_of(const Reducing *reducing, int pivot);
Sum reduce_y_of(const Reducing *reducing, int pivot);
void reduce_release_sum(Sum *sum);

Range reduce_limits_at(const Reducing *reducing, int t, int column);
void reduce_find_box(const Reducing *reducing, int column);

/* Do the limits of a column, put upon the other one of its x, leave room in every period? */
bool reduce_leaves_room(const Reducing *reducing, int column, const Sum *x);

/* What the others take over from a column that goes: its limits (one other), its cost, what its constant takes from the limits of other rows,
 * and its entries there (one other). */
void reduce_take_limits(Reducing *reducing, Gone *gone);
void reduce_take_cost(Reducing *reducing, const Gone *gone);
void reduce_take_constant(Reducing *reducing, const Gone *gone);
void reduce_take_entries(Reducing *reducing, const Gone *gone);

/* Gives what stays its numbers, and the vectors their lengths. */
void reduce_stay(Reducing *reducing, const Lp *lp);

#endif
