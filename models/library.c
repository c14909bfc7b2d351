/* library - the plant models of plants/ and of the park's own: found by name, and laid one over the other */
#include "models/library.h"

#include "models/base/text.h"
#include "models/overlay.h"
#include "models/read/excerpt.h"
#include "models/read/file.h"
#include "solver/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Plant models read so far, found or not, by name. */
struct Shelf {
    Table table;
    const Node **model;
    size_t models, room;
    int extending; /* models that are being read for the sake of one that extends them */
};

enum { EXTENDS_DEEP = 8 };

static struct Shelf *shelf_of(Reading *reading)
{
    if (reading->shelf == NULL) {
        reading->shelf = arena_take(reading->arena, sizeof *reading->shelf);
        table_init(&reading->shelf->table);
    }
    return reading->shelf;
}

void library_forget(Reading *reading)
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

const char *library_folder(Arena *arena, const char *option, const char *park_path)
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
    if (name[0] == '\0' || name[0] == '/' || strlen(name) > NAME_LONGEST)
        return false;
    return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/") == strlen(name);
}

typedef struct Names {
    const char **name; /* from memory_grow */
    size_t count, room;
} Names;

static void add_name(Names *names, const char *name)
{
    names->name = memory_grow(names->name, names->count, &names->room, sizeof *names->name);
    names->name[names->count++] = name;
}

