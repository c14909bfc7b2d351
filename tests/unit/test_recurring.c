/* test_recurring - lines that recur are kept once, and read as they were added */
#include "models/recurring.h"

#include "tests/unit/chance.h"
#include "tests/unit/close.h"

enum { PERIODS = 300, LINES_MOST = 200 };

/* A list and, line by line, what was added to it. */
typedef struct Added {
    Recurring list;
    PeriodLine line[PERIODS * LINES_MOST];
    size_t lines;
} Added;

static void add(Added *added, int key, int column, int period, double amount)
{
    const PeriodLine line = {
        .key = { key, 7, -1, key / 3 }, .column = column, .period = period, .amount = amount
    };
    added->line[added->lines++] = line;
    *recurring_add(&added->list, period) = line;
}

static void assert_reads_as_added(const Added *added)
{
    assert_int_equal(added->list.lines, added->lines);
    for (size_t i = 0; i < added->lines; i++) {
        const PeriodLine line = recurring_line(&added->list, i), *wanted = &added->line[i];
        assert_memory_equal(line.key, wanted->key, sizeof line.key);
        assert_int_equal(line.column, wanted->column);
        assert_int_equal(line.period, wanted->period);
        assert_true(line.amount == wanted->amount);
    }
}

/* By day one line more than by night, 10 columns an hour: two patterns however many days. The price of line 3 changes from the third day on;
 * what it was before stays. The last hour is still open. */
static void days_and_nights_are_two_patterns(void **state)
{
    (void)state;
    static Added added;
    for (int t = 0; t < 240; t++) {
        const bool day = t % 24 >= 6 && t % 24 < 18;
        for (int k = 0; k < (day ? 9 : 8); k++)
            add(&added, k, 10 * t + k, t, k == 3 && t >= 48 ? 50 + t : 50);
    }
    assert_int_equal(added.list.patterns, 2);
    assert_int_equal(added.list.blocks, 239);
    for (size_t p = 0; p < 2; p++)
        for (size_t k = 0; k < added.list.pattern[p].lines; k++)
            assert_int_equal(added.list.pattern[p].amounts[k] != NULL, k == 3);
    assert_reads_as_added(&added);
    recurring_release(&added.list);
    assert_int_equal(added.list.lines, 0);
}

/* A level of the hour before is as far off in every hour but the first, whose hour before is the last: 30 columns an hour. */
static void columns_of_another_period_recur(void **state)
{
    (void)state;
    static Added added;
    for (int t = 0; t < PERIODS; t++) {
        add(&added, 1, 30 * t, t, 1);
        add(&added, 2, 30 * ((t + PERIODS - 1) % PERIODS) + 5, t, 0.02);
    }
    assert_int_equal(added.list.patterns, 2);
    assert_reads_as_added(&added);
    recurring_release(&added.list);
}

/* No two hours alike, empty ones, long ones, and one that is over and comes again. */
static void what_does_not_recur_is_kept_too(void **state)
{
    (void)state;
    static Added added;
    for (int t = 0; t < PERIODS; t++)
        for (int k = 0; k < (t * 7) % LINES_MOST; k++)
            add(&added, k, t * t + k, t, t + k);
    for (int k = 0; k < 5; k++)
        add(&added, k, k, 0, 2);
    assert_reads_as_added(&added);
    recurring_release(&added.list);
}

/* Shapes, amounts and columns as chance has them. */
static void whatever_is_added_is_read(void **state)
{
    (void)state;
    static Added added;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        Chance chance = { seed };
        const int shapes = chance_between(&chance, 1, 4), varied = chance_between(&chance, 0, 8);
        added.lines = 0;
        for (int t = 0; t < 100; t++) {
            const int shape = chance_between(&chance, 1, shapes);
            for (int k = 0; k < 20 * shape; k++)
                add(&added, k * shape, 100 * t + k, t, k % 9 < varied && chance_hits(&chance, 0.1) ? t : 1);
        }
        assert_true(added.list.patterns <= (size_t)shapes);
        assert_reads_as_added(&added);
        recurring_release(&added.list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_nights_are_two_patterns),
        cmocka_unit_test(columns_of_another_period_recur),
        cmocka_unit_test(what_does_not_recur_is_kept_too),
        cmocka_unit_test(whatever_is_added_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
