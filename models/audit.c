/* audit - whether every recipe keeps mass, energy and each element */
#include "models/audit.h"

#include "models/audit_heat.h"
#include "models/audit_water.h"
#include "models/component.h"
#include "models/formulation/disposal.h"
#include "models/formulation/emission.h"
#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/mix.h"
#include "models/formulation/requirement.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the rounding of figures may hide, as shares of what comes in. */
static const double carbon_rounding = 0.001, mass_rounding = 0.01, element_rounding = 0.02,
                    energy_rounding = 0.05;
static const double gap_without_reason = 0.05;
static const double trace = 0.005; /* of the mass beside air and water: less of an element is not judged */

enum { CARBON = AUDIT_ELEMENT + ELEMENT_CARBON };

const char *audit_line_name(int line)
{
    return line == AUDIT_MASS     ? "mass"
           : line == AUDIT_ENERGY ? "energy"
                                  : element_name((size_t)(line - AUDIT_ELEMENT));
}

const char *audit_line_symbol(int line)
{
    return line < AUDIT_ELEMENT ? audit_line_name(line) : element_symbol((size_t)(line - AUDIT_ELEMENT));
}

/* ---- what a resource holds ---- */

bool audit_weighs_nothing(const Resource *resource)
{
    return strcmp(resource->counted, "GJ") == 0 && resource->carbon <= 0;
}

/* t or GJ in one internal unit. Carbon is that of the resource, whatever its composition says. */
static double content(const Resource *resource, int line)
{
    if (line == AUDIT_MASS)
        return resource->mass;
    if (line == AUDIT_ENERGY)
        return resource_energy(resource);
    if (line == CARBON)
        return resource->carbon;
    return resource->element != NULL ? resource->element[line - AUDIT_ELEMENT] : 0;
}

static bool told(const Resource *resource, int line)
{
    if (line
        == AUDIT_MASS) /* `mass: 0 t/m3` says of a service, such as water that goes round, that it weighs nothing */
        return resource->mass > 0 || audit_weighs_nothing(resource)
               || node_find(resource->node, "mass") != NULL;
    if (line == AUDIT_ENERGY)
        return resource->states_energy;
    return line == CARBON || audit_weighs_nothing(resource) || resource->water != WATER_NONE
           || component_tells(resource, (size_t)(line - AUDIT_ELEMENT));
}

double audit_content(const Resource *resource, int line, bool *is_told)
{
    *is_told = told(resource, line);
    return content(resource, line);
}

/* ---- adding up ---- */

static double amount_at(const Closure *closure, const PlantFlow *flow)
{
    return closure->period >= 0 && flow->by_period != NULL ? flow->by_period[closure->period] : flow->amount;
}

static void add_in(const Park *park, const Recipe *recipe, Closure *closure)
{
    for (size_t i = 0; i < recipe->ins; i++) {
        const Resource *resource = &park->resource[recipe->in[i].resource];
        const double written = amount_at(closure, &recipe->in[i]);
        if (!resource->ambient && resource->water == WATER_NONE)
            closure->dry[0] += resource->mass * written;
        for (int line = 0; line < AUDIT_LINES; line++) {
            double amount = content(resource, line) * written;
            closure->line[line].in[0] += amount;
            closure->line[line].in[1] += amount;
            if (!told(resource, line) && written > 0)
                closure->line[line].untold_in = recipe->in[i].resource;
        }
    }
}

static void add_mix(const Park *park, Filling filling, const Mix *mix, Closure *closure)
{
    double *held = memory_take(mix->ingredients, sizeof *held), least, most;
    for (int line = 0; line < AUDIT_LINES; line++) {
        bool any = false;
        for (size_t i = 0; i < mix->ingredients; i++) {
            const Resource *resource = &park->resource[mix->ingredient[i].resource];
            held[i] = content(resource, line);
            any = any || held[i] != 0;
            if (!told(resource, line))
                closure->line[line].untold_in = mix->ingredient[i].resource;
        }
        if (!any)
            continue;
        if (filling == FILLED_ANYHOW || !requirement_range(park, mix, held, &least, &most))
            mix_range(mix, held, &least, &most);
        closure->line[line].in[0] += least;
        closure->line[line].in[1] += most;
        closure->dry[0] += line == AUDIT_MASS ? most : 0;
    }
    free(held);
}

