/* test_text - numbers are read as written, characters are counted as seen, near names are found */
#include "models/base/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void characters_are_code_points(void **state)
{
    (void)state;
    const char *text = "a°煤\xF0\x9F\x94\xA5"; /* one to four bytes */
    assert_int_equal(text_length(text), 4);
    assert_int_equal(text_next(&text), 'a');
    assert_int_equal(text_next(&text), 0xB0);
    assert_int_equal(text_next(&text), 0x7164);
    assert_int_equal(text_next(&text), 0x1F525);
    assert_int_equal(text_next(&text), 0);
    assert_int_equal(text_next(&text), 0); /* stays at the end */
}

/* One U+FFFD a byte, and what follows is found again: a lone continuation, an overlong '/', a surrogate, a cut-off
 * character, a value above U+10FFFF. */
static void what_is_not_utf8_is_never_read_past(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = { { "\x80"
                    "a",
                    2 },
                  { "\xC0\xAF"
                    "a",
                    3 },
                  { "\xED\xA0\x80"
                    "a",
                    4 },
                  { "\xE7\x85", 2 },
                  { "\xF4\x90\x80\x80", 4 },
                  { "\xFF", 1 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *at = cases[i].bytes;
        assert_int_equal(text_length(at), cases[i].length);
        assert_int_equal(text_next(&at), 0xFFFD);
        assert_ptr_equal(at, cases[i].bytes + 1);
    }
}

/* A terminal gives a Chinese character two cells, a combining mark none. */
static void width_is_in_cells(void **state)
{
    (void)state;
    assert_int_equal(text_width("steam", 3), 3);
    assert_int_equal(text_width("煤气x", 2), 4);
    assert_int_equal(text_width("煤气x", 99), 5);
    assert_int_equal(text_width("e\xCC\x81", 2), 1); /* e and U+0301 */
    assert_int_equal(text_width("：", 1), 2);
    assert_int_equal(text_width("°C", 2), 2);
    assert_int_equal(text_width("", 5), 0);
}

static void equality_knows_null(void **state)
{
    (void)state;
    assert_true(text_equal("a", "a"));
    assert_false(text_equal("a", "b"));
    assert_false(text_equal("a", NULL));
    assert_true(text_equal(NULL, NULL));
}

static const char *near(const char *word)
{
    static const char *const names[] = { "steam",    "steam_low", "coke_oven_gas", "power", "t",
                                         "capacity", "焦炉煤气",  "Nm3",           "kWh",   "kg" };
    return text_nearest(word, names, COUNT(names));
}

static void a_near_name_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(near("steem"), "steam");      /* one exchanged */
    assert_string_equal(near("staem"), "steam");      /* two swapped count as one */
    assert_string_equal(near("capcity"), "capacity"); /* one left out */
    assert_string_equal(near("coke_ovn_gass"), "coke_oven_gas");
    assert_string_equal(near("焦炉媒气"), "焦炉煤气"); /* one of four characters, though three of its bytes */
    assert_string_equal(near("POWER"), "power");       /* case costs next to nothing */
    assert_string_equal(near("kwh"), "kWh");
    assert_string_equal(near("T"), "t");
}

/* A third of the word may differ, at least one character; but something must be the same. */
static void a_far_name_is_not(void **state)
{
    (void)state;
    assert_null(near("wind"));
    assert_null(near("x"));
    assert_null(near(""));
    assert_null(near("steamers_and_more"));
    assert_null(text_nearest("steam", NULL, 0));
    char tedious[201];
    memset(tedious, 'a', 200);
    tedious[200] = '\0';
    assert_null(near(tedious));
}

static double number(const char *text)
{
    double value = NAN;
    const char *why;
    assert_true(text_number(text, strlen(text), &value, &why));
    return value;
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    assert_true(number("1350") == 1350);
    assert_true(number("-0.5") == -0.5);
    assert_true(number("+.5") == 0.5);
    assert_true(number("5.") == 5);
    assert_true(number("1.2e3") == 1200);
    assert_true(number("1E-3") == 1e-3);
    assert_true(number("0") == 0);
    assert_true(number("0e999") == 0);
    assert_true(number("1.7976931348623157e308") == DBL_MAX);
    assert_true(number("4.9406564584124654e-324") > 0);
    assert_true(number("007") == 7);
}

