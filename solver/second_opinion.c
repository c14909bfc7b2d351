/* second_opinion - what another solver, installed as a program of its own, says of a program
 *
 * All say their status and their objective in what they print; the last word counts. Solution files would hold no more
 * digits of the objective, and differ more between versions. */
#include "solver/second_opinion.h"

#include "solver/deadline.h"
#include "solver/export.h"
#include "solver/guest.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Objectives that agree so far are the same; what less is told apart is what the programs print. */
static const double same = 1e-6, printed = 1e-9;

/* An objective that is less is nothing, against which no difference can be measured. */
static const double least_objective = 1e-3;

/* What it prints, and what that means. */
typedef struct Word {
    const char *line;
    Opinion says;
} Word; /* a table ends with a row without a line */

/* A program without dual solution is "DualInfeasible" to Clp, which leaves open whether there is a primal one; GLPK too. */
static const Word coin[] = {
    { "Optimal objective ", OPINION_OPTIMAL },
    { "PrimalInfeasible objective", OPINION_INFEASIBLE },
    { "Linear relaxation infeasible", OPINION_INFEASIBLE },
    { "DualInfeasible objective", OPINION_NO_OPTIMUM },
    { 0 },
};
static const Word highs[] = {
    { " : Optimal", OPINION_OPTIMAL },
    { " : Infeasible", OPINION_INFEASIBLE },
    { " : Unbounded", OPINION_UNBOUNDED },
    { " : Primal infeasible or unbounded", OPINION_NO_OPTIMUM },
    { 0 },
};
static const Word glpk[] = {
    { "OPTIMAL LP SOLUTION FOUND", OPINION_OPTIMAL },
    { "OPTIMAL SOLUTION FOUND", OPINION_OPTIMAL },
    { "HAS NO PRIMAL FEASIBLE SOLUTION", OPINION_INFEASIBLE },
    { "HAS UNBOUNDED PRIMAL SOLUTION", OPINION_UNBOUNDED },
    { "HAS NO DUAL FEASIBLE SOLUTION", OPINION_NO_OPTIMUM },
    { 0 },
};

struct Adviser {
    const char *name, *install;
    const char *before, *behind; /* arguments around the file, or NULL */
    const Word *words;
    const char *objective; /* what stands before the objective */
};

/* Of cbc 2.10, clp 1.17, HiGHS 1.16 and GLPK 5.0. */
static const Adviser advisers[] = {
    { "cbc", "on Debian: apt-get install coinor-cbc", NULL, "-solve", coin, "Optimal objective " },
    { "clp", "on Debian: apt-get install coinor-clp", NULL, "-solve", coin, "Optimal objective " },
    { "highs", "it is to be had from highs.dev", NULL, NULL, highs, "Objective value     :" },
    { "glpsol", "on Debian: apt-get install glpk-utils", "--freemps", NULL, glpk, "obj = " },
};

enum { ADVISERS = sizeof advisers / sizeof advisers[0] };

const Adviser *adviser_at(size_t index)
{
    return index < ADVISERS ? &advisers[index] : NULL;
}

const Adviser *adviser_find(const char *name)
{
    for (size_t i = 0; i < ADVISERS; i++)
        if (strcmp(advisers[i].name, name) == 0)
            return &advisers[i];
    return NULL;
}

const char *adviser_name(const Adviser *adviser)
{
    return adviser->name;
}

const char *adviser_install(const Adviser *adviser)
{
    return adviser->install;
}

bool adviser_installed(const Adviser *adviser)
{
    return guest_installed(adviser->name);
}

const char *second_opinion_name(Opinion says)
{
    static const char *const names[] = { "none", "optimal", "infeasible", "unbounded",
                                         "infeasible or unbounded" };
    return names[says];
}

/* ---- the file ---- */

/* The file that is there now, for signal handlers; empty: none. */
static char file_now[4096];

void second_opinion_abandon(void)
{
    guest_kill();
    if (file_now[0] != '\0')
        unlink(file_now);
}

