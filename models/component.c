/* component - what the gases that compositions are made of weigh, hold and burn to
 *
 * Molar masses from IUPAC 2021 standard atomic weights; heats of combustion to gaseous water at 25 degC from the enthalpies of formation of
 * the NIST Chemistry WebBook (CO -110.53, CO2 -393.51, H2O -241.83, CH4 -74.87, C2H4 52.47, C2H6 -84.0, C3H8 -104.7, H2S -20.6, NH3 -45.9,
 * SO2 -296.8 kJ/mol). */
#include "models/component.h"

#include <math.h>
#include <string.h>

typedef struct Molecule {
    const char *name;
    double molar_mass; /* kg/kmol */
    double net_heat;   /* MJ/kmol */
    int carbons;
} Molecule;

static const Molecule molecules[] = {
    { "H2", 2.016, 241.83, 0 },     { "CO", 28.010, 282.98, 1 },    { "CO2", 44.009, 0, 1 },
    { "CH4", 16.043, 802.30, 1 },   { "C2H4", 28.054, 1323.15, 2 }, { "C2H6", 30.070, 1428.51, 2 },
    { "C3H8", 44.097, 2043.15, 3 }, { "N2", 28.014, 0, 0 },         { "O2", 31.998, 0, 0 },
    { "Ar", 39.95, 0, 0 },          { "H2O", 18.015, 0, 0 },        { "H2S", 34.08, 518.03, 0 },
    { "NH3", 17.031, 316.85, 0 },   { "SO2", 64.06, 0, 0 },
};

static const double kmol_per_kNm3 = 1000 / 22.414;
static const double carbon_mass = 12.011;
/* Analyses are rounded, and what is left over is of no weight. */
static const double whole_from = 0.97, contradiction = 0.03;

static const Molecule *find(const char *name)
{
    for (size_t i = 0; i < sizeof molecules / sizeof molecules[0]; i++)
        if (strcmp(molecules[i].name, name) == 0)
            return &molecules[i];
    return NULL;
}

/* False where a component is not known, or too much of the gas is not told. */
static bool sum_up(const Resource *resource, Component *sum)
{
    double told = 0;
    *sum = (Component){ .name = resource->name };
    for (size_t i = 0; i < resource->components; i++) {
        const Molecule *molecule = find(resource->component[i].name);
        if (molecule == NULL)
            return false;
        double kmol = resource->component[i].value * kmol_per_kNm3;
        told += resource->component[i].value;
        sum->mass += kmol * molecule->molar_mass / 1000;
        sum->heating_value += kmol * molecule->net_heat / 1000;
        sum->carbon += kmol * molecule->carbons * carbon_mass / 1000;
    }
    return told >= whole_from;
}

/* t or GJ per kNm3 are kg or MJ per Nm3: what people write. */
static void settle(Reading *reading, const Resource *resource, const char *key, const char *unit,
                   double derived, double *stated)
{
    const Node *node = node_find(resource->node, key);
    if (node == NULL)
        *stated = derived;
    else if (fabs(*stated - derived) > contradiction * fmax(fabs(*stated), fabs(derived)))
        diag_warning(reading->diag, node->span, "'%s' contradicts its composition, which gives %s %.4g %s",
                     resource->name, key, derived, unit);
}

void component_complete(Reading *reading, Resource *resource)
{
    Component sum;
    if (strcmp(resource->counted, "kNm3") != 0 || resource->components == 0 || !sum_up(resource, &sum))
        return;
    settle(reading, resource, "mass", "kg/Nm3", sum.mass, &resource->mass);
    settle(reading, resource, "heating_value", "MJ/Nm3", sum.heating_value, &resource->heating_value);
    settle(reading, resource, "carbon", "kg/Nm3", sum.carbon, &resource->carbon);
}
