/* plant - plant models of the library and of the park, and a process: a plant model as it is installed */
#include "models/plant.h"

#include "models/base/text.h"
#include "solver/memory.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const Field plant_fields[] = {
    { "model", FIELD_TEXT, 0, .help = "name of the plant model: industry/name" },
    { "title", FIELD_TITLE, 0, .help = "its title in English and Chinese" },
    { "basis", FIELD_TEXT, 0, .need = true, .help = "one unit of activity, such as 1 t clinker" },
    { "in", FIELD_NODE, 0, .help = "what a unit of basis takes, by resource" },
    { "out", FIELD_NODE, 0, .help = "what a unit of basis gives, by resource" },
    { "mixes", FIELD_NODE, 0, .help = "inputs that several resources fill together" },
    { "cost", FIELD_AMOUNT, 0, .unit = "money/basis", .min = 0, .max = 1e9,
      .help = "running cost of a unit of basis: labour, catalysts, wear" },
    { "sources", FIELD_NODE, 0, .help = "where the figures come from" },
    { 0 },
};

const Field figure_fields[] = {
    { "amount", FIELD_NODE, 0, .need = true, .help = "the figure" },
    { "range", FIELD_NODE, 0, .help = "its plausible range: [low, high]" },
    { "source", FIELD_TEXT, 0, .help = "S<number> read in a source, C computed, M illustrative" },
    { 0 },
};

/* Plant models read so far, found or not, by name. */
struct Shelf {
    Table table;
    const Node **model;
    size_t models, room;
};

void plant_forget(Reading *reading)
{
    if (reading->shelf == NULL)
        return;
    table_release(&reading->shelf->table);
    free(reading->shelf->model);
    reading->shelf = NULL;
}

/* ---- finding ---- */

static bool is_library(Arena *arena, const char *folder)
{
    struct stat facts;
    return stat(arena_print(arena, "%s/resources.yaml", folder), &facts) == 0 && S_ISREG(facts.st_mode);
}

/* The folder above, without a detour where the way is plain: plants for plants/parks. */
static const char *above(Arena *arena, const char *folder)
{
    const char *slash = strrchr(folder, '/'), *last = slash != NULL ? slash + 1 : folder;
    struct stat facts;
    bool plain = last[0] != '\0' && strcmp(last, ".") != 0 && strcmp(last, "..") != 0
                 && lstat(folder, &facts) == 0 && !S_ISLNK(facts.st_mode);
    if (plain && slash != NULL && slash != folder)
        return arena_copy(arena, folder, (size_t)(slash - folder));
    return plain && slash == NULL ? "." : arena_print(arena, "%s/..", folder);
}

const char *plant_library(Arena *arena, const char *option, const char *park_path)
{
    if (option != NULL)
        return option;
    const char *set = getenv("COPLANT_PLANTS");
    if (set != NULL && set[0] != '\0')
        return arena_print(arena, "%s", set);
    const char *slash = park_path != NULL ? strrchr(park_path, '/') : NULL;
    const char *folder = slash != NULL ? arena_copy(arena, park_path, (size_t)(slash - park_path)) : ".";
    for (int up = 0; up < 6; up++) {
        if (is_library(arena, folder))
            return folder;
        const char *beside = arena_print(arena, "%s/plants", folder);
        if (is_library(arena, beside))
            return beside;
        folder = above(arena, folder);
    }
#ifdef COPLANT_PLANTS_DIR
    if (is_library(arena, COPLANT_PLANTS_DIR))
        return COPLANT_PLANTS_DIR;
#endif
    return NULL;
}

/* Only names below the library: no dots, no leading slash. */
static bool is_model_name(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strlen(name) > 120)
        return false;
    return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/") == strlen(name);
}

enum { MODELS_MOST = 1024 };

