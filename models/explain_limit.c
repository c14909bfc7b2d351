/* explain_limit - one limit in the words of the file, and where it stands */
#include "models/explain_limit.h"

#include "models/formulation/carry.h"
#include "models/formulation/contract.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/match.h"
#include "models/formulation/mix.h"
#include "models/formulation/mode.h"
#include "models/formulation/ramp.h"
#include "models/formulation/store.h"
#include "models/formulation/target.h"
#include "models/formulation/zone.h"

#include <math.h>
#include <string.h>

const Item *explain_item(const Park *park, Tag tag)
{
    return tag.kind == ROW_BALANCE ? NULL : park->item[tag.subject];
}

static const char *limit_key(const Park *park, Tag tag, bool upper)
{
    if (tag.kind == ROW_RAMP)
        return ramp_key((const Process *)explain_item(park, tag), upper);
    if (tag.kind == COLUMN_LEVEL && !upper)
        return store_least_key(park, (const Store *)explain_item(park, tag), tag.period);
    if (tag.kind == COLUMN_STOCK)
        return carry_stock_key(park, (const Store *)explain_item(park, tag), tag.resource);
    return upper ? tag_words(tag.kind)->upper : tag_words(tag.kind)->lower;
}

static const Node *limit_node(const Park *park, Tag tag, bool upper)
{
    const Item *item = explain_item(park, tag);
    const char *key = limit_key(park, tag, upper);
    return item != NULL && key != NULL ? node_find(item->node, key) : NULL;
}

static const Node *nth_of(const Node *list, size_t n)
{
    const Node *one = list->first;
    for (; n > 0; n--)
        one = one->next;
    return one;
}

Span explain_place(const Park *park, Tag tag, bool upper, bool always)
{
    const Item *item = explain_item(park, tag);
    if (item == NULL)
        return park->facility[tag.subject].node->key_span;
    if (item->family->limit != NULL)
        return item->family->limit(park, item, tag, upper);
    const Node *node = limit_node(park, tag, upper);
    if (node != NULL && node->kind == NODE_LIST && !always)
        node = nth_of(node, (size_t)tag.period);
    return node != NULL ? node->span : item->span;
}

/* The figures by period of the key of an item that `node` is the value of, or NULL. */
static const Varying *varying_limit(const Item *item, const Node *node)
{
    for (const Field *field = item->family->fields; field->name != NULL; field++)
        for (size_t i = 0; strcmp(field->name, node->key) == 0 && i < item->varyings; i++)
            if (item->varying[i].at == field->at)
                return &item->varying[i];
    return NULL;
}

/* A figure of them as the file says it: "40 MW". */
static const char *figure_written(const Park *park, const Node *node, const Varying *varying, size_t t)
{
    if (varying->unit != NULL)
        return arena_print(park->arena, "%.6g %s", varying->value[t] / varying->per_unit,
                           unit_text(varying->unit));
    return nth_of(node, t)->text;
}

/* The limit as the file says it, or ""; of one by period that of the tag, or `always` from the lowest to the highest. */
static const char *as_written(const Park *park, Tag tag, bool upper, bool always)
{
    const Node *node = limit_node(park, tag, upper);
    if (node == NULL || node->kind == NODE_SCALAR)
        return node != NULL ? node->text : "";
    const Varying *varying = varying_limit(park->item[tag.subject], node);
    if (varying == NULL)
        return "";
    if (!always)
        return figure_written(park, node, varying, (size_t)tag.period);
    return arena_print(park->arena, "%s to %s", figure_written(park, node, varying, varying->lowest),
                       figure_written(park, node, varying, varying->highest));
}

/* Likewise, with the series that says so. */
static const char *limit_words(const Park *park, Tag tag, bool upper, bool always)
{
    const Node *node = limit_node(park, tag, upper);
    const Node *series = node != NULL && node->kind == NODE_MAP ? node_find(node, "series") : NULL;
    const char *text = as_written(park, tag, upper, always);
    return series != NULL ? arena_print(park->arena, "%s (series '%s')", text, series->text) : text;
}

static double share_of(const Mix *mix, Tag tag)
{
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].resource == tag.resource)
            return tag.kind == ROW_SHARE_MAX ? mix->ingredient[i].max : mix->ingredient[i].min;
    return NAN;
}

/* The share of its capacity that a process can reach in the period of the tag, or in the mean. */
static double runs_at_most(const Park *park, Tag tag, bool always)
{
    ItemRoom room;
    const Item *item = explain_item(park, tag);
    const Process *process = (const Process *)(always ? item : item_at(item, tag.period, &room));
    return process->availability * process->max_load;
}

/* "kiln", or "chp (extraction)" of a mode. */
static const char *recipe_name(const Park *park, const Item *recipe)
{
    return mode_is(recipe) ? arena_print(park->arena, "%s (%s)", recipe->owner->name, recipe->name)
                           : recipe->name;
}

/* "the park has at least 57 % of solid waste used" */
static const char *target_limit(const Park *park, const Target *target, const char *bound, const char *text)
{
    const Node *base = target->base_node;
    return arena_print(park->arena, "%s has %s %s%s%s of %s",
                       target->item.facility >= 0 ? park->facility[target->item.facility].name : "the park",
                       bound, text, base != NULL ? " of " : "", base != NULL ? base->text : "",
                       target->measure->title);
}

