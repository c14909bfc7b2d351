/* overlay - one plant model laid over another: of a model over the one that it extends, of an installation over its model */
#include "models/overlay.h"

#include "models/read/node.h"

#include <string.h>

/* How a member is laid over the one of its key, which may be NULL. */
typedef const Node *Lay(Arena *arena, const Node *base, const Node *over);

static bool says_nothing(const Node *node)
{
    return node->kind == NODE_SCALAR && node->text[0] == '\0' && !node->quoted;
}

/* Each member of a map as `lay` lays it, beside what the base has and `over` does not name; anything else as it stands. */
static const Node *each_member(Arena *arena, const Node *base, const Node *over, Lay *lay)
{
    if (over->kind != NODE_MAP)
        return base != NULL && says_nothing(over) ? base : over;
    Node *laid = node_emptied(arena, over), *last = NULL;
    const bool map = base != NULL && base->kind == NODE_MAP;
    for (const Node *member = map ? base->first : NULL; member != NULL; member = member->next) {
        const Node *own = node_find(over, member->key);
        last = node_append(arena, laid, last, own != NULL ? lay(arena, member, own) : member);
    }
    for (const Node *member = over->first; member != NULL; member = member->next)
        if (!map || node_find(base, member->key) == NULL)
            last = node_append(arena, laid, last, lay(arena, NULL, member));
    node_close(arena, laid);
    return laid;
}

/* ---- figures ---- */

/* `coke: 360 kg` as {amount: 360 kg}; an amount by period too. */
static const Node *as_figure(Arena *arena, const Node *plain)
{
    if (plain->kind == NODE_MAP && node_find(plain, "series") == NULL)
        return plain;
    Node *map = node_emptied(arena, plain);
    map->kind = NODE_MAP;
    map->text = NULL;
    map->first = NULL;
    map->count = 0;
    map->quoted = false;
    node_append(arena, map, NULL, plain)->key = "amount";
    return map;
}

/* A plain figure changes nothing but the amount; a range or a source alone leaves the amount as it is. */
static const Node *figure(Arena *arena, const Node *base, const Node *over)
{
    return base != NULL ? tree_overlay(arena, as_figure(arena, base), as_figure(arena, over), false) : over;
}

static const Node *figures(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, figure);
}

/* ---- lists whose members have names ---- */

static bool same_text(const Node *a, const Node *b)
{
    return a != NULL && b != NULL && a->kind == NODE_SCALAR && b->kind == NODE_SCALAR
           && strcmp(a->text, b->text) == 0;
}

/* By name where both have one, else by what they limit. */
static bool is_the_same(const Node *a, const Node *b)
{
    static const char *const qualities[] = { "share", "property", "ratio" };
    if (node_find(a, "name") != NULL && node_find(b, "name") != NULL)
        return same_text(node_find(a, "name"), node_find(b, "name"));
    for (size_t i = 0; i < sizeof qualities / sizeof qualities[0]; i++)
        if (same_text(node_find(a, qualities[i]), node_find(b, qualities[i])))
            return true;
    return false;
}

static const Node *find_same(const Node *list, const Node *wanted)
{
    const Node *member = list->first;
    while (member != NULL && !is_the_same(member, wanted))
        member = member->next;
    return member;
}

static const Node *named_list(Arena *arena, const Node *base, const Node *over)
{
    if (base == NULL || base->kind != NODE_LIST || over->kind != NODE_LIST)
        return base != NULL && says_nothing(over) ? base : over;
    Node *laid = node_emptied(arena, over), *last = NULL;
    for (const Node *member = base->first; member != NULL; member = member->next)
        last = node_append(arena, laid, last, tree_overlay(arena, member, find_same(over, member), false));
    for (const Node *member = over->first; member != NULL; member = member->next)
        if (find_same(base, member) == NULL)
            last = node_append(arena, laid, last, member);
    return laid;
}

/* ---- mixes ---- */

/* [coal, gas] as {coal: , gas: }. */
static const Node *as_map(Arena *arena, const Node *of)
{
    if (of->kind != NODE_LIST)
        return of;
    Node *map = node_emptied(arena, of), *last = NULL;
    map->kind = NODE_MAP;
    for (const Node *name = of->first; name != NULL; name = name->next) {
        if (name->kind != NODE_SCALAR)
            return of; /* to be complained about where it is read */
        last = node_append(arena, map, last, name);
        last->key = name->text;
        last->key_span = name->span;
        last->text = "";
        last->quoted = false;
    }
    node_close(arena, map);
    return map;
}

/* A map less the members of these names. */
static const Node *less(Arena *arena, const Node *map, const char *a, const char *b)
{
    Node *rest = node_emptied(arena, map), *last = NULL;
    for (const Node *member = map->first; member != NULL; member = member->next)
        if (strcmp(member->key, a) != 0 && strcmp(member->key, b) != 0)
            last = node_append(arena, rest, last, member);
    node_close(arena, rest);
    return rest;
}

/* 0, 0 %, 0.0 % */
static bool says_zero(const Node *node)
{
    return node != NULL && node->kind == NODE_SCALAR && node->text[0] == '0'
           && node->text[strspn(node->text, "0. %")] == '\0';
}

/* A fixed share takes the place of limits, limits that of a fixed share, and a most of nothing that of a least. */
static const Node *share(Arena *arena, const Node *base, const Node *over)
{
    const bool map = base != NULL && base->kind == NODE_MAP;
    if (map && says_zero(node_find(over, "max")) && node_find(over, "min") == NULL)
        base = less(arena, base, "min", "fixed"); /* left out */
    if (map && node_find(over, "fixed") != NULL)
        base = less(arena, base, "min", "max");
    else if (map && (node_find(over, "min") != NULL || node_find(over, "max") != NULL))
        base = less(arena, base, "fixed", "fixed");
    return tree_overlay(arena, base, over, false);
}

static const Node *ingredients(Arena *arena, const Node *base, const Node *over)
{
    return base != NULL ? each_member(arena, as_map(arena, base), as_map(arena, over), share) : over;
}

static const Node *mix_member(Arena *arena, const Node *base, const Node *over)
{
    if (strcmp(over->key, "of") == 0)
        return ingredients(arena, base, over);
    return strcmp(over->key, "require") == 0 ? named_list(arena, base, over)
                                             : tree_overlay(arena, base, over, false);
}

static const Node *mix(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, mix_member);
}

static const Node *mixes(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, mix);
}

/* ---- a whole model ---- */

static const Node *modes(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, overlay_plant);
}

static const Node *plant_member(Arena *arena, const Node *base, const Node *over)
{
    static const struct {
        const char *key;
        Lay *lay;
    } keys[] = { { "in", figures },  { "out", figures },    { "emissions", figures },
                 { "cost", figure }, { "capital", figure }, { "fixed_cost", figure },
                 { "mixes", mixes }, { "modes", modes },    { "heat", named_list } };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(over->key, keys[i].key) == 0)
            return keys[i].lay(arena, base, over);
    return tree_overlay(arena, base, over, false); /* title, losses, ... */
}

const Node *overlay_plant(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, plant_member);
}
