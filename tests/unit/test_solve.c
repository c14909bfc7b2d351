/* test_solve - one suite for every backend: programs that can be solved with a pencil, primal and duals */
#include "solver/solve.h"

#include "solver/backend.h"
#include "solver/glpk_guard.h"
#include "tests/unit/chance.h"
#include "tests/unit/close.h"
#include "tests/unit/same.h"

#include <glpk.h>
#include <string.h>

static LpResult solve(const Lp *lp, void **state)
{
    LpOptions options = { .backend = *state };
    LpResult result;
    lp_solve(lp, &options, &result);
    return result;
}

static void assert_status(const LpResult *result, LpStatus wanted)
{
    if (result->status != wanted)
        print_error("%s: %s\n", lp_status_name(result->status), result->message);
    assert_int_equal(result->status, wanted);
}

static void release(LpResult *result, Lp *lp)
{
    lp_result_release(result);
    lp_release(lp);
}

/* Two boilers raise 100 t/h of steam. Gas costs 80 a tonne and gives at most 70, coal costs 50 and gives at most 60.
 *
 *     min 80 gas + 50 coal,   gas + coal >= 100,   gas <= 70,   coal <= 60
 *
 * Coal first: 60 coal + 40 gas = 3000 + 3200 = 6200. One tonne of steam more is a tonne of gas more: 80. One
 * more tonne of coal capacity replaces gas by coal: 50 - 80 = -30. */
static void boilers(Lp *lp, double steam)
{
    lp_init(lp);
    int row = lp_add_row(lp, steam, INFINITY);
    lp_add_entry(lp, row, lp_add_column(lp, 0, 70, 80), 1);
    lp_add_entry(lp, row, lp_add_column(lp, 0, 60, 50), 1);
}

static void the_cheaper_boiler_runs_first(void **state)
{
    Lp lp;
    boilers(&lp, 100);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 6200);
    assert_close(result.x[0], 40);
    assert_close(result.x[1], 60);
    assert_close(result.row_dual[0], 80);
    assert_close(result.column_dual[0], 0);
    assert_close(result.column_dual[1], -30);
    assert_string_equal(result.message, "");
    assert_true(result.certificate.proved);
    release(&result, &lp);
}

/* 131 t/h are one more than both can give. The ray weighs the row by itself: 1 (gas + coal) <= 130 < 131. */
static void too_much_steam_is_infeasible(void **state)
{
    Lp lp;
    boilers(&lp, 131);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    assert_true(result.row_ray[0] > 0);
    assert_null(result.x);
    LpMatrix matrix;
    lp_matrix_init(&matrix, &lp);
    assert_true(certify_infeasible(&lp, &matrix, result.row_ray));
    lp_matrix_release(&matrix);
    release(&result, &lp);
}

/* max x + y (min -x - y) with x - y = 1: along (1, 1) for ever. */
static void a_gain_without_end_is_unbounded(void **state)
{
    Lp lp;
    lp_init(&lp);
    int row = lp_add_row(&lp, 1, 1);
    lp_add_entry(&lp, row, lp_add_column(&lp, 0, INFINITY, -1), 1);
    lp_add_entry(&lp, row, lp_add_column(&lp, 0, INFINITY, -1), -1);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_UNBOUNDED);
    assert_close(result.column_ray[0], result.column_ray[1]);
    assert_true(result.column_ray[0] > 0);
    assert_close(result.x[0] - result.x[1], 1);
    release(&result, &lp);
}

/* min -x with y >= 1 and y <= 0 in two rows: no point at all, however x falls. Its dual has no point either. */
static void infeasible_wins_over_unbounded(void **state)
{
    Lp lp;
    lp_init(&lp);
    lp_add_column(&lp, 0, INFINITY, -1);
    int y = lp_add_column(&lp, -INFINITY, INFINITY, 0);
    lp_add_entry(&lp, lp_add_row(&lp, 1, INFINITY), y, 1);
    lp_add_entry(&lp, lp_add_row(&lp, -INFINITY, 0), y, 1);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    assert_close(result.row_ray[0], -result.row_ray[1]);
    release(&result, &lp);
}

