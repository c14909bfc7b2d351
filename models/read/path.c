/* path - files that a park names: below the folder of its own file, and nowhere else */
#include "models/read/path.h"

#include <stdlib.h>
#include <string.h>

const char *path_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? arena_copy(arena, path, (size_t)(slash - path) + 1) : "";
}

const char *path_real(Arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (real == NULL)
        return NULL;
    const char *kept = arena_copy(arena, real, strlen(real));
    free(real);
    return kept;
}

const char *path_below(Arena *arena, Diag *diag, const char *tree, const Node *name, const char *what)
{
    if (name->kind != NODE_SCALAR || name->text[0] == '\0') {
        diag_error(diag, name->span, "the name of a file was wanted");
        return NULL;
    }
    const char *own = name->span.source != NULL ? name->span.source->path : "";
    const char *path = name->text[0] == '/' ? name->text
                                            : arena_print(arena, "%s%s", path_folder(arena, own), name->text);
    const char *real = tree != NULL ? path_real(arena, path) : NULL;
    if (real == NULL) {
        diag_error(diag, name->span, "'%s' can't be found; a path from the folder of this file was wanted",
                   name->text);
        return NULL;
    }
    if (strncmp(real, tree, strlen(tree)) != 0) {
        diag_error(diag, name->span, "'%s' leaves the folder of the park; %s stand below it", name->text,
                   what);
        return NULL;
    }
    return path;
}
