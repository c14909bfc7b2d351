/* fuzz_park - any bytes are a park or are refused: bytes -> park -> program, nothing opened, nothing lost
 *
 * Whatever comes in, one of two things must happen: errors were reported, or there is a park and it compiles
 * into a program without NaN. Sanitizers watch for all else. What was found is kept under
 * tests/fuzz/found/ with the fix, and is a seed from then on. */
#include "models/compile.h"
#include "models/park_file.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The words of every message are made as well: carets under foreign bytes are where mistakes hide. */
static void write_diagnostics(const Diag *diag)
{
    char *words = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&words, &length);
    assert(out != NULL);
    diag_write(diag, out);
    fclose(out);
    free(words);
}

static void check_numbers(const Lp *lp)
{
    for (size_t i = 0; i < lp->rows; i++)
        assert(lp->row_lower[i] == lp->row_lower[i] && lp->row_upper[i] == lp->row_upper[i]);
    for (size_t j = 0; j < lp->columns; j++)
        assert(lp->column_lower[j] == lp->column_lower[j] && lp->column_upper[j] == lp->column_upper[j]);
    for (LpReader some = lp_read(lp); lp_read_next(&some);)
        for (size_t k = 0; k < some.count; k++)
            assert(some.entry[k].value == some.entry[k].value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ParkOptions options = { .no_files = true };
    Diag *diag = diag_create();
    Park *park = park_read_text((const char *)data, size, "fuzz.yaml", &options, diag);
    assert((park != NULL) == (diag_errors(diag) == 0));
    if (park != NULL) {
        Program *program = program_compile(park, NULL);
        check_numbers(&program->lp);
        program_free(program);
    }
    write_diagnostics(diag);
    park_free(park);
    diag_free(diag);
    return 0;
}
