/* stages - where the time and the memory of a whole solve go
 *
 *     stages PARK [TIMES] [unsolved FOLDER/]
 *
 * One row: the size of the program, the median time in ms of the processor for each stage (read: bytes to park, without the check; check:
 * recipes audited, balances looked at; compile; solve: with the proof; report: the plan as text), all but the solve over
 * the solve, and the heap in MB that park, program and answer hold. With TIMES 0 it prints the head of the table.
 *
 * A program that takes long to solve is measured `unsolved`: its matrix is put in order as for any solver, its MPS file written, and an answer that
 * is made up is read back, made a text of, and written into the folder as CSV. Memory is then the most that the process had by the end of each stage. */
#include "cli/report/plan.h"
#include "models/audit.h"
#include "models/check.h"
#include "models/compile.h"
#include "models/park_file.h"
#include "solver/export.h"
#include "tests/unit/made_up.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { READ, CHECK, COMPILE, SOLVE, REPORT, MATRIX, READ_BACK, EXPORT, CSV, STAGES, TIMES_MOST = 1000 };

typedef struct Measured {
    double ms[STAGES][TIMES_MOST];
    double heap[STAGES]; /* MB held after the stage */
    double most[STAGES]; /* MB, the most that the process ever had by then */
    size_t facilities, periods, rows, columns, entries;
    int iterations;
} Measured;

static double ms_of(struct timeval time)
{
    return 1e3 * (double)time.tv_sec + 1e-3 * (double)time.tv_usec;
}

/* Time of the processor, that of the child that solves counted, and not of what else the machine does. */
static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    struct rusage children;
    getrusage(RUSAGE_CHILDREN, &children);
    return 1e3 * (double)at.tv_sec + 1e-6 * (double)at.tv_nsec + ms_of(children.ru_utime)
           + ms_of(children.ru_stime);
}

static double held(void)
{
    struct mallinfo2 heap = mallinfo2();
    return (double)(heap.uordblks + heap.hblkhd) / (1024 * 1024);
}

