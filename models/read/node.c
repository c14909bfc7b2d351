/* node - how the members of a map are found, and how one tree is laid on another */
#include "models/read/node.h"

#include "models/base/text.h"

#include <string.h>

enum { FEW = 8 }; /* members that are quicker looked through than indexed */

/* Open addressing with linear probing, at most half full. */
struct NodeIndex {
    size_t mask; /* slots - 1, a power of two less one */
    const Node *slot[];
};

static const Node **locate(const Node **slot, size_t mask, const char *key)
{
    size_t at = (size_t)text_hash(key) & mask;
    while (slot[at] != NULL && strcmp(slot[at]->key, key) != 0)
        at = (at + 1) & mask;
    return &slot[at];
}

void node_close(Arena *arena, Node *map)
{
    if (map->count <= FEW)
        return;
    size_t slots = 32;
    while (slots < (size_t)map->count * 2)
        slots *= 2;
    struct NodeIndex *index = arena_take(arena, sizeof *index + slots * sizeof(const Node *));
    index->mask = slots - 1;
    for (const Node *member = map->first; member != NULL; member = member->next) {
        const Node **slot = locate(index->slot, index->mask, member->key);
        if (*slot == NULL)
            *slot = member;
    }
    map->index = index;
}

const Node *node_find(const Node *map, const char *key)
{
    if (map == NULL || map->kind != NODE_MAP)
        return NULL;
    if (map->index != NULL) {
        const struct NodeIndex *index = map->index;
        size_t at = (size_t)text_hash(key) & index->mask;
        while (index->slot[at] != NULL && strcmp(index->slot[at]->key, key) != 0)
            at = (at + 1) & index->mask;
        return index->slot[at];
    }
    const Node *member = map->first;
    while (member != NULL && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

Node *node_append(Arena *arena, Node *parent, Node *last, const Node *member)
{
    Node *copy = arena_take(arena, sizeof *copy);
    *copy = *member;
    copy->next = NULL;
    if (last != NULL)
        last->next = copy;
    else
        parent->first = copy;
    parent->count++;
    return copy;
}

static Node *append_all(Arena *arena, Node *parent, Node *last, const Node *member)
{
    for (; member != NULL; member = member->next)
        last = node_append(arena, parent, last, member);
    return last;
}

Node *node_emptied(Arena *arena, const Node *whole)
{
    Node *node = arena_take(arena, sizeof *node);
    *node = *whole;
    node->first = node->next = NULL;
    node->index = NULL;
    node->count = 0;
    return node;
}

static const Node *overlay_map(Arena *arena, const Node *base, const Node *over, bool join_lists)
{
    Node *merged = node_emptied(arena, over), *last = NULL;
    for (const Node *member = base->first; member != NULL; member = member->next) {
        const Node *wins = node_find(over, member->key);
        last = node_append(arena, merged, last,
                           wins == NULL
                               ? member
                               : tree_overlay(arena, member, wins, join_lists && member->kind == NODE_LIST));
    }
    for (const Node *member = over->first; member != NULL; member = member->next)
        if (node_find(base, member->key) == NULL)
            last = node_append(arena, merged, last, member);
    node_close(arena, merged);
    return merged;
}

const Node *tree_overlay(Arena *arena, const Node *base, const Node *over, bool join_lists)
{
    if (base == NULL || over == NULL)
        return over != NULL ? over : base;
    /* `in:` with nothing behind it adds nothing. */
    if (base->kind != NODE_SCALAR && over->kind == NODE_SCALAR && over->text[0] == '\0' && !over->quoted)
        return base;
    if (base->kind == NODE_MAP && over->kind == NODE_MAP)
        return overlay_map(arena, base, over, join_lists);
    if (base->kind != NODE_LIST || over->kind != NODE_LIST || !join_lists)
        return over;
    Node *joined = node_emptied(arena, over);
    append_all(arena, joined, append_all(arena, joined, NULL, base->first), over->first);
    return joined;
}
