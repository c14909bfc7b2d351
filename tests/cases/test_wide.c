/* test_wide - a table with a line for each period holds the figures of the one with a row for each of them, and is read as series are
 *
 * The parks are by chance, and so are their answers, see made_up.h. */
#include "cli/report/plan.h"
#include "models/compile.h"
#include "models/read/table_file.h"
#include "tests/cases/read_park.h"
#include "tests/unit/close.h"
#include "tests/unit/made_up.h"

#include <dirent.h>
#include <unistd.h>

enum { PARKS = 24 };

static char folder[] = "/tmp/coplant-wide-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static void empty_folder(void)
{
    DIR *listed = opendir(folder);
    assert_non_null(listed);
    for (const struct dirent *entry; (entry = readdir(listed)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(listed), entry->d_name, 0);
    closedir(listed);
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder) != 0;
}

static void fill(const Outcome *outcome, const char *in, Report *report)
{
    static const Explanation why = { .headline = "" };
    report_init(report, outcome->park->arena);
    report->periods_most = SIZE_MAX;
    report->threads = 1;
    report_expect(report, in != NULL ? REPORT_CSV : REPORT_TEXT, in);
    plan_report(outcome, &why, report);
}

static void save_wide(const Outcome *outcome)
{
    Report report;
    fill(outcome, folder, &report);
    assert_true(report_save(&report, REPORT_CSV, true, folder, "plan"));
    report_release(&report);
}

/* Some figures of one period. */
typedef struct Figures {
    double *figure;
    size_t count, room;
} Figures;

/* 0 also stands where there is no row in a period. */
static void add(Figures *figures, double figure)
{
    if (isnan(figure) || figure == 0)
        return;
    figures->figure = memory_grow(figures->figure, figures->count, &figures->room, sizeof(double));
    figures->figure[figures->count++] = figure;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void assert_same_figures(Figures *wide, Figures *rows)
{
    assert_int_equal(wide->count, rows->count);
    if (wide->count == 0)
        return;
    qsort(wide->figure, wide->count, sizeof(double), by_size);
    qsort(rows->figure, rows->count, sizeof(double), by_size);
    for (size_t i = 0; i < wide->count; i++)
        assert_true(fabs(wide->figure[i] - rows->figure[i]) <= 5e-9 * fabs(rows->figure[i]));
}

static size_t column_of_kind(const ReportTable *table, ReportKind kind)
{
    size_t c = 0;
    while (c < table->columns && table->column[c].kind != kind)
        c++;
    return c;
}

/* What has a rate beside it is left out. */
static bool is_told(const ReportTable *table, size_t column)
{
    const ReportKind kind = table->column[column].kind;
    return kind == KIND_MEAN || kind == KIND_RATIO || kind == KIND_RANGE || kind == KIND_HELD
           || (kind == KIND_SUM && column_of_kind(table, KIND_MEAN) == table->columns);
}

/* Row by row of a table in memory, and line by line of its file; returns how many figures. */
static size_t compare_table(const Park *park, const ReportTable *table)
{
    Diag *diag = diag_create();
    const char *path = arena_print(park->arena, "%s/%s.csv", folder, table->name);
    TableFile *file = table_file_read(park->arena, path, path, (Span){ 0 }, diag);
    if (file == NULL)
        diag_write(diag, stderr);
    assert_non_null(file);
    assert_int_equal(file->rows, park->periods);
    enum { AHEAD = 3 }; /* period, stretch, time */
    const size_t period = column_of_kind(table, KIND_PERIOD);
    size_t figures = 0;
    for (size_t t = 0; t < park->periods; t++) {
        Figures wide = { 0 }, rows = { 0 };
        assert_true(file->cell[t * file->columns] == (double)(t + 1));
        for (size_t c = AHEAD; c < file->columns; c++)
            add(&wide, file->cell[t * file->columns + c]);
        for (size_t r = 0; r < table->rows; r++)
            for (size_t c = 0; c < table->columns; c++)
                if (is_told(table, c) && table->cell[r * table->columns + period].number == (double)(t + 1))
                    add(&rows, table->cell[r * table->columns + c].number);
        assert_same_figures(&wide, &rows);
        figures += rows.count;
        free(wide.figure);
        free(rows.figure);
    }
    table_file_release(file);
    diag_free(diag);
    return figures;
}

static size_t compare_tables(const Outcome *outcome)
{
    Report report;
    size_t figures = 0;
    save_wide(outcome);
    fill(outcome, NULL, &report);
    for (size_t i = 0; i < report.tables; i++)
        if (strstr(report.table[i]->name, "_by_period") != NULL)
            figures += compare_table(outcome->park, report.table[i]);
    report_release(&report);
    empty_folder();
    return figures;
}

static void lines_hold_the_figures_of_rows(void **state)
{
    (void)state;
    static const int steps[] = { 2, 24, 5, 40 };
    size_t figures = 0;
    for (int n = 1; n <= PARKS; n++) {
        Park *park = read_park((RandomPark){ .seed = (uint64_t)n, .prices = 1, .steps = steps[n % 4] });
        Program *program = program_compile(park, NULL);
        Outcome *outcome = outcome_read(park, program, worthy(&program->lp, (uint64_t)n), 0);
        figures += compare_tables(outcome);
        outcome_free(outcome);
        park_free(park);
    }
    print_message("%d parks, %zu figures\n", PARKS, figures);
    assert_true(figures > 1000 * PARKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(lines_hold_the_figures_of_rows) };
    return cmocka_run_group_tests_name("wide", tests, make_folder, remove_folder);
}
