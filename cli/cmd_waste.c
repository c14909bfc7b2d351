/* cmd_waste - the plan of what becomes of solid waste, for those who must approve it */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report/waste.h"

static int run(int argc, char **argv)
{
    const Usage usage = {
        "waste",
        "PARK",
        "What becomes of solid waste in the best plan: by class, who gives what to whom, what blocks the rest.",
        COMMAND_STATUS,
        1,
        1
    };
    return answer_plan(&usage, "waste", waste_report, argc, argv);
}

const Command command_waste = { "waste", "what becomes of solid waste, and what blocks its use", run };
