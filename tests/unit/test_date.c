/* test_date - days of the calendar both ways */
#include "models/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

static void there_and_back(void **state)
{
    (void)state;
    static const char *const dates[] = { "2025-01-01", "2024-02-29",       "2000-02-29", "1999-12-31",
                                         "2025-03-01", "2025-12-31 23:45", "1600-01-01", "2100-03-01 06:00" };
    char buffer[DATE_LONGEST];
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        assert_string_equal(date_text(date_hours(dates[i]), buffer), dates[i]);
}

/* 2100 is no leap year, 2000 was one. */
static void day_after_day(void **state)
{
    (void)state;
    char buffer[DATE_LONGEST];
    assert_string_equal(date_text(date_hours("2025-12-31") + 24, buffer), "2026-01-01");
    assert_string_equal(date_text(date_hours("2100-02-28") + 24, buffer), "2100-03-01");
    assert_string_equal(date_text(date_hours("2000-02-28 18:00") + 12, buffer), "2000-02-29 06:00");
    assert_true(date_hours("2026/1/1") - date_hours("2025-01-01T00:00") == 8760);
    static const char *const none[] = {
        "some spring", "", "2025", "2025-03", "2025-13-01", "2025-03-01 25:00", "99999999999999999999-01-01"
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_true(isnan(date_hours(none[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(day_after_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
