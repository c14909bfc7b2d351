/* pattern - what the periods of a program have in common
 *
 * Rows and columns that are stamped (lp.h) with a template and a period stand once in the pattern, and in each period there is a
 * copy, or a gap. By the periods that its columns are of, a row of period t is
 *
 *     inner      all are of t,
 *     linking    all are of t - 1 and t: a ramp, what is in a store,
 *     spanning   anything else: what a contract takes in a month, what a park emits in a year.
 *
 * A column that is not stamped is spanning too. A spanning row or column is alive from the first period that it touches to the last,
 * and has a slot for as long; copies of one template that are not alive at the same time (the days of a contract) share one.
 *
 * Vectors: eight periods, a batch, stand side by side: column j of period t at (t / 8 columns + j) 8 + t % 8, rows alike
 * (inner ones, then linking ones); what spans comes behind. */
#ifndef COPLANT_INTERIOR_PATTERN_H
#define COPLANT_INTERIOR_PATTERN_H

#include "solver/lp.h"

#include <stdbool.h>
#include <stddef.h>

enum { LANES = 8 };

/* The same entry of every period. */
typedef struct SharedEntry {
    int row;        /* inner rows, then linking rows, then slots */
    int column;     /* of a period t; of a slot's column, see Pattern.direct, the slot */
    int shift;      /* 1: in the linking row of period t + 1; else 0 */
    double value;   /* in every period, unless it varies: */
    double *values; /* [batches x LANES], 0 where there is none; NULL: it does not vary */
} SharedEntry;

/* A spanning row or column. */
typedef struct Spanning {
    int slot;        /* NOWHERE: a column in one spanning row only */
    int first, last; /* periods in which it is alive */
    int index;       /* of the row or column in the program */
    bool is_column;
} Spanning;

/* An entry of a spanning column in a spanning row: places among all that spans. */
typedef struct CrossEntry {
    int row, column;
    int period; /* one in which both are alive */
    double value;
} CrossEntry;

/* Owns its arrays: pattern_init, pattern_release. */
typedef struct Pattern {
    int periods, batches, middle;       /* batches 0 .. middle - 1 are one half */
    int inner, linking, columns, slots; /* of a period; columns with slacks */
    int circles; /* the last so many slots are of rows that the first and the last batch are in, and none between: they close a circle */
    int alike; /* linking rows 0 .. alike - 1 have in t - 1 the same columns as in t, all `alike_factor` times as large */
    double *alike_factor; /* [linking] */
    int *
        slack; /* [inner + linking] the slack column of a row, entry -1; NOWHERE: it is an equation in every period */
    SharedEntry *entry; /* [entries], by column, without slacks */
    int entries;
    SharedEntry *
        direct; /* [directs] of spanning columns in rows of periods; `column` is the slot, `row` inner or linking */
    int directs;
    Spanning *spanning; /* [spannings] rows, then columns */
    int spannings, spanning_rows;
    CrossEntry *cross;
    int crosses;
    int *live; /* [periods x slots] which spanning row or column has the slot, -1: none */
    int *
        row_in; /* [rows of the program] its place in the pattern; NOWHERE; or SPANNING - k: it is spanning[k] */
    int *column_in; /* [columns of the program] likewise */
} Pattern;

enum { NOWHERE = -1, SPANNING = -2 };

/* False where the program has too few periods, or too much spans them. */
bool pattern_init(Pattern *pattern, const Lp *lp, const LpMatrix *matrix);
void pattern_release(Pattern *pattern);

/* The slots of rows that close a circle last; linking rows that are alike first; entries by column. */
void pattern_sort_slots(Pattern *pattern);
void pattern_sort_linking(Pattern *pattern, size_t program_rows);
void pattern_sort(Pattern *pattern);

/* Frees row_in and column_in, which are as long as the program. */
void pattern_forget_program(Pattern *pattern);

static inline size_t pattern_column(const Pattern *pattern, int t, int column)
{
    return ((size_t)(t / LANES) * (size_t)pattern->columns + (size_t)column) * LANES + (size_t)(t % LANES);
}

#endif
