/* csv - a report as comma-separated values (RFC 4180), UTF-8, decimal point
 *
 * One table a file, or all of them in long form: table,row,column,value. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it. */
#include "cli/report/csv.h"

#include "cli/report/form.h"
#include "models/base/text.h"

#include <math.h>
#include <string.h>

/* Full-width signs too: ＝ ＋ － ＠. */
static bool is_formula(const char *text)
{
    switch (text[0]) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r': return true;
    case '\xEF':
        return strncmp(text, "\xEF\xBC\x9D", 3) == 0 || strncmp(text, "\xEF\xBC\x8B", 3) == 0
               || strncmp(text, "\xEF\xBC\x8D", 3) == 0 || strncmp(text, "\xEF\xBC\xA0", 3) == 0;
    default: return false;
    }
}

static bool wants_quotes(char c)
{
    return c == ',' || c == '"' || c == '\r' || c == '\n';
}

void csv_text(Buffer *buffer, const char *text)
{
    if (buffer_known(buffer, text))
        return;
    size_t length = 0;
    while (text[length] != '\0' && !wants_quotes(text[length]))
        length++;
    const bool quoted = text[length] != '\0', formula = is_formula(text);
    if (!quoted && !formula) {
        buffer_learn(buffer, text, length);
        return;
    }
    if (quoted)
        buffer_byte(buffer, '"');
    if (formula)
        buffer_byte(buffer, '\'');
    buffer_bytes(buffer, text, length);
    if (!quoted)
        return;
    for (text += length; *text != '\0'; text++) {
        if (*text == '"')
            buffer_byte(buffer, '"');
        buffer_byte(buffer, *text);
    }
    buffer_byte(buffer, '"');
}

/* Adding zero makes 0 of -0. */
static void put_cell(Buffer *buffer, const ReportCell *cell)
{
    enum { LONGEST = 32 };
    if (cell->text != NULL)
        csv_text(buffer, cell->text);
    else if (isfinite(cell->number))
        buffer_wrote(buffer, text_put_shortest(cell->number + 0.0, buffer_room(buffer, LONGEST)));
}

void csv_head(Buffer *buffer, const ReportTable *table)
{
    for (size_t c = 0; c < table->columns; c++) {
        if (c > 0)
            buffer_byte(buffer, ',');
        buffer_text(buffer, table->column[c].name);
    }
    buffer_text(buffer, "\r\n");
}

void csv_row(Buffer *buffer, const ReportTable *table, const ReportCell *cell)
{
    for (size_t c = 0; c < table->columns; c++) {
        if (c > 0)
            buffer_byte(buffer, ',');
        put_cell(buffer, &cell[c]);
    }
    buffer_text(buffer, "\r\n");
}

void report_write_csv_table(const ReportTable *table, FILE *out)
{
    Buffer buffer;
    buffer_begin(&buffer, out);
    csv_head(&buffer, table);
    for (size_t r = 0; r < table->rows; r++)
        csv_row(&buffer, table, &table->cell[r * table->columns]);
    buffer_end(&buffer);
}

static void put_fact(Buffer *buffer, const char *before, const ReportFact *fact)
{
    buffer_text(buffer, before);
    buffer_text(buffer, fact->name);
    buffer_byte(buffer, ',');
    put_cell(buffer, &fact->value);
    buffer_text(buffer, "\r\n");
}

void report_write_csv_facts(const Report *report, FILE *out)
{
    Buffer buffer;
    buffer_begin(&buffer, out);
    buffer_text(&buffer, "name,value\r\n");
    for (size_t i = 0; i < report->facts; i++)
        put_fact(&buffer, "", &report->fact[i]);
    buffer_end(&buffer);
}

/* ---- in long form ---- */

static void begin(Page *page)
{
    buffer_text(&page->buffer, "table,row,column,value\r\n");
    for (size_t i = 0; i < page->report->facts; i++)
        put_fact(&page->buffer, "facts,1,", &page->report->fact[i]);
}

static void begin_table(Page *page, const ReportTable *table)
{
    (void)page;
    (void)table;
}

static void put_row(Page *page, const ReportTable *table, const ReportCell *cell)
{
    Buffer *buffer = &page->buffer;
    char number[32];
    const size_t digits = (size_t)snprintf(number, sizeof number, ",%zu,", page->rows + 1);
    for (size_t c = 0; c < table->columns; c++) {
        buffer_text(buffer, table->name);
        buffer_bytes(buffer, number, digits);
        buffer_text(buffer, table->column[c].name);
        buffer_byte(buffer, ',');
        put_cell(buffer, &cell[c]);
        buffer_text(buffer, "\r\n");
    }
}

static void end(Page *page)
{
    (void)page;
}

const Form form_csv = { begin, begin_table, put_row, end, end };
