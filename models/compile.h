/* compile - from a park to the program that is solved: each family in turn */
#ifndef COPLANT_COMPILE_H
#define COPLANT_COMPILE_H

#include "models/program.h"

typedef struct CompileOptions {
    bool alone;    /* links closed */
    bool average;  /* one period, of the means of what differs by period */
    int facility;  /* only this one's items; -1: all */
    bool anew;     /* every item in every period, also those that say the same in each (for tests) */
    bool reversed; /* items in reverse order: changes no optimum (for tests) */
} CompileOptions;

/* NULL options: the whole park, coupled. */
Program *program_compile(const Park *park, const CompileOptions *options);

#endif
