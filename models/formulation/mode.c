/* mode - alternative recipes of a process that share its capacity, and recipes by load
 *
 *     sum_k run_k[t]  =  activity[t]                                     over the modes, or the pieces, of a process
 *     used_r[t] = in_r activity[t] + sum_k in_kr run_k[t],               likewise made, running cost and mixes
 *
 *     0 <= run_k[t] <= (to_k - from_k) availability capacity             of a piece alone
 *
 * Pieces are filled from the first on. No row says so: each takes no less of anything, gives no more and costs no less than the one
 * before it, so a plan gains nothing by a later one first (the recipe is concave). Where a later piece would be the better one, as with
 * an efficiency that rises with the load, that takes an integer, and it is refused. Where prices turn the order round all the same (a
 * product that costs money to be rid of), the answer is not proved: see mode_disorder. */
#include "models/formulation/mode.h"

#include "models/formulation/balance.h"
#include "models/formulation/family.h"

#include <math.h>
#include <string.h>

static const Field mode_fields[] = {
    { "title", FIELD_TITLE, offsetof(Mode, title), .help = "its title in English and Chinese" },
    { "in", FIELD_SECTION, 0, .help = "what a unit of basis takes in this mode, beside what all take" },
    { "out", FIELD_SECTION, 0, .help = "what a unit of basis gives in this mode, beside what all give" },
    { "mixes", FIELD_SECTION, 0, .help = "mixes of this mode" },
    { "heat", FIELD_SECTION, 0, .help = "heat that a unit of basis gives or takes in this mode" },
    { "cost", FIELD_SECTION, 0, .help = "running cost of this mode, beside that of all" },
    { 0 },
};

static const Field piece_fields[] = {
    { "to", FIELD_AMOUNT, offsetof(Mode, to), .unit = "1", .min = 0, .max = 2, .open = true,
      .value = INFINITY,
      .help = "load up to which this recipe goes, as a share of the capacity; the last goes to the end" },
    { "in", FIELD_SECTION, 0, .help = "what a further unit of basis takes within this piece" },
    { "out", FIELD_SECTION, 0, .help = "what a further unit of basis gives within this piece" },
    { "cost", FIELD_SECTION, 0, .help = "what a further unit of basis costs within this piece" },
    { 0 },
};

bool mode_is_piece(const Item *item)
{
    return item->family == &family_piece;
}

bool mode_is(const Item *item)
{
    return item->family == &family_mode || mode_is_piece(item);
}

const Recipe *mode_recipe(const Item *item)
{
    return item->family == &family_process ? &((const Process *)item)->recipe
           : mode_is(item)                 ? &((const Mode *)item)->recipe
                                           : NULL;
}

Tag mode_driver(const Item *owner, int period)
{
    return (Tag){ mode_is_piece(owner) ? COLUMN_PIECE
                  : mode_is(owner)     ? COLUMN_MODE
                                       : COLUMN_ACTIVITY,
                  owner->index, -1, period };
}

static double amount_of(const PlantFlow *flow, size_t count, int resource)
{
    for (size_t i = 0; i < count; i++)
        if (flow[i].resource == resource)
            return flow[i].amount;
    return 0;
}

/* What all modes take stands once, beside them. */
static bool stands_twice(Reading *reading, const Item *item, const PlantFlow *own, size_t owns,
                         const PlantFlow *common, size_t commons)
{
    for (size_t i = 0; i < owns; i++)
        for (size_t k = 0; k < commons; k++)
            if (own[i].resource == common[k].resource)
                return !diag_error(
                    reading->diag, own[i].span,
                    "'%s' stands in '%s' and beside it, where it counts for all; keep one of them",
                    reading->park->resource[own[i].resource].name, item->name);
    return false;
}

static bool has_common_mix(Reading *reading, const Item *mix)
{
    const Item *process = &plant_process(mix)->item;
    for (size_t i = 0; i < reading->park->items; i++) {
        const Item *other = reading->park->item[i];
        if (other->family == &family_mix && other->owner == process && strcmp(other->name, mix->name) == 0)
            return !diag_error(
                reading->diag, mix->span,
                "the mix '%s' stands in '%s' and beside it, where it counts for all; keep one of them",
                mix->name, mix->owner->name);
    }
    return false;
}

