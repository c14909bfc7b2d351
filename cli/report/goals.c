/* goals - what bulk solid waste and water are to come to, by year */
#include "cli/report/goals.h"

#include "models/formulation/target.h"

#include <math.h>
#include <string.h>

/* National aims of China for industry: bulk solid waste that is used (2027: Guangming Daily 2023-12-31, see docs/bay.md; 2030 as
 * planners state it), and fresh water by value added against 2023 (likewise). */
static const Goal goals[] = {
    { "bulk_waste_utilisation", 2027, true, false, 0.57 },
    { "bulk_waste_utilisation", 2030, true, false, 0.62 },
    { "water_intensity", 2027, false, true, 0.87 },
};

const Goal *goal_find(const Measure *measure, int year)
{
    for (size_t i = 0; i < sizeof goals / sizeof goals[0]; i++)
        if (goals[i].year == year && strcmp(goals[i].measure, measure->name) == 0)
            return &goals[i];
    return NULL;
}

double goal_limit(const Goal *goal, const Park *park)
{
    if (!goal->of_base)
        return goal->limit;
    const Target *target = target_find(park, measure_find(goal->measure), -1);
    return target != NULL ? goal->limit * target->base : (double)NAN;
}

const char *goal_met(const Goal *goal, double limit, double figure)
{
    if (isnan(limit) || isnan(figure))
        return "";
    const double spare = goal->least ? figure - limit : limit - figure;
    /* As closely as plans are proved. */
    return spare >= -1e-6 * fabs(limit) ? "yes" : "no";
}
