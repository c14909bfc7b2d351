/* diag - what is wrong with the input: collected, placed, sorted and said in one run */
#include "models/base/diag.h"

#include "models/base/arena.h"
#include "models/base/table.h"
#include "models/base/text.h"
#include "solver/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVELS = DIAG_NOTE + 1,
    KEPT = 10000, /* messages remembered; a file that is wrong on every line must not fill the memory */
    FOCUS = 64,   /* cells left of the caret before a line is cut */
    WIDTH = 96,   /* cells of a line that are shown */
    SAID = 600    /* cells of a message that are said: what is quoted in it may be a whole file */
};

typedef struct Item {
    DiagLevel level;
    Span span;
    const char *message;
    int file;     /* in order of first mention */
    size_t order; /* of arrival */
} Item;

struct Diag {
    Arena *arena;
    Item *item;
    size_t items, capacity;
    size_t count[LEVELS]; /* by level, those not kept included */
    Arena **kept;         /* what the places of a failed reading point into */
    size_t keeps, keep_room;
    Table files; /* path -> order of first mention */
    Table seen;  /* place and message, so that each is said once */
};

Diag *diag_create(void)
{
    Diag *diag = memory_take(1, sizeof *diag);
    diag->arena = arena_create();
    table_init(&diag->files);
    table_init(&diag->seen);
    return diag;
}

void diag_keep(Diag *diag, Arena *arena)
{
    diag->kept = memory_grow(diag->kept, diag->keeps, &diag->keep_room, sizeof(Arena *));
    diag->kept[diag->keeps++] = arena;
}

void diag_free(Diag *diag)
{
    if (diag == NULL)
        return;
    table_release(&diag->seen);
    table_release(&diag->files);
    free(diag->item);
    for (size_t i = 0; i < diag->keeps; i++)
        arena_free(diag->kept[i]);
    free(diag->kept);
    arena_free(diag->arena);
    free(diag);
}

static const char *path_of(const Source *source)
{
    return source != NULL && source->path != NULL ? source->path : "";
}

__attribute__((format(printf, 4, 0))) static void add(Diag *diag, DiagLevel level, Span span,
                                                      const char *format, va_list values)
{
    if (diag->items >= KEPT) {
        diag->count[level]++;
        return;
    }
    const char *path = path_of(span.source);
    int file = table_add(&diag->files, path, (int)diag->files.count);
    const char *message = arena_print_list(diag->arena, format, values);
    const char *place = arena_print(diag->arena, "%d %d:%d:%d %s", (int)level, file, span.line, span.column,
                                    message);
    int order = (int)diag->items;
    if (table_add(&diag->seen, place, order) != order)
        return;
    diag->item = memory_grow(diag->item, diag->items, &diag->capacity, sizeof *diag->item);
    diag->item[diag->items++] = (Item){ level, span, message, file, (size_t)order };
    diag->count[level]++;
}

bool diag_error(Diag *diag, Span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(diag, DIAG_ERROR, span, format, values);
    va_end(values);
    return false;
}

bool diag_warning(Diag *diag, Span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(diag, DIAG_WARNING, span, format, values);
    va_end(values);
    return false;
}

bool diag_note(Diag *diag, Span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(diag, DIAG_NOTE, span, format, values);
    va_end(values);
    return false;
}

size_t diag_errors(const Diag *diag)
{
    return diag->count[DIAG_ERROR];
}

size_t diag_warnings(const Diag *diag)
{
    return diag->count[DIAG_WARNING];
}

/* Shows the character at *at, moves past it and returns the cells it takes; shows nothing when out is NULL. */
static int show(const char **at, FILE *out)
{
    const char *begin = *at;
    uint32_t c = text_next(at);
    if (c == 0)
        ++*at;
    const char *instead = c == '\t' ? " " : text_is_command(c) || c == 0xFFFD ? "?" : NULL;
    if (out != NULL && instead != NULL)
        fputs(instead, out);
    else if (out != NULL)
        fwrite(begin, 1, (size_t)(*at - begin), out);
    return instead != NULL ? 1 : text_width(begin, 1);
}

