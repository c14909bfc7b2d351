/* table_file - a CSV file of figures: a row of names, then a row a step */
#include "models/read/table_file.h"

#include "models/base/date.h"
#include "models/base/text.h"
#include "models/read/bytes.h"
#include "solver/memory.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes of a file, and figures in it: 512 MB of them. */
static const long long largest = 256LL * 1024 * 1024;
enum { CELLS_MOST = 64 * 1024 * 1024 };

typedef struct Reader {
    Arena *arena;
    Diag *diag;
    TableFile *file;
    size_t row, column, room, column_room;
    size_t time_column; /* SIZE_MAX: none */
    char last[40];      /* what stood in it in the row before */
    double last_hours, step;
    size_t blank; /* the first of the blank rows just passed, 0: none */
    int end;      /* what ended the row before: a line feed behind a carriage return ends none */
    bool empty_row, failed;
} Reader;

static bool fail(Reader *reader, Span span, const char *text)
{
    if (!reader->failed)
        diag_error(reader->diag, span, "%s", text);
    reader->failed = true;
    return false;
}

static Span row_span(const Reader *reader)
{
    return (Span){ .source = reader->file->source, .line = (int)reader->row, .column = 1 };
}

/* ---- encoding ---- */

/* The first byte that is not UTF-8, or NULL. */
static const char *strange_byte(const char *text)
{
    while (*text != '\0') {
        const char *begin = text;
        if ((unsigned char)*text < 0x80)
            text++;
        else if (text_next(&text) == 0xFFFD && text == begin + 1)
            return begin;
    }
    return NULL;
}

/* Of a head that can't be read only the number is known. */
static bool is_utf8(Reader *reader, const char *text, size_t length)
{
    const char *byte = strange_byte(text);
    if (byte == NULL)
        return true;
    const bool named = reader->row > 1 && reader->column < reader->file->columns;
    const char *where = named ? arena_print(reader->arena, "column '%s' in row %zu",
                                            reader->file->column[reader->column].name, reader->row)
                              : arena_print(reader->arena, "column %zu in row %zu", reader->column + 1,
                                            reader->row);
    if (bytes_look_like_gbk(text, length))
        diag_error(reader->diag, row_span(reader),
                   "%s is not UTF-8; it looks like GBK; save the file as UTF-8 (CSV UTF-8, 转为 UTF-8)",
                   where);
    else
        diag_error(reader->diag, row_span(reader),
                   "%s is not UTF-8: byte 0x%02X; save the file as UTF-8 (CSV UTF-8, 转为 UTF-8)", where,
                   (unsigned)(unsigned char)*byte);
    reader->failed = true;
    return false;
}

/* ---- the head ---- */

/* "grid price [CNY/kWh]" */
static void take_name(Reader *reader, const char *text, size_t length)
{
    TableFile *file = reader->file;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    while (length > 0 && *text == ' ')
        text++, length--;
    TableColumn column = { 0 };
    size_t name = length;
    for (size_t i = 0; length > 0 && text[length - 1] == ']' && i < length; i++)
        if (text[i] == '[') {
            column.unit = arena_copy(reader->arena, text + i + 1, length - i - 2);
            name = i;
            break;
        }
    while (name > 0 && text[name - 1] == ' ')
        name--;
    column.name = arena_copy(reader->arena, text, name);
    static const char *const times[] = { "time",     "date",      "datetime", "timestamp", "Time", "Date",
                                         "DateTime", "Timestamp", "TIME",     "DATE",      "时间", "日期" };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        if (strcmp(column.name, times[i]) == 0) {
            reader->time_column = file->columns;
            column.tells_line = true;
        }
    column.tells_line = column.tells_line || strcmp(column.name, "period") == 0
                        || strcmp(column.name, "stretch") == 0;
    if (name > 0 && table_find(&file->names, column.name) >= 0) {
        diag_error(reader->diag, row_span(reader), "two columns are called '%s'", column.name);
        reader->failed = true;
        return;
    }
    if (name > 0)
        table_add(&file->names, column.name, (int)file->columns);
    file->column = memory_grow(file->column, file->columns, &reader->column_room, sizeof *file->column);
    file->column[file->columns++] = column;
}

