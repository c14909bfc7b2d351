/* wide - figures by period, a line for each period and a column for each row of the table over the horizon
 *
 * As spreadsheets want them, and as series are read: a year by hours has 8760 lines, however much flows. Figures are kept until all are there, and written with nine
 * digits. What is added up over a period is left out where its rate stands beside it: it is the rate times the hours. */
#ifndef COPLANT_WIDE_H
#define COPLANT_WIDE_H

#include "cli/report/buffer.h"
#include "cli/report/periods.h"

typedef struct Wide Wide;

/* columns: of the rows that come, [count]; time: [periods]. They live as long as the report. */
Wide *wide_create(const Park *park, Arena *arena, const ReportColumn *columns, size_t count,
                  const char *const *time);
void wide_free(Wide *wide);

/* Of one row in period t, or in several of them. */
void wide_put(Wide *wide, size_t row, const ReportCell *cell, int t);
void wide_put_series(Wide *wide, size_t row, const PeriodSeries *series);

/* Row order[r] is from now on row r, [rows]. */
void wide_order(Wide *wide, const size_t *order, size_t rows);

void wide_write(const Wide *wide, Buffer *buffer);

#endif
