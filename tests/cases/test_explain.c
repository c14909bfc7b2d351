/* test_explain - why there is no plan, where a pencil can tell how much is missing */
#include "models/compile.h"
#include "models/explain.h"
#include "models/outcome.h"
#include "models/park_file.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

/* 60 % of 10 GJ/h must be made and 5 GJ/h can be sold: 1 GJ/h too much. */
static const char too_much_heat[] =
    "coplant: 1\n"
    "park: clash\n"
    "resources: {heat: {unit: GJ}, coal: {unit: t}}\n"
    "models:\n"
    "  boiler: {basis: 1 GJ heat, in: {coal: 50 kg}, out: {heat: 1 GJ}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {boiler: {model: boiler, capacity: 10 GJ/h, min_load: 0.6}}\n"
    "    buys: {coal: {price: 600 CNY/t, max: 3 t/h}}\n"
    "    sells: {heat: {price: 50 CNY/GJ, max: 5 GJ/h}}\n";

static void both_limits_are_named_with_what_is_missing(void **state)
{
    (void)state;
    static const ParkOptions alone = { .no_files = true };
    Diag *diag = diag_create();
    Park *park = park_read_text(too_much_heat, strlen(too_much_heat), "clash.yaml", &alone, diag);
    assert_non_null(park);
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), NULL);
    assert_int_equal(outcome->result.status, LP_INFEASIBLE);
    const LpOptions options = { 0 };
    const Explanation explanation = explain(outcome, &options);
    assert_int_equal((int)explanation.limits, 2);
    assert_int_equal(explanation.limit[0].span.line, 8);
    assert_string_equal(explanation.limit[0].says, "boiler at works runs at 0.6 of its capacity at least");
    assert_string_equal(explanation.limit[0].change, "lowered by 0.1, to 0.5, it would fit");
    assert_int_equal(explanation.limit[1].span.line, 10);
    assert_string_equal(explanation.limit[1].says, "works sells at most 5 GJ/h of heat");
    assert_string_equal(explanation.limit[1].change, "raised by 1 GJ/h, to 6 GJ/h, it would fit");
    assert_int_equal((int)explanation.meetings, 1);
    assert_string_equal(explanation.meets[0], "heat at works");
    outcome_free(outcome);
    park_free(park);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(both_limits_are_named_with_what_is_missing) };
    return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
