/* test_reduce - what a program of periods can do without, and how it comes back, on programs for a pencil */
#include "solver/pair.h"
#include "solver/interior/periods.h"
#include "solver/interior/work.h"
#include "solver/solve.h"
#include "tests/interior/stamped.h"
#include "tests/unit/close.h"

#include <stdbool.h>
#include <stdlib.h>

enum { HOURS = 8 };

static PeriodsShape shape_of(const Lp *lp)
{
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    Pair *pair = pair_create(1);
    System *system = periods_create(lp, &matrix, pair, true);
    assert_non_null(system);
    const PeriodsShape shape = periods_shape(system);
    system->kind->free(system);
    pair_free(pair);
    lp_matrix_release(&matrix);
    return shape;
}

static LpResult solve(const Lp *lp)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = 1 }, &result);
    assert_int_equal(result.status, LP_OPTIMAL);
    assert_string_equal(result.solved_by, "interior");
    assert_string_equal(result.method, "by periods");
    return result;
}

/* ---- what is bought for a balance ---- */

enum { USE = 0, BUY, BALANCE };

/* In each hour: 3 a unit to buy, 2 units for one of use, which brings 10 - t: below 6 it doesn't pay.
 *
 *     buy[t] - 2 use[t] = wanted,   0 <= use[t] <= 5,   0 <= buy[t] <= most */
static void shop(Lp *lp, double wanted, double most)
{
    lp_init(lp);
    for (int t = 0; t < HOURS; t++) {
        const int use = stamped_column(lp, 0, 5, t - 10, (LpStamp){ USE, t }),
                  buy = stamped_column(lp, 0, most, 3, (LpStamp){ BUY, t }),
                  balance = stamped_row(lp, wanted, wanted, (LpStamp){ BALANCE, t });
        lp_add_entry(lp, balance, buy, 1);
        lp_add_entry(lp, balance, use, -2);
    }
}

/* Whatever is used, what is bought is 2 use + 1 >= 0: the balance goes, and with it what is bought. Use then costs 6 more. One unit more that is
 * wanted is bought at 3; 0 .. 3 it pays, and 4 too, but for nothing. */
static void what_is_bought_goes_with_its_balance(void **state)
{
    (void)state;
    Lp lp;
    shop(&lp, 1, INFINITY);
    const PeriodsShape shape = shape_of(&lp);
    assert_int_equal(shape.gone, 1);
    assert_int_equal(shape.columns, 1);
    assert_int_equal(shape.inner, 0);
    LpResult result = solve(&lp);
    for (int t = 0; t < HOURS; t++) {
        const double use = result.x[2 * t], bought = result.x[2 * t + 1];
        if (t != 4)
            assert_close(use, t < 4 ? 5 : 0);
        assert_close(bought, 2 * use + 1);
        assert_close(result.row_dual[t], 3);
        assert_close(result.column_dual[2 * t], t - 4);
        assert_close(result.column_dual[2 * t + 1], 0);
    }
    assert_close(result.objective, 5 * (-10 - 9 - 8 - 7) + 4 * 11 * 3 + 4 * 3);
    lp_result_release(&result);
    lp_release(&lp);
}

/* ---- what has one other ---- */

/* At most 7 may be bought, so at most 3 used: use takes over that limit. Where it pays, the balance is worth what use brings, 10 - t for 2
 * units, and the limit on what is bought the rest of that beyond 3. */
static void a_limit_is_taken_over(void **state)
{
    (void)state;
    Lp lp;
    shop(&lp, 1, 7);
    const PeriodsShape shape = shape_of(&lp);
    assert_int_equal(shape.gone, 1);
    assert_int_equal(shape.columns, 1);
    LpResult result = solve(&lp);
    for (int t = 0; t < HOURS; t++) {
        const double worth = t < 4 ? (10 - t) / 2.0 : 3;
        if (t != 4)
            assert_close(result.x[2 * t], t < 4 ? 3 : 0);
        assert_close(result.x[2 * t + 1], 2 * result.x[2 * t] + 1);
        assert_close(result.row_dual[t], worth);
        assert_close(result.column_dual[2 * t], t < 4 ? 0 : t - 4);
        assert_close(result.column_dual[2 * t + 1], 3 - worth);
    }
    lp_result_release(&result);
    lp_release(&lp);
}