static void add_out(const Park *park, const Recipe *recipe, Closure *closure)
{
    for (size_t i = 0; i < recipe->outs; i++) {
        const Resource *resource = &park->resource[recipe->out[i].resource];
        const double written = amount_at(closure, &recipe->out[i]);
        if (!resource->ambient && resource->water == WATER_NONE)
            closure->dry[1] += resource->mass * written;
        for (int line = 0; line < AUDIT_LINES; line++) {
            closure->line[line].out += content(resource, line) * written;
            if (!told(resource, line) && written > 0)
                closure->line[line].untold_out = recipe->out[i].resource;
        }
    }
}

static void add_recipe(const Park *park, Filling filling, const Recipe *recipe, Closure *closure)
{
    add_in(park, recipe, closure);
    for (size_t i = 0; i < recipe->mixes; i++)
        add_mix(park, filling, (const Mix *)recipe->mix[i], closure);
    add_out(park, recipe, closure);
}

const Heat *audit_next_heat(const Park *park, const Process *process, const Mode *mode, size_t *at)
{
    for (size_t i = *at > 0 ? *at : (size_t)process->item.index + 1; i < park->items; i++) {
        const Item *item = park->item[i];
        if (item->owner == NULL) /* the next process, or what stands behind it */
            break;
        if (item->family != &family_heat
            || (item->owner != &process->item && (mode == NULL || item->owner != &mode->item)))
            continue;
        *at = i + 1;
        return (const Heat *)item;
    }
    return NULL;
}

static void add_heat(const Park *park, const Process *process, const Mode *mode, Closure *closure)
{
    size_t at = 0;
    for (const Heat *heat; (heat = audit_next_heat(park, process, mode, &at)) != NULL;) {
        const double given = heat_given(heat);
        closure->line[AUDIT_ENERGY].out += fmax(given, 0);
        closure->utility += heat->utility ? fmax(given, 0) : 0;
        for (int end = 0; end < 2; end++)
            closure->line[AUDIT_ENERGY].in[end] += fmax(-given, 0);
    }
}

/* What goes to the air by name: sulfur in SO2, chlorine in HCl; dust is no formula. Carbon in CO or CH4 is counted with the direct CO2
 * that it becomes. */
static void add_emissions(const Process *process, Closure *closure)
{
    for (size_t i = 0; i < process->emits; i++) {
        double share[ELEMENTS], mass = element_weigh(process->emitted[i].name, share);
        closure->line[AUDIT_MASS].out += process->emitted[i].amount;
        for (size_t e = 0; e < ELEMENTS && mass > 0; e++)
            if (e != ELEMENT_CARBON)
                closure->line[AUDIT_ELEMENT + e].out += process->emitted[i].amount * share[e] / mass;
    }
}

static Closure recipe_at(const Park *park, Filling filling, const Process *process, const Mode *mode,
                         int period)
{
    Closure closure = { .process = process, .mode = mode, .period = period };
    for (int line = 0; line < AUDIT_LINES; line++)
        closure.line[line].untold_in = closure.line[line].untold_out = -1;
    add_recipe(park, filling, &process->recipe, &closure);
    if (mode != NULL)
        add_recipe(park, filling, &mode->recipe, &closure);
    add_heat(park, process, mode, &closure);
    const ClosureLine *carbon = &closure.line[CARBON];
    for (int end = 0; end < 2; end++)
        closure.co2[end] = CO2_PER_CARBON * (carbon->in[end] - carbon->out);
    add_emissions(process, &closure);
    return closure;
}

Closure audit_recipe(const Park *park, Filling filling, const Process *process, const Mode *mode)
{
    return recipe_at(park, filling, process, mode, -1);
}

