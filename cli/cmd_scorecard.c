/* cmd_scorecard - one page of what a park comes to, alone and coupled, against the goals of 2027 */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report/scorecard.h"

static int run(int argc, char **argv)
{
    const Usage usage = {
        "scorecard",
        "PARK",
        "One page: waste, water, energy and CO2, alone and coupled, against the goals of 2027.",
        COMMAND_STATUS,
        1,
        1
    };
    return answer_comparison(&usage, "scorecard", scorecard_report, argc, argv);
}

const Command command_scorecard = { "scorecard", "one page of a park against the goals of 2027", run };
