/* medoids - the members of a set that stand best for all of it */
#ifndef COPLANT_MEDOIDS_H
#define COPLANT_MEDOIDS_H

#include <stddef.h>

/* Finds medoid[k] among `count` members, k <= count; the first `fixed` of them are given and stay. distance is [count x count], symmetric,
 * 0 from a member to itself. stands[i] becomes the place in `medoid` of the one that stands for member i: the nearest, of equals the
 * first, of a medoid itself. The same input gives the same answer. */
void medoids_find(const double *distance, size_t count, size_t k, size_t fixed, size_t *medoid,
                  size_t *stands);

#endif
