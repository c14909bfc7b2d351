/* test_lp - building a program: growth, copies, compression by columns, and what the door refuses */
#include "solver/lp.h"

#include "solver/lp_check.h"
#include "solver/scale.h"
#include "tests/unit/close.h"

#include <stdbool.h>
#include <string.h>

/* Entries in no order, one place twice, one that sums to nothing:
 *
 *     1  .  5          row 1, column 0 is 2 + 3; row 0, column 1 is 4 - 4
 *     5  7  .                                                                 */
static void compresses_by_columns(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    for (int i = 0; i < 2; i++)
        lp_add_row(&lp, 0, 1);
    for (int j = 0; j < 3; j++)
        lp_add_column(&lp, 0, 1, 0);
    lp_add_entry(&lp, 1, 0, 2);
    lp_add_entry(&lp, 0, 2, 5);
    lp_add_entry(&lp, 0, 1, 4);
    lp_add_entry(&lp, 1, 1, 7);
    lp_add_entry(&lp, 1, 0, 3);
    lp_add_entry(&lp, 0, 1, -4);
    lp_add_entry(&lp, 0, 0, 1);

    LpMatrix matrix;
    lp_matrix_init(&matrix, &lp);
    const size_t start[] = { 0, 2, 3, 4 };
    const int row[] = { 0, 1, 1, 0 };
    const double value[] = { 1, 5, 7, 5 };
    assert_memory_equal(matrix.start, start, sizeof start);
    assert_memory_equal(matrix.row, row, sizeof row);
    for (size_t k = 0; k < 4; k++)
        assert_close(matrix.value[k], value[k]);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

/* 0.3 - 0.1 - 0.2 is -2.8e-17 in doubles: rounding, not a coefficient. 1e-20 alone is one. */
static void drops_what_only_rounding_left(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    int row = lp_add_row(&lp, 0, 1);
    int first = lp_add_column(&lp, 0, 1, 0), second = lp_add_column(&lp, 0, 1, 0);
    lp_add_entry(&lp, row, first, 0.3);
    lp_add_entry(&lp, row, first, -0.1);
    lp_add_entry(&lp, row, first, -0.2);
    lp_add_entry(&lp, row, second, 1e-20);
    LpMatrix matrix;
    lp_matrix_init(&matrix, &lp);
    assert_int_equal(matrix.start[1], 0);
    assert_int_equal(matrix.start[2], 1);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

/* Rows of a long column come in no order, each three times: in doubles 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1. Between them come columns of
 * one entry. */
static void long_columns_ascend_too(void **state)
{
    (void)state;
    enum { ROWS = 997, STEP = 389 };
    static const double value[2][3] = { { 0.1, 0.2, 0.3 }, { 0.3, 0.2, 0.1 } };
    Lp lp;
    lp_init(&lp);
    const int column = lp_add_column(&lp, 0, 1, 0);
    for (int i = 0; i < ROWS; i++)
        lp_add_row(&lp, 0, 1);
    for (int turn = 0; turn < 3; turn++)
        for (int i = 0; i < ROWS; i++) {
            const int row = i * STEP % ROWS;
            lp_add_entry(&lp, row, column, value[row % 2][turn]);
            lp_add_entry(&lp, row, lp_add_column(&lp, 0, 1, 0), 1);
        }
    LpMatrix matrix;
    lp_matrix_init(&matrix, &lp);
    assert_int_equal(matrix.start[1], ROWS);
    for (int k = 0; k < ROWS; k++) {
        assert_int_equal(matrix.row[k], k);
        assert_true(matrix.value[k] == value[k % 2][0] + value[k % 2][1] + value[k % 2][2]);
    }
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

static void empty_program_has_an_empty_matrix(void **state)
{
    (void)state;
    Lp lp;
    lp_init(&lp);
    LpMatrix matrix;
    lp_matrix_init(&matrix, &lp);
    assert_int_equal(matrix.start[0], 0);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

static void copies_grow_apart(void **state)
{
    (void)state;
    Lp lp, copy;
    lp_init(&lp);
    for (int i = 0; i < 100; i++)
        assert_int_equal(lp_add_row(&lp, i, INFINITY), i);
    assert_int_equal(lp_add_column(&lp, -1, 2, 3), 0);
    lp_add_entry(&lp, 99, 0, 4);
    lp_copy(&copy, &lp);
    copy.row_lower[99] = -7;
    assert_int_equal(lp_add_row(&copy, 5, 6), 100);
    lp_add_entry(&copy, 100, 0, 8);

    assert_close(lp.row_lower[99], 99);
    assert_int_equal(lp.rows, 100);
    assert_int_equal(lp.entries, 1);
    assert_close(copy.row_upper[100], 6);
    assert_close(copy.cost[0], 3);
    assert_close(copy.entry[1].value, 8);
    lp_release(&copy);
    lp_release(&lp);
}

/* One good program, one thing spoilt at a time. */
static void good(Lp *lp)
{
    lp_init(lp);
    lp_add_row(lp, 0, 1);
    lp_add_column(lp, 0, 1, 1);
    lp_add_entry(lp, 0, 0, 1);
}

static void refuses_what_is_not_finite(void **state)
{
    (void)state;
    char message[240];
    Lp lp;
    good(&lp);
    assert_true(lp_check(&lp, NULL, message));
    double *const spots[] = { lp.row_lower,    lp.row_upper, lp.column_lower,
                              lp.column_upper, lp.cost,      &lp.entry[0].value };
    for (size_t s = 0; s < sizeof spots / sizeof *spots; s++) {
        double kept = *spots[s];
        *spots[s] = NAN;
        assert_false(lp_check(&lp, NULL, message));
        *spots[s] = kept;
    }
    lp.cost[0] = INFINITY;
    assert_false(lp_check(&lp, NULL, message));
    assert_string_equal(message, "cost of column 0 is not finite");
    lp.cost[0] = 1;
    lp.entry[0].value = -INFINITY;
    assert_false(lp_check(&lp, NULL, message));
    assert_string_equal(message, "coefficient of row 0, column 0 is not finite");
    lp_release(&lp);
}

/* Lower -inf and upper +inf mean "no limit"; the other way round no number is allowed at all. */
static void refuses_infinity_on_the_wrong_side(void **state)
{
    (void)state;
    char message[240];
    Lp lp;
    good(&lp);
    lp.row_lower[0] = -INFINITY;
    lp.row_upper[0] = INFINITY;
    assert_true(lp_check(&lp, NULL, message));
    lp.row_lower[0] = INFINITY;
    assert_false(lp_check(&lp, NULL, message));
    assert_string_equal(message, "the lower limit is plus infinity in row 0");
    lp.row_lower[0] = 0;
    lp.column_upper[0] = -INFINITY;
    assert_false(lp_check(&lp, NULL, message));
    assert_string_equal(message, "the upper limit is minus infinity in column 0");
    lp_release(&lp);
}

static void refuses_entries_outside(void **state)
{
    (void)state;
    char message[240];
    Lp lp;
    good(&lp);
    lp_add_entry(&lp, 1, 0, 1);
    assert_false(lp_check(&lp, NULL, message));
    assert_string_equal(message, "entry at row 1, column 0 lies outside 1 rows and 1 columns");
    lp.entry[1] = (LpEntry){ .row = 0, .column = -1, .value = 1 };
    assert_false(lp_check(&lp, NULL, message));
    lp_release(&lp);
}

static void finds_limits_that_cross(void **state)
{
    (void)state;
    char message[240];
    Lp lp;
    good(&lp);
    assert_false(lp_find_crossed(&lp, message));
    lp.column_lower[0] = 3;
    assert_true(lp_find_crossed(&lp, message));
    assert_string_equal(message, "lower limit 3 of column 0 lies above its upper limit 1");
    lp.column_lower[0] = 1 + 1e-12;
    assert_false(lp_find_crossed(&lp, message));
    lp_release(&lp);
}

/* Row 1000 x + 2000000 y <= 5e6: grams beside tonnes. Scaled, all of it lies within a few powers of two of 1, and
 * scaling back gives the very same bits. */
static void scaling_is_exact_and_near_one(void **state)
{
    (void)state;
    Lp lp, scaled;
    lp_init(&lp);
    lp_add_row(&lp, -INFINITY, 5e6);
    lp_add_row(&lp, 0.003, INFINITY);
    lp_add_column(&lp, 0, 3e3, 0.07);
    lp_add_column(&lp, 0, INFINITY, 90);
    lp_add_entry(&lp, 0, 0, 1000);
    lp_add_entry(&lp, 0, 1, 2e6);
    lp_add_entry(&lp, 1, 0, 1e-6);
    lp_add_entry(&lp, 1, 1, 3e-3);
    LpMatrix matrix, near;
    LpScale scale;
    lp_matrix_init(&matrix, &lp);
    scale_init(&scale, &lp, &matrix);
    lp_matrix_init(&near, &lp);
    scale_limits(&scale, &lp, &scaled);
    scale_matrix(&scale, &near);
    for (size_t j = 0; j < 2; j++) {
        for (size_t k = matrix.start[j]; k < matrix.start[j + 1]; k++) {
            assert_true(fabs(near.value[k]) > 0.2 && fabs(near.value[k]) < 5);
            double back = ldexp(near.value[k], -scale.row[near.row[k]] - scale.column[j]);
            assert_true(back == matrix.value[k]);
        }
        assert_true(ldexp(scaled.cost[j], -scale.column[j] - scale.cost) == lp.cost[j]);
    }
    scale_matrix_back(&scale, &near);
    assert_memory_equal(near.value, matrix.value, 4 * sizeof *near.value);
    assert_true(isinf(scaled.row_lower[0]) && isinf(scaled.column_upper[1]));
    scale_release(&scale);
    lp_matrix_release(&near);
    lp_release(&scaled);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

/* No scaling brings 1 and 1e-20 together where each row and column needs both. */
static void refuses_what_no_scaling_mends(void **state)
{
    (void)state;
    char message[240];
    Lp lp, scaled;
    lp_init(&lp);
    for (int i = 0; i < 2; i++)
        lp_add_row(&lp, 0, 1);
    for (int j = 0; j < 2; j++)
        lp_add_column(&lp, 0, 1, 1);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            lp_add_entry(&lp, i, j, i == j ? 1 : 1e-20);
    LpMatrix matrix, near;
    LpScale scale;
    lp_matrix_init(&matrix, &lp);
    scale_init(&scale, &lp, &matrix);
    lp_matrix_init(&near, &lp);
    scale_limits(&scale, &lp, &scaled);
    scale_matrix(&scale, &near);
    assert_false(lp_check_range(&scaled, &near, NULL, message));
    assert_non_null(strstr(message, "units further apart than 1e-9..1e9"));
    scale_release(&scale);
    lp_matrix_release(&near);
    lp_release(&scaled);
    lp_matrix_release(&matrix);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compresses_by_columns),
        cmocka_unit_test(drops_what_only_rounding_left),
        cmocka_unit_test(long_columns_ascend_too),
        cmocka_unit_test(empty_program_has_an_empty_matrix),
        cmocka_unit_test(copies_grow_apart),
        cmocka_unit_test(refuses_what_is_not_finite),
        cmocka_unit_test(refuses_infinity_on_the_wrong_side),
        cmocka_unit_test(refuses_entries_outside),
        cmocka_unit_test(finds_limits_that_cross),
        cmocka_unit_test(scaling_is_exact_and_near_one),
        cmocka_unit_test(refuses_what_no_scaling_mends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
