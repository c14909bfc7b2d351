/* cmd_solve - the plan of a park */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report/plan.h"

static void print(const Outcome *outcome, const Explanation *why, const LpOptions *solver, Report *report)
{
    (void)solver;
    plan_report(outcome, why, report);
}

static int run(int argc, char **argv)
{
    const Usage usage = { "solve",        "PARK", "Finds the best plan of a park, proves it and prints it.",
                          COMMAND_STATUS, 1,      1 };
    return answer_plan(&usage, "plan", print, argc, argv);
}

const Command command_solve = { "solve", "find the best plan of a park, prove it and print it", run };
