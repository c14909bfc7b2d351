/* test_chart - a row of figures as a line of a terminal */
#include "cli/report/chart.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const double stairs[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };

static void test_eighths(void **state)
{
    Arena *arena = *state;
    /* From 0 to 8 each eighth is 1; the top belongs to the highest. */
    assert_string_equal(chart_line(arena, stairs, 9, 0, 8, 72, true), "▁▂▃▄▅▆▇██");
    assert_string_equal(chart_line(arena, stairs, 9, 0, 8, 72, false), "_.:-=+*##");
}

static void test_narrow(void **state)
{
    Arena *arena = *state;
    /* Three figures a cell: means 1, 4, 7. */
    assert_string_equal(chart_line(arena, stairs, 9, 0, 8, 3, true), "▂▅█");
    /* 9 figures in 2 cells: 0 to 3 and 4 to 8, means 1.5 and 6. */
    assert_string_equal(chart_line(arena, stairs, 9, 0, 8, 2, true), "▂▇");
}

static void test_edges(void **state)
{
    Arena *arena = *state;
    const double odd[] = { -5, NAN, 20, 3 };
    /* What is beyond low and high stands at them; nothing is blank; a flat line is low. */
    assert_string_equal(chart_line(arena, odd, 4, 0, 8, 72, true), "▁ █▄");
    assert_string_equal(chart_line(arena, odd, 4, 3, 3, 72, true), "▁ ▁▁");
    assert_string_equal(chart_line(arena, odd, 0, 0, 8, 72, true), "");
}

static void test_locale(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    assert_true(chart_has_blocks());
    setenv("LC_ALL", "zh_CN.utf8", 1);
    assert_true(chart_has_blocks());
    setenv("LC_ALL", "zh_CN.GB18030", 1);
    setenv("LANG", "C.UTF-8", 1);
    assert_false(chart_has_blocks());
    setenv("LC_ALL", "", 1);
    setenv("LC_CTYPE", "", 1);
    assert_true(chart_has_blocks());
    setenv("LANG", "C", 1);
    assert_false(chart_has_blocks());
}

static int begin(void **state)
{
    *state = arena_create();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eighths),
        cmocka_unit_test(test_narrow),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_locale),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
