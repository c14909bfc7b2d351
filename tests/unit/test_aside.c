/* test_aside - what was put aside comes back to the last bit, and takes little room where periods are alike */
#include "solver/aside.h"

#include "solver/solve.h"
#include "tests/unit/chance.h"
#include "tests/unit/same.h"

#include <math.h>

enum { HOURS = 200, ROWS = 30 };

/* An hour of `rows` and half as many columns again, whose first limit and cost are its own. */
static void add_hour(Lp *lp, int t, int rows)
{
    for (int i = 0; i < rows; i++) {
        const int row = lp_add_row(lp, i, i > 0 ? (double)INFINITY : i + t);
        lp->row_stamp[row] = (LpStamp){ i, t };
    }
    for (int j = 0; j < rows * 3 / 2; j++) {
        const int column = lp_add_column(lp, -j, j, j > 0 ? j : sqrt(t));
        lp->column_stamp[column] = (LpStamp){ j, t };
    }
    lp_fold(lp);
}

static void assert_same_program(const Lp *one, const Lp *other)
{
    assert_int_equal(one->rows, other->rows);
    assert_int_equal(one->columns, other->columns);
    assert_same_bytes(one->row_lower, other->row_lower, one->rows, sizeof(double));
    assert_same_bytes(one->row_upper, other->row_upper, one->rows, sizeof(double));
    assert_same_bytes(one->row_stamp, other->row_stamp, one->rows, sizeof(LpStamp));
    assert_same_bytes(one->column_lower, other->column_lower, one->columns, sizeof(double));
    assert_same_bytes(one->column_upper, other->column_upper, one->columns, sizeof(double));
    assert_same_bytes(one->cost, other->cost, one->columns, sizeof(double));
    assert_same_bytes(one->column_stamp, other->column_stamp, one->columns, sizeof(LpStamp));
}

/* Puts it aside and takes it back; `words`: how many were kept. */
static void put_and_take(Lp *lp, size_t *words)
{
    Aside aside;
    Lp before;
    lp_copy(&before, lp);
    aside_put(&aside, lp);
    assert_null(lp->cost);
    *words = aside.row_lower.words + aside.row_upper.words + aside.row_stamp.words + aside.column_lower.words
             + aside.column_upper.words + aside.cost.words + aside.column_stamp.words;
    aside_take_back(&aside, lp);
    assert_same_program(lp, &before);
    lp_release(&before);
}

/* All of the first hour, and of each later one its first limit and its first cost. */
static void hours_that_are_alike_take_little(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    for (int t = 0; t < HOURS; t++)
        add_hour(&lp, t, ROWS);
    size_t words;
    put_and_take(&lp, &words);
    assert_int_equal(words, 3 * ROWS + 4 * (ROWS * 3 / 2) + 2 * (HOURS - 1));
    lp_release(&lp);
}

/* It grows on afterwards, like any program. */
static void a_program_goes_on(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    size_t words;
    for (int t = 0; t < HOURS; t++) {
        add_hour(&lp, t, ROWS);
        put_and_take(&lp, &words);
    }
    lp_add_row(&lp, -1, 1);
    lp_add_column(&lp, 0, -0.0, 7);
    put_and_take(&lp, &words);
    assert_close(lp.row_upper[lp.rows - 1], 1);
    lp_release(&lp);
}

/* Hours of all lengths, none among them, numbers as chance has them and what is no number; rows behind that are of no hour. */
static void whatever_it_is_comes_back(void **state)
{
    (void)state;
    static const double odd[] = { 0.0, -0.0, INFINITY, -INFINITY, NAN, 1e-310 };
    for (uint64_t seed = 1; seed <= 50; seed++) {
        Chance chance = { seed };
        Lp lp;
        lp_init(&lp);
        for (int t = 0; t < 40; t++)
            add_hour(&lp, t, chance_between(&chance, 0, chance_between(&chance, 1, ROWS)));
        for (int i = chance_between(&chance, 0, 20); i > 0; i--)
            lp_add_row(&lp, i, i);
        for (size_t i = 0; i < lp.rows; i++)
            if (chance_hits(&chance, 0.1)) {
                lp.row_lower[i] = odd[chance_between(&chance, 0, 5)];
                lp.row_stamp[i] = (LpStamp){ chance_between(&chance, -1, 99),
                                             chance_between(&chance, -1, 99) };
            }
        for (size_t j = 0; j < lp.columns; j++)
            if (chance_hits(&chance, 0.1))
                lp.cost[j] = odd[chance_between(&chance, 0, 5)];
        size_t words;
        put_and_take(&lp, &words);
        lp_release(&lp);
    }
}

static void nothing_is_put_aside_of_nothing(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    size_t words;
    put_and_take(&lp, &words);
    assert_int_equal(words, 0);
    lp_release(&lp);
}

/* Whatever the backend: the answer is the same, and the program is as it was. */
static void a_solve_leaves_it_as_it_was(void **state)
{
    (void)state;
    static const char *const backends[] = { "glpk", "interior", "exact" };
    Lp lp, before;
    lp_init(&lp);
    for (int t = 0; t < HOURS; t++) {
        const int row = lp_add_row(&lp, 1 + t % 7, INFINITY), column = lp_add_column(&lp, 0, 10, 1 + t % 5);
        lp.row_stamp[row] = (LpStamp){ 0, t };
        lp.column_stamp[column] = (LpStamp){ 0, t };
        lp_add_entry(&lp, row, column, 1);
        lp_fold(&lp);
    }
    lp_copy(&before, &lp);
    for (size_t b = 0; b < sizeof backends / sizeof *backends; b++) {
        LpResult lean, other;
        lp_solve_lean(&lp, &(LpOptions){ .backend = backends[b] }, &lean);
        lp_solve(&before, &(LpOptions){ .backend = backends[b] }, &other);
        assert_string_equal(lp_status_name(lean.status), "optimal");
        assert_same_answer(&lean, &other);
        assert_same_program(&lp, &before);
        lp_result_release(&lean);
        lp_result_release(&other);
    }
    lp_release(&lp);
    lp_release(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_that_are_alike_take_little), cmocka_unit_test(a_program_goes_on),
        cmocka_unit_test(whatever_it_is_comes_back),        cmocka_unit_test(nothing_is_put_aside_of_nothing),
        cmocka_unit_test(a_solve_leaves_it_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
