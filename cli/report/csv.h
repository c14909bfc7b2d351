/* csv - a report as comma-separated values (RFC 4180), UTF-8, decimal point */
#ifndef COPLANT_REPORT_CSV_H
#define COPLANT_REPORT_CSV_H

#include "cli/report/report.h"

enum { CSV_ROOM = 32 * 1024, CSV_PLAIN = 256 };

/* A text that stands in a file as it is. */
typedef struct CsvPlain {
    const char *text;
    size_t length;
} CsvPlain;

/* What is on its way into a file. */
typedef struct CsvFile {
    FILE *out;
    size_t used;
    char text[CSV_ROOM];
    CsvPlain plain[CSV_PLAIN]; /* some that were there, by where they stand in memory */
} CsvFile;

/* One table: its head, its rows, [columns] cells each, and what is still on its way. */
void csv_file_begin(CsvFile *file, const ReportTable *table, FILE *out);
void csv_file_row(CsvFile *file, const ReportTable *table, const ReportCell *cell);
void csv_file_end(CsvFile *file);

#endif