/* The sign rule of solve.h on each kind of row:
 *
 *     min 3 x + y + 2 z,   x + y >= 4,   y - x <= 2,   z - x >= 1,   y + z <= 6   (all >= 0)
 *
 * The first three hold: x = 1, y = 3, z = 2, cost 10. Their duals u, v, w solve 3 = u - v - w, 1 = u + v, 2 = w: they
 * are 3, -2 and 2. */
static void three_by_four(Lp *lp, const double move[4])
{
    static const double lower[] = { 4, -INFINITY, 1, -INFINITY }, upper[] = { INFINITY, 2, INFINITY, 6 };
    static const double entry[4][3] = { { 1, 1, 0 }, { -1, 1, 0 }, { -1, 0, 1 }, { 0, 1, 1 } };
    static const double cost[] = { 3, 1, 2 };
    lp_init(lp);
    for (int i = 0; i < 4; i++)
        lp_add_row(lp, lower[i] + move[i], upper[i] + move[i]);
    for (int j = 0; j < 3; j++) {
        lp_add_column(lp, 0, INFINITY, cost[j]);
        for (int i = 0; i < 4; i++)
            lp_add_entry(lp, i, j, entry[i][j]);
    }
}

static double cost_after(void **state, int row, double step)
{
    double move[4] = { 0 };
    move[row] = step;
    Lp lp;
    three_by_four(&lp, move);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    double cost = result.objective;
    release(&result, &lp);
    return cost;
}

/* Each dual is compared with what moving the right-hand side up and down really costs. */
static void a_dual_is_what_one_more_unit_costs(void **state)
{
    static const double none[4] = { 0 }, dual[4] = { 3, -2, 2, 0 }, step = 0.25;
    Lp lp;
    three_by_four(&lp, none);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 10);
    for (int i = 0; i < 4; i++) {
        assert_close(result.row_dual[i], dual[i]);
        assert_close(cost_after(state, i, step), 10 + dual[i] * step);
        assert_close(cost_after(state, i, -step), 10 - dual[i] * step);
    }
    release(&result, &lp);
}

/* An equality takes the sign of the side that holds it: selling is -7 a unit, so one more unit made costs -7. */
static void an_equality_may_have_either_sign(void **state)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        Lp lp;
        lp_init(&lp);
        int row = lp_add_row(&lp, 5, 5);
        lp_add_entry(&lp, row, lp_add_column(&lp, 0, INFINITY, 7 * sign), 1);
        LpResult result = solve(&lp, state);
        assert_status(&result, LP_OPTIMAL);
        assert_close(result.objective, 35 * sign);
        assert_close(result.row_dual[0], 7 * sign);
        assert_close(result.column_dual[0], 0);
        release(&result, &lp);
    }
}

/* 2 <= x + y <= 6 with costs 1 and 2: lower limit, dual 1. With costs -1 and -2: upper limit, and y, which is worth
 * more, gives the dual -2. */
static void a_range_row_is_held_on_one_side(void **state)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        Lp lp;
        lp_init(&lp);
        int row = lp_add_row(&lp, 2, 6);
        for (int j = 0; j < 2; j++)
            lp_add_entry(&lp, row, lp_add_column(&lp, 0, INFINITY, sign * (j + 1)), 1);
        LpResult result = solve(&lp, state);
        assert_status(&result, LP_OPTIMAL);
        assert_close(result.objective, sign > 0 ? 2 : -12);
        assert_close(result.row_dual[0], sign > 0 ? 1 : -2);
        release(&result, &lp);
    }
}

/* x free, y fixed at 3: min x with x + y >= 1 gives x = -2. One more of y would save one x: -1. */
static void free_and_fixed_columns(void **state)
{
    Lp lp;
    lp_init(&lp);
    int row = lp_add_row(&lp, 1, INFINITY);
    lp_add_entry(&lp, row, lp_add_column(&lp, -INFINITY, INFINITY, 1), 1);
    lp_add_entry(&lp, row, lp_add_column(&lp, 3, 3, 0), 1);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.x[0], -2);
    assert_close(result.x[1], 3);
    assert_close(result.row_dual[0], 1);
    assert_close(result.column_dual[1], -1);
    release(&result, &lp);
}

