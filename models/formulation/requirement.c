/* requirement - a limit on the quality of a mix: a share of a component, a property, a ratio
 *
 *     quality = sum_i over_i weight_i flow_i[t] / sum_i under_i weight_i flow_i[t],      min <= quality <= max
 *
 * multiplied out, since the lower sum is never negative:
 *
 *     sum_i (over_i - min under_i) weight_i flow_i[t] >= 0,    sum_i (over_i - max under_i) weight_i flow_i[t] <= 0
 *
 * weight_i is the mass of ingredient i, or its volume where the mix is measured by volume or all ingredients are gases. For a share or a
 * property under_i is 1 and over_i that of the ingredient. Linear because over_i and under_i are data: an ingredient whose quality
 * the plan itself decides (pooling) is refused. */
#include "models/formulation/requirement.h"

#include "models/base/text.h"
#include "models/element.h"
#include "models/expression.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/quality.h"
#include "solver/solve.h"

#include <math.h>
#include <string.h>

static const Field fields[] = {
    { "share", FIELD_TEXT, offsetof(Requirement, share), .help = "share of a component of the composition" },
    { "property", FIELD_TEXT, offsetof(Requirement, property),
      .help = "a property of the mixture: heating_value, carbon, or one that its ingredients state" },
    { "ratio", FIELD_TEXT, offsetof(Requirement, ratio),
      .help = "a ratio of sums of components and properties, such as SiO2 / (Al2O3 + Fe2O3)" },
    { "name", FIELD_TEXT, offsetof(Requirement, called), .help = "what it is called in reports" },
    { "min", FIELD_NODE, offsetof(Requirement, min_node),
      .help = "least value, such as 0.92, 6 MJ/Nm3 or 5 %" },
    { "max", FIELD_NODE, offsetof(Requirement, max_node),
      .help = "most value, such as 0.98, 9 MJ/Nm3 or 3 %" },
    { 0 },
};

static bool all_gas(const Park *park, const Mix *mix)
{
    for (size_t i = 0; i < mix->ingredients; i++)
        if (strcmp(park->resource[mix->ingredient[i].resource].counted, "kNm3") != 0)
            return false;
    return true;
}

static RequirementBase base_of(const Park *park, const Mix *mix)
{
    if (!isnan(mix->volume))
        return BASE_VOLUME;
    return !isnan(mix->gas) || (isnan(mix->mass) && all_gas(park, mix)) ? BASE_GAS : BASE_MASS;
}

static bool gives(const Recipe *recipe, int resource)
{
    for (size_t k = 0; k < recipe->outs; k++)
        if (recipe->out[k].resource == resource)
            return true;
    return false;
}

/* Whether the plan decides what it is made of: a recipe that was read, or one that is being read, makes it from a mix. */
static bool is_pooled(const Park *park, const Process *own, int resource)
{
    /* A plant model that is read before it is installed is no item of the park. */
    if (gives(&own->recipe, resource))
        return true;
    for (size_t i = 0; i < park->items; i++) {
        const Item *item = park->item[i];
        const Recipe *recipe = mode_recipe(item);
        if (recipe != NULL && gives(recipe, resource)
            && (node_find(recipe->node, "mixes") != NULL
                || node_find(plant_process(item)->plant, "mixes") != NULL))
            return true;
    }
    return false;
}

static const char *key_of(const Requirement *requirement)
{
    return requirement->share != NULL ? "share" : requirement->property != NULL ? "property" : "ratio";
}

static bool say_pooled(Diag *diag, const Requirement *requirement, const Resource *resource, const char *name)
{
    return diag_error(
        diag, item_span(&requirement->item, key_of(requirement)),
        "the %s of '%s' would be decided by the plan, since it is made from a mix (pooling): that is not linear; "
        "state it as data of '%s', or of several grades of it, each a resource made in a mode of its own whose mix requires it; or let its "
        "ingredients enter this mix themselves",
        name, resource->name, resource->name);
}

/* ---- names of components: formulas speak for themselves, others (COD, salt) only by who states them ---- */

