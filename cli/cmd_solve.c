/* cmd_solve - the plan of a park */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/plan.h"
#include "cli/watch.h"
#include "models/compile.h"

#include <stdio.h>

static int run(int argc, char **argv)
{
    const Usage usage = { "solve",        "PARK", "Finds the best plan of a park, proves it and prints it.",
                          COMMAND_STATUS, 1,      1 };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT | TAKES_SOLVER | TAKES_ALL, NULL, argc, argv,
                                        &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &arguments.solver);
    const Explanation why = explain(outcome, &arguments.solver);
    watch_solved();
    Report report;
    report_init(&report, park->arena);
    plan_report(outcome, &why, &report);
    bool saved = report_save(&report, arguments.format, arguments.all, arguments.output, "plan");
    fflush(stdout);
    int status = command_judge(outcome, &why);
    report_release(&report);
    outcome_free(outcome);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}

const Command command_solve = { "solve", "find the best plan of a park, prove it and print it", run };
