/* cmd_solve - the plan of a park */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/plan.h"

static int run(int argc, char **argv)
{
    const Usage usage = { "solve",        "PARK", "Finds the best plan of a park, proves it and prints it.",
                          COMMAND_STATUS, 1,      1 };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT | TAKES_SOLVER | TAKES_ALL, NULL, argc, argv,
                                        &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Solved solved;
    if (!command_solve_park(&arguments, &solved))
        return EXIT_INPUT;
    plan_report(solved.outcome, &solved.why, &solved.report);
    return command_finish(&solved, &arguments, "plan");
}

const Command command_solve = { "solve", "find the best plan of a park, prove it and print it", run };
