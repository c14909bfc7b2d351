/* plant - plant models of the library and of the park, and a process: a plant model as it is installed */
#include "models/plant.h"

#include "models/base/text.h"
#include "models/element.h"
#include "models/formulation/family.h"

#include <math.h>
#include <string.h>

static const char *const water_roles[] = { "uses", "treats", "discharges", NULL };

const Field plant_fields[] = {
    { "model", FIELD_TEXT, 0, .help = "name of the plant model: industry/name" },
    { "extends", FIELD_TEXT, 0, .help = "another plant model, over which this one's keys are laid" },
    { "title", FIELD_TITLE, 0, .help = "its title in English and Chinese" },
    { "basis", FIELD_TEXT, 0, .need = true, .help = "one unit of activity, such as 1 t clinker" },
    { "in", FIELD_NODE, 0, .help = "what a unit of basis takes, by resource: {coke: 350 kg}" },
    { "out", FIELD_NODE, 0, .help = "what a unit of basis gives, by resource: {clinker: 1 t}" },
    { "mixes", FIELD_SECTION, 0, .help = "inputs that several resources fill together" },
    { "modes", FIELD_SECTION, 0, .help = "alternative recipes that share one capacity" },
    { "piecewise", FIELD_SECTION, 0, .help = "recipes by load, each worse than the one before it" },
    { "heat", FIELD_SECTION, 0,
      .help = "heat that a unit of basis gives or takes, with its two temperatures" },
    { "cost", FIELD_AMOUNT, 0, .unit = "money/basis", .min = 0, .max = 1e9,
      .help = "running cost of a unit of basis: labour, catalysts, wear" },
    { "emissions", FIELD_NODE, 0, .help = "what goes to the air beside CO2, by substance: {SO2: 0.2 kg}" },
    { "losses", FIELD_NODE, 0,
      .help = "why more comes in than goes out: {energy: , mass: , Fe: }, each a text" },
    { "capital", FIELD_AMOUNT, 0, .unit = "money/(basis/h)", .min = 0, .max = 1e9, .value = NAN,
      .help = "investment for a unit of capacity; no plan counts it yet" },
    { "fixed_cost", FIELD_AMOUNT, 0, .unit = "money/(basis/h)/h", .min = 0, .max = 1e9, .value = NAN,
      .help = "cost of a unit of capacity by time, whether it runs or not; no plan counts it yet" },
    { "sources", FIELD_NODE, 0, .help = "where the figures come from, as a list" },
    { "water", FIELD_CHOICE, 0, .choices = water_roles,
      .help =
          "what it does with the water that it takes: uses (default), treats, or discharges, which are no reuse" },
    { 0 },
};

const Field figure_fields[] = {
    { "amount", FIELD_NODE, 0, .need = true, .help = "the figure: an amount with its unit" },
    { "range", FIELD_NODE, 0, .help = "its plausible range: [low, high]" },
    { "source", FIELD_TEXT, 0, .help = "S<number> read in a source, C computed, M illustrative" },
    { 0 },
};

const char *plant_counted(Reading *reading, const Unit *unit, double *per_unit)
{
    static const char *const internal[] = { "t", "kNm3", "GJ", "m3", "piece" };
    const char *why;
    for (size_t i = 0; i < sizeof internal / sizeof internal[0]; i++) {
        const Unit *counted = units_find(reading->units, internal[i], &why);
        if (counted != NULL && unit_fits(unit, counted)) {
            *per_unit = unit_factor(unit, counted);
            return internal[i];
        }
    }
    *per_unit = 1;
    return strcmp(unit_text(unit), "") == 0 ? "1" : arena_print(reading->arena, "(%s)", unit_text(unit));
}

