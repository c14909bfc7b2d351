/* outcome - the answer in domain terms: flows, levels, values and accounts of a park */
#ifndef COPLANT_OUTCOME_H
#define COPLANT_OUTCOME_H

#include "models/formulation/zone.h"
#include "models/measure.h"
#include "models/plant.h"
#include "models/program.h"
#include "solver/solve.h"

typedef struct Outcome {
    const Park *park;
    Program *program;
    LpResult result;
    double *account;    /* [ACCOUNTS x program->facilities] average per hour, see outcome_account */
    double carbon_gap;  /* |carbon in - carbon out - carbon of CO2| over the throughput, of the whole park */
    double balance_gap; /* worst |in - out| of any balance over its throughput */
    double
        heat_gap; /* worst heat that goes up, or that is left at the end, of any zone over what is given; NAN: no zone has a cascade */
    double
        disorder; /* how much runs in a later piece of a process while an earlier one is open, see mode_disorder */
    const Process *disordered; /* the worst process, or NULL */
    bool answered; /* there are numbers: optimal, unverified, or a plan that was stopped before it was best */
} Outcome;         /* owns its program and result: outcome_free */

/* Takes the program. Solves and turns the numbers into domain terms. */
Outcome *outcome_solve(const Park *park, Program *program, const LpOptions *options);

/* The answer of a program, whoever solved it, in domain terms. Takes both. `threads`: 1 or 2, 0: as many as are useful; the same digits by each. */
Outcome *outcome_read(const Park *park, Program *program, LpResult result, int threads);
void outcome_free(Outcome *outcome);

/* Whether the answer may be called proved: optimal, certified, and every balance closes to 1e-6. */
bool outcome_proved(const Outcome *outcome);

/* The measure of the objective, which no plan beats, as far as is proved; infinite where nothing is. */
double outcome_bound(const Outcome *outcome);

/* Average per hour of the horizon; facility -1: the park. Times park->hours it is the total. */
double outcome_account(const Outcome *outcome, int account, int facility);

double outcome_margin(const Outcome *outcome,
                      int facility); /* payments between owners counted; of the park they cancel */
double outcome_cost(const Outcome *outcome, int facility);

/* Sums, and the figure that they come to, average per hour; facility -1: the park. */
Fraction outcome_fraction(const Outcome *outcome, const Measure *measure, int facility);
double outcome_measure(const Outcome *outcome, const Measure *measure, int facility);

/* The flow in internal units an hour of its period, and what it adds to the average an hour of the horizon. */
static inline double outcome_flow(const Outcome *outcome, const Flow *flow)
{
    return flow->amount * outcome->result.x[flow->column];
}

static inline double outcome_flow_mean(const Outcome *outcome, const Flow *flow)
{
    return outcome->park->period[flow->period].share * outcome_flow(outcome, flow);
}

/* GJ an hour of a heat stream; `column` is the one that drives it, -1: none does. */
double outcome_heat(const Outcome *outcome, const HeatStream *stream, int period);
double outcome_heat_of(const Outcome *outcome, const HeatStream *stream, int column);

/* What one more internal unit of the resource is worth there, in 1000 of the currency; NAN where it has no balance. */
double outcome_value(const Outcome *outcome, int facility, int resource, int period);

/* What one more unit on the right-hand side of a row adds to the objective, per unit: of a balance its value, of a store that of what is in
 * it, of a contract that of one more unit in its day, month or year. */
double outcome_row_value(const Outcome *outcome, int row);

/* What one more unit of its capacity as the file states it would bring, in 1000 of the currency per unit: through what it may do at most, or must
 * at least, and through the ends of its pieces. */
double outcome_capacity_value(const Outcome *outcome, const Process *process, int period);

/* What one more unit at the limit that holds this column would bring, in 1000 of the currency (or units of the objective) per unit; 0 where
 * no limit holds it. */
double outcome_limit_value(const Outcome *outcome, int column);

#endif