bool audit_next(const Park *park, Filling filling, size_t *at, Closure *closure)
{
    for (; *at < park->items; ++*at) {
        const Item *item = park->item[*at];
        bool whole = item->family == &family_process && ((const Process *)item)->modes == 0;
        if (!whole && !mode_is(item))
            continue;
        ++*at;
        *closure = audit_recipe(park, filling, plant_process(item), whole ? NULL : (const Mode *)item);
        return true;
    }
    return false;
}

/* ---- judging ---- */

const char *audit_loss(const Closure *closure, int line)
{
    const Node *losses = node_find(closure->process->plant, "losses");
    const Node *reason = node_find(losses, audit_line_symbol(line));
    return reason != NULL ? reason->text : NULL;
}

bool audit_present(const Closure *closure, int line)
{
    return closure->line[line].in[1] > 1e-12 || closure->line[line].out > 1e-12;
}

static bool is_trace(const Closure *closure, int line)
{
    double most = fmax(closure->line[line].in[1], closure->line[line].out);
    double dry = fmax(closure->dry[0], closure->dry[1]);
    if (dry <= 0) /* water alone */
        dry = closure->line[AUDIT_MASS].in[1];
    return line >= AUDIT_ELEMENT && line != CARBON && most < trace * dry;
}

/* Carbon is held against the leanest filling, since it makes the CO2 that is paid for; all else against the richest. */
static bool is_from_nothing(const Closure *closure, int line)
{
    const ClosureLine *of = &closure->line[line];
    if (line == CARBON)
        return of->out > of->in[0] * (1 + carbon_rounding) + 1e-12;
    double rounding = line == AUDIT_MASS     ? mass_rounding
                      : line == AUDIT_ENERGY ? energy_rounding
                                             : element_rounding;
    return of->untold_in < 0 && of->out > of->in[1] * (1 + rounding) + 1e-12;
}

/* Of the process and of its mode together. */
static bool moves(const Closure *closure, bool in)
{
    const Recipe *recipe[] = { &closure->process->recipe,
                               closure->mode != NULL ? &closure->mode->recipe : NULL };
    for (size_t k = 0; k < 2 && recipe[k] != NULL; k++) {
        const PlantFlow *flow = in ? recipe[k]->in : recipe[k]->out;
        if (in && recipe[k]->mixes > 0)
            return true;
        for (size_t i = 0; i < (in ? recipe[k]->ins : recipe[k]->outs); i++)
            if (flow[i].amount > 0)
                return true;
    }
    return false;
}

/* Heat streams of a process of which nothing else is known: what brings the heat in is not stated. A utility is no such process. */
static bool is_streams_alone(const Closure *closure)
{
    return !moves(closure, true) && !moves(closure, false) && closure->utility <= 0;
}

static bool takes_nothing(const Closure *closure)
{
    return !moves(closure, true) && closure->line[AUDIT_ENERGY].in[1] <= 0 && !is_streams_alone(closure);
}

Verdict audit_verdict(const Closure *closure, int line)
{
    const ClosureLine *of = &closure->line[line];
    if (is_trace(closure, line) || (line == AUDIT_ENERGY && is_streams_alone(closure))
        || (line >= AUDIT_ELEMENT && element_of_air((size_t)(line - AUDIT_ELEMENT))))
        return UNJUDGED;
    if (is_from_nothing(closure, line))
        return FROM_NOTHING;
    if (line == CARBON)
        return of->out < of->in[0] * (1 - gap_without_reason) ? EXPLAINED : CLOSES;
    if (of->untold_in >= 0 || of->untold_out >= 0)
        return UNTOLD;
    if (of->out >= of->in[0] * (1 - gap_without_reason))
        return CLOSES;
    return audit_loss(closure, line) != NULL ? EXPLAINED : UNEXPLAINED;
}

