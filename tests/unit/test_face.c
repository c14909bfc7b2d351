/* test_face - the points that are as good as an optimum, and the best of them in another respect */
#include "solver/face.h"

#include "tests/unit/close.h"

#include <string.h>

/* Steam comes from gas and coal at 50 and from oil at 80, 100 t/h of it, at most 70 from gas and 60 from coal; flue gas cleaning
 * takes 20 t/h of lime at most, one for each 5 t/h from coal, and lime costs nothing.
 *
 *     min 50 gas + 50 coal + 80 oil,   gas + coal + oil = 100,   coal - 5 lime <= 0
 *
 * All of 40 <= gas <= 70 with coal = 100 - gas and no oil is as good. */
enum { GAS, COAL, OIL, LIME };

static void boilers(Lp *lp)
{
    lp_init(lp);
    lp_add_column(lp, 0, 70, 50);
    lp_add_column(lp, 0, 60, 50);
    lp_add_column(lp, 0, INFINITY, 80);
    lp_add_column(lp, 0, 20, 0);
    const int steam = lp_add_row(lp, 100, 100), cleaning = lp_add_row(lp, -INFINITY, 0);
    for (int fuel = GAS; fuel <= OIL; fuel++)
        lp_add_entry(lp, steam, fuel, 1);
    lp_add_entry(lp, cleaning, COAL, 1);
    lp_add_entry(lp, cleaning, LIME, -5);
}

static LpResult solve(const Lp *lp, const char *backend)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = backend }, &result);
    assert_int_equal(result.status, LP_OPTIMAL);
    return result;
}

/* Only oil has a reduced cost, and only steam is worth anything. */
static void what_costs_more_stays_where_it_is(void **state)
{
    Lp lp;
    boilers(&lp);
    LpResult result = solve(&lp, *state);
    lp_narrow(&lp, &result);
    assert_true(lp.column_lower[OIL] == 0 && lp.column_upper[OIL] == 0);
    assert_true(lp.column_lower[GAS] == 0 && lp.column_upper[GAS] == 70);
    assert_true(lp.column_lower[COAL] == 0 && lp.column_upper[COAL] == 60);
    assert_true(lp.row_lower[0] == 100 && lp.row_upper[0] == 100);
    assert_true(isinf(lp.row_lower[1]));
    lp_result_release(&result);
    lp_release(&lp);
}

/* Of the plans that cost least, the one with least lime burns 70 gas and 30 coal with 6 lime; then nothing is left to choose: of those the
 * one with most coal still burns 30. */
static void the_best_of_the_best(void **state)
{
    Lp lp;
    boilers(&lp);
    const double least_lime[] = { 0, 0, 0, 1 }, most_coal[] = { 0, -1, 0, 0 };
    LpResult result = solve(&lp, *state);
    lp_narrow(&lp, &result);
    memcpy(lp.cost, least_lime, sizeof least_lime);
    lp_result_release(&result);
    result = solve(&lp, *state);
    assert_near(result.x[GAS], 70, 1e-12);
    assert_near(result.x[LIME], 6, 1e-12);
    lp_narrow(&lp, &result);
    assert_true(lp.row_lower[1] == 0); /* a dual holds it now */
    memcpy(lp.cost, most_coal, sizeof most_coal);
    lp_result_release(&result);
    result = solve(&lp, *state);
    assert_near(result.x[COAL], 30, 1e-12);
    assert_true(result.x[OIL] == 0);
    lp_result_release(&result);
    lp_release(&lp);
}

/* All prices a billionth: what is worth little next to others is worth something if nothing else is worth more. */
static void prices_have_no_unit(void **state)
{
    Lp lp;
    boilers(&lp);
    for (size_t j = 0; j < lp.columns; j++)
        lp.cost[j] *= 1e-9;
    LpResult result = solve(&lp, *state);
    lp_narrow(&lp, &result);
    assert_true(lp.column_upper[OIL] == 0);
    assert_true(lp.column_upper[GAS] == 70);
    lp_result_release(&result);
    lp_release(&lp);
}

int main(void)
{
    static char glpk[] = "glpk", interior[] = "interior";
#define EACH(test) \
    { #test " (glpk)", test, NULL, NULL, glpk }, \
    { \
#test " (interior)", test, NULL, NULL, interior \
    }
    const struct CMUnitTest tests[] = {
        EACH(what_costs_more_stays_where_it_is),
        EACH(the_best_of_the_best),
        EACH(prices_have_no_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
