/* test_days - typical days of small parks: which are picked, for how many they stand, what is lost; by pencil */
#include "models/park_file.h"
#include "models/study/days.h"
#include "tests/unit/close.h"

typedef struct Fixture {
    Park *park;
    Diag *diag;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.diag = diag_create();
    fixture.park = park_read(COPLANT_ROOT "/tests/study/days/extremes.yaml", NULL, fixture.diag);
    *state = &fixture;
    return fixture.park != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    park_free(fixture->park);
    diag_free(fixture->diag);
    return 0;
}

static Days picked(void **state, size_t count, size_t extremes)
{
    Fixture *fixture = *state;
    const DaysAsked asked = { .count = count, .extremes = extremes, .hours = 24 };
    Days days;
    assert_true(days_pick(fixture->park, &asked, fixture->diag, &days));
    assert_int_equal(days.days, 7);
    assert_int_equal(days.steps, 2);
    assert_int_equal(days.left_out, 1);
    return days;
}

static void assert_day(const Days *days, size_t i, size_t day, size_t stands_for)
{
    assert_int_equal(days->typical[i].day + 1, day);
    assert_int_equal(days->typical[i].stands_for, stands_for);
}

/* Three kinds of days, three typical ones: nothing is lost but the step that is left over. */
static void a_day_of_each_kind(void **state)
{
    Days days = picked(state, 3, 0);
    assert_day(&days, 0, 1, 5);
    assert_day(&days, 1, 4, 1);
    assert_day(&days, 2, 6, 1);
    assert_close(7 * days.weight * 24, 15 * 12);
    days_release(&days);
}

/* One day of two must be the peak's: its mean is 25, that of day 6 is 5, and 11.33 is the mean of all 15 steps. Of the rest an ordinary one
 * stands for six. */
static void the_peak_is_kept(void **state)
{
    Days days = picked(state, 2, 1);
    assert_day(&days, 0, 1, 6);
    assert_day(&days, 1, 4, 1);
    assert_null(days.typical[0].extreme);
    assert_string_equal(days.typical[1].extreme->name, "demand");
    assert_true(days.typical[1].highest);
    days_release(&days);
}

/* Both extremes kept: to an ordinary day the still one is nearer, (10 / 40)^2 and not (30 / 40)^2. */
static void both_extremes(void **state)
{
    Days days = picked(state, 2, 2);
    assert_day(&days, 0, 4, 1);
    assert_day(&days, 1, 6, 6);
    assert_false(days.typical[1].highest);
    days_release(&days);
}

/* A price that is always the same has no extreme day, so there are two in all. */
static void no_more_extremes_than_there_are(void **state)
{
    Days days = picked(state, 4, 4);
    size_t extremes = 0;
    for (size_t i = 0; i < days.count; i++)
        extremes += days.typical[i].extreme != NULL;
    assert_int_equal(extremes, 2);
    days_release(&days);
}

/* All steps: 40 for 1/15 of the time, 10 for 13/15, 0 for 1/15. Days 1 and 4: 40 for 1/14, 10 for 13/14. The curves differ by 30 for
 * 1/14 - 1/15 = 1/210 of the time, and by 10 for 1/15: sqrt(900 / 210 + 100 / 15) = 3.3094 of a range of 40. */
static void what_is_lost(void **state)
{
    Days days = picked(state, 2, 1);
    const SeriesLoss *price = &days.loss[0], *demand = &days.loss[1];
    assert_string_equal(price->series->name, "price");
    assert_string_equal(price->series->unit, "CNY/GJ");
    assert_close(price->typical_mean, 3);
    assert_true(price->difference == 0);
    assert_close(demand->mean, 170.0 / 15);
    assert_close(demand->typical_mean, (6 * 20 + 50) / 14.0);
    assert_true(demand->highest == 40 && demand->typical_highest == 40);
    assert_true(demand->lowest == 0 && demand->typical_lowest == 10);
    assert_close(demand->difference, sqrt(900.0 / 210 + 100.0 / 15) / 40);
    days_release(&days);
}

/* As many as there are: each stands for itself. */
static void all_days(void **state)
{
    Days days = picked(state, 7, 1);
    for (size_t i = 0; i < 7; i++)
        assert_day(&days, i, i + 1, 1);
    days_release(&days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_of_each_kind), cmocka_unit_test(the_peak_is_kept),
        cmocka_unit_test(both_extremes),      cmocka_unit_test(no_more_extremes_than_there_are),
        cmocka_unit_test(what_is_lost),       cmocka_unit_test(all_days),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
