/* export_mps - a program as free MPS, every number to the last bit
 *
 * GLPK's own writer keeps nine digits, writes unused columns in a way that cbc cannot read, and lets a row
 * without limits become the objective. */
#ifndef COPLANT_EXPORT_MPS_H
#define COPLANT_EXPORT_MPS_H

#include "solver/lp.h"

#include <stdio.h>

/* Names that are NULL become r1, c1, ... The stream's errors are the caller's to look at. */
void mps_write(FILE *stream, const Lp *lp, const LpMatrix *matrix, const char *name,
               const char *const *row_name, const char *const *column_name);

#endif
