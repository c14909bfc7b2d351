/* memory - the one way to ask for memory, and the one place that hears when there is none
 *
 * Nothing here returns NULL: when memory runs out the handler is called (cli/ sets one that says so
 * and ends with status 3); if it returns, or none is set, the process aborts. */
#ifndef COPLANT_MEMORY_H
#define COPLANT_MEMORY_H

#include <stddef.h>

void memory_on_failure(void (*handler)(void));

/* `count` zeroed items of `size` bytes; free() releases them. */
void *memory_take(size_t count, size_t size);

/* The same items once more; free() releases them. */
void *memory_copy(const void *items, size_t count, size_t size);

/* `count` doubles that begin on a line of the cache, zeroed; free() releases them. */
double *memory_take_line(size_t count);

/* The same, not zeroed: for what is large and written before it is read. */
double *memory_take_unset(size_t count);

/* Makes room for one more item behind `count` items: returns `items`, perhaps moved, with
 * *capacity >= count + 1 (doubled when full; what is large grows by a quarter). What is
 * new is zero. */
static inline void *memory_grow(void *items, size_t count, size_t *capacity, size_t size);
void *memory_grow_more(void *items, size_t count, size_t *capacity, size_t size); /* where they are full */

/* Makes room for `times` as many items as there are, and a quarter more, if there is less. Room that is never used costs nothing. */
void *memory_expect(void *items, size_t count, size_t times, size_t *capacity, size_t size);

/* Room for `more` items behind those that there are. */
static inline void *memory_room(void *items, size_t count, size_t more, size_t *capacity, size_t size)
{
    while (*capacity < count + more)
        items = memory_grow_more(items, *capacity, capacity, size);
    return items;
}

/* A program of a year asks for its items one by one, forty million times. */
static inline void *memory_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    return count < *capacity ? items : memory_grow_more(items, count, capacity, size);
}

#endif
