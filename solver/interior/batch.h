/* batch - the arithmetic of eight periods side by side
 *
 * Arrays are [what][LANES], aligned to 64 bytes. Compiled in variants, see variant.h. */
#ifndef COPLANT_INTERIOR_BATCH_H
#define COPLANT_INTERIOR_BATCH_H

#include "solver/interior/symbolic.h"
#include "solver/interior/pattern.h"
#include "solver/interior/variant.h"

typedef struct Batch {
    /* Puts A diag(weight) A' of a batch together in work[places] and eliminates its inner rows: factor[below pivots], inverse[inner] of
     * the pivots; behind its entries the work holds the outer matrix. Of rows that are not here the inverse is 0. */
    void (*factor)(const Symbolic *symbolic, int batch, const double *weight, const unsigned char *row_here,
                   double *work, double *factor, double *inverse);

    /* r[inner] is half solved into x[inner]; work[inner + outer] ends with what the outer rows get. */
    void (*forward)(const Symbolic *symbolic, const double *factor, const double *inverse, const double *r,
                    double *work, double *x);

    /* work[inner + outer] begins with the solution of the outer rows behind the inner ones. */
    void (*backward)(const Symbolic *symbolic, const double *factor, double *work, double *x);

    /* at[columns] = A' y, from the rows of the periods and slots [inner + linking + slots], and the linking rows of the periods that follow. */
    void (*transposed)(const Pattern *pattern, int batch, const double *y, const double *y_next, double *at);

    /* sum[inner + linking + slots] = A t, next[linking] what goes to the linking rows of the periods that follow. */
    void (*sum)(const Pattern *pattern, int batch, const double *t, double *sum, double *next);

    /* to[rows] = from[rows] where they are here, else 0. */
    void (*mask)(size_t rows, const double *from, const unsigned char *here, double *to);
} Batch;

extern const Batch batch_plain, batch_wide;

#endif
