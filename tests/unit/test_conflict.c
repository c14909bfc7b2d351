/* test_conflict - the smallest clash: every member needed, what is missing, what the held rows have to do with it */
#include "solver/conflict.h"

#include "solver/certify.h"
#include "solver/part.h"
#include "solver/rays.h"

#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static LpLimit row_lower(int i)
{
    return (LpLimit){ .is_row = true, .index = i };
}

static LpLimit row_upper(int i)
{
    return (LpLimit){ .is_row = true, .is_upper = true, .index = i };
}

static LpLimit column_upper(int j)
{
    return (LpLimit){ .is_upper = true, .index = j };
}

static const LpLimit *find(const LpConflict *conflict, LpLimit limit)
{
    for (size_t k = 0; k < conflict->limits; k++) {
        const LpLimit *found = &conflict->limit[k];
        if (found->is_row == limit.is_row && found->is_upper == limit.is_upper && found->index == limit.index)
            return found;
    }
    return NULL;
}

/* NAN, close to nothing, where the limit is no member. */
static double missing_at(const LpConflict *conflict, LpLimit limit)
{
    const LpLimit *found = find(conflict, limit);
    return found != NULL ? found->missing : NAN;
}

static LpConflict conflict_of(const Lp *lp, const LpLimit *candidate, size_t candidates)
{
    LpConflict conflict;
    lp_conflict_find(lp, NULL, candidate, candidates, NULL, &conflict);
    if (!conflict.found)
        print_error("%s\n", conflict.message);
    assert_true(conflict.found);
    return conflict;
}

static void release(LpConflict *conflict, Lp *lp)
{
    lp_conflict_release(conflict);
    lp_release(lp);
}

/* Two boilers of 70 and 60 t/h feed a header (held balance: gas + coal - sent = 0); 150 t/h are wanted, and power of
 * at least 3 MW, which has nothing to do with it. 20 are missing, wherever one looks. */
static void boilers_and_a_header(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int balance = lp_add_row(&lp, 0, 0), demand = lp_add_row(&lp, 150, INFINITY);
    int power = lp_add_row(&lp, 3, INFINITY);
    int gas = lp_add_column(&lp, 0, 70, 80), coal = lp_add_column(&lp, 0, 60, 50);
    int sent = lp_add_column(&lp, 0, INFINITY, 0), bought = lp_add_column(&lp, 0, 5, 500);
    lp_add_entry(&lp, balance, gas, 1);
    lp_add_entry(&lp, balance, coal, 1);
    lp_add_entry(&lp, balance, sent, -1);
    lp_add_entry(&lp, demand, sent, 1);
    lp_add_entry(&lp, power, bought, 1);

    const LpLimit candidate[] = { row_lower(power), column_upper(bought), column_upper(coal),
                                  row_lower(demand), column_upper(gas) };
    LpConflict conflict = conflict_of(&lp, candidate, 5);
    assert_true(conflict.smallest);
    assert_int_equal(conflict.limits, 3);
    const LpLimit wanted[] = { row_lower(demand), column_upper(gas), column_upper(coal) };
    for (size_t k = 0; k < 3; k++)
        assert_close(missing_at(&conflict, wanted[k]), 20);
    assert_int_equal(conflict.rows, 1);
    assert_int_equal(conflict.row[0], balance);
    release(&conflict, &lp);
}

/* What is missing is in the unit of its own limit: 0.5 t of steam to the MWh, demand 10 MWh, 4 t of steam. One tonne
 * more, or two MWh less. */
static void missing_has_the_unit_of_its_limit(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int need = lp_add_row(&lp, 10, INFINITY), steam = lp_add_row(&lp, -INFINITY, 4);
    int power = lp_add_column(&lp, 0, INFINITY, 1);
    lp_add_entry(&lp, need, power, 1);
    lp_add_entry(&lp, steam, power, 0.5);
    const LpLimit candidate[] = { row_lower(need), row_upper(steam) };
    LpConflict conflict = conflict_of(&lp, candidate, 2);
    assert_int_equal(conflict.limits, 2);
    assert_close(missing_at(&conflict, row_lower(need)), 2);
    assert_close(missing_at(&conflict, row_upper(steam)), 1);
    release(&conflict, &lp);
}

