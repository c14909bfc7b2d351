/* shown - amounts in the units that engineers say: t/h and kt/a, Nm3/h and million Nm3/a, MW and GWh/a */
#include "cli/report/shown.h"

#include <math.h>
#include <string.h>

/* A park of hours or days is counted in the small unit. */
enum { SHORT_HORIZON = 1000 };

/* One row for each internal unit: how a rate and a total of it are said. */
typedef struct Way {
    const char *counted, *said; /* said: how the resource's own unit must begin, or NULL */
    const char *rate, *total, *total_a_year;
    double per_rate, per_total; /* internal units in one of them */
    const char *footprint;
    double per_footprint; /* of it in one t CO2 per internal unit */
} Way;

static const Way ways[] = {
    { "t", NULL, "t/h", "kt", "kt/a", 1, 1000, "t CO2/t", 1 },
    { "kNm3", NULL, "Nm3/h", "million Nm3", "million Nm3/a", 0.001, 1000, "kg CO2/Nm3", 1 },
    { "GJ", "Wh", "MW", "GWh", "GWh/a", 3.6, 3600, "kg CO2/kWh", 3.6 },
    { "GJ", NULL, "GJ/h", "TJ", "TJ/a", 1, 1000, "kg CO2/GJ", 1000 },
    { "m3", NULL, "m3/h", "1000 m3", "1000 m3/a", 1, 1000, "kg CO2/m3", 1000 },
};

static const Way *find(const char *counted, const char *unit)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (ways[i].counted[0] == counted[0] && strcmp(ways[i].counted, counted) == 0
            && (ways[i].said == NULL || strstr(unit, ways[i].said) != NULL))
            return &ways[i];
    return NULL;
}

const char *shown_per_year(const Park *park)
{
    return park->hours == 8760 ? "/a" : "";
}

static ShownUnit rate_unit(const Park *park, const char *counted, const char *unit)
{
    const Way *way = find(counted, unit);
    if (way == NULL)
        return (ShownUnit){ 1, unit[0] != '\0' && strcmp(unit, "1") != 0
                                   ? arena_join(park->arena, unit, "/h", "")
                                   : "1/h" };
    return (ShownUnit){ way->per_rate, way->rate };
}

ShownUnit shown_rate_unit(const Park *park, const Resource *resource)
{
    return rate_unit(park, resource->counted, resource->unit_text);
}

ShownUnit shown_total_unit(const Park *park, const Resource *resource)
{
    const Way *way = find(resource->counted, resource->unit_text);
    if (way == NULL)
        return (ShownUnit){ 1, arena_join(park->arena, resource->unit_text, shown_per_year(park), "") };
    /* A park of an hour or a day is counted in the small unit. */
    if (park->hours < SHORT_HORIZON)
        return (ShownUnit){ way->per_rate, arena_print(park->arena, "%.*s%s", (int)strcspn(way->rate, "/"),
                                                       way->rate, strcmp(way->rate, "MW") == 0 ? "h" : "") };
    return (ShownUnit){ way->per_total, park->hours == 8760 ? way->total_a_year : way->total };
}

static Shown shown_in(ShownUnit unit, double amount)
{
    return (Shown){ amount / unit.per, unit.name };
}

Shown shown_rate(const Park *park, const Resource *resource, double rate)
{
    return shown_in(shown_rate_unit(park, resource), rate);
}

Shown shown_total(const Park *park, const Resource *resource, double rate)
{
    return shown_in(shown_total_unit(park, resource), rate * park->hours);
}

Shown shown_activity(const Park *park, const Process *process, double rate)
{
    return shown_in(rate_unit(park, process->basis, unit_text(process->basis_unit)), rate);
}

/* What an objective is counted in, and how much of it a person sees in one internal unit of it. */
static const char *objective_unit(const Park *park, double *scale)
{
    *scale = 1;
    switch (park->objective) {
    case OBJECTIVE_CO2: return "t CO2";
    case OBJECTIVE_WASTE: return "t waste";
    default: *scale = 1000; return park->currency;
    }
}

