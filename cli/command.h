/* command - what every command looks like, and what they share */
#ifndef COPLANT_COMMAND_H
#define COPLANT_COMMAND_H

#include "cli/arguments.h"
#include "models/explain.h"
#include "models/outcome.h"
#include "models/park.h"

/* Exit status of the whole program. */
enum {
    EXIT_SOLVED = 0,  /* or a clean check */
    EXIT_INPUT = 1,   /* wrong input or usage, or an output that could not be written */
    EXIT_NO_PLAN = 2, /* infeasible or unbounded */
    EXIT_UNPROVED = 3 /* no proven answer: a limit, numerics, out of memory */
};

#define COMMAND_STATUS \
    "exit status: 0 solved, 1 wrong input or usage, 2 infeasible or unbounded, 3 no proven answer\n"

typedef struct Command {
    const char *name, *help;
    int (*run)(int argc, char **argv); /* what stands behind its name; returns an exit status */
} Command;

extern const Command command_audit, command_check, command_solve, command_compare, command_export,
    command_new, command_plants, command_schema, command_help, command_version, command_waste,
    command_scorecard, command_footprint, command_days;

const Command *const *command_all(void); /* ends with NULL */

/* Reads the park; its diagnostics go to standard error. NULL: EXIT_INPUT. */
Park *command_read_park(const char *path, const char *plants);

/* Of an outcome that was stopped: says at once with what, since to write it down may take longer. Where that is nothing and it was stopped
 * by a signal, ends by it. */
void command_tell_stopped(const Outcome *outcome);

/* Exit status of an outcome; what is wrong with it is said on standard error, in the words of the file;
 * `why` is its explanation where there is no plan. */
int command_judge(const Outcome *outcome, const Explanation *why);

#endif
