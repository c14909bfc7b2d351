/* excerpt - the entries of a file's map that someone asks for; the others are passed over unread
 *
 * A park uses a few of the resources of a library, and YAML takes its time. Lines stay where they are, so that places hold. */
#ifndef COPLANT_EXCERPT_H
#define COPLANT_EXCERPT_H

#include "models/base/arena.h"
#include "models/base/table.h"

#include <stdbool.h>
#include <stddef.h>

/* An entry of the map: the lines of the text from its key to the next one. */
typedef struct ExcerptEntry {
    const char *name;
    size_t begin, end; /* bytes */
} ExcerptEntry;

typedef struct Excerpt {
    ExcerptEntry *entry; /* [entries] in the arena */
    size_t entries;
    Table table; /* from a name to its entry: excerpt_release */
} Excerpt;

/* Finds the entries below `key`, which begins a line. False where the text is written in a way that only YAML itself understands (flow style at that
 * level, quoted keys, anchors, tabs): it must then be read whole. */
bool excerpt_find(Arena *arena, const char *text, size_t size, const char *key, Excerpt *excerpt);

void excerpt_release(Excerpt *excerpt);

/* The text with nothing but ends of lines where an entry is not wanted[entries]; in the arena, *size bytes. */
const char *excerpt_text(Arena *arena, const char *text, size_t *size, const Excerpt *excerpt,
                         const bool *wanted);

#endif
