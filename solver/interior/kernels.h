/* kernels - the inner loops of the factorisation by periods */
#ifndef COPLANT_INTERIOR_KERNELS_H
#define COPLANT_INTERIOR_KERNELS_H

#include "solver/interior/variant.h"

typedef struct Kernels {
    int placeholder;
} Kernels;

extern const Kernels kernels_plain, kernels_wide;

#endif
