/* rays - proofs that a program has no optimum, found as optima of two other programs
 *
 * Infeasible: the row duals of the elastic program (elastic.h) are Farkas multipliers.
 * Unbounded:  min cost' d, -1 <= d <= 1, where no step d leaves a limit however often it is taken.
 *
 * Both programs are feasible and bounded, so any backend can solve them. What comes out is a
 * proposal: certify.h is the judge. Programs are as backends take them (backend.h). */
#ifndef COPLANT_RAYS_H
#define COPLANT_RAYS_H

#include "solver/backend.h"

/* False where the backend found no optimum. row_ray is [rows], column_ray [columns]. */
bool ray_of_infeasible(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                       double *row_ray);
bool ray_of_unbounded(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                      double *column_ray);

/* Likewise of the rows alone in which a guess at the ray is at least that share of its largest multiplier: what contradicts itself there
 * does so in the whole. False, too, where those are most of the rows. `guess` is [rows]. */
bool ray_of_some_rows(const Backend *backend, const Lp *lp, const LpMatrix *matrix, const LpOptions *options,
                      const double *guess, double share, double *row_ray);

/* A point within all limits whatever it costs; returns what the backend says of it, LP_OPTIMAL for found. */
LpStatus point_within(const Backend *backend, const Lp *lp, LpMatrix *matrix, const LpOptions *options,
                      double *x);

#endif