static void list_folder(Arena *arena, const char *plants, const char *industry, Names *names)
{
    DIR *folder = opendir(arena_print(arena, "%s/%s", plants, industry));
    if (folder == NULL)
        return;
    for (struct dirent *file; (file = readdir(folder)) != NULL;) {
        size_t length = strlen(file->d_name);
        if (length <= 5 || strcmp(file->d_name + length - 5, ".yaml") != 0)
            continue;
        const char *name = arena_print(arena, "%s/%.*s", industry, (int)(length - 5), file->d_name);
        if (is_model_name(name))
            add_name(names, name);
    }
    closedir(folder);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the models of the library to the names and sorts them all. */
static void add_library(Arena *arena, const char *plants, Names *names)
{
    DIR *library = plants != NULL ? opendir(plants) : NULL;
    for (struct dirent *entry; library != NULL && (entry = readdir(library)) != NULL;)
        if (entry->d_name[0] != '.' && is_model_name(entry->d_name) && strcmp(entry->d_name, "parks") != 0)
            list_folder(arena, plants, entry->d_name, names);
    if (library != NULL)
        closedir(library);
    if (names->count > 0)
        qsort(names->name, names->count, sizeof *names->name, by_name);
}

const char *const *library_models(Arena *arena, const char *plants, size_t *count)
{
    Names names = { 0 };
    add_library(arena, plants, &names);
    const char **kept = arena_take(arena, (names.count + 1) * sizeof *kept);
    for (size_t i = 0; i < names.count; i++)
        kept[i] = names.name[i];
    *count = names.count;
    free(names.name);
    return kept;
}

static void report_unknown(Reading *reading, const Node *name)
{
    Names names = { 0 };
    const Node *own = node_find(reading->park->root, "models");
    for (const Node *node = own != NULL ? own->first : NULL; node != NULL; node = node->next)
        if (node->key != NULL)
            add_name(&names, node->key);
    add_library(reading->arena, reading->plants, &names);
    const char *meant = NULL;
    for (size_t i = 0; i < names.count && meant == NULL; i++) {
        const char *slash = strrchr(names.name[i], '/');
        if (slash != NULL && strcmp(slash + 1, name->text) == 0)
            meant = names.name[i];
    }
    if (meant != NULL)
        diag_error(reading->diag, name->span, "unknown plant model '%s'; did you mean '%s'?", name->text,
                   meant);
    else
        fields_reference(reading, name, "plant model", names.name, names.count, -1);
    free(names.name);
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

const Node *library_find(Reading *reading, const Node *name)
{
    if (!node_is(reading, name, NODE_SCALAR, "the name of a plant model"))
        return NULL;
    struct Shelf *shelf = shelf_of(reading);
    int known = table_find(&shelf->table, name->text);
    if (known >= 0)
        return shelf->model[known];
    size_t errors = diag_errors(reading->diag);
    const Node *found = node_find(node_find(reading->park->root, "models"), name->text);
    if (found == NULL)
        found = from_library(reading, name);
    if (found != NULL && !node_is(reading, found, NODE_MAP, "a plant model"))
        return NULL;
    if (found == NULL && diag_errors(reading->diag) == errors)
        report_unknown(reading, name);
    if (found != NULL)
        found = library_extended(reading, found);
    shelf->model = memory_grow(shelf->model, shelf->models, &shelf->room, sizeof *shelf->model);
    shelf->model[shelf->models] = found;
    table_add(&shelf->table, name->text, (int)shelf->models++);
    return found;
}

const Node *library_extended(Reading *reading, const Node *model)
{
    const Node *name = node_find(model, "extends");
    if (name == NULL)
        return model;
    struct Shelf *shelf = shelf_of(reading);
    if (shelf->extending == EXTENDS_DEEP) {
        diag_error(reading->diag, name->span,
                   "'%s' extends itself, or more than %d models one over the other",
                   name->text != NULL ? name->text : "", EXTENDS_DEEP);
        return NULL;
    }
    shelf->extending++;
    /* A park's own model may stand in for the library's of its name, and extend it. */
    bool stands_in = model->key != NULL && name->kind == NODE_SCALAR && strcmp(model->key, name->text) == 0;
    const Node *base = stands_in ? from_library(reading, name) : NULL;
    if (base != NULL)
        base = node_is(reading, base, NODE_MAP, "a plant model") ? library_extended(reading, base) : NULL;
    else
        base = library_find(reading, name);
    shelf->extending--;
    return base != NULL ? overlay_plant(reading->arena, base, model) : NULL;
}

/* ---- resources ---- */

/* What a walk through a tree marks: the entries of the excerpt that it names, as keys or as values. */
typedef struct Marks {
    const Excerpt *excerpt;
    bool *wanted; /* [excerpt->entries] */
} Marks;

static void mark_word(const Marks *marks, const char *word)
{
    int found = word != NULL ? table_find(&marks->excerpt->table, word) : -1;
    if (found >= 0)
        marks->wanted[found] = true;
}

static void mark_tree(const Marks *marks, const Node *node)
{
    mark_word(marks, node->key);
    mark_word(marks, node->text);
    for (const Node *member = node->first; member != NULL; member = member->next)
        mark_tree(marks, member);
}

static const Node *members(const Node *map)
{
    return map != NULL && map->kind == NODE_MAP ? map->first : NULL;
}

static void mark_model(Reading *reading, const Marks *marks, const Node *name)
{
    const Node *model = name != NULL && name->kind == NODE_SCALAR ? library_find(reading, name) : NULL;
    if (model != NULL)
        mark_tree(marks, model);
}

/* What the park names, and what the plant models name that it installs or extends. */
static void mark_park(Reading *reading, const Marks *marks)
{
    const Node *root = reading->park->root;
    mark_tree(marks, root);
    for (const Node *facility = members(node_find(root, "facilities")); facility != NULL;
         facility = facility->next)
        for (const Node *process = members(node_find(facility, "processes")); process != NULL;
             process = process->next)
            mark_model(reading, marks, node_find(process, "model"));
    for (const Node *model = members(node_find(root, "models")); model != NULL; model = model->next)
        mark_model(reading, marks, node_find(model, "extends"));
}

/* The text less what the park does not name. */
static const char *needed_text(Reading *reading, const Source *file, const Excerpt *excerpt, size_t *size)
{
    Marks marks = { excerpt, arena_take(reading->arena, excerpt->entries * sizeof *marks.wanted) };
    mark_park(reading, &marks);
    const char **unread = arena_take(reading->arena, excerpt->entries * sizeof *unread);
    for (size_t i = 0; i < excerpt->entries; i++)
        if (!marks.wanted[i])
            unread[reading->unreads++] = excerpt->entry[i].name;
    reading->unread = unread;
    return excerpt_text(reading->arena, file->text, size, excerpt, marks.wanted);
}

const Node *library_resources(Reading *reading)
{
    if (reading->plants == NULL)
        return NULL;
    const char *path = arena_print(reading->arena, "%s/resources.yaml", reading->plants);
    const Source *file = file_read(reading->arena, path, path, reading->diag);
    if (file == NULL)
        return NULL;
    Excerpt excerpt;
    const char *text = file->text;
    size_t size = file->size;
    if (excerpt_find(reading->arena, text, size, "resources", &excerpt)) {
        text = needed_text(reading, file, &excerpt, &size);
        excerpt_release(&excerpt);
    }
    return node_find(tree_read_text(reading->arena, text, size, path, reading->diag), "resources");
}
