/* cmd_solve - the plan of a park */
#include "cli/command.h"
#include "cli/options.h"
#include "cli/report/plan.h"
#include "models/compile.h"

#include <stdio.h>

static int run(int argc, char **argv)
{
    const char *path, *format = NULL, *output = NULL, *backend = NULL, *plants = NULL, *limit = NULL;
    bool all = false;
    const Option options[] = {
        {"format", 'f', "text|json|csv", &format, NULL, "how the plan is written; text when not given"},
        {"output", 'o', "DIR|FILE", &output, NULL, "where it is written; a folder gets one CSV a table"},
        {"all", 'a', NULL, NULL, &all, "the text too shows every flow, value and account"},
        {"backend", 'b', "glpk|exact|none", &backend, NULL, "who solves; glpk when not given"},
        {"time-limit", 0, "SECONDS", &limit, NULL, "stop the solver after so long"},
        {"plants", 0, "DIR", &plants, NULL, "folder of the plant library"},
        {0},
    };
    const Usage usage = {"solve", "PARK", "Finds the best plan of a park, proves it and prints it.",
                         "exit status: 0 solved, 1 wrong input or usage, 2 infeasible or unbounded, 3 no proven answer\n", 1, 1};
    OptionsResult read = options_read(&usage, options, argc, argv, &path);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    LpOptions solving = {.backend = backend};
    if (report_format(format) < 0) {
        fprintf(stderr, "coplant: error: unknown format '%s'; choose text, json or csv\n", format);
        return EXIT_INPUT;
    }
    if (!command_knows_backend(backend) || !command_seconds(limit, &solving.seconds))
        return EXIT_INPUT;
    Park *park = command_read_park(path, plants);
    if (park == NULL)
        return EXIT_INPUT;
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &solving);
    Report report;
    report_init(&report, park->arena);
    plan_report(outcome, &report);
    bool saved = report_save(&report, (ReportFormat)report_format(format), all, output, "plan");
    fflush(stdout);
    int status = command_judge(outcome, &solving);
    report_release(&report);
    outcome_free(outcome);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}

const Command command_solve = {"solve", "find the best plan of a park, prove it and print it", run};
