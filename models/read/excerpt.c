/* excerpt - the entries of a file's map that someone asks for; the others are passed over unread */
#include "models/read/excerpt.h"

#include <string.h>

enum { ENTRIES_MOST = 65536 };

/* A line without its end. */
typedef struct Line {
    const char *begin, *end;
    size_t indent; /* spaces */
} Line;

static bool next_line(const char **at, const char *end, Line *line)
{
    if (*at >= end)
        return false;
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    line->begin = *at;
    line->end = stop != NULL ? stop : end;
    *at = stop != NULL ? stop + 1 : end;
    line->indent = 0;
    while (line->begin + line->indent < line->end && line->begin[line->indent] == ' ')
        line->indent++;
    return true;
}

/* Nothing on it, or only a comment. */
static bool is_idle(const Line *line)
{
    const char *first = line->begin + line->indent;
    return first == line->end || *first == '#' || *first == '\r';
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
           || (unsigned char)c >= 0x80;
}

/* A plain key with its colon and a space or the end of the line behind it; its length, or 0. */
static size_t key_length(const Line *line)
{
    const char *key = line->begin + line->indent, *at = key;
    while (at < line->end && is_plain(*at))
        at++;
    bool ends = at < line->end && *at == ':' && (at + 1 == line->end || at[1] == ' ' || at[1] == '\r');
    return ends ? (size_t)(at - key) : 0;
}

/* Brackets that are open behind the line, of `open` before it; quotes and comments aside. -1: a quote is open, or a bracket was not. */
static int open_behind(const Line *line, int open)
{
    char quote = '\0';
    for (const char *at = line->begin; at < line->end; at++) {
        if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
        else if (*at == '#' && (at == line->begin || at[-1] == ' '))
            break;
        else if ((*at == '"' || *at == '\'') && (at == line->begin || strchr(" [{,", at[-1]) != NULL))
            quote = *at;
        else if (*at == '{' || *at == '[')
            open++;
        else if (*at == '}' || *at == ']')
            open--;
        if (open < 0)
            return -1;
    }
    return quote != '\0' ? -1 : open;
}

/* The line behind `key:`, or NULL. */
static const char *behind_key(const char *text, const char *end, const char *key)
{
    Line line;
    for (const char *at = text; next_line(&at, end, &line);)
        if (line.indent == 0 && key_length(&line) == strlen(key)
            && strncmp(line.begin, key, strlen(key)) == 0) {
            const char *rest = line.begin + strlen(key) + 1;
            rest += strspn(rest, " ");
            return rest >= line.end || *rest == '#' || *rest == '\r' ? at : NULL;
        }
    return NULL;
}

static bool add_entry(Arena *arena, const char *text, const Line *line, Excerpt *excerpt)
{
    size_t length = key_length(line);
    if (length == 0 || excerpt->entries == ENTRIES_MOST)
        return false;
    ExcerptEntry *entry = &excerpt->entry[excerpt->entries];
    entry->name = arena_copy(arena, line->begin + line->indent, length);
    entry->begin = (size_t)(line->begin - text);
    /* A key that stands twice is YAML's to complain about. */
    int index = (int)excerpt->entries++;
    return table_add(&excerpt->table, entry->name, index) == index;
}

static bool find_entries(Arena *arena, const char *text, const char *end, const char *at, Excerpt *excerpt)
{
    Line line;
    size_t indent = 0;
    int open = 0;
    const char *last = at;
    for (; next_line(&at, end, &line); last = at) {
        if (is_idle(&line))
            continue;
        if (open == 0 && line.indent == 0)
            break; /* the map is over */
        if (indent == 0)
            indent = line.indent;
        if (line.indent < indent || (line.indent == indent && open != 0))
            return false;
        if (line.indent == indent) {
            if (excerpt->entries > 0)
                excerpt->entry[excerpt->entries - 1].end = (size_t)(line.begin - text);
            if (!add_entry(arena, text, &line, excerpt))
                return false;
        }
        if ((open = open_behind(&line, open)) < 0)
            return false;
    }
    if (excerpt->entries > 0)
        excerpt->entry[excerpt->entries - 1].end = (size_t)(last - text);
    return open == 0 && excerpt->entries > 0;
}

bool excerpt_find(Arena *arena, const char *text, size_t size, const char *key, Excerpt *excerpt)
{
    const char *end = text + size, *at = behind_key(text, end, key);
    size_t lines = 1;
    for (const char *stop = text; (stop = memchr(stop, '\n', (size_t)(end - stop))) != NULL; stop++)
        lines++;
    *excerpt = (Excerpt){ .entry = arena_take(arena, lines * sizeof *excerpt->entry) };
    table_init(&excerpt->table);
    bool odd = memchr(text, '&', size) != NULL || memchr(text, '\t', size) != NULL
               || memchr(text, '|', size) != NULL || memchr(text, '>', size) != NULL;
    if (at != NULL && !odd && find_entries(arena, text, end, at, excerpt))
        return true;
    excerpt_release(excerpt);
    return false;
}

void excerpt_release(Excerpt *excerpt)
{
    table_release(&excerpt->table);
    excerpt->entries = 0;
}

const char *excerpt_text(Arena *arena, const char *text, size_t *size, const Excerpt *excerpt,
                         const bool *wanted)
{
    char *kept = arena_copy(arena, text, *size);
    size_t used = 0, from = 0;
    for (size_t i = 0; i < excerpt->entries; i++) {
        const ExcerptEntry *entry = &excerpt->entry[i];
        if (wanted[i])
            continue;
        memmove(kept + used, text + from, entry->begin - from);
        used += entry->begin - from;
        for (size_t at = entry->begin; at < entry->end; at++)
            if (text[at] == '\n')
                kept[used++] = '\n';
        from = entry->end;
    }
    memmove(kept + used, text + from, *size - from);
    used += *size - from;
    kept[used] = '\0';
    *size = used;
    return kept;
}
