/* table - from a name to its index, O(1) */
#include "models/base/table.h"

#include "models/base/text.h"
#include "solver/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Open addressing with linear probing, a power of two of slots, never more than half of them taken. */
struct TableSlot {
    const char *name; /* NULL: empty */
    uint64_t hash;
    int index;
};

void table_init(Table *table)
{
    *table = (Table){ 0 };
}

void table_release(Table *table)
{
    free(table->slot);
    table_init(table);
}

/* The slot that holds the name, or the empty one where it belongs. */
static struct TableSlot *locate(const Table *table, const char *name, uint64_t hash)
{
    size_t mask = table->slots - 1;
    size_t at = (size_t)hash & mask;
    while (table->slot[at].name != NULL
           && (table->slot[at].hash != hash || strcmp(table->slot[at].name, name) != 0))
        at = (at + 1) & mask;
    return &table->slot[at];
}

static void enlarge(Table *table)
{
    Table larger = { .slots = table->slots > 0 ? table->slots * 2 : 16, .count = table->count };
    larger.slot = memory_take(larger.slots, sizeof *larger.slot);
    for (size_t i = 0; i < table->slots; i++) {
        const struct TableSlot *slot = &table->slot[i];
        if (slot->name != NULL)
            *locate(&larger, slot->name, slot->hash) = *slot;
    }
    free(table->slot);
    *table = larger;
}

int table_find(const Table *table, const char *name)
{
    if (table->count == 0)
        return -1;
    const struct TableSlot *slot = locate(table, name, text_hash(name));
    return slot->name != NULL ? slot->index : -1;
}

int table_add(Table *table, const char *name, int index)
{
    assert(name != NULL && index >= 0);
    if (table->count * 2 >= table->slots)
        enlarge(table);
    uint64_t hash = text_hash(name);
    struct TableSlot *slot = locate(table, name, hash);
    if (slot->name != NULL)
        return slot->index;
    *slot = (struct TableSlot){ name, hash, index };
    table->count++;
    return index;
}