static bool unknown_quality(Reading *reading, const Requirement *requirement, const Resource *resource,
                            const char *name)
{
    int index = (int)(resource - reading->park->resource);
    if (is_pooled(reading->park, plant_process(&requirement->item), index))
        return say_pooled(reading->diag, requirement, resource, name);
    const char *near = quality_nearest(reading->arena, resource, name);
    const char *way_out =
        near != NULL ? arena_print(reading->arena, "did you mean its '%s'?", near)
        : requirement->share != NULL && !element_is_formula(name)
            ? "add it to its composition; but of what a plan mixes the plan would decide it (pooling): that is made in grades, "
              "each a resource made in a mode of its own whose mix requires it"
            : "add it to its composition or properties";
    return diag_error(reading->diag, item_span(&requirement->item, key_of(requirement)),
                      "'%s', which may enter this mix, does not state its %s; %s", resource->name, name,
                      way_out);
}

static const Resource *ingredient_of(const Park *park, const Mix *mix, size_t i)
{
    return &park->resource[mix->ingredient[i].resource];
}

/* A name that no ingredient states limits nothing. Where nothing in the park states it and it is no formula, it is a slip. */
static bool say_unstated(Reading *reading, const Requirement *requirement, const Mix *mix, const char *name)
{
    const Park *park = reading->park;
    const Span span = item_span(&requirement->item, key_of(requirement));
    const char *near = NULL;
    bool known = element_is_formula(name);
    for (size_t i = 0; i < mix->ingredients && near == NULL; i++)
        near = quality_nearest(reading->arena, ingredient_of(park, mix, i), name);
    for (size_t r = 0; r < park->resources; r++)
        known = known || quality_states(&park->resource[r], name);
    for (size_t r = 0; r < park->resources && !known && near == NULL; r++)
        near = quality_nearest(reading->arena, &park->resource[r], name);
    const char *meant = near != NULL ? arena_print(reading->arena, "; did you mean '%s'?", near) : "";
    if (!known)
        return diag_error(reading->diag, span, "unknown component '%s': nothing here states any of it%s",
                          name,
                          near != NULL ? meant : "; state it in a composition, as 0 ppm where there is none");
    diag_warning(reading->diag, span, "nothing that may enter this mix has any '%s', so it counts as 0%s",
                 name, meant);
    return true;
}

/* Whether two names stand side by side in one composition: then neither is a slip of the other. */
static bool differ(const Park *park, const char *a, const char *b)
{
    for (size_t r = 0; r < park->resources; r++)
        if (quality_states(&park->resource[r], a) && quality_states(&park->resource[r], b))
            return true;
    return false;
}

/* What states nearly this name, and not this one, has none of it: it may be a slip in its composition. */
static void warn_of_slips(Reading *reading, const Requirement *requirement, const Mix *mix, const char *name)
{
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = ingredient_of(reading->park, mix, i);
        const char *near = quality_states(resource, name) ? NULL
                                                          : quality_nearest(reading->arena, resource, name);
        if (near != NULL && !element_is_formula(near) && !differ(reading->park, near, name))
            diag_warning(
                reading->diag, item_span(&requirement->item, key_of(requirement)),
                "'%s', which may enter this mix, states '%s' and no '%s', so it counts as 0; give both the same name, or state '%s' as 0",
                resource->name, near, name, name);
    }
}

/* The value of a named quality of each ingredient. */
static bool put_values(Reading *reading, const Requirement *requirement, const Mix *mix, RequirementBase base,
                       const char *name, double factor, double *values)
{
    bool by_volume = base != BASE_MASS, stated = false;
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = ingredient_of(reading->park, mix, i);
        double value = requirement->share != NULL      ? quality_share(resource, name)
                       : requirement->property != NULL ? quality_property(resource, name, by_volume)
                                                       : quality_named(resource, name, by_volume);
        if (isnan(value))
            return unknown_quality(reading, requirement, resource, name);
        values[i] += factor * value;
        stated = stated || quality_states(resource, name);
    }
    if (!stated && !say_unstated(reading, requirement, mix, name))
        return false;
    if (stated && requirement->property == NULL && !element_is_formula(name))
        warn_of_slips(reading, requirement, mix, name);
    return true;
}

