/* tree - a YAML file as nodes that remember where they stand
 *
 * Read with libyaml's event interface: at most 64 levels deep, 32 MB, one million nodes after aliases are
 * expanded; duplicate keys, cycles of aliases, several documents and tags are errors. Scalars stay text: the field tables
 * say what they mean. Before libyaml sees a byte, encodings (UTF-16, GBK), control characters, tabs in indentation and
 * full-width punctuation where YAML wants a sign are found and named with their place. */
#ifndef COPLANT_TREE_H
#define COPLANT_TREE_H

#include "models/base/arena.h"
#include "models/base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum NodeKind { NODE_SCALAR, NODE_LIST, NODE_MAP } NodeKind;

/* Lives in the arena it was read into. Never changed once read: overlays make new nodes. */
typedef struct Node {
    NodeKind kind;
    bool quoted; /* a scalar that stood in quotes is a text, never a number or a switch */
    /* Of the value: a scalar whole (on its first line; quotes and anchor included), a list or map its first character. What
     * an alias stands for keeps the place where it was written. */
    Span span;
    const char *text; /* scalar: its text, "" for an empty value; else NULL */
    const char *key;  /* of a member of a map; else NULL */
    Span key_span;
    const struct Node *first; /* list and map: members in order */
    const struct Node *next;
    uint32_t count;                /* members */
    const struct NodeIndex *index; /* maps of more than 8 members: from key to member */
} Node;

/* NULL after errors were reported. `path` is opened, must be a regular file; `shown` is what messages call it. */
const Node *tree_read_file(Arena *arena, const char *path, const char *shown, Diag *diag);
const Node *tree_read_text(Arena *arena, const char *text, size_t size, const char *shown, Diag *diag);

/* The member of that key, or NULL; NULL for anything that is not a map. O(1) on large maps. */
const Node *node_find(const Node *map, const char *key);

/* `over` laid on `base`: maps are merged key by key, at any depth, everything else of `over` wins and keeps its place. Lists
 * that are members of the two maps themselves (not deeper) are joined, base first, when join_lists is set; all others are
 * replaced. NULL stands for nothing, and an empty value over a map or a list adds nothing. */
const Node *tree_overlay(Arena *arena, const Node *base, const Node *over, bool join_lists);

#endif