/* 0.1 x = 0.3, 0.2 x = 0.6 and 0.7 x = 2.1 say the same, but not in doubles: 0.3 / 0.1 is not 3. */
static void rows_that_say_the_same(void **state)
{
    Lp lp;
    lp_init(&lp);
    int x = lp_add_column(&lp, 0, INFINITY, 2);
    lp_add_entry(&lp, lp_add_row(&lp, 0.3, 0.3), x, 0.1);
    lp_add_entry(&lp, lp_add_row(&lp, 0.6, 0.6), x, 0.2);
    lp_add_entry(&lp, lp_add_row(&lp, 2.1, 2.1), x, 0.7);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.x[0], 3);
    assert_close(0.1 * result.row_dual[0] + 0.2 * result.row_dual[1] + 0.7 * result.row_dual[2], 2);
    release(&result, &lp);
}

/* Off by 1e-6 they do not: that is a mistake in the data, and must not be smoothed away. */
static void rows_that_nearly_say_the_same_clash(void **state)
{
    Lp lp;
    lp_init(&lp);
    int x = lp_add_column(&lp, 0, INFINITY, 2);
    lp_add_entry(&lp, lp_add_row(&lp, 0.3, 0.3), x, 0.1);
    lp_add_entry(&lp, lp_add_row(&lp, 0.600001, 0.600001), x, 0.2);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    release(&result, &lp);
}

static void limits_that_cross_are_infeasible(void **state)
{
    Lp lp;
    boilers(&lp, 10);
    lp.row_upper[0] = 9;
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    assert_string_equal(result.message, "lower limit 10 of row 0 lies above its upper limit 9");
    assert_null(result.row_ray);
    release(&result, &lp);
}

/* Crossed by rounding only, 0.1 + 0.2 > 0.3, they are one limit. */
static void limits_that_cross_by_rounding_are_one(void **state)
{
    Lp lp;
    boilers(&lp, 0.1 + 0.2);
    lp.row_upper[0] = 0.3;
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 15);
    release(&result, &lp);
}

/* Without rows each column goes to its better bound; without columns each row is 0. */
static void programs_without_rows(void **state)
{
    Lp lp;
    lp_init(&lp);
    lp_add_column(&lp, 2, 5, 3);
    lp_add_column(&lp, -4, 5, -1);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 1);
    assert_close(result.column_dual[1], -1);
    lp_result_release(&result);

    lp_add_column(&lp, 0, INFINITY, -1);
    result = solve(&lp, state);
    assert_status(&result, LP_UNBOUNDED);
    assert_true(result.column_ray[2] > 0);
    release(&result, &lp);
}

static void programs_without_columns(void **state)
{
    Lp lp;
    lp_init(&lp);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 0);
    lp_result_release(&result);

    lp_add_row(&lp, -1, 1);
    result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    lp_result_release(&result);

    lp_add_row(&lp, 1, 2);
    result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    assert_true(result.row_ray[1] > 0);
    release(&result, &lp);
}

/* A row without entries and a column without entries inside an ordinary program. */
static void idle_rows_and_columns(void **state)
{
    Lp lp;
    boilers(&lp, 100);
    lp_add_row(&lp, -INFINITY, INFINITY);
    lp_add_row(&lp, 0, 0);
    lp_add_column(&lp, 0, 1e6, -2);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 6200 - 2e6);
    lp_result_release(&result);

    lp.row_lower[2] = lp.row_upper[2] = 1e-3;
    result = solve(&lp, state);
    assert_status(&result, LP_INFEASIBLE);
    release(&result, &lp);
}

/* The boilers again, gas in mg/h and its price per mg, coal in kt/h, the balance in kg/h: the answer is the same
 * to the last digit, each in its unit. */
static void units_do_not_matter(void **state)
{
    Lp lp;
    lp_init(&lp);
    int row = lp_add_row(&lp, 100e3, INFINITY);
    lp_add_entry(&lp, row, lp_add_column(&lp, 0, 70e9, 80e-9), 1e-6);
    lp_add_entry(&lp, row, lp_add_column(&lp, 0, 60e-3, 50e3), 1e6);
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, 6200);
    assert_near(result.x[0], 40e9, 1e-12);
    assert_near(result.x[1] * 1e3, 60, 1e-12);
    assert_close(result.row_dual[0] * 1e3, 80);
    assert_close(result.column_dual[1] / 1e3, -30);
    release(&result, &lp);
}

