/* units - every amount carries its unit, and every use of it is checked by dimension
 *
 * An own system of libudunits2, built at run time: kg, s, K, m, the park's currency, and Nm3 as a base of its own
 * (a volume of gas at 0 degC and 101.325 kPa is not a volume of water). a = 8760 h. See docs/language.md for the list. */
#ifndef COPLANT_UNITS_H
#define COPLANT_UNITS_H

#include "models/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Units Units; /* one unit system; owns every Unit it hands out */
typedef struct Unit Unit;

bool units_currency(const char *text);     /* three capital letters */
Units *units_create(const char *currency); /* "CNY", "EUR", ... must be a units_currency */
void units_free(Units *units);

const char *units_money(const Units *units); /* the currency */
Arena *units_arena(Units *units);            /* for what is told about units; lives as long as they do */

/* The unit of that text, cached by it: "t", "万t/a", "CNY/kWh", "MJ/Nm3", "%/km", "1" or "" (no dimension). NULL when unknown;
 * *why then is a sentence fragment with a way out, such as "unknown unit 'EUR'; this park counts in CNY". */
const Unit *units_find(Units *units, const char *text, const char **why);

const Unit *units_multiply(Units *units, const Unit *a, const Unit *b);
const Unit *units_divide(Units *units, const Unit *a, const Unit *b);

bool unit_fits(const Unit *from, const Unit *to); /* the same dimension */
double unit_factor(const Unit *from,
                   const Unit *to);      /* multiply a value in `from` by it; both without offset */
const char *unit_text(const Unit *unit); /* as first written */

/* What the unit measures, in words: "mass", "energy", "power", "volume of gas", "volume", "money", "money per mass", "mass per time",
 * "temperature", "time", "length", "no dimension"; composed of such words where there is no name of its own. */
const char *unit_measures(Units *units, const Unit *unit);

/* "1350 CNY/t" -> 1350 and the unit; "0.7" -> 0.7 and no dimension; "70%" and "70 %" both; "1.2e3 t". Refuses decimal commas, thousands
 * separators, nan, inf, hex, 1e999, a bare unit, trailing words. *why as above. `rest`: when not NULL, what follows the unit
 * after a space is allowed and returned, "" when nothing does ("1 t clinker" -> 1, t, "clinker"); the rest starts at the
 * first word that is not part of a unit. */
bool units_amount(Units *units, const char *text, double *value, const Unit **unit, const char **rest,
                  const char **why);

/* A temperature in K from "330 degC", "603 K", "330 °C" or "330 ℃". */
bool units_temperature(Units *units, const char *text, double *kelvin, const char **why);

#endif
