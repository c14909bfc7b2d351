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

#endif
