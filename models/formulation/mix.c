/* mix - an input that several resources fill together, each within its share
 *
 *     sum_i measure_i flow_i[t]  =  amount activity[t]
 *     min_i amount activity[t]  <=  measure_i flow_i[t]  <=  max_i amount activity[t]
 *
 * measure_i is the heating value of ingredient i where the amount is an energy (a fuel mix), its mass where it is a mass, 1
 * where it is a volume. A mass may count some components only (what stays in the clinker, the iron of an ore): then measure_i is what
 * ingredient i holds of them. The program chooses the flows. */
#include "models/formulation/mix.h"

#include "models/element.h"
#include "models/formulation/balance.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/quality.h"

#include <math.h>
#include <string.h>

static const Field fields[] = {
    { "amount", FIELD_AMOUNT, offsetof(Mix, energy), .need = true, .unit = "GJ", .min = 0, .max = 1e12,
      .open = true, .value = NAN,
      .help = "what a unit of basis needs: an energy (filled by heating value), a mass or a volume" },
    { "amount", FIELD_AMOUNT, offsetof(Mix, mass), .unit = "t", .min = 0, .max = 1e12, .open = true,
      .value = NAN, .help = "" },
    { "amount", FIELD_AMOUNT, offsetof(Mix, gas), .unit = "kNm3", .min = 0, .max = 1e12, .open = true,
      .value = NAN, .help = "" },
    { "amount", FIELD_AMOUNT, offsetof(Mix, volume), .unit = "m3", .min = 0, .max = 1e12, .open = true,
      .value = NAN, .help = "" },
    { "of", FIELD_NODE, offsetof(Mix, of), .need = true,
      .help = "what may fill it: a list, or a map with min and max share of each" },
    { "counts", FIELD_NODE, offsetof(Mix, counts),
      .help = "components that an amount in mass counts, as a list; the whole mass when not given" },
    { "require", FIELD_SECTION, 0, .help = "limits on its quality: a list of shares, properties and ratios" },
    { "range", FIELD_NODE, offsetof(Mix, range), .help = "plausible range of the amount: [low, high]" },
    { "source", FIELD_TEXT, offsetof(Mix, source), .help = "where the amount comes from: S<number>, C or M" },
    { 0 },
};

const Field mix_share_fields[] = {
    { "min", FIELD_AMOUNT, offsetof(Ingredient, min), .unit = "1", .min = 0, .max = 1,
      .help = "least share of the mix" },
    { "max", FIELD_AMOUNT, offsetof(Ingredient, max), .unit = "1", .min = 0, .max = 1, .value = 1,
      .help = "most share of the mix" },
    { "fixed", FIELD_AMOUNT, offsetof(Ingredient, fixed), .unit = "1", .min = 0, .max = 1, .value = NAN,
      .help = "the share of the mix, neither less nor more" },
    { 0 },
};

double mix_measure(const Ingredient *ingredient, int t)
{
    return ingredient->measure_by_period != NULL ? ingredient->measure_by_period[t] : ingredient->measure;
}

const char *mix_measured_in(const Mix *mix)
{
    return !isnan(mix->energy) ? "GJ" : !isnan(mix->mass) ? "t" : !isnan(mix->gas) ? "kNm3" : "m3";
}

double mix_counted_mass(const Mix *mix, const Resource *resource)
{
    double share = 0;
    if (mix->counts == NULL)
        return resource->mass;
    for (const Node *name = mix->counts->first; name != NULL; name = name->next)
        share += mix_counted_share(resource, name->text);
    return share * resource->mass;
}

double mix_counted_share(const Resource *resource, const char *component)
{
    const int element = element_find(component);
    if (element >= 0)
        return resource->element != NULL && resource->mass > 0 ? resource->element[element] / resource->mass
                                                               : 0;
    /* The composition of a gas is by volume. */
    double share = strcmp(resource->counted, "kNm3") == 0 ? NAN : quality_share(resource, component);
    return isnan(share) ? 0 : share;
}

/* Whether what one of them counts is counted by the other too: the same, or an element and what holds it. */
static bool overlap(const char *a, const char *b)
{
    double share[ELEMENTS] = { 0 };
    const int element = element_find(a);
    return strcmp(a, b) == 0 || (element >= 0 && element_weigh(b, share) > 0 && share[element] > 0);
}

static bool counted_twice(Reading *reading, const Node *name)
{
    for (const Node *other = name->next; other != NULL; other = other->next)
        if (other->kind == NODE_SCALAR
            && (overlap(name->text, other->text) || overlap(other->text, name->text)))
            return !diag_error(reading->diag, other->span, "'%s' is counted twice, by '%s' too", other->text,
                               name->text);
    return false;
}

/* A component that none of the ingredients names is a slip of the keyboard. */
static bool anyone_holds(const Reading *reading, const Mix *mix, const char *component)
{
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix_counted_share(&reading->park->resource[mix->ingredient[i].resource], component) > 0)
            return true;
    return false;
}