/* "the store 'gas_holder' of steelworks holds at most 150000 Nm3" */
static const char *store_limit(const Park *park, Tag tag, bool upper, const char *text)
{
    const Item *item = explain_item(park, tag);
    const bool start = tag.kind == COLUMN_START || (tag.kind == COLUMN_STOCK && tag.resource == 0),
               to_the_end = (tag.kind == COLUMN_STOCK && !start)
                            || (tag.kind == COLUMN_LEVEL && !upper
                                && strcmp(limit_key(park, tag, upper), "lowest") != 0);
    const char *does = tag.kind == COLUMN_CHARGE      ? "takes in"
                       : tag.kind == COLUMN_DISCHARGE ? "gives out"
                       : start                        ? "starts with"
                       : to_the_end                   ? "ends with"
                                                      : "holds";
    return arena_print(park->arena, "the store '%s' of %s %s %s%s", item->name,
                       park->facility[item->facility].name, does,
                       start   ? ""
                       : upper ? "at most "
                               : "at least ",
                       text);
}

const char *explain_limit(const Park *park, Tag tag, bool upper, bool always)
{
    const Item *item = explain_item(park, tag);
    const bool named = tag.resource >= 0 && !zone_tag(tag.kind) && !carry_tag(tag.kind);
    const char *resource = named ? park->resource[tag.resource].name : "";
    const char *bound = upper ? "at most" : "at least";
    const char *text = limit_words(park, tag, upper, always);
    if (item == NULL)
        return arena_print(park->arena, "what comes in of %s at %s goes out of it", resource,
                           park->facility[tag.subject].name);
    const char *facility = item->facility >= 0 ? park->facility[item->facility].name : park->name;
    switch (tag.kind) {
    case COLUMN_ACTIVITY:
        if (upper && runs_at_most(park, tag, always) < 1)
            return arena_print(park->arena, "%s at %s does at most %.4g %% of its capacity, %s", item->name,
                               facility, 100 * runs_at_most(park, tag, always), text);
        return upper ? arena_print(park->arena, "%s at %s does at most %s (its capacity)", item->name,
                                   facility, text)
                     : arena_print(park->arena, "%s at %s runs at %s of its capacity at least", item->name,
                                   facility, text);
    case COLUMN_PIECE:
        return arena_print(park->arena, "a piece of the recipe of %s at %s ends at %s of its capacity",
                           item->owner->name, facility, text);
    case COLUMN_BUY: return arena_print(park->arena, "%s buys %s %s of %s", facility, bound, text, resource);
    case COLUMN_SELL:
        return arena_print(park->arena, "%s sells %s %s of %s", facility, bound, text, resource);
    case COLUMN_DISPOSE:
        return arena_print(park->arena, "%s lets %s %s of %s go (%s)", facility, bound, text, resource,
                           disposal_place_name(((const Disposal *)item)->at));
    case COLUMN_SEND: return arena_print(park->arena, "the link of %s carries at most %s", item->name, text);
    case COLUMN_LOOP: return arena_print(park->arena, "the loop '%s' carries at most %s", item->name, text);
    case COLUMN_VENT:
        return arena_print(park->arena, "the vent '%s' of %s takes %s %s", item->name, facility, bound, text);
    case COLUMN_LEVEL:
    case COLUMN_START:
    case COLUMN_STOCK:
    case ROW_LEVEL_MOST:
    case ROW_LEVEL_LEAST:
    case COLUMN_CHARGE:
    case COLUMN_DISCHARGE: return store_limit(park, tag, upper, text);
    case ROW_RAMP:
        return arena_print(park->arena, "the load of %s at %s %s by %s of its capacity at most", item->name,
                           facility, upper ? "rises" : "falls", text);
    case ROW_CONTRACT:
        return arena_print(park->arena, "%s %s %s %s of %s %s", facility,
                           item->owner->family == &family_buys ? "buys" : "sells", bound, text, resource,
                           contract_each((const Contract *)item));
    case ROW_MATCH: {
        const Match *match = (const Match *)item;
        const char *heat = upper && match->max == 0
                               ? "no heat may go"
                               : arena_print(park->arena, "%s %s of heat goes", bound, text);
        return arena_print(park->arena, "at %s %s from '%s' to '%s'", facility, heat, match->hot,
                           match->cold);
    }
    case ROW_SHARE_MIN:
    case ROW_SHARE_MAX:
        return arena_print(park->arena, "the mix '%s' of %s at %s holds %s %.6g %% of %s", item->name,
                           recipe_name(park, item->owner), facility,
                           tag.kind == ROW_SHARE_MAX ? "at most" : "at least",
                           100 * share_of((const Mix *)item, tag), resource);
    case ROW_QUALITY_MIN:
    case ROW_QUALITY_MAX:
        return arena_print(park->arena, "the mix '%s' of %s at %s has %s of %s %s", item->owner->name,
                           recipe_name(park, item->owner->owner), facility, item->name, bound, text);
    case ROW_TARGET_MIN:
    case ROW_TARGET_MAX: return target_limit(park, (const Target *)item, bound, text);
    default:
        return arena_print(park->arena, "the mix '%s' of %s at %s is filled", item->name,
                           item->owner != NULL ? item->owner->name : "", facility);
    }
}

bool explain_written(const Park *park, Tag tag, bool upper, double *number, const char **unit)
{
    const Unit *of;
    const char *why;
    if (!units_amount(park->units, as_written(park, tag, upper, false), number, &of, NULL, &why)
        || *number == 0)
        return false;
    /* A bare number has the unit "1", which nobody says. */
    *unit = strcmp(unit_text(of), "1") == 0 ? "" : arena_print(park->arena, " %s", unit_text(of));
    return true;
}

bool explain_stated(const Park *park, Tag tag, bool upper)
{
    const Item *item = explain_item(park, tag);
    if (item == NULL)
        return false;
    if (tag.kind == ROW_SHARE_MIN)
        return !upper;
    if (tag.kind == ROW_SHARE_MAX)
        return upper;
    /* The end of an inner piece is the beginning of the next. */
    if (tag.kind == COLUMN_PIECE && !((const Mode *)item)->last)
        return false;
    return limit_node(park, tag, upper) != NULL;
}
