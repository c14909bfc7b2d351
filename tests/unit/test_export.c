/* test_export - files that other solvers read: the same optimum by glpsol and cbc, where they are installed */
#include "solver/export.h"

#include "solver/solve.h"
#include "tests/unit/close.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/coplant-export-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static void path_of(char *path, const char *file)
{
    snprintf(path, 100, "%s/%s", folder, file);
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const files[] = { "park.lp", "park.mps", "answer" };
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char path[100];
        path_of(path, files[f]);
        remove(path);
    }
    return rmdir(folder);
}

static void read_all(const char *path, char *text, size_t size)
{
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    text[fread(text, 1, size - 1, stream)] = '\0';
    fclose(stream);
}

static void export_to(const Lp *lp, ExportFormat format, const char *const *rows, const char *const *columns)
{
    char path[100], message[240];
    path_of(path, format == EXPORT_LP ? "park.lp" : "park.mps");
    if (!lp_export(lp, format, "park", rows, columns, path, message))
        fail_msg("%s", message);
    assert_string_equal(message, "");
}

/* Every kind of row and column there is, a negative upper bound, a third, and things that do nothing.
 *
 *     min x - 2 y + 0.1 z + f - n,   1 <= x + y <= 4,   y - z / 3 = 2,   f + z <= 9
 *     x free,  -3 <= y <= 7,  z >= 0,  f = 2.5,  n <= -1
 *
 * n = -1 costs 1, f costs 2.5. z as large as f allows, 6.5, gives y = 2 + 6.5/3 = 25/6; x = 1 - y, so x - 2 y =
 * 1 - 3 y = -11.5. Together -11.5 + 0.65 + 2.5 + 1 = -7.35. */
static void all_kinds(Lp *lp)
{
    lp_init(lp);
    int range = lp_add_row(lp, 1, 4), idle = lp_add_row(lp, -INFINITY, INFINITY),
        equal = lp_add_row(lp, 2, 2);
    int upper = lp_add_row(lp, -INFINITY, 9);
    lp_add_row(lp, 0, 5);
    int x = lp_add_column(lp, -INFINITY, INFINITY, 1), y = lp_add_column(lp, -3, 7, -2);
    int z = lp_add_column(lp, 0, INFINITY, 0.1), f = lp_add_column(lp, 2.5, 2.5, 1);
    int n = lp_add_column(lp, -INFINITY, -1, -1);
    lp_add_column(lp, 0, INFINITY, 0);
    lp_add_entry(lp, range, x, 1);
    lp_add_entry(lp, range, y, 1);
    lp_add_entry(lp, idle, x, 1);
    lp_add_entry(lp, idle, n, 1);
    lp_add_entry(lp, equal, y, 1);
    lp_add_entry(lp, equal, z, -1.0 / 3);
    lp_add_entry(lp, upper, f, 1);
    lp_add_entry(lp, upper, z, 1);
}

static const char *const row_names[] = { "steam(works,1)", "idle", "power", "gas.max", "nothing" };
static const char *const plain_rows[] = { "steam(works.1)", "idle", "power", "gas.max", "nothing" };
static const char *const column_names[] = { "buy_power", "e12x", "heat(3)", "fixed", "sell", "unused" };

static bool is_installed(const char *program)
{
    char command[100];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
    return system(command) == 0;
}

/* Runs "<read> <file> <write> <answer> <end>" and finds the number behind `words` in the answer. */
static double answer_of(const char *read, const char *file, const char *write, const char *end,
                        const char *words)
{
    char path[100], answer[100], line[400], text[20000];
    path_of(path, file);
    path_of(answer, "answer");
    snprintf(line, sizeof line, "%s %s %s %s %s >/dev/null", read, path, write, answer, end);
    assert_int_equal(system(line), 0);
    read_all(answer, text, sizeof text);
    const char *found = strstr(text, words);
    if (found == NULL)
        print_error("%s\n", text);
    assert_non_null(found);
    return strtod(found + strlen(words), NULL);
}

static void both_formats(const Lp *lp)
{
    export_to(lp, EXPORT_LP, plain_rows, column_names);
    export_to(lp, EXPORT_MPS, plain_rows, column_names);
}

static void our_own_answer(void **state)
{
    (void)state;
    Lp lp;
    all_kinds(&lp);
    LpResult result;
    lp_solve(&lp, NULL, &result);
    assert_close(result.objective, -7.35);
    lp_result_release(&result);
    lp_release(&lp);
}

static void glpsol_reproduces_the_optimum(void **state)
{
    (void)state;
    if (!is_installed("glpsol")) {
        print_message("glpsol is not installed: skipped\n");
        skip();
    }
    Lp lp;
    all_kinds(&lp);
    both_formats(&lp);
    static const char words[] = "Objective:  cost =";
    assert_near(answer_of("glpsol --lp", "park.lp", "-o", "", words), -7.35, 1e-9);
    assert_near(answer_of("glpsol --freemps", "park.mps", "-o", "", words), -7.35, 1e-9);
    lp_release(&lp);
}

