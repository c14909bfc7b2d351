/* test_diag - mistakes are sorted, placed under the right character and safe to print */
#include "models/base/diag.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Source source_of(const char *path, const char *text)
{
    return (Source){ path, text, strlen(text) };
}

/* What diag_write prints, compared as a whole; frees the diag. */
static void assert_written(Diag *diag, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    diag_write(diag, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
    diag_free(diag);
}

static void a_mistake_is_shown_in_its_line(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "links:\n  - carry: gas\n\n    from: steem\n");
    Diag *diag = diag_create();
    assert_false(diag_error(diag, (Span){ &bay, 4, 11, 5 }, "unknown resource '%s'; did you mean '%s'?",
                            "steem", "steam"));
    assert_int_equal(diag_errors(diag), 1);
    assert_int_equal(diag_warnings(diag), 0);
    assert_written(diag, "bay.yaml:4:11: error: unknown resource 'steem'; did you mean 'steam'?\n"
                         "    4 |     from: steem\n"
                         "      |           ^~~~~\n");
}

/* By file in order of first mention, then by line, then by column, then as they came. */
static void mistakes_are_sorted(void **state)
{
    (void)state;
    Source second = source_of("b.yaml", "b: 1\n"), first = source_of("a.yaml", "a: 1\n");
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &second, 1, 4, 1 }, "two");
    diag_error(diag, (Span){ &first, 1, 1, 1 }, "four");
    diag_warning(diag, (Span){ &second, 1, 4, 1 }, "three");
    diag_error(diag, (Span){ &second, 1, 1, 1 }, "one");
    diag_error(diag, (Span){ &second, 0, 0, 0 }, "none");
    assert_written(diag, "b.yaml: error: none\n"
                         "b.yaml:1:1: error: one\n"
                         "    1 | b: 1\n"
                         "      | ^\n"
                         "b.yaml:1:4: error: two\n"
                         "    1 | b: 1\n"
                         "      |    ^\n"
                         "b.yaml:1:4: warning: three\n"
                         "    1 | b: 1\n"
                         "      |    ^\n"
                         "a.yaml:1:1: error: four\n"
                         "    1 | a: 1\n"
                         "      | ^\n");
}

/* A plant model that is read twice has two sources of one path, and is wrong once. */
static void the_same_is_said_once(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "a: 1\n"), again = source_of("bay.yaml", "a: 1\n");
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &bay, 1, 1, 1 }, "fault");
    diag_error(diag, (Span){ &again, 1, 1, 1 }, "fault");
    diag_warning(diag, (Span){ &bay, 1, 1, 1 }, "fault");
    assert_int_equal(diag_errors(diag), 1);
    assert_int_equal(diag_warnings(diag), 1);
    diag_free(diag);
}

/* Without a file, with a file that could not be read, and with a place that the file does not have. */
static void places_may_be_missing(void **state)
{
    (void)state;
    Source unread = { .path = "gone.yaml" }, bay = source_of("bay.yaml", "a: 1");
    Diag *diag = diag_create();
    diag_error(diag, (Span){ 0 }, "no park given");
    diag_error(diag, (Span){ &unread, 3, 4, 1 }, "cannot be opened");
    diag_error(diag, (Span){ &bay, 9, 1, 1 }, "ends too early");
    diag_error(diag, (Span){ &bay, 1, 70, 9 }, "beyond the line");
    assert_written(diag, "error: no park given\n"
                         "gone.yaml:3:4: error: cannot be opened\n"
                         "bay.yaml:1:70: error: beyond the line\n"
                         "    1 | a: 1\n"
                         "      |     ^\n"
                         "bay.yaml:9:1: error: ends too early\n");
}

/* Three Chinese characters and a colon, of two cells each but the colon, stand before the caret: 3*2 + 1 + 1 = 8 spaces;
 * the two characters marked are four cells wide. */
static void the_caret_counts_cells(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "焦煤气: 蒸汽 x\n");
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &bay, 1, 6, 2 }, "unknown resource '蒸汽'");
    assert_written(diag, "bay.yaml:1:6: error: unknown resource '蒸汽'\n"
                         "    1 | 焦煤气: 蒸汽 x\n"
                         "      |         ^~~~\n");
}

