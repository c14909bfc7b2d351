/* cmd_compare - every facility for itself beside the coupled park */
#include "cli/command.h"
#include "cli/options.h"
#include "cli/report/comparison.h"

#include <stdio.h>

/* Coupled first: where it has no plan, the rest is nothing to compare with. */
static int judge(const Comparison *comparison, const LpOptions *solving)
{
    int status = command_judge(comparison->together, solving);
    if (status != EXIT_SOLVED)
        return status;
    for (size_t f = 0; f < comparison->park->facilities; f++)
        if (!outcome_proved(comparison->alone[f])) {
            fprintf(stderr, "coplant: %s alone:\n", comparison->park->facility[f].name);
            int alone = command_judge(comparison->alone[f], solving);
            /* A works that can't stand alone is an answer; a solve without proof is none. */
            status = alone == EXIT_UNPROVED ? EXIT_UNPROVED : status;
        }
    if (!comparison_holds(comparison)) {
        fprintf(stderr, "coplant: unverified: the coupled plan is worse than the sum of those alone, which can't be; please report it\n");
        return EXIT_UNPROVED;
    }
    return status;
}

static int run(int argc, char **argv)
{
    const char *path, *format = NULL, *output = NULL, *backend = NULL, *plants = NULL, *limit = NULL;
    const Option options[] = {
        {"format", 'f', "text|json|csv", &format, NULL, "how the tables are written; text when not given"},
        {"output", 'o', "DIR|FILE", &output, NULL, "where they are written; a folder gets one CSV a table"},
        {"backend", 'b', "glpk|exact|none", &backend, NULL, "who solves; glpk when not given"},
        {"time-limit", 0, "SECONDS", &limit, NULL, "stop each solve after so long"},
        {"plants", 0, "DIR", &plants, NULL, "folder of the plant library"},
        {0},
    };
    const Usage usage = {"compare", "PARK", "Every facility for itself (links closed, markets open) beside the coupled park.",
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
    Comparison comparison;
    comparison_make(park, &solving, &comparison);
    Report report;
    report_init(&report, park->arena);
    comparison_report(&comparison, &report);
    bool saved = report_save(&report, (ReportFormat)report_format(format), true, output, "comparison");
    fflush(stdout);
    int status = judge(&comparison, &solving);
    report_release(&report);
    comparison_release(&comparison);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}

const Command command_compare = {"compare", "every facility for itself beside the coupled park", run};