/* What was changed here is what is to be looked at. */
Span audit_place(const Closure *closure)
{
    static const char *const keys[] = { "out", "in", "mixes", "cost" };
    const Process *process = closure->process;
    const Node *out = node_find(process->plant, "out"), *modes = node_find(process->item.node, "modes");
    const Node *mode = closure->mode != NULL ? node_find(modes, closure->mode->item.name) : NULL;
    if (mode != NULL)
        return mode->key_span;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (process->item.node != process->plant && node_find(process->item.node, keys[i]) != NULL)
            return node_find(process->item.node, keys[i])->key_span;
    if (closure->mode != NULL)
        return closure->mode->item.span;
    return out != NULL ? out->key_span : process->item.span;
}

/* "'kiln'", or "'chp' in 'extraction'". */
const char *audit_called(const Park *park, const Closure *closure)
{
    const char *process = closure->process->item.name;
    return closure->mode == NULL
               ? arena_print(park->arena, "'%s'", process)
               : arena_print(park->arena, "'%s' in '%s'", process, closure->mode->item.name);
}

static bool has_mix(const Closure *closure)
{
    return closure->process->recipe.mixes > 0 || (closure->mode != NULL && closure->mode->recipe.mixes > 0);
}

static bool makes_something(const Closure *closure)
{
    for (int line = 0; line < AUDIT_LINES; line++)
        if (audit_verdict(closure, line) == FROM_NOTHING)
            return true;
    return false;
}

/* Analyses are typical, and who changes a fuel by a few percent may leave its ash: other elements than carbon and iron are a warning. */
static bool is_grave(int line)
{
    return line < AUDIT_ELEMENT || line == CARBON || line == AUDIT_ELEMENT + ELEMENT_IRON;
}

const char *audit_line_unit(int line)
{
    return line == AUDIT_ENERGY ? "GJ" : "t";
}

/* What a recipe gives that takes nothing: its first output, or its heat. */
static const char *given(const Park *park, const Closure *closure)
{
    const Recipe *own = closure->mode != NULL ? &closure->mode->recipe : &closure->process->recipe;
    const Recipe *recipe = own->outs > 0 ? own : &closure->process->recipe;
    return recipe->outs > 0 ? park->resource[recipe->out[0].resource].name : "heat";
}

/* False where there is an error; *findings counts warnings too. */
static bool check(const Park *park, const Closure *closure, Diag *diag, size_t *findings)
{
    const double basis = closure->process->basis_amount; /* amounts are said for the basis as it is written */
    bool fine = true;
    if (takes_nothing(closure)
        && (closure->line[AUDIT_MASS].out > 1e-12 || closure->line[AUDIT_ENERGY].out > 1e-12)) {
        ++*findings;
        return diag_error(
            diag, audit_place(closure),
            "%s takes nothing and gives %s; say what it takes: an ambient resource such as sunlight if no one pays for it",
            audit_called(park, closure), given(park, closure));
    }
    for (int line = 0; line < AUDIT_LINES; line++) {
        if (audit_verdict(closure, line) != FROM_NOTHING)
            continue;
        const ClosureLine *of = &closure->line[line];
        bool carbon = line == CARBON;
        const char *unit = audit_line_unit(line);
        const char *says = arena_print(
            park->arena, "%s makes %s from nothing: %.4g %s leave and %.4g %s come in%s, for %s%s",
            audit_called(park, closure), audit_line_name(line), basis * of->out, unit,
            basis * of->in[carbon ? 0 : 1], unit,
            carbon && has_mix(closure) ? " even from the leanest mix" : "",
            node_find(closure->process->plant, "basis")->text,
            closure->period >= 0 ? arena_print(park->arena, ", in period %d", closure->period + 1) : "");
        if (is_grave(line))
            fine = diag_error(diag, audit_place(closure), "%s", says);
        else
            diag_warning(diag, audit_place(closure), "%s", says);
        ++*findings;
    }
    return fine;
}