/* Two clashes at once: x >= 5 against x <= 3, and y >= 9 against y <= 1. One of them is reported, not a mixture; and no
 * change of one limit ends both. */
static void of_two_clashes_one_is_shown(void **state)
{
    (void)state;
    Lp lp;
    LpLimit candidate[4];
    lp_init(&lp);
    for (int j = 0; j < 2; j++) {
        int column = lp_add_column(&lp, 0, j == 0 ? 3 : 1, 1);
        int row = lp_add_row(&lp, j == 0 ? 5 : 9, INFINITY);
        lp_add_entry(&lp, row, column, 1);
        candidate[2 * j] = row_lower(row);
        candidate[2 * j + 1] = column_upper(column);
    }
    LpConflict conflict = conflict_of(&lp, candidate, 4);
    assert_int_equal(conflict.limits, 2);
    assert_int_equal(conflict.limit[0].index, conflict.limit[1].index);
    assert_true(isinf(conflict.limit[0].missing) && isinf(conflict.limit[1].missing));
    release(&conflict, &lp);
}

/* Someone wrote "at least 7, at most 4" on one row: both limits, three apart. The same on a column. */
static void limits_that_cross_clash_with_each_other(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int row = lp_add_row(&lp, 7, 4), x = lp_add_column(&lp, 0, 100, 1);
    lp_add_entry(&lp, row, x, 1);
    const LpLimit candidate[] = { column_upper(x), row_lower(row), row_upper(row) };
    LpConflict conflict = conflict_of(&lp, candidate, 3);
    assert_int_equal(conflict.limits, 2);
    assert_close(missing_at(&conflict, row_lower(row)), 3);
    assert_close(missing_at(&conflict, row_upper(row)), 3);
    lp_conflict_release(&conflict);

    lp.row_lower[row] = 0;
    lp.column_lower[x] = 102;
    lp.row_upper[row] = 1000;
    conflict = conflict_of(&lp, candidate, 3);
    assert_int_equal(conflict.limits, 1); /* the lower bound is held */
    assert_close(missing_at(&conflict, column_upper(x)), 2);
    release(&conflict, &lp);
}

/* Held rows clash by themselves: no limit of anybody takes part. */
static void held_rows_may_clash_alone(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int x = lp_add_column(&lp, 0, 10, 0);
    lp_add_entry(&lp, lp_add_row(&lp, 2, 2), x, 1);
    lp_add_entry(&lp, lp_add_row(&lp, 3, 3), x, 1);
    const LpLimit candidate[] = { column_upper(x) };
    LpConflict conflict = conflict_of(&lp, candidate, 1);
    assert_int_equal(conflict.limits, 0);
    assert_int_equal(conflict.rows, 2);
    release(&conflict, &lp);
}

static void without_a_clash_nothing_is_found(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int x = lp_add_column(&lp, 0, 10, -1);
    const LpLimit candidate[] = { column_upper(x) };
    LpConflict conflict;
    lp_conflict_find(&lp, NULL, candidate, 1, NULL, &conflict);
    assert_false(conflict.found);
    assert_string_equal(conflict.message, "the limits do not clash");
    release(&conflict, &lp);
}

/* A random network of held balances; demands on top, capacities below, everything a candidate. Demands are drawn so
 * high that many cannot be met. */
static size_t random_park(Chance *chance, Lp *lp, LpLimit *candidate)
{
    size_t candidates = 0;
    lp_init(lp);
    int resources = chance_between(chance, 3, 12);
    for (int r = 0; r < resources; r++)
        lp_add_row(lp, 0, 0);
    for (int c = 0; c < 3 * resources; c++) {
        int column = lp_add_column(lp, 0, chance_between(chance, 1, 40), chance_share(chance));
        candidate[candidates++] = column_upper(column);
        lp_add_entry(lp, chance_between(chance, 0, resources - 1), column, 1);
        if (chance_hits(chance, 0.7))
            lp_add_entry(lp, chance_between(chance, 0, resources - 1), column,
                         -0.25 * chance_between(chance, 1, 4));
    }
    for (int d = 0; d < 4; d++) {
        int column = lp_add_column(lp, 0, INFINITY, 0);
        int row = lp_add_row(lp, chance_between(chance, 5, 120), INFINITY);
        lp_add_entry(lp, row, column, 1);
        lp_add_entry(lp, chance_between(chance, 0, resources - 1), column, -1);
        candidate[candidates++] = row_lower(row);
    }
    return candidates;
}

