/* form - all of a report in one file, one table after another
 *
 * Tables that may be long are not kept: while the report is filled the first time their rows are only counted. Facts and short tables are then known
 * whole, so the file can be begun, and the report is filled again; now the rows of long tables are written as they come. Tables whose rows come by turns
 * can't be written in one such run, and each takes one more. */
#ifndef COPLANT_FORM_H
#define COPLANT_FORM_H

#include "cli/report/buffer.h"
#include "cli/report/report.h"

/* What a form writes before each cell of a column. */
typedef struct PageKey {
    const char *text;
    size_t length;
} PageKey;

/* The file as far as it is written. */
typedef struct Page {
    Buffer buffer;
    const Report *report;
    size_t rows;  /* of the table that is being written, so far */
    bool begun;   /* for the form: something stands in it */
    PageKey *key; /* likewise, [columns] of that table */
} Page;

/* How facts and tables stand in such a file. */
typedef struct Form {
    void (*begin)(Page *page); /* the facts too */
    void (*table)(Page *page, const ReportTable *table);
    void (*row)(Page *page, const ReportTable *table, const ReportCell *cell); /* [columns] */
    void (*table_end)(Page *page);
    void (*end)(Page *page);
} Form;

extern const Form form_json, form_csv;

void form_write(const Form *form, const Report *report, FILE *out);

/* ---- for report.c: a report that is filled twice ---- */

typedef struct Parts Parts;

Parts *parts_create(void);
void parts_free(Parts *parts); /* NULL is fine */

/* How the report is filled again. */
void parts_remember(Parts *parts, ReportFill *fill, const void *what);

/* A complete row of a table that may be long. */
void parts_row(Parts *parts, const ReportTable *table, const ReportCell *cell);

#endif
