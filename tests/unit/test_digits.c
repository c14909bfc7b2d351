/* test_digits - numbers are printed with the fewest digits that read back, with fifteen or with nine, as printf and strtod find them */
#include "models/base/digits.h"
#include "models/base/text.h"
#include "tests/unit/chance.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By trial, in the locale "C" that a program starts with. */
static void by_trial(double value, char buffer[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buffer, 32, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value)
            return;
    }
}

static void assert_as_by_trial(double value)
{
    char tried[32], found[32];
    by_trial(value, tried);
    assert_string_equal(text_shortest(value, found), tried);
    snprintf(tried, sizeof tried, "%.15g", value);
    assert_string_equal(text_fifteen(value, found), tried);
    snprintf(tried, sizeof tried, "%.9g", value);
    assert_int_equal(text_put_nine(value, found), strlen(tried));
    assert_string_equal(found, tried);
}

/* Beside the number its neighbours, which have the most digits. */
static void assert_around(double value)
{
    assert_as_by_trial(value);
    assert_as_by_trial(nextafter(value, INFINITY));
    assert_as_by_trial(nextafter(value, -INFINITY));
}

static void plain_numbers_look_plain(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = { { 0.1, "0.1" },
                  { -1350, "-1350" },
                  { 0.1 + 0.2, "0.30000000000000004" },
                  { 0.00012, "0.00012" },
                  { 0.000012, "1.2e-05" },
                  { 3e-16, "3e-16" },
                  { 999999999999999, "999999999999999" },
                  { 123456789012345.6, "123456789012345.6" },
                  { 100.5, "100.5" } };
    char buffer[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(digits_shortest(cases[i].value, buffer), strlen(cases[i].text));
        assert_string_equal(buffer, cases[i].text);
    }
}

static void what_is_far_away_is_left_to_others(void **state)
{
    (void)state;
    static const double cases[] = { 0, -0.0, 1, 0.25, 1e15, -1e300, 9e-17, 5e-324, INFINITY, NAN };
    char buffer[32] = "untouched";
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(digits_shortest(cases[i], buffer), 0);
        assert_string_equal(buffer, "untouched");
    }
}

static void whole_numbers_are_as_by_trial(void **state)
{
    (void)state;
    static const double others[] = { -0.0, -1, 0.5, 1e9, 1000000000.5, 999999999.5, INFINITY, NAN };
    char buffer[32];
    for (double value = 1; value < 1e9; value *= 10) {
        assert_as_by_trial(value);
        assert_as_by_trial(value - 1);
        assert_as_by_trial(8 * value + 1);
        const size_t length = digits_whole(value, buffer);
        assert_int_equal(length, strlen(buffer));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_int_equal(digits_whole(others[i], buffer), 0);
}

static void edges_are_as_by_trial(void **state)
{
    (void)state;
    for (int power = -20; power <= 18; power++)
        for (int lead = 1; lead <= 99; lead++)
            assert_around(lead * pow(10, power));
    for (int power = -60; power <= 55; power++)
        assert_around(-ldexp(1, power));
}

/* Of nine digits: what lies between two of them goes to the even one, and 999999999.5 / 10^k has one digit more. */
static void ties_of_nine_digits_are_as_by_trial(void **state)
{
    (void)state;
    for (int k = -8; k <= 12; k++)
        for (int last = 0; last < 20; last++)
            assert_around((999999980.5 + last) / pow(10, k));
    Chance chance = { 9 };
    for (int k = 1; k <= 13; k++) { /* odd / 2^(k + 1) is odd 5^k / 2 in units of 10^-k: a tie, exactly */
        const double least = 2e8 / pow(5, k);
        for (int i = 0; i < 500; i++)
            assert_around(
                ldexp(2 * chance_between(&chance, (int)(least / 2), (int)(5 * least - 1)) + 1, -(k + 1)));
    }
}

/* Of every kind: all magnitudes; few digits; whole; results of a division; halves, where the last digit is a tie. */
static void many_numbers_are_as_by_trial(void **state)
{
    (void)state;
    Chance chance = { 6 };
    for (int i = 0; i < 100000; i++) {
        assert_as_by_trial(chance_magnitude(&chance, -18, 17));
        assert_as_by_trial(chance_magnitude(&chance, -3, 6));
        assert_as_by_trial(chance_between(&chance, -1000000, 1000000)
                           / pow(10, chance_between(&chance, 0, 12)));
        assert_as_by_trial(floor(chance_magnitude(&chance, 0, 16)));
        assert_as_by_trial((double)chance_between(&chance, 1, 5000) / chance_between(&chance, 1, 5000));
        assert_as_by_trial(ldexp(chance_between(&chance, 1, 1 << 30), chance_between(&chance, -70, 20)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_look_plain),
        cmocka_unit_test(what_is_far_away_is_left_to_others),
        cmocka_unit_test(whole_numbers_are_as_by_trial),
        cmocka_unit_test(edges_are_as_by_trial),
        cmocka_unit_test(ties_of_nine_digits_are_as_by_trial),
        cmocka_unit_test(many_numbers_are_as_by_trial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
