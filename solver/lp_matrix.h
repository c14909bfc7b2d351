/* lp_matrix - the entries of a program by columns */
#ifndef COPLANT_LP_MATRIX_H
#define COPLANT_LP_MATRIX_H

#include <stddef.h>

struct Lp;

/* A by columns: column j is row[k], value[k] for start[j] <= k < start[j + 1], rows ascending, each once. */
typedef struct LpMatrix {
    size_t rows, columns;
    size_t *start; /* [columns + 1] */
    int *row;      /* [start[columns]] */
    double *value; /* [start[columns]] */
} LpMatrix;

/* O(columns + entries); n log n of a column of n whose rows came in no order. */
void lp_matrix_init(LpMatrix *matrix, const struct Lp *lp);
void lp_matrix_release(LpMatrix *matrix);

#endif
