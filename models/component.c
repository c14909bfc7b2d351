/* component - what a composition says of a resource: its elements, and what a gas weighs, holds and burns to
 *
 * Shares are of mass, or of volume for what is counted in Nm3 (ideal gas, 22.414 Nm3/kmol). A component whose name is a chemical formula is
 * taken apart into elements; what leaves on ignition (LOI, ignition_loss) holds no metal; any other (ash) stays untold. Heats of combustion to gaseous water at 25 degC from the
 * enthalpies of formation of the NIST Chemistry WebBook (CO -110.53, CO2 -393.51, H2O -241.83, CH4 -74.87, C2H2 227.4, C2H4 52.47,
 * C2H6 -84.0, C3H6 20.41, C3H8 -104.7, C4H10 -125.6, H2S -20.6, NH3 -45.9, SO2 -296.8 kJ/mol). */
#include "models/component.h"

#include "models/element.h"

#include <math.h>
#include <string.h>

typedef struct Molecule {
    const char *name;
    double net_heat; /* MJ/kmol */
} Molecule;

static const Molecule molecules[] = {
    { "H2", 241.83 },    { "CO", 282.98 },    { "CO2", 0 },        { "CH4", 802.30 },   { "C2H2", 1256.25 },
    { "C2H4", 1323.15 }, { "C2H6", 1428.51 }, { "C3H6", 1926.43 }, { "C3H8", 2043.15 }, { "C4H10", 2657.59 },
    { "N2", 0 },         { "O2", 0 },         { "Ar", 0 },         { "H2O", 0 },        { "H2S", 518.03 },
    { "NH3", 316.85 },   { "SO2", 0 },        { "Cl2", 0 },        { "HCl", 0 },
};

static const double kmol_per_kNm3 = 1000 / 22.414;
/* Analyses are rounded, and what is left over is of no weight. */
static const double whole_from = 0.97, contradiction = 0.03;
/* Carbon of a solid that an analysis may leave out, as a share of its mass. */
static const double traces = 0.003;

static const Molecule *find(const char *name)
{
    for (size_t i = 0; i < sizeof molecules / sizeof molecules[0]; i++)
        if (strcmp(molecules[i].name, name) == 0)
            return &molecules[i];
    return NULL;
}

bool component_tells(const Resource *resource, size_t element)
{
    return resource->element != NULL && (resource->told >= whole_from || resource->element[element] > 0);
}

/* What follows from a composition, per internal unit. */
typedef struct Derived {
    double mass, heating_value, carbon;
    bool burns_known; /* the heat of every component is known */
} Derived;

/* A share of a gas is so many kmol of it; a share of anything else so many t. */
static void add_component(Resource *resource, const Quality *component, bool gas, Derived *sum)
{
    double share[ELEMENTS];
    double molar_mass = element_weigh(component->name, share);
    const Molecule *molecule = find(component->name);
    sum->burns_known = sum->burns_known && molecule != NULL;
    if (strcmp(component->name, "LOI") == 0 || strcmp(component->name, "ignition_loss") == 0)
        resource->told += component->value;
    if (molar_mass <= 0)
        return;
    double kmol = gas ? component->value * kmol_per_kNm3
                      : component->value * resource->mass * 1000 / molar_mass;
    resource->told += component->value;
    for (size_t i = 0; i < ELEMENTS; i++)
        resource->element[i] += kmol * share[i] / 1000;
    sum->mass += kmol * molar_mass / 1000;
    sum->heating_value += molecule != NULL ? kmol * molecule->net_heat / 1000 : 0;
}

/* t or GJ per kNm3 are kg or MJ per Nm3: what people write. `slack` is what is of no weight. */
static void settle(Reading *reading, const Resource *resource, const char *key, const char *unit,
                   double derived, double slack, double *stated)
{
    const Node *node = node_find(resource->node, key);
    double apart = fabs(*stated - derived);
    if (node == NULL)
        *stated = derived;
    else if (apart > contradiction * fmax(fabs(*stated), fabs(derived)) && apart > slack)
        diag_warning(reading->diag, node->span, "'%s' contradicts its composition, which gives %s %.4g %s",
                     resource->name, key, derived, unit);
}

void component_complete(Reading *reading, Resource *resource)
{
    const bool gas = strcmp(resource->counted, "kNm3") == 0;
    Derived sum = { .burns_known = true };
    if (resource->components == 0
        || (!gas && resource->mass <= 0)) /* shares of an unknown mass say nothing */
        return;
    resource->element = arena_take(reading->arena, ELEMENTS * sizeof *resource->element);
    for (size_t i = 0; i < resource->components; i++)
        add_component(resource, &resource->component[i], gas, &sum);
    const double carbon = resource->element[ELEMENT_CARBON];
    const bool whole = resource->told >= whole_from;
    if (gas && whole) {
        settle(reading, resource, "mass", "kg/Nm3", sum.mass, 0, &resource->mass);
        settle(reading, resource, "carbon", "kg/Nm3", carbon, 0, &resource->carbon);
        if (sum.burns_known)
            settle(reading, resource, "heating_value", "MJ/Nm3", sum.heating_value, 0,
                   &resource->heating_value);
    }
    const char *unit = arena_print(reading->arena, "t/%s", resource->counted);
    /* What a part of an analysis holds is the least there is. */
    if (!gas && (whole || carbon > resource->carbon))
        settle(reading, resource, "carbon", unit, carbon, traces * resource->mass, &resource->carbon);
}