/* Beale's program, on which the plain simplex method goes in a circle. Optimum -1/20. */
static void beale_does_not_go_in_circles(void **state)
{
    static const double entry[3][4] = { { 0.25, -60, -0.04, 9 }, { 0.5, -90, -0.02, 3 }, { 0, 0, 1, 0 } };
    static const double cost[] = { -0.75, 150, -0.02, 6 };
    Lp lp;
    lp_init(&lp);
    for (int i = 0; i < 3; i++)
        lp_add_row(&lp, -INFINITY, i == 2 ? 1 : 0);
    for (int j = 0; j < 4; j++) {
        lp_add_column(&lp, 0, INFINITY, cost[j]);
        for (int i = 0; i < 3; i++)
            lp_add_entry(&lp, i, j, entry[i][j]);
    }
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_OPTIMAL);
    assert_close(result.objective, -0.05);
    release(&result, &lp);
}

static void a_limit_on_iterations_is_kept(void **state)
{
    const double none[4] = { 0 };
    Lp lp;
    three_by_four(&lp, none);
    LpOptions options = { .backend = *state, .iterations = 1 };
    LpResult result;
    lp_solve(&lp, &options, &result);
    assert_status(&result, LP_LIMIT);
    assert_non_null(strstr(result.message, "step limit reached"));
    assert_null(result.x);
    release(&result, &lp);
}

/* What is wanted is made at a price that changes, or comes from a store. */
static void chain_of_stores(Lp *lp)
{
    enum { PERIODS = 30 };
    lp_init(lp);
    for (int t = 0; t < PERIODS; t++) {
        const int row = lp_add_row(lp, 3 + t % 4, 3 + t % 4);
        lp_add_entry(lp, row, lp_add_column(lp, 0, 6, 1 + (t * 7) % 5), 1);
        const int store = lp_add_column(lp, 0, 5, 0.01);
        lp_add_entry(lp, row, store, -1);
        if (t > 0)
            lp_add_entry(lp, row, store - 2, 1);
    }
}

/* Stopped after any number of steps: a point is handed out only where it keeps the limits, and then costs no less than the best one;
 * what is said to be the least that is possible is no more than that; and at last both are had. */
static void what_is_there_is_handed_out(void **state)
{
    Lp lp;
    chain_of_stores(&lp);
    LpResult best = solve(&lp, state);
    const double rounding = 1e-6 * fabs(best.objective);
    int points = 0, bounds = 0;
    LpStatus status = LP_LIMIT;
    for (int steps = 1; status == LP_LIMIT; steps++) {
        LpResult result;
        const LpOptions options = { .backend = *state, .iterations = steps };
        lp_solve(&lp, &options, &result);
        status = result.status;
        if (status == LP_LIMIT && result.x != NULL) {
            assert_non_null(result.row_dual);
            assert_non_null(strstr(result.message, "it keeps all limits to "));
            assert_true(result.certificate.primal <= 1e-6);
            assert_true(result.objective >= best.objective - rounding);
            points++;
        }
        assert_true(result.certificate.bound <= best.objective + rounding);
        bounds += isfinite(result.certificate.bound);
        lp_result_release(&result);
    }
    assert_true(points > 0);
    assert_true(bounds > points);
    release(&best, &lp);
}

/* From its own final basis a program needs no step; after a new price it needs few, and the answer is right. */
static void starts_from_an_earlier_answer(void **state)
{
    const double none[4] = { 0 };
    Lp lp;
    three_by_four(&lp, none);
    LpResult first = solve(&lp, state), again;
    assert_true(first.iterations > 0);
    LpOptions options = { .backend = *state, .start = &first };
    lp_solve(&lp, &options, &again);
    assert_status(&again, LP_OPTIMAL);
    assert_int_equal(again.iterations, 0);
    assert_close(again.objective, 10);
    lp_result_release(&again);

    lp.cost[1] = 10; /* y is dear now: x = 4, y = 0, z = 5, which is 12 + 0 + 10 */
    lp_solve(&lp, &options, &again);
    assert_status(&again, LP_OPTIMAL);
    assert_close(again.objective, 22);
    lp_result_release(&again);
    release(&first, &lp);
}

