/* test_halves - an answer that two threads read back comes to what one thread would have read, to the last bit
 *
 * The parks are by chance, and their answers are made up: no plan, but something flows everywhere. */
#include "models/compile.h"
#include "models/outcome.h"
#include "tests/cases/read_park.h"
#include "tests/unit/made_up.h"
#include "tests/unit/same.h"

enum { PARKS = 24 };

static Outcome *read_by(const Park *park, int threads)
{
    Program *program = program_compile(park, NULL);
    return outcome_read(park, program, made_up(&program->lp), threads);
}

static void two_threads_read_what_one_does(void **state)
{
    (void)state;
    size_t with_heat = 0;
    for (int n = 1; n <= PARKS; n++) {
        static const int steps[] = { 0, 1, 24, 5 };
        Park *park = read_park((RandomPark){ .seed = (uint64_t)n, .prices = 1, .steps = steps[n % 4] });
        Outcome *one = read_by(park, 1), *two = read_by(park, 2);
        assert_same_bytes(one->account, two->account, ACCOUNTS * park->facilities, sizeof *one->account);
        assert_same_bytes(&one->carbon_gap, &two->carbon_gap, 1, sizeof one->carbon_gap);
        assert_same_bytes(&one->balance_gap, &two->balance_gap, 1, sizeof one->balance_gap);
        assert_same_bytes(&one->heat_gap, &two->heat_gap, 1, sizeof one->heat_gap);
        assert_same_bytes(&one->disorder, &two->disorder, 1, sizeof one->disorder);
        assert_ptr_equal(one->disordered, two->disordered);
        assert_true(one->balance_gap > 0 && one->carbon_gap > 0);
        with_heat += isnan(one->heat_gap) ? 0 : 1;
        outcome_free(one);
        outcome_free(two);
        park_free(park);
    }
    print_message("%d parks, %zu of them with heat\n", PARKS, with_heat);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(two_threads_read_what_one_does) };
    return cmocka_run_group_tests_name("halves", tests, NULL, NULL);
}