static void move_limit(Lp *lp, LpLimit limit, double by)
{
    double *side = limit.is_row ? (limit.is_upper ? lp->row_upper : lp->row_lower)
                                : (limit.is_upper ? lp->column_upper : lp->column_lower);
    side[limit.index] += limit.is_upper ? by : -by;
}

static LpStatus status_of(const Lp *lp)
{
    LpResult result;
    lp_solve(lp, NULL, &result);
    LpStatus status = result.status;
    lp_result_release(&result);
    return status;
}

/* The definition, tried on the set: with only the members it is infeasible; without any one of them it is not. In the whole program a
 * member must move by what is missing, not by a little less; where that is without end, to give it up is not enough. */
static void assert_irreducible(const Lp *lp, const LpLimit *candidate, size_t candidates,
                               const LpConflict *conflict)
{
    Lp only;
    lp_copy(&only, lp);
    memset(only.cost, 0, only.columns * sizeof *only.cost);
    for (size_t k = 0; k < candidates; k++)
        if (find(conflict, candidate[k]) == NULL)
            move_limit(&only, candidate[k], INFINITY);
    assert_int_equal(status_of(&only), LP_INFEASIBLE);
    for (size_t k = 0; k < conflict->limits; k++) {
        Lp moved;
        const double missing = conflict->limit[k].missing;
        lp_copy(&moved, &only);
        move_limit(&moved, conflict->limit[k], INFINITY);
        assert_int_equal(status_of(&moved), LP_OPTIMAL);
        lp_release(&moved);
        lp_copy(&moved, lp);
        memset(moved.cost, 0, moved.columns * sizeof *moved.cost);
        move_limit(&moved, conflict->limit[k], isinf(missing) ? INFINITY : 0.999 * missing);
        assert_int_equal(status_of(&moved), LP_INFEASIBLE);
        if (!isinf(missing)) {
            move_limit(&moved, conflict->limit[k], 0.002 * missing);
            assert_int_equal(status_of(&moved), LP_OPTIMAL);
        }
        lp_release(&moved);
    }
    lp_release(&only);
}

static void two_hundred_parks_that_ask_too_much(void **state)
{
    (void)state;
    Chance chance = { 77 };
    int infeasible = 0;
    for (int n = 0; n < 200; n++) {
        Lp lp;
        LpLimit candidate[64];
        LpConflict conflict = { 0 };
        size_t candidates = random_park(&chance, &lp, candidate);
        if (status_of(&lp) == LP_INFEASIBLE) {
            infeasible++;
            conflict = conflict_of(&lp, candidate, candidates);
            assert_true(conflict.smallest && conflict.limits > 0);
            assert_irreducible(&lp, candidate, candidates, &conflict);
        }
        release(&conflict, &lp);
    }
    assert_true(infeasible > 100);
}

/* 2,000 hours, ten rows each, a store from hour to hour; 4,000 candidates. Hour 1234 asks for more than its boiler and
 * the store can give: 130 against 100 + 20. */
