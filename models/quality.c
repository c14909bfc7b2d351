/* quality - what a resource is made of and how it behaves in a mixture */
#include "models/quality.h"

#include "models/base/text.h"
#include "models/element.h"

#include <math.h>
#include <string.h>

static const Field share[] = {
    { "share", FIELD_AMOUNT, 0, .unit = "1", .min = 0, .max = 1, .help = "share of the component" },
    { 0 },
};

static const Field number[] = {
    { "property", FIELD_AMOUNT, 0, .unit = "1", .min = -1e9, .max = 1e9, .help = "a plain number" },
    { 0 },
};

/* As laboratories write it of water. */
static bool is_mass_by_volume(Reading *reading, const Node *node)
{
    double amount;
    const Unit *unit;
    const char *why;
    return node->kind == NODE_SCALAR && units_amount(reading->units, node->text, &amount, &unit, NULL, &why)
           && unit_fits(unit, units_find(reading->units, "t/m3", &why));
}

static bool read_one(Reading *reading, const Node *node, const Field *field, double *value)
{
    if (field == share && is_mass_by_volume(reading, node))
        return diag_error(
            reading->diag, node->span,
            "'%s' is a mass by volume and a share was wanted; write ppm: 1 mg/L of water is 1 ppm",
            node->text);
    return fields_amount(reading, node, field, (FieldScope){ -1, NULL }, value);
}

static bool read_all(Reading *reading, const Node *map, const Field *field, Quality **quality, size_t *count)
{
    if (map == NULL)
        return true;
    if (!node_is(reading, map, NODE_MAP, "a map of names and figures"))
        return false;
    bool fine = true;
    *quality = arena_take(reading->arena, (map->count + 1) * sizeof **quality);
    for (const Node *node = map->first; node != NULL; node = node->next) {
        Quality *one = &(*quality)[*count];
        one->name = node->key;
        if (read_one(reading, node, field, &one->value))
            (*count)++;
        else
            fine = false;
    }
    return fine;
}

bool quality_read(Reading *reading, Resource *resource)
{
    bool fine = read_all(reading, resource->composition_node, share, &resource->component,
                         &resource->components);
    fine = read_all(reading, resource->properties_node, number, &resource->property, &resource->properties)
           && fine;
    double sum = 0;
    for (size_t i = 0; i < resource->components; i++)
        sum += resource->component[i].value;
    /* Analyses are rounded: half a percent more than the whole is rounding, two are a slip. */
    if (fine && sum > 1.02)
        return diag_error(reading->diag, resource->composition_node->key_span,
                          "the components of '%s' add up to %.4g %%", resource->name, 100 * sum);
    return fine;
}

double quality_share(const Resource *resource, const char *component)
{
    const int element = element_find(component);
    const bool by_mass = resource->element != NULL && strcmp(resource->counted, "kNm3") != 0;
    if (element >= 0 && by_mass && resource->mass > 0)
        return resource->element[element] / resource->mass;
    for (size_t i = 0; i < resource->components; i++)
        if (strcmp(resource->component[i].name, component) == 0)
            return resource->component[i].value;
    return resource->components > 0 ? 0 : (double)NAN;
}

double quality_property(const Resource *resource, const char *property, bool by_volume)
{
    double base = by_volume ? 1 : resource->mass;
    if (base > 0 && strcmp(property, "heating_value") == 0)
        return resource->energy / base;
    if (base > 0 && strcmp(property, "carbon") == 0)
        return resource->carbon / base;
    for (size_t i = 0; i < resource->properties; i++)
        if (strcmp(resource->property[i].name, property) == 0)
            return resource->property[i].value;
    return (double)NAN;
}

double quality_named(const Resource *resource, const char *name, bool by_volume)
{
    double value = quality_property(resource, name, by_volume);
    return isnan(value) ? quality_share(resource, name) : value;
}

static bool stands_in(const Quality *quality, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(quality[i].name, name) == 0)
            return true;
    return false;
}

bool quality_states(const Resource *resource, const char *name)
{
    return stands_in(resource->component, resource->components, name)
           || stands_in(resource->property, resource->properties, name)
           || quality_named(resource, name, true) > 0;
}

const char *quality_nearest(Arena *arena, const Resource *resource, const char *name)
{
    const size_t count = resource->components + resource->properties;
    const char **candidate = arena_take(arena, (count + 1) * sizeof *candidate);
    for (size_t i = 0; i < count; i++)
        candidate[i] = i < resource->components ? resource->component[i].name
                                                : resource->property[i - resource->components].name;
    return text_nearest(name, candidate, count);
}
