/* test_unroll - what is chosen once and holds in every period: an investment */
#include "solver/interior/unroll.h"
#include "solver/solve.h"
#include "tests/unit/close.h"

#include <math.h>
#include <string.h>

enum { HOURS = 24 };

typedef struct Plant {
    Lp lp;
    int built, heat[HOURS];
} Plant;

/* In hour t = 1 .. 24 t units of heat are needed. A boiler makes them for 4 each, up to what was built at 57 a unit; others sell heat for 10. */
static void plant_init(Plant *plant)
{
    enum { BALANCE, CAPACITY, MAKE, BUY };
    Lp *lp = &plant->lp;
    lp_init(lp);
    plant->built = lp_add_column(lp, 0, INFINITY, 57);
    for (int t = 0; t < HOURS; t++) {
        const int heat = plant->heat[t] = lp_add_row(lp, t + 1, t + 1);
        const int capacity = lp_add_row(lp, -INFINITY, 0);
        const int make = lp_add_column(lp, 0, INFINITY, 4), buy = lp_add_column(lp, 0, INFINITY, 10);
        lp->row_stamp[heat] = (LpStamp){ BALANCE, t };
        lp->row_stamp[capacity] = (LpStamp){ CAPACITY, t };
        lp->column_stamp[make] = (LpStamp){ MAKE, t };
        lp->column_stamp[buy] = (LpStamp){ BUY, t };
        lp_add_entry(lp, heat, make, 1);
        lp_add_entry(lp, heat, buy, 1);
        lp_add_entry(lp, capacity, make, 1);
        lp_add_entry(lp, capacity, plant->built, -1);
    }
}

static void solve(const Plant *plant, const char *backend, LpStatus wanted, LpResult *result)
{
    lp_solve(&plant->lp, &(LpOptions){ .backend = backend }, result);
    assert_int_equal(result->status, wanted);
    if (strcmp(backend, "interior") == 0)
        assert_string_equal(result->method, "by periods");
}

static char glpk[] = "glpk", interior[] = "interior";

/* The k-th unit saves 6 in each of the 25 - k hours that need so much: 60 for the 15th, 54 for the 16th, so 15 are built. They cost 855, make
 * 1 + ... + 14 + 10 x 15 = 255 for 1020, and 1 + ... + 9 = 45 are bought for 450.
 * More heat costs 4 while the boiler has room and 10 beyond; in hour 15 what of the 57 the nine later hours leave, 4 + 57 - 54. */
static void as_much_is_built_as_pays(void **state)
{
    Plant plant;
    LpResult result;
    plant_init(&plant);
    solve(&plant, *state, LP_OPTIMAL, &result);
    assert_close(result.objective, 2325);
    assert_close(result.x[plant.built], 15);
    assert_close(result.row_dual[plant.heat[13]], 4);
    assert_close(result.row_dual[plant.heat[14]], 7);
    assert_close(result.row_dual[plant.heat[15]], 10);
    lp_result_release(&result);
    lp_release(&plant.lp);
}

/* No more than 10.5 may be built, and a little more would save 6 in each of 14 hours at a cost of 57: 84 - 57 = 27. */
static void a_budget_over_the_whole_horizon_holds(void **state)
{
    Plant plant;
    LpResult result;
    plant_init(&plant);
    const int budget = lp_add_row(&plant.lp, -INFINITY, 10.5);
    lp_add_entry(&plant.lp, budget, plant.built, 1);
    solve(&plant, *state, LP_OPTIMAL, &result);
    assert_close(result.x[plant.built], 10.5);
    assert_close(result.row_dual[budget], -27);
    lp_result_release(&result);
    lp_release(&plant.lp);
}

/* Nothing can be bought, and 23 units can't make 24. */
static void too_little_room_is_infeasible(void **state)
{
    Plant plant;
    LpResult result;
    plant_init(&plant);
    for (size_t j = 0; j < plant.lp.columns; j++)
        if (plant.lp.cost[j] == 10)
            plant.lp.column_upper[j] = 0;
    plant.lp.column_upper[plant.built] = 23;
    solve(&plant, *state, LP_INFEASIBLE, &result);
    assert_non_null(result.row_ray);
    lp_result_release(&result);
    lp_release(&plant.lp);
}

/* 24 copies, 23 ties of two entries; what stood in a row stands there still, and each copy has its share of the cost. */
static void each_period_has_its_copy(void **state)
{
    (void)state;
    Plant plant;
    Lp unrolled;
    LpMatrix before, after;
    plant_init(&plant);
    lp_matrix_init(&before, &plant.lp);
    assert_true(unroll(&plant.lp, &before, &unrolled, &after));
    assert_int_equal(unrolled.columns, plant.lp.columns + HOURS - 1);
    assert_int_equal(unrolled.rows, plant.lp.rows + HOURS - 1);
    assert_int_equal(unrolled.entries, plant.lp.entries + 2 * (HOURS - 1));
    const size_t last = unrolled.columns - 1;
    assert_close(unrolled.cost[plant.built], 57.0 / HOURS);
    assert_close(unrolled.cost[last], 57.0 / HOURS);
    assert_int_equal(unrolled.column_stamp[last].period, HOURS - 1);
    assert_int_equal(after.start[last + 1] - after.start[last], 2);
    assert_int_equal(after.row[after.start[last]], plant.heat[HOURS - 1] + 1);
    lp_matrix_release(&after);
    lp_release(&unrolled);
    lp_matrix_release(&before);
    lp_release(&plant.lp);
}

static void nothing_is_unrolled_where_nothing_or_too_much_spans(void **state)
{
    (void)state;
    Plant plant;
    Lp unrolled;
    LpMatrix before, after;
    plant_init(&plant);
    plant.lp.column_stamp[plant.built] = (LpStamp){ 9, 0 };
    lp_matrix_init(&before, &plant.lp);
    assert_false(unroll(&plant.lp, &before, &unrolled, &after));
    lp_matrix_release(&before);
    plant.lp.column_stamp[plant.built] = (LpStamp){ -1, -1 };
    for (int k = 0; k < 1000; k++) {
        const int column = lp_add_column(&plant.lp, 0, 1, 1);
        lp_add_entry(&plant.lp, plant.heat[0], column, 1);
        lp_add_entry(&plant.lp, plant.heat[1], column, 1);
    }
    lp_matrix_init(&before, &plant.lp);
    assert_false(unroll(&plant.lp, &before, &unrolled, &after));
    lp_matrix_release(&before);
    lp_release(&plant.lp);
}

#define EACH(test) \
    { #test " (interior)", test, NULL, NULL, interior }, \
    { \
#test " (glpk)", test, NULL, NULL, glpk \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(as_much_is_built_as_pays),
        EACH(a_budget_over_the_whole_horizon_holds),
        EACH(too_little_room_is_infeasible),
        cmocka_unit_test(each_period_has_its_copy),
        cmocka_unit_test(nothing_is_unrolled_where_nothing_or_too_much_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