static bool put_sum(Reading *reading, const Requirement *requirement, const Mix *mix, RequirementBase base,
                    const ExpressionTerm *terms, size_t count, double *values)
{
    for (size_t k = 0; k < count; k++)
        if (!put_values(reading, requirement, mix, base, terms[k].name, terms[k].factor, values))
            return false;
    return true;
}

static bool read_ratio(Reading *reading, Requirement *requirement, const Mix *mix, RequirementBase base)
{
    Expression expression;
    const char *why;
    size_t at;
    Span span = item_span(&requirement->item, "ratio");
    if (!expression_read(reading->arena, requirement->ratio, &expression, &why, &at))
        return diag_error(reading->diag, span, "'%s' can't be read from character %zu on: %s",
                          requirement->ratio, at + 1, why);
    if (!put_sum(reading, requirement, mix, base, expression.over, expression.overs, requirement->over)
        || !put_sum(reading, requirement, mix, base, expression.under, expression.unders, requirement->under))
        return false;
    for (size_t i = 0; i < mix->ingredients; i++) {
        if (expression.unders == 0)
            requirement->under[i] = 1;
        if (requirement->under[i] < 0)
            return diag_error(
                reading->diag, span,
                "below the line '%s' brings less than nothing; the ratio can't be multiplied out",
                reading->park->resource[mix->ingredient[i].resource].name);
    }
    return true;
}

static bool read_limits(Reading *reading, Requirement *requirement, RequirementBase base)
{
    static const char *const per[] = { "GJ/t", "GJ/kNm3", "GJ/m3" };
    static const char *const carbon_per[] = { "1", "t/kNm3", "t/m3" };
    Field field[] = { { "limit", FIELD_AMOUNT, 0, .unit = "1", .min = -1e9, .max = 1e9, .help = "" }, { 0 } };
    if (requirement->property != NULL && strcmp(requirement->property, "heating_value") == 0)
        field->unit = per[base];
    if (requirement->property != NULL && strcmp(requirement->property, "carbon") == 0)
        field->unit = carbon_per[base];
    requirement->unit = field->unit;
    requirement->min = -INFINITY;
    requirement->max = INFINITY;
    const FieldScope nothing = { -1, NULL };
    if ((requirement->min_node != NULL
         && !fields_amount(reading, requirement->min_node, field, nothing, &requirement->min))
        || (requirement->max_node != NULL
            && !fields_amount(reading, requirement->max_node, field, nothing, &requirement->max)))
        return false;
    if (requirement->min_node == NULL && requirement->max_node == NULL)
        return diag_error(reading->diag, requirement->item.span,
                          "this requires nothing: 'min' or 'max' is missing");
    if (requirement->min_node != NULL && requirement->max_node != NULL && requirement->min > requirement->max)
        return diag_error(reading->diag, requirement->min_node->span, "'min' is above 'max', which is %s",
                          requirement->max_node->text);
    return true;
}

/* What one internal unit of each ingredient counts in the base. */
static bool put_weights(Reading *reading, Requirement *requirement, const Mix *mix, RequirementBase base)
{
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Resource *resource = &reading->park->resource[mix->ingredient[i].resource];
        bool gas = strcmp(resource->counted, "kNm3") == 0;
        requirement->weight[i] = base == BASE_MASS ? resource->mass : 1;
        if (requirement->weight[i] <= 0)
            return diag_error(reading->diag, requirement->item.span,
                              "'%s', which may enter this mix, has no known mass; give its 'mass'",
                              resource->name);
        if (base == BASE_MASS && gas && requirement->property == NULL && resource->components > 0)
            return diag_error(
                reading->diag, requirement->item.span,
                "the composition of '%s' is by volume and this mix is weighed; measure the mix by volume",
                resource->name);
    }
    return true;
}

