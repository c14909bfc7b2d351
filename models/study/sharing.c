/* sharing - by what a process that makes several goods shares its burden among them
 *
 *     share_r = weight_r made_r / sum over its goods of weight made,    weight: value, mass, or heating value and enthalpy
 *
 *     expansion:  credit_r = footprint_r made_r of each co-product,  share 1 of the rest to the good that is its basis */
#include "models/study/sharing.h"

#include "models/formulation/family.h"
#include "models/resource.h"

#include <math.h>
#include <string.h>

const char *sharing_name(int by)
{
    static const char *const names[SHARINGS] = { "value", "mass", "energy", "expansion", "amount" };
    return names[by];
}

static const Resource *resource_of(const Network *network, const Part *part)
{
    return &network->park->resource[network->balance[part->output->balance].resource];
}

/* What a part weighs in the sharing, NAN: not known. */
static double weight(const Network *network, const Part *part, int by)
{
    const Resource *resource = resource_of(network, part);
    const double one = by == BY_MASS     ? (resource->mass > 0 ? resource->mass : (double)NAN)
                       : by == BY_ENERGY ? (resource->states_energy ? resource_energy(resource) : (double)NAN)
                       : by == BY_VALUE  ? network_value(network, &network->balance[part->output->balance])
                                         : 1;
    return one * part->output->amount;
}

/* False where a weight is not known or all are 0. */
static bool share_by(const Network *network, int by, Part *part, size_t parts)
{
    double sum = 0;
    for (size_t i = 0; i < parts; i++)
        sum += part[i].share = weight(network, &part[i], by);
    for (size_t i = 0; i < parts; i++)
        part[i].share /= sum;
    return sum > 0;
}

/* False where the basis names no good of the maker, or a co-product states no footprint. */
static bool expand(const Network *network, const Maker *maker, Part *part, size_t parts)
{
    bool basis = false, stated = true;
    for (size_t i = 0; i < parts; i++) {
        const Resource *resource = resource_of(network, &part[i]);
        const bool is_main = strcmp(resource->name, plant_process(maker->item)->basis_name) == 0;
        part[i].share = is_main;
        part[i].credit = is_main ? 0 : resource->footprint * part[i].output->amount;
        basis = basis || is_main;
        stated = stated && !isnan(part[i].credit);
    }
    for (size_t i = 0; i < parts && !(basis && stated); i++)
        part[i].credit = 0;
    return basis && stated;
}

static bool carries(const Resource *resource)
{
    return !resource_is_waste(resource) && resource->water != WATER_USED;
}

/* Its goods, or, of a process that makes none, its wastes that are of use. */
static size_t parts_of(const Network *network, const Maker *maker, bool goods, Part *part)
{
    size_t parts = 0;
    for (size_t i = 0; i < maker->outputs; i++) {
        part[parts] = (Part){ .output = &maker->output[i] };
        if (maker->output[i].amount > 0 && (!goods || carries(resource_of(network, &part[parts]))))
            parts++;
    }
    return parts;
}

int sharing_of(const Network *network, const Maker *maker, Sharing wanted, Part *part, size_t *parts)
{
    static const int then[] = { BY_VALUE, BY_MASS, BY_ENERGY, BY_AMOUNT };
    *parts = parts_of(network, maker, true, part);
    if (*parts == 0)
        *parts = parts_of(network, maker, false, part);
    /* One unit that a store gives out is as another, whatever it is worth at its hour. */
    if (maker->item->family == &family_store)
        wanted = BY_AMOUNT;
    if (wanted == BY_EXPANSION ? expand(network, maker, part, *parts)
                               : share_by(network, (int)wanted, part, *parts))
        return (int)wanted;
    size_t i = 0;
    while (*parts > 0 && !share_by(network, then[i], part, *parts))
        i++;
    return then[i];
}
