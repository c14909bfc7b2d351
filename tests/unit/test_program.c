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

/* ---- a period like the last ---- */

enum { HOURS = 8 };

/* Something is bought for the balance of a facility, at a price that is its number. */
static void buy(Program *program, int facility, int t)
{
    const int column = program_column(program, (Tag){ COLUMN_BUY, facility, 5, t }, 0, 10 + facility);
    program_add(program, program_row(program, balance(facility, t), 0, 0), column, 2 + facility);
    program_add_flow(program, (Flow){ .item = facility,
                                      .facility = facility,
                                      .resource = 5,
                                      .role = FLOW_BOUGHT,
                                      .column = column,
                                      .period = t,
                                      .amount = 1 });
    program_book(program, ACCOUNT_PURCHASES, facility, column, 1 + facility);
}

/* What facilities 0 and 1 said of a period. */
typedef struct Twice {
    ProgramMark begin, middle, end;
} Twice;

static void buy_twice(Program *program, int t, Twice *said)
{
    said->begin = program_mark(program);
    buy(program, 0, t);
    said->middle = program_mark(program);
    buy(program, 1, t);
    said->end = program_mark(program);
}

/* What stands in the program of period t, whoever said it: rows and columns 2t and 2t + 1. */
static void check_twice(const Program *program, int t)
{
    LpReader reader = lp_read(&program->lp);
    for (int block = 0; block <= t; block++)
        assert_true(lp_read_next(&reader));
    assert_int_equal(reader.count, 2);
    for (int f = 0; f < 2; f++) {
        const int at = 2 * t + f;
        assert_int_equal(program_find(program, balance(f, t)), at);
        assert_int_equal(program_find(program, (Tag){ COLUMN_BUY, f, 5, t }), at);
        assert_close(program->lp.column_upper[at], 10 + f);
        assert_int_equal(program_column_tag(program, (size_t)at).period, t);
        assert_int_equal(reader.entry[f].row, at);
        assert_int_equal(reader.entry[f].column, at);
        assert_close(reader.entry[f].value, 2 + f);
        const Flow flow = program_flow(program, (size_t)at);
        const Entry entry = program_entry(program, (size_t)at);
        assert_int_equal(flow.column, at);
        assert_int_equal(flow.period, t);
        assert_int_equal(entry.column, at);
        assert_int_equal(entry.period, t);
        assert_close(entry.amount, 1 + f);
    }
    lp_read_end(&reader);
}

/* All of it, or the second half, or the first one. */
static void what_is_repeated_is_what_would_be_said(void **state)
{
    (void)state;
    const Park park = { .periods = HOURS };
    Program *program = program_create(&park);
    Twice said;
    for (int t = 0; t < HOURS; t++) {
        program_begin(program, t);
        assert_int_equal(t > 0 && program_repeats(program, &said.begin), t >= 2);
        if (t < 2)
            buy_twice(program, t, &said);
        else if (t % 3 == 0)
            program_repeat(program, &said.begin, &said.end);
        else if (t % 3 == 1) {
            buy(program, 0, t);
            assert_true(program_repeats(program, &said.middle));
            program_repeat(program, &said.middle, &said.end);
        } else {
            program_repeat(program, &said.begin, &said.middle);
            assert_false(program_repeats(program, &said.begin));
            buy(program, 1, t);
        }
        lp_fold(&program->lp);
    }
    for (int t = 0; t < HOURS; t++)
        check_twice(program, t);
    program_free(program);
}

static bool may_repeat(Program *program, int t, Twice *said)
{
    program_begin(program, t);
    const bool may = program_repeats(program, &said->begin);
    buy_twice(program, t, said);
    return may;
}

/* A column of period 3 is asked for in period 2: neither 3 is like 2, which has made all of its own, nor 4 like 3. */
static void what_was_there_before_is_not_repeated(void **state)
{
    (void)state;
    const Park park = { .periods = HOURS };
    Program *program = program_create(&park);
    Twice said = { { 0 }, { 0 }, { 0 } };
    for (int t = 0; t < HOURS; t++) {
        assert_int_equal(may_repeat(program, t, &said), t >= 2 && t != 3 && t != 4);
        if (t == 2)
            program_column(program, (Tag){ COLUMN_BUY, 0, 5, 3 }, 0, 10);
        lp_fold(&program->lp);
    }
    program_free(program);
}

/* In period 3 someone else allows less: what stands there is not what was asked for, so period 4 asks again. */
static void limits_that_became_narrower_are_not_repeated(void **state)
{
    (void)state;
    const Park park = { .periods = HOURS };
    Program *program = program_create(&park);
    Twice said = { { 0 }, { 0 }, { 0 } };
    for (int t = 0; t < HOURS; t++) {
        assert_int_equal(may_repeat(program, t, &said), t >= 2 && t != 4);
        if (t == 3)
            program_column(program, (Tag){ COLUMN_BUY, 0, 5, t }, 0, 4);
        lp_fold(&program->lp);
    }
    assert_close(program->lp.column_upper[program_find(program, (Tag){ COLUMN_BUY, 0, 5, 3 })], 4);
    assert_close(program->lp.column_upper[program_find(program, (Tag){ COLUMN_BUY, 0, 5, 4 })], 10);
    program_free(program);
}

/* Who has asked for something else stands elsewhere from then on. */
static void a_period_that_differs_is_not_repeated(void **state)
{
    (void)state;
    const Park park = { .periods = HOURS };
    Program *program = program_create(&park);
    Twice said = { { 0 }, { 0 }, { 0 } };
    for (int t = 0; t < 3; t++) {
        may_repeat(program, t, &said);
        lp_fold(&program->lp);
    }
    program_begin(program, 3);
    buy(program, 2, 3); /* as many rows, columns and lines as of facility 0 */
    assert_false(program_repeats(program, &said.middle));
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
        cmocka_unit_test(what_is_repeated_is_what_would_be_said),
        cmocka_unit_test(what_was_there_before_is_not_repeated),
        cmocka_unit_test(limits_that_became_narrower_are_not_repeated),
        cmocka_unit_test(a_period_that_differs_is_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
