/* audit_water - whether the contaminants of the waters that a recipe takes are in the waters that it gives
 *
 *     least in <= 1.05 out      but for `water: treats`,      out by waters <= 1.05 most in      of `water: treats`
 *
 * least over the fillings of the mixes that keep their requirements, by waters alone; most by whatever comes in. A contaminant is a name
 * that is no formula (COD, SS, hardness), or an element of one of which there is too little for the audit of elements. What uses a water may
 * add to it: that is its load. Goods beside water may hold what is not stated of them: then nothing is said. */
#include "models/audit_water.h"

#include "models/component.h"
#include "models/formulation/mix.h"
#include "models/formulation/requirement.h"
#include "models/quality.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double rounding = 0.05;
static const double traces = 1e-7; /* of all that comes in: 0.1 ppm */

/* A name, or where it is NULL an element. */
typedef struct Contaminant {
    const char *name;
    size_t element;
} Contaminant;

typedef struct Passage {
    double least_in, most_in, out, out_by_water; /* t per internal unit of the basis */
    bool hidden;                                 /* something that goes out may hold it, and says nothing */
    const Resource *silent;                      /* a water that states others and not this one, or NULL */
} Passage;

/* By its class, or because it is written as one: with a contaminant in ppm. */
static bool is_water(const Resource *resource)
{
    const Node *composition = resource->composition_node;
    for (const Node *node = composition != NULL ? composition->first : NULL; node != NULL; node = node->next)
        if (node->kind == NODE_SCALAR && strstr(node->text, "ppm") != NULL)
            return true;
    return resource->water != WATER_NONE;
}

static double held(const Resource *resource, Contaminant of)
{
    if (of.name == NULL)
        return resource->element != NULL ? resource->element[of.element] : 0;
    const double share = quality_share(resource, of.name);
    return isnan(share) ? 0 : share * resource->mass;
}

static bool states(const Resource *resource, Contaminant of)
{
    return of.name != NULL ? quality_states(resource, of.name) : component_tells(resource, of.element);
}

/* ---- of one recipe ---- */

static void add_mix(const Park *park, const Mix *mix, Contaminant of, Passage *passage)
{
    double *by_water = memory_take(mix->ingredients, sizeof *by_water);
    double *by_all = memory_take(mix->ingredients, sizeof *by_all);
    bool any = false;
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = &park->resource[mix->ingredient[i].resource];
        by_all[i] = held(resource, of);
        by_water[i] = is_water(resource) ? by_all[i] : 0;
        any = any || by_all[i] > 0;
    }
    double least[2] = { 0, 0 }, most[2] = { 0, 0 };
    if (any && !requirement_range(park, mix, by_water, &least[0], &most[0]))
        mix_range(mix, by_water, &least[0], &most[0]);
    if (any && !requirement_range(park, mix, by_all, &least[1], &most[1]))
        mix_range(mix, by_all, &least[1], &most[1]);
    passage->least_in += least[0];
    passage->most_in += most[1];
    free(by_water);
    free(by_all);
}

static void add_out(const Resource *resource, double amount, Contaminant of, Passage *passage)
{
    if (resource->ambient || resource->mass <= 0 || amount <= 0)
        return;
    passage->out += amount * held(resource, of);
    passage->out_by_water += is_water(resource) ? amount * held(resource, of) : 0;
    if (states(resource, of))
        return;
    if (is_water(resource) && resource->components > 0)
        passage->silent = resource;
    else
        passage->hidden = true;
}

static void add_recipe(const Park *park, const Recipe *recipe, Contaminant of, Passage *passage)
{
    for (size_t i = 0; i < recipe->ins; i++) {
        const Resource *resource = &park->resource[recipe->in[i].resource];
        const double amount = recipe->in[i].amount * held(resource, of);
        passage->least_in += is_water(resource) ? amount : 0;
        passage->most_in += amount;
    }
    for (size_t i = 0; i < recipe->mixes; i++)
        add_mix(park, (const Mix *)recipe->mix[i], of, passage);
    for (size_t i = 0; i < recipe->outs; i++)
        add_out(&park->resource[recipe->out[i].resource], recipe->out[i].amount, of, passage);
}

/* ---- what is said of one contaminant ---- */

