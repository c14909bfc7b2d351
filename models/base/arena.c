/* arena - memory that lives as long as one park and is given back in one go */
#include "models/base/arena.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, LARGE = BLOCK / 4 };

typedef struct Block {
    struct Block *previous;
    size_t used, size;  /* bytes of data */
    max_align_t data[]; /* so that it begins aligned for anything */
} Block;

struct Arena {
    Block *last; /* the only one with room left */
};

static Block *block_create(size_t size, Block *previous)
{
    Block *block = memory_take(1, sizeof *block + size);
    block->previous = previous;
    block->size = size;
    return block;
}

Arena *arena_create(void)
{
    Arena *arena = memory_take(1, sizeof *arena);
    arena->last = block_create(BLOCK, NULL);
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    for (Block *block = arena->last; block != NULL;) {
        Block *previous = block->previous;
        free(block);
        block = previous;
    }
    free(arena);
}

/* What is large gets a block of its own behind the last, whose room is kept for the small. */
static void *take_large(Block *last, size_t size)
{
    last->previous = block_create(size, last->previous);
    return last->previous->data;
}

static void *take(Arena *arena, size_t size, size_t alignment)
{
    assert(size < SIZE_MAX / 2);
    if (size > LARGE)
        return take_large(arena->last, size);
    size_t from = (arena->last->used + alignment - 1) / alignment * alignment;
    if (from + size > arena->last->size) {
        arena->last = block_create(BLOCK, arena->last);
        from = 0;
    }
    arena->last->used = from + size;
    return (char *)arena->last->data + from;
}

void *arena_take(Arena *arena, size_t size)
{
    return take(arena, size > 0 ? size : 1, alignof(max_align_t));
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = take(arena, length + 1, 1); /* texts are packed */
    if (length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *arena_print_list(Arena *arena, const char *format, va_list values)
{
    char brief[256];
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(brief, sizeof brief, format, again);
    va_end(again);
    assert(length >= 0);
    if ((size_t)length < sizeof brief)
        return arena_copy(arena, brief, (size_t)length);
    char *text = arena_take(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, values);
    return text;
}

char *arena_print(Arena *arena, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *text = arena_print_list(arena, format, values);
    va_end(values);
    return text;
}
