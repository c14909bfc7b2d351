/* scale - powers of two that bring a program's numbers near 1
 *
 *     A'[i,j] = 2^(row[i] + column[j]) A[i,j]      x = 2^column x'
 *     limit'  = 2^row limit                        dual = 2^(row - cost) dual'
 *     bound'  = 2^-column bound                    reduced cost = 2^-(column + cost) reduced cost'
 *     cost'   = 2^(column + cost) cost
 *
 * Multiplying by a power of two rounds nothing, so the scaled program is the same program in other
 * units, and an answer of the one is to the last bit an answer of the other. Rows of the same template (lp.h) are
 * multiplied by the same, and so are columns: what is the same in every period stays so. 2^-row[i] and 2^column[j] serve
 * as the natural units of a row and of a column wherever a tolerance needs one. */
#ifndef COPLANT_SCALE_H
#define COPLANT_SCALE_H

#include "solver/lp.h"

/* Owns its arrays: scale_init, scale_release. A double's exponent is at most 1074 in size, and few of them add up to a shift. */
typedef struct LpScale {
    short *row;    /* [rows] */
    short *column; /* [columns] */
    short cost;
} LpScale;

void scale_init(LpScale *scale, const Lp *lp, const LpMatrix *matrix);
void scale_release(LpScale *scale);

/* The scaled program without its entries; `to` is initialised here. Limits that cross by rounding become one. */
void scale_limits(const LpScale *scale, const Lp *lp, Lp *to);

/* Its entries, where they stand; and those of the program again, to the last bit. */
void scale_matrix(const LpScale *scale, LpMatrix *matrix);
void scale_matrix_back(const LpScale *scale, LpMatrix *matrix);

#endif
