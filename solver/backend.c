/* backend - what every solver behind coplant looks like: one table of functions */
#include "solver/backend.h"

#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

static const Backend *const backends[] = { &backend_glpk, &backend_exact, &backend_interior, &backend_none,
                                           NULL };

const Backend *const *backend_all(void)
{
    return backends;
}

const Backend *backend_find(const char *name)
{
    for (const Backend *const *backend = backends; *backend != NULL; backend++)
        if (strcmp((*backend)->name, name) == 0)
            return *backend;
    return NULL;
}

void backend_answer_init(BackendAnswer *answer, size_t rows, size_t columns)
{
    *answer = (BackendAnswer){
        .x = memory_take(columns, sizeof *answer->x),
        .row_dual = memory_take(rows, sizeof *answer->row_dual),
        .row_ray = memory_take(rows, sizeof *answer->row_ray),
        .row_at = memory_take(rows, sizeof *answer->row_at),
        .column_at = memory_take(columns, sizeof *answer->column_at),
    };
}

void backend_answer_release(BackendAnswer *answer)
{
    free(answer->x);
    free(answer->row_dual);
    free(answer->row_ray);
    free(answer->row_at);
    free(answer->column_at);
    *answer = (BackendAnswer){ 0 };
}
