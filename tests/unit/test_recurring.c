/* test_recurring - lines that recur are kept once, and read as they were added, all or some of them */
#include "models/picked.h"

#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <string.h>

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

/* Of lines with an odd key half of it, and how often that was asked. */
static int odd_key(void *asked, const PeriodLine *line)
{
    ++*(size_t *)asked;
    return line->key[0] % 2 == 1 ? line->key[0] / 2 : -1;
}

static void assert_picks(Picked *picked, const Added *added, int from, int until)
{
    PeriodLine line;
    int as;
    picked_seek(picked, from, until);
    for (size_t i = 0; i < added->lines; i++) {
        const PeriodLine *wanted = &added->line[i];
        if (wanted->key[0] % 2 == 0 || wanted->period < from || wanted->period >= until)
            continue;
        assert_true(picked_next(picked, &line, &as));
        assert_memory_equal(line.key, wanted->key, sizeof line.key);
        assert_int_equal(line.column, wanted->column);
        assert_int_equal(line.period, wanted->period);
        assert_true(line.amount == wanted->amount);
        assert_int_equal(as, wanted->key[0] / 2);
    }
    assert_false(picked_next(picked, &line, &as));
}

/* Finds the line among those that were added and not yet found. */
static void find_added(const Added *added, bool *found, const PeriodLine *line)
{
    size_t i = 0;
    while (i < added->lines
           && (found[i] || added->line[i].period != line->period || added->line[i].column != line->column
               || memcmp(added->line[i].key, line->key, sizeof line->key) != 0))
        i++;
    assert_true(i < added->lines);
    assert_true(added->line[i].amount == line->amount);
    found[i] = true;
}

