/* cmd_footprint - the CO2 that each product of the best plan carries */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report/footprint.h"
#include "cli/report/plan.h"

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
    OptionsResult read = arguments_read(&usage, ANSWER_TAKES, options, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    if (!knows_sharing(name, &by))
        return EXIT_INPUT;
    Solved solved;
    if (!answer_begin(&arguments, &solved))
        return EXIT_INPUT;
    double gap = 0;
    plan_headline(solved.outcome, &solved.report);
    if (solved.outcome->answered) {
        Footprints footprints;
        footprints_make(solved.outcome, by, &footprints);
        footprint_report(solved.outcome, &footprints, by, &solved.report);
        gap = footprints.gap;
        footprints_release(&footprints);
    } else {
        plan_clash(&solved.why, &solved.report);
    }
    int status = answer_finish(&solved, &arguments, "footprint");
    if (status != EXIT_SOLVED || gap <= 1e-9)
        return status;
    fprintf(
        stderr,
        "coplant: unverified: the footprints do not add up to the CO2 of the park, which can't be; please report it\n");
    return EXIT_UNPROVED;
}

const Command command_footprint = { "footprint", "the CO2 that each product of the best plan carries", run };
