/* main - the commands of coplant */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/watch.h"
#include "models/base/text.h"
#include "solver/memory.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const Command *const commands[] = {
    &command_check,  &command_audit,     &command_solve,  &command_compare, &command_footprint,
    &command_waste,  &command_scorecard, &command_export, &command_days,    &command_new,
    &command_plants, &command_schema,    &command_help,   &command_version, NULL,
};

const Command *const *command_all(void)
{
    return commands;
}

static void out_of_memory(void)
{
    watch_end("coplant: error: out of memory\n", EXIT_UNPROVED);
}

static const Command *find(const char *name)
{
    for (const Command *const *command = commands; *command != NULL; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

static int unknown(const char *name)
{
    const char *names[sizeof commands / sizeof commands[0]];
    size_t count = 0;
    for (; commands[count] != NULL; count++)
        names[count] = commands[count]->name;
    const char *near = text_nearest(name, names, count);
    if (near != NULL)
        fprintf(stderr, "coplant: error: unknown command '%s'; did you mean '%s'?\n", name, near);
    else
        fprintf(stderr, "coplant: error: unknown command '%s'; `coplant help` lists them\n", name);
    return EXIT_INPUT;
}

int main(int argc, char **argv)
{
    /* Never LC_NUMERIC: a number is read and written with a point everywhere. */
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    memory_on_failure(out_of_memory);
    output_guard();
    watch_begin();
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        name = "version";
    const Command *command = find(name);
    int status = command != NULL ? command->run(argc > 2 ? argc - 2 : 0, argv + 2) : unknown(name);
    /* What did not reach standard output did not happen. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "coplant: error: standard output could not be written\n");
        return status == EXIT_SOLVED ? EXIT_INPUT : status;
    }
    return argc > 1 ? status : EXIT_INPUT;
}
