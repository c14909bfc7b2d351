/* export - a program as a file that other solvers read: CPLEX LP (written by GLPK) or free MPS */
#ifndef COPLANT_EXPORT_H
#define COPLANT_EXPORT_H

#include "solver/lp.h"

#include <stdbool.h>

typedef enum ExportFormat { EXPORT_LP, EXPORT_MPS } ExportFormat; /* CPLEX LP; free MPS */

/* Names come from the caller as the file should show them: at most 255 bytes, unique, of [A-Za-z0-9_.()] and not
 * beginning with a digit or a full stop. NULL arrays give r1, c1, ...  `path` is a plain file path.
 * Numbers keep 15 digits in an LP file and all 17 in an MPS file; the locale does not matter. An LP file leaves out
 * rows without limits and columns with neither cost nor entries. Limits that cross cannot be written. On
 * failure false, and message[240] says why. */
bool lp_export(const Lp *lp, ExportFormat format, const char *name, const char *const *row_name,
               const char *const *column_name, const char *path, char *message);

#endif