static bool complete(Reading *reading, Item *item)
{
    Requirement *requirement = (Requirement *)item;
    const Mix *mix = (const Mix *)item->owner;
    int given = (requirement->share != NULL) + (requirement->property != NULL) + (requirement->ratio != NULL);
    if (given == 0 && requirement->called != NULL)
        return diag_error(
            reading->diag, item->span,
            "no other limit of this mix is called '%s'; one of 'share', 'property' and 'ratio' was wanted",
            requirement->called);
    if (given != 1)
        return diag_error(reading->diag, item->span,
                          "one of 'share', 'property' and 'ratio' was wanted, not %s",
                          given == 0 ? "none" : "several");
    const char *what = requirement->share != NULL      ? requirement->share
                       : requirement->property != NULL ? requirement->property
                                                       : requirement->ratio;
    item->name = requirement->called != NULL ? requirement->called : what;
    RequirementBase base = base_of(reading->park, mix);
    requirement->weighed_in = (const char *const[]){ "t", "kNm3", "m3" }[base];
    size_t room = (mix->ingredients + 1) * sizeof(double);
    requirement->over = arena_take(reading->arena, room);
    requirement->under = arena_take(reading->arena, room);
    requirement->weight = arena_take(reading->arena, room);
    if (!read_limits(reading, requirement, base) || !put_weights(reading, requirement, mix, base))
        return false;
    if (requirement->ratio != NULL)
        return read_ratio(reading, requirement, mix, base);
    for (size_t i = 0; i < mix->ingredients; i++)
        requirement->under[i] = 1;
    return put_values(reading, requirement, mix, base, what, 1, requirement->over);
}

bool requirement_check(const Park *park, const Requirement *requirement, Diag *diag)
{
    const Mix *mix = (const Mix *)requirement->item.owner;
    const char *name = requirement->share;
    for (size_t i = 0; i < mix->ingredients && name != NULL && !element_is_formula(name); i++) {
        const Resource *resource = ingredient_of(park, mix, i);
        if (!quality_states(resource, name)
            && is_pooled(park, plant_process(&requirement->item), mix->ingredient[i].resource))
            return say_pooled(diag, requirement, resource, name);
    }
    return true;
}

double requirement_base(const Requirement *requirement, const double *flow)
{
    const Mix *mix = (const Mix *)requirement->item.owner;
    double under = 0;
    for (size_t i = 0; i < mix->ingredients; i++)
        under += requirement->under[i] * requirement->weight[i] * flow[i];
    return under;
}

double requirement_value(const Requirement *requirement, const double *flow)
{
    const Mix *mix = (const Mix *)requirement->item.owner;
    double over = 0, under = requirement_base(requirement, flow);
    for (size_t i = 0; i < mix->ingredients; i++)
        over += requirement->over[i] * requirement->weight[i] * flow[i];
    return under > 0 ? over / under : (double)NAN;
}

/* ---- what a mix can hold within its requirements ---- */

static void put_limit(Lp *lp, const Requirement *requirement, double limit, bool upper)
{
    if (isinf(limit))
        return;
    int row = lp_add_row(lp, upper ? -INFINITY : 0, upper ? 0 : INFINITY);
    for (size_t i = 0; i < lp->columns; i++) {
        double value = (requirement->over[i] - limit * requirement->under[i]) * requirement->weight[i];
        if (value != 0)
            lp_add_entry(lp, row, (int)i, value);
    }
}

/* They stand right behind their mix. */
const Requirement *requirement_at(const Park *park, const Mix *mix, size_t n)
{
    return (const Requirement *)park->item[(size_t)mix->item.index + 1 + n];
}

size_t requirement_count(const Park *park, const Mix *mix)
{
    size_t count = 0, first = (size_t)mix->item.index + 1;
    while (first + count < park->items && park->item[first + count]->owner == &mix->item)
        count++;
    return count;
}

/* Columns are what each ingredient fills of one unit of the mix, so that shares are bounds. */
static void put_filling(const Mix *mix, const bool *there, Lp *lp)
{
    int whole = lp_add_row(lp, 1, 1);
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Ingredient *one = &mix->ingredient[i];
        double most = there == NULL || there[i] ? one->max / one->measure : 0;
        int flow = lp_add_column(lp, fmin(one->min / one->measure, most), most, 0);
        lp_add_entry(lp, whole, flow, one->measure);
    }
}

