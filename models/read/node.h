/* node - how the members of a map are found */
#ifndef COPLANT_NODE_H
#define COPLANT_NODE_H

#include "models/base/arena.h"
#include "models/read/tree.h"

/* A copy without its members and its place in a row, for others to come. */
Node *node_emptied(Arena *arena, const Node *whole);

/* Puts a copy of `member` behind `last`, the last member of `parent` or NULL when it has none; returns the copy. */
Node *node_append(Arena *arena, Node *parent, Node *last, const Node *member);

/* To be called once all members of a map stand. */
void node_close(Arena *arena, Node *map);

#endif
