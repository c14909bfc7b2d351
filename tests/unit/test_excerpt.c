/* test_excerpt - entries of a map passed over as text: what is kept reads as the whole does, at the same lines */
#include "models/read/excerpt.h"

#include "models/read/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char plain[] = "# head\n"
                            "resources:\n"
                            "\n"
                            "  # ---- coal ----\n"
                            "  coal:            # a comment with [ and '\n"
                            "    {unit: t, title: {en: 'it''s coal', zh: \"煤 }\"}}\n"
                            "  gas: {unit: Nm3,\n"
                            "        composition: {CO: 60 %,\n"
                            "                      H2: 40 %}}\n"
                            "  矿石:\n"
                            "    unit: t   # the last\n"
                            "other: 1\n";

static bool find(Arena *arena, const char *text, Excerpt *excerpt)
{
    return excerpt_find(arena, text, strlen(text), "resources", excerpt);
}

/* Of a text of three entries every subset: what is wanted is there with its figures and its line, what is not is not. */
static void every_subset_reads_as_the_whole(void **state)
{
    (void)state;
    static const char *const names[] = { "coal", "gas", "矿石" };
    static const int lines[] = { 5, 7, 10 };
    Arena *arena = arena_create();
    Excerpt excerpt;
    assert_true(find(arena, plain, &excerpt));
    assert_int_equal(excerpt.entries, 3);
    for (unsigned subset = 0; subset < 8; subset++) {
        bool wanted[] = { (subset & 1) != 0, (subset & 2) != 0, (subset & 4) != 0 };
        size_t size = strlen(plain);
        const char *text = excerpt_text(arena, plain, &size, &excerpt, wanted);
        assert_int_equal(strlen(text), size);
        Diag *diag = diag_create();
        const Node *root = tree_read_text(arena, text, size, "excerpt", diag);
        assert_int_equal(diag_errors(diag), 0);
        assert_string_equal(node_find(root, "other")->text, "1");
        for (int i = 0; i < 3; i++) {
            const Node *entry = node_find(node_find(root, "resources"), names[i]);
            assert_int_equal(entry != NULL, wanted[i]);
            assert_true(entry == NULL || entry->key_span.line == lines[i]);
            assert_true(entry == NULL || node_find(entry, "unit") != NULL);
        }
        diag_free(diag);
    }
    excerpt_release(&excerpt);
    arena_free(arena);
}

/* What only YAML itself understands is read whole. */
static void odd_texts_are_left_alone(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "",
        "resources",
        "resources: {coal: {unit: t}}\n",
        "  resources:\n    coal: {unit: t}\n",
        "resources:\n  'coal': {unit: t}\n",
        "resources:\n  coal: &c {unit: t}\n  gas: *c\n",
        "resources:\n\tcoal: {unit: t}\n",
        "resources:\n  coal: {title: |\n   text}\n",
        "resources:\n  coal: {unit: t,\n  mass: 1}\n",
        "resources:\n  coal: {unit: t}}\n",
        "resources:\n  coal: {unit: 't}\n",
        "resources:\n  coal: {unit: t}\n  coal: {unit: t}\n",
        "resources:\n    coal: {unit: t}\n  gas: {unit: t}\n",
        "resources:\n  ? coal\n  : {unit: t}\n",
        "resources:\n  - coal\n",
        "resources:\n",
    };
    Arena *arena = arena_create();
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        Excerpt excerpt;
        if (find(arena, odd[i], &excerpt))
            fail_msg("taken apart: %s", odd[i]);
    }
    arena_free(arena);
}

static void windows_lines_are_lines(void **state)
{
    (void)state;
    static const char text[] = "resources:\r\n  coal: {unit: t}\r\n  gas:\r\n    unit: t\r\n";
    Arena *arena = arena_create();
    Excerpt excerpt;
    assert_true(find(arena, text, &excerpt));
    assert_int_equal(excerpt.entries, 2);
    size_t size = strlen(text);
    assert_string_equal(excerpt_text(arena, text, &size, &excerpt, (const bool[]){ false, true }),
                        "resources:\r\n\n  gas:\r\n    unit: t\r\n");
    excerpt_release(&excerpt);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_subset_reads_as_the_whole),
        cmocka_unit_test(odd_texts_are_left_alone),
        cmocka_unit_test(windows_lines_are_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
