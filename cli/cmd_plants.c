/* cmd_plants - the plant library: a list to search in, and one model as a readable sheet */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/sheet.h"
#include "models/formulation/family.h"
#include "models/park_file.h"

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

/* A park in which the model stands alone, connected to nothing; NULL after its errors were said. */
static Park *read_alone(Arena *arena, const char *plants, const char *model)
{
    const char *text = arena_print(
        arena, "coplant: 1\npark: alone\nfacilities:\n  works:\n    processes:\n      it: {model: '%s'}\n",
        model);
    const ParkOptions options = { .plants = plants, .unconnected = true };
    Diag *diag = diag_create();
    Park *park = park_read_text(text, strlen(text), model, &options, diag);
    if (park == NULL)
        diag_write(diag, stderr);
    diag_free(diag);
    return park;
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

/* All models of the library in one park, so that its resources are read once. */
static Park *read_all(Arena *arena, const char *plants, const char *const *names, size_t count)
{
    const char *text = "coplant: 1\npark: library\nfacilities:\n  works:\n    processes:\n";
    for (size_t i = 0; i < count; i++)
        text = arena_print(arena, "%s      m%zu: {model: '%s'}\n", text, i, names[i]);
    const ParkOptions options = { .plants = plants, .unconnected = true };
    Diag *diag = diag_create();
    Park *park = park_read_text(text, strlen(text), "the plant library", &options, diag);
    if (park == NULL)
        diag_write(diag, stderr);
    diag_free(diag);
    return park;
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

static bool is_one_of(const char *word, const char *const *names, size_t count)
{
    for (size_t i = 0; word != NULL && i < count; i++)
        if (strcmp(names[i], word) == 0)
            return true;
    return false;
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
    const char *plants = plant_library(arena, arguments.plants, NULL);
    size_t count = 0;
    const char *const *names = plant_list(arena, plants, &count);
    bool sheet = is_one_of(arguments.path, names, count);
    Park *park = NULL;
    if (count == 0)
        fprintf(stderr, "coplant: error: no plant library is here; name its folder with --plants\n");
    else
        park = sheet ? read_alone(arena, plants, arguments.path) : read_all(arena, plants, names, count);
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
