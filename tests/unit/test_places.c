/* test_places - periods that are alike are kept once, and what is put into one of them stays there */
#include "models/places.h"
#include "tests/unit/close.h"

enum { PERIODS = 50, ROWS = 3, COLUMNS = 2, TEMPLATES = ROWS + COLUMNS };

/* Rows are templates 0 to 2, columns 3 and 4; every tenth period lacks the last row. */
static bool lacks(int t)
{
    return t % 10 == 7;
}

static void fill(Places *places)
{
    for (size_t k = 0; k < TEMPLATES; k++)
        places_add_template(places, k >= ROWS);
    size_t rows = 0, columns = 0;
    for (int t = 0; t < PERIODS; t++) {
        places_begin(places, t, rows, columns);
        for (size_t k = 0; k < TEMPLATES; k++)
            if (k != ROWS - 1 || !lacks(t))
                places_put(places, k, t, k < ROWS ? (int)rows++ : (int)columns++);
    }
}

/* Of ten periods nine have 3 rows and one has 2: 29 in ten of them. Every period has 2 columns. */
static void check(const Places *places, int t)
{
    const int row = t / 10 * 29 + t % 10 * 3 - (t % 10 > 7), column = 2 * t;
    assert_int_equal(places_find(places, 0, t), row);
    assert_int_equal(places_find(places, 1, t), row + 1);
    assert_int_equal(places_find(places, 2, t), lacks(t) ? -1 : row + 2);
    assert_int_equal(places_find(places, 3, t), column);
    assert_int_equal(places_find(places, 4, t), column + 1);
}

static void what_is_alike_is_kept_once(void **state)
{
    (void)state;
    Places places;
    places_init(&places, PERIODS);
    fill(&places);
    for (int t = 0; t < PERIODS; t++)
        check(&places, t);
    /* The empty one, those with and without the row, and the one that is open. */
    assert_true(places.patterns <= 4);
    assert_int_equal(places_find(&places, 0, -1), -1);
    places_release(&places);
}

/* A row more in a period that is long over is in none of those that were like it. */
static void what_is_put_into_one_is_not_in_others(void **state)
{
    (void)state;
    Places places;
    places_init(&places, PERIODS);
    fill(&places);
    places_add_template(&places, false);
    places_put(&places, TEMPLATES, 20, 1000);
    places_put(&places, 2, 27, 1001);
    places_put(&places, TEMPLATES, -1, 1002);
    for (int t = 0; t < PERIODS; t++) {
        if (t != 27)
            check(&places, t);
        assert_int_equal(places_find(&places, TEMPLATES, t), t == 20 ? 1000 : -1);
    }
    assert_int_equal(places_find(&places, 2, 27), 1001);
    assert_int_equal(places_find(&places, 2, 37), -1);
    assert_int_equal(places_find(&places, TEMPLATES, -1), 1002);
    places_release(&places);
}

/* The level of a store at the end of the horizon is asked for in its first period. */
static void a_period_may_be_put_into_before_it_begins(void **state)
{
    (void)state;
    Places places;
    places_init(&places, PERIODS);
    places_add_template(&places, false);
    places_add_template(&places, true);
    places_begin(&places, 0, 0, 0);
    places_put(&places, 1, PERIODS - 1, 0);
    places_put(&places, 0, PERIODS - 1, 0);
    places_begin(&places, PERIODS - 1, 40, 30);
    places_add_template(&places, true);
    places_put(&places, 2, PERIODS - 1, 30);
    assert_int_equal(places_find(&places, 0, PERIODS - 1), 0);
    assert_int_equal(places_find(&places, 1, PERIODS - 1), 0);
    assert_int_equal(places_find(&places, 2, PERIODS - 1), 30);
    assert_int_equal(places_find(&places, 0, 0), -1);
    places_release(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_alike_is_kept_once),
        cmocka_unit_test(what_is_put_into_one_is_not_in_others),
        cmocka_unit_test(a_period_may_be_put_into_before_it_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
