/* lp - a linear program as it is built: rows, columns and the entries between them
 *
 *     minimise   cost' x
 *     subject to row_lower    <= A x <= row_upper
 *                column_lower <=   x <= column_upper
 *
 * Always a minimum. A bound that is not there is -INFINITY or INFINITY. Indices count from 0.
 * Two entries at the same place are summed; an entry that sums to nothing is dropped.
 *
 * A row or column may be stamped: the same template in every period is the same row of the model at another time. A solver
 * may make use of that (interior/); nothing depends on it. */
#ifndef COPLANT_LP_H
#define COPLANT_LP_H

#include "solver/blocks.h"
#include "solver/lp_matrix.h"

#include <stdbool.h>
#include <stddef.h>

/* Rows count their templates and columns theirs, or both together: a template is of either. */
typedef struct LpStamp {
    int template; /* -1: not stamped */
    int period;   /* -1: of no period, or of all */
} LpStamp;

/* Owns its arrays: lp_init, lp_release. */
typedef struct Lp {
    size_t rows, columns, entries;
    double *row_lower, *row_upper;              /* [rows] */
    double *column_lower, *column_upper, *cost; /* [columns] */
    LpStamp *row_stamp, *column_stamp;          /* [rows], [columns] */
    Blocks blocks;                              /* the entries up to the last lp_fold */
    LpEntry *entry; /* [entries - blocks.entries] those after it, in the order of their coming */
    size_t row_room[3], column_room[4], entry_room;
} Lp;

/* Reads all entries in the order of their coming, some at a time: lp_read, then lp_read_next until it is false; or lp_read_end. */
typedef struct LpReader {
    const LpEntry *entry; /* [count] */
    size_t count;
    const Lp *lp;
    size_t block;  /* the next one */
    LpEntry *room; /* for a block */
} LpReader;

void lp_init(Lp *lp);
void lp_release(Lp *lp);
void lp_expect(Lp *lp, size_t times); /* makes room for as many times what it holds */
void lp_copy(Lp *to, const Lp *from); /* `to` is initialised here */

/* What they add is not stamped. */
int lp_add_row(Lp *lp, double lower, double upper);
int lp_add_column(Lp *lp, double lower, double upper, double cost);
void lp_add_entry(Lp *lp, int row, int column, double value);

/* What was added since the last time is a block, the entries of a period: what comes again in others takes little room. */
void lp_fold(Lp *lp);

/* So many rows or columns from `from` on once more, as those of the next period; they are stamped, and cost nothing. */
void lp_repeat_rows(Lp *lp, size_t from, size_t count);
void lp_repeat_columns(Lp *lp, size_t from, size_t count);

/* The next entries are as those at the same places of the block that was folded last, which had as many or more, each as far from where its block begins. */
void lp_repeat_entries(Lp *lp, size_t count);

LpReader lp_read(const Lp *lp);
bool lp_read_next(LpReader *reader);
void lp_read_end(LpReader *reader);

/* How many periods its stamps speak of; 1 where they speak of none. */
size_t lp_periods(const Lp *lp);

/* Stamps the rows and columns of `to` as those of `from`, of which there are as many or fewer. */
void lp_take_stamps(Lp *to, const Lp *from);

/* A number above all templates. */
int lp_templates(const Lp *lp);

#endif
