/* test_sections - a report that two threads fill says what one thread would have said, to the byte
 *
 * The parks are by chance, and so are their answers: no plan, but something flows everywhere, every limit is worth something, and nothing needs to be
 * solved. */
#include "cli/report/plan.h"
#include "models/compile.h"
#include "solver/memory.h"
#include "tests/cases/read_park.h"
#include "tests/unit/chance.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PARKS = 24 };

static LpResult by_chance(const Lp *lp, uint64_t seed)
{
    Chance chance = { seed };
    LpResult result = {
        .status = LP_UNVERIFIED,
        .solved_by = "nobody",
        .x = memory_take(lp->columns, sizeof(double)),
        .column_dual = memory_take(lp->columns, sizeof(double)),
        .row_dual = memory_take(lp->rows, sizeof(double)),
        .rows = lp->rows,
        .columns = lp->columns,
    };
    for (size_t j = 0; j < lp->columns; j++) {
        result.x[j] = fabs(chance_magnitude(&chance, -3, 3));
        result.column_dual[j] = chance_magnitude(&chance, -3, 3);
    }
    for (size_t i = 0; i < lp->rows; i++)
        result.row_dual[i] = chance_magnitude(&chance, -3, 3);
    return result;
}

static Park *nth_park(int n)
{
    static const int steps[] = { 0, 1, 24, 5 };
    return read_park(
        (RandomPark){ .seed = (uint64_t)n, .prices = 1, .tight = n % 3 == 2, .steps = steps[n % 4] });
}

static Outcome *outcome_of(const Park *park, int n)
{
    Program *program = program_compile(park, NULL);
    return outcome_read(park, program, by_chance(&program->lp, (uint64_t)n));
}

/* All that there is to say; report_release. */
static void fill(const Outcome *outcome, const char *folder, int threads, Report *report)
{
    static const Explanation why = { .headline = "" };
    report_init(report, outcome->park->arena);
    report->threads = threads;
    report->periods_most = SIZE_MAX;
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
    fill(outcome, NULL, threads, &report);
    report_write(&report, REPORT_TEXT, true, out);
    report_write(&report, REPORT_JSON, true, out);
    report_release(&report);
    fclose(out);
    return text;
}

static void two_threads_say_what_one_does(void **state)
{
    (void)state;
    size_t bytes = 0;
    for (int n = 1; n <= PARKS; n++) {
        Park *park = nth_park(n);
        Outcome *outcome = outcome_of(park, n);
        char *one = text_of(outcome, 1), *two = text_of(outcome, 2);
        bytes += strlen(one);
        assert_string_equal(two, one);
        free(one);
        free(two);
        outcome_free(outcome);
        park_free(park);
    }
    print_message("%d parks, %zu bytes of text and JSON\n", PARKS, bytes);
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
static int compare_folders(void)
{
    int files = 0;
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

static void save(const Outcome *outcome, const char *in, int threads)
{
    Report report;
    fill(outcome, in, threads, &report);
    assert_true(report_save(&report, REPORT_CSV, true, in, "plan"));
    report_release(&report);
}

static void their_files_are_the_same(void **state)
{
    (void)state;
    int files = 0;
    for (int n = 1; n <= PARKS; n++) {
        Park *park = nth_park(n);
        Outcome *outcome = outcome_of(park, n);
        save(outcome, folder[0], 1);
        save(outcome, folder[1], 2);
        files += compare_folders();
        outcome_free(outcome);
        park_free(park);
    }
    print_message("%d parks, %d files\n", PARKS, files);
    assert_true(files > 20 * PARKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_threads_say_what_one_does),
        cmocka_unit_test(their_files_are_the_same),
    };
    return cmocka_run_group_tests_name("sections", tests, make_folders, remove_folders);
}
