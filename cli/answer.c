/* answer - what commands have in common that read one park, solve it and print what came out */
#include "cli/answer.h"

#include "cli/command.h"
#include "models/compile.h"

#include <stdio.h>

/* NULL: *status is what the command ends with. */
static Park *begin(const Usage *usage, unsigned takes, int argc, char **argv, Arguments *arguments,
                   int *status)
{
    OptionsResult read = arguments_read(usage, takes, NULL, argc, argv, arguments);
    *status = read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    return read == OPTIONS_READ ? command_read_park(arguments->path, arguments->plants) : NULL;
}

int answer_plan(const Usage *usage, const char *name, AnswerOfPlan *print, int argc, char **argv)
{
    Arguments arguments;
    int status;
    Park *park = begin(usage, TAKES_REPORT | TAKES_SOLVER | TAKES_ALL, argc, argv, &arguments, &status);
    if (park == NULL)
        return status;
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &arguments.solver);
    const Explanation why = explain(outcome, &arguments.solver);
    Report report;
    report_init(&report, park->arena);
    print(outcome, &why, &arguments.solver, &report);
    bool saved = report_save(&report, arguments.format, arguments.all, arguments.output, name);
    fflush(stdout);
    status = command_judge(outcome, &why);
    report_release(&report);
    outcome_free(outcome);
    park_free(park);
    return saved ? status : EXIT_INPUT;
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

int answer_comparison(const Usage *usage, const char *name, AnswerOfComparison *print, int argc, char **argv)
{
    Arguments arguments;
    int status;
    Park *park = begin(usage, TAKES_REPORT | TAKES_SOLVER, argc, argv, &arguments, &status);
    if (park == NULL)
        return status;
    Comparison comparison;
    comparison_make(park, &arguments.solver, &comparison);
    const Explanation why = explain(comparison.together, &arguments.solver);
    Report report;
    report_init(&report, park->arena);
    print(&comparison, &why, &report);
    bool saved = report_save(&report, arguments.format, true, arguments.output, name);
    fflush(stdout);
    status = judge(&comparison, &why, &arguments.solver);
    report_release(&report);
    comparison_release(&comparison);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}