/* The same lines come by runs, each through all blocks of its pattern; returns how many runs there are. */
static size_t assert_runs(Picked *picked, const Added *added, int from, int until)
{
    static bool found[PERIODS * LINES_MOST];
    memset(found, 0, sizeof found);
    PickedRun run;
    size_t runs = 0;
    picked_seek(picked, from, until);
    for (; picked_next_run(picked, PICKED_FEW, &run); runs++)
        for (size_t k = 0; k < run.lines; k++)
            for (size_t b = 0; b < run.blocks; b++) {
                PeriodLine line = run.pattern->line[run.line[k].at];
                line.column += run.block[b].column;
                line.period = run.block[b].period;
                line.amount = picked_amount(&run, &run.line[k], b);
                assert_int_equal(run.line[k].as, line.key[0] / 2);
                find_added(added, found, &line);
            }
    for (size_t i = 0; i < added->lines; i++) {
        const PeriodLine *line = &added->line[i];
        assert_int_equal(found[i], line->key[0] % 2 == 1 && line->period >= from && line->period < until);
    }
    return runs;
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

/* By day one line more than by night, 10 columns an hour. The price of line 3 changes from the third day on. */
static void add_days_and_nights(Added *added)
{
    for (int t = 0; t < 240; t++) {
        const bool day = t % 24 >= 6 && t % 24 < 18;
        for (int k = 0; k < (day ? 9 : 8); k++)
            add(added, k, 10 * t + k, t, k == 3 && t >= 48 ? 50 + t : 50);
    }
}

/* Two patterns however many days. What a price was before it changed stays. The last hour is still open. */
static void days_and_nights_are_two_patterns(void **state)
{
    (void)state;
    static Added added;
    add_days_and_nights(&added);
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

/* Every line of a pattern is asked about once, those of the open hour too: 9 by day, 8 by night, and the last hour's 8. Parts of the time may be read
 * forwards and backwards. */
static void some_lines_are_read_in_their_order(void **state)
{
    (void)state;
    static Added added;
    add_days_and_nights(&added);
    size_t asked = 0, once = 0;
    Picked picked;
    picked_init(&picked, &added.list, odd_key, &asked);
    assert_int_equal(asked, 9 + 8 + 8);
    assert_picks(&picked, &added, 0, 240);
    for (int t = 0; t < 240; t += 32)
        assert_picks(&picked, &added, t, t + 32);
    assert_picks(&picked, &added, 100, 101);
    assert_picks(&picked, &added, 239, 240);
    assert_picks(&picked, &added, 240, 300);
    assert_picks(&picked, &added, 0, 1);
    picked_release(&picked);
    picked_ask(&added.list, odd_key, &once);
    assert_int_equal(once, asked);
    recurring_release(&added.list);
}

/* Ten days are twenty and one changes from night to day and back, and the last hour, still open, is a run of its own. Within the day, or an hour, there
 * is one run; at an end of the time that is asked for a run ends too. */
static void lines_are_read_by_runs(void **state)
{
    (void)state;
    static Added added;
    added.lines = 0;
    add_days_and_nights(&added);
    size_t asked = 0;
    Picked picked;
    picked_init(&picked, &added.list, odd_key, &asked);
    assert_int_equal(assert_runs(&picked, &added, 0, 240), 22);
    assert_int_equal(assert_runs(&picked, &added, 0, 240), 22);
    for (int t = 0; t < 240; t += 32)
        assert_true(assert_runs(&picked, &added, t, t + 32) >= 3);
    assert_int_equal(assert_runs(&picked, &added, 8, 12), 1);
    assert_int_equal(assert_runs(&picked, &added, 100, 101), 1);
    assert_int_equal(assert_runs(&picked, &added, 238, 240), 2);
    assert_int_equal(assert_runs(&picked, &added, 239, 240), 1);
    assert_int_equal(assert_runs(&picked, &added, 240, 300), 0);
    assert_picks(&picked, &added, 0, 1);
    picked_release(&picked);
    recurring_close(&added.list);
    picked_init(&picked, &added.list, odd_key, &asked);
    assert_int_equal(assert_runs(&picked, &added, 0, 240), 21);
    picked_release(&picked);
    recurring_release(&added.list);
}

/* Without a word on the periods, whatever their order: the first one comes again behind the last. */
static void a_period_may_come_again(void **state)
{
    (void)state;
    static Added added;
    for (int t = 0; t < 5; t++)
        add(&added, 1, 10 * t, t % 4, t);
    size_t asked = 0;
    Picked picked;
    PeriodLine line;
    int as;
    picked_init(&picked, &added.list, odd_key, &asked);
    for (int t = 0; t < 5; t++) {
        assert_true(picked_next(&picked, &line, &as));
        assert_int_equal(line.period, t % 4);
        assert_true(line.amount == t);
    }
    assert_false(picked_next(&picked, &line, &as));
    picked_release(&picked);
    recurring_release(&added.list);
}

/* A price is booked for each entry that is priced: lines that are like those that are read, with figures of their own, while they are read. */
static void what_is_added_meanwhile_is_not_read(void **state)
{
    (void)state;
    static Added added;
    for (int t = 0; t < PERIODS; t++)
        for (int k = 0; k < 3; k++)
            add(&added, k, 3 * t + k, t, t % 5);
    const size_t lines = added.lines;
    size_t asked = 0, read = 0;
    Picked picked;
    PeriodLine line;
    int as;
    recurring_close(&added.list);
    picked_init(&picked, &added.list, odd_key, &asked);
    while (picked_next(&picked, &line, &as)) {
        assert_int_equal(line.period, read);
        assert_true(line.amount == read % 5);
        for (int k = 0; k < 3; k++)
            add(&added, k, line.column - 1 + k, line.period, 0.5 + line.amount);
        read++;
    }
    picked_release(&picked);
    assert_int_equal(read, PERIODS);
    assert_int_equal(added.list.lines, 2 * lines);
    assert_int_equal(added.list.patterns, 1);
    assert_reads_as_added(&added);
    recurring_release(&added.list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_nights_are_two_patterns),
        cmocka_unit_test(columns_of_another_period_recur),
        cmocka_unit_test(what_does_not_recur_is_kept_too),
        cmocka_unit_test(whatever_is_added_is_read),
        cmocka_unit_test(some_lines_are_read_in_their_order),
        cmocka_unit_test(lines_are_read_by_runs),
        cmocka_unit_test(a_period_may_come_again),
        cmocka_unit_test(what_is_added_meanwhile_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
