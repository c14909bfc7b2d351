/* measure - what a plan is judged by, in one figure: a sum of accounts, or one sum over another
 *
 *     total  sum_a over_a account_a                                  by time
 *     ratio  sum_a over_a account_a / sum_a under_a account_a        a share, or by money of value added
 *
 * Reports show measures, targets limit them. A further one is one line of the table. */
#ifndef COPLANT_MEASURE_H
#define COPLANT_MEASURE_H

#include "models/program.h"

typedef struct Measure {
    const char *name;  /* as targets call it: "water_intensity" */
    const char *title; /* as reports call it: "fresh water per value added" */
    const char *unit;  /* internal, "money" as in field tables: "t", "1" of a share, "m3/money" */
    double over[ACCOUNTS], under[ACCOUNTS]; /* weights; nothing under: a total */
} Measure;

/* What is above the line and below it, average per hour or over the horizon alike. */
typedef struct Fraction {
    double over, under;
} Fraction;

const Measure *measure_all(void); /* ends with one without name */

/* NULL: none is called so. */
const Measure *measure_find(const char *name);

/* What an objective is a least of: of a margin, its opposite. */
const Measure *measure_of_objective(int objective);

bool measure_is_ratio(const Measure *measure); /* shares too */
bool measure_is_share(const Measure *measure);
bool measure_is_money(const Measure *measure); /* a total of money: shown, but no target */

/* The total, or the ratio: NAN where nothing, or less, is below the line; a share is never below 0. */
double measure_value(const Measure *measure, Fraction sums);

/* Adds what a unit of each column brings above and below the line, over[columns] and under[columns], average per hour of the horizon; under NULL: it is not asked for;
 * facility -1: of all that the program covers. */
void measure_columns(const Program *program, const Measure *measure, int facility, double *over,
                     double *under);

#endif
