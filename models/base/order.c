/* order - what comes before what, where keys are small numbers */
#include "models/base/order.h"

#include "solver/memory.h"

#include <stdlib.h>

size_t *order_by(const size_t *key, size_t count, size_t keys)
{
    size_t *order = memory_take(count, sizeof *order), *at = memory_take(keys + 1, sizeof *at);
    for (size_t i = 0; i < count; i++)
        at[key[i] + 1]++;
    for (size_t k = 0; k < keys; k++)
        at[k + 1] += at[k];
    for (size_t i = 0; i < count; i++)
        order[at[key[i]]++] = i;
    free(at);
    return order;
}
