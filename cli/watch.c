/* watch - over a command while it works: Ctrl-C, its time limit, a line on the terminal that tells how far it is */
#include "cli/watch.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/pace.h"
#include "solver/deadline.h"
#include "solver/second_opinion.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* ---- what handlers read ---- */

static volatile sig_atomic_t line_is_shown;
static volatile sig_atomic_t is_solving;  /* there may be something to hand out */
static volatile sig_atomic_t interrupted; /* the signal that asks to stop; 0: none */

/* How far the solve is, in words, for who is ended in the next moment; the one that is not written to now. */
static char last_words[2][120];
static volatile sig_atomic_t last_told;

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

/* ---- the end ---- */

static void clean_up(void)
{
    watch_wipe();
    output_abandon();
    second_opinion_abandon();
}

void watch_end(const char *says, int status)
{
    clean_up();
    put(says);
    _exit(status);
}

/* As if nobody had listened, so that a shell sees the signal. */
static void end_by(int number)
{
    clean_up();
    signal(number, SIG_DFL);
    raise(number);
}

/* What was to end by itself has not. */
static void on_alarm(int number)
{
    (void)number;
    watch_wipe();
    put(interrupted ? "coplant: no proven answer: limit: interrupted"
                    : "coplant: no proven answer: limit: time limit reached");
    put(last_words[last_told]);
    if (!interrupted)
        watch_end("\n", EXIT_UNPROVED);
    put("\n");
    end_by(interrupted);
}

/* A solve is told to stop with what it has, and given a second for that. */
static void on_signal(int number)
{
    if (is_solving && !interrupted) {
        interrupted = number;
        deadline_end_all();
        alarm(1);
    } else {
        end_by(number);
    }
}

static void on_hangup(int number)
{
    end_by(number);
}

static void handle(int number, void (*handler)(int number))
{
    const struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
    struct sigaction before;
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void watch_begin(void)
{
    handle(SIGINT, on_signal);
    handle(SIGTERM, on_signal);
    handle(SIGHUP, on_hangup);
}

/* 0: no more. */
static void alarm_in(double seconds)
{
    static const double too_far = 1e8; /* three years; more may not fit */
    double whole = seconds < too_far ? floor(seconds) : 0;
    const struct timeval in = { .tv_sec = (time_t)whole,
                                .tv_usec = (suseconds_t)(seconds < too_far ? 1e6 * (seconds - whole) : 0) };
    setitimer(ITIMER_REAL, &(struct itimerval){ .it_value = in }, NULL);
}

bool watch_interrupted(void)
{
    return interrupted != 0;
}

void watch_give_way(const char *says)
{
    if (!interrupted)
        return;
    watch_wipe();
    fprintf(stderr, "coplant: no proven answer: limit: %s\n", says);
    end_by(interrupted);
}

/* ---- the line ---- */

/* Seconds before there is a line, and between two of the same stage. */
static const double first = 1, next = 0.2;

static bool line_is_wanted;
static double begun, next_line; /* on the clock of deadlines */
static LpStage stage;
static Pace pace;
static const char *explaining; /* what all solves are for; NULL: each is of the park itself */

static bool has_terminal(void)
{
    const char *kind = getenv("TERM");
    return isatty(STDERR_FILENO) && kind != NULL && strcmp(kind, "dumb") != 0;
}

/* A job in the background leaves the terminal to whoever works there. */
static bool in_front(void)
{
    return tcgetpgrp(STDERR_FILENO) == getpgrp();
}

static void show(const char *doing, const char *more)
{
    const double now = deadline_now();
    if (!line_is_wanted || now < begun + first || !in_front())
        return;
    char line[200];
    snprintf(line, sizeof line, "\r\033[K%s: %.0f s%s", doing, floor(now - begun), more);
    next_line = now + next;
    line_is_shown = 1;
    put(line);
}

/* ", 17 steps, objective 906162, gap 0.012 %" */
static void steps_in_words(const LpProgress *progress, char *words, size_t room)
{
    words[0] = '\0';
    if (progress->stage != LP_STEPPING || progress->steps == 0)
        return;
    const int used = snprintf(words, room, ", %d step%s, %s %.6g", progress->steps,
                              progress->steps == 1 ? "" : "s",
                              progress->is_feasible ? "objective" : "still off by", progress->value);
    if (progress->gap > 0)
        snprintf(words + used, room - (size_t)used, ", gap %.2g %%", 100 * progress->gap);
}

/* ", about 20 s left", or "" */
static void left_in_words(const LpProgress *progress, char *words, size_t room)
{
    const double left = progress->stage == LP_STEPPING ? pace_left(&pace) : (double)NAN;
    words[0] = '\0';
    if (isnan(left))
        return;
    const double unit = left < 10 ? 1 : left < 60 ? 5 : left < 600 ? 30 : 300;
    const double about = fmax(1, round(left / unit)) * unit;
    snprintf(words, room, ", about %.3g %s left", about < 120 ? about : about / 60,
             about < 120 ? "s" : "min");
}

static void hear(void *watcher, const LpProgress *progress)
{
    static const char *const doing[] = { "scaling", "finding an order", "solving", "proving" };
    const LpOptions *options = watcher;
    is_solving = 1;
    if (progress->stage == LP_STEPPING && progress->off > 0)
        pace_note(&pace, progress->steps, deadline_now(), progress->off);
    if (progress->stage == LP_PROVING && deadline_over(options->deadline))
        alarm_in(0); /* it has ended, and says itself with what */
    char *words = last_words[!last_told];
    steps_in_words(progress, words, sizeof last_words[0]);
    last_told = !last_told;
    if (progress->stage == stage && deadline_now() < next_line)
        return;
    stage = progress->stage;
    if (explaining != NULL) {
        show(explaining, "");
        return;
    }
    char left[40], more[sizeof last_words[0] + sizeof left];
    left_in_words(progress, left, sizeof left);
    snprintf(more, sizeof more, "%s%s", words, left);
    show(doing[stage], more);
}

/* ---- a command ---- */

void watch_solving(LpOptions *options, double seconds, bool quiet)
{
    static const double longer = 1.5;
    handle(SIGALRM, on_alarm);
    options->deadline = deadline_after(seconds);
    if (seconds > 0)
        alarm_in(seconds + longer);
    line_is_wanted = !quiet && has_terminal();
    begun = deadline_now();
    options->progress = hear;
    options->watcher = options;
}

void watch_doing(const char *what)
{
    is_solving = 0;
    show(what, "");
}

void watch_explaining(void)
{
    explaining = "no plan keeps all limits, looking for those that clash";
    show(explaining, "");
}

void watch_solved(const char *then)
{
    alarm_in(0);
    watch_doing(then);
}

void watch_written(void)
{
    watch_wipe();
    line_is_wanted = false;
}