Shown shown_value(const Park *park, const Resource *resource, double value)
{
    double scale;
    const char *unit = objective_unit(park, &scale);
    return (Shown){ value * scale * resource->per_unit,
                    arena_join(park->arena, unit, "/", resource->unit_text) };
}

Shown shown_footprint(const Park *park, const Resource *resource, double footprint)
{
    const Way *way = find(resource->counted, resource->unit_text);
    if (way == NULL)
        return (Shown){ footprint * resource->per_unit,
                        arena_join(park->arena, "t CO2/", resource->unit_text, "") };
    return (Shown){ footprint * way->per_footprint, way->footprint };
}

Shown shown_measure_value(const Park *park, const char *counted, double value)
{
    double scale;
    const char *unit = objective_unit(park, &scale);
    bool gas = strcmp(counted, "kNm3") == 0;
    return (Shown){ value * scale * (gas ? 0.001 : 1),
                    arena_join(park->arena, unit, "/", gas ? "Nm3" : counted) };
}

Shown shown_capacity_value(const Park *park, const Process *process, double value)
{
    double scale;
    const char *unit = objective_unit(park, &scale);
    const Way *way = find(process->basis, unit_text(process->basis_unit));
    bool power = way != NULL && way->said != NULL;
    const char *per = power ? "MWh" : strcmp(process->basis, "kNm3") == 0 ? "Nm3" : process->basis;
    return (Shown){ value * scale
                        * (power                                 ? 3.6
                           : strcmp(process->basis, "kNm3") == 0 ? 0.001
                                                                 : 1),
                    arena_join(park->arena, unit, "/", per) };
}

Shown shown_sum(const Park *park, ShownSum kind, double per_hour)
{
    static const struct {
        const char *small, *large; /* of a horizon of hours or days, and of a year; NULL: money */
        double smalls;             /* in one internal unit */
    } units[] = { [SUM_MONEY] = { NULL, NULL, 1000 },
                  [SUM_MASS] = { "t", "kt", 1 },
                  [SUM_ENERGY] = { "GJ", "TJ", 1 },
                  [SUM_WATER] = { "m3", "1000 m3", 1 },
                  [SUM_COAL] = { "tce", "ktce", 1 } };
    bool small = park->hours < SHORT_HORIZON;
    double sum = per_hour * park->hours * units[kind].smalls;
    if (kind == SUM_MONEY)
        return (Shown){ small ? sum : sum / 1e6, arena_join(park->arena, small ? "" : "million ",
                                                            park->currency, shown_per_year(park)) };
    return (Shown){ small ? sum : sum / 1000,
                    arena_join(park->arena, small ? units[kind].small : units[kind].large,
                               shown_per_year(park), "") };
}

Shown shown_measure(const Park *park, const Measure *measure, double figure)
{
    static const struct {
        const char *unit;
        ShownSum kind;
    } sums[] = { { "money", SUM_MONEY },
                 { "t", SUM_MASS },
                 { "GJ", SUM_ENERGY },
                 { "m3", SUM_WATER },
                 { "tce", SUM_COAL } };
    if (measure_is_share(measure))
        return (Shown){ 100 * figure, "%" };
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
        if (strcmp(measure->unit, sums[i].unit) == 0)
            return shown_sum(park, sums[i].kind, figure);
    return (Shown){ 10 * figure,
                    arena_print(park->arena, "%.*s/%s", (int)strcspn(measure->unit, "/"), measure->unit,
                                strcmp(park->currency, "CNY") == 0
                                    ? "万元"
                                    : arena_print(park->arena, "10 k%s", park->currency)) };
}

Shown shown_objective(const Park *park, double per_hour)
{
    return shown_measure(park, measure_of_objective(park->objective), per_hour);
}
