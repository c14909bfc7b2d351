/* alone - plant models of the library in a park of their own, connected to nothing, to be looked at */
#include "cli/alone.h"

#include "models/park_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* memory from malloc; NULL where there is none */
static char *draft(const char *const *names, size_t count, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (out == NULL)
        return NULL;
    fputs("coplant: 1\npark: library\nfacilities:\n  works:\n    processes:\n", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "      '%s': {model: '%s'}\n", names[i], names[i]);
    return fclose(out) == 0 ? text : NULL;
}

Park *alone_read(const char *plants, bool unaudited, const char *const *names, size_t count)
{
    size_t size = 0;
    char *text = draft(names, count, &size);
    const ParkOptions options = { .plants = plants, .unconnected = true, .unaudited = unaudited };
    Diag *diag = diag_create();
    Park *park = text != NULL ? park_read_text(text, size, "the plant library", &options, diag) : NULL;
    diag_write(diag, stderr);
    diag_free(diag);
    free(text);
    return park;
}

bool alone_is_one(const char *word, const char *const *names, size_t count)
{
    for (size_t i = 0; word != NULL && i < count; i++)
        if (strcmp(names[i], word) == 0)
            return true;
    return false;
}

const char *alone_called(const char *word, const char *const *names, size_t count)
{
    const char *found = NULL;
    for (size_t i = 0; word != NULL && i < count; i++) {
        const char *slash = strrchr(names[i], '/');
        if (strcmp(names[i], word) == 0)
            return names[i];
        if (slash == NULL || strcmp(slash + 1, word) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = names[i];
    }
    return found;
}
