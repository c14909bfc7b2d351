/* test_arena - texts that are joined again are the same text */
#include "models/base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

static void a_text_is_joined_once(void **state)
{
    (void)state;
    Arena *arena = arena_create();
    static const char unit[] = "CNY", kilogram[] = "kg", tonne[] = "t";
    const char *joined = arena_join(arena, unit, "/", kilogram);
    assert_string_equal(joined, "CNY/kg");
    assert_string_equal(arena_join(arena, unit, "/", tonne), "CNY/t");
    assert_string_equal(arena_join(arena, "", unit, ""), "CNY");
    assert_ptr_equal(arena_join(arena, unit, "/", kilogram), joined);
    arena_free(arena);
}

/* More than are remembered: each is what it should be, old or new. */
static void many_texts_are_not_mixed_up(void **state)
{
    (void)state;
    enum { MANY = 100 };
    Arena *arena = arena_create();
    const char *name[MANY];
    for (int i = 0; i < MANY; i++)
        name[i] = arena_print(arena, "%d", i);
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < MANY; i++)
            for (int k = 0; k < MANY; k++)
                assert_string_equal(arena_join(arena, name[i], ": ", name[k]),
                                    arena_print(arena, "%d: %d", i, k));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_joined_once),
        cmocka_unit_test(many_texts_are_not_mixed_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