static void one_bad_hour_in_two_thousand(void **state)
{
    (void)state;
    enum { HOURS = 2000, CHAIN = 8 };
    Lp lp;
    lp_init(&lp);
    LpLimit *candidate = calloc(2 * HOURS + 1, sizeof *candidate);
    assert_non_null(candidate);
    size_t candidates = 0;
    int level = lp_add_column(&lp, 0, 20, 0), before = level;
    for (int t = 0; t < HOURS; t++) {
        int demand = lp_add_row(&lp, t == 1234 ? 130 : 70 + t % 30, INFINITY),
            balance = lp_add_row(&lp, 0, 0);
        int boiler = lp_add_column(&lp, 0, 100, 50 + t % 7);
        int after = t == HOURS - 1 ? level : lp_add_column(&lp, 0, 20, 0.01);
        candidate[candidates++] = row_lower(demand);
        candidate[candidates++] = column_upper(boiler);
        lp_add_entry(&lp, balance, boiler, 1);
        lp_add_entry(&lp, balance, before, 1);
        lp_add_entry(&lp, balance, after, -1);
        for (int c = 0; c < CHAIN; c++) {
            int flow = lp_add_column(&lp, 0, INFINITY, 0), next = lp_add_row(&lp, 0, 0);
            lp_add_entry(&lp, balance, flow, -1);
            lp_add_entry(&lp, next, flow, 1);
            balance = next;
        }
        int served = lp_add_column(&lp, 0, INFINITY, 0);
        lp_add_entry(&lp, balance, served, -1);
        lp_add_entry(&lp, demand, served, 1);
        before = after;
    }
    LpConflict conflict = conflict_of(&lp, candidate, candidates);
    assert_true(conflict.smallest);
    assert_int_equal(conflict.limits, 2);
    assert_int_equal(conflict.limit[0].index, 1234 * (CHAIN + 2));
    assert_close(conflict.limit[0].missing, 10);
    assert_close(conflict.limit[1].missing, 10);
    assert_int_equal(conflict.rows, CHAIN + 1);
    free(candidate);
    release(&conflict, &lp);
}

/* 4,000 hours of 70 each from a boiler of 100, and a year that allows one less than all of them: every hour is needed for the clash. They are one
 * limit in many periods, so what is missing is asked of the year and of the first hour. */
static void a_year_against_all_its_hours(void **state)
{
    (void)state;
    enum { HOURS = 4000 };
    Lp lp;
    lp_init(&lp);
    LpLimit candidate[HOURS + 1];
    const int year = lp_add_row(&lp, -INFINITY, 70 * HOURS - 1);
    candidate[HOURS] = row_upper(year);
    for (int t = 0; t < HOURS; t++) {
        const int boiler = lp_add_column(&lp, 0, 100, 50 + t % 7), sold = lp_add_column(&lp, 0, INFINITY, 0);
        const int rows[] = { lp_add_row(&lp, 0, 0), lp_add_row(&lp, 70, INFINITY), lp_add_row(&lp, 0, 90),
                             lp_add_row(&lp, -INFINITY, 95) };
        lp_add_entry(&lp, year, boiler, 1);
        lp_add_entry(&lp, rows[0], boiler, 1);
        lp_add_entry(&lp, rows[0], sold, -1);
        for (int i = 1; i < 4; i++)
            lp_add_entry(&lp, rows[i], sold, 1);
        for (int i = 0; i < 4; i++)
            lp.row_stamp[rows[i]] = (LpStamp){ i, t };
        lp.column_stamp[boiler] = (LpStamp){ 4, t };
        lp.column_stamp[sold] = (LpStamp){ 5, t };
        candidate[t] = row_lower(rows[1]);
    }
    LpConflict conflict = conflict_of(&lp, candidate, HOURS + 1);
    assert_true(conflict.smallest);
    assert_int_equal(conflict.limits, HOURS + 1);
    assert_close(missing_at(&conflict, candidate[0]), 1);
    assert_close(missing_at(&conflict, candidate[HOURS]), 1);
    assert_true(isnan(missing_at(&conflict, candidate[HOURS - 1])));
    release(&conflict, &lp);
}