static void cbc_reproduces_the_optimum(void **state)
{
    (void)state;
    if (!is_installed("cbc")) {
        print_message("cbc is not installed: skipped\n");
        skip();
    }
    Lp lp;
    all_kinds(&lp);
    both_formats(&lp);
    static const char words[] = "Optimal - objective value";
    assert_near(answer_of("cbc", "park.lp", "solve solution", "quit", words), -7.35, 1e-7);
    assert_near(answer_of("cbc", "park.mps", "solve solution", "quit", words), -7.35, 1e-7);
    lp_release(&lp);
}

/* The MPS file, word for word. 1/3 has all its digits. */
static void mps_word_for_word(void **state)
{
    (void)state;
    Lp lp;
    all_kinds(&lp);
    export_to(&lp, EXPORT_MPS, NULL, NULL);
    char path[100], text[4000];
    path_of(path, "park.mps");
    read_all(path, text, sizeof text);
    assert_string_equal(text, "NAME park FREE\n"
                              "ROWS\n N cost\n L r1\n N r2\n E r3\n L r4\n L r5\n"
                              "COLUMNS\n c1 cost 1\n c1 r1 1\n c1 r2 1\n c2 cost -2\n c2 r1 1\n c2 r3 1\n"
                              " c3 cost 0.1\n c3 r3 -0.3333333333333333\n c3 r4 1\n c4 cost 1\n c4 r4 1\n"
                              " c5 cost -1\n c5 r2 1\n c6 cost 0\n"
                              "RHS\n RHS r1 4\n RHS r3 2\n RHS r4 9\n RHS r5 5\n"
                              "RANGES\n RANGE r1 3\n RANGE r5 5\n"
                              "BOUNDS\n FR BOUND c1\n LO BOUND c2 -3\n UP BOUND c2 7\n FX BOUND c4 2.5\n"
                              " MI BOUND c5\n UP BOUND c5 -1\nENDATA\n");
    lp_release(&lp);
}

static void lp_file_in_plain_words(void **state)
{
    (void)state;
    Lp lp;
    all_kinds(&lp);
    export_to(&lp, EXPORT_LP, plain_rows, column_names);
    char path[100], text[4000];
    path_of(path, "park.lp");
    read_all(path, text, sizeof text);
    assert_non_null(strstr(text, "\n cost: + buy_power - 2 e12x + 0.1 heat(3) + fixed - sell\n"));
    assert_non_null(strstr(text, "\n power: - 0.333333333333333 heat(3) + e12x = 2\n"));
    assert_null(strstr(text, "idle"));
    assert_null(strstr(text, "unused"));
    lp_release(&lp);
}

/* Under a German locale printf writes 0,1. */
static void the_locale_does_not_matter(void **state)
{
    (void)state;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL && setlocale(LC_NUMERIC, "de_DE") == NULL) {
        print_message("no German locale is installed: skipped\n");
        skip();
    }
    char written[32], path[100], text[4000];
    snprintf(written, sizeof written, "%g", 0.1);
    assert_string_equal(written, "0,1");
    Lp lp;
    all_kinds(&lp);
    both_formats(&lp);
    static const char *const files[] = { "park.lp", "park.mps" };
    for (int f = 0; f < 2; f++) {
        path_of(path, files[f]);
        read_all(path, text, sizeof text);
        assert_null(strchr(text, ','));
        assert_non_null(strstr(text, "0.1"));
    }
    snprintf(written, sizeof written, "%g", 0.1);
    assert_string_equal(written, "0,1");
    setlocale(LC_NUMERIC, "C");
    lp_release(&lp);
}

static void assert_refused(const Lp *lp, const char *const *rows, const char *path, const char *part)
{
    for (ExportFormat format = EXPORT_LP; format <= EXPORT_MPS; format++) {
        char message[240] = "";
        assert_false(lp_export(lp, format, "park", rows, NULL, path, message));
        if (strstr(message, part) == NULL)
            print_error("'%s' does not say '%s'\n", message, part);
        assert_non_null(strstr(message, part));
    }
}

static void what_cannot_be_written_is_said(void **state)
{
    (void)state;
    char path[100], longest[300] = "n";
    path_of(path, "park.lp");
    Lp lp;
    all_kinds(&lp);
    assert_refused(&lp, row_names, path, "name 'steam(works,1)' of row 0 does not fit a file");
    memset(longest, 'n', sizeof longest - 1);
    const char *const long_names[] = { longest, "b", "c", "d", "e" };
    assert_refused(&lp, long_names, path, "of row 0 does not fit a file");
    assert_refused(&lp, NULL, "/nowhere/park.lp", "No such file or directory");
    lp.row_lower[0] = 5;
    assert_refused(&lp, NULL, path, "lower limit 5 of row 0 lies above its upper limit 4");
    lp.row_lower[0] = NAN;
    assert_refused(&lp, NULL, path, "not a number");
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_own_answer),
        cmocka_unit_test(glpsol_reproduces_the_optimum),
        cmocka_unit_test(cbc_reproduces_the_optimum),
        cmocka_unit_test(mps_word_for_word),
        cmocka_unit_test(lp_file_in_plain_words),
        cmocka_unit_test(the_locale_does_not_matter),
        cmocka_unit_test(what_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
