/* system - a program as the interior point method takes it, and the linear algebra that it asks for
 *
 *     minimise cost' x   subject to   A x = limit,   lower <= x <= upper
 *
 * A row with two limits, or with one, has a slack column of entry -1 in it that takes over its limits; its `limit` is then 0.
 *
 * The order of rows and columns is the system's own, and there may be padding between them: vectors are as long as `columns` and
 * `rows` say. Where `here` is 0 (padding, and columns whose limits leave no choice) x stays what it is and counts in A x only;
 * rows that are padding have nothing in them, and `row_here` 0.
 *
 * A limit that is not there is infinite. The method counts each x from a limit of its own and writes that into `lower`, `upper` and
 * `limit` (work.h); a system itself doesn't look at them again.
 *
 * The columns come in chunks, so that a pass over them (direction, ratio test and update at once) stays in the cache. The chunks are two
 * halves, which two threads may work on at the same time; each half goes through its chunks in their order. What is summed across
 * the halves is kept apart until both are done, so the digits don't depend on the number of threads. */
#ifndef COPLANT_INTERIOR_SYSTEM_H
#define COPLANT_INTERIOR_SYSTEM_H

#include "solver/lp.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct System System;

/* Columns first .. first + count of x; both are multiples of 8. */
typedef struct Chunk {
    size_t first, count;
} Chunk;

/* What each kind of system can do. */
typedef struct SystemKind {
    const char *name;
    void (*free)(System *system);

    /* Columns of chunk k, 0 <= k < system->chunks. */
    Chunk (*chunk)(const System *system, size_t k);

    /* at[count] = A' y for the columns of chunk k. */
    void (*transposed)(const System *system, size_t k, const double *y, double *at);

    /* A pass that sums A t over all columns t[count] of each chunk into sum[rows]: sum_begin by one thread, sum_chunk for each chunk of
     * each half in order, then sum_end by one thread. Two sums (slot 0 and 1) may be under way at once. */
    void (*sum_begin)(System *system, int slot, double *sum);
    void (*sum_chunk)(System *system, int slot, size_t k, const double *t, double *sum);
    void (*sum_end)(System *system, int slot, double *sum);

    /* Factorises A diag(weight) A' + tiny; weight[columns] >= 0, 0 where `here` is 0. Unless r is NULL it solves for r into x as well, which takes
     * less time so. False where it was stopped. */
    bool (*factor)(System *system, const double *weight, const double *r, double *x);

    /* The x[gone] and y[gone] that the system does without, from those of its columns and rows; of a ray, costs are 0. NULL where there are
     * none. */
    void (*restore)(const System *system, const double *x, const double *y, bool ray, double *gone_x,
                    double *gone_y);

    /* x[rows] = (A diag(weight) A')^-1 r, of the last factor; they may not be the same array. 0 on rows that are not here. */
    void (*solve)(System *system, const double *r, double *x);
} SystemKind;

typedef struct Pair Pair;

struct System {
    const SystemKind *kind;
    size_t rows, columns;           /* lengths of vectors */
    size_t chunks, half;            /* chunks 0 .. half - 1 are one half, half .. chunks - 1 the other */
    double *lower, *upper, *cost;   /* [columns] */
    double *limit;                  /* [rows] */
    unsigned char *here, *row_here; /* [columns], [rows] 1 or 0 */
    double constant;                /* of the cost */
    size_t gone;                    /* so many rows, and columns, it does without: see restore */
    int *column_at; /* [columns of the program] place of each; from `columns` on, of what is gone */
    size_t program_rows;
    int *row_at;   /* [program_rows]; -1 where the row limits nothing; from `rows` on likewise */
    int *slack_at; /* [program_rows]; -1 where the row has no slack */
    Pair *pair;    /* its two threads, see pair.h; not owned */
    bool
        refines; /* solves are made exact, which takes several times as long; the method asks for it where they are not */
    int correctors; /* at most so many centring corrections pay, as a factorisation costs so many solves more, */
    double short_step; /* and only where a step is shorter than this */
    int trials; /* weights of a correction that are tried, 2 .. TRIALS_MOST: more of them are longer steps, and dearer ones */
};

/* What x of a column counts from. */
double system_origin(double lower, double upper);

/* Frees what every system has; for the kinds' own `free`. */
void system_release(System *system);

/* Columns of its longest chunk. */
size_t system_longest_chunk(const System *system);

/* Any program: A diag(weight) A' is one sparse matrix, factorised by LDL of SuiteSparse. NULL only where it cannot be ordered. */
System *sparse_create(const Lp *lp, const LpMatrix *matrix, Pair *pair);

/* A program whose rows and columns are stamped with periods: see periods.h. NULL where it does not fit: too much in it spans many
 * periods, or there are few. If it reduces, rows and columns are left out that it can do without (reduce.h). */
System *periods_create(const Lp *lp, const LpMatrix *matrix, Pair *pair, bool reduces);

#endif