/* Only the given length counts: no byte behind it is looked at. */
static void a_number_ends_where_it_is_said_to(void **state)
{
    (void)state;
    double value;
    const char *why;
    const char digits[] = { '1', '2', '3' };
    assert_true(text_number(digits, 2, &value, &why));
    assert_true(value == 12);
    const char comma[] = { '1', ',', '5' };
    assert_false(text_number(comma, 3, &value, &why));
}

static void what_is_no_number_is_told_why(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "", "is empty; a number is missing" },
        { "abc", "is not a number" },
        { "nan", "is not a number" },
        { "inf", "is not a number" },
        { "-Infinity", "is not a number" },
        { ".", "is not a number" },
        { "-", "is not a number" },
        { "--5", "is not a number" },
        { "1e", "is not a number" },
        { "1e+", "is not a number" },
        { "1.2.3", "is not a number" },
        { "5 ", "is not a number" },
        { " 5", "is not a number" },
        { "1d3", "is not a number" },
        { "0x10", "is hexadecimal; write it in decimal" },
        { "-0X1p3", "is hexadecimal; write it in decimal" },
        { "1e999", "is too large" },
        { "-1e999", "is too large" },
        { "1e-999", "is too small" },
        { "1,5", "has a decimal comma; write 1.5, not 1,5" },
        { "0,125", "has a decimal comma; write 1.5, not 1,5" },
        { "1,35e3", "has a decimal comma; write 1.5, not 1,5" },
        { "1,350", "has a thousands separator; write 1350, not 1,350" },
        { "1,350,000", "has thousands separators; leave them out" },
        { "1_350", "has thousands separators; leave them out" },
        { "1'350", "has thousands separators; leave them out" },
        { "5,", "is not a number" },
        { ",5", "is not a number" },
        { "１５", "is not a number" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value = 7;
        const char *why = NULL;
        assert_false(text_number(cases[i].text, strlen(cases[i].text), &value, &why));
        assert_string_equal(why, cases[i].why);
        assert_true(value == 7); /* untouched */
    }
    char digits[1000];
    double value;
    const char *why;
    memset(digits, '9', sizeof digits);
    assert_false(text_number(digits, sizeof digits, &value, &why));
    assert_string_equal(why, "is too long for a number");
}

static void the_shortest_form_reads_back(void **state)
{
    (void)state;
    char buffer[32];
    assert_string_equal(text_shortest(0.1, buffer), "0.1");
    assert_string_equal(text_shortest(1350, buffer), "1350");
    assert_string_equal(text_shortest(1e22, buffer), "1e+22");
    assert_string_equal(text_shortest(0.1 + 0.2, buffer), "0.30000000000000004");
    assert_string_equal(text_shortest(-DBL_MAX, buffer), "-1.7976931348623157e+308");
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double value;
        memcpy(&value, &seed, sizeof value);
        if (isfinite(value) && value != 0)
            assert_true(number(text_shortest(value, buffer)) == value);
    }
}

/* In a locale whose decimal sign is a comma strtod("1.5") is 1. The thread's locale is as it was afterwards. */
static void the_locale_changes_nothing(void **state)
{
    (void)state;
    char buffer[32], shown[8];
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
        skip();
    snprintf(shown, sizeof shown, "%.1f", 1.5);
    assert_string_equal(shown, "1,5");
    assert_true(number("1.5") == 1.5);
    assert_string_equal(text_shortest(1.5, buffer), "1.5");
    snprintf(shown, sizeof shown, "%.1f", 1.5);
    assert_string_equal(shown, "1,5");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_code_points),
        cmocka_unit_test(what_is_not_utf8_is_never_read_past),
        cmocka_unit_test(width_is_in_cells),
        cmocka_unit_test(equality_knows_null),
        cmocka_unit_test(a_near_name_is_suggested),
        cmocka_unit_test(a_far_name_is_not),
        cmocka_unit_test(numbers_are_read_exactly),
        cmocka_unit_test(a_number_ends_where_it_is_said_to),
        cmocka_unit_test(what_is_no_number_is_told_why),
        cmocka_unit_test(the_shortest_form_reads_back),
        cmocka_unit_test(the_locale_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