/* A combining accent takes no cell, a tab is shown as one space, \r\n ends a line, tildes end with it. */
static void odd_characters_keep_the_caret_in_place(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "e\xCC\x81\tab\r\nc: d\r\n");
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &bay, 1, 4, 99 }, "here");
    diag_error(diag, (Span){ &bay, 2, 4, 1 }, "there");
    assert_written(diag, "bay.yaml:1:4: error: here\n"
                         "    1 | e\xCC\x81 ab\n"
                         "      |   ^~\n"
                         "bay.yaml:2:4: error: there\n"
                         "    2 | c: d\n"
                         "      |    ^\n");
}

/* Escape sequences, C1 controls, bytes that are no UTF-8, marks that reverse the line: in the name of the file, in the
 * line and in the message. */
static void no_control_character_reaches_the_terminal(void **state)
{
    (void)state;
    Source bay = { "b\x1B[2J.yaml", "a\x1B[31m\0b\xC2\x9B\xFF\xE2\x80\xAE c", 16 };
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &bay, 1, 8, 1 }, "unknown key '\x1B]0;x\x07'\n");
    assert_written(diag, "b?[2J.yaml:1:8: error: unknown key '?]0;x?'?\n"
                         "    1 | a?[31m?b??? c\n"
                         "      |        ^\n");
}

/* 300 characters; of 299 before the caret all but 64 are hidden, of those behind it 96 - 64 = 32 are shown. */
static void a_long_line_is_cut_around_the_caret(void **state)
{
    (void)state;
    char text[602], expected[600];
    memset(text, 'x', 600);
    text[299] = 'O';
    memcpy(text + 600, "\n", 2);
    Source bay = source_of("bay.yaml", text);
    Diag *diag = diag_create();
    diag_error(diag, (Span){ &bay, 1, 300, 400 }, "long");
    snprintf(expected, sizeof expected,
             "bay.yaml:1:300: error: long\n    1 | ...%.64sO%.31s...\n      | %67s^%.31s\n", text, text + 300,
             "", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~");
    assert_written(diag, expected);
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* 62 errors and 51 warnings: the first 50 of each are shown in three lines, 12 and 1 are counted in one. */
static void only_the_first_are_shown(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "a: 1\n");
    Diag *diag = diag_create();
    for (int i = 0; i < 62; i++)
        diag_error(diag, (Span){ &bay, 1, 1, 1 }, "error %d", i);
    for (int i = 0; i < 51; i++)
        diag_warning(diag, (Span){ &bay, 1, 1, 1 }, "warning %d", i);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diag_write(diag, out);
    fclose(out);
    assert_int_equal(lines_of(text), 2 * DIAG_MOST * 3 + 1);
    assert_non_null(strstr(text, "error 49\n"));
    assert_null(strstr(text, "error 50\n"));
    assert_non_null(strstr(text, "warning 49\n"));
    assert_non_null(strstr(text, "\n... and 12 more errors and 1 more warning\n"));
    free(text);
    diag_free(diag);
}

/* A file that is wrong on every line fills neither the memory nor the screen, yet is counted. */
static void a_flood_is_counted(void **state)
{
    (void)state;
    Source bay = source_of("bay.yaml", "a: 1\n");
    Diag *diag = diag_create();
    for (int i = 0; i < 200000; i++)
        diag_error(diag, (Span){ &bay, i, 1, 1 }, "fault");
    assert_int_equal(diag_errors(diag), 200000);
    diag_free(diag);
}

static void nothing_wrong_prints_nothing(void **state)
{
    (void)state;
    assert_written(diag_create(), "");
    diag_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_is_shown_in_its_line),
        cmocka_unit_test(mistakes_are_sorted),
        cmocka_unit_test(the_same_is_said_once),
        cmocka_unit_test(places_may_be_missing),
        cmocka_unit_test(the_caret_counts_cells),
        cmocka_unit_test(odd_characters_keep_the_caret_in_place),
        cmocka_unit_test(no_control_character_reaches_the_terminal),
        cmocka_unit_test(a_long_line_is_cut_around_the_caret),
        cmocka_unit_test(only_the_first_are_shown),
        cmocka_unit_test(a_flood_is_counted),
        cmocka_unit_test(nothing_wrong_prints_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
