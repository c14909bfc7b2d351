/* system - a program as the interior point method takes it, and the linear algebra that it asks for */
#include "solver/interior/system.h"

#include <math.h>
#include <stdlib.h>

double system_origin(double lower, double upper)
{
    return isfinite(lower) ? lower : isfinite(upper) ? upper : 0;
}

void system_release(System *system)
{
    free(system->lower);
    free(system->upper);
    free(system->cost);
    free(system->here);
    free(system->limit);
    free(system->row_here);
    free(system->column_at);
    free(system->row_at);
    free(system->slack_at);
}

size_t system_longest_chunk(const System *system)
{
    size_t longest = 0;
    for (size_t k = 0; k < system->chunks; k++) {
        const size_t count = system->kind->chunk(system, k).count;
        longest = count > longest ? count : longest;
    }
    return longest;
}
