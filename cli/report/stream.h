/* stream - a table whose rows go into its file as they come and are not kept, or that is written when all have come, see wide.h */
#ifndef COPLANT_REPORT_STREAM_H
#define COPLANT_REPORT_STREAM_H

#include "cli/report/report.h"

typedef struct Stream Stream; /* stream_finish or stream_drop; either takes it away */

/* Begins a CSV file; table and path live as long as the stream. NULL after it was said why it can't be written. */
Stream *stream_open(const ReportTable *table, const char *path);

void stream_row(Stream *stream, const ReportCell *cell); /* [columns] */

/* No more rows come: all is written, and only its place is missing. For who has time for that before it is finished. */
void stream_settle(Stream *stream);

/* Takes the file to its place. False, said on standard error, when it could not all be written; the old file then stands. */
bool stream_finish(Stream *stream);

/* Leaves the old file as it is. NULL is fine. */
void stream_drop(Stream *stream);

#endif
