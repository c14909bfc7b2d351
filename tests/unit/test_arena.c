/* test_arena - texts that are joined again are the same text; a second thread has memory of its own, which joins in the end */
#include "models/base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

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

/* ---- two threads ---- */

enum { TEXTS = 20000, LARGE = 100000 };

typedef struct Beside {
    Arena *arena;
    ArenaBranch *branch;
    const char *text[TEXTS];
    char *large; /* [LARGE] */
} Beside;

static void take_texts(Arena *arena, const char *of, const char *text[TEXTS])
{
    for (int i = 0; i < TEXTS; i++)
        text[i] = i % 2 == 0 ? arena_print(arena, "%s %d", of, i) : arena_join(arena, of, " ", text[i - 1]);
}

static void assert_texts(const char *of, const char *const text[TEXTS])
{
    char printed[40], joined[80];
    for (int i = 0; i < TEXTS; i += 2) {
        snprintf(printed, sizeof printed, "%s %d", of, i);
        snprintf(joined, sizeof joined, "%s %s", of, printed);
        assert_string_equal(text[i], printed);
        assert_string_equal(text[i + 1], joined);
    }
}

static void *work_beside(void *subject)
{
    Beside *beside = subject;
    beside->branch = arena_branch(beside->arena);
    take_texts(beside->arena, "beside", beside->text);
    beside->large = arena_take(beside->arena, LARGE);
    memset(beside->large, 'l', LARGE - 1);
    arena_leave(beside->branch);
    return NULL;
}

/* 20,000 texts by each of two threads are more than a block holds, and none is lost when the branch has joined. */
static void two_threads_take_from_one_arena(void **state)
{
    (void)state;
    static const char *text[TEXTS];
    static Beside beside;
    pthread_t second;
    beside = (Beside){ .arena = arena_create() };
    assert_int_equal(pthread_create(&second, NULL, work_beside, &beside), 0);
    take_texts(beside.arena, "here", text);
    pthread_join(second, NULL);
    arena_graft(beside.arena, beside.branch);
    assert_texts("here", text);
    assert_texts("beside", beside.text);
    assert_int_equal(strlen(beside.large), LARGE - 1);
    arena_free(beside.arena);
}

/* Texts are packed: the next one stands right behind the one before, if both come from the same block. A branch has blocks of its own, also in the
 * thread that has the arena; another arena is not touched by it. */
static void a_branch_is_of_one_arena_and_until_it_is_left(void **state)
{
    (void)state;
    Arena *arena = arena_create(), *other = arena_create();
    const char *before = arena_copy(arena, "a", 1), *there = arena_copy(other, "b", 1);
    ArenaBranch *branch = arena_branch(arena);
    assert_ptr_not_equal(arena_copy(arena, "c", 1), before + 2);
    assert_ptr_equal(arena_copy(other, "d", 1), there + 2);
    const char *joined = arena_join(arena, before, there, "");
    assert_string_equal(joined, "ab");
    arena_leave(branch);
    assert_ptr_equal(arena_copy(arena, "e", 1), before + 2);
    arena_graft(arena, branch);
    assert_string_equal(joined, "ab");
    assert_ptr_equal(arena_copy(arena, "f", 1), before + 4);
    arena_free(arena);
    arena_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_joined_once),
        cmocka_unit_test(many_texts_are_not_mixed_up),
        cmocka_unit_test(two_threads_take_from_one_arena),
        cmocka_unit_test(a_branch_is_of_one_arena_and_until_it_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
