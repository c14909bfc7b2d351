/* test_choose - who is asked to solve a program, and why */
#include "solver/choose.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* `rows` rows, the last of them in the last of `periods` periods. */
static Lp rows_in_periods(int rows, int periods)
{
    Lp lp;
    lp_init(&lp);
    for (int i = 0; i < rows; i++)
        lp_add_row(&lp, 0, INFINITY);
    for (int i = 0; i < rows && periods > 0; i++)
        lp.row_stamp[i] = (LpStamp){ .template = 0, .period = i % periods };
    return lp;
}

static void assert_chosen(int rows, int periods, const char *name)
{
    Lp lp = rows_in_periods(rows, periods);
    char why[LP_CHOICE];
    assert_string_equal(backend_choose(&lp, &(LpOptions){ 0 }, why)->name, name);
    lp_release(&lp);
}

static void few_rows_are_for_glpk(void **state)
{
    (void)state;
    assert_chosen(0, 0, "glpk");
    assert_chosen(1000, 0, "glpk");
    assert_chosen(1000, 24, "glpk");
    assert_chosen(1001, 0, "interior");
    assert_chosen(1001, 24, "interior");
}

/* A corner, and an earlier basis, are things of a simplex. */
static void a_simplex_has_vertices_and_starts_from_a_basis(void **state)
{
    (void)state;
    Lp lp = rows_in_periods(5000, 24);
    char why[LP_CHOICE];
    LpOptions options = { .vertex = true };
    assert_string_equal(backend_choose(&lp, &options, why)->name, "glpk");
    assert_string_equal(why, "a corner of what is possible is wanted");
    signed char at = 'b';
    const LpResult before = { .row_at = &at }, without_basis = { 0 };
    options = (LpOptions){ .start = &before };
    assert_string_equal(backend_choose(&lp, &options, why)->name, "glpk");
    assert_string_equal(why, "it can start from an earlier answer");
    options.start = &without_basis;
    assert_string_equal(backend_choose(&lp, &options, why)->name, "interior");
    lp_release(&lp);
}

static void who_is_named_is_asked(void **state)
{
    (void)state;
    Lp lp = rows_in_periods(5000, 24);
    char why[LP_CHOICE];
    LpOptions options = { .backend = "exact", .vertex = true };
    assert_string_equal(backend_choose(&lp, &options, why)->name, "exact");
    assert_string_equal(why, "it was asked for");
    options.backend = "clp";
    assert_null(backend_choose(&lp, &options, why));
    options = (LpOptions){ .backend = "auto" };
    assert_string_equal(backend_choose(&lp, &options, why)->name, "interior");
    lp_release(&lp);
    assert_true(backend_may_be("auto") && backend_may_be(NULL) && backend_may_be("none"));
    assert_false(backend_may_be("clp"));
}

static void why_is_said_in_figures(void **state)
{
    (void)state;
    char why[LP_CHOICE];
    Lp lp = rows_in_periods(48, 24);
    assert_int_equal(lp_periods(&lp), 24);
    backend_choose(&lp, &(LpOptions){ 0 }, why);
    assert_string_equal(why, "it has 48 rows, no more than 1000");
    lp_release(&lp);
    lp = rows_in_periods(1001, 0);
    assert_int_equal(lp_periods(&lp), 1);
    backend_choose(&lp, &(LpOptions){ 0 }, why);
    assert_string_equal(why, "it has 1001 rows, more than 1000");
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_rows_are_for_glpk),
        cmocka_unit_test(a_simplex_has_vertices_and_starts_from_a_basis),
        cmocka_unit_test(who_is_named_is_asked),
        cmocka_unit_test(why_is_said_in_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
