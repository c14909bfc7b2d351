/* compare - every facility for itself beside the coupled park */
#include "models/study/compare.h"

#include "models/base/text.h"
#include "models/compile.h"
#include "models/formulation/target.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

void comparison_make(const Park *park, const LpOptions *options, Comparison *comparison)
{
    *comparison = (Comparison){ .park = park, .all_alone = true };
    comparison->together = outcome_solve(park, program_compile(park, NULL), options);
    comparison->alone = memory_take(park->facilities, sizeof(Outcome *));
    for (size_t f = 0; f < park->facilities; f++) {
        const CompileOptions alone = { .alone = true, .facility = (int)f };
        comparison->alone[f] = outcome_solve(park, program_compile(park, &alone), options);
        if (!outcome_proved(comparison->alone[f]))
            comparison->all_alone = false;
    }
}

void comparison_release(Comparison *comparison)
{
    for (size_t f = 0; comparison->alone != NULL && f < comparison->park->facilities; f++)
        outcome_free(comparison->alone[f]);
    free(comparison->alone);
    outcome_free(comparison->together);
    *comparison = (Comparison){ 0 };
}

bool comparison_holds(const Comparison *comparison)
{
    if (!comparison->all_alone || target_limits_park(comparison->park))
        return true;
    double sum = 0, size = 1;
    for (size_t f = 0; f < comparison->park->facilities; f++) {
        sum += comparison->alone[f]->result.objective;
        size += fabs(comparison->alone[f]->result.objective);
    }
    return comparison->together->answered && comparison->together->result.objective <= sum + 1e-6 * size;
}

/* The figure over the owner's facilities over the horizon. */
static double figure(const Comparison *comparison, const Measure *measure, const char *owner, bool together)
{
    const Park *park = comparison->park;
    Fraction total = { 0, 0 };
    for (size_t f = 0; f < park->facilities; f++) {
        if (owner != NULL && !text_equal(owner, park->facility[f].owner))
            continue;
        const Outcome *outcome = together ? comparison->together : comparison->alone[f];
        if (!outcome->answered)
            return (double)NAN;
        Fraction sums = outcome_fraction(outcome, measure, (int)f);
        total.over += sums.over * park->hours;
        total.under += sums.under * park->hours;
    }
    return measure_value(measure, total);
}

double comparison_together(const Comparison *comparison, const Measure *measure, const char *owner)
{
    return figure(comparison, measure, owner, true);
}

double comparison_alone(const Comparison *comparison, const Measure *measure, const char *owner)
{
    return figure(comparison, measure, owner, false);
}
