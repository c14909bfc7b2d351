/* link - a pipe, belt, line, truck or rail route that carries one resource between two facilities
 *
 *     0 <= sent[t] <= capacity,   received[t] = (1 - loss) (1 - loss_per_km)^distance sent[t]
 *
 * sent leaves the balance of the sender, received enters that of the receiver; the sender pays (cost + freight distance) sent.
 * A price moves money from the receiver to the sender for what arrives: the park as a whole does not feel it. */
#include "models/formulation/link.h"

#include "models/base/text.h"
#include "models/formulation/balance.h"
#include "models/formulation/family.h"

#include <math.h>

static const Field fields[] = {
    { "carry", FIELD_RESOURCE, offsetof(Link, carry), .need = true, .help = "the resource it carries" },
    { "from", FIELD_FACILITY, offsetof(Link, from), .need = true, .help = "the facility that sends" },
    { "to", FIELD_NODE, offsetof(Link, to_node), .need = true,
      .help = "the facility that receives, or a list: one link each" },
    { "capacity", FIELD_AMOUNT, offsetof(Link, capacity), .unit = "resource/h", .varies = true, .min = 0,
      .max = 1e12, .value = INFINITY,
      .help = "most it carries by time, at the sending end; no limit when not given" },
    { "distance", FIELD_AMOUNT, offsetof(Link, distance), .unit = "km", .min = 0, .max = 20000, .value = NAN,
      .help = "length of the way; the straight line between the two places when not given" },
    { "loss", FIELD_AMOUNT, offsetof(Link, loss), .unit = "1", .min = 0, .max = 1, .open = false,
      .help = "share lost on the way, or share lost by length (3 %/km), which compounds" },
    { "loss", FIELD_AMOUNT, offsetof(Link, loss_per_km), .unit = "1/km", .min = 0, .max = 1, .help = "" },
    { "cost", FIELD_AMOUNT, offsetof(Link, cost), .unit = "money/resource", .varies = true, .min = 0,
      .max = 1e9, .help = "money for one unit sent, paid by the sender" },
    { "freight", FIELD_AMOUNT, offsetof(Link, freight), .unit = "money/resource/km", .min = 0, .max = 1e9,
      .help = "money for one unit sent over one km, paid by the sender" },
    { "price", FIELD_AMOUNT, offsetof(Link, price), .unit = "money/resource", .varies = true, .min = -1e9,
      .max = 1e9,
      .help =
          "what the receiver pays the sender for one unit that arrives; the park as a whole does not feel it" },
    { "by", FIELD_TEXT, offsetof(Link, by), .help = "pipe, belt, road, rail, ...: a word for reports" },
    { 0 },
};

/* The facility that a node names; -1 after its mistake was said. */
static int receiver(Reading *reading, const Node *node)
{
    static const Field table[] = { { "to", FIELD_FACILITY, 0, .need = true, .help = "" }, { 0 } };
    Node name = *node;
    name.key = "to";
    name.next = NULL;
    Node map = { .kind = NODE_MAP, .first = &name, .count = 1, .span = node->span };
    int facility = -1;
    return fields_read(reading, &map, table, (FieldScope){ -1, NULL }, &facility) ? facility : -1;
}

/* Receivers that are not there are said even where another key of the link is wrong. */
static bool prepare(Reading *reading, Item *item, FieldScope *scope)
{
    (void)scope;
    const Node *to = node_find(item->node, "to");
    if (to != NULL && to->kind == NODE_SCALAR)
        receiver(reading, to);
    for (const Node *node = to != NULL && to->kind == NODE_LIST ? to->first : NULL; node != NULL;
         node = node->next)
        receiver(reading, node);
    return true;
}

