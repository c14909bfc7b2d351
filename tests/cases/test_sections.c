/* test_sections - a report that two threads fill says what one thread would have said, to the byte
 *
 * The parks are by chance, and so are their answers: no plan, but something flows everywhere, every limit is worth something, and nothing needs to be
 * solved. */
#include "cli/report/plan.h"
#include "models/compile.h"
#include "tests/cases/read_park.h"
#include "tests/unit/made_up.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PARKS = 24 };

static Park *nth_park(int n)
{
    static const int steps[] = { 0, 1, 24, 5 };
    return read_park(
        (RandomPark){ .seed = (uint64_t)n, .prices = 1, .tight = n % 3 == 2, .steps = steps[n % 4] });
}

/* The sum of what the check says of each of the parks. */
static size_t check_parks(int first, int last, size_t check(const Outcome *outcome))
{
    size_t sum = 0;
    for (int n = first; n <= last; n++) {
        Park *park = nth_park(n);
        Program *program = program_compile(park, NULL);
        Outcome *outcome = outcome_read(park, program, worthy(&program->lp, (uint64_t)n), 0);
        sum += check(outcome);
        outcome_free(outcome);
        park_free(park);
    }
    return sum;
}

/* All that there is to say; report_release. */
static void fill(const Outcome *outcome, const char *folder, bool is_long, int threads, Report *report)
{
    static const Explanation why = { .headline = "" };
    report_init(report, outcome->park->arena);
    report->threads = threads;
    report->periods_most = SIZE_MAX;
    report->is_long = is_long;
    if (folder != NULL)
        report_expect(report, REPORT_CSV, folder);
    plan_report(outcome, &why, report);
}

static char *text_of(const Outcome *outcome, int threads)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    Report report;
    fill(outcome, NULL, false, threads, &report);
    report_write(&report, REPORT_TEXT, true, out);
    report_write(&report, REPORT_JSON, true, out);
    report_release(&report);
    fclose(out);
    return text;
}

/* Returns how many bytes. */
static size_t compare_texts(const Outcome *outcome)
{
    char *one = text_of(outcome, 1), *two = text_of(outcome, 2);
    const size_t length = strlen(one);
    assert_string_equal(two, one);
    free(one);
    free(two);
    return length;
}

static void two_threads_say_what_one_does(void **state)
{
    (void)state;
    const size_t bytes = check_parks(1, PARKS, compare_texts);
    print_message("%d parks, %zu bytes of text and JSON\n", PARKS, bytes);
    assert_true(bytes > 100000 * PARKS);
}

/* ---- into a folder ---- */

static char folder[2][40] = { "/tmp/coplant-sections-1-XXXXXX", "/tmp/coplant-sections-2-XXXXXX" };

static int make_folders(void **state)
{
    (void)state;
    return mkdtemp(folder[0]) == NULL || mkdtemp(folder[1]) == NULL;
}

static int remove_folders(void **state)
{
    (void)state;
    return rmdir(folder[0]) != 0 || rmdir(folder[1]) != 0;
}

/* Takes the file away too. */
static char *content_of(const char *in, const char *name)
{
    char path[400], *text = NULL;
    size_t length = 0;
    snprintf(path, sizeof path, "%s/%s", in, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (int byte; (byte = getc(file)) != EOF;)
        putc(byte, out);
    fclose(file);
    fclose(out);
    unlink(path);
    return text;
}

/* Every file of the first folder is in the second; takes both away, and returns how many. */
static size_t compare_folders(void)
{
    size_t files = 0;
    DIR *listed = opendir(folder[0]);
    assert_non_null(listed);
    for (const struct dirent *entry; (entry = readdir(listed)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *one = content_of(folder[0], entry->d_name), *two = content_of(folder[1], entry->d_name);
        assert_string_equal(two, one);
        free(one);
        free(two);
        files++;
    }
    closedir(listed);
    return files;
}

static bool save(const Outcome *outcome, const char *in, bool is_long, int threads)
{
    Report report;
    fill(outcome, in, is_long, threads, &report);
    const bool saved = report_save(&report, REPORT_CSV, true, in, "plan");
    report_release(&report);
    return saved;
}

static size_t compare_files(const Outcome *outcome)
{
    size_t files = 0;
    for (int is_long = 0; is_long <= 1; is_long++) {
        assert_true(save(outcome, folder[0], is_long, 1));
        assert_true(save(outcome, folder[1], is_long, 2));
        files += compare_folders();
    }
    return files;
}

/* remove_folders sees that there are no others. */
static void their_files_are_the_same(void **state)
{
    (void)state;
    const size_t files = check_parks(1, PARKS, compare_files);
    print_message("%d parks, %zu files\n", PARKS, files);
    assert_true(files > 40 * PARKS);
}

/* Where a folder stands in the way of a file nothing is written at all, and what the other thread has begun is taken away. */
static size_t fail_to_save(const Outcome *outcome)
{
    char in_the_way[80];
    snprintf(in_the_way, sizeof in_the_way, "%s/flows_by_period.csv", folder[0]);
    assert_int_equal(mkdir(in_the_way, 0777), 0);
    assert_false(save(outcome, folder[0], false, 2));
    assert_int_equal(rmdir(in_the_way), 0);
    return compare_folders();
}

static void a_file_that_cannot_be_begun_leaves_none(void **state)
{
    enum { HAS_PERIODS = 2 };
    (void)state;
    assert_int_equal(check_parks(HAS_PERIODS, HAS_PERIODS, fail_to_save), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_threads_say_what_one_does),
        cmocka_unit_test(their_files_are_the_same),
        cmocka_unit_test(a_file_that_cannot_be_begun_leaves_none),
    };
    return cmocka_run_group_tests_name("sections", tests, make_folders, remove_folders);
}
