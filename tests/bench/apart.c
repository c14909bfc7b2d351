/* apart - what it costs to solve a program in a child process
 *
 *     apart PARK [TIMES]
 *
 * One row: the size, the quickest of TIMES solves in ms in this process and in a child, run in turns, their ratio, the
 * same from the final basis, and where coplant itself would solve it. With TIMES 0 it prints the head of the table. */
#include "models/compile.h"
#include "solver/backend.h"
#include "tests/bench/loaded.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1e3 * (double)at.tv_sec + 1e-6 * (double)at.tv_nsec;
}

static double solve(const Lp *lp, LpProcess process, const LpResult *start, LpResult *result)
{
    double begin = now();
    lp_solve(lp, &(LpOptions){ .process = process, .start = start }, result);
    double end = now();
    if (result->status != LP_OPTIMAL) {
        fprintf(stderr, "apart: %s: %s\n", lp_status_name(result->status), result->message);
        exit(1);
    }
    return end - begin;
}

static void print_times(const Lp *lp, const LpResult *start, long times)
{
    double own = INFINITY, child = INFINITY;
    for (long turn = 0; turn < times; turn++) {
        LpResult result;
        own = fmin(own, solve(lp, LP_PROCESS_OWN, start, &result));
        lp_result_release(&result);
        child = fmin(child, solve(lp, LP_PROCESS_CHILD, start, &result));
        lp_result_release(&result);
    }
    printf(" %.3g | %.3g | %.2f |", own, child, child / own);
}

static void measure(const Park *park, long times)
{
    Program *program = program_compile(park, NULL);
    const Lp *lp = &program->lp;
    double work = (double)lp->rows * (double)lp->entries;
    printf("| %zu | %zu | %zu | %.1e |", park->facilities, lp->rows, lp->entries, work);
    LpResult start;
    solve(lp, LP_PROCESS_OWN, NULL, &start);
    print_times(lp, NULL, times);
    print_times(lp, &start, times);
    printf(" %s, %s |\n", work > backend_glpk.quick ? "child" : "here",
           work > backend_glpk.quick_from_basis ? "child" : "here");
    lp_result_release(&start);
    program_free(program);
}

int main(int argc, char **argv)
{
    long times = argc > 2 ? strtol(argv[2], NULL, 10) : 11;
    if (argc > 2 && strcmp(argv[2], "0") == 0) {
        printf("| facilities | rows | entries | rows x entries | here ms | child ms | ratio "
               "| from a basis, here ms | child ms | ratio | coplant solves it |\n");
        printf("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
        return 0;
    }
    if (argc < 2 || times < 1) {
        fprintf(stderr, "usage: apart PARK [TIMES]\n");
        return 1;
    }
    Park *park = load_park(argv[1]);
    if (park != NULL)
        measure(park, times);
    int status = park != NULL ? 0 : 1;
    park_free(park);
    return status;
}
