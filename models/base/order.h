/* order - what comes before what, where keys are small numbers */
#ifndef COPLANT_ORDER_H
#define COPLANT_ORDER_H

#include <stddef.h>

/* 0 to count - 1 in the order of their keys, each below `keys`; those of one key as they stand. From memory_take. */
size_t *order_by(const size_t *key, size_t count, size_t keys);

#endif
