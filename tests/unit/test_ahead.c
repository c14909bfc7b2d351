/* test_ahead - a program that a second thread goes ahead of is the same, and takes hardly more memory than is written */
#include "solver/ahead.h"
#include "solver/memory.h"
#include "tests/unit/close.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 200, COLUMNS = 300, PERIODS = 4000, MEGABYTE = 1 << 20 };

/* Rows 0 <= ... <= their number, columns likewise. */
static void add_period(Lp *lp, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++)
        lp_add_row(lp, 0, (double)lp->rows);
    for (size_t j = 0; j < columns; j++)
        lp_add_column(lp, 0, (double)lp->columns, 1);
}

static Ahead *begin(Lp *lp)
{
    lp_init(lp);
    add_period(lp, ROWS, COLUMNS);
    lp_expect(lp, PERIODS);
    return ahead_begin(lp, PERIODS);
}

static void check(const Lp *lp)
{
    for (size_t i = 0; i < lp->rows; i++)
        if (lp->row_lower[i] != 0 || lp->row_upper[i] != (double)i || lp->row_stamp[i].period != -1)
            fail_msg("row %zu is not what was added", i);
    for (size_t j = 0; j < lp->columns; j++)
        if (lp->column_lower[j] != 0 || lp->column_upper[j] != (double)j || lp->cost[j] != 1
            || lp->column_stamp[j].period != -1)
            fail_msg("column %zu is not what was added", j);
}

/* Every period is as large as the first one. */
static void what_is_written_stays(void **state)
{
    (void)state;
    Lp lp;
    Ahead *ahead = begin(&lp);
    assert_non_null(ahead);
    for (int t = 1; t < PERIODS; t++) {
        add_period(&lp, ROWS, COLUMNS);
        ahead = ahead_reached(ahead, &lp);
        assert_non_null(ahead);
    }
    ahead_end(ahead);
    assert_int_equal(lp.rows, ROWS * PERIODS);
    check(&lp);
    lp_release(&lp);
}

/* Periods that are twice as large outgrow what was expected half way, and then the room there is: arrays move. */
static void a_program_may_outgrow_it(void **state)
{
    (void)state;
    Lp lp;
    Ahead *ahead = begin(&lp);
    for (int t = 1; t < PERIODS; t++) {
        add_period(&lp, 2 * ROWS, 2 * COLUMNS);
        ahead = ahead_reached(ahead, &lp);
        assert_int_equal(ahead != NULL, (2 * t + 1) <= PERIODS);
    }
    ahead_end(ahead);
    check(&lp);
    lp_release(&lp);
}

/* Bytes of an array that the system keeps in memory. */
static size_t resident(double *items, size_t count)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), skew = (uintptr_t)items % page;
    const size_t pages = (skew + count * sizeof *items) / page;
    unsigned char *is_there = memory_take(pages, 1);
    char *begin = (char *)items - skew;
    assert_int_equal(mincore(begin, pages * page, (void *)is_there), 0);
    size_t there = 0;
    for (size_t k = 0; k < pages; k++)
        there += is_there[k] & 1;
    free(is_there);
    return there * page;
}

/* Of the columns' 9.6 MB of costs nothing more is written: in a tenth of a second the second thread goes no further than a megabyte. */
static void what_is_not_written_stays_empty(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    add_period(&lp, ROWS, COLUMNS);
    lp_expect(&lp, PERIODS);
    const size_t before = resident(lp.cost, (size_t)COLUMNS * PERIODS);
    Ahead *ahead = ahead_begin(&lp, PERIODS);
    nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    assert_true(resident(lp.cost, (size_t)COLUMNS * PERIODS) <= before + MEGABYTE);
    ahead_end(ahead);
    lp_release(&lp);
}

static void a_small_program_has_none(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    add_period(&lp, ROWS, COLUMNS);
    lp_expect(&lp, 24);
    assert_null(ahead_begin(&lp, 24));
    assert_null(ahead_reached(NULL, &lp));
    ahead_end(NULL);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_stays),
        cmocka_unit_test(a_program_may_outgrow_it),
        cmocka_unit_test(what_is_not_written_stays_empty),
        cmocka_unit_test(a_small_program_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
