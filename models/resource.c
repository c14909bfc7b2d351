/* resource - anything that flows and is counted: its unit, heating value, carbon, mass and class */
#include "models/resource.h"

#include "models/component.h"
#include "models/plant.h"
#include "models/quality.h"
#include "models/read/node.h"
#include "solver/memory.h"

#include <math.h>
#include <string.h>

static const char *const waste_names[] = { "none",    "gangue",       "fly_ash",  "slag",      "gypsum",
                                           "red_mud", "carbide_slag", "tailings", "hazardous", "other",
                                           NULL };
static const char *const water_names[] = { "none", "fresh", "used", NULL };
static const char *const carrier_names[] = { "none", "power", "heat", "coal", NULL };

/* Heating values above hydrogen's 120 GJ/t, or more carbon than mass, are slips of the unit. */
const Field resource_fields[] = {
    { "unit", FIELD_TEXT, offsetof(Resource, unit_text), .need = true,
      .help = "what it is counted in: t, Nm3, m3, MWh, GJ, ..." },
    { "title", FIELD_TITLE, offsetof(Resource, title), .help = "its title in English and Chinese" },
    { "heating_value", FIELD_AMOUNT, offsetof(Resource, heating_value), .unit = "GJ/resource", .varies = true,
      .min = 0, .max = 1000, .help = "lower heating value" },
    { "carbon", FIELD_AMOUNT, offsetof(Resource, carbon), .unit = "t/resource", .min = 0, .max = 100,
      .help = "carbon it holds; burnt, it becomes CO2" },
    { "mass", FIELD_AMOUNT, offsetof(Resource, mass), .unit = "t/resource", .min = 0, .max = 1000,
      .help = "what one unit weighs; known for what is counted by mass" },
    { "enthalpy", FIELD_AMOUNT, offsetof(Resource, enthalpy), .unit = "GJ/resource", .min = 0, .max = 1000,
      .help =
          "energy it holds beside its heating value, for the audit: heat above 25 degC, heat of its reactions" },
    { "waste", FIELD_CHOICE, offsetof(Resource, waste), .choices = waste_names,
      .help = "class of solid waste" },
    { "water", FIELD_CHOICE, offsetof(Resource, water), .choices = water_names,
      .help = "fresh: counts as fresh water when it is bought" },
    { "ambient", FIELD_SWITCH, offsetof(Resource, ambient),
      .help = "taken from and given to the surroundings without limit: air, flue gas, water vapour" },
    { "composition", FIELD_NODE, offsetof(Resource, composition_node),
      .help = "shares of its components: by mass, or by volume for a gas: {CaO: 52 %, SiO2: 3 %}" },
    { "properties", FIELD_NODE, offsetof(Resource, properties_node),
      .help = "plain numbers that mix in proportion: {octane: 94, sulfur: 0.02}" },
    { "price", FIELD_TEXT, offsetof(Resource, price),
      .help =
          "illustrative price such as 1350 CNY/t, with which `coplant new` begins a park; no plan reads it" },
    { "carrier", FIELD_CHOICE, offsetof(Resource, carrier), .choices = carrier_names,
      .help =
          "what it is as a bought energy: power and heat (steam, hot water) count in scope 2, coal as coal" },
    { "footprint", FIELD_AMOUNT, offsetof(Resource, footprint), .unit = "t/resource", .min = 0, .max = 1000,
      .value = NAN, .help = "CO2 of making one unit elsewhere, of what is bought: 0.5306 kg/kWh" },
    { 0 },
};

bool resource_is_waste(const Resource *resource)
{
    return resource->waste != WASTE_NONE;
}

bool resource_is_bulk_waste(const Resource *resource)
{
    return resource->waste >= WASTE_GANGUE && resource->waste <= WASTE_TAILINGS;
}

const char *resource_waste_name(int waste)
{
    return waste_names[waste];
}

double resource_energy(const Resource *resource)
{
    return resource->energy + resource->enthalpy;
}

const char *resource_carrier_name(int carrier)
{
    return carrier_names[carrier];
}