size_t audit_judge(const Park *park, Diag *diag)
{
    Closure closure;
    size_t findings = 0;
    for (size_t at = 0; audit_next(park, FILLED_AS_REQUIRED, &at, &closure);) {
        check(park, &closure, diag, &findings);
        audit_heat(park, &closure, diag, &findings);
        audit_water(park, &closure, diag, &findings);
        for (int line = 0; line < AUDIT_LINES; line++) {
            if (audit_verdict(&closure, line) != UNEXPLAINED)
                continue;
            const ClosureLine *of = &closure.line[line];
            const double basis = closure.process->basis_amount;
            const char *unit = audit_line_unit(line);
            diag_warning(
                diag, audit_place(&closure),
                "of the %s of %s, %.4g %s come in and %.4g %s go out, for %s; say where the rest goes, as in losses: {%s: exit gas}",
                audit_line_name(line), audit_called(park, &closure), basis * of->in[0], unit, basis * of->out,
                unit, node_find(closure.process->plant, "basis")->text, audit_line_symbol(line));
            findings++;
        }
    }
    return findings;
}

/* What burns without a word of its carbon burns without CO2. */
static void ask_for_carbon(const Park *park, int index, Diag *diag)
{
    const Resource *resource = &park->resource[index];
    if (resource->heating_value > 0 && resource->carbon <= 0 && !component_tells(resource, ELEMENT_CARBON)
        && node_find(resource->node, "carbon") == NULL)
        diag_warning(
            diag, resource->node->key_span,
            "'%s' has a heating value and no carbon, so it burns without CO2; state its 'carbon', 0 if it has none",
            resource->name);
}

static void ask_for_carbons(const Park *park, const Item *item, Diag *diag)
{
    const Recipe *recipe = mode_recipe(item);
    if (item->family == &family_disposes && disposal_burns((const Disposal *)item))
        ask_for_carbon(park, item->resource, diag);
    if (item->family == &family_mix)
        for (size_t i = 0; i < ((const Mix *)item)->ingredients; i++)
            ask_for_carbon(park, ((const Mix *)item)->ingredient[i].resource, diag);
    for (size_t i = 0; recipe != NULL && i < recipe->ins; i++)
        ask_for_carbon(park, recipe->in[i].resource, diag);
}

static bool varies(const Recipe *recipe)
{
    for (size_t i = 0; i < recipe->ins; i++)
        if (recipe->in[i].by_period != NULL)
            return true;
    for (size_t i = 0; i < recipe->outs; i++)
        if (recipe->out[i].by_period != NULL)
            return true;
    return false;
}

/* What closes on the mean may make something from nothing in a period; the first such period is said. */
static bool check_periods(const Park *park, const Closure *mean, Diag *diag, size_t *findings)
{
    if (!varies(&mean->process->recipe) && (mean->mode == NULL || !varies(&mean->mode->recipe)))
        return true;
    for (int t = 0; t < (int)park->periods; t++) {
        Closure closure = recipe_at(park, FILLED_ANYHOW, mean->process, mean->mode, t);
        if (!makes_something(&closure))
            continue;
        closure = recipe_at(park, FILLED_AS_REQUIRED, mean->process, mean->mode, t);
        if (makes_something(&closure))
            return check(park, &closure, diag, findings);
    }
    return true;
}

bool audit_park(const Park *park, Diag *diag)
{
    size_t findings = 0;
    bool fine = true;
    Closure closure;
    for (size_t at = 0; audit_next(park, FILLED_ANYHOW, &at, &closure);) {
        fine = audit_heat(park, &closure, diag, &findings) && fine;
        audit_water(park, &closure, diag, &findings);
        if (!makes_something(&closure)) {
            fine = check_periods(park, &closure, diag, &findings) && fine;
            continue;
        }
        /* The leanest filling of all may be one that its requirements forbid. */
        closure = audit_recipe(park, FILLED_AS_REQUIRED, closure.process, closure.mode);
        fine = check(park, &closure, diag, &findings) && fine;
    }
    for (size_t i = 0; i < park->items; i++)
        ask_for_carbons(park, park->item[i], diag);
    return fine;
}
