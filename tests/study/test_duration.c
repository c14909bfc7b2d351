/* test_duration - what lies between two duration curves, by pencil */
#include "models/study/duration.h"
#include "tests/unit/close.h"

/* Over a circle of four hours 4 2 2 0, and two hours of 3 and 1: the curves lie 1 apart everywhere. */
static void curves_one_apart(void **state)
{
    (void)state;
    Duration a[] = { { 2, 1 }, { 4, 1 }, { 0, 1 }, { 2, 1 } }, b[] = { { 1, 2 }, { 3, 2 } };
    assert_true(duration_difference(a, 4, b, 2) == 1);
}

/* The same figures in another order, or taken together, make the same curve, to the last bit. */
static void order_does_not_count(void **state)
{
    (void)state;
    Duration a[] = { { 0.1, 1 }, { 0.7, 1 }, { 0.1, 1 } }, b[] = { { 0.7, 1 }, { 0.1, 2 } };
    assert_true(duration_difference(a, 3, b, 2) == 0);
}

/* 9 instead of 1 during a quarter of the time: sqrt(64 / 4) = 4. */
static void a_peak_that_is_lost(void **state)
{
    (void)state;
    Duration a[] = { { 1, 3 }, { 9, 1 } }, b[] = { { 1, 4 } };
    assert_close(duration_difference(a, 2, b, 1), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_one_apart),
        cmocka_unit_test(order_does_not_count),
        cmocka_unit_test(a_peak_that_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
