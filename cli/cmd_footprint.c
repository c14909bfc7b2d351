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

typedef struct Printed {
    const Solved *solved;
    Footprints footprints; /* none without a plan */
    Sharing by;
} Printed;

static void fill(const void *what, Report *report)
{
    const Printed *printed = what;
    const Outcome *outcome = printed->solved->outcome;
    plan_headline(outcome, report);
    if (outcome->answered)
        footprint_report(outcome, &printed->footprints, printed->by, report);
    else
        plan_clash(&printed->solved->why, report);
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
    OptionsResult read = arguments_read(&usage, ANSWER_TAKES_OF_PLAN, options, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    if (!knows_sharing(name, &by))
        return EXIT_INPUT;
    Solved solved;
    if (!answer_begin(&arguments, &solved))
        return EXIT_INPUT;
    Printed printed = { .solved = &solved, .by = by };
    if (solved.outcome->answered)
        footprints_make(solved.outcome, by, &printed.footprints);
    report_fill(&solved.report, fill, &printed);
    const double gap = printed.footprints.gap;
    const int status = answer_finish(&solved, &arguments, "footprint");
    footprints_release(&printed.footprints);
    if (status != EXIT_SOLVED || gap <= 1e-9)
        return status;
    fprintf(
        stderr,
        "coplant: unverified: the footprints do not add up to the CO2 of the park, which can't be; please report it\n");
    return EXIT_UNPROVED;
}

const Command command_footprint = { "footprint", "the CO2 that each product of the best plan carries", run };