static void put_limits(Lp *lp, const Requirement *requirement)
{
    put_limit(lp, requirement, requirement->min, false);
    put_limit(lp, requirement, requirement->max, true);
}

static bool can_fill(const Mix *mix, const bool *there, const Requirement *const *kept, size_t count)
{
    Lp lp;
    LpResult result;
    lp_init(&lp);
    put_filling(mix, there, &lp);
    for (size_t k = 0; k < count; k++)
        if (kept[k] != NULL)
            put_limits(&lp, kept[k]);
    lp_solve(&lp, &(LpOptions){ 0 }, &result);
    bool fills = result.status != LP_INFEASIBLE;
    lp_result_release(&result);
    lp_release(&lp);
    return fills;
}

size_t requirement_clash(const Park *park, const Mix *mix, const bool *there, const Requirement **clash)
{
    size_t count = requirement_count(park, mix), left = 0;
    for (size_t k = 0; k < count; k++)
        clash[k] = requirement_at(park, mix, k);
    if (count == 0 || can_fill(mix, there, clash, count))
        return 0;
    for (size_t k = 0; k < count;
         k++) { /* what can go without letting it be filled is no part of the clash */
        const Requirement *one = clash[k];
        clash[k] = NULL;
        if (can_fill(mix, there, clash, count))
            clash[k] = one;
    }
    for (size_t k = 0; k < count; k++)
        if (clash[k] != NULL)
            clash[left++] = clash[k];
    return left;
}

bool requirement_range(const Park *park, const Mix *mix, const double *property, double *least, double *most)
{
    double end[2];
    Lp lp;
    lp_init(&lp);
    const size_t requirements = requirement_count(park, mix);
    bool fine = requirements > 0;
    put_filling(mix, NULL, &lp);
    for (size_t k = 0; k < requirements; k++)
        put_limits(&lp, requirement_at(park, mix, k));
    for (int high = 0; high < 2 && fine; high++) {
        LpResult result;
        for (size_t i = 0; i < mix->ingredients; i++)
            lp.cost[i] = high ? -property[i] : property[i];
        lp_solve(&lp, &(LpOptions){ 0 }, &result);
        fine = result.status == LP_OPTIMAL;
        end[high] = fine ? mix->amount * (high ? -result.objective : result.objective) : 0;
        lp_result_release(&result);
    }
    lp_release(&lp);
    if (fine) {
        *least = end[0];
        *most = end[1];
    }
    return fine;
}

static void put_row(Program *program, const Item *item, int kind, int t, double limit)
{
    const Requirement *requirement = (const Requirement *)item;
    const Mix *mix = (const Mix *)item->owner;
    int row = program_row(program, (Tag){ kind, item->index, -1, t }, kind == ROW_QUALITY_MIN ? 0 : -INFINITY,
                          kind == ROW_QUALITY_MIN ? INFINITY : 0);
    for (size_t i = 0; i < mix->ingredients; i++) {
        Tag tag = { COLUMN_INGREDIENT, mix->item.index, mix->ingredient[i].resource, t };
        double value = (requirement->over[i] - limit * requirement->under[i]) * requirement->weight[i];
        if (value != 0)
            program_add(program, row, program_column(program, tag, -INFINITY, INFINITY), value);
    }
}

static void compile(const Item *item, Program *program, int t)
{
    const Requirement *requirement = (const Requirement *)item;
    if (isfinite(requirement->min))
        put_row(program, item, ROW_QUALITY_MIN, t, requirement->min);
    if (isfinite(requirement->max))
        put_row(program, item, ROW_QUALITY_MAX, t, requirement->max);
}

const Family family_requirement = {
    .name = "requirement",
    .key = "require",
    .place = IN_MIX,
    .naming = NAMED_NOT,
    .help = "a limit on the quality of a mix: a share of a component, a property, a ratio",
    .fields = fields,
    .size = sizeof(Requirement),
    .complete = complete,
    .compile = compile,
    .recurs = family_recurs_always,
};
