/* test_purify - answers of the interior point method stand on the optimal face: what is 0 is 0, what is at a limit is there */
#include "solver/solve.h"

#include "tests/unit/same.h"

enum { HOURS = 40 };

/* Gas and coal cost the same, 50, oil costs 80; a little waste heat is cheaper than all of them.
 *
 *     gas + coal + oil + waste = 100,   gas <= 70,  coal <= 60,  oil <= 30,  0.2 <= waste <= 0.9 at 20
 *     gas + oil <= 75,   |gas - gas an hour before| <= 40
 *
 * No oil and all waste heat; 99.1 are left for gas and coal in whatever shares: gas from 39.1 to 70. An hour costs
 * 50 x 99.1 + 20 x 0.9 = 4973. One more unit of heat costs 50, the two last rows hold nothing. 0.9 is not 0.2 + (0.9 - 0.2) to the
 * last bit. */
enum { GAS, COAL, OIL, WASTE, FUELS };
enum { HEAT, FLUE, RAMP };

static int add_row(Lp *lp, double lower, double upper, LpStamp stamp)
{
    const int row = lp_add_row(lp, lower, upper);
    lp->row_stamp[row] = stamp;
    return row;
}

/* Columns are hour by hour, FUELS each. Rows: HEAT and FLUE of each hour, then RAMP of all but the first. */
static void boilers(Lp *lp, bool stamped)
{
    static const struct {
        double least, most, cost;
    } fuel[FUELS] = {
        [GAS] = { 0, 70, 50 }, [COAL] = { 0, 60, 50 }, [OIL] = { 0, 30, 80 }, [WASTE] = { 0.2, 0.9, 20 }
    };
    lp_init(lp);
    for (int t = 0; t < HOURS; t++) {
        const int heat = add_row(lp, 100, 100, (LpStamp){ stamped ? HEAT : -1, t });
        const int flue = add_row(lp, -INFINITY, 75, (LpStamp){ stamped ? FLUE : -1, t });
        for (int f = 0; f < FUELS; f++) {
            const int column = lp_add_column(lp, fuel[f].least, fuel[f].most, fuel[f].cost);
            lp->column_stamp[column] = (LpStamp){ stamped ? f : -1, t };
            lp_add_entry(lp, heat, column, 1);
            if (f == GAS || f == OIL)
                lp_add_entry(lp, flue, column, 1);
        }
    }
    for (int t = 1; t < HOURS; t++) {
        const int ramp = add_row(lp, -40, 40, (LpStamp){ stamped ? RAMP : -1, t });
        lp_add_entry(lp, ramp, t * FUELS + GAS, 1);
        lp_add_entry(lp, ramp, (t - 1) * FUELS + GAS, -1);
    }
}

static LpResult solve(const Lp *lp, int threads)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = threads }, &result);
    assert_int_equal(result.status, LP_OPTIMAL);
    return result;
}

static void assert_on_the_face(const LpResult *result)
{
    for (int t = 0; t < HOURS; t++) {
        const double *x = result->x + (ptrdiff_t)t * FUELS;
        assert_true(x[OIL] == 0);
        assert_true(x[WASTE] == 0.9);
        assert_true(x[GAS] > 40 && x[GAS] < 69); /* inside, at no corner */
        assert_near(x[GAS] + x[COAL], 99.1, 1e-15);
        assert_near(result->row_dual[2 * t + HEAT], 50, 1e-14);
        assert_true(result->row_dual[2 * t + FLUE] == 0);
    }
    for (int t = 1; t < HOURS; t++)
        assert_true(result->row_dual[2 * HOURS + t - 1] == 0);
    assert_near(result->objective, HOURS * 4973, 1e-15);
    assert_true(result->certificate.gap < 1e-15);
}

static void solves_onto_the_face(bool stamped, const char *method)
{
    Lp lp;
    boilers(&lp, stamped);
    LpResult one = solve(&lp, 1), two = solve(&lp, 2);
    assert_string_equal(one.method, method);
    assert_on_the_face(&one);
    assert_same_bytes(one.x, two.x, lp.columns, sizeof *one.x);
    assert_same_bytes(one.row_dual, two.row_dual, lp.rows, sizeof *one.row_dual);
    lp_result_release(&one);
    lp_result_release(&two);
    lp_release(&lp);
}

static void period_by_period(void **state)
{
    (void)state;
    solves_onto_the_face(true, "by periods");
}

static void as_one_matrix(void **state)
{
    (void)state;
    solves_onto_the_face(false, "sparse");
}

/* More limits than it takes meet in the only point that is possible:
 *
 *     min z,   x + y = 1,   x - y = 1,   z >= y,   0 <= x, y, z:   x = 1, y = z = 0 */
static void a_face_that_is_one_corner(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    const int sum = lp_add_row(&lp, 1, 1), difference = lp_add_row(&lp, 1, 1),
              above = lp_add_row(&lp, 0, INFINITY);
    const int x = lp_add_column(&lp, 0, INFINITY, 0), y = lp_add_column(&lp, 0, INFINITY, 0),
              z = lp_add_column(&lp, 0, INFINITY, 1);
    lp_add_entry(&lp, sum, x, 1);
    lp_add_entry(&lp, sum, y, 1);
    lp_add_entry(&lp, difference, x, 1);
    lp_add_entry(&lp, difference, y, -1);
    lp_add_entry(&lp, above, z, 1);
    lp_add_entry(&lp, above, y, -1);
    LpResult result = solve(&lp, 1);
    assert_near(result.x[x], 1, 1e-15);
    assert_true(result.x[y] == 0);
    assert_true(result.x[z] == 0);
    lp_result_release(&result);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(period_by_period),
        cmocka_unit_test(as_one_matrix),
        cmocka_unit_test(a_face_that_is_one_corner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