bool plant_range(Reading *reading, const Node *range, const Field *field, FieldScope scope,
                 const Node *figure, double value)
{
    double end[2] = { 0, 0 };
    Field wide[] = { *field, { 0 } }; /* an amount is more than nothing; a range may begin there */
    wide->open = false;
    if (!node_is(reading, range, NODE_LIST, "a list [low, high]"))
        return false;
    if (range->count != 2)
        return diag_error(reading->diag, range->span, "a range has two ends: [low, high]");
    if (!fields_amount(reading, range->first, wide, scope, &end[0])
        || !fields_amount(reading, range->first->next, wide, scope, &end[1]))
        return false;
    if (end[0] > end[1])
        return diag_error(reading->diag, range->span, "the range is upside down: %s is more than %s",
                          range->first->text, range->first->next->text);
    if (value < end[0] * (1 - 1e-9) || value > end[1] * (1 + 1e-9))
        diag_warning(reading->diag, figure->span, "%s lies outside its plausible range, %s to %s",
                     figure->text, range->first->text, range->first->next->text);
    return true;
}

bool plant_figure(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into)
{
    if (node->kind != NODE_MAP || node_find(node, "series") != NULL)
        return fields_amount(reading, node, field, scope, into);
    bool fine = fields_known(reading, node, figure_fields);
    const Node *amount = node_find(node, "amount");
    if (amount == NULL)
        return diag_error(reading->diag, node->key_span, "'amount' is missing: the figure of '%s'",
                          node->key);
    const Node *source = node_find(node, "source");
    if (source != NULL && !node_is(reading, source, NODE_SCALAR, "a text"))
        fine = false;
    if (!fields_amount(reading, amount, field, scope, into))
        return false;
    const Node *range = node_find(node, "range");
    if (range != NULL && *into != 0 && amount->kind == NODE_SCALAR) /* 0 takes it out of the recipe */
        fine = plant_range(reading, range, field, scope, amount, *into) && fine;
    return fine;
}

static bool read_flows(Reading *reading, const Node *map, PlantFlow **flows, size_t *count)
{
    static const Field amount[] = {
        { "amount", FIELD_AMOUNT, .unit = "resource", .min = 0, .max = 1e12, .varies = true }, { 0 }
    };
    if (map == NULL)
        return true;
    if (!node_is(reading, map, NODE_MAP, "a map from resources to amounts"))
        return false;
    bool fine = true;
    *flows = arena_take(reading->arena, (map->count + 1) * sizeof **flows);
    for (const Node *node = map->first; node != NULL; node = node->next) {
        PlantFlow *flow = &(*flows)[*count];
        flow->resource = fields_resource(reading, node->key, node->key_span);
        flow->span = node->key_span;
        if (flow->resource >= 0
            && plant_figure(reading, node, amount, (FieldScope){ flow->resource, NULL }, &flow->amount))
            (*count)++;
        else
            fine = false;
    }
    return fine;
}

/* The name behind the basis says which amount it must agree with. */
static bool basis_agrees(Reading *reading, const Process *process, const PlantFlow *flows, size_t count)
{
    const Node *node = node_find(process->plant, "basis");
    const double basis = process->basis_amount;
    for (size_t i = 0; i < count; i++) {
        const Resource *resource = &reading->park->resource[flows[i].resource];
        if (!text_equal(resource->name, process->basis_name))
            continue;
        if (!text_equal(resource->counted, process->basis))
            return diag_error(reading->diag, node->span, "the basis counts '%s' in another unit than %s",
                              resource->name, resource->unit_text);
        if (fabs(flows[i].amount - basis) > 1e-9 * basis)
            return diag_error(reading->diag, flows[i].span, "the basis is '%s', but here stand %.6g %s",
                              node->text, flows[i].amount / resource->per_unit, resource->unit_text);
    }
    return true;
}

static bool gives_basis(const Reading *reading, const Process *process, const Recipe *recipe)
{
    static const char *const keys[] = { "modes", "piecewise" };
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        const Node *several = node_find(process->plant, keys[k]);
        for (const Node *one = several != NULL ? several->first : NULL; one != NULL; one = one->next)
            if (node_find(node_find(one, "out"), process->basis_name) != NULL)
                return true;
    }
    for (size_t i = 0; i < recipe->outs; i++)
        if (text_equal(reading->park->resource[recipe->out[i].resource].name, process->basis_name))
            return true;
    return false;
}

