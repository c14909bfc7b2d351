/* audit - whether every recipe keeps carbon and mass */
#include "models/audit.h"

#include "models/formulation/emission.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/mix.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* Power and heat weigh nothing; of a fuel counted in GJ, of gases, liquids and pieces without `mass` it is not known. */
static bool weighs_unknown(const Resource *resource)
{
    return resource->mass <= 0 && (strcmp(resource->counted, "GJ") != 0 || resource->carbon > 0);
}

static void add_mix(const Park *park, const Mix *mix, Closure *closure)
{
    double *carbon = memory_take(mix->ingredients, sizeof *carbon);
    double *mass = memory_take(mix->ingredients, sizeof *mass);
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = &park->resource[mix->ingredient[i].resource];
        carbon[i] = resource->carbon;
        mass[i] = resource->mass;
        if (weighs_unknown(resource))
            closure->unweighed = mix->ingredient[i].resource;
    }
    double least, most;
    mix_range(mix, carbon, &least, &most);
    closure->carbon_in[0] += least;
    closure->carbon_in[1] += most;
    mix_range(mix, mass, &least, &most);
    closure->mass_in[0] += least;
    closure->mass_in[1] += most;
    free(carbon);
    free(mass);
}

Closure audit_process(const Park *park, const Process *process)
{
    Closure closure = { .unweighed = -1 };
    for (size_t i = 0; i < process->ins; i++) {
        const Resource *resource = &park->resource[process->in[i].resource];
        for (int end = 0; end < 2; end++) {
            closure.carbon_in[end] += resource->carbon * process->in[i].amount;
            closure.mass_in[end] += resource->mass * process->in[i].amount;
        }
        if (weighs_unknown(resource))
            closure.unweighed = process->in[i].resource;
    }
    for (size_t i = 0; i < process->mixes; i++)
        add_mix(park, (const Mix *)process->mix[i], &closure);
    for (size_t i = 0; i < process->outs; i++) {
        const Resource *resource = &park->resource[process->out[i].resource];
        closure.carbon_out += resource->carbon * process->out[i].amount;
        closure.mass_out += resource->mass * process->out[i].amount;
        if (weighs_unknown(resource))
            closure.unweighed = process->out[i].resource;
    }
    for (int end = 0; end < 2; end++)
        closure.co2[end] = CO2_PER_CARBON * (closure.carbon_in[end] - closure.carbon_out);
    return closure;
}

static bool check(const Park *park, const Process *process, Diag *diag)
{
    const Closure closure = audit_process(park, process);
    const Node *out = node_find(process->plant, "out"), *node = node_find(process->plant, "basis");
    const double basis = process->basis_amount; /* amounts are said for the basis as it is written */
    Span span = out != NULL ? out->key_span : process->item.span;
    /* What was changed here is what is to be looked at. */
    const Node *own = process->out_node != NULL ? process->out_node : process->in_node;
    if (own != NULL)
        span = own->key_span;
    const char *leanest = process->mixes > 0 ? " even from the leanest mix" : "";
    bool fine = true;
    if (closure.carbon_out > closure.carbon_in[0] * (1 + AUDIT_CARBON_PER_MILLE / 1000.0) + 1e-12)
        fine = diag_error(diag, span,
                          "'%s' makes carbon from nothing: %.4g t leave and %.4g t come in%s, for %s",
                          process->item.name, basis * closure.carbon_out, basis * closure.carbon_in[0],
                          leanest, node->text);
    /* Without the mass of one of its resources the rest proves nothing, unless what is known to leave is too much already and
     * all that comes in is known. */
    if (closure.unweighed < 0
        && closure.mass_out > closure.mass_in[1] * (1 + AUDIT_MASS_PER_MILLE / 1000.0) + 1e-12)
        fine = diag_error(diag, span, "'%s' makes mass from nothing: %.4g t leave and %.4g t come in, for %s",
                          process->item.name, basis * closure.mass_out, basis * closure.mass_in[1],
                          node->text);
    return fine;
}

/* Whether an input may bring energy that no figure states: steam, or what reacts. Air and water bring none. */
static bool may_bring_energy(const Resource *resource)
{
    return resource->energy <= 0 && !resource->ambient && resource->water == WATER_NONE;
}

static double energy_of_mix(const Park *park, const Mix *mix, bool *known)
{
    double *energy = memory_take(mix->ingredients, sizeof *energy), least, most;
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = &park->resource[mix->ingredient[i].resource];
        energy[i] = resource->energy;
        *known = *known && !may_bring_energy(resource);
    }
    mix_range(mix, energy, &least, &most);
    free(energy);
    return most;
}

/* Where all that comes in states its energy, no more can go out. Sun and wind come in unasked: no input, no question. */
static void ask_for_energy(const Park *park, const Process *process, Diag *diag)
{
    enum { PER_MILLE = 50 }; /* rounding, and the pressure that a top-gas turbine takes out */
    double in = 0, out = 0;
    bool known = process->ins + process->mixes > 0;
    for (size_t i = 0; i < process->ins; i++) {
        const Resource *resource = &park->resource[process->in[i].resource];
        in += resource->energy * process->in[i].amount;
        known = known && !may_bring_energy(resource);
    }
    for (size_t i = 0; i < process->mixes; i++)
        in += energy_of_mix(park, (const Mix *)process->mix[i], &known);
    for (size_t i = 0; i < process->outs; i++)
        out += park->resource[process->out[i].resource].energy * process->out[i].amount;
    if (known && out > in * (1 + PER_MILLE / 1000.0))
        diag_warning(
            diag, node_find(process->plant, "out")->key_span,
            "'%s' gives %.4g GJ of energy and takes %.4g GJ, for %s; energy is not made, look at its figures and units",
            process->item.name, process->basis_amount * out, process->basis_amount * in,
            node_find(process->plant, "basis")->text);
}

/* What burns without a word of its carbon burns without CO2. */
static void ask_for_carbon(const Park *park, int index, Diag *diag)
{
    const Resource *resource = &park->resource[index];
    if (resource->heating_value > 0 && resource->components == 0
        && node_find(resource->node, "carbon") == NULL)
        diag_warning(
            diag, resource->node->key_span,
            "'%s' has a heating value and no carbon, so it burns without CO2; state its 'carbon', 0 if it has none",
            resource->name);
}

static void ask_for_carbons(const Park *park, const Item *item, Diag *diag)
{
    if (item->family == &family_disposes && disposal_burns((const Disposal *)item))
        ask_for_carbon(park, item->resource, diag);
    if (item->family == &family_mix)
        for (size_t i = 0; i < ((const Mix *)item)->ingredients; i++)
            ask_for_carbon(park, ((const Mix *)item)->ingredient[i].resource, diag);
    if (item->family == &family_process)
        for (size_t i = 0; i < ((const Process *)item)->ins; i++)
            ask_for_carbon(park, ((const Process *)item)->in[i].resource, diag);
}

bool audit_park(const Park *park, Diag *diag)
{
    bool fine = true;
    for (size_t i = 0; i < park->items; i++) {
        if (park->item[i]->family == &family_process) {
            fine = check(park, (const Process *)park->item[i], diag) && fine;
            ask_for_energy(park, (const Process *)park->item[i], diag);
        }
        ask_for_carbons(park, park->item[i], diag);
    }
    return fine;
}
