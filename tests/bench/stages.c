/* stages - where the time and the memory of a whole solve go
 *
 *     stages PARK [TIMES]
 *
 * One row: the size of the program, the median time in ms of each stage (read: bytes to park, without the check; check:
 * recipes audited, balances looked at; compile; solve: with the proof; report: the plan as text), all but the solve over
 * the solve, and the heap in MB that park, program and answer hold. With TIMES 0 it prints the head of the table. */
#include "cli/report/plan.h"
#include "models/audit.h"
#include "models/check.h"
#include "models/compile.h"
#include "models/park_file.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { READ, CHECK, COMPILE, SOLVE, REPORT, STAGES, TIMES_MOST = 1000 };

typedef struct Measured {
    double ms[STAGES][TIMES_MOST];
    double heap[STAGES]; /* MB held after the stage */
    size_t facilities, rows, columns, entries;
    int iterations;
} Measured;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1e3 * (double)at.tv_sec + 1e-6 * (double)at.tv_nsec;
}

static double held(void)
{
    struct mallinfo2 heap = mallinfo2();
    return (double)(heap.uordblks + heap.hblkhd) / (1024 * 1024);
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

static void measure(const char *path, FILE *nowhere, Measured *measured, size_t turn)
{
    Park *park = read_park(path, measured, turn);
    double begin = now();
    Program *program = program_compile(park, NULL);
    double compiled = now();
    measured->heap[COMPILE] = held();
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
    measured->ms[COMPILE][turn] = compiled - begin;
    measured->ms[SOLVE][turn] = solved - compiled;
    measured->ms[REPORT][turn] = reported - reporting;
    measured->facilities = park->facilities;
    measured->rows = program->lp.rows;
    measured->columns = program->lp.columns;
    measured->entries = program->lp.entries;
    measured->iterations = outcome->result.iterations;
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

static void print_row(Measured *measured, size_t times)
{
    double ms[STAGES];
    for (int stage = 0; stage < STAGES; stage++) {
        qsort(measured->ms[stage], times, sizeof(double), ascending);
        ms[stage] = measured->ms[stage][times / 2];
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double rest = ms[READ] + ms[CHECK] + ms[COMPILE] + ms[REPORT];
    printf(
        "| %zu | %zu | %zu | %zu | %.3g | %.3g | %.3g | %.3g | %d | %.3g | %.2f | %.1f | %.1f | %.1f | %.1f |\n",
        measured->facilities, measured->rows, measured->columns, measured->entries, ms[READ], ms[CHECK],
        ms[COMPILE], ms[SOLVE], measured->iterations, ms[REPORT], rest / ms[SOLVE], measured->heap[CHECK],
        measured->heap[COMPILE], measured->heap[SOLVE], (double)usage.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
    long times = argc > 2 ? strtol(argv[2], NULL, 10) : 11;
    if (argc > 2 && strcmp(argv[2], "0") == 0) {
        print_head();
        return 0;
    }
    if (argc < 2 || times < 1 || times > TIMES_MOST) {
        fprintf(stderr, "usage: stages PARK [TIMES]\n");
        return 1;
    }
    static Measured measured;
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere == NULL)
        return 1;
    for (size_t turn = 0; turn < (size_t)times; turn++)
        measure(argv[1], nowhere, &measured, turn);
    fclose(nowhere);
    print_row(&measured, (size_t)times);
    return 0;
}
