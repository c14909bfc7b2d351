/* arguments - what the commands that read one park have in common on their line */
#ifndef COPLANT_ARGUMENTS_H
#define COPLANT_ARGUMENTS_H

#include "cli/options.h"
#include "cli/report/report.h"
#include "cli/verbose.h"
#include "solver/second_opinion.h"
#include "solver/solve.h"

typedef struct Arguments {
    const char *path, *plants;
    const char *output; /* NULL: standard output */
    ReportFormat format;
    bool all, is_long, quiet;
    LpOptions solver;
    const Adviser *adviser; /* who gives a second opinion, or NULL */
    Verbose verbose;
} Arguments;

/* Which options a command takes beside --plants. */
typedef enum ArgumentsTaken {
    TAKES_FORMAT = 1, /* --format */
    TAKES_FILE = 2,   /* --output to a file */
    TAKES_SOLVER = 4,
    TAKES_ALL = 8,
    TAKES_PLACE = 16,   /* --output to a folder or a file */
    TAKES_OPINION = 32, /* --second-opinion */
    TAKES_LONG = 64,    /* --long */
    TAKES_REPORT = TAKES_FORMAT | TAKES_PLACE
} ArgumentsTaken;

/* With TAKES_SOLVER the time limit begins to run, see watch.h. `more` are the options of this command alone, or NULL. OPTIONS_WRONG after it was said why. */
OptionsResult arguments_read(const Usage *usage, unsigned takes, const Option *more, int argc, char **argv,
                             Arguments *arguments);

#endif
