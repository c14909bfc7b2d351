/* sections - parts of a report that know nothing of one another: in their order, and where that is worth it by two threads */
#include "cli/report/sections.h"

#include "solver/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* A section as it is filled: by whom, and what of the branch is its. */
typedef struct Part {
    Report *branch; /* NULL: nobody has taken it yet */
    ReportMark from, to;
} Part;

typedef struct Work {
    const Section *section;
    size_t sections;
    const Outcome *outcome;
    Part *part; /* [sections] */
    pthread_mutex_t taking;
} Work;

/* One of two threads. */
typedef struct Filler {
    Work *work;
    Report report;
    ArenaBranch *branch; /* of the second */
} Filler;

/* The longest that nobody has taken; all sections: there is none left. */
static size_t take(Work *work, Report *branch)
{
    size_t longest = work->sections;
    pthread_mutex_lock(&work->taking);
    for (size_t s = 0; s < work->sections; s++)
        if (work->part[s].branch == NULL
            && (longest == work->sections || work->section[s].share > work->section[longest].share))
            longest = s;
    if (longest < work->sections)
        work->part[longest].branch = branch;
    pthread_mutex_unlock(&work->taking);
    return longest;
}

static void fill(Filler *filler)
{
    Work *work = filler->work;
    Report *report = &filler->report;
    for (size_t s; (s = take(work, report)) < work->sections;) {
        work->part[s].from = report_mark(report);
        work->section[s].fill(work->outcome, report);
        work->part[s].to = report_mark(report);
        report_settle(report, work->part[s].from);
    }
}

static void *fill_beside(void *subject)
{
    Filler *filler = subject;
    filler->branch = arena_branch(filler->report.arena);
    fill(filler);
    arena_leave(filler->branch);
    return NULL;
}

/* Signals are the first thread's: a handler may end the process, but must not find itself inside what the second one does. */
static bool begin_beside(pthread_t *second, Filler *filler)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    const bool begun = pthread_create(second, NULL, fill_beside, filler) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return begun;
}

/* Where no second thread is to be had the first one fills all. */
static void fill_by_two(Work *work, Report *report)
{
    Filler first = { .work = work }, second = { .work = work };
    pthread_t thread;
    report_branch(&first.report, report);
    report_branch(&second.report, report);
    const bool has_second = begin_beside(&thread, &second);
    fill(&first);
    if (has_second) {
        pthread_join(thread, NULL);
        arena_graft(report->arena, second.branch);
    }
    for (size_t s = 0; s < work->sections; s++)
        report_take(report, work->part[s].branch, work->part[s].from, work->part[s].to);
    report_release(&first.report);
    report_release(&second.report);
}

/* A second thread costs 0.04 ms; a report of 9,435 columns takes 3.7 ms by one and 2.1 by two, of 255 columns 0.3. */
static int threads(const Report *report, const Outcome *outcome)
{
    enum { FEW = 5000 };
    if (report->parts != NULL)
        return 1;
    return report->threads != 0 ? report->threads : outcome->program->lp.columns < FEW ? 1 : 2;
}

void sections_fill(const Section *section, size_t sections, const Outcome *outcome, Report *report)
{
    if (threads(report, outcome) == 1) {
        for (size_t s = 0; s < sections; s++)
            section[s].fill(outcome, report);
        return;
    }
    Work work = { .section = section, .sections = sections, .outcome = outcome };
    work.part = memory_take(sections, sizeof *work.part);
    pthread_mutex_init(&work.taking, NULL);
    fill_by_two(&work, report);
    pthread_mutex_destroy(&work.taking);
    free(work.part);
}