/* One link to one receiver; `node` names it. */
static bool finish(Reading *reading, Link *link, const Node *node)
{
    Park *park = reading->park;
    link->to = receiver(reading, node);
    if (link->to < 0)
        return false;
    if (link->to == link->from)
        return diag_error(reading->diag, node->span,
                          "a link from '%s' to itself; inside a facility every resource is shared already",
                          node->text);
    if (isnan(link->distance))
        link->distance = facility_distance(park, link->from, link->to);
    bool stated = node_find(link->item.node, "distance") != NULL;
    if (!stated && link->distance == 0 && (link->loss_per_km > 0 || link->freight > 0))
        return diag_error(
            reading->diag, node->span,
            "the way to '%s' is 0 km long, so that what is said by length counts for nothing; give 'distance', or 'at' of both",
            node->text);
    link->arrives = (1 - link->loss) * pow(1 - link->loss_per_km, link->distance);
    if (link->arrives <= 0)
        return diag_error(reading->diag, item_span(&link->item, "loss"), "nothing arrives at the other end");
    link->item.facility = link->from;
    link->item.resource = link->carry;
    link->item.name = arena_print(reading->arena, "%s from %s to %s", park->resource[link->carry].name,
                                  park->facility[link->from].name, park->facility[link->to].name);
    return true;
}

static bool names_each_once(Reading *reading, const Node *list)
{
    bool fine = true;
    for (const Node *node = list->first; node != NULL; node = node->next)
        for (const Node *before = list->first; before != node; before = before->next)
            if (text_equal(before->text, node->text))
                fine = diag_error(reading->diag, node->span, "'%s' stands twice in this list", node->text);
    return fine;
}

static bool complete(Reading *reading, Item *item)
{
    Link *link = (Link *)item;
    if (link->from < 0 || link->carry < 0 || link->to_node == NULL)
        return false;
    if (reading->park->resource[link->carry].ambient)
        return diag_error(reading->diag, item_span(item, "carry"), "'%s' is all around; it needs no link",
                          reading->park->resource[link->carry].name);
    if (link->to_node->kind == NODE_SCALAR)
        return finish(reading, link, link->to_node);
    if (link->to_node->kind == NODE_MAP || link->to_node->count == 0)
        return diag_error(reading->diag, link->to_node->span, "'to' is a facility or a list of facilities");
    Link first = *link;
    bool fine = names_each_once(reading, link->to_node);
    for (const Node *node = link->to_node->first; node != NULL; node = node->next) {
        Link *one = link;
        if (node != link->to_node->first) {
            one = (Link *)park_add_item(reading->park, item->family, sizeof *one, item->node);
            int index = one->item.index;
            *one = first;
            one->item.index = index;
        }
        fine = finish(reading, one, node) && fine;
    }
    return fine;
}

static void compile(const Item *item, Program *program, int t)
{
    const Link *link = (const Link *)item;
    Flow flow = { .item = item->index, .resource = link->carry };
    int sent = program_column(program, (Tag){ COLUMN_SEND, item->index, link->carry, t }, 0, link->capacity);
    flow.column = sent;
    flow.period = t;
    flow.facility = link->from;
    flow.role = FLOW_SENT;
    flow.amount = 1;
    balance_flow(program, flow);
    flow.role = FLOW_LOST;
    flow.amount = 1 - link->arrives;
    if (flow.amount > 0)
        balance_flow(program, flow);
    flow.facility = link->to;
    flow.role = FLOW_RECEIVED;
    flow.amount = link->arrives;
    balance_flow(program, flow);
    program_book(program, ACCOUNT_TRANSPORT, link->from, sent, link->cost + link->freight * link->distance);
    program_book(program, ACCOUNT_EXCHANGE, link->from, sent, link->price * link->arrives);
    program_book(program, ACCOUNT_EXCHANGE, link->to, sent, -link->price * link->arrives);
}

static bool couples(const Item *item)
{
    (void)item;
    return true;
}

const Family family_link = {
    .name = "link",
    .key = "links",
    .place = IN_PARK,
    .naming = NAMED_NOT,
    .help = "a route that carries one resource between two facilities",
    .fields = fields,
    .size = sizeof(Link),
    .couples = couples,
    .prepare = prepare,
    .complete = complete,
    .compile = compile,
    .recurs = family_recurs_always,
};
