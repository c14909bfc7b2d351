/* options - a command's options as a table: parsing, --help and "did you mean" come from it */
#ifndef COPLANT_OPTIONS_H
#define COPLANT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Option {
    const char *name;  /* "format", given as --format */
    char letter;       /* 'o', given as -o; 0: none */
    const char *value; /* what its value is called in --help; NULL: a switch */
    const char **text; /* takes the value */
    bool *on;          /* takes the switch */
    const char *help;
} Option; /* a table ends with a row without name */

typedef struct Usage {
    const char *command;   /* "solve" */
    const char *arguments; /* "PARK" */
    const char *summary;   /* one sentence */
    const char *more;      /* lines below the options, or NULL */
    size_t least, most;    /* how many arguments */
} Usage;

typedef enum OptionsResult { OPTIONS_READ, OPTIONS_HELPED, OPTIONS_WRONG } OptionsResult;

/* Options stand before or after the arguments; `--` ends them. Arguments go to argument[most]. --help is answered here;
 * mistakes are said on standard error. */
OptionsResult options_read(const Usage *usage, const Option *options, int argc, char **argv,
                           const char **argument);

#endif
