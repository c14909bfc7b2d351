/* lanes - four doubles that are worked on at once; of vectors of eight, two of them
 *
 * Where the machine has no such registers the compiler makes do with smaller ones. To be used inside functions only. */
#ifndef COPLANT_INTERIOR_LANES_H
#define COPLANT_INTERIOR_LANES_H

typedef double Quad __attribute__((vector_size(32), may_alias));
typedef double LooseQuad __attribute__((vector_size(32), may_alias, aligned(8))); /* at any double */

#endif
