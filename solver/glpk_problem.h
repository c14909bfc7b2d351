/* glpk_problem - a program as GLPK holds it; to be used inside glpk_guard only */
#ifndef COPLANT_GLPK_PROBLEM_H
#define COPLANT_GLPK_PROBLEM_H

#include "solver/backend.h"
#include "solver/lp.h"

#include <glpk.h>

glp_prob *glpk_load(const Lp *lp, const LpMatrix *matrix);

/* Quiet, 1e-9, within the caller's limits; without a limit on iterations one that only a circle reaches. */
void glpk_parameters(glp_smcp *parameters, glp_prob *problem, const LpOptions *options);

void glpk_put_basis(glp_prob *problem, const BackendAnswer *answer);

/* Status, values, duals, basis and iterations, from a problem on which a method returned `code`. */
void glpk_get_answer(glp_prob *problem, int code, const LpOptions *options, BackendAnswer *answer);

#endif
