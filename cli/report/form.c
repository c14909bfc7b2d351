/* form - all of a report in one file, one table after another */
#include "cli/report/form.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdlib.h>

/* Of a table in the first filling: its rows, and how many long rows of all tables came before the first and before the last of them. */
typedef struct Part {
    size_t rows, first, last;
} Part;

struct Parts {
    ReportFill *fill;
    const void *what;
    size_t given; /* long rows so far, of all tables */
    Part part[REPORT_TABLES_MOST];

    /* While it is filled again. */
    const Form *form;
    Page *page;        /* NULL: not yet */
    size_t at, behind; /* the table that is being written, and the first one that this run does not reach */
};

Parts *parts_create(void)
{
    return memory_take(1, sizeof(Parts));
}

void parts_free(Parts *parts)
{
    free(parts);
}

void parts_remember(Parts *parts, ReportFill *fill, const void *what)
{
    parts->fill = fill;
    parts->what = what;
}

static void count(Parts *parts, size_t table)
{
    Part *part = &parts->part[table];
    if (part->rows++ == 0)
        part->first = parts->given;
    part->last = parts->given++;
}

/* ---- writing ---- */

static void begin_table(const Form *form, Page *page, const ReportTable *table)
{
    page->rows = 0;
    form->table(page, table);
}

static void put_row(const Form *form, Page *page, const ReportTable *table, const ReportCell *cell)
{
    if (page->buffer.error == 0)
        form->row(page, table, cell);
    page->rows++;
}

/* One that is kept, or has no rows. */
static void put_table(const Form *form, Page *page, const ReportTable *table)
{
    if (table->only_text)
        return;
    begin_table(form, page, table);
    for (size_t r = 0; r < table->rows; r++)
        put_row(form, page, table, &table->cell[r * table->columns]);
    form->table_end(page);
}

/* Ends the table that is being written, and goes on to another. */
static void go_on_to(Parts *parts, size_t table)
{
    const Report *report = parts->page->report;
    assert(parts->page->rows == parts->part[parts->at].rows);
    parts->form->table_end(parts->page);
    while (++parts->at < table)
        put_table(parts->form, parts->page, report->table[parts->at]);
    if (table < parts->behind)
        begin_table(parts->form, parts->page, report->table[table]);
}

void parts_row(Parts *parts, const ReportTable *table, const ReportCell *cell)
{
    if (parts->page == NULL) {
        count(parts, table->part);
        return;
    }
    if (table->part < parts->at || table->part >= parts->behind)
        return;
    if (table->part > parts->at)
        go_on_to(parts, table->part);
    put_row(parts->form, parts->page, table, cell);
}

/* The first table behind `from` whose rows begin before those of all before it have ended. */
static size_t end_of_run(const Report *report, size_t from)
{
    const Part *part = report->parts->part;
    size_t last = part[from].last, to = from + 1;
    for (; to < report->tables && (part[to].rows == 0 || part[to].first > last); to++)
        if (part[to].rows > 0)
            last = part[to].last;
    return to;
}

/* Returns the first table that is not yet written. */
static size_t put_run(const Form *form, Page *page, size_t from)
{
    const Report *report = page->report;
    Parts *parts = report->parts;
    Report again;
    report_init(&again, report->arena);
    again.periods_most = report->periods_most;
    again.parts = parts;
    again.again = true;
    parts->form = form;
    parts->page = page;
    parts->at = from;
    parts->behind = end_of_run(report, from);
    begin_table(form, page, report->table[from]);
    parts->fill(parts->what, &again);
    go_on_to(parts, parts->behind);
    parts->page = NULL;
    again.parts = NULL; /* they are the first one's */
    report_release(&again);
    return parts->behind;
}

void form_write(const Form *form, const Report *report, FILE *out)
{
    Page page = { .report = report };
    buffer_begin(&page.buffer, out);
    form->begin(&page);
    for (size_t i = 0; i < report->tables;)
        if (report->parts != NULL && report->parts->part[i].rows > 0)
            i = put_run(form, &page, i);
        else
            put_table(form, &page, report->table[i++]);
    form->end(&page);
    buffer_end(&page.buffer);
}
