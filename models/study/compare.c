/* compare - every facility for itself beside the coupled park */
#include "models/study/compare.h"

#include "models/base/text.h"
#include "models/compile.h"
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
    if (!comparison->all_alone)
        return true;
    double sum = 0, size = 1;
    for (size_t f = 0; f < comparison->park->facilities; f++) {
        sum += comparison->alone[f]->result.objective;
        size += fabs(comparison->alone[f]->result.objective);
    }
    return comparison->together->answered && comparison->together->result.objective <= sum + 1e-6 * size;
}

static double account(const Outcome *outcome, int measure, int facility)
{
    static const int accounts[MEASURES] = {
        [MEASURE_CO2] = ACCOUNT_CO2,
        [MEASURE_ENERGY] = ACCOUNT_ENERGY_BOUGHT,
        [MEASURE_WATER] = ACCOUNT_WATER,
        [MEASURE_FLARED] = ACCOUNT_FLARED,
        [MEASURE_HEAT_LEFT] = ACCOUNT_HEAT_LEFT,
        [MEASURE_LANDFILLED] = ACCOUNT_WASTE_DISPOSED,
        [MEASURE_CO2_ENERGY] = ACCOUNT_CO2_ENERGY,
        [MEASURE_COAL] = ACCOUNT_COAL,
    };
    if (measure == MEASURE_MARGIN)
        return outcome_margin(outcome, facility);
    if (measure == MEASURE_COST)
        return outcome_cost(outcome, facility);
    return outcome_account(outcome, accounts[measure], facility);
}

/* Sum over the owner's facilities; of: the outcome that facility f belongs to. */
static double sum(const Comparison *comparison, int measure, const char *owner, bool together)
{
    const Park *park = comparison->park;
    double total = 0, made = 0, buried = 0;
    for (size_t f = 0; f < park->facilities; f++) {
        if (owner != NULL && !text_equal(owner, park->facility[f].owner))
            continue;
        const Outcome *outcome = together ? comparison->together : comparison->alone[f];
        if (!outcome->answered)
            return (double)NAN;
        if (measure == MEASURE_WASTE_USE) {
            made += outcome_account(outcome, ACCOUNT_WASTE_MADE, (int)f);
            buried += outcome_account(outcome, ACCOUNT_WASTE_DISPOSED, (int)f);
        } else {
            total += account(outcome, measure, (int)f) * park->hours;
        }
    }
    if (measure == MEASURE_WASTE_USE)
        return waste_use(made, buried);
    return total;
}

double comparison_together(const Comparison *comparison, int measure, const char *owner)
{
    return sum(comparison, measure, owner, true);
}

double comparison_alone(const Comparison *comparison, int measure, const char *owner)
{
    return sum(comparison, measure, owner, false);
}
