/* cmd_compare - every facility for itself beside the coupled park */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/comparison.h"
#include "cli/watch.h"

#include <stdio.h>

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

static int run(int argc, char **argv)
{
    const Usage usage = { "compare",
                          "PARK",
                          "Every facility for itself (links closed, markets open) beside the coupled park.",
                          COMMAND_STATUS,
                          1,
                          1 };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT | TAKES_SOLVER, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Comparison comparison;
    comparison_make(park, &arguments.solver, &comparison);
    const Explanation why = explain(comparison.together, &arguments.solver);
    watch_solved();
    Report report;
    report_init(&report, park->arena);
    comparison_report(&comparison, &why, &report);
    bool saved = report_save(&report, arguments.format, true, arguments.output, "comparison");
    fflush(stdout);
    int status = judge(&comparison, &why, &arguments.solver);
    report_release(&report);
    comparison_release(&comparison);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}

const Command command_compare = { "compare", "every facility for itself beside the coupled park", run };
