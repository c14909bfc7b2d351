/* cmd_audit - whether the recipes of a park, of a plant model or of the whole library keep mass, energy and each element */
#include "cli/alone.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/closure.h"
#include "models/base/text.h"
#include "models/library.h"
#include "models/park_file.h"

#include <stdio.h>
#include <unistd.h>

/* What it makes from nothing is to be seen in the table. */
static Park *read_unaudited(const Arguments *arguments)
{
    const ParkOptions options = { .plants = arguments->plants, .unaudited = true };
    Diag *diag = diag_create();
    Park *park = park_read(arguments->path, &options, diag);
    diag_write(diag, stderr);
    diag_free(diag);
    return park;
}

/* A name of the library is a plant model; anything else is a file. */
static Park *read_what(const Arguments *arguments, Arena *arena)
{
    size_t count = 0;
    const char *plants = library_folder(arena, arguments->plants, NULL);
    const char *const *names = library_models(arena, plants, &count);
    if (arguments->path == NULL && count == 0)
        fprintf(stderr, "coplant: error: no plant library is here; name its folder with --plants\n");
    if (arguments->path == NULL)
        return count > 0 ? alone_read(plants, true, names, count) : NULL;
    const char *model = alone_called(arguments->path, names, count);
    if (model != NULL)
        return alone_read(plants, true, &model, 1);
    const char *near = access(arguments->path, F_OK) != 0 ? text_nearest(arguments->path, names, count)
                                                          : NULL;
    if (near != NULL)
        fprintf(stderr, "coplant: error: '%s' is neither a park nor a plant model; did you mean '%s'?\n",
                arguments->path, near);
    return near != NULL ? NULL : read_unaudited(arguments);
}

/* How many findings were said. */
static size_t judge(const Park *park)
{
    Diag *diag = diag_create();
    size_t findings = audit_judge(park, diag);
    diag_write(diag, stderr);
    diag_free(diag);
    return findings;
}

static int run(int argc, char **argv)
{
    const Usage usage = {
        "audit",
        "[PARK|MODEL]",
        "Adds up mass, energy and each element of every recipe of a park, of one plant model, or of the whole library.",
        "exit status: 0 all recipes close, or their files say where the rest goes; 1 wrong input, something is made from nothing,\n"
        "or a gap over 5 % has no reason\n",
        0,
        1
    };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT | TAKES_ALL, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Arena *arena = arena_create();
    Park *park = read_what(&arguments, arena);
    int status = EXIT_INPUT;
    if (park != NULL) {
        Report report;
        report_init(&report, park->arena);
        size_t findings = judge(park);
        closure_report(park, &report);
        report_fact(&report, "findings", (double)findings);
        report_line(&report,
                    findings == 0 ? "%s keeps mass, energy and elements; every gap over 5 %% has its reason"
                                  : "%s does not close, or does not say where the rest goes: see below",
                    arguments.path != NULL ? arguments.path : "the library");
        bool saved = report_save(&report, arguments.format, arguments.all, arguments.output, "audit");
        status = saved && findings == 0 ? EXIT_SOLVED : EXIT_INPUT;
        report_release(&report);
    }
    park_free(park);
    arena_free(arena);
    return status;
}

const Command command_audit = { "audit", "mass, energy and elements of every recipe", run };
