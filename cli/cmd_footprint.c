/* cmd_footprint - the CO2 that each product of the best plan carries */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/footprint.h"
#include "cli/report/plan.h"
#include "models/compile.h"

#include <stdio.h>
#include <string.h>

static bool knows_sharing(const char *name, Sharing *by)
{
    for (*by = BY_VALUE; *by <= BY_EXPANSION; (*by)++)
        if (name == NULL || strcmp(name, sharing_name((int)*by)) == 0)
            return true;
    fprintf(stderr, "coplant: error: unknown sharing '%s'; choose value, mass, energy or expansion\n", name);
    return false;
}

static int run(int argc, char **argv)
{
    const Usage usage = {
        "footprint",
        "PARK",
        "The CO2 that each product of the best plan carries, solved on the network of the plan; the sum over products is the "
        "total.",
        COMMAND_STATUS,
        1,
        1
    };
    const char *name = NULL;
    const Option options[] = {
        { "by", 0, "METHOD", &name, NULL,
          "how processes with several goods share: value (the default), mass, energy, expansion" },
        { 0 }
    };
    Arguments arguments;
    Sharing by;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT | TAKES_SOLVER | TAKES_ALL, options, argc, argv,
                                        &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    if (!knows_sharing(name, &by))
        return EXIT_INPUT;
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Outcome *outcome = outcome_solve(park, program_compile(park, NULL), &arguments.solver);
    const Explanation why = explain(outcome, &arguments.solver);
    Report report;
    report_init(&report, park->arena);
    plan_headline(outcome, &report);
    Footprints footprints = { 0 };
    if (outcome->answered) {
        footprints_make(outcome, by, &footprints);
        footprint_report(outcome, &footprints, by, &report);
    } else {
        plan_clash(&why, &report);
    }
    bool saved = report_save(&report, arguments.format, arguments.all, arguments.output, "footprint");
    fflush(stdout);
    int status = command_judge(outcome, &why);
    if (status == EXIT_SOLVED && footprints.gap > 1e-9) {
        fprintf(
            stderr,
            "coplant: unverified: the footprints do not add up to the CO2 of the park, which can't be; please report it\n");
        status = EXIT_UNPROVED;
    }
    report_release(&report);
    footprints_release(&footprints);
    outcome_free(outcome);
    park_free(park);
    return saved ? status : EXIT_INPUT;
}

const Command command_footprint = { "footprint", "the CO2 that each product of the best plan carries", run };
