/* cmd_check - reads a park, checks it, audits its recipes and says what would be solved */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/closure.h"
#include "models/compile.h"
#include "models/formulation/family.h"

#include <math.h>
#include <stdio.h>

static const char *counted(const Park *park, size_t count, const char *one, const char *many)
{
    return arena_print(park->arena, "%zu %s", count, count == 1 ? one : many);
}

static void count_line(const Park *park, Report *report)
{
    size_t processes = 0, links = 0, markets = 0;
    for (size_t i = 0; i < park->items; i++) {
        processes += park->item[i]->family == &family_process;
        links += park->item[i]->family == &family_link;
        markets += park->item[i]->family->naming == NAMED_BY_RESOURCE;
    }
    report_line(report, "%s is clean: %s, %s, %s, %s", park->name,
                counted(park, park->facilities, "facility", "facilities"),
                counted(park, processes, "process", "processes"), counted(park, links, "link", "links"),
                counted(park, markets, "market or disposal", "markets and disposals"));
    report_fact_text(report, "park", park->name);
    report_fact(report, "facilities", (double)park->facilities);
    report_fact(report, "processes", (double)processes);
    report_fact(report, "links", (double)links);
    report_fact(report, "markets", (double)markets);
}

static void program_line(const Park *park, Report *report)
{
    static const char *const wants[] = { "the most margin", "the least cost", "the least direct CO2",
                                         "the least solid waste disposed of" };
    Program *program = program_compile(park, NULL);
    report_line(report, "it would look for %s over %g h in %s: %zu rows, %zu columns, %zu entries",
                wants[park->objective], park->hours, counted(park, park->periods, "period", "periods"),
                program->lp.rows, program->lp.columns, program->lp.entries);
    report_fact(report, "periods", (double)park->periods);
    report_fact(report, "hours", park->hours);
    report_fact(report, "rows", (double)program->lp.rows);
    report_fact(report, "columns", (double)program->lp.columns);
    report_fact(report, "entries", (double)program->lp.entries);
    program_free(program);
}

static const char *basis_of(const Park *park, const Process *process)
{
    const Node *basis = node_find(process->plant, "basis");
    return arena_print(park->arena, "%s", basis != NULL ? basis->text : process->basis_name);
}

static void audit_table(const Park *park, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "process", "process", false },
                                            { "basis", "per", false },
                                            { "carbon_in", "carbon in", true },
                                            { "carbon_out", "out", true },
                                            { "co2_least", "CO2 least", true },
                                            { "co2_most", "most", true },
                                            { "mass_in", "mass in", true },
                                            { "mass_out", "out", true },
                                            { "to_air", "to the air", true },
                                            { "remark", "", false } };
    ReportTable *table = report_table(report, "audit", "Audit of the recipes, in t per basis", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "of a mix the richest filling that keeps its requirements; what comes in and does not leave is direct CO2 (carbon) or goes to the air (mass)";
    Closure closure;
    for (size_t at = 0; audit_next(park, FILLED_AS_REQUIRED, &at, &closure);) {
        const Process *process = closure.process;
        const ClosureLine *carbon = &closure.line[AUDIT_ELEMENT + ELEMENT_CARBON];
        const ClosureLine *mass = &closure.line[AUDIT_MASS];
        int untold = mass->untold_in >= 0 ? mass->untold_in : mass->untold_out;
        double basis = process->basis_amount;
        report_row(table, false);
        report_text(table, park->facility[process->item.facility].name);
        report_text(table, closure_name(park, &closure));
        report_text(table, basis_of(park, process));
        report_number(table, basis * carbon->in[1]);
        report_number(table, basis * carbon->out);
        report_number(table, basis * closure.co2[0]);
        report_number(table, basis * closure.co2[1]);
        report_number(table, untold < 0 ? basis * mass->in[1] : NAN);
        report_number(table, untold < 0 ? basis * mass->out : NAN);
        report_number(table, untold < 0 ? basis * (mass->in[1] - mass->out) : NAN);
        report_text(table, untold < 0 ? ""
                                      : arena_print(park->arena, "mass of '%s' is not known",
                                                    park->resource[untold].name));
    }
}

static int run(int argc, char **argv)
{
    const Usage usage = {
        "check",
        "PARK",
        "Reads a park, checks units and references, audits carbon and mass, and says what it would solve.",
        "exit status: 0 clean, 1 wrong input or usage\n",
        1,
        1
    };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Park *park = command_read_park(arguments.path, arguments.plants);
    if (park == NULL)
        return EXIT_INPUT;
    Report report;
    report_init(&report, park->arena);
    count_line(park, &report);
    program_line(park, &report);
    audit_table(park, &report);
    bool saved = report_save(&report, arguments.format, true, arguments.output, "check");
    report_release(&report);
    park_free(park);
    return saved ? EXIT_SOLVED : EXIT_INPUT;
}

const Command command_check = { "check", "read a park, check it, audit its recipes", run };