/* From what is written for the basis to what is counted for one unit of it. */
static void count_by_basis(Reading *reading, const Process *process, PlantFlow *flow)
{
    const double *written = fields_take_varied(reading, &flow->amount);
    flow->amount /= process->basis_amount;
    if (written == NULL)
        return;
    double *by_period = arena_take(reading->arena, reading->park->periods * sizeof *by_period);
    for (size_t t = 0; t < reading->park->periods; t++)
        by_period[t] = written[t] / process->basis_amount;
    flow->by_period = by_period;
}

bool plant_read_recipe(Reading *reading, const Process *process, const Node *node, Recipe *recipe)
{
    static const Field cost[] = { { "cost", FIELD_AMOUNT, .unit = "money/basis", .min = 0, .max = 1e9 },
                                  { 0 } };
    recipe->node = node;
    bool fine = read_flows(reading, node_find(node, "in"), &recipe->in, &recipe->ins);
    fine = read_flows(reading, node_find(node, "out"), &recipe->out, &recipe->outs) && fine;
    fine = fine && basis_agrees(reading, process, recipe->out, recipe->outs);
    /* What comes in and goes out again may differ: the basis is what goes out. */
    if (fine && !gives_basis(reading, process, recipe))
        fine = basis_agrees(reading, process, recipe->in, recipe->ins);
    for (size_t i = 0; i < recipe->ins; i++)
        count_by_basis(reading, process, &recipe->in[i]);
    for (size_t i = 0; i < recipe->outs; i++)
        count_by_basis(reading, process, &recipe->out[i]);
    const Node *money = node_find(node, "cost");
    if (money != NULL)
        fine = plant_figure(reading, money, cost, (FieldScope){ -1, process->basis }, &recipe->cost) && fine;
    return fine;
}

void plant_take_mixes(Reading *reading, const Item *owner, size_t before, Recipe *recipe)
{
    const Park *park = reading->park;
    const Item **mix = arena_take(reading->arena, (park->items - before + 1) * sizeof *mix);
    for (size_t i = before; i < park->items; i++)
        if (park->item[i]->family == &family_mix && park->item[i]->owner == owner)
            mix[recipe->mixes++] = park->item[i];
    recipe->mix = mix;
}

bool plant_stops(const Process *process)
{
    return process->availability == 0;
}

const Process *plant_process(const Item *item)
{
    while (item->family != &family_process)
        item = item->owner;
    return (const Process *)item;
}

static bool read_basis(Reading *reading, Process *process)
{
    const Node *basis = node_find(process->plant, "basis");
    if (basis == NULL)
        return diag_error(reading->diag, process->plant->span,
                          "'basis' is missing: one unit of activity, such as 1 t clinker");
    if (!node_is(reading, basis, NODE_SCALAR, "an amount and a name, such as 1 t clinker,"))
        return false;
    double amount;
    const char *why = "it can't be read", *rest = NULL;
    if (!units_amount(reading->units, basis->text, &amount, &process->basis_unit, &rest, &why))
        return diag_error(reading->diag, basis->span, "'%s' is not an amount: %s", basis->text, why);
    if (!(amount > 0))
        return diag_error(reading->diag, basis->span, "the basis must be more than nothing");
    process->basis_name = rest != NULL ? arena_print(reading->arena, "%s", rest) : "";
    double per_unit;
    process->basis = plant_counted(reading, process->basis_unit, &per_unit);
    process->basis_amount = amount * per_unit;
    return true;
}

static bool is_carbon_dioxide(const char *name)
{
    bool co = (name[0] == 'C' || name[0] == 'c') && (name[1] == 'O' || name[1] == 'o');
    return co && (strcmp(name + 2, "2") == 0 || strcmp(name + 2, "\xE2\x82\x82") == 0);
}

