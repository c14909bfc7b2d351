/* race - two commands side by side: run in turns, their median times, the ratio, the most memory
 *
 *     race TIMES COMMAND... -- COMMAND...
 *
 * Whatever else the machine does meets both alike, so the ratio is steadier than either time. What they print is thrown
 * away. Ends with status 1 where one of them fails. */

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct Runner {
    char **command;
    double *seconds; /* [times] */
    long most;       /* kB of memory that one run took */
} Runner;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static bool run(Runner *runner, size_t turn)
{
    double begin = now();
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execvp(runner->command[0], runner->command);
        _exit(127);
    }
    int status = -1;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return false;
    runner->seconds[turn] = now() - begin;
    if (usage.ru_maxrss > runner->most)
        runner->most = usage.ru_maxrss;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *seconds, size_t times)
{
    qsort(seconds, times, sizeof *seconds, ascending);
    return seconds[times / 2];
}

static const char *name(const Runner *runner)
{
    const char *slash = strrchr(runner->command[0], '/');
    return slash != NULL ? slash + 1 : runner->command[0];
}

static void print_row(const Runner *runner, double middle, size_t times)
{
    printf("| %s %s | %.2f ms | %.2f ms | %.2f ms | %.1f MB |\n", name(runner), runner->command[1],
           1e3 * middle, 1e3 * runner->seconds[times / 10], 1e3 * runner->seconds[times - 1 - times / 10],
           (double)runner->most / 1024);
}

static bool race(Runner runner[2], size_t times)
{
    for (size_t turn = 0; turn < times; turn++)
        for (size_t k = 0; k < 2; k++) {
            Runner *one = &runner[(turn + k) % 2];
            if (!run(one, turn)) {
                fprintf(stderr, "race: '%s' failed\n", one->command[0]);
                return false;
            }
        }
    double first = median(runner[0].seconds, times), second = median(runner[1].seconds, times);
    printf("| command | median | fast tenth | slow tenth | memory |\n|---|---|---|---|---|\n");
    print_row(&runner[0], first, times);
    print_row(&runner[1], second, times);
    printf("\n%zu runs each, in turns; ratio of the medians %.2f, of the fast tenths %.2f\n", times,
           first / second, runner[0].seconds[times / 10] / runner[1].seconds[times / 10]);
    return true;
}

int main(int argc, char **argv)
{
    int between = 2;
    while (between < argc && strcmp(argv[between], "--") != 0)
        between++;
    long times = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    if (times < 1 || between == 2 || between + 1 >= argc) {
        fprintf(stderr, "usage: race TIMES COMMAND... -- COMMAND...\n");
        return 1;
    }
    argv[between] = NULL;
    Runner runner[2] = { { .command = argv + 2 }, { .command = argv + between + 1 } };
    for (size_t k = 0; k < 2; k++)
        runner[k].seconds = calloc((size_t)times, sizeof(double));
    bool fine = runner[0].seconds != NULL && runner[1].seconds != NULL && race(runner, (size_t)times);
    free(runner[0].seconds);
    free(runner[1].seconds);
    return fine ? 0 : 1;
}