static bool read_unit(Reading *reading, Resource *resource)
{
    const Node *node = node_find(resource->node, "unit");
    if (node == NULL || (node->kind == NODE_SCALAR && node->text[0] == '\0'))
        return diag_error(reading->diag, resource->node->key_span,
                          "'unit' is missing: what '%s' is counted in, such as t, Nm3, m3, MWh or GJ",
                          resource->name);
    if (!node_is(reading, node, NODE_SCALAR, "a unit"))
        return false;
    const char *why = "it can't be read";
    resource->unit = units_find(reading->units, node->text, &why);
    if (resource->unit == NULL)
        return diag_error(reading->diag, node->span, "%s", why);
    resource->unit_text = node->text;
    resource->counted = plant_counted(reading, resource->unit, &resource->per_unit);
    return true;
}

/* Carbon can't weigh more than what holds it. */
static bool check(Reading *reading, const Resource *resource)
{
    if (resource->mass > 0 && resource->carbon > resource->mass * (1 + 1e-9)) {
        const Node *carbon = node_find(resource->node, "carbon");
        return diag_error(reading->diag, carbon != NULL ? carbon->span : resource->node->key_span,
                          "'%s' holds %.4g t of carbon in %.4g t", resource->name, resource->carbon,
                          resource->mass);
    }
    const Node *carbon = node_find(resource->node, "carbon");
    if (resource->ambient && resource->carbon > 0)
        return diag_error(
            reading->diag, carbon != NULL ? carbon->span : resource->node->key_span,
            "'%s' is ambient and holds carbon, which would vanish; leave it out of the recipe (what a recipe takes and does not "
            "give becomes CO2), or dispose of it at 'air' by name",
            resource->name);
    const Node *waste = node_find(resource->node, "waste");
    if (resource->waste != WASTE_NONE && resource->mass <= 0)
        return diag_error(
            reading->diag, waste != NULL ? waste->span : resource->node->key_span,
            "'%s' is a waste without a known mass, and waste is counted in tonnes; give its 'mass' such as 1.8 t/m3",
            resource->name);
    return true;
}

/* Energy is what a carrier is counted by. */
static bool check_carrier(Reading *reading, const Resource *resource)
{
    const bool counts[] = { [CARRIER_NONE] = true,
                            [CARRIER_POWER] = strcmp(resource->counted, "GJ") == 0,
                            [CARRIER_HEAT] = resource_energy(resource) > 0,
                            [CARRIER_COAL] = resource->heating_value > 0 };
    static const char *const wanted[] = { [CARRIER_POWER] = "power is counted in an energy such as MWh",
                                          [CARRIER_HEAT] = "give its 'enthalpy' such as 2.5 GJ/t",
                                          [CARRIER_COAL] = "give its 'heating_value' such as 23 GJ/t" };
    return counts[resource->carrier]
           || diag_error(reading->diag, node_find(resource->node, "carrier")->span,
                         "'%s' brings %s of which it is not known how much energy it is; %s", resource->name,
                         carrier_names[resource->carrier], wanted[resource->carrier]);
}

static bool read_first(Reading *reading, int resource, const char *key, double *into)
{
    const Node *node = node_find(reading->park->resource[resource].node, key);
    const Field *field = resource_fields;
    while (strcmp(field->name, key) != 0)
        field++;
    return node == NULL || fields_amount(reading, node, field, (FieldScope){ resource, NULL }, into);
}

/* The library's prices are in CNY; in a park that counts in something else they are no one's. */
static bool check_price(Reading *reading, int resource, const char *price)
{
    static const Field field[] = {
        { "price", FIELD_AMOUNT, 0, .unit = "money/resource", .min = 0, .max = 1e9, .help = "" }, { 0 }
    };
    double value;
    return price == NULL || strcmp(reading->park->currency, "CNY") != 0
           || fields_amount(reading, node_find(reading->park->resource[resource].node, "price"), field,
                            (FieldScope){ resource, NULL }, &value);
}