static bool check_held(Reading *reading, const Mix *mix)
{
    bool fine = true;
    for (const Node *name = mix->counts != NULL ? mix->counts->first : NULL; name != NULL; name = name->next)
        if (!anyone_holds(reading, mix, name->text))
            fine = diag_error(reading->diag, name->span,
                              "nothing that may fill this mix holds any '%s' by its composition", name->text);
    return fine;
}

static bool check_counts(Reading *reading, const Mix *mix)
{
    const Node *counts = mix->counts;
    if (!node_is(reading, counts, NODE_LIST, "a list of components such as [CaO, SiO2]"))
        return false;
    if (isnan(mix->mass))
        return diag_error(reading->diag, counts->span, "components are counted by mass; 'amount' is none");
    if (counts->count == 0)
        return diag_error(reading->diag, counts->span, "'counts' names no component");
    for (const Node *name = counts->first; name != NULL; name = name->next)
        if (!node_is(reading, name, NODE_SCALAR, "the name of a component") || counted_twice(reading, name))
            return false;
    return true;
}

/* What one internal unit of the resource counts in this mix; 0: it can't be counted so. */
static double measure(const Mix *mix, const Resource *resource)
{
    if (!isnan(mix->energy))
        return resource->energy;
    if (!isnan(mix->mass))
        return mix_counted_mass(mix, resource);
    return strcmp(resource->counted, !isnan(mix->gas) ? "kNm3" : "m3") == 0 ? 1 : 0;
}

/* The composition may have been changed far from the mix. */
static bool lacks_what_counts(Reading *reading, const Mix *mix, const Resource *resource, Span span)
{
    const Node *composition = resource->composition_node;
    const char *where = composition != NULL && composition->key_span.source != NULL
                            ? arena_print(reading->arena, " (%s:%d)", composition->key_span.source->path,
                                          composition->key_span.line)
                            : "";
    return diag_error(
        reading->diag, span,
        "'%s' can't fill this mix, which counts %s: its composition%s has none; state it so, or leave it out by {max: 0 %%}",
        resource->name, mix->counts->count == 1 ? mix->counts->first->text : "components", where);
}

static bool read_ingredient(Reading *reading, Mix *mix, const Node *node, bool in_list)
{
    if (in_list && !node_is(reading, node, NODE_SCALAR, "the name of a resource"))
        return false;
    const char *text = in_list ? node->text : node->key;
    Span span = in_list ? node->span : node->key_span;
    int resource = fields_resource(reading, text, span);
    if (resource < 0)
        return false;
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].resource == resource)
            return diag_error(reading->diag, span, "'%s' stands twice in this mix", text);
    Ingredient *one = &mix->ingredient[mix->ingredients];
    if (in_list)
        one->max = 1, one->fixed = NAN;
    else if (!node_is(reading, node, NODE_MAP, "a map such as {max: 30 %}, or {max: 0 %} to leave it out,")
             || !fields_read(reading, node, mix_share_fields, (FieldScope){ -1, NULL }, one))
        return false;
    if (!isnan(one->fixed)) {
        if (node_find(node, "min") != NULL || node_find(node, "max") != NULL)
            return diag_error(reading->diag, span,
                              "the share of '%s' is fixed; 'min' and 'max' say nothing beside it", text);
        one->min = one->max = one->fixed;
    }
    one->resource = resource;
    one->node = node;
    one->measure = measure(mix, &reading->park->resource[resource]);
    if (!isnan(mix->energy) && one->measure == reading->park->resource[resource].heating_value)
        one->measure_by_period = reading->park->resource[resource].heating_by_period;
    if (reading->park->resource[resource].unit == NULL) /* complained about where it stands */
        return false;
    if (one->measure <= 0 && one->min == 0 && one->max == 0) /* left out, it need not count */
        return true;
    if (one->measure <= 0 && mix->counts != NULL)
        return lacks_what_counts(reading, mix, &reading->park->resource[resource], span);
    if (one->measure <= 0)
        return diag_error(reading->diag, span, "'%s' can't fill this mix: it has no %s", text,
                          !isnan(mix->energy) ? "heating value"
                          : !isnan(mix->mass) ? "known mass"
                                              : "volume of this kind");
    if (one->min > one->max)
        return diag_error(reading->diag, node_find(node, "min")->span,
                          "the least share of '%s' is above its most", text);
    mix->ingredients++;
    return true;
}

