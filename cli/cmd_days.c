/* cmd_days - typical days of a park with a long horizon, as a horizon that it can include */
#include "cli/command.h"
#include "cli/days_file.h"
#include "cli/output.h"
#include "cli/report/days.h"
#include "models/base/text.h"
#include "models/compile.h"
#include "models/park_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands on the line, beside what other commands take. */
typedef struct Line {
    Arguments arguments;
    DaysAsked asked;
    bool check;
} Line;

static bool reads_count(const char *option, const char *text, double least, size_t *count)
{
    double number;
    const char *why;
    if (text == NULL)
        return true;
    if (!text_number(text, strlen(text), &number, &why) || number != floor(number) || number < least
        || number > 1e6) {
        fprintf(stderr, "coplant: error: '%s %s' is no whole number from %g on\n", option, text, least);
        return false;
    }
    *count = (size_t)number;
    return true;
}

static bool reads_hours(const char *text, double *hours)
{
    const char *why;
    if (text == NULL || (text_number(text, strlen(text), hours, &why) && *hours > 0 && *hours <= 1e6))
        return true;
    fprintf(stderr, "coplant: error: '--length %s' is no number of hours, such as 24 or 168\n", text);
    return false;
}

static OptionsResult read_line(int argc, char **argv, Line *line)
{
    const char *count = NULL, *extremes = NULL, *length = NULL;
    const Option options[] = {
        { "number", 'n', "N", &count, NULL, "how many typical days; 12 when not given" },
        { "length", 0, "HOURS", &length, NULL, "length of a day; 168 for weeks, 24 when not given" },
        { "extremes", 0, "N", &extremes, NULL,
          "how many of them may be extreme days; a quarter when not given" },
        { "check", 0, NULL, NULL, &line->check,
          "solve both horizons too, and say how far their optima differ" },
        { 0 },
    };
    const Usage usage = {
        "days",
        "PARK",
        "Picks typical days from the series of a park, writes them as a horizon and says what is lost.",
        "The horizon is written to standard output, and what is lost to standard error; with -o FILE to the file, and to standard output.\n"
        "A park includes the file in the place of its own horizon.\n" COMMAND_STATUS,
        1,
        1
    };
    OptionsResult read = arguments_read(&usage, TAKES_FORMAT | TAKES_FILE | TAKES_SOLVER, options, argc, argv,
                                        &line->arguments);
    if (read != OPTIONS_READ)
        return read;
    DaysAsked *asked = &line->asked;
    *asked = (DaysAsked){ .count = 12, .hours = 24 };
    bool fine = reads_count("-n", count, 1, &asked->count) && reads_hours(length, &asked->hours);
    asked->extremes = asked->count / 4;
    fine = fine && reads_count("--extremes", extremes, 0, &asked->extremes);
    if (fine && asked->extremes > asked->count) {
        fprintf(stderr, "coplant: error: '--extremes %zu' is more than the %zu days that are picked\n",
                asked->extremes, asked->count);
        fine = false;
    }
    return fine ? OPTIONS_READ : OPTIONS_WRONG;
}

static bool pick(const Park *park, const DaysAsked *asked, Days *days)
{
    Diag *diag = diag_create();
    bool fine = days_pick(park, asked, diag, days);
    diag_write(diag, stderr);
    diag_free(diag);
    return fine;
}

/* The horizon as it is written; free() releases it. */
static char *horizon_text(const Days *days)
{
    char *text = NULL;
    size_t size;
    FILE *into = open_memstream(&text, &size);
    if (into != NULL) {
        days_write(days, into);
        fclose(into);
    }
    return text;
}

/* The same park with the typical days, as one gets it who includes them. */
static Park *read_typical(const Arguments *arguments, const char *horizon)
{
    Diag *diag = diag_create();
    const ParkOptions options = { .plants = arguments->plants, .horizon = horizon };
    Park *park = park_read(arguments->path, &options, diag);
    if (park == NULL)
        diag_write(diag, stderr);
    diag_free(diag);
    return park;
}

static int judge(const Outcome *outcome, const LpOptions *solver, const char *whose)
{
    const Explanation why = explain(outcome, solver);
    if (!outcome_proved(outcome))
        fprintf(stderr, "coplant: %s:\n", whose);
    return command_judge(outcome, &why);
}

/* Solves both, reports it, returns the exit status. */
static int check(const Park *park, const Arguments *arguments, const char *horizon, Report *report)
{
    Park *few = read_typical(arguments, horizon);
    if (few == NULL)
        return EXIT_INPUT;
    Outcome *typical = outcome_solve(few, program_compile(few, NULL), &arguments->solver),
            *all = outcome_solve(park, program_compile(park, NULL), &arguments->solver);
    verbose_outcome(&arguments->verbose, typical, NULL);
    verbose_outcome(&arguments->verbose, all, NULL);
    days_check_report(typical, all, report);
    int status = judge(typical, &arguments->solver, "typical days");
    if (status == EXIT_SOLVED)
        status = judge(all, &arguments->solver, "all steps");
    outcome_free(all);
    outcome_free(typical);
    park_free(few);
    return status;
}

static bool save(const char *horizon, const char *path)
{
    Output output;
    if (!output_open(&output, path))
        return false;
    fputs(horizon, output.file);
    return output_finish(&output);
}

/* Where the horizon goes to standard output, what is lost is said beside it. */
static int answer(const Days *days, const Line *line)
{
    const Arguments *arguments = &line->arguments;
    const bool to_file = arguments->output != NULL && strcmp(arguments->output, "-") != 0;
    char *horizon = horizon_text(days);
    int status = horizon != NULL && save(horizon, arguments->output) ? EXIT_SOLVED : EXIT_INPUT;
    fflush(stdout);
    if (status == EXIT_SOLVED) {
        Report report;
        report_init(&report, days->park->arena);
        days_report(days, &report);
        if (line->check)
            status = check(days->park, arguments, horizon, &report);
        report_write(&report, arguments->format, true, to_file ? stdout : stderr);
        report_release(&report);
    }
    free(horizon);
    return status;
}

static int run(int argc, char **argv)
{
    Line line = { 0 };
    OptionsResult read = read_line(argc, argv, &line);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Park *park = command_read_park(line.arguments.path, line.arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Days days = { 0 };
    int status = pick(park, &line.asked, &days) ? answer(&days, &line) : EXIT_INPUT;
    days_release(&days);
    park_free(park);
    return status;
}

const Command command_days = { "days", "pick typical days from the series, and say what is lost", run };