static bool read_emissions(Reading *reading, Process *process)
{
    static const Field amount[] = { { "amount", FIELD_AMOUNT, .unit = "t", .min = 0, .max = 1e6 }, { 0 } };
    const Node *map = node_find(process->plant, "emissions");
    if (map == NULL)
        return true;
    if (!node_is(reading, map, NODE_MAP, "a map such as {SO2: 0.2 kg, dust: 0.05 kg}"))
        return false;
    bool fine = true;
    process->emitted = arena_take(reading->arena, (map->count + 1) * sizeof *process->emitted);
    for (const Node *node = map->first; node != NULL; node = node->next) {
        Emitted *emitted = &process->emitted[process->emits];
        emitted->name = node->key;
        if (is_carbon_dioxide(node->key))
            fine = diag_error(
                reading->diag, node->key_span,
                "direct CO2 follows from the carbon that comes in and does not leave; it is not stated");
        else if (!plant_figure(reading, node, amount, (FieldScope){ -1, NULL }, &emitted->amount))
            fine = false;
        else
            emitted->amount /= process->basis_amount, process->emits++;
    }
    return fine;
}

static bool check_losses(Reading *reading, const Node *map)
{
    if (map == NULL || !node_is(reading, map, NODE_MAP, "a map such as {energy: exit gas and walls}"))
        return map == NULL;
    bool fine = true;
    const Unit *unit;
    const char *why;
    double number;
    for (const Node *node = map->first; node != NULL; node = node->next) {
        bool known = strcmp(node->key, "mass") == 0 || strcmp(node->key, "energy") == 0
                     || element_find(node->key) >= 0;
        if (!known)
            fine = diag_error(
                reading->diag, node->key_span,
                "'%s' can't be lost; mass, energy or the symbol of an element such as Fe was wanted",
                node->key);
        else if (!node_is(reading, node, NODE_SCALAR, "a text that says where it goes"))
            fine = false;
        else if (node->text[0] == '\0')
            fine = diag_error(reading->diag, node->key_span, "'%s' has no reason: a text was wanted",
                              node->key);
        else if (units_amount(reading->units, node->text, &number, &unit, NULL, &why))
            fine = diag_error(reading->diag, node->span,
                              "'%s' is a figure, not a reason; say where it goes, as in {energy: exit gas}",
                              node->text);
    }
    return fine;
}

/* Of a unit of capacity as people count it, a basis by year or day. */
static bool read_money(Reading *reading, const Process *process, const char *key, const char *unit,
                       double *into)
{
    const Field field[] = { { key, FIELD_AMOUNT, .unit = unit, .min = 0, .max = 1e9 }, { 0 } };
    const Node *node = node_find(process->plant, key);
    *into = NAN;
    return node == NULL || plant_figure(reading, node, field, (FieldScope){ -1, process->basis }, into);
}

static bool read_water(Reading *reading, Process *process)
{
    static const Field role[] = { { "water", FIELD_CHOICE, .choices = water_roles }, { 0 } };
    const Node *node = node_find(process->plant, "water");
    return node == NULL || fields_choice(reading, node, role, &process->water);
}

bool plant_read(Reading *reading, Process *process)
{
    bool fine = fields_known(reading, process->plant, plant_fields);
    if (!read_basis(reading, process))
        return false;
    fine = plant_read_recipe(reading, process, process->plant, &process->recipe) && fine;
    fine = read_emissions(reading, process) && fine;
    fine = check_losses(reading, node_find(process->plant, "losses")) && fine;
    fine = read_water(reading, process) && fine;
    fine = read_money(reading, process, "capital", "money/(basis/h)", &process->capital) && fine;
    return read_money(reading, process, "fixed_cost", "money/(basis/h)/h", &process->fixed_cost) && fine;
}
