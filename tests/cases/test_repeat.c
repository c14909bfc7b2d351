/* test_repeat - what is compiled of items that say the same in every period is what they would have said if they had been asked again
 *
 * The whole program is compared, row by row and line by line, on parks by chance with up to 48 periods, in both orders of their items: in the order against the file
 * mixes ask for the columns of their process before it says its own limits. */
#include "models/compile.h"
#include "models/formulation/family.h"
#include "tests/cases/read_park.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PARKS = 200 };

static Park *nth_park(int n)
{
    static const int steps[] = { 0, 3, 24, 48 };
    return read_park(
        (RandomPark){ .seed = (uint64_t)n, .prices = 1, .tight = n % 3 == 2, .steps = steps[n % 4] });
}

static void assert_same_rows(const Lp *a, const Lp *b)
{
    assert_int_equal(a->rows, b->rows);
    assert_int_equal(a->columns, b->columns);
    assert_memory_equal(a->row_lower, b->row_lower, a->rows * sizeof(double));
    assert_memory_equal(a->row_upper, b->row_upper, a->rows * sizeof(double));
    assert_memory_equal(a->row_stamp, b->row_stamp, a->rows * sizeof(LpStamp));
    assert_memory_equal(a->column_lower, b->column_lower, a->columns * sizeof(double));
    assert_memory_equal(a->column_upper, b->column_upper, a->columns * sizeof(double));
    assert_memory_equal(a->column_stamp, b->column_stamp, a->columns * sizeof(LpStamp));
    assert_memory_equal(a->cost, b->cost, a->columns * sizeof(double));
}

static void assert_same_entries(const Lp *a, const Lp *b)
{
    LpReader one = lp_read(a), other = lp_read(b);
    assert_int_equal(a->entries, b->entries);
    while (lp_read_next(&one)) {
        assert_true(lp_read_next(&other));
        assert_int_equal(one.count, other.count);
        for (size_t i = 0; i < one.count; i++) {
            assert_int_equal(one.entry[i].row, other.entry[i].row);
            assert_int_equal(one.entry[i].column, other.entry[i].column);
            assert_true(one.entry[i].value == other.entry[i].value);
        }
    }
    assert_false(lp_read_next(&other));
}

static void assert_same_lines(const Recurring *a, const Recurring *b)
{
    assert_int_equal(a->lines, b->lines);
    for (size_t i = 0; i < a->lines; i++) {
        const PeriodLine one = recurring_line(a, i), other = recurring_line(b, i);
        assert_memory_equal(one.key, other.key, sizeof one.key);
        assert_int_equal(one.column, other.column);
        assert_int_equal(one.period, other.period);
        assert_true(one.amount == other.amount);
    }
}

static void assert_all_found(const Program *program)
{
    for (size_t i = 0; i < program->lp.rows; i++)
        assert_int_equal(program_find(program, program_row_tag(program, i)), i);
    for (size_t j = 0; j < program->lp.columns; j++)
        assert_int_equal(program_find(program, program_column_tag(program, j)), j);
}

/* Returns how many rows there are. */
static size_t compare(const Park *park, CompileOptions options)
{
    Program *again = program_compile(park, &options);
    options.anew = true;
    Program *anew = program_compile(park, &options);
    assert_same_rows(&again->lp, &anew->lp);
    assert_same_entries(&again->lp, &anew->lp);
    assert_same_lines(&again->flows, &anew->flows);
    assert_same_lines(&again->entries, &anew->entries);
    assert_all_found(again);
    const size_t rows = again->lp.rows;
    program_free(again);
    program_free(anew);
    return rows;
}

static void it_is_as_if_they_were_asked_again(void **state)
{
    (void)state;
    size_t rows = 0, recurring = 0, items = 0;
    for (int n = 1; n <= PARKS; n++) {
        Park *park = nth_park(n);
        for (size_t i = 0; i < park->items; i++)
            recurring += family_recurs(park->item[i]);
        items += park->items;
        rows += compare(park, (CompileOptions){ .facility = -1 });
        rows += compare(park, (CompileOptions){ .facility = -1, .reversed = true });
        rows += compare(park, (CompileOptions){ .facility = 0, .alone = true });
        park_free(park);
    }
    print_message("%d parks, %zu rows, %zu of %zu items recur\n", PARKS, rows, recurring, items);
    assert_true(recurring > items / 2);
}

static void compare_text(const char *text)
{
    static const ParkOptions options = { .no_files = true };
    Diag *diag = diag_create();
    Park *park = park_read_text(text, strlen(text), "works.yaml", &options, diag);
    if (park == NULL)
        diag_write(diag, stderr);
    assert_non_null(park);
    compare(park, (CompileOptions){ .facility = -1 });
    compare(park, (CompileOptions){ .facility = -1, .reversed = true });
    park_free(park);
    diag_free(diag);
}

