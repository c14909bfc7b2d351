/* arena - memory that lives as long as one park and is given back in one go */
#include "models/base/arena.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_LEAST = 64 * 1024, BLOCK_MOST = 1024 * 1024, LARGE = BLOCK_LEAST / 4, JOINED = 1024 };

typedef struct Block {
    struct Block *previous;
    size_t used, size;  /* bytes of data */
    max_align_t data[]; /* so that it begins aligned for anything */
} Block;

/* Three texts that were joined, and what came of it. */
typedef struct Joined {
    const char *part[3], *text;
} Joined;

struct Arena {
    Block *last;    /* the only one with room left */
    Joined *joined; /* [JOINED] by a hash of where the parts stand, the last of each; NULL: none yet */
};

struct ArenaBranch {
    Arena *of, *own; /* what is asked of the one is taken from the other */
};

/* The branch of this thread, or NULL. Some hundred places ask the arena of their park, and need not know which thread they run in. */
static _Thread_local const ArenaBranch *branch_here;

static Arena *diverted(Arena *arena)
{
    return branch_here != NULL && branch_here->of == arena ? branch_here->own : arena;
}

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
    arena->last = block_create(BLOCK_LEAST, NULL);
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

/* Who takes much takes it in large blocks: the system is asked less often, for which both threads have to stop. */
static size_t next_size(const Block *last)
{
    return last->size < BLOCK_MOST ? 2 * last->size : BLOCK_MOST;
}

static void *take(Arena *wanted, size_t size, size_t alignment)
{
    Arena *arena = diverted(wanted);
    assert(size < SIZE_MAX / 2);
    if (size > LARGE)
        return take_large(arena->last, size);
    size_t from = (arena->last->used + alignment - 1) / alignment * alignment;
    if (from + size > arena->last->size) {
        arena->last = block_create(next_size(arena->last), arena->last);
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

static Joined *joined_at(Arena *wanted, const char *const part[3])
{
    Arena *arena = diverted(wanted);
    uint64_t key = 0;
    for (int i = 0; i < 3; i++)
        key = (key ^ (uintptr_t)part[i]) * 0x9E3779B97F4A7C15u;
    if (arena->joined == NULL)
        arena->joined = arena_take(arena, JOINED * sizeof *arena->joined);
    return &arena->joined[(key >> 32) % JOINED];
}

const char *arena_join(Arena *arena, const char *a, const char *b, const char *c)
{
    const char *const part[3] = { a, b, c };
    Joined *joined = joined_at(arena, part);
    if (joined->text == NULL || memcmp(joined->part, part, sizeof part) != 0)
        *joined = (Joined){ { a, b, c }, arena_print(arena, "%s%s%s", a, b, c) };
    return joined->text;
}

/* ---- two threads ---- */

ArenaBranch *arena_branch(Arena *arena)
{
    assert(branch_here == NULL);
    ArenaBranch *branch = memory_take(1, sizeof *branch);
    *branch = (ArenaBranch){ arena, arena_create() };
    branch_here = branch;
    return branch;
}

void arena_leave(ArenaBranch *branch)
{
    assert(branch_here == branch);
    branch_here = NULL;
}

/* Behind the last block of the arena, which keeps its room. */
void arena_graft(Arena *arena, ArenaBranch *branch)
{
    assert(branch->of == arena && branch_here != branch);
    Block *first = branch->own->last;
    while (first->previous != NULL)
        first = first->previous;
    first->previous = arena->last->previous;
    arena->last->previous = branch->own->last;
    free(branch->own);
    free(branch);
}
