/* measure - what a plan is judged by, in one figure: a sum of accounts, or one sum over another */
#include "models/measure.h"

#include "models/picked.h"

#include <math.h>
#include <string.h>

#define COSTS(sign) \
    [ACCOUNT_PURCHASES] = (sign), [ACCOUNT_DISPOSAL] = (sign), [ACCOUNT_TRANSPORT] = (sign), \
    [ACCOUNT_RUNNING] = (sign), [ACCOUNT_CO2_COST] = (sign), [ACCOUNT_LEVIES] = (sign)

/* Running costs are mostly wages, CO2 cost and levies are taxes: they are paid out of value added. */
#define VALUE_ADDED \
    [ACCOUNT_SALES] = 1, [ACCOUNT_EXCHANGE] = 1, [ACCOUNT_PURCHASES] = -1, [ACCOUNT_DISPOSAL] = -1, \
    [ACCOUNT_TRANSPORT] = -1

#define TCE (1 / 29.3076) /* in a GJ */
#define NET_ENERGY [ACCOUNT_ENERGY_BOUGHT] = TCE, [ACCOUNT_ENERGY_LINKED] = TCE, [ACCOUNT_ENERGY_SOLD] = -TCE

#define WASTE_TO_USE [ACCOUNT_WASTE_MADE] = 1, [ACCOUNT_WASTE_DRAWN] = 1
#define BULK_TO_USE [ACCOUNT_BULK_MADE] = 1, [ACCOUNT_BULK_DRAWN] = 1

/* clang-format off */
static const Measure measures[] = {
    { "margin", "margin", "money", { [ACCOUNT_SALES] = 1, [ACCOUNT_EXCHANGE] = 1, COSTS(-1) }, { 0 } },
    { "cost", "cost", "money", { COSTS(1) }, { 0 } },
    { "value_added", "value added", "money", { VALUE_ADDED }, { 0 } },
    { "co2", "direct CO2", "t", { [ACCOUNT_CO2] = 1 }, { 0 } },
    { "energy", "net energy", "tce", { NET_ENERGY }, { 0 } },
    { "energy_bought", "energy bought", "GJ", { [ACCOUNT_ENERGY_BOUGHT] = 1 }, { 0 } },
    { "fresh_water", "fresh water", "m3", { [ACCOUNT_WATER] = 1 }, { 0 } },
    { "flared", "flared gas", "GJ", { [ACCOUNT_FLARED] = 1 }, { 0 } },
    { "heat_given", "heat given by processes", "GJ", { [ACCOUNT_HEAT_GIVEN] = 1 }, { 0 } },
    { "heat_left", "heat left over", "GJ", { [ACCOUNT_HEAT_LEFT] = 1 }, { 0 } },
    { "waste_made", "solid waste made", "t", { [ACCOUNT_WASTE_MADE] = 1 }, { 0 } },
    { "waste_drawn", "solid waste drawn from stock", "t", { [ACCOUNT_WASTE_DRAWN] = 1 }, { 0 } },
    { "waste_disposed", "solid waste disposed of", "t", { [ACCOUNT_WASTE_DISPOSED] = 1 }, { 0 } },
    { "landfill", "solid waste landfilled", "t", { [ACCOUNT_WASTE_LANDFILLED] = 1 }, { 0 } },
    { "solid_waste_utilisation", "solid waste used", "1", { WASTE_TO_USE, [ACCOUNT_WASTE_DISPOSED] = -1 }, { WASTE_TO_USE } },
    { "bulk_waste_utilisation", "bulk solid waste used", "1", { BULK_TO_USE, [ACCOUNT_BULK_DISPOSED] = -1 }, { BULK_TO_USE } },
    { "energy_intensity", "net energy per value added", "tce/money", { NET_ENERGY }, { VALUE_ADDED } },
    { "co2_intensity", "direct CO2 per value added", "t/money", { [ACCOUNT_CO2] = 1 }, { VALUE_ADDED } },
    { "water_intensity", "fresh water per value added", "m3/money", { [ACCOUNT_WATER] = 1 }, { VALUE_ADDED } },
    { "co2_energy", "CO2 of power and heat bought", "t", { [ACCOUNT_CO2_ENERGY] = 1 }, { 0 } },
    { "co2_upstream", "CO2 of other goods bought", "t", { [ACCOUNT_CO2_UPSTREAM] = 1 }, { 0 } },
    { "co2_scopes", "CO2 of scopes 1, 2 and 3", "t", { [ACCOUNT_CO2] = 1, [ACCOUNT_CO2_ENERGY] = 1, [ACCOUNT_CO2_UPSTREAM] = 1 }, { 0 } },
    { "coal", "coal bought", "GJ", { [ACCOUNT_COAL] = 1 }, { 0 } },
    { "power_bought", "power bought", "GJ", { [ACCOUNT_POWER_BOUGHT] = 1 }, { 0 } },
    { "electrification", "power in energy bought", "1", { [ACCOUNT_POWER_BOUGHT] = 1 }, { [ACCOUNT_ENERGY_BOUGHT] = 1 } },
    { 0 },
};
/* clang-format on */

const Measure *measure_all(void)
{
    return measures;
}

const Measure *measure_find(const char *name)
{
    for (const Measure *measure = measures; measure->name != NULL; measure++)
        if (strcmp(measure->name, name) == 0)
            return measure;
    return NULL;
}

const Measure *measure_of_objective(int objective)
{
    static const char *const names[] = { [OBJECTIVE_MARGIN] = "margin",
                                         [OBJECTIVE_COST] = "cost",
                                         [OBJECTIVE_CO2] = "co2",
                                         [OBJECTIVE_WASTE] = "waste_disposed" };
    return measure_find(names[objective]);
}

bool measure_is_ratio(const Measure *measure)
{
    for (int a = 0; a < ACCOUNTS; a++)
        if (measure->under[a] != 0)
            return true;
    return false;
}

bool measure_is_share(const Measure *measure)
{
    return strcmp(measure->unit, "1") == 0;
}

bool measure_is_money(const Measure *measure)
{
    return strcmp(measure->unit, "money") == 0;
}

/* What is less an hour, a gram or a CNY, is rounding. */
static const double least_under = 1e-6;

double measure_value(const Measure *measure, Fraction sums)
{
    if (!measure_is_ratio(measure))
        return sums.over;
    if (sums.under < least_under)
        return (double)NAN;
    double value = sums.over / sums.under;
    return measure_is_share(measure) ? fmax(0, value) : value;
}

/* Entries of a facility, or of all. */
typedef struct Counted {
    const Measure *measure;
    int facility;
} Counted;

/* Of an entry that counts its account. */
static int account_of_line(void *of, const PeriodLine *line)
{
    const Counted *counted = of;
    const Entry entry = entry_of_line(line);
    const bool counts = counted->measure->over[entry.account] != 0
                        || counted->measure->under[entry.account] != 0;
    return counts && (counted->facility < 0 || counted->facility == entry.facility) ? entry.account : -1;
}

void measure_columns(const Program *program, const Measure *measure, int facility, double *over,
                     double *under)
{
    Counted counted = { measure, facility };
    Picked entries;
    PeriodLine line;
    int account;
    picked_init(&entries, &program->entries, account_of_line, &counted);
    while (picked_next(&entries, &line, &account)) {
        const double share =
            program->park->period[program_column_tag(program, (size_t)line.column).period].share;
        over[line.column] += share * measure->over[account] * line.amount;
        if (under != NULL)
            under[line.column] += share * measure->under[account] * line.amount;
    }
    picked_release(&entries);
}
