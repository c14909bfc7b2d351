/* registry - the constraint families that make up a program, one line each */
#include "models/formulation/family.h"

#include <string.h>

static const Family *const families[] = {
    &family_process, &family_mix,   &family_requirement, &family_mode,     &family_piece,  &family_heat,
    &family_buys,    &family_sells, &family_disposes,    &family_link,     &family_zone,   &family_vent,
    &family_match,   &family_loop,  &family_store,       &family_contract, &family_target, NULL,
};

const Family *const *family_all(void)
{
    return families;
}

static bool read_item(Reading *reading, const Family *family, const Node *node, int facility,
                      const Item *owner)
{
    Item *item = park_add_item(reading->park, family, family->size, node);
    FieldScope scope = { -1, NULL };
    item->facility = facility;
    item->owner = owner;
    if (family->naming == NAMED_BY_RESOURCE) {
        scope.resource = item->resource = fields_resource(reading, node->key, node->key_span);
        if (item->resource < 0)
            return false;
    }
    if (family->naming == NAMED_FREELY && !fields_name(reading, node))
        return false;
    static const char *const wanted[] = { [NAMED_FREELY] = "a map of keys and values",
                                          [NAMED_BY_RESOURCE] = "a map such as {price: 1350 CNY/t}",
                                          [NAMED_NOT] = "a map of keys and values" };
    if (!node_is(reading, node, NODE_MAP, wanted[family->naming]))
        return false;
    if (family->prepare != NULL && !family->prepare(reading, item, &scope))
        return false;
    bool fine = fields_read(reading, node, family->fields, scope, item);
    fields_vary_item(reading, item, family->size);
    return fine && (family->complete == NULL || family->complete(reading, item));
}

static bool read_family(Reading *reading, const Family *family, const Node *section, int facility,
                        const Item *owner)
{
    bool list = family->naming == NAMED_NOT;
    if (!node_is(reading, section, list ? NODE_LIST : NODE_MAP, list ? "a list" : "a map by name"))
        return false;
    bool fine = true;
    for (const Node *node = section->first; node != NULL; node = node->next)
        fine = read_item(reading, family, node, facility, owner) && fine;
    return fine;
}

bool family_read(Reading *reading, FamilyPlace place, const Node *map, int facility, const Item *owner)
{
    bool fine = true;
    for (const Family *const *family = families; *family != NULL; family++) {
        const Node *section = ((*family)->place & place) != 0 ? node_find(map, (*family)->key) : NULL;
        if (section != NULL)
            fine = read_family(reading, *family, section, facility, owner) && fine;
    }
    return fine;
}

static double stands_at(const Item *item, size_t offset)
{
    double value;
    memcpy(&value, (const char *)item + offset, sizeof value);
    return value;
}

const char *family_owner_name(const Item *owner)
{
    return owner->family->naming == NAMED_BY_RESOURCE ? owner->family->key : owner->name;
}

bool family_limits_agree(Reading *reading, const Item *item, size_t min, size_t max)
{
    const size_t periods = item->varyings > 0 ? reading->park->periods : 1;
    ItemRoom room;
    for (size_t t = 0; t < periods; t++) {
        const Item *now = item_at(item, (int)t, &room);
        if (stands_at(now, min) <= stands_at(now, max))
            continue;
        const Node *most = node_find(item->node, "max");
        return item->varyings > 0 ? diag_error(reading->diag, item_span(item, "min"),
                                               "'min' is above 'max' in period %zu", t + 1)
                                  : diag_error(reading->diag, item_span(item, "min"),
                                               "'min' is above 'max', which is %s", most->text);
    }
    return true;
}

bool family_recurs_always(const Item *item)
{
    (void)item;
    return true;
}

bool family_recurs(const Item *item)
{
    return item->varyings == 0 && item->family->recurs != NULL && item->family->recurs(item);
}