static bool complete(Reading *reading, Item *item)
{
    Mix *mix = (Mix *)item;
    const double given[] = { mix->energy, mix->mass, mix->gas, mix->volume };
    size_t kind = 0;
    for (size_t i = 0; i < 4; i++)
        if (!isnan(given[i]))
            mix->amount = given[kind = i];
    if (mix->range != NULL
        && !plant_range(reading, mix->range, &fields[kind], (FieldScope){ -1, NULL },
                        node_find(item->node, "amount"), mix->amount))
        return false;
    if (mix->counts != NULL && !check_counts(reading, mix))
        return false;
    if (mix->of->kind == NODE_SCALAR)
        return diag_error(reading->diag, mix->of->span,
                          "'of' is a single value; a list or a map of resources was wanted");
    if (mix->of->count == 0)
        return diag_error(reading->diag, mix->of->span, "nothing may fill the mix '%s'", item->name);
    mix->ingredient = arena_take(reading->arena, mix->of->count * sizeof *mix->ingredient);
    bool fine = true;
    for (const Node *node = mix->of->first; node != NULL; node = node->next)
        fine = read_ingredient(reading, mix, node, mix->of->kind == NODE_LIST) && fine;
    fine = fine && check_held(reading, mix);
    double least = 0, most = 0;
    for (size_t i = 0; i < mix->ingredients; i++) {
        least += mix->ingredient[i].min;
        most += mix->ingredient[i].max;
    }
    if (fine && (least > 1 + 1e-9 || most < 1 - 1e-9))
        return diag_error(reading->diag, mix->of->span,
                          "the %s shares add up to %.6g %%: no mix can be filled so",
                          least > 1 ? "least" : "most", 100 * (least > 1 ? least : most));
    /* Amounts of the recipe are per unit of basis as written; activity counts internal units. */
    mix->amount /= plant_process(item)->basis_amount;
    return fine && family_read(reading, IN_MIX, item->node, item->facility, item);
}

void mix_range(const Mix *mix, const double *property, double *least, double *most)
{
    double *end[2] = { least, most };
    for (int high = 0; high < 2; high++) {
        double open = 1, held = 0;
        for (size_t i = 0; i < mix->ingredients; i++) {
            open -= mix->ingredient[i].min;
            held += mix->ingredient[i].min * property[i] / mix->ingredient[i].measure;
        }
        /* What is open is filled with the leanest (richest) first: a continuous knapsack, few ingredients. */
        double last = high ? INFINITY : -INFINITY;
        while (open > 1e-12) {
            double next = high ? -INFINITY : INFINITY, room = 0;
            for (size_t i = 0; i < mix->ingredients; i++) {
                double density = property[i] / mix->ingredient[i].measure;
                if (high ? (density < last && density > next) : (density > last && density < next))
                    next = density;
            }
            if (isinf(next))
                break;
            for (size_t i = 0; i < mix->ingredients; i++)
                if (property[i] / mix->ingredient[i].measure == next)
                    room += mix->ingredient[i].max - mix->ingredient[i].min;
            double taken = room < open ? room : open;
            held += taken * next;
            open -= taken;
            last = next;
        }
        *end[high] = held * mix->amount;
    }
}

static void compile(const Item *item, Program *program, int t)
{
    const Mix *mix = (const Mix *)item;
    int runs = program_column(program, mode_driver(item->owner, t), -INFINITY, INFINITY);
    int row = program_row(program, (Tag){ ROW_MIX, item->index, -1, t }, 0, 0);
    program_add(program, row, runs, -mix->amount);
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Ingredient *one = &mix->ingredient[i];
        const double measure = mix_measure(one, t);
        int flow = program_column(program, (Tag){ COLUMN_INGREDIENT, item->index, one->resource, t }, 0,
                                  INFINITY);
        program_add(program, row, flow, measure);
        balance_flow(program, (Flow){ .column = flow,
                                      .item = plant_process(item)->item.index,
                                      .facility = item->facility,
                                      .resource = one->resource,
                                      .period = t,
                                      .role = FLOW_USED,
                                      .amount = 1 });
        if (one->min > 0) {
            int share = program_row(program, (Tag){ ROW_SHARE_MIN, item->index, one->resource, t }, 0,
                                    INFINITY);
            program_add(program, share, flow, measure);
            program_add(program, share, runs, -one->min * mix->amount);
        }
        if (one->max < 1) {
            int share = program_row(program, (Tag){ ROW_SHARE_MAX, item->index, one->resource, t }, -INFINITY,
                                    0);
            program_add(program, share, flow, measure);
            program_add(program, share, runs, -one->max * mix->amount);
        }
    }
}

/* Unless what an ingredient counts, its heating value, differs by period. */
static bool recurs(const Item *item)
{
    const Mix *mix = (const Mix *)item;
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].measure_by_period != NULL)
            return false;
    return true;
}

static Span limit(const Park *park, const Item *item, Tag tag, bool upper)
{
    (void)park;
    const Mix *mix = (const Mix *)item;
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].resource == tag.resource) {
            const Node *share = node_find(mix->ingredient[i].node, upper ? "max" : "min");
            if (share == NULL)
                share = node_find(mix->ingredient[i].node, "fixed");
            return share != NULL ? share->span : mix->ingredient[i].node->span;
        }
    return item->span;
}

const Family family_mix = {
    .name = "mix",
    .key = "mixes",
    .place = IN_PROCESS,
    .naming = NAMED_FREELY,
    .help = "an input that several resources fill together, each within its share",
    .fields = fields,
    .size = sizeof(Mix),
    .complete = complete,
    .compile = compile,
    .recurs = recurs,
    .limit = limit,
};
