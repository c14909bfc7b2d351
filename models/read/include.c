/* include - a park file with the files that it includes, as one tree */
#include "models/read/include.h"

#include "models/read/node.h"
#include "models/read/path.h"

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

static const Node *read_file(Including *including, const char *path, const char *real);

static const Node *read_one(Including *including, const Node *name)
{
    Arena *arena = including->arena;
    const char *path = path_below(arena, including->diag, including->tree, name, "includes");
    if (path == NULL)
        return NULL;
    const char *real = path_real(arena, path);
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

/* A horizon is one thing: that of the file that includes takes the place of the other whole, typical days that of a year. */
static const Node *without_horizon(Arena *arena, const Node *base)
{
    if (base == NULL || node_find(base, "horizon") == NULL)
        return base;
    Node *rest = node_emptied(arena, base), *last = NULL;
    for (const Node *member = base->first; member != NULL; member = member->next)
        if (strcmp(member->key, "horizon") != 0)
            last = node_append(arena, rest, last, member);
    node_close(arena, rest);
    return rest;
}

static const Node *lay_over(Arena *arena, const Node *base, const Node *over)
{
    const Node *horizon = node_find(over, "horizon");
    const bool whole = horizon != NULL && horizon->kind == NODE_MAP;
    return tree_overlay(arena, whole ? without_horizon(arena, base) : base, over, true);
}

/* What is above this one: its includes, one over the other. */
static const Node *read_included(Including *including, const Node *list)
{
    const Node *base = NULL;
    if (list->kind == NODE_SCALAR)
        return read_one(including, list);
    if (list->kind == NODE_MAP) {
        diag_error(including->diag, list->span, "'include' is a map; a list of files was wanted");
        return NULL;
    }
    for (const Node *name = list->first; name != NULL; name = name->next)
        base = lay_over(including->arena, base, read_one(including, name));
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
    const Node *base = read_included(including, list);
    including->deep--;
    return lay_over(including->arena, base, file);
}

const Node *include_read(Arena *arena, const char *path, Diag *diag)
{
    Including including = { .arena = arena, .diag = diag };
    const char *real = path_real(arena, path);
    if (real == NULL) /* tree_read_file says why */
        return tree_read_file(arena, path, path, diag);
    including.tree = path_folder(arena, real);
    size_t errors = diag_errors(diag);
    const Node *whole = read_file(&including, path, real);
    /* Without one of its files the rest of a park would be full of names that nobody knows. */
    return diag_errors(diag) == errors ? whole : NULL;
}
