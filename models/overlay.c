/* overlay - one plant model laid over another: of a model over the one that it extends, of an installation over its model */
#include "models/overlay.h"

#include "models/base/text.h"
#include "models/read/node.h"

#include <string.h>

/* How a member is laid over the one of its key, which may be NULL. */
typedef const Node *Lay(Arena *arena, const Node *base, const Node *over);

/* Each member of a map as `lay` lays it; anything else as it stands. */
static const Node *each_member(Arena *arena, const Node *base, const Node *over, Lay *lay)
{
    if (over->kind != NODE_MAP)
        return over;
    Node *laid = node_emptied(arena, over), *last = NULL;
    for (const Node *member = over->first; member != NULL; member = member->next)
        last = node_append(arena, laid, last, lay(arena, node_find(base, member->key), member));
    node_close(arena, laid);
    return laid;
}

/* ---- figures ---- */

/* `coke: 360 kg` as {amount: 360 kg}, so that it changes nothing but the amount. */
static const Node *figure(Arena *arena, const Node *base, const Node *over)
{
    (void)base;
    if (over->kind != NODE_SCALAR)
        return over;
    Node *map = node_emptied(arena, over);
    map->kind = NODE_MAP;
    map->text = NULL;
    map->quoted = false;
    node_append(arena, map, NULL, over)->key = "amount";
    return map;
}

static const Node *figures(Arena *arena, const Node *base, const Node *over)
{
    return each_member(arena, base, over, figure);
}

/* A price where the model says its range. */
static const Node *money(Arena *arena, const Node *base, const Node *over)
{
    return base != NULL && base->kind == NODE_MAP ? figure(arena, base, over) : over;
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
    for (const Node *member = list->first; member != NULL; member = member->next)
        if (is_the_same(member, wanted))
            return member;
    return NULL;
}

static const Node *named_list(Arena *arena, const Node *base, const Node *over)
{
    if (base == NULL || base->kind != NODE_LIST || over->kind != NODE_LIST)
        return over;
    Node *laid = node_emptied(arena, over), *last = NULL;
    for (const Node *member = base->first; member != NULL; member = member->next) {
        const Node *own = find_same(over, member);
        last = node_append(arena, laid, last, own != NULL ? tree_overlay(arena, member, own, false) : member);
    }
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

static const Node *ingredients(Arena *arena, const Node *base, const Node *over)
{
    return base != NULL ? tree_overlay(arena, as_map(arena, base), as_map(arena, over), false) : over;
}

static const Node *mix_member(Arena *arena, const Node *base, const Node *over)
{
    if (strcmp(over->key, "of") == 0)
        return ingredients(arena, base, over);
    return strcmp(over->key, "require") == 0 ? named_list(arena, base, over) : over;
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
    } keys[] = { { "in", figures },  { "out", figures },   { "emissions", figures },
                 { "cost", money },  { "capital", money }, { "fixed_cost", money },
                 { "mixes", mixes }, { "modes", modes },   { "heat", named_list } };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(over->key, keys[i].key) == 0)
            return keys[i].lay(arena, base, over);
    return over;
}

const Node *overlay_plant(Arena *arena, const Node *base, const Node *over)
{
    return tree_overlay(arena, base, each_member(arena, base, over, plant_member), false);
}
