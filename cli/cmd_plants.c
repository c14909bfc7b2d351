/* cmd_plants - the plant library: a list to search in, and one model as a readable sheet */
#include "cli/alone.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/report/sheet.h"
#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/formulation/mix.h"
#include "models/formulation/mode.h"
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

/* What a plant model has to do with a word. */
typedef struct Match {
    bool named;                /* in its name or titles */
    const char *takes, *gives; /* a resource, or NULL */
} Match;

static bool resource_holds(const Resource *resource, const char *word)
{
    return holds(resource->name, word) || holds(resource->title.en, word) || holds(resource->title.zh, word);
}

static const char *first_of(const Park *park, const PlantFlow *flow, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (resource_holds(&park->resource[flow[i].resource], word))
            return park->resource[flow[i].resource].name;
    return NULL;
}

static void match_recipe(const Park *park, const Recipe *recipe, const char *word, Match *match)
{
    if (match->takes == NULL)
        match->takes = first_of(park, recipe->in, recipe->ins, word);
    if (match->gives == NULL)
        match->gives = first_of(park, recipe->out, recipe->outs, word);
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        for (size_t k = 0; k < mix->ingredients && match->takes == NULL; k++)
            if (resource_holds(&park->resource[mix->ingredient[k].resource], word))
                match->takes = park->resource[mix->ingredient[k].resource].name;
    }
}

/* Its modes stand behind it. */
static Match match_model(const Park *park, const Process *process, const char *word)
{
    Match match = { .named = holds(process->model, word) || holds(process->title.en, word)
                             || holds(process->title.zh, word) };
    match_recipe(park, &process->recipe, word, &match);
    for (size_t i = (size_t)process->item.index + 1; i < park->items && park->item[i]->owner != NULL; i++)
        if (mode_is(park->item[i]))
            match_recipe(park, &((const Mode *)park->item[i])->recipe, word, &match);
    return match;
}

static void list_row(const Park *park, const Process *process, const Match *match, ReportTable *table)
{
    const Node *basis = node_find(process->plant, "basis");
    report_row(table, false);
    report_text(table, process->model);
    report_text(table, process->title.en);
    report_text(table, process->title.zh);
    report_text(table, basis != NULL ? basis->text : "");
    report_text(table,
                arena_print(park->arena, "%s%s%s%s%s", match->takes != NULL ? "takes " : "",
                            match->takes != NULL ? match->takes : "",
                            match->takes != NULL && match->gives != NULL ? ", " : "",
                            match->gives != NULL ? "gives " : "", match->gives != NULL ? match->gives : ""));
}

/* How many were found. */
static size_t list_report(const Park *park, const char *word, Report *report)
{
    static const ReportColumn columns[] = { { "model", "model", false },
                                            { "title_en", "title", false },
                                            { "title_zh", "", false },
                                            { "basis", "per", false },
                                            { "found", "", false } };
    ReportTable *table = report_table(report, "models",
                                      word != NULL ? arena_print(park->arena, "Plant models with '%s'", word)
                                                   : "Plant models",
                                      columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < park->items; i++) {
        const Process *process = (const Process *)park->item[i];
        if (park->item[i]->family != &family_process)
            continue;
        Match match = { .named = true };
        if (word != NULL)
            match = match_model(park, process, word);
        if (match.named || match.takes != NULL || match.gives != NULL)
            list_row(park, process, &match, table);
    }
    return table->rows;
}

static void say_near(const char *word, const char *const *names, size_t count)
{
    const char *near = text_nearest(word, names, count);
    if (near != NULL)
        fprintf(stderr, "coplant: nothing holds '%s'; did you mean '%s'?\n", word, near);
}

static int run(int argc, char **argv)
{
    const Usage usage = {
        "plants",
        "[WORD|MODEL]",
        "Lists the plant models, those that hold a word, or shows one as a sheet.",
        "a word is looked for in names and titles of models, and of what they take and give, in both languages\n",
        0,
        1
    };
    Arguments arguments;
    OptionsResult read = arguments_read(&usage, TAKES_REPORT, NULL, argc, argv, &arguments);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Arena *arena = arena_create();
    const char *plants = library_folder(arena, arguments.plants, NULL);
    size_t count = 0;
    const char *const *names = library_models(arena, plants, &count);
    const char *model = alone_called(arguments.path, names, count);
    Park *park = NULL;
    if (count == 0)
        fprintf(stderr, "coplant: error: no plant library is here; name its folder with --plants\n");
    else
        park = model != NULL ? alone_read(plants, true, &model, 1) : alone_read(plants, true, names, count);
    int status = EXIT_INPUT;
    if (park != NULL) {
        Report report;
        report_init(&report, park->arena);
        if (model != NULL)
            sheet_report(park, (const Process *)park->item[0], &report);
        else if (list_report(park, arguments.path, &report) == 0)
            say_near(arguments.path, names, count);
        status = report_save(&report, arguments.format, true, arguments.output, "plants") ? EXIT_SOLVED
                                                                                          : EXIT_INPUT;
        report_release(&report);
    }
    park_free(park);
    arena_free(arena);
    return status;
}

const Command command_plants = { "plants", "the plant library: list, search, show a model", run };