/* ---- times: each a step behind the one before ---- */

static void take_time(Reader *reader, const char *text, size_t length)
{
    char now[40];
    snprintf(now, sizeof now, "%.*s", (int)(length < 39 ? length : 39), text);
    const double hours = date_hours(now), step = hours - reader->last_hours;
    const bool first = reader->file->rows == 0;
    if (!first && strcmp(now, reader->last) == 0) {
        diag_error(reader->diag, row_span(reader),
                   "the time '%s' stands twice; a column of that name holds the day and the hour", now);
        reader->failed = true;
    } else if (reader->file->rows > 1 && fabs(step - reader->step) > 1e-6) {
        diag_error(reader->diag, row_span(reader),
                   "from '%s' to '%s' is %.6g h, where a step is %.6g h: a gap or a repetition", reader->last,
                   now, step, reader->step);
        reader->failed = true;
    }
    if (first && isnan(hours))
        diag_warning(reader->diag, row_span(reader),
                     "'%s' is no time such as 2025-01-01 00:00, so that gaps are not seen", now);
    if (reader->file->rows == 1)
        reader->step = reader->file->step = step;
    reader->last_hours = hours;
    snprintf(reader->last, sizeof reader->last, "%s", now);
}

/* ---- figures ---- */

static void take_figure(Reader *reader, const char *text, size_t length)
{
    TableFile *file = reader->file;
    double value = NAN;
    const char *why = "nothing stands there";
    TableColumn *column = &file->column[reader->column];
    while (length > 0 && text[length - 1] == ' ')
        length--;
    while (length > 0 && *text == ' ')
        text++, length--;
    if ((length == 0 || !text_number(text, length, &value, &why)) && column->bad_row == 0) {
        column->bad_row = reader->row;
        column->bad = arena_copy(reader->arena, text, length < 60 ? length : 60);
        column->why = why;
    }
    const size_t at = file->rows * file->columns + reader->column;
    if (at >= CELLS_MOST) {
        fail(reader, row_span(reader), "more figures than 64 million; cut the file into several");
        return;
    }
    file->cell = memory_grow(file->cell, at, &reader->room, sizeof *file->cell);
    file->cell[at] = value;
}

static void on_field(void *bytes, size_t length, void *data)
{
    Reader *reader = data;
    const char *text = bytes != NULL ? bytes : "";
    if (reader->failed || !is_utf8(reader, text, length))
        return;
    if (length > 0)
        reader->empty_row = false;
    if (reader->row == 1) {
        take_name(reader, text, length);
    } else if (reader->column < reader->file->columns) {
        if (reader->column == reader->time_column)
            take_time(reader, text, length);
        take_figure(reader, text, length);
    }
    reader->column++;
}

static void on_row(int end, void *data)
{
    Reader *reader = data;
    TableFile *file = reader->file;
    const bool same_end = end == '\n' && reader->end == '\r' && reader->column == 0;
    reader->end = end;
    if (same_end)
        return;
    if (reader->row == 1 && file->columns == 1 && strpbrk(file->column[0].name, ";\t") != NULL)
        fail(reader, row_span(reader),
             "cells are parted by ';' or tabs here; save the file with commas between them");
    const bool blank = reader->empty_row && reader->column <= 1;
    if (reader->row > 1 && blank && reader->blank == 0)
        reader->blank = reader->row;
    if (reader->row > 1 && !reader->failed && !blank) {
        if (reader->blank > 0) {
            diag_error(reader->diag, row_span(reader), "row %zu is blank, and figures follow", reader->blank);
            reader->failed = true;
        }
        if (reader->column != file->columns) {
            diag_error(reader->diag, row_span(reader), "this row has %zu cells, and there are %zu columns",
                       reader->column, file->columns);
            reader->failed = true;
        }
        file->rows++;
    }
    reader->row++;
    reader->column = 0;
    reader->empty_row = true;
}

