/* include - a park file with the files that it includes, as one tree */
#include "models/read/include.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { INCLUDES_MOST = 256, INCLUDES_DEEP = 16 };

typedef struct Including {
    Arena *arena;
    Diag *diag;
    const char *tree;                /* real path of the park's folder, ends with a slash */
    const char *open[INCLUDES_DEEP]; /* real paths, from the park's file down to this one */
    const char *version;             /* of the language, as the first file that states one writes it */
    int deep, files;
} Including;

static const char *folder_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? arena_copy(arena, path, (size_t)(slash - path) + 1) : "";
}

static const char *real_path(Arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (real == NULL)
        return NULL;
    const char *kept = arena_copy(arena, real, strlen(real));
    free(real);
    return kept;
}

static const Node *read_file(Including *including, const char *path, const char *real);

static const Node *read_one(Including *including, const Node *name, const char *folder)
{
    Arena *arena = including->arena;
    if (name->kind != NODE_SCALAR || name->text[0] == '\0') {
        diag_error(including->diag, name->span, "the name of a file was wanted");
        return NULL;
    }
    const char *path = name->text[0] == '/' ? name->text : arena_print(arena, "%s%s", folder, name->text);
    const char *real = real_path(arena, path);
    if (real == NULL) {
        diag_error(including->diag, name->span,
                   "'%s' can't be found; a path from the folder of this file was wanted", name->text);
        return NULL;
    }
    if (strncmp(real, including->tree, strlen(including->tree)) != 0) {
        diag_error(including->diag, name->span, "'%s' leaves the folder of the park; includes stand below it",
                   name->text);
        return NULL;
    }
    for (int i = 0; i < including->deep; i++)
        if (strcmp(including->open[i], real) == 0) {
            diag_error(including->diag, name->span, "'%s' includes itself, directly or through others",
                       name->text);
            return NULL;
        }
    if (including->deep == INCLUDES_DEEP || including->files == INCLUDES_MOST) {
        diag_error(including->diag, name->span, "too many includes: %d files, %d deep are allowed",
                   INCLUDES_MOST, INCLUDES_DEEP);
        return NULL;
    }
    return read_file(including, path, real);
}

/* What is above this one: its includes, one over the other. */
static const Node *read_included(Including *including, const Node *list, const char *folder)
{
    const Node *base = NULL;
    if (list->kind == NODE_SCALAR)
        return read_one(including, list, folder);
    if (list->kind == NODE_MAP) {
        diag_error(including->diag, list->span, "'include' is a map; a list of files was wanted");
        return NULL;
    }
    for (const Node *name = list->first; name != NULL; name = name->next)
        base = tree_overlay(including->arena, base, read_one(including, name, folder), true);
    return base;
}

/* The file that includes wins, so without this no one would see that another was written for another language. */
static void check_version(Including *including, const Node *file)
{
    const Node *node = node_find(file, "coplant");
    if (node == NULL || node->kind != NODE_SCALAR)
        return;
    if (including->version == NULL)
        including->version = node->text;
    else if (strcmp(including->version, node->text) != 0)
        diag_error(including->diag, node->span,
                   "this file is written in version '%s' of the language and the park in version '%s'",
                   node->text, including->version);
}

static const Node *read_file(Including *including, const char *path, const char *real)
{
    const Node *file = tree_read_file(including->arena, path, path, including->diag);
    including->files++;
    if (file == NULL)
        return NULL;
    if (including->deep > 0 && file->kind != NODE_MAP) {
        diag_error(including->diag, file->span, "an included file is a map of keys and values");
        return NULL;
    }
    check_version(including, file);
    const Node *list = node_find(file, "include");
    if (list == NULL)
        return file;
    including->open[including->deep++] = real;
    const Node *base = read_included(including, list, folder_of(including->arena, path));
    including->deep--;
    return tree_overlay(including->arena, base, file, true);
}

const Node *include_read(Arena *arena, const char *path, Diag *diag)
{
    Including including = { .arena = arena, .diag = diag };
    const char *real = real_path(arena, path);
    if (real == NULL) /* tree_read_file says why */
        return tree_read_file(arena, path, path, diag);
    including.tree = folder_of(arena, real);
    size_t errors = diag_errors(diag);
    const Node *whole = read_file(&including, path, real);
    /* Without one of its files the rest of a park would be full of names that nobody knows. */
    return diag_errors(diag) == errors ? whole : NULL;
}
