/* child - a backend in a process of its own, so that it can be stopped whatever it is doing
 *
 * GLPK looks at its limits between two steps of the simplex only: not in its presolver, not while it factorises, not
 * within a step of exact arithmetic. So a program that may take long is solved in a child process, which the parent
 * kills when the time is up. The interior point method by periods sees to its deadline itself and needs none. A child that dies by itself is an answer too (BackendAnswer.gone). */
#ifndef COPLANT_CHILD_H
#define COPLANT_CHILD_H

#include "solver/backend.h"

/* As backend->solve; in a child where options->process asks for one or the size of the program does. Where there is none to
 * be had, here. */
void child_solve(const Backend *backend, Lp *lp, LpMatrix *matrix, const LpOptions *options,
                 BackendAnswer *answer);

#endif
