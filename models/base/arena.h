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

/* ---- two threads ----
 *
 * An arena is for one thread. A second one that works beside it for a while takes a branch: what that thread asks of the arena then comes from
 * blocks of its own, and nothing is locked. When it has left the branch and is done, whoever has the arena joins the branch to it, and what was taken
 * lives as long as the arena. A thread has one branch at a time. */
typedef struct ArenaBranch ArenaBranch;

ArenaBranch *arena_branch(Arena *arena);
void arena_leave(ArenaBranch *branch);               /* by the thread that took it */
void arena_graft(Arena *arena, ArenaBranch *branch); /* of this arena; takes the branch away */

#endif
