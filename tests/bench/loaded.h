/* loaded - the park that a command line names, or on standard error why there is none */
#ifndef COPLANT_LOADED_H
#define COPLANT_LOADED_H

#include "models/park_file.h"

#include <stdio.h>

/* NULL where it can't be read. */
static inline Park *load_park(const char *path)
{
    Diag *diag = diag_create();
    Park *park = park_read(path, NULL, diag);
    diag_write(diag, stderr);
    diag_free(diag);
    return park;
}

#endif