static bool complete_mode(Reading *reading, Item *item)
{
    Mode *mode = (Mode *)item;
    const Process *process = plant_process(item);
    const Recipe *common = &process->recipe;
    const size_t before = reading->park->items;
    if (!plant_read_recipe(reading, process, item->node, &mode->recipe))
        return false;
    bool twice = stands_twice(reading, item, mode->recipe.in, mode->recipe.ins, common->in, common->ins);
    twice = stands_twice(reading, item, mode->recipe.out, mode->recipe.outs, common->out, common->outs)
            || twice;
    bool fine = family_read(reading, IN_PROCESS, item->node, item->facility, item);
    plant_take_mixes(reading, item, before, &mode->recipe);
    for (size_t i = 0; i < mode->recipe.mixes; i++)
        twice = has_common_mix(reading, mode->recipe.mix[i]) || twice;
    if (node_find(process->plant, "piecewise") != NULL)
        return diag_error(
            reading->diag, item->span,
            "a process has 'modes' or is 'piecewise'; both at once need on/off decisions, which are not there yet");
    return fine && !twice;
}

/* ---- pieces ---- */

static Mode *piece_before(const Reading *reading, const Item *item)
{
    for (size_t i = (size_t)item->index; i-- > 0;)
        if (mode_is_piece(reading->park->item[i]) && reading->park->item[i]->owner == item->owner)
            return (Mode *)reading->park->item[i];
    return NULL;
}

static bool refuse(Reading *reading, Span span, const char *what, const char *better)
{
    return diag_error(
        reading->diag, span,
        "%s is better in this piece than in the one before it (%s), so the plan would begin with the end: that needs on/off "
        "decisions (integers), which are not there yet; order the pieces from good to bad, or take one figure for the usual load",
        what, better);
}

/* What one wants to be rid of. */
static bool is_burden(const Resource *resource)
{
    return resource->waste != WASTE_NONE || resource->water == WATER_USED;
}

/* Whether a later piece takes no less, gives no more and costs no less; of a waste it gives no less. */
static bool is_no_better(Reading *reading, const Mode *before, const Mode *piece)
{
    const Park *park = reading->park;
    const Recipe *a = &before->recipe, *b = &piece->recipe;
    const double rounding = 1e-12;
    for (size_t i = 0; i < a->ins; i++)
        if (!park->resource[a->in[i].resource].ambient
            && amount_of(b->in, b->ins, a->in[i].resource) < a->in[i].amount * (1 - rounding))
            return refuse(reading, piece->item.span, park->resource[a->in[i].resource].name,
                          "less of it is used");
    for (size_t i = 0; i < b->outs; i++) {
        const Resource *resource = &park->resource[b->out[i].resource];
        double was = amount_of(a->out, a->outs, b->out[i].resource);
        if (!resource->ambient && !is_burden(resource) && b->out[i].amount > was * (1 + rounding))
            return refuse(reading, b->out[i].span, resource->name, "more of it is made");
    }
    for (size_t i = 0; i < a->outs; i++) {
        const Resource *resource = &park->resource[a->out[i].resource];
        if (is_burden(resource)
            && amount_of(b->out, b->outs, a->out[i].resource) < a->out[i].amount * (1 - rounding))
            return refuse(reading, piece->item.span, resource->name, "less of this waste is made");
    }
    return b->cost >= a->cost * (1 - rounding)
           || refuse(reading, piece->item.span, "the running cost", "it is lower");
}

