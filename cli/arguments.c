/* arguments - what the commands that read one park have in common on their line */
#include "cli/arguments.h"

#include "cli/watch.h"
#include "models/base/text.h"
#include "solver/choose.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTIONS_MOST = 16 };

static bool knows_format(const char *name, ReportFormat *format)
{
    int found = report_format(name);
    *format = found < 0 ? REPORT_TEXT : (ReportFormat)found;
    if (found < 0)
        fprintf(stderr, "coplant: error: unknown format '%s'; choose text, json or csv\n", name);
    return found >= 0;
}

static bool knows_solver(const char *name)
{
    if (backend_may_be(name))
        return true;
    fprintf(stderr, "coplant: error: unknown solver '%s'; choose one of auto", name);
    for (const Backend *const *backend = backend_all(); *backend != NULL; backend++)
        fprintf(stderr, ", %s", (*backend)->name);
    fputc('\n', stderr);
    return false;
}

/* Told before the work: who waits for an hour should not hear then that no one can be asked. */
static bool knows_adviser(const char *name, const Adviser **adviser)
{
    *adviser = name != NULL ? adviser_find(name) : NULL;
    if (name == NULL || (*adviser != NULL && adviser_installed(*adviser)))
        return true;
    if (*adviser != NULL) {
        fprintf(stderr, "coplant: error: '%s' was not found; %s\n", name, adviser_install(*adviser));
        return false;
    }
    fprintf(stderr, "coplant: error: '%s' gives no second opinion; choose one of", name);
    for (size_t i = 0; adviser_at(i) != NULL; i++)
        fprintf(stderr, "%s %s", i > 0 ? "," : "", adviser_name(adviser_at(i)));
    fputc('\n', stderr);
    return false;
}

static bool reads_seconds(const char *text, double *seconds)
{
    const char *why;
    if (text == NULL || (text_number(text, strlen(text), seconds, &why) && *seconds > 0))
        return true;
    fprintf(stderr, "coplant: error: '--time-limit %s' is no positive number of seconds\n", text);
    return false;
}

static bool reads_steps(const char *text, int *steps)
{
    double number;
    const char *why;
    if (text == NULL)
        return true;
    if (text_number(text, strlen(text), &number, &why) && number >= 1 && number <= 1e9) {
        *steps = (int)number;
        return true;
    }
    fprintf(stderr, "coplant: error: '--step-limit %s' is no number of steps, from 1 on\n", text);
    return false;
}

/* The park's own file is never the place for a report. */
static bool spares_park(const Arguments *arguments)
{
    struct stat park, output;
    if (arguments->output == NULL || arguments->path == NULL || stat(arguments->path, &park) != 0
        || stat(arguments->output, &output) != 0 || park.st_dev != output.st_dev
        || park.st_ino != output.st_ino || !S_ISREG(park.st_mode))
        return true;
    fprintf(stderr, "coplant: error: '--output %s' would overwrite the park itself\n", arguments->output);
    return false;
}

static bool has_rows_to_lengthen(const Arguments *arguments)
{
    if (!arguments->is_long || report_has_files(arguments->format, arguments->output))
        return true;
    fprintf(stderr, "coplant: error: '--long' is for CSV in a folder; add --format csv --output FOLDER/\n");
    return false;
}

OptionsResult arguments_read(const Usage *usage, unsigned takes, const Option *more, int argc, char **argv,
                             Arguments *arguments)
{
    *arguments = (Arguments){ 0 };
    const char *format = NULL, *limit = NULL, *steps = NULL, *adviser = NULL;
    double seconds = 0;
    const struct {
        unsigned takes;
        Option option;
    } shared[] = {
        { TAKES_FORMAT,
          { "format", 'f', "text|json|csv", &format, NULL, "how it is written; text when not given" } },
        { TAKES_PLACE,
          { "output", 'o', "DIR|FILE", &arguments->output, NULL,
            "where it is written; a folder, FOLDER/, gets one file, or one CSV a table" } },
        { TAKES_FILE,
          { "output", 'o', "FILE", &arguments->output, NULL,
            "where it is written; standard output when not given" } },
        { TAKES_ALL,
          { "all", 'a', NULL, NULL, &arguments->all, "the text too shows every flow, value and account" } },
        { TAKES_LONG,
          { "long", 0, NULL, NULL, &arguments->is_long,
            "CSV in a folder has a row for each figure of each period, as databases want it" } },
        { TAKES_SOLVER,
          { "solver", 's', "NAME", &arguments->solver.backend, NULL,
            "who solves: glpk, exact, interior, none, or auto, by size (the default)" } },
        { TAKES_SOLVER,
          { "time-limit", 0, "SECONDS", &limit, NULL,
            "stop, with what there is by then, so long after the start" } },
        { TAKES_SOLVER,
          { "step-limit", 0, "N", &steps, NULL,
            "stop, with what there is by then, after so many steps of a solver" } },
        { TAKES_OPINION,
          { "second-opinion", 0, "PROGRAM", &adviser, NULL,
            "ask an installed solver too: cbc, clp, highs, glpsol; status 1 unless it agrees" } },
        { TAKES_SOLVER,
          { "verbose", 'v', NULL, NULL, &arguments->verbose.on,
            "say on standard error what is done, by whom, and in what time" } },
        { TAKES_SOLVER,
          { "quiet", 'q', NULL, NULL, &arguments->quiet,
            "no line on the terminal that tells how far it is" } },
        { 0, { "plants", 0, "DIR", &arguments->plants, NULL, "folder of the plant library" } },
    };
    Option options[OPTIONS_MOST] = { { 0 } };
    size_t count = 0;
    for (; more != NULL && more->name != NULL && count + 1 < OPTIONS_MOST; more++)
        options[count++] = *more;
    for (size_t i = 0; i < sizeof shared / sizeof shared[0] && count + 1 < OPTIONS_MOST; i++)
        if ((shared[i].takes & takes) == shared[i].takes)
            options[count++] = shared[i].option;
    OptionsResult read = options_read(usage, options, argc, argv, &arguments->path);
    if (read != OPTIONS_READ)
        return read;
    bool fine = spares_park(arguments) && knows_format(format, &arguments->format)
                && has_rows_to_lengthen(arguments) && knows_solver(arguments->solver.backend)
                && reads_seconds(limit, &seconds) && reads_steps(steps, &arguments->solver.iterations)
                && knows_adviser(adviser, &arguments->adviser);
    if (!fine)
        return OPTIONS_WRONG;
    if (takes & TAKES_SOLVER)
        watch_solving(&arguments->solver, seconds, arguments->quiet);
    verbose_begin(&arguments->verbose);
    return OPTIONS_READ;
}
