/* watch - over a command while it works: Ctrl-C, its time limit, a line on the terminal that tells how far it is */
#include "cli/watch.h"

#include "cli/command.h"
#include "cli/output.h"
#include "solver/deadline.h"
#include "solver/second_opinion.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* ---- the line ---- */

/* Seconds before there is a line, and between two of them. */
static const double first = 1, next = 0.2;

static double next_line;                    /* a deadline */
static double begun;                        /* likewise, long over */
static volatile sig_atomic_t line_is_shown; /* also read by handlers */

static void put(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return; /* a terminal that is gone misses nothing */
}

void watch_wipe(void)
{
    if (line_is_shown)
        put("\r\033[K");
    line_is_shown = 0;
}

/* A job in the background leaves the terminal to whoever works there. */
static bool in_front(void)
{
    return tcgetpgrp(STDERR_FILENO) == getpgrp();
}

static void show(void *watcher, const LpProgress *progress)
{
    (void)watcher;
    if (!deadline_over(next_line) || !in_front())
        return;
    next_line = deadline_after(next);
    char line[80];
    int used = snprintf(line, sizeof line, "\r\033[Ksolving: %.0f s", floor(-deadline_left(begun)));
    if (progress->steps > 0)
        snprintf(line + used, sizeof line - (size_t)used, ", %d steps, %s %.6g", progress->steps,
                 progress->is_feasible ? "objective" : "still off by", progress->value);
    line_is_shown = 1;
    put(line);
}

static bool has_terminal(void)
{
    const char *kind = getenv("TERM");
    return isatty(STDERR_FILENO) && kind != NULL && strcmp(kind, "dumb") != 0;
}

/* ---- the end ---- */

void watch_end(const char *says, int status)
{
    watch_wipe();
    put(says);
    output_abandon();
    second_opinion_abandon();
    _exit(status);
}

static void on_limit(int number)
{
    (void)number;
    watch_end("coplant: no proven answer: limit: time limit reached\n", EXIT_UNPROVED);
}

/* Ends as if nobody had listened, so that a shell sees the signal. */
static void on_signal(int number)
{
    watch_wipe();
    output_abandon();
    second_opinion_abandon();
    signal(number, SIG_DFL);
    raise(number);
}

void watch_begin(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    const struct sigaction action = { .sa_handler = on_signal };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct sigaction before;
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ends[i], &action, NULL);
    }
}

/* 0: no more. */
static void alarm_in(double seconds)
{
    static const double too_far = 1e8; /* three years; more may not fit */
    const struct sigaction action = { .sa_handler = on_limit };
    sigaction(SIGALRM, &action, NULL);
    double whole = seconds < too_far ? floor(seconds) : 0;
    const struct timeval in = { .tv_sec = (time_t)whole,
                                .tv_usec = (suseconds_t)(seconds < too_far ? 1e6 * (seconds - whole) : 0) };
    setitimer(ITIMER_REAL, &(struct itimerval){ .it_value = in }, NULL);
}

/* ---- a command ---- */

void watch_solving(LpOptions *options, double seconds, bool quiet)
{
    static const double longer = 1.5;
    options->deadline = deadline_after(seconds);
    if (seconds > 0)
        alarm_in(seconds + longer);
    if (quiet || !has_terminal())
        return;
    begun = deadline_after(1e-9);
    next_line = deadline_after(first);
    options->progress = show;
}

void watch_solved(void)
{
    alarm_in(0);
    watch_wipe();
    next_line = INFINITY;
}