static bool complete_piece(Reading *reading, Item *item)
{
    Mode *piece = (Mode *)item;
    const Process *process = plant_process(item);
    const Recipe *common = &process->recipe;
    Mode *before = piece_before(reading, item);
    item->name = isfinite(piece->to) ? arena_print(reading->arena, "up to %g %%", 100 * piece->to) : "beyond";
    if (!plant_read_recipe(reading, process, item->node, &piece->recipe))
        return false;
    if (stands_twice(reading, item, piece->recipe.in, piece->recipe.ins, common->in, common->ins)
        || stands_twice(reading, item, piece->recipe.out, piece->recipe.outs, common->out, common->outs))
        return false;
    /* A plant model that is looked at alone has no capacity yet. */
    if (item->facility >= 0 && !reading->unconnected && isinf(process->capacity))
        return diag_error(reading->diag, process->item.span,
                          "'piecewise' counts loads as shares of 'capacity', which is not given");
    piece->last = true;
    if (before == NULL)
        return true;
    before->last = false;
    if (isinf(before->to) && node_find(before->item.node, "to") != NULL) /* complained about */
        return false;
    piece->from = before->to;
    if (isinf(piece->from))
        return diag_error(reading->diag, before->item.span,
                          "a piece without 'to' goes to the end, and another stands behind it");
    if (!(piece->to > piece->from))
        return diag_error(reading->diag, item->span, "the pieces are not in order: %g %% is behind %g %%",
                          100 * piece->to, 100 * piece->from);
    return is_no_better(reading, before, piece);
}

double mode_disorder(const Program *program, const double *x, const Process **of)
{
    const Park *park = program->park;
    double worst = 0;
    *of = NULL;
    /* A capacity of nothing leaves nothing to be out of order. */
    for (size_t j = 0; j < program->lp.columns; j++) {
        Tag tag = program_column_tag(program, j);
        if (tag.kind != COLUMN_PIECE)
            continue;
        const Item *item = park->item[tag.subject];
        const Process *process = plant_process(item);
        for (size_t i = (size_t)item->index; i-- > 0 && park->item[i] != item->owner;) {
            if (!mode_is_piece(park->item[i]) || park->item[i]->owner != item->owner)
                continue;
            int earlier = program_find(program, (Tag){ COLUMN_PIECE, (int)i, -1, tag.period });
            double open = program->lp.column_upper[earlier] - x[earlier];
            double fault = fmin(open, x[j]) / process->capacity;
            if (fault > worst) {
                worst = fault;
                *of = process;
            }
        }
    }
    return worst;
}

/* ---- the program: the process adds its activity to the row ---- */

static void compile(const Item *item, Program *program, int t)
{
    const Mode *mode = (const Mode *)item;
    ItemRoom room;
    const Process *process = (const Process *)item_at(&plant_process(item)->item, t, &room);
    double most = INFINITY;
    /* A last piece that goes as far as the process may needs no end of its own. */
    if (mode_is_piece(item) && isfinite(mode->to) && !(mode->last && mode->to >= process->max_load))
        most = (mode->to - mode->from) * process->availability * process->capacity;
    int row = program_row(program, (Tag){ ROW_MODES, process->item.index, -1, t }, 0, 0);
    int run = program_column(program, mode_driver(item, t), 0, most);
    program_add(program, row, run, 1);
    balance_recipe(program, &process->item, &mode->recipe, run, t);
}

/* Its end goes with the availability of the process. */
static bool recurs(const Item *item)
{
    return plant_process(item)->item.varyings == 0 && balance_recurs(&((const Mode *)item)->recipe);
}

const Family family_mode = {
    .name = "mode",
    .key = "modes",
    .place = IN_PROCESS,
    .naming = NAMED_FREELY,
    .help = "an alternative recipe of a process; all share its capacity",
    .fields = mode_fields,
    .size = sizeof(Mode),
    .complete = complete_mode,
    .compile = compile,
    .recurs = recurs,
};

const Family family_piece = {
    .name = "piece",
    .key = "piecewise",
    .place = IN_PROCESS,
    .naming = NAMED_NOT,
    .help = "a recipe for a part of the load; each is worse than the one before it",
    .fields = piece_fields,
    .size = sizeof(Mode),
    .complete = complete_piece,
    .compile = compile,
    .recurs = recurs,
};
