/* read_park - a park by chance, read as a file is */
#ifndef COPLANT_READ_PARK_H
#define COPLANT_READ_PARK_H

#include "models/park_file.h"
#include "tests/cases/random_park.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* It has neither errors nor warnings. */
static inline Park *read_park(RandomPark wanted)
{
    static const ParkOptions alone = { .no_files = true };
    char *text = random_park_text(wanted);
    assert_non_null(text);
    Diag *diag = diag_create();
    Park *park = park_read_text(text, strlen(text), "park.yaml", &alone, diag);
    if (park == NULL) {
        print_error("seed %d, units %d:\n", (int)wanted.seed, (int)wanted.units);
        diag_write(diag, stderr);
    }
    assert_non_null(park);
    assert_int_equal((int)diag_warnings(diag), 0);
    diag_free(diag);
    free(text);
    return park;
}

#endif
