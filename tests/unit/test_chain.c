/* test_chain - what goes through a network: by hand, as much out as in, and round loops that let out next to nothing */
#include "solver/chain.h"
#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

/* 12 enter 0. It passes a third to 1 and two thirds to 2; 1 lets out half and passes half back to 0; 2 lets out all.
 * through_0 = 12 + through_1 / 2, through_1 = through_0 / 3: 14.4, 4.8, 9.6; out 2.4 + 9.6 = 12. */
static void a_loop_by_hand(void **state)
{
    (void)state;
    double amount[] = { 12, 0, 0 };
    Chain *chain = chain_create(3);
    chain_pass(chain, 0, 1, 5);
    chain_pass(chain, 0, 2, 4);
    chain_pass(chain, 0, 2, 6);
    chain_pass(chain, 1, 0, 7);
    chain_pass(chain, 1, 1, 100); /* to itself: nothing */
    chain_let_out(chain, 1, 7);
    chain_let_out(chain, 2, 1);
    chain_solve(chain, amount, 1);
    assert_near(amount[0], 14.4, 1e-15);
    assert_near(amount[1], 4.8, 1e-15);
    assert_near(amount[2], 9.6, 1e-15);
    chain_free(chain);
}

/* Of what goes round 1e-13 is let out each time, so that 1e13 goes through: to a few roundings, where 1 - loop would keep three digits. */
static void a_tight_loop_loses_no_digits(void **state)
{
    (void)state;
    const double leak = 1.234567890123e-13;
    double amount[] = { 1, 0 };
    Chain *chain = chain_create(2);
    chain_pass(chain, 0, 1, 1);
    chain_pass(chain, 1, 0, 1);
    chain_let_out(chain, 1, leak);
    chain_solve(chain, amount, 1);
    assert_near(amount[1] * leak, 1 + leak, 1e-15);
    chain_free(chain);
}

/* 0 -> 1 <-> 2: nothing gets out of 1 and 2, nor of 0; 3 lets out. Diverted to 3, all does. */
static void what_is_stuck_is_found_and_diverted(void **state)
{
    (void)state;
    bool stuck[4];
    double amount[] = { 1, 2, 3, 4 };
    Chain *chain = chain_create(4);
    chain_pass(chain, 0, 1, 1);
    chain_pass(chain, 1, 2, 1);
    chain_pass(chain, 2, 1, 1);
    chain_let_out(chain, 3, 1);
    chain_stuck(chain, stuck);
    assert_true(stuck[0] && stuck[1] && stuck[2] && !stuck[3]);
    chain_divert(chain, 2, 3);
    chain_stuck(chain, stuck);
    assert_false(stuck[0] || stuck[1] || stuck[2] || stuck[3]);
    chain_solve(chain, amount, 1);
    assert_near(amount[3], 10, 1e-15);
    chain_free(chain);
}

enum { STATES = 60, COUNTS = 3 };

/* What goes through each is what enters it and what others pass to it, and as much is let out as enters. */
static void networks_by_chance_close(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        Chance chance = { seed };
        const int states = chance_between(&chance, 2, STATES);
        double weight[STATES][STATES + 1] = { { 0 } }, enters[COUNTS * STATES], through[COUNTS * STATES];
        Chain *chain = chain_create((size_t)states);
        for (int i = 0; i < states; i++) {
            for (int links = chance_between(&chance, 0, 4); links > 0; links--) {
                const int j = chance_between(&chance, 0, states - 1);
                const double w = fabs(chance_magnitude(&chance, -6, 3));
                weight[i][j] += i != j ? w : 0;
                chain_pass(chain, i, j, w);
            }
            weight[i][STATES] = fabs(chance_magnitude(&chance, -9, 0));
            chain_let_out(chain, i, weight[i][STATES]);
        }
        for (int i = 0; i < COUNTS * states; i++)
            through[i] = enters[i] = fabs(chance_magnitude(&chance, -3, 3));
        chain_solve(chain, through, COUNTS);
        for (int c = 0; c < COUNTS; c++) {
            double in = 0, out = 0, sum[STATES] = { 0 };
            for (int i = 0; i < states; i++) {
                double whole = weight[i][STATES];
                for (int j = 0; j < states; j++)
                    whole += weight[i][j];
                for (int j = 0; j < states; j++)
                    sum[j] += weight[i][j] / whole * through[c * states + i];
                in += enters[c * states + i];
                out += weight[i][STATES] / whole * through[c * states + i];
            }
            for (int i = 0; i < states; i++)
                assert_true(fabs(enters[c * states + i] + sum[i] - through[c * states + i])
                            <= 1e-12 * through[c * states + i]);
            assert_true(fabs(in - out) <= 1e-12 * in);
        }
        chain_free(chain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loop_by_hand),
        cmocka_unit_test(a_tight_loop_loses_no_digits),
        cmocka_unit_test(what_is_stuck_is_found_and_diverted),
        cmocka_unit_test(networks_by_chance_close),
    };
    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