/* Raw becomes part, part becomes car, all in one to one, and 16 cars are wanted over all hours. */
static void a_chain_goes_link_by_link(void **state)
{
    (void)state;
    enum { RAW = 10, PART, CAR, MADE, BUILT, SPACE };
    Lp lp;
    lp_init(&lp);
    const int total = lp_add_row(&lp, 2 * HOURS, INFINITY);
    for (int t = 0; t < HOURS; t++) {
        const int raw = stamped_column(&lp, 0, 9, 1 + t, (LpStamp){ RAW, t }),
                  part = stamped_column(&lp, 0, 4, 1, (LpStamp){ PART, t }),
                  car = stamped_column(&lp, 0, 3, 0, (LpStamp){ CAR, t }),
                  made = stamped_row(&lp, 0, 0, (LpStamp){ MADE, t }),
                  built = stamped_row(&lp, 0, 0, (LpStamp){ BUILT, t }),
                  space = stamped_row(&lp, -INFINITY, 7, (LpStamp){ SPACE, t });
        lp_add_entry(&lp, made, raw, 1);
        lp_add_entry(&lp, made, part, -1);
        lp_add_entry(&lp, built, part, 1);
        lp_add_entry(&lp, built, car, -1);
        lp_add_entry(&lp, space, raw, 1);
        lp_add_entry(&lp, space, part, 1);
        lp_add_entry(&lp, total, car, 1);
    }
    const PeriodsShape shape = shape_of(&lp);
    assert_int_equal(shape.gone, 2);
    assert_int_equal(shape.columns, 2); /* one of the three, and the slack of the space */
    assert_int_equal(shape.inner, 1);
    LpResult result = solve(&lp);
    /* 3 in each of hours 0 .. 4, 1 in hour 5, where one more costs 6 + 1 */
    double cost = 0;
    for (int t = 0; t < HOURS; t++) {
        const double made = t < 5 ? 3 : t == 5 ? 1 : 0;
        cost += made * (2 + t);
        for (int c = 0; c < 3; c++)
            assert_close(result.x[3 * t + c], made);
        if (made == 0)
            continue;
        assert_close(result.row_dual[1 + 3 * t], 1 + t);     /* a part without its raw */
        assert_close(result.row_dual[1 + 3 * t + 1], 2 + t); /* a car without its part */
        assert_close(result.column_dual[3 * t + 2], 2 + t - 7);
    }
    assert_close(result.row_dual[0], 7);
    assert_close(result.objective, cost);
    lp_result_release(&result);
    lp_release(&lp);
}

/* Use is fixed at 2, so nothing is left of any hour. Of the 41 that may be bought in all 40 are: that row has a slack, the only column. */
static void nothing_stays_but_a_limit(void **state)
{
    (void)state;
    Lp lp;
    shop(&lp, 1, 7);
    const int all = lp_add_row(&lp, -INFINITY, 5 * HOURS + 1);
    for (int t = 0; t < HOURS; t++) {
        lp.column_lower[2 * t] = lp.column_upper[2 * t] = 2;
        lp_add_entry(&lp, all, 2 * t + 1, 1);
    }
    const PeriodsShape shape = shape_of(&lp);
    assert_int_equal(shape.columns, 0);
    assert_int_equal(shape.inner, 0);
    LpResult result = solve(&lp);
    for (int t = 0; t < HOURS; t++) {
        assert_close(result.x[2 * t + 1], 5);
        assert_close(result.row_dual[t], 3);
    }
    assert_close(result.row_dual[all], 0);
    lp_result_release(&result);
    lp_release(&lp);
}

/* ---- what stays ---- */

/* The balance is missing in hour 3; or it stands there as a limit; or what is bought stands in another row, where the equation would become
 * an entry more. */
static void what_is_not_everywhere_stays(void **state)
{
    (void)state;
    Lp lp;
    shop(&lp, 1, INFINITY);
    lp.row_lower[3] = -INFINITY, lp.row_upper[3] = INFINITY;
    assert_int_equal(shape_of(&lp).gone, 0);
    lp.row_lower[3] = 1;
    assert_int_equal(shape_of(&lp).gone, 0);
    lp_release(&lp);
    shop(&lp, 1, INFINITY);
    for (int t = 0; t < HOURS; t++) {
        const int other = stamped_column(&lp, 0, 1, 1, (LpStamp){ 20, t }),
                  row = stamped_row(&lp, 0, 9, (LpStamp){ 21, t });
        lp_add_entry(&lp, t, other, -1);
        lp_add_entry(&lp, row, 2 * t + 1, 1);
        lp_add_entry(&lp, row, other, 1);
    }
    assert_int_equal(shape_of(&lp).gone, 0);
    lp_release(&lp);
}

/* Use is fixed at 2: it goes alone, then what is bought with the balance: 5. */
static void what_is_fixed_goes(void **state)
{
    (void)state;
    Lp lp;
    shop(&lp, 1, 7);
    for (int t = 0; t < HOURS; t++) {
        lp.column_lower[2 * t] = lp.column_upper[2 * t] = 2;
        stamped_column(&lp, 1, 2, 1, (LpStamp){ 30, t });
    }
    assert_int_equal(shape_of(&lp).gone, 2);
    LpResult result = solve(&lp);
    for (int t = 0; t < HOURS; t++) {
        assert_close(result.x[2 * t], 2);
        assert_close(result.x[2 * t + 1], 5);
        assert_close(result.row_dual[t], 3);
        assert_close(result.column_dual[2 * t], t - 10 + 6);
    }
    lp_result_release(&result);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_bought_goes_with_its_balance),
        cmocka_unit_test(a_limit_is_taken_over),
        cmocka_unit_test(a_chain_goes_link_by_link),
        cmocka_unit_test(nothing_stays_but_a_limit),
        cmocka_unit_test(what_is_not_everywhere_stays),
        cmocka_unit_test(what_is_fixed_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