/* MB: the most that the process ever had. */
static double most(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* Later turns find what earlier ones left behind. */
static void note_most(Measured *measured, int stage)
{
    if (measured->most[stage] == 0)
        measured->most[stage] = most();
}

/* park_read checks by itself: the check is done once more, and its time taken off the reading. */
static Park *read_park(const char *path, Measured *measured, size_t turn)
{
    Diag *diag = diag_create();
    double begin = now();
    Park *park = park_read(path, NULL, diag);
    double read = now();
    if (park == NULL) {
        diag_write(diag, stderr);
        exit(1);
    }
    bool fine = audit_park(park, diag) && check_park(park, diag);
    double checked = now();
    if (!fine)
        exit(1);
    measured->ms[CHECK][turn] = checked - read;
    measured->ms[READ][turn] = (read - begin) - (checked - read);
    measured->heap[READ] = measured->heap[CHECK] = held();
    note_most(measured, CHECK);
    diag_free(diag);
    return park;
}

static void write_report(const Outcome *outcome, FILE *nowhere)
{
    const Explanation why = { .headline = "" };
    Report report;
    report_init(&report, outcome->park->arena);
    plan_report(outcome, &why, &report);
    report_write(&report, REPORT_TEXT, false, nowhere);
    fflush(nowhere);
    report_release(&report);
}

static Program *compile_park(const Park *park, Measured *measured, size_t turn)
{
    double begin = now();
    Program *program = program_compile(park, NULL);
    measured->ms[COMPILE][turn] = now() - begin;
    measured->heap[COMPILE] = held();
    note_most(measured, COMPILE);
    measured->facilities = park->facilities;
    measured->periods = park->periods;
    measured->rows = program->lp.rows;
    measured->columns = program->lp.columns;
    measured->entries = program->lp.entries;
    return program;
}

static void measure(const char *path, FILE *nowhere, Measured *measured, size_t turn)
{
    Park *park = read_park(path, measured, turn);
    Program *program = compile_park(park, measured, turn);
    double compiled = now();
    Outcome *outcome = outcome_solve(park, program, NULL);
    double solved = now();
    measured->heap[SOLVE] = held();
    if (!outcome_proved(outcome)) {
        fprintf(stderr, "stages: '%s' is %s\n", path, lp_status_name(outcome->result.status));
        exit(1);
    }
    double reporting = now();
    write_report(outcome, nowhere);
    double reported = now();
    measured->heap[REPORT] = held();
    measured->ms[SOLVE][turn] = solved - compiled;
    measured->ms[REPORT][turn] = reported - reporting;
    measured->iterations = outcome->result.iterations;
    outcome_free(outcome);
    park_free(park);
}

static void write_csv(const Outcome *outcome, const char *folder)
{
    const Explanation why = { .headline = "" };
    Report report;
    report_init(&report, outcome->park->arena);
    report.periods_most = SIZE_MAX;
    report_expect(&report, REPORT_CSV, folder);
    plan_report(outcome, &why, &report);
    if (!report_save(&report, REPORT_CSV, true, folder, "plan"))
        exit(1);
    report_release(&report);
}

static void measure_unsolved(const char *path, const char *folder, FILE *nowhere, Measured *measured,
                             size_t turn)
{
    Park *park = read_park(path, measured, turn);
    Program *program = compile_park(park, measured, turn);
    double compiled = now();
    LpMatrix matrix;
    lp_matrix_init(&matrix, &program->lp);
    lp_matrix_release(&matrix);
    double ordered = now();
    note_most(measured, MATRIX);
    char message[240];
    if (!lp_export(&program->lp, EXPORT_MPS, "unsolved", NULL, NULL, "/dev/null", message)) {
        fprintf(stderr, "stages: %s\n", message);
        exit(1);
    }
    double written = now();
    LpResult answer = made_up(&program->lp);
    double reading = now();
    Outcome *outcome = outcome_read(park, program, answer, 0);
    measured->ms[READ_BACK][turn] = now() - reading;
    note_most(measured, READ_BACK);
    double reporting = now();
    write_report(outcome, nowhere);
    measured->ms[REPORT][turn] = now() - reporting;
    note_most(measured, REPORT);
    double writing = now();
    write_csv(outcome, folder);
    measured->ms[CSV][turn] = now() - writing;
    note_most(measured, CSV);
    measured->ms[MATRIX][turn] = ordered - compiled;
    measured->ms[EXPORT][turn] = written - ordered;
    outcome_free(outcome);
    park_free(park);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_head(void)
{
    printf(
        "| facilities | rows | columns | entries | read ms | check ms | compile ms | solve ms | steps | report ms "
        "| rest/solve | park MB | with program | with answer | peak |\n");
    printf("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
}

static void find_medians(Measured *measured, size_t times, double ms[STAGES])
{
    for (int stage = 0; stage < STAGES; stage++) {
        qsort(measured->ms[stage], times, sizeof(double), ascending);
        ms[stage] = measured->ms[stage][times / 2];
    }
}

static void print_row(Measured *measured, size_t times)
{
    double ms[STAGES];
    find_medians(measured, times, ms);
    double rest = ms[READ] + ms[CHECK] + ms[COMPILE] + ms[REPORT];
    printf(
        "| %zu | %zu | %zu | %zu | %.3g | %.3g | %.3g | %.3g | %d | %.3g | %.2f | %.1f | %.1f | %.1f | %.1f |\n",
        measured->facilities, measured->rows, measured->columns, measured->entries, ms[READ], ms[CHECK],
        ms[COMPILE], ms[SOLVE], measured->iterations, ms[REPORT], rest / ms[SOLVE], measured->heap[CHECK],
        measured->heap[COMPILE], measured->heap[SOLVE], most());
}

static void print_head_unsolved(void)
{
    printf(
        "| periods | rows | columns | entries | read ms | check ms | compile ms | matrix ms | read back ms | MPS ms "
        "| text ms | CSV ms | MB read | compiled | as matrix | read back | text | CSV |\n");
    printf("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
}

static void print_row_unsolved(Measured *measured, size_t times)
{
    double ms[STAGES];
    find_medians(measured, times, ms);
    printf(
        "| %zu | %zu | %zu | %zu | %.3g | %.3g | %.3g | %.3g | %.3g | %.3g | %.3g | %.3g | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n",
        measured->periods, measured->rows, measured->columns, measured->entries, ms[READ], ms[CHECK],
        ms[COMPILE], ms[MATRIX], ms[READ_BACK], ms[EXPORT], ms[REPORT], ms[CSV], measured->most[CHECK],
        measured->most[COMPILE], measured->most[MATRIX], measured->most[READ_BACK], measured->most[REPORT],
        measured->most[CSV]);
}

int main(int argc, char **argv)
{
    const long times = argc > 2 ? strtol(argv[2], NULL, 10) : 11;
    const bool solved = argc < 4;
    if (argc > 2 && strcmp(argv[2], "0") == 0) {
        solved ? print_head() : print_head_unsolved();
        return 0;
    }
    if (argc < 2 || times < 1 || times > TIMES_MOST
        || (!solved && (argc < 5 || strcmp(argv[3], "unsolved") != 0))) {
        fprintf(stderr, "usage: stages PARK [TIMES] [unsolved FOLDER/]\n");
        return 1;
    }
    static Measured measured;
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere == NULL)
        return 1;
    for (size_t turn = 0; turn < (size_t)times; turn++)
        solved ? measure(argv[1], nowhere, &measured, turn)
               : measure_unsolved(argv[1], argv[4], nowhere, &measured, turn);
    fclose(nowhere);
    solved ? print_row(&measured, (size_t)times) : print_row_unsolved(&measured, (size_t)times);
    return 0;
}
