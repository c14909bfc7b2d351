/* test_form - a report in one file: JSON as jansson writes it, and long tables whose rows are not kept */
#include "cli/report/form.h"
#include "tests/unit/chance.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void begin(Report *report)
{
    report_init(report, arena_create());
}

static void end(Report *report)
{
    Arena *arena = report->arena;
    report_release(report);
    arena_free(arena);
}

static char *written(const Form *form, const Report *report)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    form_write(form, report, out);
    fclose(out);
    return text;
}

static void assert_written(const Form *form, const Report *report, const char *expected)
{
    char *text = written(form, report);
    assert_string_equal(text, expected);
    free(text);
}

/* ---- as jansson ---- */

static const ReportColumn number_column[] = { { "figure", "", true } },
                          text_column[] = { { "says", "", false } };

/* {"name": [{"key": value}, ...]}; takes the values. */
static void assert_as_jansson(const Report *report, const char *name, const char *key, json_t *values)
{
    json_t *root = json_object(), *rows = json_array();
    for (size_t i = 0; i < json_array_size(values); i++) {
        json_t *row = json_object();
        json_object_set(row, key, json_array_get(values, i));
        json_array_append_new(rows, row);
    }
    json_object_set_new(root, name, rows);
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(15)), *line;
    line = malloc(strlen(text) + 2);
    assert_non_null(line);
    strcpy(line, text);
    assert_written(&form_json, report, strcat(line, "\n"));
    free(line);
    free(text);
    json_decref(root);
    json_decref(values);
}

static void put_number(ReportTable *table, json_t *values, double number)
{
    report_row(table, false);
    report_number(table, number);
    json_array_append_new(values, number == floor(number) && fabs(number) < 1e15
                                      ? json_integer((json_int_t)number)
                                      : json_real(number));
}

static void numbers_are_as_jansson_writes_them(void **state)
{
    (void)state;
    static const double some[] = {
        0,    -0.0, 1,    -7,    1e15,  999999999999999,   -1.25e17,          1e300,  5e-324, 0.1, 1 / 3.,
        1e-5, 1e-4, 0.25, 2e-16, 1e-17, 99999999999999.99, 999999999999999.9, 1.5e100
    };
    Report report;
    begin(&report);
    ReportTable *table = report_table(&report, "numbers", "", number_column, 1);
    json_t *values = json_array();
    Chance chance = { 5 };
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
        put_number(table, values, some[i]);
    for (int i = 0; i < 5000; i++) {
        put_number(table, values, chance_magnitude(&chance, -18, 17));
        put_number(table, values, floor(chance_magnitude(&chance, 0, 17)));
        put_number(table, values, (double)chance_between(&chance, -1000000, 1000000) / 4096);
    }
    report_row(table, false);
    report_number(table, INFINITY); /* JSON has no such number */
    json_array_append_new(values, json_null());
    assert_as_jansson(&report, "numbers", "figure", values);
    end(&report);
}

static void texts_are_as_jansson_writes_them(void **state)
{
    (void)state;
    static const char *const some[] = {
        "",           "plain",        "a \"quoted\" one", "back\\slash /", "焦炉（二期）",
        "\b\f\n\r\t", "\x01\x1f\x7f", "😀 and \"é\"",      "\xEF\xBF\xBD",  "ends with é"
    };
    static const char *const broken[] = { "\xff", "half \xE7\x84", "\xC0\xAF", "\xED\xA0\x80" };
    Report report;
    begin(&report);
    ReportTable *table = report_table(&report, "texts", "", text_column, 1);
    json_t *values = json_array();
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        report_row(table, false);
        report_text(table, some[i]);
        json_array_append_new(values, json_string(some[i]));
    }
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        report_row(table, false);
        report_text(table, broken[i]);
        assert_null(json_string(broken[i]));
        json_array_append_new(values, json_string("?"));
    }
    assert_as_jansson(&report, "texts", "says", values);
    end(&report);
}

static void nothing_in_a_text_means_anything_to_a_page_around_it(void **state)
{
    (void)state;
    Report report;
    begin(&report);
    assert_written(&form_json, &report, "{}\n");
    report_fact_text(&report, "says", "</script> & \xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA");
    assert_written(&form_json, &report,
                   "{\n  \"says\": \"\\u003c/script\\u003e \\u0026 \\u2028\\u2029\xE2\x80\xAA\"\n}\n");
    end(&report);
}

static void facts_with_a_dot_stand_in_an_object_where_the_first_of_them_does(void **state)
{
    (void)state;
    Report report;
    begin(&report);
    report_fact(&report, "horizon.hours", 3);
    report_fact(&report, "value", 0.5);
    report_fact(&report, "horizon.periods", 1);
    assert_written(&form_json, &report,
                   "{\n  \"horizon\": {\n    \"hours\": 3,\n    \"periods\": 1\n  },\n  \"value\": 0.5\n}\n");
    end(&report);
}

/* ---- tables that are not kept ---- */

