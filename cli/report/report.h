/* report - what a person or a program is told: a headline, facts, tables; written as text, JSON or CSV
 *
 * One content, three writers. Numbers stay whole here and are rounded by the text writer, and to 15 digits in JSON. */
#ifndef COPLANT_REPORT_H
#define COPLANT_REPORT_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What stands in a column. The kinds above 1 are figures of a table by period, and say what they come to over the horizon, see periods.h. */
typedef enum ReportKind {
    KIND_TEXT_ASIDE = -2, /* text, one of the keys, but others tell its row too */
    KIND_WORD = -1,       /* text that is not in every period: the unit of the figure before it */
    KIND_TEXT = false,    /* text, one of the keys of its row */
    KIND_NUMBER = true,   /* likewise a number */
    KIND_PERIOD,          /* the number of the period, from 1 */
    KIND_SUM,
    KIND_MEAN,
    KIND_RATIO,
    KIND_RANGE,       /* a ratio, and its lowest and highest with when they are */
    KIND_HELD,        /* a mean, and in how many hours there is a figure */
    KIND_COUNT,       /* a number that text shows whole */
    KIND_NUMBER_ASIDE /* as KIND_TEXT_ASIDE */
} ReportKind;

typedef struct ReportColumn {
    const char *name; /* in JSON and CSV: "per_year" */
    const char *head; /* in text: "per year"; NULL: not shown there */
    ReportKind kind;
} ReportColumn;

bool report_is_number(const ReportColumn *column);

typedef struct ReportCell {
    const char *text; /* NULL: the number */
    double number;    /* NAN: nothing to say */
} ReportCell;

typedef struct ReportTable {
    const char *name;  /* "processes" */
    const char *title; /* of the section in text */
    bool quiet;        /* not in text */
    bool only_text;    /* not in JSON and CSV, as a drawing is */
    const char *note;  /* one line below the title in text, or NULL */
    const ReportColumn *column;
    size_t columns;
    ReportCell *cell; /* [rows x columns] */
    bool *detail;     /* [rows] left out of the text unless all is wanted */
    size_t rows, row_room, detail_room;
    size_t filled;             /* cells of the last row */
    struct ReportTable *given; /* where a row is filled in: itself, or the one row that is folded */
    struct Stream *stream;     /* where complete rows go, so that none is kept, or NULL */
    struct Wide *wide; /* what it is in its file where that has a line for each period, see wide.h, or NULL */
    struct Parts *parts; /* who takes them likewise, or NULL; see form.h */
    size_t part;         /* which of the tables it is to them */
    struct Fold *fold;   /* of rows by period, see fold.h, or NULL */
} ReportTable;

typedef struct ReportFact {
    const char *name; /* "objective"; below one another in JSON: "certificate.gap" */
    ReportCell value;
} ReportFact;

enum { REPORT_TABLES_MOST = 64, REPORT_FACTS_MOST = 40 };

typedef struct Report {
    Arena *arena;      /* for texts made on the way; the park's */
    const char **line; /* [lines] opening lines of the text: some are one for each facility */
    size_t lines, line_room;
    ReportFact fact[REPORT_FACTS_MOST]; /* JSON and CSV say them, text only the lines */
    size_t facts;
    ReportTable *table[REPORT_TABLES_MOST]; /* each stays where it is in memory */
    size_t tables;
    const char **period_time,
        **period_when;   /* [periods] see horizon.h, each once it was asked for, or NULL */
    const char *folder;  /* that CSV goes into, known before the report is filled, or NULL */
    bool lost;           /* a file could not be begun there, and it was said why */
    struct Parts *parts; /* its long tables, where all of it goes into one file of JSON or CSV, or NULL */
    bool is_long;        /* there each figure of each period has a row; else a period is one, see wide.h */
    bool again;          /* filled again for rows of these; what has none needs not be found again */
    size_t periods_most; /* rows by period are kept beside their sums where a horizon has no more of them */
    int threads; /* 1 or 2, by which it may be filled, where it comes in sections; 0: as many as are useful */
    struct Report *trunk; /* the report that it is a branch of, or NULL */
} Report;

typedef enum ReportFormat { REPORT_TEXT, REPORT_JSON, REPORT_CSV } ReportFormat;

void report_init(Report *report, Arena *arena);
void report_release(Report *report);

/* Fills a report, the same way every time, from what does not change until the report is released. */
typedef void ReportFill(const void *what, Report *report);

/* Whether what is written there in the end is a file a table: CSV into a folder. */
bool report_has_files(ReportFormat format, const char *path);

/* Says before the report is filled, by report_fill, what report_save will be told. Tables of report_stream then need no memory for their rows; where all
 * goes into one file of JSON or CSV, report_save fills the report again, and writes them as they come. */
void report_expect(Report *report, ReportFormat format, const char *path);
void report_fill(Report *report, ReportFill *fill, const void *what);

void report_line(Report *report, const char *format, ...) __attribute__((format(printf, 2, 3)));
void report_fact(Report *report, const char *name, double number);
void report_fact_text(Report *report, const char *name, const char *text);

/* Columns live as long as the report. */
ReportTable *report_table(Report *report, const char *name, const char *title, const ReportColumn *columns,
                          size_t count);
void report_row(ReportTable *table, bool detail);
void report_text(ReportTable *table, const char *text);
void report_number(ReportTable *table, double number);

/* A row whose cells the caller writes, [columns], and then says that they are there. */
ReportCell *report_new_row(ReportTable *table, bool detail);
void report_row_done(ReportTable *table);

/* Of a new table that may be long: where its file is known, rows go there as they come. Nobody looks at them afterwards, nor are they read while it is filled. */
void report_stream(Report *report, ReportTable *table);

/* ---- for sections.c: a report that is filled by two threads ---- */

/* How far a report is filled. */
typedef struct ReportMark {
    size_t lines, facts, tables;
} ReportMark;

ReportMark report_mark(const Report *report);

/* A report that one thread fills beside others, for some sections of the trunk. It is released before the trunk, after all was taken from it. */
void report_branch(Report *branch, Report *trunk);

/* What came since the mark is complete: tables that have gone into their files have gone to the disk. */
void report_settle(const Report *report, ReportMark from);

/* Lines, facts and tables of the branch from one mark to another come to the end of the trunk. */
void report_take(Report *trunk, Report *branch, ReportMark from, ReportMark to);

/* -1: no such format. */
int report_format(const char *name);

void report_write(const Report *report, ReportFormat format, bool all, FILE *out);

/* To standard output, a file, or, where `path` is a folder or ends with a slash, into it: CSV as one file a table, the others as
 * <name>.txt or .json. False after the reason was said on standard error. */
bool report_save(Report *report, ReportFormat format, bool all, const char *path, const char *name);

/* A name may hold anything; a terminal must not obey it, and a comment not end at it. */
void report_put(const char *text, FILE *out);

void report_write_text(const Report *report, bool all, FILE *out);
void report_write_csv_facts(const Report *report, FILE *out); /* name,value */
void report_write_csv_table(const ReportTable *table, FILE *out);

#endif
