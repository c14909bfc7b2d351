/* csv - a report as comma-separated values (RFC 4180), UTF-8, decimal point */
#ifndef COPLANT_REPORT_CSV_H
#define COPLANT_REPORT_CSV_H

#include "cli/report/buffer.h"
#include "cli/report/report.h"

/* One cell of a row; a text that stays where it is until the file ends. */
void csv_text(Buffer *buffer, const char *text);

/* Of one table in a file: its head, and a row, [columns] cells. */
void csv_head(Buffer *buffer, const ReportTable *table);
void csv_row(Buffer *buffer, const ReportTable *table, const ReportCell *cell);

#endif
