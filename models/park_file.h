/* park_file - from a park file to a park: its tree, its keys, its families, audited and checked */
#ifndef COPLANT_PARK_FILE_H
#define COPLANT_PARK_FILE_H

#include "models/park.h"
#include "models/read/fields.h"

extern const Field park_fields[], facility_fields[];

typedef struct ParkOptions {
    const char *plants;  /* folder of the plant library; NULL: found, see plant.h */
    const char *horizon; /* YAML with the key `horizon`, which takes the place of the park's own; or NULL */
    bool no_files;       /* includes and the library are not opened (fuzzing) */
    bool unconnected;    /* sources and takers are not asked for (a plant model looked at alone) */
    bool unaudited;      /* what is made from nothing is let through (to be shown) */
} ParkOptions;

/* Reads and checks; NULL when there was an error, all of them are in `diag`. The fast path of a big park is O(size of the file). */
Park *park_read(const char *path, const ParkOptions *options, Diag *diag);
Park *park_read_text(const char *text, size_t size, const char *shown, const ParkOptions *options,
                     Diag *diag);

#endif
