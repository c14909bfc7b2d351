/* arena - memory that lives as long as one park and is given back in one go */
#ifndef COPLANT_ARENA_H
#define COPLANT_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_create(void);
void arena_free(Arena *arena); /* NULL is fine */

void *arena_take(Arena *arena, size_t size); /* zeroed, aligned for anything, never NULL */
char *arena_copy(Arena *arena, const char *text, size_t length); /* ends with a zero byte */
char *arena_print(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_print_list(Arena *arena, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));

/* a, b and c behind one another. The same three again, told by where they stand, mostly give the same text and not a new one: a report says
 * "t/h" by the million. So they live as long as the arena and do not change. */
const char *arena_join(Arena *arena, const char *a, const char *b, const char *c);

#endif
