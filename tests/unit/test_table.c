/* test_table - names are found again, however many there are */
#include "models/base/table.h"

#include "models/base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void nothing_is_in_an_empty_table(void **state)
{
    (void)state;
    Table table;
    table_init(&table);
    assert_int_equal(table_find(&table, "steam"), -1);
    table_release(&table);
    assert_int_equal(table_find(&table, "steam"), -1);
}

/* The first index stays; asking to add the name again says which it was. */
static void a_name_keeps_its_first_index(void **state)
{
    (void)state;
    Table table;
    table_init(&table);
    assert_int_equal(table_add(&table, "steam", 3), 3);
    assert_int_equal(table_add(&table, "steam_low", 4), 4);
    assert_int_equal(table_add(&table, "steam", 5), 3);
    assert_int_equal(table_find(&table, "steam"), 3);
    assert_int_equal(table_find(&table, "stea"), -1);
    assert_int_equal((int)table.count, 2);
    table_release(&table);
}

/* Names are compared by their bytes, not by where they stand in memory. */
static void names_are_compared_by_content(void **state)
{
    (void)state;
    char here[] = "焦炉煤气", there[] = "焦炉煤气";
    Table table;
    table_init(&table);
    table_add(&table, here, 0);
    assert_int_equal(table_find(&table, there), 0);
    table_release(&table);
}

static void many_names_survive_growth(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    Arena *arena = arena_create();
    Table table;
    table_init(&table);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(table_add(&table, arena_print(arena, "hour_%d", i), i), i);
    for (int i = 0; i < MANY; i += 7)
        assert_int_equal(table_find(&table, arena_print(arena, "hour_%d", i)), i);
    assert_int_equal(table_find(&table, "hour_100000"), -1);
    table_release(&table);
    arena_free(arena);
}

/* What the arena gives is zeroed, aligned for anything and its own, whether small, large or between. */
static void the_arena_gives_room_that_does_not_overlap(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 4000, 16384, 16400, 70000, 1000000 };
    enum { ROUNDS = 20, SIZES = sizeof sizes / sizeof sizes[0] };
    unsigned char *taken[ROUNDS * SIZES];
    Arena *arena = arena_create();
    for (size_t i = 0; i < ROUNDS * SIZES; i++) {
        size_t size = sizes[i % SIZES];
        taken[i] = arena_take(arena, size);
        assert_int_equal((uintptr_t)taken[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(taken[i][k], 0);
        memset(taken[i], (int)(i % 255) + 1, size);
    }
    for (size_t i = 0; i < ROUNDS * SIZES; i++)
        for (size_t k = 0; k < sizes[i % SIZES]; k++)
            assert_int_equal(taken[i][k], i % 255 + 1);
    arena_free(arena);
    arena_free(NULL);
}

static void the_arena_copies_and_prints(void **state)
{
    (void)state;
    Arena *arena = arena_create();
    assert_string_equal(arena_copy(arena, "steam_low", 5), "steam");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    assert_string_equal(arena_print(arena, "%s:%d", "bay.yaml", 12), "bay.yaml:12");
    const char *wide = arena_print(arena, "%0100000d", 7);
    assert_int_equal(strlen(wide), 100000);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_in_an_empty_table),
        cmocka_unit_test(a_name_keeps_its_first_index),
        cmocka_unit_test(names_are_compared_by_content),
        cmocka_unit_test(many_names_survive_growth),
        cmocka_unit_test(the_arena_gives_room_that_does_not_overlap),
        cmocka_unit_test(the_arena_copies_and_prints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