static void refused_with_a_reason(void **state)
{
    Lp lp;
    boilers(&lp, 100);
    lp.cost[0] = NAN;
    LpResult result = solve(&lp, state);
    assert_status(&result, LP_REFUSED);
    assert_string_equal(result.message, "cost of column 0 is not finite");
    lp_result_release(&result);

    lp.cost[0] = 1;
    lp.column_upper[1] = 1e15;
    result = solve(&lp, state);
    assert_status(&result, LP_REFUSED);
    assert_non_null(strstr(result.message, "limit of column 1"));
    release(&result, &lp);
}

static void unknown_backend_is_refused(void **state)
{
    (void)state;
    Lp lp;
    boilers(&lp, 100);
    LpOptions options = { .backend = "clp" };
    LpResult result;
    lp_solve(&lp, &options, &result);
    assert_status(&result, LP_REFUSED);
    assert_string_equal(result.message, "unknown solver 'clp'");
    release(&result, &lp);
}

static void none_solves_nothing(void **state)
{
    (void)state;
    Lp lp;
    boilers(&lp, 100);
    LpOptions options = { .backend = "none" };
    LpResult result;
    lp_solve(&lp, &options, &result);
    assert_status(&result, LP_UNSOLVED);
    assert_null(result.x);
    assert_string_equal(result.message, "solver 'none' solves nothing");
    release(&result, &lp);
}

static void every_backend_has_a_name_and_a_status_a_word(void **state)
{
    (void)state;
    for (const Backend *const *backend = backend_all(); *backend != NULL; backend++)
        assert_ptr_equal(backend_find((*backend)->name), *backend);
    assert_null(backend_find("clp"));
    assert_string_equal(lp_status_name(LP_OPTIMAL), "optimal");
    assert_string_equal(lp_status_name(LP_REFUSED), "refused");
}

/* GLPK aborts the process where its caller errs: row 7 of a program without rows. */
static void err(void *subject)
{
    glp_prob *problem = glp_create_prob();
    glp_set_row_bnds(problem, *(int *)subject, GLP_FR, 0, 0);
}

static void an_abort_becomes_a_sentence(void **state)
{
    int row = 7;
    char message[240];
    assert_false(glpk_guarded(err, &row, NULL, message));
    assert_non_null(strstr(message, "row number out of range"));
    the_cheaper_boiler_runs_first(state);
}

/* Small programs with coefficients over nine orders of magnitude, limits around a point that fits most of them. */
static void random_program(Chance *chance, Lp *lp)
{
    static const double low = -4, high = 5;
    double point[12];
    lp_init(lp);
    int rows = chance_between(chance, 1, 12), columns = chance_between(chance, 1, 12);
    for (int j = 0; j < columns; j++) {
        double lower = chance_hits(chance, 0.1) ? -INFINITY : 0;
        double upper = chance_hits(chance, 0.4) ? fabs(chance_magnitude(chance, low, high)) : INFINITY;
        point[j] = fmin(fabs(chance_magnitude(chance, low, high)), upper);
        double cost = chance_magnitude(chance, low, high);
        lp_add_column(lp, lower, upper, chance_hits(chance, 0.7) ? fabs(cost) : cost);
    }
    for (int i = 0; i < rows; i++) {
        int row = lp_add_row(lp, -INFINITY, INFINITY);
        double activity = 0;
        for (int j = 0; j < columns; j++) {
            if (chance_hits(chance, 0.6))
                continue;
            double value = chance_magnitude(chance, low, high);
            lp_add_entry(lp, row, j, value);
            activity += value * point[j];
        }
        if (chance_hits(chance, 0.05))
            activity = chance_magnitude(chance, low, high);
        bool equal = chance_hits(chance, 0.2);
        double slack = chance_hits(chance, 0.3) ? 0 : fabs(chance_magnitude(chance, low, high));
        if (equal || chance_hits(chance, 0.6))
            lp->row_lower[row] = activity - (equal ? 0 : slack);
        if (equal || isinf(lp->row_lower[row]))
            lp->row_upper[row] = activity + (equal ? 0 : slack);
    }
}

