/* cmd_version - which coplant this is, and what it stands on */
#include "cli/command.h"
#include "cli/options.h"

#include <glpk.h>
#include <stdio.h>
#include <yaml.h>

static int run(int argc, char **argv)
{
    const Option options[] = { { 0 } };
    const Usage usage = { "version", "", "Says which coplant this is, and what it stands on.", NULL, 0, 0 };
    OptionsResult read = options_read(&usage, options, argc, argv, NULL);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    printf("coplant %s (language 1, GLPK %s, libyaml %s)\n", COPLANT_VERSION, glp_version(),
           yaml_get_version_string());
    printf("licence GPL-3.0-or-later; there is no warranty\n");
    return EXIT_SOLVED;
}

const Command command_version = { "version", "which coplant this is", run };
