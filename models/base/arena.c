/* arena - memory that lives as long as one park and is given back in one go */
#include "models/base/arena.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, LARGE = BLOCK / 4 };

/* Units of max_align_t, so that whatever is cut off stays aligned for anything. */
typedef struct Block {
    struct Block *previous;
    size_t used, size;
    max_align_t data[];
} Block;

struct Arena {
    Block *last; /* the only one with room left */
};

static Block *block_create(size_t size, Block *previous)
{
    Block *block = memory_take(1, sizeof *block + size * sizeof block->data[0]);
    block->previous = previous;
    block->size = size;
    return block;
}

Arena *arena_create(void)
{
    Arena *arena = memory_take(1, sizeof *arena);
    arena->last = block_create(BLOCK / sizeof(max_align_t), NULL);
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

void *arena_take(Arena *arena, size_t size)
{
    assert(size < SIZE_MAX / 2);
    size_t wanted = size / sizeof(max_align_t) + 1;
    if (wanted > LARGE / sizeof(max_align_t))
        return take_large(arena->last, wanted);
    if (wanted > arena->last->size - arena->last->used)
        arena->last = block_create(BLOCK / sizeof(max_align_t), arena->last);
    void *taken = arena->last->data + arena->last->used;
    arena->last->used += wanted;
    return taken;
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *arena_print_list(Arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
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