/* GLPK alone calls some of these optimal with a wrong objective. What lp_solve calls optimal is so: exact arithmetic
 * says the same, to six digits. The figures go into the log, for those who change tolerances. */
static void two_thousand_badly_scaled_programs(void **state)
{
    (void)state;
    enum { PROGRAMS = 2000 };
    Chance chance = { 20240601 };
    int count[LP_REFUSED + 1] = { 0 }, compared = 0, rescued = 0;
    for (int n = 0; n < PROGRAMS; n++) {
        Lp lp;
        random_program(&chance, &lp);
        LpOptions exactly = { .backend = "exact" };
        LpResult result, exact;
        lp_solve(&lp, NULL, &result);
        lp_solve(&lp, &exactly, &exact);
        count[result.status]++;
        rescued += strcmp(result.solved_by, "exact") == 0;
        if (result.status == LP_OPTIMAL && exact.status == LP_OPTIMAL) {
            assert_near(result.objective, exact.objective, 1e-6);
            compared++;
        } else if (exact.status != LP_UNVERIFIED && result.status != LP_UNVERIFIED) {
            assert_int_equal(result.status, exact.status);
        }
        lp_result_release(&exact);
        release(&result, &lp);
    }
    print_message("optimal %d (%d compared), infeasible %d, unbounded %d, unverified %d, refused %d; "
                  "%d answers are of exact\n",
                  count[LP_OPTIMAL], compared, count[LP_INFEASIBLE], count[LP_UNBOUNDED],
                  count[LP_UNVERIFIED], count[LP_REFUSED], rescued);
    assert_true(compared > PROGRAMS / 2);
    assert_true(count[LP_UNVERIFIED] < PROGRAMS / 200);
}

/* Optimal, infeasible, unbounded, rescued and unverified ones alike. */
static void two_hundred_programs_are_the_same_in_a_child(void **state)
{
    enum { PROGRAMS = 200 };
    Chance chance = { 20240601 };
    for (int n = 0; n < PROGRAMS; n++) {
        Lp lp;
        random_program(&chance, &lp);
        assert_same_in_a_child(&lp, *state);
        lp_release(&lp);
    }
}

static char glpk[] = "glpk", exact[] = "exact", interior[] = "interior";

/* By way of a basis. */
#define SIMPLEX(test) \
    { #test " (glpk)", test, NULL, NULL, glpk }, \
    { \
#test " (exact)", test, NULL, NULL, exact \
    }
#define EACH(test) { #test " (interior)", test, NULL, NULL, interior }, SIMPLEX(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(the_cheaper_boiler_runs_first),
        EACH(too_much_steam_is_infeasible),
        EACH(a_gain_without_end_is_unbounded),
        EACH(infeasible_wins_over_unbounded),
        EACH(a_dual_is_what_one_more_unit_costs),
        EACH(an_equality_may_have_either_sign),
        EACH(a_range_row_is_held_on_one_side),
        EACH(free_and_fixed_columns),
        EACH(rows_that_say_the_same),
        EACH(rows_that_nearly_say_the_same_clash),
        EACH(limits_that_cross_are_infeasible),
        EACH(limits_that_cross_by_rounding_are_one),
        EACH(programs_without_rows),
        EACH(programs_without_columns),
        EACH(idle_rows_and_columns),
        EACH(units_do_not_matter),
        EACH(beale_does_not_go_in_circles),
        EACH(a_limit_on_iterations_is_kept),
        { "what_is_there_is_handed_out (interior)", what_is_there_is_handed_out, NULL, NULL, interior },
        SIMPLEX(starts_from_an_earlier_answer),
        EACH(refused_with_a_reason),
        SIMPLEX(an_abort_becomes_a_sentence),
        EACH(two_hundred_programs_are_the_same_in_a_child),
        cmocka_unit_test(unknown_backend_is_refused),
        cmocka_unit_test(none_solves_nothing),
        cmocka_unit_test(every_backend_has_a_name_and_a_status_a_word),
        cmocka_unit_test(two_thousand_badly_scaled_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
