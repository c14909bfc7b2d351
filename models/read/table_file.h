/* table_file - a CSV file of figures: a row of names, then a row a step
 *
 * UTF-8, with or without a byte order mark. A column that holds anything but numbers is no error until someone asks for it, so that a column of
 * dates, or of remarks, may stand beside the figures. */
#ifndef COPLANT_TABLE_FILE_H
#define COPLANT_TABLE_FILE_H

#include "models/base/arena.h"
#include "models/base/diag.h"
#include "models/base/table.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct TableColumn {
    const char *name, *unit; /* of a head "grid price [CNY/kWh]"; unit NULL: none is said */
    size_t bad_row;          /* the first that is no number, 0: none; rows count from 1, the head is row 1 */
    const char *bad, *why;   /* what stands there */
    bool
        tells_line; /* it says when a line is, and is no series: a time, and "period" and "stretch" of a plan */
} TableColumn;

typedef struct TableFile {
    Source *source;
    TableColumn *column;
    size_t columns, rows;
    double step;  /* hours between two rows, of a column of times; NAN: none that can be read */
    double *cell; /* [rows x columns] row by row */
    Table names;
} TableFile; /* owns its cells and names: table_file_release */

/* NULL after an error, which is placed in the file or, where it can't be opened, at `asked`. */
TableFile *table_file_read(Arena *arena, const char *path, const char *shown, Span asked, Diag *diag);
void table_file_release(TableFile *file);

/* The figures of a column into value[rows]; false after an error that names file, row and column. */
bool table_file_column(const TableFile *file, size_t column, double *value, Diag *diag);

#endif
