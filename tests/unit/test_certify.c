/* test_certify - our own arithmetic: right answers pass, answers that are a little wrong do not */
#include "solver/certify.h"

#include "tests/unit/close.h"

/* min 80 gas + 50 coal,   gas + coal >= 100,   0 <= gas <= 70,   0 <= coal <= 60.
 *
 * Optimal: gas 40, coal 60, cost 6200. With dual 80 the reduced costs are 0 and -30, and the dual objective is
 * 80 * 100 - 30 * 60 = 6200. */
static void boilers(Lp *lp, LpMatrix *matrix)
{
    lp_init(lp);
    int row = lp_add_row(lp, 100, INFINITY);
    lp_add_entry(lp, row, lp_add_column(lp, 0, 70, 80), 1);
    lp_add_entry(lp, row, lp_add_column(lp, 0, 60, 50), 1);
    lp_matrix_init(matrix, lp);
}

static void release(Lp *lp, LpMatrix *matrix)
{
    lp_matrix_release(matrix);
    lp_release(lp);
}

static void an_optimum_is_proved(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double x[] = { 40, 60 }, dual[] = { 80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_true(certificate.proved);
    assert_close(certificate.objective, 6200);
    assert_close(certificate.primal, 0);
    assert_close(certificate.dual, 0);
    assert_close(certificate.gap, 0);
    assert_int_equal(certificate.worst_row, -1);
    assert_int_equal(certificate.worst_column, -1);
    release(&lp, &matrix);
}

/* Feasible but dear: gas 70, coal 30 costs 7100, 900 above what the duals promise: 900 / (1 + 7100), where "1" is one
 * natural unit of the objective. */
static void a_dear_point_leaves_a_gap(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double x[] = { 70, 30 }, dual[] = { 80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_false(certificate.proved);
    assert_close(certificate.primal, 0);
    assert_true(certificate.gap > 0.05 && certificate.gap < 900.0 / 7100);
    release(&lp, &matrix);
}

/* One kilogram of steam in a hundred tonnes is missing: 1e-5 of the row. */
static void a_missed_row_is_seen(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double x[] = { 39.999, 60 }, dual[] = { 80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_false(certificate.proved);
    assert_int_equal(certificate.worst_row, 0);
    assert_true(certificate.primal > 1e-6 && certificate.primal < 2e-5);
    release(&lp, &matrix);
}

static void a_column_outside_its_bounds_is_seen(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double x[] = { 39.99, 60.01 }, dual[] = { 80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_false(certificate.proved);
    assert_int_equal(certificate.worst_column, 1);
    release(&lp, &matrix);
}

/* The row has no upper limit, so a negative dual leans on nothing. */
static void a_dual_of_the_wrong_sign_is_seen(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double x[] = { 40, 60 }, dual[] = { -80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_false(certificate.proved);
    assert_int_equal(certificate.worst_row, 0);
    assert_true(certificate.dual > 1e-9);
    release(&lp, &matrix);
}

/* Without an upper bound on coal its reduced cost of -30 promises a gain without end: a dual violation. */
static void a_reduced_cost_towards_infinity_is_seen(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    lp.column_upper[1] = INFINITY;
    const double x[] = { 40, 60 }, dual[] = { 80 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_false(certificate.proved);
    assert_int_equal(certificate.worst_column, 1);
    release(&lp, &matrix);
}

/* min 1e6 (a - b) + 0.01 (c + d + e),   a >= 100,   b <= 100,   c, d, e >= 1: a and b are 100, at no cost. Both fall short by
 * 8e-6: too little for the row of a to be called missed, but it is worth 8 there, and just so much is lost at b. So the cost is that of
 * the optimum, and the objective of the duals, 1e8 - 1e8 + 0.03, too; yet neither is known to better than 8. */
static void misses_that_make_up_for_one_another_leave_a_gap(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    lp_init(&lp);
    const int least = lp_add_row(&lp, 100, INFINITY), most = lp_add_row(&lp, -INFINITY, 100);
    lp_add_entry(&lp, least, lp_add_column(&lp, 0, INFINITY, 1e6), 1);
    lp_add_entry(&lp, most, lp_add_column(&lp, 0, INFINITY, -1e6), 1);
    for (int j = 0; j < 3; j++)
        lp_add_column(&lp, 1, INFINITY, 0.01);
    lp_matrix_init(&matrix, &lp);
    const double x[] = { 100 - 8e-6, 100 - 8e-6, 1, 1, 1 }, dual[] = { 1e6, -1e6 };
    LpCertificate certificate = certify_optimum(&lp, &matrix, x, dual);
    assert_close(certificate.objective, 0.03);
    assert_true(certificate.primal < 1e-7);
    assert_close(certificate.dual, 0);
    assert_true(certificate.gap > 1e-6);
    assert_false(certificate.proved);
    release(&lp, &matrix);
}

static void not_a_number_proves_nothing(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double good[] = { 40, 60 }, bad[] = { NAN, 60 }, dual[] = { 80 }, no_dual[] = { NAN };
    assert_false(certify_optimum(&lp, &matrix, bad, dual).proved);
    assert_false(certify_optimum(&lp, &matrix, good, no_dual).proved);
    assert_false(certify_infeasible(&lp, &matrix, no_dual));
    assert_false(certify_unbounded(&lp, &matrix, bad, good));
    assert_false(certify_unbounded(&lp, &matrix, good, bad));
    release(&lp, &matrix);
}

/* The verdict is the same when every unit is another. */
static void units_do_not_change_the_verdict(void **state)
{
    (void)state;
    for (int power = -9; power <= 9; power += 3) {
        double unit = pow(10, power); /* so many steam units to the tonne */
        Lp lp;
        LpMatrix matrix;
        boilers(&lp, &matrix);
        lp_matrix_release(&matrix);
        lp.row_lower[0] *= unit;
        lp.entry[0].value = lp.entry[1].value = unit;
        lp_matrix_init(&matrix, &lp);
        const double right[] = { 40, 60 }, short_by_a_gram[] = { 40 - 1e-4, 60 }, dual[] = { 80 / unit };
        assert_true(certify_optimum(&lp, &matrix, right, dual).proved);
        assert_false(certify_optimum(&lp, &matrix, short_by_a_gram, dual).proved);
        release(&lp, &matrix);
    }
}

/* 131 t/h of steam: 1 (gas + coal) is at most 130. At 130 it is not, and a negative multiplier proves nothing. */
static void a_farkas_ray_must_win(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    const double ray[] = { 1 }, wrong[] = { -1 }, none[] = { 0 };
    lp.row_lower[0] = 131;
    assert_true(certify_infeasible(&lp, &matrix, ray));
    assert_false(certify_infeasible(&lp, &matrix, wrong));
    assert_false(certify_infeasible(&lp, &matrix, none));
    lp.row_lower[0] = 130;
    assert_false(certify_infeasible(&lp, &matrix, ray));
    lp.row_lower[0] = 131;
    lp.column_upper[0] = INFINITY;
    assert_false(certify_infeasible(&lp, &matrix, ray));
    release(&lp, &matrix);
}

/* Selling gas-fired steam at a profit with no limit on gas: along (1, 0) the cost falls by 1 a tonne. */
static void a_ray_of_descent_must_stay_inside(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    boilers(&lp, &matrix);
    lp.cost[0] = -1;
    lp.column_upper[0] = INFINITY;
    const double x[] = { 100, 0 }, outside[] = { 10, 0 };
    const double down[] = { 1, 0 }, back[] = { -1, 0 }, dear[] = { 0, 1 };
    assert_true(certify_unbounded(&lp, &matrix, x, down));
    assert_false(certify_unbounded(&lp, &matrix, outside, down));
    assert_false(certify_unbounded(&lp, &matrix, x, back));
    assert_false(certify_unbounded(&lp, &matrix, x, dear));
    lp.row_upper[0] = 1e6;
    assert_false(certify_unbounded(&lp, &matrix, x, down));
    release(&lp, &matrix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_optimum_is_proved),
        cmocka_unit_test(a_dear_point_leaves_a_gap),
        cmocka_unit_test(a_missed_row_is_seen),
        cmocka_unit_test(a_column_outside_its_bounds_is_seen),
        cmocka_unit_test(a_dual_of_the_wrong_sign_is_seen),
        cmocka_unit_test(a_reduced_cost_towards_infinity_is_seen),
        cmocka_unit_test(misses_that_make_up_for_one_another_leave_a_gap),
        cmocka_unit_test(not_a_number_proves_nothing),
        cmocka_unit_test(units_do_not_change_the_verdict),
        cmocka_unit_test(a_farkas_ray_must_win),
        cmocka_unit_test(a_ray_of_descent_must_stay_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
