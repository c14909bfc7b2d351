/* report - what a person or a program is told: a headline, facts, tables; written as text, JSON or CSV */
#include "cli/report/report.h"

#include "cli/output.h"
#include "cli/report/fold.h"
#include "cli/report/form.h"
#include "cli/report/periods.h"
#include "cli/report/stream.h"
#include "cli/report/wide.h"
#include "solver/memory.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void report_init(Report *report, Arena *arena)
{
    *report = (Report){ .arena = arena };
}

static void table_free(ReportTable *table)
{
    if (table == NULL)
        return;
    free(table->cell);
    free(table->detail);
    fold_free(table->fold);
    stream_drop(table->stream);
    wide_free(table->wide);
    free(table);
}

void report_release(Report *report)
{
    for (size_t i = 0; i < report->tables; i++)
        table_free(report->table[i]);
    parts_free(report->parts);
    free(report->line);
    *report = (Report){ 0 };
}

static void add_line(Report *report, const char *line)
{
    report->line = memory_grow(report->line, report->lines, &report->line_room, sizeof *report->line);
    report->line[report->lines++] = line;
}

void report_line(Report *report, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    add_line(report, arena_print(report->arena, "%s", line));
}

bool report_is_number(const ReportColumn *column)
{
    return column->kind >= KIND_NUMBER;
}

static void add_fact(Report *report, const char *name, ReportCell value)
{
    assert(report->facts < REPORT_FACTS_MOST);
    report->fact[report->facts++] = (ReportFact){ name, value };
}

void report_fact(Report *report, const char *name, double number)
{
    add_fact(report, name, (ReportCell){ NULL, number });
}

void report_fact_text(Report *report, const char *name, const char *text)
{
    add_fact(report, name, (ReportCell){ text != NULL ? text : "", NAN });
}

static void add_table(Report *report, ReportTable *table)
{
    assert(report->tables < REPORT_TABLES_MOST);
    table->part = report->tables;
    report->table[report->tables++] = table;
}

ReportTable *report_table(Report *report, const char *name, const char *title, const ReportColumn *columns,
                          size_t count)
{
    ReportTable *table = memory_take(1, sizeof *table);
    *table = (ReportTable){ .name = name, .title = title, .column = columns, .columns = count };
    table->given = table;
    add_table(report, table);
    return table;
}

static bool is_folder(const char *path)
{
    struct stat facts;
    size_t length = strlen(path);
    return (length > 0 && path[length - 1] == '/') || (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode));
}

static bool make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    fprintf(stderr, "coplant: error: '%s' can't be made: %s\n", path, strerror(errno));
    return false;
}

static const char *path_in(const Report *report, const char *folder, const char *name, const char *ending)
{
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    return arena_print(report->arena, "%s%s%s.%s", folder, slash, name, ending);
}

bool report_has_files(ReportFormat format, const char *path)
{
    return format == REPORT_CSV && path != NULL && is_folder(path);
}

void report_expect(Report *report, ReportFormat format, const char *path)
{
    report->folder = report_has_files(format, path) ? path : NULL;
    if (format != REPORT_TEXT && report->folder == NULL)
        report->parts = parts_create();
}

void report_fill(Report *report, ReportFill *fill, const void *what)
{
    if (report->parts != NULL)
        parts_remember(report->parts, fill, what);
    fill(what, report);
}

void report_stream(Report *report, ReportTable *table)
{
    static pthread_mutex_t one_at_a_time =
        PTHREAD_MUTEX_INITIALIZER; /* so that the first that fails is the last */
    Report *whole = report->trunk != NULL ? report->trunk : report;
    table->parts = report->parts;
    if (report->folder == NULL)
        return;
    pthread_mutex_lock(&one_at_a_time);
    if (!whole->lost && make_folder(report->folder))
        table->stream = stream_open(table, path_in(report, report->folder, table->name, "csv"));
    whole->lost = table->stream == NULL;
    pthread_mutex_unlock(&one_at_a_time);
}

ReportCell *report_new_row(ReportTable *table, bool detail)
{
    if (table->rows >= table->row_room || table->rows >= table->detail_room) {
        table->cell = memory_grow(table->cell, table->rows, &table->row_room,
                                  table->columns * sizeof *table->cell);
        table->detail = memory_grow(table->detail, table->rows, &table->detail_room, sizeof *table->detail);
    }
    table->detail[table->rows++] = detail;
    return &table->cell[(table->rows - 1) * table->columns];
}

void report_row_done(ReportTable *table)
{
    if (table->stream != NULL)
        stream_row(table->stream, table->cell);
    else if (table->parts != NULL)
        parts_row(table->parts, table, table->cell);
    else
        return;
    table->rows = 0;
}

void report_row(ReportTable *table, bool detail)
{
    ReportTable *given = table->given;
    assert(given->rows == 0 || given->filled == given->columns);
    report_new_row(given, detail);
    given->filled = 0;
}

