/* test_program - rows and columns by tag: each once in a period, once for the whole horizon, and none where none was asked for */
#include "models/program.h"

#include "models/check.h"
#include "models/park_file.h"
#include "tests/unit/close.h"

#include <string.h>

enum { PERIODS = 3, FACILITIES = 700 };

static Tag balance(int facility, int period)
{
    return (Tag){ ROW_BALANCE, facility, 5, period };
}

/* Asked for twice it is one row, whose limits are the narrower of both. */
static void a_tag_is_one_row_in_each_period(void **state)
{
    (void)state;
    const Park park = { .periods = PERIODS };
    Program *program = program_create(&park);
    const int first = program_row(program, balance(0, 0), 0, 9);
    const int last = program_row(program, balance(0, PERIODS - 1), 0, 9);
    const int whole = program_row(program, balance(0, -1), 0, 9);
    assert_int_equal(program_row(program, balance(0, 0), 2, 11), first);
    assert_close(program->lp.row_lower[first], 2);
    assert_close(program->lp.row_upper[first], 9);
    assert_close(program->lp.row_lower[last], 0);
    assert_int_equal(program->lp.rows, 3);
    assert_int_equal(program_find(program, balance(0, PERIODS - 1)), last);
    assert_int_equal(program_find(program, balance(0, -1)), whole);
    assert_int_equal(program_find(program, balance(0, 1)), -1);
    assert_int_equal(program_find(program, balance(1, 0)), -1);
    program_free(program);
}

/* More templates than there is room for at first, some of them only in the last period, and room made in between. */
static void many_are_found_again(void **state)
{
    (void)state;
    const Park park = { .periods = PERIODS };
    Program *program = program_create(&park);
    for (int t = 0; t < PERIODS; t++) {
        for (int f = t < PERIODS - 1 ? FACILITIES / 2 : 0; f < FACILITIES; f++) {
            const int row = program_row(program, balance(f, t), f, INFINITY);
            program_add(program, row, program_column(program, (Tag){ COLUMN_BUY, f, 5, t }, 0, f), 1);
        }
        if (t == 0)
            lp_expect(&program->lp, PERIODS);
    }
    for (int t = 0; t < PERIODS; t++)
        for (int f = 0; f < FACILITIES; f++) {
            const int row = program_find(program, balance(f, t));
            const int column = program_find(program, (Tag){ COLUMN_BUY, f, 5, t });
            assert_int_equal(row >= 0, t == PERIODS - 1 || f >= FACILITIES / 2);
            assert_int_equal(column, row);
            if (row < 0)
                continue;
            assert_close(program->lp.row_lower[row], f);
            assert_close(program->lp.column_upper[column], f);
            assert_int_equal(program_row_tag(program, (size_t)row).subject, f);
            assert_int_equal(program_row_tag(program, (size_t)row).period, t);
            assert_int_equal(program->lp.entry[row].column, column);
        }
    program_free(program);
}

/* The check looks at means: gas that the first hour does not bring is there all the same, and what only the second asks for is needed. */
static void what_some_periods_lack_is_there(void **state)
{
    (void)state;
    static const char text[] =
        "coplant: 1\npark: works\nhorizon: {step: 1 h, steps: 3}\n"
        "resources: {ore: {unit: t}, flux: {unit: t}, gas: {unit: t}, iron: {unit: t}}\n"
        "models:\n"
        "  furnace: {basis: 1 t iron, in: {ore: 2 t}, out: {iron: 1 t, gas: [0 t, 0.5 t, 1 t]}}\n"
        "  burner: {basis: 1 t gas, in: {gas: 1 t, flux: [0 t, 0.1 t, 0 t]}}\n"
        "facilities:\n"
        "  works:\n"
        "    processes: {furnace: {model: furnace, capacity: 1 t/h}, burner: {model: burner, capacity: 1 t/h}}\n"
        "    buys: {ore: {price: 1 CNY/t}}\n"
        "    sells: {iron: {price: 9 CNY/t}}\n";
    Diag *diag = diag_create();
    const ParkOptions options = { .unconnected = true };
    Park *park = park_read_text(text, strlen(text), "works.yaml", &options, diag);
    assert_non_null(park);
    assert_int_equal(diag_errors(diag), 0);
    assert_false(check_park(park, diag));
    assert_int_equal(diag_errors(diag), 1);
    park_free(park);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_is_one_row_in_each_period),
        cmocka_unit_test(many_are_found_again),
        cmocka_unit_test(what_some_periods_lack_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
