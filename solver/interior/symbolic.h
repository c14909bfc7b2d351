/* symbolic - how A diag(weight) A' of one period is put together and eliminated, the same in every period
 *
 * The rows of a period's matrix are its inner rows, then the outer ones, through which it is tied to the rest:
 *
 *     linking rows as the period's own, linking rows of the next period (those that are not `alike`: the others are the former times
 *     alike_factor), and slots.
 *
 * The inner ones are eliminated, in an order that fills little; what is left, outer x outer, goes on to march.h. Eight periods are
 * worked off side by side, so one look at an index serves eight. */
#ifndef COPLANT_INTERIOR_SYMBOLIC_H
#define COPLANT_INTERIOR_SYMBOLIC_H

#include "solver/interior/pattern.h"

#include <stddef.h>

/* product * weight[column] is added. */
typedef struct Term {
    int column;
    double product;
} Term;

/* The same where one of both entries varies: products[t] weight[column]. */
typedef struct VaryingTerm {
    int target, column;
    double *products; /* [batches x LANES] */
} VaryingTerm;

/* An entry of a spanning column in an inner row: values[t] as it is. */
typedef struct DirectTerm {
    int target;
    const double *values; /* [batches x LANES], of the pattern */
} DirectTerm;

/* Places count entries of the factor, then of the outer matrix: lower triangle, column by column.
 * Owns its arrays: symbolic_init, symbolic_release. */
typedef struct Symbolic {
    int inner, outer;
    int own;    /* outer rows 0 .. own - 1 are linking rows as the period's own; */
    int tied;   /* 0 .. tied - 1 are linking rows at all, the rest slots */
    int *order; /* [inner] the row that goes k-th */
    int *start,
        *row;    /* below the k-th pivot: row[start[k]] .. row[start[k + 1] - 1], outer row q as inner + q */
    int *pivot;  /* [inner] place of the k-th pivot; the entries below follow it */
    int entries; /* of the factor, with pivots */
    int places;
    int *
        target; /* for each pivot, for each entry a below it, for each b from a on: place from which a b is subtracted */
    int *term_start; /* [places + 1] */
    Term *term;
    VaryingTerm *varying;
    int varyings;
    DirectTerm *direct;
    int directs;
    double work; /* multiplications to eliminate one period */
} Symbolic;

/* With the first `slots` slots; no other has entries in the periods that it is for. */
void symbolic_init(Symbolic *symbolic, const Pattern *pattern, int slots);
void symbolic_release(Symbolic *symbolic);

/* The place of (row, column) of the outer matrix, row >= column, counted from its first. */
static inline int outer_place(int outer, int row, int column)
{
    return column * outer - column * (column - 1) / 2 + row - column;
}

#endif
