/* park - everything in one study: facilities, what stands in them, the links between them, the markets around them */
#include "models/park.h"

#include "models/formulation/family.h"
#include "solver/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

Item *park_add_item(Park *park, const Family *family, size_t size, const Node *node)
{
    Item *item = arena_take(park->arena, size);
    park->item = memory_grow(park->item, park->items, &park->item_room, sizeof *park->item);
    item->family = family;
    item->index = (int)park->items;
    item->name = node->key != NULL ? node->key : family->name;
    item->facility = item->resource = -1;
    item->node = node;
    item->span = node->key != NULL ? node->key_span : node->span;
    park->item[park->items++] = item;
    return item;
}

const Item *item_at(const Item *item, int t, ItemRoom *room)
{
    if (item->varyings == 0)
        return item;
    assert(item->family->size <= sizeof *room);
    memcpy(room, item, item->family->size);
    for (size_t i = 0; i < item->varyings; i++)
        memcpy((char *)room + item->varying[i].at, &item->varying[i].value[t], sizeof(double));
    return &room->item;
}

Span item_span(const Item *item, const char *key)
{
    const Node *node = key != NULL ? node_find(item->node, key) : NULL;
    return node != NULL ? node->span : item->span;
}

double facility_distance(const Park *park, int from, int to)
{
    const double *a = park->facility[from].at, *b = park->facility[to].at;
    return hypot(a[0] - b[0], a[1] - b[1]);
}

void park_release(Park *park)
{
    table_release(&park->resource_table);
    table_release(&park->facility_table);
    free(park->resource);
    free(park->item);
    free(park->followed);
    units_free(park->units);
}

void park_free(Park *park)
{
    if (park == NULL)
        return;
    Arena *arena = park->arena;
    park_release(park);
    arena_free(arena);
}
