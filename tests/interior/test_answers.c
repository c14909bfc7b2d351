/* test_answers - whole answers of the interior point method, against GLPK and exact arithmetic */
#include "solver/solve.h"

#include "tests/interior/stamped.h"
#include "tests/interior/tied.h"
#include "tests/unit/close.h"

#include <string.h>

static LpResult solve(const Lp *lp, const char *backend)
{
    LpResult result;
    lp_solve(lp, &(LpOptions){ .backend = backend, .threads = 1 }, &result);
    return result;
}

/* Our own arithmetic once more, on what the answer claims. */
static bool is_proved(const Lp *lp, const LpResult *result)
{
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    bool proved = false;
    if (result->status == LP_OPTIMAL)
        proved = result->certificate.proved
                 && certify_optimum(lp, &matrix, result->x, result->row_dual).proved;
    else if (result->status == LP_INFEASIBLE)
        proved = result->row_ray != NULL && certify_infeasible(lp, &matrix, result->row_ray);
    else if (result->status == LP_UNBOUNDED)
        proved = certify_unbounded(lp, &matrix, result->x, result->column_ray);
    lp_matrix_release(&matrix);
    return proved;
}

/* How often who gave the answer. */
typedef struct Count {
    int programs, by_itself, with_help;
    int status[LP_REFUSED + 1];
    int iterations;
} Count;

static void note(Count *count, const LpResult *result)
{
    count->programs++;
    count->status[result->status]++;
    count->iterations += result->iterations;
    if (strcmp(result->solved_by, "interior") == 0)
        count->by_itself++;
    else
        count->with_help++;
}

static void say(const char *what, const Count *count)
{
    print_message("%s: %d programs, optimal %d, infeasible %d, unbounded %d, unverified %d; "
                  "%d settled from inside, %d by the simplex method; %d iterations on average\n",
                  what, count->programs, count->status[LP_OPTIMAL], count->status[LP_INFEASIBLE],
                  count->status[LP_UNBOUNDED], count->status[LP_UNVERIFIED], count->by_itself,
                  count->with_help, count->iterations / (count->programs > 0 ? count->programs : 1));
}

/* One answer, proved in both. */
static void assert_agree(const Lp *lp, const char *other, Count *count, int n)
{
    LpResult one = solve(lp, "interior"), simplex = solve(lp, other);
    const bool agree = one.status == simplex.status
                       && (one.status != LP_OPTIMAL
                           || fabs(one.objective - simplex.objective)
                                  <= 1e-7 * fmax(1, fabs(simplex.objective)));
    const bool proved = is_proved(lp, &one) && is_proved(lp, &simplex);
    if (!agree || !proved)
        print_error("program %d: interior %s %.12g (by %s, %s), %s %s %.12g; %s\n", n,
                    lp_status_name(one.status), one.objective, one.solved_by, one.message, other,
                    lp_status_name(simplex.status), simplex.objective, simplex.message);
    if (strcmp(one.solved_by, "interior") != 0)
        print_message("program %d: %s by %s\n", n, lp_status_name(one.status), one.solved_by);
    assert_true(agree);
    assert_true(proved);
    note(count, &one);
    lp_result_release(&one);
    lp_result_release(&simplex);
}

/* ---- programs with periods ---- */

static void assert_ends(StampedEnd end, LpStatus wanted, const char *what)
{
    static const int periods[] = { 1, 2, 3, 7, 8, 9, 17, 40 };
    enum { LENGTHS = sizeof periods / sizeof periods[0], PROGRAMS = 25 * LENGTHS };
    Count count = { 0 };
    for (int n = 0; n < PROGRAMS; n++) {
        Chance chance = { (uint64_t)n + 1 };
        Lp lp;
        stamped_draw(&chance, periods[n % LENGTHS], end, &lp);
        assert_agree(&lp, "glpk", &count, n);
        lp_release(&lp);
    }
    say(what, &count);
    assert_int_equal(count.status[wanted], PROGRAMS);
}

static void planted_optima_are_found(void **state)
{
    (void)state;
    assert_ends(STAMPED_OPTIMAL, LP_OPTIMAL, "with an optimum");
}

static void planted_contradictions_are_found(void **state)
{
    (void)state;
    assert_ends(STAMPED_INFEASIBLE, LP_INFEASIBLE, "with a contradiction");
}

static void planted_falls_are_found(void **state)
{
    (void)state;
    assert_ends(STAMPED_UNBOUNDED, LP_UNBOUNDED, "without end");
}

/* All but one or two without help: what goes before the iteration, and circles that are left behind, are to make no difference. */
static void what_is_tied_is_answered(void **state)
{
    (void)state;
    static const int periods[] = { 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33, 40, 60 };
    enum { LENGTHS = sizeof periods / sizeof periods[0], PROGRAMS = 40 * LENGTHS };
    Count count = { 0 };
    Chance chance = { 43 };
    for (int n = 0; n < PROGRAMS; n++) {
        Lp lp;
        tied_draw(&chance, periods[n % LENGTHS], &lp);
        assert_agree(&lp, "glpk", &count, n);
        lp_release(&lp);
    }
    say("tied", &count);
    assert_true(count.with_help < PROGRAMS / 200);
    for (int status = LP_OPTIMAL; status <= LP_UNBOUNDED; status++)
        assert_true(count.status[status] > PROGRAMS / 50);
}

/* ---- programs without periods ---- */