/* A boiler whose capacity is not always there. Against the order of the file its mix asks for the activity first, without limits, and the boiler then limits it:
 * what stands there of the last period is not what the mix had asked for. */
static void limits_of_others_are_not_repeated(void **state)
{
    (void)state;
    compare_text(
        "coplant: 1\npark: works\nhorizon: {step: 1 h, steps: 6}\n"
        "resources: {gas: {unit: Nm3, heating_value: 8 MJ/Nm3, carbon: 0 kg/Nm3}, steam: {unit: GJ}}\n"
        "models:\n"
        "  boiler: {basis: 1 GJ steam, mixes: {fuel: {amount: 1 GJ, of: [gas]}}, out: {steam: 1 GJ}}\n"
        "facilities:\n"
        "  works:\n"
        "    processes: {boiler: {model: boiler, capacity: 80 GJ/h, availability: [1, 0.5, 0.4, 0.9, 0.6, 1]}}\n"
        "    buys: {gas: {price: 0.1 CNY/Nm3}}\n"
        "    sells: {steam: {price: 30 CNY/GJ}}\n");
}

/* What is not written at an item may differ by period all the same: the heating value by which a mix is filled, what a mode takes, the availability by which its pieces
 * end. */
static void what_varies_elsewhere_is_not_repeated(void **state)
{
    (void)state;
    compare_text(
        "coplant: 1\npark: works\nhorizon: {step: 1 h, steps: 6}\n"
        "resources:\n"
        "  gas: {unit: Nm3, heating_value: [8 MJ/Nm3, 8 MJ/Nm3, 7 MJ/Nm3, 8 MJ/Nm3, 9 MJ/Nm3, 9 MJ/Nm3], carbon: 0 kg/Nm3}\n"
        "  steam: {unit: GJ}\n  power: {unit: MWh}\n  oil: {unit: GJ}\n"
        "models:\n"
        "  boiler: {basis: 1 GJ steam, mixes: {fuel: {amount: 1 GJ, of: [gas]}}, out: {steam: 1 GJ}}\n"
        "  turbine:\n"
        "    basis: 1 MWh power\n"
        "    in: {steam: 10 GJ}\n"
        "    out: {power: 1 MWh}\n"
        "    modes:\n"
        "      plain: {}\n"
        "      with_oil: {in: {oil: [1 GJ, 1 GJ, 2 GJ, 3 GJ, 3 GJ, 1 GJ]}}\n"
        "  engine:\n"
        "    basis: 1 MWh power\n"
        "    out: {power: 1 MWh}\n"
        "    piecewise: [{to: 50 %, in: {oil: 9 GJ}}, {to: 80 %, in: {oil: 10 GJ}}, {in: {oil: 11 GJ}}]\n"
        "facilities:\n"
        "  works:\n"
        "    processes:\n"
        "      boiler: {model: boiler, capacity: 80 GJ/h}\n"
        "      turbine: {model: turbine, capacity: 5 MW}\n"
        "      engine: {model: engine, capacity: 5 MW, availability: [1, 1, 0.8, 0.5, 0.9, 1]}\n"
        "    buys: {gas: {price: 0.1 CNY/Nm3}, oil: {price: 50 CNY/GJ}}\n"
        "    sells: {steam: {price: 30 CNY/GJ}, power: {price: 800 CNY/MWh}}\n");
}

/* Nothing costs, and nothing holds energy or carbon: there are no bookings to be repeated. */
static void nothing_may_be_booked(void **state)
{
    (void)state;
    compare_text("coplant: 1\npark: works\nhorizon: {step: 1 h, steps: 6}\n"
                 "resources: {ore: {unit: t, carbon: 0 %}, iron: {unit: t, carbon: 0 %}}\n"
                 "models: {furnace: {basis: 1 t iron, in: {ore: 1 t}, out: {iron: 1 t}}}\n"
                 "facilities:\n"
                 "  works:\n"
                 "    processes: {furnace: {model: furnace, capacity: 8 t/h}}\n"
                 "    buys: {ore: {price: 0 CNY/t}}\n"
                 "    sells: {iron: {price: 0 CNY/t}}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(it_is_as_if_they_were_asked_again),
                                        cmocka_unit_test(limits_of_others_are_not_repeated),
                                        cmocka_unit_test(what_varies_elsewhere_is_not_repeated),
                                        cmocka_unit_test(nothing_may_be_booked) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