static const char *weight(const Park *park, double t)
{
    const bool in_t = t >= 1, in_kg = t >= 1e-3;
    return arena_print(park->arena, "%.3g %s",
                       t
                           * (in_t    ? 1
                              : in_kg ? 1e3
                                      : 1e6),
                       in_t    ? "t"
                       : in_kg ? "kg"
                               : "g");
}

static void judge(const Park *park, const Closure *closure, Contaminant of, Diag *diag, size_t *findings)
{
    const Process *process = closure->process;
    Passage passage = { 0 };
    add_recipe(park, &process->recipe, of, &passage);
    if (closure->mode != NULL)
        add_recipe(park, &closure->mode->recipe, of, &passage);
    const double basis = process->basis_amount, trace = traces * closure->line[AUDIT_MASS].in[1];
    const char *name = of.name != NULL ? of.name : element_name(of.element);
    const char *in = weight(park, basis * passage.least_in), *out = weight(park, basis * passage.out);
    const char *per = node_find(process->plant, "basis")->text;
    const bool vanishes = passage.least_in > passage.out * (1 + rounding) + trace;
    if (passage.hidden || (of.name == NULL && audit_loss(closure, AUDIT_ELEMENT + (int)of.element) != NULL))
        return;
    if (vanishes && passage.silent != NULL)
        diag_warning(diag, audit_place(closure),
                     "'%s' says nothing of %s, of which at least %s come into %s, for %s: it counts as none",
                     passage.silent->name, name, in, audit_called(park, closure), per);
    else if (vanishes && process->water != WATER_TREATS)
        diag_warning(
            diag, audit_place(closure),
            "%s vanishes in %s: at least %s come in and %s leave, for %s; say 'water: treats' if it is taken out",
            name, audit_called(park, closure), in, out, per);
    else if (process->water == WATER_TREATS
             && passage.out_by_water > passage.most_in * (1 + rounding) + trace)
        diag_warning(diag, audit_place(closure),
                     "%s treats water and raises its %s: at most %s come in and %s leave, for %s",
                     audit_called(park, closure), name, weight(park, basis * passage.most_in),
                     weight(park, basis * passage.out_by_water), per);
    else
        return;
    ++*findings;
}

/* ---- which there are ---- */

/* Names that the waters which come in or go out state; each once. */
static void add_names(const Resource *resource, const char **name, size_t most, size_t *count)
{
    for (size_t c = 0; is_water(resource) && c < resource->components && *count < most; c++) {
        const char *one = resource->component[c].name;
        bool known = element_is_formula(one);
        for (size_t i = 0; i < *count; i++)
            known = known || strcmp(name[i], one) == 0;
        if (!known)
            name[(*count)++] = one;
    }
}

static void add_names_of(const Park *park, const Recipe *recipe, const char **name, size_t most,
                         size_t *count)
{
    for (size_t i = 0; i < recipe->ins; i++)
        add_names(&park->resource[recipe->in[i].resource], name, most, count);
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        for (size_t k = 0; k < mix->ingredients; k++)
            add_names(&park->resource[mix->ingredient[k].resource], name, most, count);
    }
    for (size_t i = 0; i < recipe->outs; i++)
        add_names(&park->resource[recipe->out[i].resource], name, most, count);
}

static bool gives_water(const Park *park, const Recipe *recipe)
{
    for (size_t i = 0; i < recipe->outs; i++)
        if (is_water(&park->resource[recipe->out[i].resource]))
            return true;
    return false;
}

void audit_water(const Park *park, const Closure *closure, Diag *diag, size_t *findings)
{
    enum { MOST = 64 };
    const char *name[MOST];
    size_t names = 0;
    const Recipe *own = closure->mode != NULL ? &closure->mode->recipe : &closure->process->recipe;
    if (!gives_water(park, &closure->process->recipe) && !gives_water(park, own))
        return;
    add_names_of(park, &closure->process->recipe, name, MOST, &names);
    add_names_of(park, own, name, MOST, &names);
    for (size_t i = 0; i < names; i++)
        judge(park, closure, (Contaminant){ name[i], 0 }, diag, findings);
    for (size_t e = 0; e < ELEMENTS; e++) {
        const int line = AUDIT_ELEMENT + (int)e;
        if (e != ELEMENT_CARBON && !element_of_air(e) && audit_present(closure, line)
            && audit_verdict(closure, line) == UNJUDGED)
            judge(park, closure, (Contaminant){ NULL, e }, diag, findings);
    }
}