static void fill(ReportTable *table, ReportCell cell)
{
    ReportTable *given = table->given;
    assert(given->rows > 0 && given->filled < given->columns);
    assert(report_is_number(&given->column[given->filled]) == (cell.text == NULL));
    given->cell[(given->rows - 1) * given->columns + given->filled++] = cell;
    if (given->filled < given->columns)
        return;
    if (table->fold != NULL)
        periods_fold(table);
    else
        report_row_done(table);
}

void report_text(ReportTable *table, const char *text)
{
    fill(table, (ReportCell){ text != NULL ? text : "", NAN });
}

void report_number(ReportTable *table, double number)
{
    fill(table, (ReportCell){ NULL, number });
}

/* ---- by two threads ---- */

ReportMark report_mark(const Report *report)
{
    return (ReportMark){ report->lines, report->facts, report->tables };
}

void report_branch(Report *branch, Report *trunk)
{
    assert(trunk->parts == NULL); /* their rows come in one order */
    *branch = (Report){ .arena = trunk->arena,
                        .folder = trunk->folder,
                        .periods_most = trunk->periods_most,
                        .is_long = trunk->is_long,
                        .trunk = trunk };
}

void report_settle(const Report *report, ReportMark from)
{
    for (size_t i = from.tables; i < report->tables; i++)
        if (report->table[i]->stream != NULL)
            stream_settle(report->table[i]->stream);
}

void report_take(Report *trunk, Report *branch, ReportMark from, ReportMark to)
{
    for (size_t i = from.lines; i < to.lines; i++)
        add_line(trunk, branch->line[i]);
    for (size_t i = from.facts; i < to.facts; i++)
        add_fact(trunk, branch->fact[i].name, branch->fact[i].value);
    for (size_t i = from.tables; i < to.tables; i++) {
        add_table(trunk, branch->table[i]);
        periods_take(branch->table[i], trunk);
        branch->table[i] = NULL;
    }
}

int report_format(const char *name)
{
    static const char *const names[] = { "text", "json", "csv" };
    for (int i = 0; i < 3; i++)
        if (name == NULL || strcmp(name, names[i]) == 0)
            return i;
    return -1;
}

void report_write(const Report *report, ReportFormat format, bool all, FILE *out)
{
    switch (format) {
    case REPORT_TEXT: report_write_text(report, all, out); return;
    case REPORT_JSON: form_write(&form_json, report, out); return;
    case REPORT_CSV: form_write(&form_csv, report, out); return;
    }
}

static bool save_one(const Report *report, ReportFormat format, bool all, const char *path,
                     const ReportTable *table)
{
    Output output;
    if (!output_open(&output, path))
        return false;
    if (table != NULL)
        report_write_csv_table(table, output.file);
    else
        report_write(report, format, all, output.file);
    return output_finish(&output);
}

static bool save_facts(const Report *report, const char *path)
{
    Output output;
    if (!output_open(&output, path))
        return false;
    report_write_csv_facts(report, output.file);
    return output_finish(&output);
}

static bool save_table(const Report *report, const char *folder, ReportTable *table)
{
    Stream *stream = table->stream;
    table->stream = NULL;
    if (stream != NULL)
        return stream_finish(stream);
    return table->only_text
           || save_one(report, REPORT_CSV, true, path_in(report, folder, table->name, "csv"), table);
}

static bool is_table_of(const Report *report, const char *file)
{
    if (strcmp(file, "facts.csv") == 0)
        return true;
    for (size_t i = 0; i < report->tables; i++) {
        const size_t length = strlen(report->table[i]->name);
        if (strncmp(file, report->table[i]->name, length) == 0 && strcmp(file + length, ".csv") == 0)
            return true;
    }
    return false;
}

static int is_csv(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end != NULL && strcmp(end, ".csv") == 0;
}

/* A folder may hold tables of another plan, which nobody should read as of this one. */
static void tell_others(const Report *report, const char *folder)
{
    struct dirent **file;
    const int files = scandir(folder, &file, is_csv, alphasort);
    int told = 0;
    for (int i = 0; i < files; i++) {
        if (!is_table_of(report, file[i]->d_name)) {
            if (told++ == 0)
                fprintf(stderr, "coplant: warning: '%s' holds CSV files that are not of this plan: ", folder);
            else
                fputs(", ", stderr);
            report_put(file[i]->d_name, stderr);
        }
        free(file[i]);
    }
    if (files >= 0)
        free(file);
    if (told > 0)
        putc('\n', stderr);
}

bool report_save(Report *report, ReportFormat format, bool all, const char *path, const char *name)
{
    if (report->lost)
        return false;
    if (path == NULL || !is_folder(path))
        return save_one(report, format, all, path, NULL);
    if (!make_folder(path))
        return false;
    if (format != REPORT_CSV)
        return save_one(report, format, all,
                        path_in(report, path, name, format == REPORT_TEXT ? "txt" : "json"), NULL);
    if (!save_facts(report, path_in(report, path, "facts", "csv")))
        return false;
    for (size_t i = 0; i < report->tables; i++)
        if (!save_table(report, path, report->table[i]))
            return false;
    tell_others(report, path);
    return true;
}