static bool read_one(Reading *reading, const Node *node)
{
    Park *park = reading->park;
    park->resource = memory_grow(park->resource, park->resources, &park->resource_room,
                                 sizeof *park->resource);
    int index = (int)park->resources++;
    Resource *resource = &park->resource[index];
    resource->name = node->key;
    resource->node = node;
    resource->counted = "1";
    resource->unit_text = "";
    resource->per_unit = 1;
    table_add(&park->resource_table, node->key, index);
    if (!fields_name(reading, node) || !node_is(reading, node, NODE_MAP, "a map of keys and values")
        || !read_unit(reading, resource))
        return false;
    bool by_mass = strcmp(resource->counted, "t") == 0;
    bool by_energy = strcmp(resource->counted, "GJ") == 0;
    if (by_mass)
        resource->mass = 1;
    /* Mass and heating value first, whatever the order of the keys: the others may be given by them. */
    if (!read_first(reading, index, "mass", &resource->mass)
        || !read_first(reading, index, "heating_value", &resource->heating_value))
        return false;
    const double *heating = fields_take_varied(reading, &resource->heating_value);
    Resource read = *resource;
    bool fine = fields_read(reading, node, resource_fields, (FieldScope){ index, NULL }, &read);
    read.mass = resource->mass;
    read.heating_value = resource->heating_value;
    fields_take_varied(reading, &read.heating_value); /* read twice */
    read.heating_by_period = heating;
    *resource = read;
    fine = check_price(reading, index, resource->price) && fine;
    fine = quality_read(reading, resource) && fine;
    component_complete(reading, resource);
    resource->energy = by_energy ? 1 : resource->heating_value;
    resource->states_energy = by_energy || resource->ambient || resource->water != WATER_NONE
                              || node_find(node, "heating_value") != NULL
                              || node_find(node, "enthalpy") != NULL;
    fine = check_carrier(reading, resource) && fine;
    return check(reading, resource) && fine;
}

/* `base` less what `over` says as a whole: its composition, and what follows from one. */
static const Node *without_composition(Reading *reading, const Node *base, const Node *over)
{
    static const char *const follows[] = { "composition", "carbon", "heating_value", "mass" };
    const Node *unit = node_find(base, "unit");
    if (base->kind != NODE_MAP || node_find(over, "composition") == NULL)
        return base;
    const bool gas = unit != NULL && unit->text != NULL && strstr(unit->text, "Nm3") != NULL;
    Node *rest = node_emptied(reading->arena, base), *last = NULL;
    for (const Node *member = base->first; member != NULL; member = member->next) {
        bool kept = true;
        for (size_t i = 0; i < (gas ? 4u : 2u); i++)
            kept = kept && strcmp(member->key, follows[i]) != 0;
        if (kept)
            last = node_append(reading->arena, rest, last, member);
    }
    node_close(reading->arena, rest);
    return rest;
}

const Node *resource_lay_over(Reading *reading, const Node *library, const Node *own)
{
    Arena *arena = reading->arena;
    if (library == NULL || library->kind != NODE_MAP)
        return own;
    if (own == NULL || own->kind != NODE_MAP)
        return library;
    Node *all = node_emptied(arena, own), *last = NULL;
    for (const Node *base = library->first; base != NULL; base = base->next) {
        const Node *over = node_find(own, base->key);
        if (over != NULL && node_find(over, "unit") == NULL)
            over = tree_overlay(arena, without_composition(reading, base, over), over, false);
        last = node_append(arena, all, last, over != NULL ? over : base);
    }
    for (const Node *member = own->first; member != NULL; member = member->next)
        if (node_find(library, member->key) == NULL)
            last = node_append(arena, all, last, member);
    node_close(arena, all);
    return all;
}

bool resource_read_all(Reading *reading, const Node *map)
{
    bool fine = true;
    if (map == NULL || !node_is(reading, map, NODE_MAP, "a map of resources"))
        return map == NULL;
    for (const Node *node = map->first; node != NULL; node = node->next)
        fine = read_one(reading, node) && fine;
    return fine;
}
