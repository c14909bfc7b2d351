/* periods - tables with a row for each period, and what they come to over the horizon
 *
 * A caller fills in rows period by period. Of a park with one period they are the table. Else the table has one row for all periods of what
 * has the same keys; the rows themselves stand in a second one, <name>_by_period, where the report keeps it. */
#ifndef COPLANT_REPORT_PERIODS_H
#define COPLANT_REPORT_PERIODS_H

#include "cli/report/report.h"
#include "models/park.h"

/* A row of period 0 is of the whole horizon. */
ReportTable *periods_table(Report *report, const Park *park, const char *name, const char *title,
                           const ReportColumn *columns, size_t count);

/* Whether the rows of each period are wanted too. */
bool periods_kept(const Report *report, const Park *park);

/* What the shares of the last row are shares of, an hour, or for how many periods like its own a limit stands; 1 when not said. */
void periods_weigh(ReportTable *table, double weight);

/* A row that comes again in every period with the same keys, its cells kept by the caller. `known` is the caller's too, 0 before the first
 * time: which row over the horizon it goes to, so that it need not be looked for. */
void periods_row(ReportTable *table, const ReportCell *cell, bool detail, size_t *known);

/* What there is of a row in one period. */
typedef enum RowState { ROW_ABSENT, ROW_DETAIL, ROW_SHOWN } RowState;

/* Some periods one after another. */
typedef struct PeriodSpan {
    size_t from, count;
} PeriodSpan;

/* A row in them. */
typedef struct PeriodSeries {
    PeriodSpan span;
    const ReportCell *
        cell; /* [columns] what is the same in all of them: keys, and words, which stand where the figure before them does */
    const double *const *figure; /* [columns] each figure, [count]; of keys, words and the period NULL */
    const RowState *state;       /* [count] */
    const double *weight;        /* [count] see periods_weigh; NULL: 1 */
} PeriodSeries;

/* As periods_row for each of them. */
void periods_series(ReportTable *table, const PeriodSeries *series, size_t *known);

/* Whether the row stands in the text already, so that it matters no more what it is in further periods. */
bool periods_stands(const ReportTable *table, size_t known);

/* Whoever fills in all periods of one thing before the next fetches every figure from far away. Where rows by period are not written one after another,
 * a few periods of all things are gone through at a time: so many at most, and span by span from { 0 } on, until there is none. Which thing the
 * rows belong to is said before they come. In the end the rows over the horizon are put in the order of their things, those of one in that of their coming. */
size_t periods_at_once(const Report *report, const Park *park);
bool periods_next(PeriodSpan *span, const Report *report, const Park *park);
void periods_of_thing(ReportTable *table, size_t thing);
void periods_order(ReportTable *table, size_t things);

/* For report.c: what is done when the caller's row is complete; and the table, whatever it is, is now of that report. */
void periods_fold(ReportTable *table);
void periods_take(ReportTable *table, Report *report);

#endif