/* ---- the file ---- */

static bool parse(Reader *reader, int handle, struct csv_parser *parser)
{
    static char part[65536];
    bool first = true;
    for (;;) {
        ssize_t length = read(handle, part, sizeof part);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return fail(reader, (Span){ .source = reader->file->source }, "it can't be read to its end");
        if (length == 0)
            break;
        const size_t mark = first && length >= 3 && memcmp(part, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        if (first && length >= 2 && (memcmp(part, "\xFF\xFE", 2) == 0 || memcmp(part, "\xFE\xFF", 2) == 0))
            return fail(reader, (Span){ .source = reader->file->source },
                        "this is UTF-16; save it as UTF-8 (CSV UTF-8)");
        if (memchr(part, 0, (size_t)length) != NULL)
            return fail(reader, row_span(reader), "a zero byte; this is no text");
        first = false;
        if (csv_parse(parser, part + mark, (size_t)length - mark, on_field, on_row, reader)
            != (size_t)length - mark)
            return fail(reader, row_span(reader), csv_strerror(csv_error(parser)));
        if (reader->failed)
            return false;
    }
    if (csv_fini(parser, on_field, on_row, reader) != 0)
        return fail(reader, row_span(reader), "a quote is opened and never closed");
    return !reader->failed;
}

static bool read_handle(Reader *reader, int handle, const char *path, Span asked)
{
    struct stat about;
    if (fstat(handle, &about) != 0 || !S_ISREG(about.st_mode))
        return diag_error(reader->diag, asked, "'%s' is no regular file", path);
    if (about.st_size > largest)
        return diag_error(
            reader->diag, asked,
            "'%s' is larger than 256 MB; keep the columns that are used, or cut it into several", path);
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) != 0)
        return diag_error(reader->diag, asked, "'%s': no memory to read it", path);
    bool fine = parse(reader, handle, &parser);
    csv_free(&parser);
    if (fine && reader->file->rows == 0)
        fine = diag_error(reader->diag, asked, "'%s' has no row of figures below its head", path);
    return fine;
}

TableFile *table_file_read(Arena *arena, const char *path, const char *shown, Span asked, Diag *diag)
{
    TableFile *file = arena_take(arena, sizeof *file);
    file->source = arena_take(arena, sizeof *file->source);
    file->source->path = arena_copy(arena, shown, strlen(shown));
    table_init(&file->names);
    file->step = NAN;
    Reader reader = {
        .arena = arena, .diag = diag, .file = file, .row = 1, .time_column = SIZE_MAX, .empty_row = true
    };
    int handle = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bool fine = handle >= 0 ? read_handle(&reader, handle, shown, asked)
                            : diag_error(diag, asked, "'%s' can't be opened: %s", shown, strerror(errno));
    if (handle >= 0)
        close(handle);
    if (fine)
        return file;
    table_file_release(file);
    return NULL;
}

void table_file_release(TableFile *file)
{
    if (file == NULL)
        return;
    free(file->cell);
    free(file->column);
    table_release(&file->names);
    *file = (TableFile){ 0 };
}

bool table_file_column(const TableFile *file, size_t column, double *value, Diag *diag)
{
    const TableColumn *of = &file->column[column];
    if (of->bad_row > 0) {
        const Span span = { .source = file->source, .line = (int)of->bad_row, .column = 1 };
        return of->bad[0] == '\0'
                   ? diag_error(diag, span, "column '%s' has a hole in row %zu", of->name, of->bad_row)
                   : diag_error(diag, span, "column '%s' holds '%s' in row %zu: it %s", of->name, of->bad,
                                of->bad_row, of->why);
    }
    for (size_t i = 0; i < file->rows; i++)
        value[i] = file->cell[i * file->columns + column];
    return true;
}
