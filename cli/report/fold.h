/* fold - rows by their keys, and what their figures come to over the horizon
 *
 * For periods.c: of a table with rows by period, the one of the whole horizon. */
#ifndef COPLANT_REPORT_FOLD_H
#define COPLANT_REPORT_FOLD_H

#include "cli/report/periods.h"
#include "models/base/table.h"

/* Of one row over the horizon. */
typedef struct FoldRow {
    int period;     /* the last that it was given; -1 is the whole horizon */
    size_t nth;     /* of those with its keys, from 1 */
    size_t next;    /* the row that came behind it the last time */
    size_t thing;   /* see periods_of_thing */
    double *weight; /* [columns] of its ratios; of lowest and highest the period */
} FoldRow;

/* Where a column of the rows that are given stands in the table over the horizon. */
typedef struct FoldColumn {
    size_t from, to;
    ReportKind kind;
} FoldColumn;

typedef struct Fold {
    Report *report;
    const Park *park;
    ReportTable given;  /* one row, of the columns that the caller fills */
    size_t period;      /* the column of its period, or the number of columns: there is none */
    FoldColumn *column; /* [columns] those that are keys, then those that are figures */
    size_t columns, keys;
    ReportTable *by_period; /* NULL: not kept */
    double weight;
    Table rows;  /* keys to rows */
    size_t last; /* the row before */
    size_t thing;
    FoldRow *row;
    size_t row_room;
    char *key;
    size_t key_length, key_room;
} Fold; /* fold_free */

/* columns: of the rows that come, [count], which live as long as the report. */
Fold *fold_create(Report *report, const Park *park, const ReportColumn *columns, size_t count);
void fold_free(Fold *fold);

/* How many columns one of that kind is over the horizon. */
size_t fold_columns_of(ReportKind kind);

/* The period of a row, -1: the whole horizon; and its time, see horizon.h. */
int fold_period(const Fold *fold, const ReportCell *given);
const char *fold_time(Fold *fold, int t);

/* To which row of the table a row of period t goes, a new one or that of its keys. `known`: see periods_row. */
size_t fold_row(ReportTable *table, const ReportCell *given, int t);
size_t fold_known_row(ReportTable *table, const ReportCell *given, int t, size_t *known);

/* Adds what is given of period t, or of several periods, to that row. */
void fold_add(ReportTable *table, size_t row, const ReportCell *given, bool detail, int t);
void fold_add_series(ReportTable *table, size_t row, const PeriodSeries *series);

#endif
