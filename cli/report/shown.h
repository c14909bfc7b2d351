/* shown - amounts in the units that engineers say: t/h and kt/a, Nm3/h and million Nm3/a, MW and GWh/a */
#ifndef COPLANT_SHOWN_H
#define COPLANT_SHOWN_H

#include "models/outcome.h"
#include "models/plant.h"

typedef struct Shown {
    double number;
    const char *unit;
} Shown;

/* How an amount of a resource is said: the same in every period. */
typedef struct ShownUnit {
    double per; /* internal units in one of it */
    const char *name;
} ShownUnit;

ShownUnit shown_rate_unit(const Park *park, const Resource *resource); /* of internal units an hour */
ShownUnit shown_total_unit(const Park *park,
                           const Resource *resource); /* of internal units over the horizon */

/* From internal units an hour. */
Shown shown_rate(const Park *park, const Resource *resource, double rate);
Shown shown_total(const Park *park, const Resource *resource, double rate); /* over the horizon */
Shown shown_activity(const Park *park, const Process *process, double rate);
Shown shown_measure_value(const Park *park, const char *counted, double value);     /* per unit of a mix */
Shown shown_capacity_value(const Park *park, const Process *process, double value); /* per basis */

/* From 1000 of the currency per internal unit (or units of the objective) to money per unit as people count it. */
Shown shown_value(const Park *park, const Resource *resource, double value);

/* From t CO2 per internal unit: t CO2/t, kg CO2/Nm3, kg CO2/kWh, kg CO2/GJ. */
Shown shown_footprint(const Park *park, const Resource *resource, double footprint);

typedef enum ShownSum { SUM_MONEY, SUM_MASS, SUM_ENERGY, SUM_WATER, SUM_COAL } ShownSum;

/* An account over the horizon, from 1000 of the currency, t, GJ, m3 or tce an hour: million CNY/a, kt/a, TJ/a, 1000 m3/a, ktce/a; where the
 * horizon is no more than days, CNY, t, GJ, m3, tce. */
Shown shown_sum(const Park *park, ShownSum kind, double per_hour);

/* A figure of a measure: a total an hour as above, a share in per cent, what is by value added by 10 000 of the currency: t/万元. */
Shown shown_measure(const Park *park, const Measure *measure, double figure);

/* From what an objective is counted in, an hour, to what it comes to over the horizon. */
Shown shown_objective(const Park *park, double per_hour);

const char *shown_per_year(const Park *park); /* "/a" or "" */

#endif
