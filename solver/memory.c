/* memory - the one way to ask for memory, and the one place that hears when there is none */
#include "solver/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void (*on_failure)(void);

void memory_on_failure(void (*handler)(void))
{
    on_failure = handler;
}

static void fail(void)
{
    if (on_failure != NULL)
        on_failure();
    abort();
}

void *memory_take(size_t count, size_t size)
{
    void *taken = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (taken == NULL)
        fail();
    return taken;
}

void *memory_copy(const void *items, size_t count, size_t size)
{
    void *copy = memory_take(count, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    return copy;
}

double *memory_take_unset(size_t count)
{
    enum { LINE = 64 };
    if (count > SIZE_MAX / sizeof(double) - LINE)
        fail();
    const size_t size = (count * sizeof(double) / LINE + 1) * LINE;
    double *taken = aligned_alloc(LINE, size);
    if (taken == NULL)
        fail();
    return taken;
}

double *memory_take_line(size_t count)
{
    double *taken = memory_take_unset(count);
    memset(taken, 0, count * sizeof *taken);
    return taken;
}

/* Of what is large half would stand empty; the system moves its pages without copying them. */
static size_t more_than(size_t capacity, size_t size)
{
    const size_t large = (size_t)1 << 16;
    if (capacity < 8)
        return 8;
    return capacity > large / size ? capacity + capacity / 4 : capacity * 2;
}

void *memory_grow_more(void *items, size_t count, size_t *capacity, size_t size)
{
    const size_t wanted = more_than(*capacity, size);
    if (wanted > SIZE_MAX / size)
        fail();
    char *grown = realloc(items, wanted * size);
    if (grown == NULL)
        fail();
    memset(grown + count * size, 0, (wanted - count) * size);
    *capacity = wanted;
    return grown;
}

void *memory_expect(void *items, size_t count, size_t times, size_t *capacity, size_t size)
{
    if (count > SIZE_MAX / 2 / times)
        fail();
    const size_t wanted = count * times + count * times / 4;
    if (wanted <= *capacity)
        return items;
    void *taken = memory_take(wanted, size);
    if (count > 0)
        memcpy(taken, items, count * size);
    free(items);
    *capacity = wanted;
    return taken;
}
