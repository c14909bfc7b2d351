/* cmd_compare - every facility for itself beside the coupled park */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report/comparison.h"

static int run(int argc, char **argv)
{
    const Usage usage = { "compare",
                          "PARK",
                          "Every facility for itself (links closed, markets open) beside the coupled park.",
                          COMMAND_STATUS,
                          1,
                          1 };
    return answer_comparison(&usage, "comparison", comparison_report, argc, argv);
}

const Command command_compare = { "compare", "every facility for itself beside the coupled park", run };
