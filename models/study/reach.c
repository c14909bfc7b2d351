/* reach - how far a measure can go in a program, and what it costs to hold it further than the best plan does
 *
 *     a ratio over/under is best where     most over - ratio under  comes to nothing
 *
 * so each plan's own ratio is tried on the next until none is better (Dinkelbach, Management Science 13, 1967): a few solves. */
#include "models/study/reach.h"

#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_MOST = 30 };

/* What a unit of each column brings above and below the line. */
typedef struct Terms {
    double *over, *under; /* [columns] */
} Terms;

static Terms terms_of(const Program *program, const Measure *measure, int facility)
{
    const size_t columns = program->lp.columns;
    Terms terms = { memory_take(columns, sizeof(double)), memory_take(columns, sizeof(double)) };
    measure_columns(program, measure, facility, terms.over, terms.under);
    return terms;
}

static void terms_release(Terms *terms)
{
    free(terms->over);
    free(terms->under);
}

static Fraction sums_of(const Terms *terms, const double *x, size_t columns)
{
    Fraction sums = { 0, 0 };
    for (size_t j = 0; j < columns; j++) {
        sums.over += terms->over[j] * x[j];
        sums.under += terms->under[j] * x[j];
    }
    return sums;
}

/* The figure of a plan, and the costs that look for a better one. */
static double judge(const Measure *measure, const Terms *terms, const double *x, double sign, Lp *lp)
{
    const double figure = measure_value(measure, sums_of(terms, x, lp->columns));
    const double ratio = measure_is_ratio(measure) && !isnan(figure) ? figure : 0;
    for (size_t j = 0; j < lp->columns; j++)
        lp->cost[j] = sign * (terms->over[j] - ratio * terms->under[j]);
    return figure;
}

double reach_best(const Program *program, const Measure *measure, int facility, bool most, int without,
                  const LpOptions *options)
{
    const double sign = most ? -1 : 1;
    double best = NAN;
    Lp lp;
    Terms terms = terms_of(program, measure, facility);
    lp_copy(&lp, &program->lp);
    if (without >= 0) {
        lp.row_lower[without] = -INFINITY;
        lp.row_upper[without] = INFINITY;
    }
    for (int step = 0; step < STEPS_MOST; step++) {
        LpResult result;
        lp_solve(&lp, options, &result);
        const double next = result.status == LP_OPTIMAL ? judge(measure, &terms, result.x, sign, &lp) : NAN;
        const bool solved = result.status == LP_OPTIMAL;
        lp_result_release(&result);
        /* Nothing below the line, as of a plan at a loss: first the plan with the most of it. */
        if (solved && isnan(next) && step == 0) {
            for (size_t j = 0; j < lp.columns; j++)
                lp.cost[j] = -terms.under[j];
            continue;
        }
        if (isnan(next) || fabs(next - best) <= 1e-9 * fmax(fabs(next), 1e-3))
            break;
        best = next;
    }
    terms_release(&terms);
    lp_release(&lp);
    return best;
}

LpStatus reach_at_least(const Program *program, const Measure *measure, double least,
                        const LpOptions *options, double *objective, Fraction *sums)
{
    Lp lp;
    LpResult result;
    Terms terms = terms_of(program, measure, -1);
    lp_copy(&lp, &program->lp);
    const int row = lp_add_row(&lp, 0, INFINITY);
    for (size_t j = 0; j < program->lp.columns; j++) {
        double value = terms.over[j] - least * terms.under[j];
        if (value != 0)
            lp_add_entry(&lp, row, (int)j, value);
    }
    lp_solve(&lp, options, &result);
    const LpStatus status = result.status;
    if (status == LP_OPTIMAL) {
        *objective = result.objective;
        *sums = sums_of(&terms, result.x, lp.columns);
    }
    lp_result_release(&result);
    terms_release(&terms);
    lp_release(&lp);
    return status;
}