static const ReportColumn two_columns[] = { { "hour", "", true }, { "who", "", false } };

static void put_row(ReportTable *table, int hour, const char *who)
{
    report_row(table, false);
    report_number(table, hour);
    report_text(table, who);
}

static ReportTable *long_table(Report *report, const char *name)
{
    ReportTable *table = report_table(report, name, "", two_columns, 2);
    report_stream(report, table);
    return table;
}

typedef struct Filled {
    int hours;
    int *times; /* it was filled */
} Filled;

/* b and c come by turns, e behind them; a and d are short, and no row comes for none and last. */
static void fill_by_turns(const void *what, Report *report)
{
    const Filled *filled = what;
    ++*filled->times;
    ReportTable *a = report_table(report, "a", "", two_columns, 2), *none = long_table(report, "none"),
                *b = long_table(report, "b"), *c = long_table(report, "c"),
                *d = report_table(report, "d", "", two_columns, 2), *e = long_table(report, "e");
    report_table(report, "drawn", "", two_columns, 2)->only_text = true;
    long_table(report, "last");
    put_row(a, 0, "a");
    for (int t = 0; t < filled->hours; t++) {
        put_row(b, t, "b");
        put_row(c, t, "c1");
        put_row(c, t, "c2");
    }
    put_row(d, 0, "d");
    put_row(d, 1, "d");
    for (int t = 0; t < filled->hours; t++)
        put_row(e, t, "e");
    assert_int_equal(none->rows, 0);
}

static char *filled_by_turns(ReportFormat format, bool streams, int hours, int *times)
{
    const Filled filled = { hours, times };
    *times = 0;
    Report report;
    begin(&report);
    if (streams)
        report_expect(&report, format, NULL);
    report_fill(&report, fill_by_turns, &filled);
    report_fact(&report, "said afterwards", 1);
    assert_int_equal(report.table[2]->rows, streams ? 0 : hours);
    char *text = written(format == REPORT_JSON ? &form_json : &form_csv, &report);
    end(&report);
    return text;
}

/* Filled once to count, for b, and for c to e; without long rows only once. */
static void long_tables_are_written_as_those_that_are_kept(void **state)
{
    (void)state;
    for (int format = REPORT_JSON; format <= REPORT_CSV; format++)
        for (int hours = 0; hours <= 5000; hours = 10 * hours + 1) {
            int kept_times, times;
            char *kept = filled_by_turns((ReportFormat)format, false, hours, &kept_times);
            char *streamed = filled_by_turns((ReportFormat)format, true, hours, &times);
            assert_string_equal(streamed, kept);
            assert_int_equal(kept_times, 1);
            assert_int_equal(times, hours == 0 ? 1 : hours == 1 ? 2 : 3);
            free(kept);
            free(streamed);
        }
}

typedef struct Watched {
    FILE *out;
    long *most; /* bytes in the file while rows are still to come */
} Watched;

enum { MANY_HOURS = 100000 };

static void fill_and_watch(const void *what, Report *report)
{
    const Watched *watched = what;
    ReportTable *table = long_table(report, "long");
    for (int t = 0; t < MANY_HOURS; t++) {
        put_row(table, t, "somebody");
        assert_int_equal(table->rows, 0);
        if (t == MANY_HOURS / 2)
            *watched->most = ftell(watched->out);
    }
    assert_true(table->row_room < 100);
}

/* Returns how much was written when half of the rows had come. */
static long write_and_watch(FILE *out)
{
    long half = 0;
    const Watched watched = { out, &half };
    Report report;
    begin(&report);
    report_expect(&report, REPORT_JSON, NULL);
    report_fill(&report, fill_and_watch, &watched);
    assert_int_equal(half, 0);
    form_write(&form_json, &report, out);
    end(&report);
    return half;
}

static void rows_are_in_the_file_before_the_last_of_them_is_made(void **state)
{
    (void)state;
    FILE *out = tmpfile();
    assert_non_null(out);
    const long half = write_and_watch(out), whole = ftell(out);
    assert_true(half > whole / 2 - BUFFER_ROOM && half < whole / 2 + BUFFER_ROOM);
    fclose(out);
}

static void a_full_disk_is_an_error_in_the_end(void **state)
{
    (void)state;
    FILE *out = fopen("/dev/full", "w");
    assert_non_null(out);
    errno = 0;
    (void)write_and_watch(out);
    assert_true(ferror(out));
    assert_int_equal(errno, ENOSPC);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_jansson_writes_them),
        cmocka_unit_test(texts_are_as_jansson_writes_them),
        cmocka_unit_test(nothing_in_a_text_means_anything_to_a_page_around_it),
        cmocka_unit_test(facts_with_a_dot_stand_in_an_object_where_the_first_of_them_does),
        cmocka_unit_test(long_tables_are_written_as_those_that_are_kept),
        cmocka_unit_test(rows_are_in_the_file_before_the_last_of_them_is_made),
        cmocka_unit_test(a_full_disk_is_an_error_in_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
