/* verbose - what coplant does and how long it takes, told on standard error to who asks for it */
#include "cli/verbose.h"

#include "cli/watch.h"
#include "solver/deadline.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void verbose_begin(Verbose *verbose)
{
    verbose->since = deadline_now();
}

static void say(const char *whose, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(const char *whose, const char *format, ...)
{
    va_list values;
    watch_wipe();
    fprintf(stderr, "coplant: %s%s", whose != NULL ? whose : "", whose != NULL ? " alone: " : "");
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

void verbose_stage(Verbose *verbose, const char *what)
{
    if (!verbose->on)
        return;
    const double now = deadline_now();
    say(NULL, "%s: %.3f s", what, now - verbose->since);
    verbose->since = now;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void verbose_program(const Verbose *verbose, const Program *program, const char *whose)
{
    const Lp *lp = &program->lp;
    const size_t periods = lp_periods(lp);
    if (!verbose->on)
        return;
    say(whose,
        "program: %zu row%s (balances and limits), %zu column%s (amounts to choose), %zu entries, %zu period%s",
        lp->rows, plural(lp->rows), lp->columns, plural(lp->columns), lp->entries, periods, plural(periods));
}

static void say_solving(const LpResult *result, const char *whose)
{
    const bool again = strcmp(result->solved_by, result->chosen) != 0;
    const bool has_ways = !again && *result->method != '\0';
    say(whose, "solver: %s, since %s", result->chosen, result->choice);
    say(whose, "solved: %.3f s, %d step%s%s%s%s%s", result->solving, result->iterations,
        plural((size_t)result->iterations), again ? ", and in the end by " : "",
        again ? result->solved_by : "", has_ways ? ", " : "", has_ways ? result->method : "");
}

static void say_proof(const LpResult *result, const char *whose)
{
    const LpCertificate *proof = &result->certificate;
    if (result->status == LP_OPTIMAL)
        say(whose, "proved: %.3f s, limits kept to %.1e, values to %.1e, gap %.1e", result->proving,
            proof->primal, proof->dual, proof->gap);
    else if (result->status == LP_INFEASIBLE || result->status == LP_UNBOUNDED)
        say(whose, "proved: %.3f s, that it is %s", result->proving, lp_status_name(result->status));
    else
        say(whose, "not proved: %.3f s, %s", result->proving, lp_status_name(result->status));
}

void verbose_solved(const Verbose *verbose, const Outcome *outcome, const char *whose)
{
    const LpResult *result = &outcome->result;
    if (!verbose->on || *result->chosen == '\0') /* settled at the door: there was nothing to solve */
        return;
    say_solving(result, whose);
    say_proof(result, whose);
}

void verbose_outcome(const Verbose *verbose, const Outcome *outcome, const char *whose)
{
    verbose_program(verbose, outcome->program, whose);
    verbose_solved(verbose, outcome, whose);
}

void verbose_opinion(const Verbose *verbose, const SecondOpinion *opinion, const char *whose)
{
    if (!verbose->on)
        return;
    say(whose, "second opinion: %s, %.3f s, %s%s%s", opinion->by, opinion->seconds,
        second_opinion_name(opinion->says), *opinion->message != '\0' ? ": " : "", opinion->message);
}