static void list_folder(Arena *arena, const char *plants, const char *industry, const char **names,
                        size_t *count)
{
    DIR *folder = opendir(arena_print(arena, "%s/%s", plants, industry));
    if (folder == NULL)
        return;
    for (struct dirent *file; (file = readdir(folder)) != NULL && *count < MODELS_MOST;) {
        size_t length = strlen(file->d_name);
        if (file->d_name[0] != '.' && length > 5 && strcmp(file->d_name + length - 5, ".yaml") == 0)
            names[(*count)++] = arena_print(arena, "%s/%.*s", industry, (int)(length - 5), file->d_name);
    }
    closedir(folder);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the models of the library to names[MODELS_MOST] and sorts them all. */
static void add_library(Arena *arena, const char *plants, const char **names, size_t *count)
{
    DIR *library = plants != NULL ? opendir(plants) : NULL;
    for (struct dirent *entry; library != NULL && (entry = readdir(library)) != NULL;)
        if (entry->d_name[0] != '.' && is_model_name(entry->d_name) && strcmp(entry->d_name, "parks") != 0)
            list_folder(arena, plants, entry->d_name, names, count);
    if (library != NULL)
        closedir(library);
    qsort(names, *count, sizeof *names, by_name);
}

const char *const *plant_list(Arena *arena, const char *plants, size_t *count)
{
    const char **names = arena_take(arena, MODELS_MOST * sizeof *names);
    *count = 0;
    add_library(arena, plants, names, count);
    return names;
}

static void report_unknown(Reading *reading, const Node *name)
{
    const char **names = arena_take(reading->arena, MODELS_MOST * sizeof *names);
    size_t count = 0;
    const Node *own = node_find(reading->park->root, "models");
    for (const Node *node = own != NULL ? own->first : NULL; node != NULL && count < MODELS_MOST;
         node = node->next)
        if (node->key != NULL)
            names[count++] = node->key;
    add_library(reading->arena, reading->plants, names, &count);
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(names[i], '/');
        if (slash != NULL && strcmp(slash + 1, name->text) == 0) {
            diag_error(reading->diag, name->span, "unknown plant model '%s'; did you mean '%s'?", name->text,
                       names[i]);
            return;
        }
    }
    fields_reference(reading, name, "plant model", names, count, -1);
}

static const Node *from_library(Reading *reading, const Node *name)
{
    struct stat facts;
    if (reading->plants == NULL || !is_model_name(name->text))
        return NULL;
    const char *path = arena_print(reading->arena, "%s/%s.yaml", reading->plants, name->text);
    if (stat(path, &facts) != 0)
        return NULL;
    return tree_read_file(reading->arena, path, path, reading->diag);
}

const Node *plant_find(Reading *reading, const Node *name)
{
    if (!node_is(reading, name, NODE_SCALAR, "the name of a plant model"))
        return NULL;
    const Node *own = node_find(node_find(reading->park->root, "models"), name->text);
    if (own != NULL)
        return node_is(reading, own, NODE_MAP, "a plant model") ? own : NULL;
    if (reading->shelf == NULL) {
        reading->shelf = arena_take(reading->arena, sizeof *reading->shelf);
        table_init(&reading->shelf->table);
    }
    struct Shelf *shelf = reading->shelf;
    int known = table_find(&shelf->table, name->text);
    if (known >= 0)
        return shelf->model[known];
    size_t errors = diag_errors(reading->diag);
    const Node *found = from_library(reading, name);
    if (found == NULL && diag_errors(reading->diag) == errors)
        report_unknown(reading, name);
    shelf->model = memory_grow(shelf->model, shelf->models, &shelf->room, sizeof *shelf->model);
    shelf->model[shelf->models] = found;
    table_add(&shelf->table, name->text, (int)shelf->models++);
    return found;
}

/* ---- reading ---- */

const char *plant_counted(Reading *reading, const Unit *unit, double *per_unit)
{
    static const char *const internal[] = { "t", "kNm3", "GJ", "m3", "piece" };
    const char *why;
    for (size_t i = 0; i < sizeof internal / sizeof internal[0]; i++) {
        const Unit *counted = units_find(reading->units, internal[i], &why);
        if (counted != NULL && unit_fits(unit, counted)) {
            *per_unit = unit_factor(unit, counted);
            return internal[i];
        }
    }
    *per_unit = 1;
    return strcmp(unit_text(unit), "") == 0 ? "1" : arena_print(reading->arena, "(%s)", unit_text(unit));
}

bool plant_range(Reading *reading, const Node *range, const Field *field, FieldScope scope,
                 const Node *figure, double value)
{
    double end[2] = { 0, 0 };
    if (!node_is(reading, range, NODE_LIST, "a list [low, high]"))
        return false;
    if (range->count != 2)
        return diag_error(reading->diag, range->span, "a range has two ends: [low, high]");
    if (!fields_amount(reading, range->first, field, scope, &end[0])
        || !fields_amount(reading, range->first->next, field, scope, &end[1]))
        return false;
    if (end[0] > end[1])
        return diag_error(reading->diag, range->span, "the range is upside down: %s is more than %s",
                          range->first->text, range->first->next->text);
    if (value < end[0] * (1 - 1e-9) || value > end[1] * (1 + 1e-9))
        diag_warning(reading->diag, figure->span, "%s lies outside its plausible range, %s to %s",
                     figure->text, range->first->text, range->first->next->text);
    return true;
}

