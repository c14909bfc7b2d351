/* normal - the matrix A D A' of any sparse A, and its factor
 *
 * A column with entries in very many rows would fill all of it. Such columns E stand beside it instead,
 *
 *     | A D A' + tiny     E   |
 *     |      E'        -1/D_E |
 *
 * which is factorised as L S L' with S diagonal in whatever order: the signs of S are known beforehand. */
#ifndef COPLANT_INTERIOR_NORMAL_H
#define COPLANT_INTERIOR_NORMAL_H

#include "solver/lp.h"

#include <stdbool.h>

typedef struct Normal Normal;

/* What is added to the diagonal, so that rows which depend on others have a pivot. Numbers of A are near 1. */
#define NORMAL_TINY 1e-9

/* `matrix` is kept, not copied; columns where here[columns] is 0 are left out. NULL where it cannot be ordered. */
Normal *normal_create(const LpMatrix *matrix, const unsigned char *here);
void normal_free(Normal *normal);

/* How many solves a factorisation costs. */
double normal_cost(const Normal *normal);

/* weight[columns] is D. */
void normal_factor(Normal *normal, const double *weight);

/* x[rows] = (A D A' + tiny)^-1 r, but for rounding. */
void normal_solve(Normal *normal, const double *r, double *x);

#endif