/* Limits around a point that fits all rows but, now and then, one; any costs. So each ending comes up. */
static void draw_program(Chance *chance, Lp *lp)
{
    enum { MOST = 16 };
    double point[MOST];
    lp_init(lp);
    const int rows = chance_between(chance, 1, MOST), columns = chance_between(chance, 1, MOST);
    for (int j = 0; j < columns; j++) {
        const double lower = chance_hits(chance, 0.1) ? -INFINITY : 0;
        const double upper = chance_hits(chance, 0.4) ? fabs(chance_magnitude(chance, -1, 2)) : INFINITY;
        const double cost = chance_magnitude(chance, -1, 2);
        lp_add_column(lp, lower, upper, chance_hits(chance, 0.8) ? fabs(cost) : cost);
        point[j] = fmin(fabs(chance_magnitude(chance, -1, 2)), upper);
    }
    for (int i = 0; i < rows; i++) {
        double activity = chance_hits(chance, 0.03) ? chance_magnitude(chance, 1, 3) : 0;
        for (int j = 0; j < columns; j++)
            if (chance_hits(chance, 0.4)) {
                const double value = chance_magnitude(chance, -2, 2);
                lp_add_entry(lp, i, j, value);
                activity += value * point[j];
            }
        const double slack = chance_hits(chance, 0.5) ? fabs(chance_magnitude(chance, -1, 1)) : 0;
        const bool equal = chance_hits(chance, 0.3), above = chance_hits(chance, 0.5);
        lp_add_row(lp,
                   equal   ? activity
                   : above ? activity - slack
                           : -INFINITY,
                   equal    ? activity
                   : !above ? activity + slack
                            : INFINITY);
    }
}

static void five_hundred_small_programs(void **state)
{
    (void)state;
    enum { PROGRAMS = 500, EXACTLY = 5 };
    Count count = { 0 };
    Chance chance = { 31 };
    for (int n = 0; n < PROGRAMS; n++) {
        Lp lp;
        draw_program(&chance, &lp);
        assert_agree(&lp, n % EXACTLY == 0 ? "exact" : "glpk", &count, n);
        lp_release(&lp);
    }
    say("small", &count);
    for (int status = LP_OPTIMAL; status <= LP_UNBOUNDED; status++)
        assert_true(count.status[status] > PROGRAMS / 20);
}

/* The 2811th of these programs has a dual of 20,169: a point that missed a row by 9e-9 and was proved within what a proof allows stood a millionth of
 * the objective beside the optimum. */
static void a_little_miss_may_be_worth_much(void **state)
{
    (void)state;
    enum { WHICH = 2810 };
    Count count = { 0 };
    Chance chance = { 31 };
    Lp lp;
    draw_program(&chance, &lp);
    for (int n = 0; n < WHICH; n++) {
        lp_release(&lp);
        draw_program(&chance, &lp);
    }
    assert_agree(&lp, "exact", &count, WHICH);
    assert_int_equal(count.status[LP_OPTIMAL], 1);
    lp_release(&lp);
}

/* ---- many columns that span ---- */

/* 40 plants, each to be built as large as one likes and not larger; what is wanted changes by the hour, as does what running them
 * costs. All 40 sizes stand beside the rows of 40 hours. */
static void forty_sizes_are_chosen(void **state)
{
    (void)state;
    enum { PLANTS = 40, HOURS = 40 };
    Chance chance = { 41 };
    Lp lp;
    lp_init(&lp);
    int size[PLANTS];
    double running[PLANTS];
    for (int p = 0; p < PLANTS; p++) {
        running[p] = fabs(chance_magnitude(&chance, 0, 1));
        size[p] = lp_add_column(&lp, 0, INFINITY, HOURS * 3 * (1.1 + chance_share(&chance)) / running[p]);
    }
    for (int t = 0; t < HOURS; t++) {
        const int wanted = lp_add_row(&lp, fabs(chance_magnitude(&chance, 0, 2)), INFINITY);
        lp.row_stamp[wanted] = (LpStamp){ PLANTS, t };
        for (int p = 0; p < PLANTS; p++) {
            const int made = lp_add_column(&lp, 0, INFINITY, running[p] * (1 + 0.2 * chance_share(&chance))),
                      sized = lp_add_row(&lp, -INFINITY, 0);
            lp.column_stamp[made] = (LpStamp){ p, t };
            lp.row_stamp[sized] = (LpStamp){ PLANTS + 1 + p, t };
            lp_add_entry(&lp, wanted, made, 1);
            lp_add_entry(&lp, sized, made, 1);
            lp_add_entry(&lp, sized, size[p], -1);
        }
    }
    LpResult result = solve(&lp, "interior");
    assert_string_equal(result.method, "by periods");
    assert_string_equal(result.solved_by, "interior");
    int built = 0;
    for (int p = 0; p < PLANTS; p++)
        built += result.x[size[p]] > 1e-6;
    print_message("%d of %d plants are built, %d iterations\n", built, PLANTS, result.iterations);
    assert_true(built > 2);
    lp_result_release(&result);
    Count count = { 0 };
    assert_agree(&lp, "glpk", &count, 0);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_optima_are_found),    cmocka_unit_test(planted_contradictions_are_found),
        cmocka_unit_test(planted_falls_are_found),     cmocka_unit_test(what_is_tied_is_answered),
        cmocka_unit_test(five_hundred_small_programs), cmocka_unit_test(a_little_miss_may_be_worth_much),
        cmocka_unit_test(forty_sizes_are_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