/* Of a program of three rows a ray leans on two; the third, and the column that stands in it alone, are not of the part. */
static void a_part_is_what_a_ray_leans_on(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    lp_init(&lp);
    for (int j = 0; j < 3; j++)
        lp_add_column(&lp, 0, j == 1 ? 4 : INFINITY, 1);
    const double lower[] = { 3, 0, 0 }, upper[] = { INFINITY, 2, 0 };
    for (int i = 0; i < 3; i++)
        lp_add_row(&lp, lower[i], upper[i]);
    lp_add_entry(&lp, 0, 1, 1);
    lp_add_entry(&lp, 1, 1, 1);
    lp_add_entry(&lp, 2, 0, 1);
    lp_add_entry(&lp, 2, 2, -1);
    lp_matrix_init(&matrix, &lp);
    LpPart part;
    part_init(&part, &lp, &matrix, (const double[]){ 1, -1, 1e-12 });
    assert_int_equal(part.lp.rows, 2);
    assert_int_equal(part.lp.columns, 1);
    assert_int_equal(part.column[0], 1);
    assert_int_equal(part.column_at[2], -1);
    assert_close(part.lp.column_upper[0], 4);
    const LpLimit limits[] = { row_upper(2), row_upper(1), column_upper(1) };
    LpLimit taken[3];
    assert_int_equal(part_take_limits(&part, limits, 3, taken), 2);
    assert_int_equal(taken[0].index, 1);
    assert_int_equal(taken[1].index, 0);
    part_release(&part);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

/* Among five rows two contradict each other, at least 3 and at most 2 of one column, and a guess says so with something beside. What is a
 * thousandth of it is left out; of the two that are left the proof is exact. Where it asks for more than half of all rows there is no use in it. */
static void a_guess_tells_where_the_proof_is(void **state)
{
    (void)state;
    Lp lp;
    LpMatrix matrix;
    lp_init(&lp);
    const double lower[] = { 3, -INFINITY, 0, 0, 0 }, upper[] = { INFINITY, 2, 0, 5, 7 };
    for (int i = 0; i < 5; i++) {
        lp_add_row(&lp, lower[i], upper[i]);
        lp_add_column(&lp, 0, INFINITY, 1);
        lp_add_entry(&lp, i, i == 1 ? 0 : i, 1);
    }
    lp_add_entry(&lp, 2, 0, -1e-3);
    lp_matrix_init(&matrix, &lp);
    const double guess[] = { 1, -0.9, 1e-4, 0, 1e-5 };
    const LpOptions options = { 0 };
    double ray[5];
    assert_true(ray_of_some_rows(&backend_glpk, &lp, &matrix, &options, guess, 1e-3, ray));
    const double expected[] = { 1, -1, 0, 0, 0 };
    for (int i = 0; i < 5; i++)
        assert_close(ray[i], expected[i]);
    assert_true(certify_infeasible(&lp, &matrix, ray));
    assert_false(ray_of_some_rows(&backend_glpk, &lp, &matrix, &options, guess, 1e-6, ray));
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

/* Who has a proof of the whole need not ask for another. */
static void a_proof_that_is_there_is_taken(void **state)
{
    (void)state;
    enum { HOURS = 2000 };
    Lp lp;
    lp_init(&lp);
    double *ray = calloc(2 * HOURS, sizeof *ray);
    LpLimit candidate[2 * HOURS];
    for (int t = 0; t < HOURS; t++) {
        const int boiler = lp_add_column(&lp, 0, t == 7 ? 60 : 100, 50);
        lp.column_stamp[boiler] = (LpStamp){ 2, t };
        for (int i = 0; i < 2; i++) {
            const int row = lp_add_row(&lp, i == 0 ? 70 : -INFINITY, i == 0 ? INFINITY : 90);
            lp_add_entry(&lp, row, boiler, 1);
            lp.row_stamp[row] = (LpStamp){ i, t };
        }
        candidate[2 * t] = row_lower(2 * t);
        candidate[2 * t + 1] = column_upper(t);
    }
    ray[2 * 7] = 1; /* at least 70 t/h, and the boiler of this hour makes 60 */
    LpConflict conflict;
    lp_conflict_find(&lp, ray, candidate, 2 * HOURS, NULL, &conflict);
    assert_true(conflict.found && conflict.smallest);
    assert_int_equal(conflict.limits, 2);
    assert_close(missing_at(&conflict, row_lower(2 * 7)), 10);
    assert_close(missing_at(&conflict, column_upper(7)), 10);
    free(ray);
    release(&conflict, &lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boilers_and_a_header),
        cmocka_unit_test(missing_has_the_unit_of_its_limit),
        cmocka_unit_test(of_two_clashes_one_is_shown),
        cmocka_unit_test(limits_that_cross_clash_with_each_other),
        cmocka_unit_test(held_rows_may_clash_alone),
        cmocka_unit_test(without_a_clash_nothing_is_found),
        cmocka_unit_test(two_hundred_parks_that_ask_too_much),
        cmocka_unit_test(one_bad_hour_in_two_thousand),
        cmocka_unit_test(a_year_against_all_its_hours),
        cmocka_unit_test(a_part_is_what_a_ray_leans_on),
        cmocka_unit_test(a_guess_tells_where_the_proof_is),
        cmocka_unit_test(a_proof_that_is_there_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
