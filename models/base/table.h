/* table - from a name to its index, O(1) */
#ifndef COPLANT_TABLE_H
#define COPLANT_TABLE_H

#include <stddef.h>

typedef struct Table {
    struct TableSlot *slot;
    size_t slots, count;
} Table;

void table_init(Table *table);
void table_release(Table *table);

/* The index of the name, or -1. */
int table_find(const Table *table, const char *name);

/* Remembers name -> index, name not copied. Returns the index already there when the name is known, else `index`. */
int table_add(Table *table, const char *name, int index);

#endif
