/* answer - what commands have in common that read one park, solve it and print what came out */
#include "cli/answer.h"

#include "cli/command.h"
#include "cli/opinion.h"
#include "cli/watch.h"
#include "models/compile.h"

#include <stdint.h>
#include <stdio.h>

/* More rows by period than those of a day are not to be read. */
enum { PERIODS_SHOWN_MOST = 24 };

bool answer_begin(Arguments *arguments, Solved *solved)
{
    watch_doing("reading");
    *solved = (Solved){ .park = command_read_park(arguments->path, arguments->plants) };
    if (solved->park == NULL)
        return false;
    verbose_stage(&arguments->verbose, "read and checked");
    watch_doing("compiling");
    Program *program = program_compile(solved->park, NULL);
    verbose_stage(&arguments->verbose, "compiled");
    verbose_program(&arguments->verbose, program, NULL);
    solved->outcome = outcome_solve(solved->park, program, &arguments->solver);
    verbose_solved(&arguments->verbose, solved->outcome, NULL);
    verbose_stage(&arguments->verbose, solved->outcome->result.status == LP_OPTIMAL
                                           ? "solved and proved, with the choice among equally good plans"
                                           : "solving in all");
    command_tell_stopped(solved->outcome);
    if (solved->outcome->result.status == LP_INFEASIBLE)
        watch_explaining();
    solved->why = explain(solved->outcome, &arguments->solver);
    if (!solved->outcome->answered)
        verbose_stage(&arguments->verbose, "explained");
    watch_solved("making the report");
    report_init(&solved->report, solved->park->arena);
    solved->report.threads = arguments->solver.threads;
    solved->report.is_long = arguments->is_long;
    report_expect(&solved->report, arguments->format, arguments->output);
    solved->report.periods_most = arguments->format != REPORT_TEXT ? SIZE_MAX
                                  : arguments->all                 ? PERIODS_SHOWN_MOST
                                                                   : 0;
    return true;
}

int answer_finish(Solved *solved, Arguments *arguments, const char *name)
{
    verbose_stage(&arguments->verbose, "report made");
    const bool confirmed = opinion_of_plan(solved->outcome, arguments, &solved->report);
    verbose_begin(&arguments->verbose);
    watch_written();
    bool saved = report_save(&solved->report, arguments->format, arguments->all, arguments->output, name);
    fflush(stdout);
    verbose_stage(&arguments->verbose, "report written");
    int status = opinion_status(confirmed, command_judge(solved->outcome, &solved->why));
    report_release(&solved->report);
    outcome_free(solved->outcome);
    park_free(solved->park);
    return saved ? status : EXIT_INPUT;
}

typedef struct Printed {
    AnswerOfPlan *print;
    const Solved *solved;
    const LpOptions *solver;
} Printed;

static void fill(const void *what, Report *report)
{
    const Printed *printed = what;
    printed->print(printed->solved->outcome, &printed->solved->why, printed->solver, report);
}

int answer_plan(const Usage *usage, const char *name, AnswerOfPlan *print, int argc, char **argv)
{
    Arguments arguments;
    Solved solved;
    OptionsResult read = arguments_read(usage, ANSWER_TAKES_OF_PLAN, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    if (!answer_begin(&arguments, &solved))
        return EXIT_INPUT;
    const Printed printed = { print, &solved, &arguments.solver };
    report_fill(&solved.report, fill, &printed);
    return answer_finish(&solved, &arguments, name);
}

/* Coupled first: where it has no plan, the rest is nothing to compare with. */
static int judge(const Comparison *comparison, const Explanation *why, const LpOptions *solving)
{
    int status = command_judge(comparison->together, why);
    if (status != EXIT_SOLVED)
        return status;
    for (size_t f = 0; f < comparison->park->facilities; f++)
        if (!outcome_proved(comparison->alone[f])) {
            fprintf(stderr, "coplant: %s alone:\n", comparison->park->facility[f].name);
            const Explanation why_not_alone = explain(comparison->alone[f], solving);
            int alone = command_judge(comparison->alone[f], &why_not_alone);
            /* A works that can't stand alone is an answer; a solve without proof is none. */
            status = alone == EXIT_UNPROVED ? EXIT_UNPROVED : status;
        }
    if (!comparison_holds(comparison)) {
        fprintf(
            stderr,
            "coplant: unverified: the coupled plan is worse than the sum of those alone, which can't be; please report it\n");
        return EXIT_UNPROVED;
    }
    return status;
}

static void say_comparison(const Comparison *comparison, Verbose *verbose)
{
    verbose_outcome(verbose, comparison->together, NULL);
    for (size_t f = 0; f < comparison->park->facilities; f++)
        verbose_outcome(verbose, comparison->alone[f], comparison->park->facility[f].name);
    verbose_stage(verbose, "all compiled, solved and proved, with the choice among equally good plans");
}

int answer_comparison(const Usage *usage, const char *name, AnswerOfComparison *print, int argc, char **argv)
{
    Arguments arguments;
    /* A comparison leaves nothing out: --all is taken, so that who knows it from `solve` is served. */
    OptionsResult read = arguments_read(usage, ANSWER_TAKES, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    verbose_stage(&arguments.verbose, "read and checked");
    Comparison comparison;
    comparison_make(park, &arguments.solver, &comparison);
    say_comparison(&comparison, &arguments.verbose);
    command_tell_stopped(comparison.together);
    if (comparison.together->result.status == LP_INFEASIBLE)
        watch_explaining();
    const Explanation why = explain(comparison.together, &arguments.solver);
    watch_solved("making the report");
    Report report;
    report_init(&report, park->arena);
    print(&comparison, &why, &report);
    verbose_stage(&arguments.verbose, "report made");
    const bool confirmed = opinion_of_comparison(&comparison, &arguments, &report);
    verbose_begin(&arguments.verbose);
    watch_written();
    bool saved = report_save(&report, arguments.format, true, arguments.output, name);
    fflush(stdout);
    verbose_stage(&arguments.verbose, "report written");
    int status = opinion_status(confirmed, judge(&comparison, &why, &arguments.solver));
    report_release(&report);
    comparison_release(&comparison);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}
