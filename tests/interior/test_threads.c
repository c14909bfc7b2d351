/* test_threads - whole answers of the interior point method: two threads give every bit of what one gives
 *
 * Run under ThreadSanitizer too (preset tsan). */
#include "solver/solve.h"

#include "tests/interior/stamped.h"
#include "tests/interior/tied.h"
#include "tests/unit/same.h"

static LpResult solve(const Lp *lp, int threads)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = threads }, &result);
    return result;
}

/* Too few periods for a pattern, and one, two, three and five batches of eight. */
static const int periods[] = { 3, 8, 16, 17, 40 };

enum { LENGTHS = sizeof periods / sizeof periods[0] };

static void assert_same(const Lp *lp)
{
    LpResult one = solve(lp, 1), two = solve(lp, 2);
    assert_same_answer(&one, &two);
    lp_result_release(&one);
    lp_result_release(&two);
}

static void assert_all_same(StampedEnd end)
{
    enum { PROGRAMS = 4 * LENGTHS };
    for (int n = 0; n < PROGRAMS; n++) {
        Chance chance = { (uint64_t)n + 1 };
        Lp lp;
        stamped_draw(&chance, periods[n % LENGTHS], end, &lp);
        assert_same(&lp);
        lp_release(&lp);
    }
}

static void optima_are_the_same(void **state)
{
    (void)state;
    assert_all_same(STAMPED_OPTIMAL);
}

static void contradictions_are_the_same(void **state)
{
    (void)state;
    assert_all_same(STAMPED_INFEASIBLE);
}

static void falls_are_the_same(void **state)
{
    (void)state;
    assert_all_same(STAMPED_UNBOUNDED);
}

static void what_is_tied_is_the_same(void **state)
{
    (void)state;
    enum { PROGRAMS = 8 * LENGTHS };
    Chance chance = { 44 };
    for (int n = 0; n < PROGRAMS; n++) {
        Lp lp;
        tied_draw(&chance, periods[n % LENGTHS], &lp);
        assert_same(&lp);
        lp_release(&lp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optima_are_the_same),
        cmocka_unit_test(contradictions_are_the_same),
        cmocka_unit_test(falls_are_the_same),
        cmocka_unit_test(what_is_tied_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