/* No signal comes between the making of the file and the noting of its name. */
static bool make_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[sizeof file_now];
    if (snprintf(path, sizeof path, "%s/coplant-XXXXXX.mps",
                 folder != NULL && *folder != '\0' ? folder : "/tmp")
        >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    const int file = mkstemps(path, (int)strlen(".mps"));
    const int error = errno;
    if (file >= 0) {
        memcpy(file_now, path, sizeof file_now);
        close(file);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return file >= 0;
}

static void remove_file(void)
{
    unlink(file_now);
    file_now[0] = '\0';
}

/* ---- the answer ---- */

typedef struct Listener {
    const Adviser *adviser;
    SecondOpinion *opinion;
    char last[120]; /* what it said last, for when nothing else is understood */
} Listener;

/* A terminal must not obey what a stranger says. */
static void note(const char *line, char last[120])
{
    size_t used = 0;
    for (line += strspn(line, " \t"); *line != '\0' && used < 119; line++)
        last[used++] = *line >= ' ' && *line <= '~' ? *line : '?';
    if (used > 0)
        last[used] = '\0';
}

static void hear(void *subject, const char *line)
{
    Listener *listener = subject;
    const Adviser *adviser = listener->adviser;
    SecondOpinion *opinion = listener->opinion;
    note(line, listener->last);
    for (const Word *word = adviser->words; word->line != NULL; word++)
        if (strstr(line, word->line) != NULL)
            opinion->says = word->says;
    const char *number = strstr(line, adviser->objective);
    if (number == NULL)
        return;
    char *rest;
    number += strlen(adviser->objective);
    const double objective = strtod(number, &rest);
    opinion->objective = rest != number ? objective : (double)NAN;
}

static void refuse(SecondOpinion *opinion, const char *why, const char *last)
{
    opinion->says = OPINION_NONE;
    opinion->objective = NAN;
    snprintf(opinion->message, sizeof opinion->message, "%.110s%s%s%s", why,
             *last != '\0' ? "; its last words: '" : "", last, *last != '\0' ? "'" : "");
}

static void run(const Adviser *adviser, double deadline, SecondOpinion *opinion)
{
    const char *words[] = { adviser->name, adviser->before, file_now, adviser->behind }, *argv[5] = { NULL };
    size_t count = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i] != NULL)
            argv[count++] = words[i];
    Listener listener = { .adviser = adviser, .opinion = opinion };
    char message[240];
    if (!guest_run(argv, deadline, hear, &listener, message))
        refuse(opinion, message, deadline_over(deadline) ? "" : listener.last);
    else if (opinion->says == OPINION_NONE)
        refuse(opinion, "its answer is not understood", listener.last);
    else if (opinion->says == OPINION_OPTIMAL && !isfinite(opinion->objective))
        refuse(opinion, "it says that there is an optimum, and no objective", listener.last);
    if (opinion->says != OPINION_OPTIMAL)
        opinion->objective = NAN; /* of a point on the way */
}

void second_opinion_ask(const Adviser *adviser, const Lp *lp, double deadline, SecondOpinion *opinion)
{
    const double begun = deadline_now();
    *opinion = (SecondOpinion){ .by = adviser->name, .objective = NAN };
    if (deadline_over(deadline)) {
        refuse(opinion, "no time was left to ask it", "");
        return;
    }
    if (!make_file()) {
        char why[240];
        snprintf(why, sizeof why, "no temporary file can be made for it: %s", strerror(errno));
        refuse(opinion, why, "");
        return;
    }
    char message[240];
    if (lp_export(lp, EXPORT_MPS, "coplant", NULL, NULL, file_now, message))
        run(adviser, deadline, opinion);
    else
        refuse(opinion, message, "");
    remove_file();
    opinion->seconds = deadline_now() - begun;
}

/* ---- the verdict ---- */

OpinionVerdict second_opinion_judge(const SecondOpinion *opinion, const LpResult *result, double *difference)
{
    *difference = NAN;
    bool agrees = false;
    switch (opinion->says) {
    case OPINION_NONE: return OPINION_MISSING;
    case OPINION_OPTIMAL: break;
    case OPINION_INFEASIBLE: agrees = result->status == LP_INFEASIBLE; break;
    case OPINION_UNBOUNDED: agrees = result->status == LP_UNBOUNDED; break;
    case OPINION_NO_OPTIMUM: agrees = result->status != LP_OPTIMAL; break;
    }
    if (opinion->says == OPINION_OPTIMAL && result->status == LP_OPTIMAL) {
        const double ours = result->objective, theirs = opinion->objective;
        const double size = fmax(fmax(fabs(ours), fabs(theirs)), least_objective);
        *difference = fmax(fabs(ours - theirs) / size, printed);
        agrees = *difference <= same;
    }
    return agrees ? OPINION_AGREES : OPINION_DIFFERS;
}
