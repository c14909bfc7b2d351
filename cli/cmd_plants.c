/* cmd_plants - the plant library: a list to search in, and one model as a readable sheet */
#include "cli/alone.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/sheet.h"
#include "models/formulation/family.h"
#include "models/library.h"
#include "models/plant.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Letters of ASCII count alike in both cases; others as they are. */
static bool holds(const char *text, const char *word)
{
    for (; text != NULL && *text != '\0'; text++) {
        size_t i = 0;
        while (word[i] != '\0' && tolower((unsigned char)text[i]) == tolower((unsigned char)word[i]))
            i++;
        if (word[i] == '\0')
            return true;
    }
    return false;
}

static void list_row(ReportTable *table, const Process *process)
{
    report_row(table, false);
    report_text(table, process->model);
    report_text(table, process->title.en);
    report_text(table, process->title.zh);
    const Node *basis = node_find(process->plant, "basis");
    report_text(table, basis != NULL ? basis->text : "");
}

static void list_report(const Park *park, const char *word, Report *report)
{
    static const ReportColumn columns[] = { { "model", "model", false },
                                            { "title_en", "title", false },
                                            { "title_zh", "", false },
                                            { "basis", "per", false } };
    ReportTable *table = report_table(report, "models",
                                      word != NULL ? arena_print(park->arena, "Plant models with '%s'", word)
                                                   : "Plant models",
                                      columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < park->items; i++) {
        const Process *process = (const Process *)park->item[i];
        if (park->item[i]->family != &family_process)
            continue;
        if (word == NULL || holds(process->model, word) || holds(process->title.en, word)
            || holds(process->title.zh, word))
            list_row(table, process);
    }
}

static int run(int argc, char **argv)
{
    const Usage usage = { "plants",
                          "[WORD|MODEL]",
                          "Lists the plant models, those that hold a word, or shows one as a sheet.",
                          "a word is looked for in names and titles, in both languages\n",
                          0,
                          1 };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Arena *arena = arena_create();
    const char *plants = library_folder(arena, arguments.plants, NULL);
    size_t count = 0;
    const char *const *names = library_models(arena, plants, &count);
    bool sheet = alone_is_one(arguments.path, names, count);
    Park *park = NULL;
    if (count == 0)
        fprintf(stderr, "coplant: error: no plant library is here; name its folder with --plants\n");
    else
        park = sheet ? alone_read(plants, &arguments.path, 1) : alone_read(plants, names, count);
    int status = EXIT_INPUT;
    if (park != NULL) {
        Report report;
        report_init(&report, park->arena);
        if (sheet)
            sheet_report(park, (const Process *)park->item[0], &report);
        else
            list_report(park, arguments.path, &report);
        status = report_save(&report, arguments.format, true, arguments.output, "plants") ? EXIT_SOLVED
                                                                                          : EXIT_INPUT;
        report_release(&report);
    }
    park_free(park);
    arena_free(arena);
    return status;
}

const Command command_plants = { "plants", "the plant library: list, search, show a model", run };
