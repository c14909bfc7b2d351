/* work - what the interior point method holds, and its passes over all columns
 *
 * Each x is counted from an origin of its own: its lower limit, else its upper one, else 0. Near a limit it is then as exact as the
 * distance to the limit itself. */
#ifndef COPLANT_INTERIOR_WORK_H
#define COPLANT_INTERIOR_WORK_H

#include "solver/interior/elements.h"

/* Owns its arrays: work_init, work_release. */
typedef struct Work {
    System *system; /* not owned; its limits are written anew */
    const Elements *elements;
    Columns columns;
    double *y, *dy, *cy;  /* [rows] point, step and correction */
    double *right, *rows; /* [rows] of the equations that come next; A x, or else of them what is times mu */
    double *at[2], *t[2], *even[2]; /* [longest chunk] for each half */
    double constant;                /* cost of the origins, and of what is gone */
    double bounds;                  /* how many limits there are on columns */
} Work;

void work_init(Work *work, System *system);
void work_release(Work *work);

/* to[rows] += by from[rows] */
void work_add_rows(Work *work, double by, const double *from, double *to);

/* Each pass goes over all columns once, by both threads. */

/* Step += the correction, which was made for `aim`, primal and dual times; then point += the step, likewise; then all of it is measured, and
 * `right` set for the step towards mu = 0. */
typedef struct Move {
    Aim aim;
    double primal_correction, dual_correction, primal, dual;
} Move;

Measure work_measure(Work *work, Move move, RowMeasure *of_rows);

/* The step towards mu = 0, from dy; and what work_aim_at takes. */
Outlook work_predict(Work *work);

/* After work_predict: `right` for the correction that takes all products to mu. */
void work_aim_at(Work *work, double mu);

/* Step += the correction that came before; `right` for the next one, which centres. */
void work_aim(Work *work, const Move *before, const Aim *aim);

/* The correction, from cy. */
void work_correct(Work *work, const Aim *aim, Trials *trials);

/* sum = A t and t = A' y for whole vectors. */
void work_sum(Work *work, const double *t, double *sum);
void work_transposed(Work *work, const double *y, double *t);

/* Calls `on` for both halves of the columns, or of the rows: for first .. end - 1 of each. */
typedef void OnHalf(void *subject, int half, size_t first, size_t end);
void work_by_columns(Work *work, OnHalf *on, void *subject);
void work_by_rows(Work *work, OnHalf *on, void *subject);

#endif
