/* csv - a report as comma-separated values (RFC 4180), UTF-8, decimal point
 *
 * One table a file, or all of them in long form: table,row,column,value. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it. A year by hours has a hundred million cells: they are put together here, and not by a call of stdio each. */
#include "cli/report/csv.h"

#include "models/base/text.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void flush(CsvFile *file)
{
    fwrite(file->text, 1, file->used, file->out);
    file->used = 0;
}

static void put_byte(CsvFile *file, char byte)
{
    if (file->used == CSV_ROOM)
        flush(file);
    file->text[file->used++] = byte;
}

static void put_bytes(CsvFile *file, const char *text, size_t length)
{
    if (length > CSV_ROOM - file->used)
        flush(file);
    if (length > CSV_ROOM) {
        fwrite(text, 1, length, file->out);
        return;
    }
    memcpy(file->text + file->used, text, length);
    file->used += length;
}

static void put(CsvFile *file, const char *text)
{
    put_bytes(file, text, strlen(text));
}

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

/* A report tells the same texts of every period: where one stands tells what it is, since it lives as long as the report. */
static CsvPlain *plain_at(CsvFile *file, const char *text)
{
    return &file->plain[((uintptr_t)text * 0x9E3779B97F4A7C15u >> 40) % CSV_PLAIN];
}

static void put_text(CsvFile *file, const char *text)
{
    CsvPlain *plain = plain_at(file, text);
    if (plain->text == text) {
        put_bytes(file, text, plain->length);
        return;
    }
    size_t length = 0;
    while (text[length] != '\0' && !wants_quotes(text[length]))
        length++;
    const bool quoted = text[length] != '\0';
    if (quoted)
        put_byte(file, '"');
    if (is_formula(text))
        put_byte(file, '\'');
    put_bytes(file, text, length);
    if (!quoted && !is_formula(text))
        *plain = (CsvPlain){ text, length };
    if (!quoted)
        return;
    for (text += length; *text != '\0'; text++) {
        if (*text == '"')
            put_byte(file, '"');
        put_byte(file, *text);
    }
    put_byte(file, '"');
}

static void put_cell(CsvFile *file, const ReportCell *cell)
{
    char buffer[32];
    if (cell->text != NULL)
        put_text(file, cell->text);
    else if (isfinite(cell->number))
        put(file, text_shortest(cell->number, buffer));
}

void csv_file_begin(CsvFile *file, const ReportTable *table, FILE *out)
{
    file->out = out;
    file->used = 0;
    memset(file->plain, 0, sizeof file->plain);
    for (size_t c = 0; c < table->columns; c++) {
        if (c > 0)
            put_byte(file, ',');
        put(file, table->column[c].name);
    }
    put(file, "\r\n");
}

void csv_file_row(CsvFile *file, const ReportTable *table, const ReportCell *cell)
{
    for (size_t c = 0; c < table->columns; c++) {
        if (c > 0)
            put_byte(file, ',');
        put_cell(file, &cell[c]);
    }
    put(file, "\r\n");
}

void csv_file_end(CsvFile *file)
{
    flush(file);
}

void report_write_csv_table(const ReportTable *table, FILE *out)
{
    CsvFile file;
    csv_file_begin(&file, table, out);
    for (size_t r = 0; r < table->rows; r++)
        csv_file_row(&file, table, &table->cell[r * table->columns]);
    csv_file_end(&file);
}

static void put_fact(CsvFile *file, const char *before, const ReportFact *fact)
{
    put(file, before);
    put(file, fact->name);
    put_byte(file, ',');
    put_cell(file, &fact->value);
    put(file, "\r\n");
}

void report_write_csv_facts(const Report *report, FILE *out)
{
    CsvFile file = { .out = out };
    put(&file, "name,value\r\n");
    for (size_t i = 0; i < report->facts; i++)
        put_fact(&file, "", &report->fact[i]);
    flush(&file);
}

static void put_long_row(CsvFile *file, const ReportTable *table, size_t row)
{
    char number[32];
    const int digits = snprintf(number, sizeof number, ",%zu,", row + 1);
    for (size_t c = 0; c < table->columns; c++) {
        put(file, table->name);
        put_bytes(file, number, (size_t)digits);
        put(file, table->column[c].name);
        put_byte(file, ',');
        put_cell(file, &table->cell[row * table->columns + c]);
        put(file, "\r\n");
    }
}

void report_write_csv(const Report *report, FILE *out)
{
    CsvFile file = { .out = out };
    put(&file, "table,row,column,value\r\n");
    for (size_t i = 0; i < report->facts; i++)
        put_fact(&file, "facts,1,", &report->fact[i]);
    for (size_t i = 0; i < report->tables; i++) {
        const ReportTable *table = &report->table[i];
        for (size_t r = 0; r < table->rows && !table->only_text; r++)
            put_long_row(&file, table, r);
    }
    flush(&file);
}