bool plant_figure(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into)
{
    if (node->kind != NODE_MAP)
        return fields_amount(reading, node, field, scope, into);
    bool fine = fields_known(reading, node, figure_fields);
    const Node *amount = node_find(node, "amount");
    if (amount == NULL)
        return diag_error(reading->diag, node->key_span, "'amount' is missing: the figure of '%s'",
                          node->key);
    if (!fields_amount(reading, amount, field, scope, into))
        return false;
    const Node *range = node_find(node, "range");
    if (range != NULL)
        fine = plant_range(reading, range, field, scope, amount, *into) && fine;
    return fine;
}

static bool read_flows(Reading *reading, const Process *process, const char *key, PlantFlow **flows,
                       size_t *count)
{
    static const Field amount[] = { { "amount", FIELD_AMOUNT, .unit = "resource", .min = 0, .max = 1e12 },
                                    { 0 } };
    const Node *map = node_find(process->plant, key);
    if (map == NULL)
        return true;
    if (!node_is(reading, map, NODE_MAP, "a map from resources to amounts"))
        return false;
    bool fine = true;
    *flows = arena_take(reading->arena, (map->count + 1) * sizeof **flows);
    for (const Node *node = map->first; node != NULL; node = node->next) {
        PlantFlow *flow = &(*flows)[*count];
        flow->resource = fields_resource(reading, node->key, node->key_span);
        flow->span = node->key_span;
        if (flow->resource >= 0
            && plant_figure(reading, node, amount, (FieldScope){ flow->resource, NULL }, &flow->amount))
            (*count)++;
        else
            fine = false;
    }
    return fine;
}

/* The name behind the basis says which amount it must agree with. */
static bool basis_agrees(Reading *reading, const Process *process, const PlantFlow *flows, size_t count,
                         double basis, const Node *node, bool *found)
{
    for (size_t i = 0; i < count; i++) {
        const Resource *resource = &reading->park->resource[flows[i].resource];
        if (!text_equal(resource->name, process->basis_name))
            continue;
        *found = true;
        if (!text_equal(resource->counted, process->basis))
            return diag_error(reading->diag, node->span, "the basis counts '%s' in another unit than %s",
                              resource->name, resource->unit_text);
        if (fabs(flows[i].amount - basis) > 1e-9 * basis)
            return diag_error(reading->diag, flows[i].span, "the basis is '%s', but here stand %.6g %s",
                              node->text, flows[i].amount / resource->per_unit, resource->unit_text);
    }
    return true;
}

bool plant_read(Reading *reading, Process *process)
{
    bool fine = fields_known(reading, process->plant, plant_fields);
    const Node *basis = node_find(process->plant, "basis");
    if (basis == NULL)
        return diag_error(reading->diag, process->plant->span,
                          "'basis' is missing: one unit of activity, such as 1 t clinker");
    if (!node_is(reading, basis, NODE_SCALAR, "an amount and a name, such as 1 t clinker,"))
        return false;
    double amount;
    const char *why = "it can't be read", *rest = NULL;
    if (!units_amount(reading->units, basis->text, &amount, &process->basis_unit, &rest, &why))
        return diag_error(reading->diag, basis->span, "'%s' is not an amount: %s", basis->text, why);
    if (!(amount > 0))
        return diag_error(reading->diag, basis->span, "the basis must be more than nothing");
    process->basis_name = rest != NULL ? arena_print(reading->arena, "%s", rest) : "";
    double per_unit;
    process->basis = plant_counted(reading, process->basis_unit, &per_unit);
    amount *= per_unit;
    process->basis_amount = amount;
    fine = read_flows(reading, process, "in", &process->in, &process->ins) && fine;
    fine = read_flows(reading, process, "out", &process->out, &process->outs) && fine;
    bool found = false;
    fine = fine && basis_agrees(reading, process, process->out, process->outs, amount, basis, &found);
    fine = fine
           && (found || basis_agrees(reading, process, process->in, process->ins, amount, basis, &found));
    for (size_t i = 0; i < process->ins; i++)
        process->in[i].amount /= amount;
    for (size_t i = 0; i < process->outs; i++)
        process->out[i].amount /= amount;
    static const Field cost[] = { { "cost", FIELD_AMOUNT, .unit = "money/basis", .min = 0, .max = 1e9 },
                                  { 0 } };
    const Node *node = node_find(process->plant, "cost");
    if (node != NULL)
        fine = plant_figure(reading, node, cost, (FieldScope){ -1, process->basis }, &process->cost) && fine;
    return fine;
}
