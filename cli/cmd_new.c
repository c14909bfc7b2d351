/* cmd_new - a commented first park from the names of facilities and plant models */
#include "cli/alone.h"
#include "cli/command.h"
#include "cli/draft.h"
#include "cli/options.h"
#include "cli/output.h"
#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/library.h"
#include "solver/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FACILITIES_MOST = 64, MODELS_MOST = 256 };

/* What stands on the line: names of facilities, and of models as the library calls them. */
typedef struct Wish {
    Arena *arena;
    const char *const *library; /* [count] */
    size_t count;
    const char *facility[FACILITIES_MOST];
    size_t first[FACILITIES_MOST + 1]; /* of its models */
    size_t facilities;
    const char *model[MODELS_MOST];
    size_t models;
} Wish;

static bool refuse(const char *says, const char *word)
{
    fprintf(stderr, "coplant: error: '%s' %s\n", word, says);
    return false;
}

/* The library's name of a model, said in full or by its last part. */
static const char *model_called(const Wish *wish, const char *word)
{
    const char *found = alone_called(word, wish->library, wish->count);
    if (found != NULL)
        return found;
    const char *near = text_nearest(word, wish->library, wish->count);
    if (near != NULL)
        fprintf(stderr, "coplant: error: unknown plant model '%s'; did you mean '%s'?\n", word, near);
    else
        fprintf(stderr, "coplant: error: unknown plant model '%s'; `coplant plants` lists them\n", word);
    return NULL;
}

static bool read_models(Wish *wish, const char *list)
{
    for (;;) {
        size_t length = strcspn(list, ",");
        const char *word = arena_copy(wish->arena, list, length);
        if (wish->models == MODELS_MOST)
            return refuse("is one plant model too many", word);
        if ((wish->model[wish->models] = model_called(wish, word)) == NULL)
            return false;
        wish->models++;
        if (list[length] == '\0')
            return true;
        list += length + 1;
    }
}

static bool is_name(const char *name)
{
    const char *at = name;
    for (uint32_t c; (c = text_next(&at)) != 0;)
        if (text_is_command(c) || c == 0xFFFD)
            return false;
    return *name != '\0' && text_length(name) <= NAME_LONGEST;
}

static bool read_facility(Wish *wish, const char *word)
{
    const char *equals = strchr(word, '=');
    if (equals == NULL)
        return refuse("names no plant models; write FACILITY=MODEL,MODEL such as steelworks=steel/coke_oven",
                      word);
    const char *name = arena_copy(wish->arena, word, (size_t)(equals - word));
    if (!is_name(name))
        return refuse("is no name for a facility; 1 to 64 characters were wanted", name);
    for (size_t i = 0; i < wish->facilities; i++)
        if (strcmp(wish->facility[i], name) == 0)
            return refuse("stands twice; give a facility all its models at once", name);
    wish->first[wish->facilities] = wish->models;
    wish->facility[wish->facilities++] = name;
    bool fine = read_models(wish, equals + 1);
    wish->first[wish->facilities] = wish->models;
    return fine;
}

static const Process *process_of(const Park *library, const char *model)
{
    for (size_t i = 0; i < library->items; i++)
        if (library->item[i]->family == &family_process && strcmp(library->item[i]->name, model) == 0)
            return (const Process *)library->item[i];
    return NULL;
}

/* What gives heat where nothing else does; NULL in a library without it. */
static const char *heater_of(const Wish *wish)
{
    return alone_called("fired_heater", wish->library, wish->count);
}

/* Each model once, as a facility may have several of one, and so may the park; and the heater. */
static Park *read_library(const Wish *wish, const char *plants)
{
    const char *once[MODELS_MOST + 1];
    size_t count = 0;
    if (heater_of(wish) != NULL)
        once[count++] = heater_of(wish);
    for (size_t i = 0; i < wish->models; i++)
        if (!alone_is_one(wish->model[i], once, count))
            once[count++] = wish->model[i];
    return alone_read(plants, false, once, count);
}

static int write_park(const Wish *wish, const char *plants, const char *name, const char *path)
{
    Park *library = read_library(wish, plants);
    if (library == NULL)
        return EXIT_INPUT;
    const Process *process[MODELS_MOST + FACILITIES_MOST];
    const Process *heater = heater_of(wish) != NULL ? process_of(library, heater_of(wish)) : NULL;
    DraftFacility facility[FACILITIES_MOST];
    size_t processes = 0;
    for (size_t f = 0; f < wish->facilities; f++) {
        facility[f] = (DraftFacility){ wish->facility[f], process + processes, 0 };
        for (size_t i = wish->first[f]; i < wish->first[f + 1]; i++)
            process[processes++] = process_of(library, wish->model[i]);
        facility[f].processes = wish->first[f + 1] - wish->first[f];
        if (heater != NULL && draft_lacks_heat(library, &facility[f])) {
            process[processes++] = heater;
            facility[f].processes++;
        }
    }
    Output output;
    bool fine = output_open(&output, path);
    if (fine) {
        draft_write(library, name, facility, wish->facilities, output.file);
        fine = output_finish(&output);
    }
    park_free(library);
    return fine ? EXIT_SOLVED : EXIT_INPUT;
}

/* A park that someone wrote is never the place for a new one. */
static bool is_free(const char *path)
{
    struct stat facts;
    if (path == NULL || strcmp(path, "-") == 0 || stat(path, &facts) != 0 || !S_ISREG(facts.st_mode))
        return true;
    fprintf(stderr, "coplant: error: '%s' is there already; choose another name, or remove it first\n", path);
    return false;
}

static int run(int argc, char **argv)
{
    const char *path = NULL, *plants = NULL, *name = NULL, *word[FACILITIES_MOST];
    const Option options[] = {
        { "output", 'o', "FILE", &path, NULL,
          "where it is written, if no file is there; standard output when not given" },
        { "name", 'n', "NAME", &name, NULL, "the name of the park; 'park' when not given" },
        { "plants", 0, "DIR", &plants, NULL, "folder of the plant library" },
        { 0 },
    };
    const Usage usage = {
        "new",
        "FACILITY=MODEL[,MODEL...] ...",
        "Writes a commented first park with these facilities and plant models, which solves as it stands.",
        "for example: coplant new steelworks=steel/coke_oven,steel/blast_furnace chemicals=methanol_from_coke_oven_gas -o park.yaml\n",
        1,
        FACILITIES_MOST
    };
    for (size_t i = 0; i < FACILITIES_MOST; i++)
        word[i] = NULL;
    OptionsResult read = options_read(&usage, options, argc, argv, word);
    if (read != OPTIONS_READ)
        return read == OPTIONS_HELPED ? EXIT_SOLVED : EXIT_INPUT;
    Wish *wish = memory_take(1, sizeof *wish);
    wish->arena = arena_create();
    plants = library_folder(wish->arena, plants, NULL);
    wish->library = library_models(wish->arena, plants, &wish->count);
    bool fine = is_free(path) && (name == NULL || is_name(name) || refuse("is no name for a park", name));
    if (wish->count == 0)
        fine = refuse("holds no plant models; name the library's folder with --plants",
                      plants != NULL ? plants : "plants/");
    for (size_t i = 0; i < FACILITIES_MOST && word[i] != NULL && fine; i++)
        fine = read_facility(wish, word[i]);
    int status = fine ? write_park(wish, plants, name != NULL ? name : "park", path) : EXIT_INPUT;
    arena_free(wish->arena);
    free(wish);
    return status;
}

const Command command_new = { "new", "write a first park from the names of works and plant models", run };
