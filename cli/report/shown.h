/* shown - amounts in the units that engineers say: t/h and kt/a, Nm3/h and million Nm3/a, MW and GWh/a */
#ifndef COPLANT_SHOWN_H
#define COPLANT_SHOWN_H

#include "models/outcome.h"
#include "models/plant.h"

typedef struct Shown {
    double number;
    const char *unit;
} Shown;

/* From internal units an hour. */
Shown shown_rate(const Park *park, const Resource *resource, double rate);
Shown shown_total(const Park *park, const Resource *resource, double rate); /* over the horizon */
Shown shown_activity(const Park *park, const Process *process, double rate);
Shown shown_capacity_value(const Park *park, const Process *process, double value); /* per basis */

/* From 1000 of the currency per internal unit (or units of the objective) to money per unit as people count it. */
Shown shown_value(const Park *park, const Resource *resource, double value);

/* "million CNY/a" or, for a horizon that is no year, "million CNY". */
const char *shown_money_unit(const Park *park);
const char *shown_per_year(const Park *park); /* "/a" or "" */

double shown_money(const Park *park, double per_hour); /* million over the horizon, from 1000 an hour */

#endif
