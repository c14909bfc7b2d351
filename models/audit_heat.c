/* audit_heat - whether a recipe of power and heat keeps the second law
 *
 *     sum_given heat / T + rest / T0 >= sum_taken heat / T,      rest = power in + taken - power out - given
 *
 * or, multiplied by T0,  demand = power out + sum_given heat (1 - T0 / T) <= supply = power in + sum_taken heat (1 - T0 / T).
 *
 * T is the logarithmic mean of a segment's ends, T0 that of the surroundings, where the rest of the energy goes. Only where no
 * input holds other energy, whose worth as power no figure states. Any energy without weight that comes in counts as power; of what goes out only power does, and other
 * goods as nothing: so what is refused is impossible whatever they are. */
#include "models/audit_heat.h"

#include "models/formulation/heat.h"
#include "models/formulation/mix.h"
#include "models/resource.h"

#include <math.h>

static const double surroundings = 283.15; /* K */
static const double rounding = 0.02;
static const double whole = 0.01; /* streams alone that give what they take, to this, are all there is */

/* GJ of power, or what is worth as much, per internal unit of the basis. */
typedef struct Worth {
    double supply, demand;
    double power_in, power_out;
} Worth;

static double log_mean(const HeatSegment *segment)
{
    const double from = segment->from, to = segment->to;
    return fabs(from - to) < 1e-6 * from ? to : (from - to) / log(from / to);
}

/* What colder heat than the surroundings is worth goes the other way. */
static void add(double worth, double *one, double *other)
{
    *(worth > 0 ? one : other) += fabs(worth);
}

static void add_streams(const Park *park, const Closure *closure, Worth *worth)
{
    size_t at = 0;
    for (const Heat *heat; (heat = audit_next_heat(park, closure->process, closure->mode, &at)) != NULL;)
        for (size_t i = 0; i < heat->segments; i++) {
            const HeatSegment *segment = &heat->segment[i];
            const double power = segment->heat * (1 - surroundings / log_mean(segment));
            if (heat->stream.hot)
                add(power, &worth->demand, &worth->supply);
            else
                add(power, &worth->supply, &worth->demand);
        }
}

static bool is_inert(const Resource *resource)
{
    return resource->states_energy && resource_energy(resource) <= 0;
}

/* False where something that comes in holds energy that is neither power nor a heat stream. */
static bool add_recipe(const Park *park, const Recipe *recipe, Worth *worth)
{
    for (size_t i = 0; i < recipe->ins; i++) {
        const Resource *resource = &park->resource[recipe->in[i].resource];
        if (!audit_weighs_nothing(resource) && !is_inert(resource))
            return false;
        worth->power_in += resource_energy(resource) * recipe->in[i].amount;
    }
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        for (size_t k = 0; k < mix->ingredients; k++)
            if (!is_inert(&park->resource[mix->ingredient[k].resource]))
                return false;
    }
    for (size_t i = 0; i < recipe->outs; i++) {
        const Resource *resource = &park->resource[recipe->out[i].resource];
        if (resource->carrier == CARRIER_POWER)
            worth->power_out += resource_energy(resource) * recipe->out[i].amount;
    }
    return true;
}

bool audit_heat(const Park *park, const Closure *closure, Diag *diag, size_t *findings)
{
    const ClosureLine *energy = &closure->line[AUDIT_ENERGY];
    const bool alone = audit_verdict(closure, AUDIT_ENERGY) == UNJUDGED;
    Worth worth = { 0 };
    if (audit_verdict(closure, AUDIT_ENERGY) == FROM_NOTHING || energy->in[1] <= 0
        || (alone && fabs(energy->out - energy->in[1]) > whole * energy->in[1])
        || !add_recipe(park, &closure->process->recipe, &worth)
        || (closure->mode != NULL && !add_recipe(park, &closure->mode->recipe, &worth)))
        return true;
    worth.supply = worth.power_in;
    worth.demand = worth.power_out;
    add_streams(park, closure, &worth);
    const double missing = worth.demand - worth.supply, basis = closure->process->basis_amount;
    if (missing <= rounding * worth.supply + 1e-12)
        return true;
    ++*findings;
    const char *basis_text = node_find(closure->process->plant, "basis")->text;
    const char *called = audit_called(park, closure);
    const char *says =
        worth.power_out > 0
            ? arena_print(park->arena,
                          "%s gives %.4g GJ of power, and what it takes can give %.4g GJ at most", called,
                          basis * worth.power_out, basis * fmax(worth.power_out - missing, 0))
            : arena_print(park->arena, "%s lifts heat with %.4g GJ of power, and %.4g GJ are needed at least",
                          called, basis * worth.power_in, basis * (worth.power_in + missing));
    if (!alone)
        return diag_error(diag, audit_place(closure), "%s, for %s (second law, surroundings at 10 degC)",
                          says, basis_text);
    diag_warning(diag, audit_place(closure), "%s, for %s (second law, surroundings at 10 degC)", says,
                 basis_text);
    return true;
}
