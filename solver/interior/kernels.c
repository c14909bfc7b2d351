/* kernels - the inner loops of the factorisation by periods */
#include "solver/interior/kernels.h"

const Kernels VARIANT(kernels) = { 0 };