static void show_text(const char *text, int most, FILE *out)
{
    while (*text != '\0' && most > 0)
        most -= show(&text, out);
    fputs(*text != '\0' ? "..." : "", out);
}

typedef struct Line {
    const char *begin, *end;
} Line;

static bool find_line(const Source *source, int number, Line *line)
{
    if (source == NULL || source->text == NULL || number < 1)
        return false;
    const char *begin = source->text, *end = source->text + source->size;
    for (; number > 1; number--) {
        const char *next = memchr(begin, '\n', (size_t)(end - begin));
        if (next == NULL)
            return false;
        begin = next + 1;
    }
    const char *stop = memchr(begin, '\n', (size_t)(end - begin));
    line->begin = begin;
    line->end = stop != NULL ? stop : end;
    if (line->end > begin && line->end[-1] == '\r')
        line->end--;
    return true;
}

static void repeat(char c, int times, FILE *out)
{
    for (; times > 0; times--)
        fputc(c, out);
}

/* The line with a caret under the place. A long one is cut on both sides of it. */
static void write_line(Span span, FILE *out)
{
    Line line;
    if (!find_line(span.source, span.line, &line))
        return;
    const char *caret = line.begin;
    int before = 0;
    for (int column = 1; column < span.column && caret < line.end; column++)
        before += show(&caret, NULL);
    const char *from = line.begin;
    int hidden = 0;
    while (before - hidden > FOCUS)
        hidden += show(&from, NULL);

    fprintf(out, "%5d | %s", span.line, hidden > 0 ? "..." : "");
    const char *to = from;
    for (int shown = 0; to < line.end && shown < WIDTH;)
        shown += show(&to, out);
    fprintf(out, "%s\n      | ", to < line.end ? "..." : "");

    int under = 0;
    for (int i = 0; i < span.length && caret < to; i++)
        under += show(&caret, NULL);
    repeat(' ', before - hidden + (hidden > 0 ? 3 : 0), out);
    fputc('^', out);
    repeat('~', under - 1, out);
    fputc('\n', out);
}

static void write_item(const Item *item, FILE *out)
{
    static const char *const words[] = { "error", "warning", "note" };
    Span span = item->span;
    show_text(path_of(span.source), INT_MAX, out);
    if (span.source != NULL && span.line > 0)
        fprintf(out, ":%d:%d", span.line, span.column);
    fprintf(out, "%s%s: ", *path_of(span.source) != '\0' ? ": " : "", words[item->level]);
    show_text(item->message, SAID, out);
    fputc('\n', out);
    write_line(span, out);
}

static int compare(const void *left, const void *right)
{
    const Item *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->span.line != b->span.line)
        return a->span.line < b->span.line ? -1 : 1;
    if (a->span.column != b->span.column)
        return a->span.column < b->span.column ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static void write_rest(size_t errors, size_t warnings, FILE *out)
{
    if (errors + warnings == 0)
        return;
    fputs("... and ", out);
    if (errors > 0)
        fprintf(out, "%zu more error%s", errors, errors == 1 ? "" : "s");
    if (warnings > 0)
        fprintf(out, "%s%zu more warning%s", errors > 0 ? " and " : "", warnings, warnings == 1 ? "" : "s");
    fputc('\n', out);
}

void diag_write(const Diag *diag, FILE *out)
{
    if (diag->items == 0)
        return;
    Item *sorted = memory_take(diag->items, sizeof *sorted);
    memcpy(sorted, diag->item, diag->items * sizeof *sorted);
    qsort(sorted, diag->items, sizeof *sorted, compare);
    size_t shown[LEVELS] = { 0 };
    for (size_t i = 0; i < diag->items; i++)
        if (shown[sorted[i].level]++ < DIAG_MOST)
            write_item(&sorted[i], out);
    free(sorted);

    size_t rest[LEVELS];
    for (int level = 0; level < LEVELS; level++)
        rest[level] = diag->count[level] > DIAG_MOST ? diag->count[level] - DIAG_MOST : 0;
    write_rest(rest[DIAG_ERROR], rest[DIAG_WARNING], out);
}
