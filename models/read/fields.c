/* fields - what a key of the language means, as data */
#include "models/read/fields.h"

#include "models/base/text.h"
#include "models/read/amounts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool node_is(Reading *reading, const Node *node, NodeKind kind, const char *what)
{
    static const char *const came[] = { "a single value", "a list", "a map" };
    if (node->kind == kind)
        return true;
    /* `key:` with nothing behind it is an empty map or list. */
    if (node->kind == NODE_SCALAR && node->text[0] == '\0' && !node->quoted && kind != NODE_SCALAR)
        return true;
    if (node->key == NULL)
        return diag_error(reading->diag, node->span, "this is %s; %s was wanted", came[node->kind], what);
    return diag_error(reading->diag, node->span, "'%s' is %s; %s was wanted", node->key, came[node->kind],
                      what);
}

bool fields_same_key(const Field *a, const Field *b)
{
    return b->name != NULL && strcmp(a->name, b->name) == 0;
}

/* ---- all kinds but amounts ---- */

static bool temperature(Reading *reading, const Node *node, const Field *field, double *kelvin)
{
    const char *why = "it can't be read";
    if (!node_is(reading, node, NODE_SCALAR, "a temperature such as 330 degC"))
        return false;
    if (node->quoted)
        return diag_error(reading->diag, node->span,
                          "'%s' stands in quotes, which makes it a text; write the temperature without them",
                          node->text);
    if (!units_temperature(reading->units, node->text, kelvin, &why))
        return diag_error(reading->diag, node->span, "%s", why);
    return (*kelvin >= field->min && *kelvin <= field->max)
           || diag_error(reading->diag, node->span, "'%s' lies outside %.6g K to %.6g K", node->text,
                         field->min, field->max);
}

bool fields_name(Reading *reading, const Node *node)
{
    size_t length = text_length(node->key);
    return length <= NAME_LONGEST
           || diag_error(reading->diag, node->key_span,
                         "a name of %zu characters is too long; %d are allowed", length, NAME_LONGEST);
}

bool fields_title(Reading *reading, const Node *node, Title *title)
{
    static const Field fields[] = {
        { "en", FIELD_TEXT, offsetof(Title, en), .help = "the title in English" },
        { "zh", FIELD_TEXT, offsetof(Title, zh), .help = "the title in Chinese" },
        { 0 },
    };
    if (node->kind == NODE_SCALAR) {
        title->en = title->zh = node->text;
        return true;
    }
    return fields_read(reading, node, fields, (FieldScope){ -1, NULL }, title);
}

int fields_reference(Reading *reading, const Node *node, const char *noun, const char *const *names,
                     size_t count, int found)
{
    if (found >= 0)
        return found;
    const char *near = text_nearest(node->text, names, count);
    if (node->text[0] == '\0')
        diag_error(reading->diag, node->span, "the name of a %s is missing", noun);
    else if (near != NULL)
        diag_error(reading->diag, node->span, "unknown %s '%s'; did you mean '%s'?", noun, node->text, near);
    else if (strcmp(noun, "resource") == 0)
        diag_error(reading->diag, node->span,
                   "unknown resource '%s'; state it under resources: {%s: {unit: t}}", node->text,
                   node->text);
    else
        diag_error(reading->diag, node->span, "unknown %s '%s'", noun, node->text);
    return -1;
}

static const char *resource_name(const Park *park, size_t i)
{
    return park->resource[i].name;
}

static const char *facility_name(const Park *park, size_t i)
{
    return park->facility[i].name;
}

/* The index of a name, or -1 after an error with the nearest of `count` names. */
static int look_up(Reading *reading, const char *noun, int found, size_t count,
                   const char *(*name_of)(const Park *park, size_t i), const char *name, Span span)
{
    const Node node = { .text = name, .span = span };
    /* Past the errors that are shown nobody reads what was meant. */
    if (found >= 0 || diag_errors(reading->diag) >= DIAG_MOST)
        count = 0;
    size_t unread = count > 0 && name_of == resource_name ? reading->unreads : 0;
    const char **names = count > 0 ? arena_take(reading->arena, (count + unread) * sizeof *names) : NULL;
    for (size_t i = 0; i < count; i++)
        names[i] = name_of(reading->park, i);
    for (size_t i = 0; i < unread; i++)
        names[count + i] = reading->unread[i];
    return fields_reference(reading, &node, noun, names, count + unread, found);
}

int fields_resource(Reading *reading, const char *name, Span span)
{
    const Park *park = reading->park;
    return look_up(reading, "resource", table_find(&park->resource_table, name), park->resources,
                   resource_name, name, span);
}

static int facility(Reading *reading, const char *name, Span span)
{
    const Park *park = reading->park;
    return look_up(reading, "facility", table_find(&park->facility_table, name), park->facilities,
                   facility_name, name, span);
}

static int reference(Reading *reading, const Node *node, FieldKind kind)
{
    bool resource = kind == FIELD_RESOURCE;
    if (!node_is(reading, node, NODE_SCALAR, resource ? "the name of a resource" : "the name of a facility"))
        return -1;
    return resource ? fields_resource(reading, node->text, node->span)
                    : facility(reading, node->text, node->span);
}

bool fields_choice(Reading *reading, const Node *node, const Field *field, int *into)
{
    if (!node_is(reading, node, NODE_SCALAR, "one word"))
        return false;
    char list[256] = "";
    size_t used = 0, count = 0;
    for (; field->choices[count] != NULL; count++) {
        /* The empty choice is what a key that is not given stands for. */
        if (node->text[0] != '\0' && strcmp(field->choices[count], node->text) == 0) {
            *into = (int)count;
            return true;
        }
        if (used < sizeof list && field->choices[count][0] != '\0')
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "",
                                     field->choices[count]);
    }
    const char *near = text_nearest(node->text, field->choices, count);
    if (near != NULL)
        return diag_error(reading->diag, node->span, "'%s' is not a choice of '%s'; did you mean '%s'? (%s)",
                          node->text, field->name, near, list);
    return diag_error(reading->diag, node->span, "'%s' is not a choice of '%s'; choose one of %s", node->text,
                      field->name, list);
}

static bool read_switch(Reading *reading, const Node *node, bool *into)
{
    if (!node_is(reading, node, NODE_SCALAR, "true or false"))
        return false;
    bool yes = strcmp(node->text, "true") == 0;
    if (node->quoted || (!yes && strcmp(node->text, "false") != 0))
        return diag_error(reading->diag, node->span, "'%s' is neither true nor false", node->text);
    *into = yes;
    return true;
}

/* ---- a whole map ---- */

static const Field *find(const Field *fields, const char *key)
{
    for (const Field *field = fields; field->name != NULL; field++)
        if (strcmp(field->name, key) == 0)
            return field;
    return NULL;
}

/* More keys than these are no list to read in a line. */
enum { KEYS_LISTED = 8 };

/* A way out for a key that is like none: often it is no key at all. */
static const char *way_out(Arena *arena, const char *key, const char *const *names, size_t count)
{
    if (strchr(key, ':') != NULL)
        return "a space is missing after ':'";
    if (key[0] >= '0' && key[0] <= '9')
        return "a number has no thousands separators, and a text with a comma in it stands in quotes";
    if (count > KEYS_LISTED)
        return "`coplant help` lists the keys";
    const char *list = arena_print(arena, "known %s %s", count == 1 ? "is" : "are", names[0]);
    for (size_t i = 1; i < count; i++)
        list = arena_print(arena, "%s%s %s", list, i + 1 < count ? "," : " and", names[i]);
    return list;
}

bool fields_known(Reading *reading, const Node *map, const Field *fields)
{
    bool fine = true;
    for (const Node *member = map->first; member != NULL; member = member->next) {
        if (find(fields, member->key) != NULL)
            continue;
        const char *names[64];
        size_t count = 0;
        for (const Field *field = fields; field->name != NULL && count < 64; field++)
            if (field == fields || !fields_same_key(field, field - 1))
                names[count++] = field->name;
        const char *near = text_nearest(member->key, names, count);
        if (near != NULL)
            fine = diag_error(reading->diag, member->key_span, "unknown key '%s'; did you mean '%s'?",
                              member->key, near);
        else
            fine = diag_error(reading->diag, member->key_span, "unknown key '%s'; %s", member->key,
                              way_out(reading->arena, member->key, names, count));
    }
    return fine;
}

static void put_default(const Field *field, void *into)
{
    char *at = (char *)into + field->at;
    switch (field->kind) {
    case FIELD_AMOUNT:
    case FIELD_TEMPERATURE: memcpy(at, &field->value, sizeof field->value); break;
    case FIELD_RESOURCE:
    case FIELD_FACILITY: memcpy(at, &(int){ -1 }, sizeof(int)); break;
    case FIELD_TEXT:
    case FIELD_TITLE:
    case FIELD_SWITCH:
    case FIELD_CHOICE:
    case FIELD_NODE:
    case FIELD_SECTION: break; /* zero, as the struct came */
    }
}

static bool read_member(Reading *reading, const Node *node, const Field *field, FieldScope scope, void *into)
{
    char *at = (char *)into + field->at;
    switch (field->kind) {
    case FIELD_TEXT:
        if (!node_is(reading, node, NODE_SCALAR, "a text"))
            return false;
        if (field->need && node->text[0] == '\0')
            return diag_error(reading->diag, node->span, "'%s' is empty: %s", field->name, field->help);
        memcpy(at, &node->text, sizeof node->text);
        return true;
    case FIELD_TITLE: {
        Title title = { 0 };
        bool fine = fields_title(reading, node, &title);
        memcpy(at, &title, sizeof title);
        return fine;
    }
    case FIELD_SWITCH: {
        bool yes = false;
        bool fine = read_switch(reading, node, &yes);
        memcpy(at, &yes, sizeof yes);
        return fine;
    }
    case FIELD_CHOICE: {
        int chosen = 0;
        bool fine = fields_choice(reading, node, field, &chosen);
        memcpy(at, &chosen, sizeof chosen);
        return fine;
    }
    case FIELD_AMOUNT: return amounts_read(reading, node, field, scope, into);
    case FIELD_TEMPERATURE: {
        double kelvin = NAN;
        bool fine = temperature(reading, node, field, &kelvin);
        memcpy(at, &kelvin, sizeof kelvin);
        return fine;
    }
    case FIELD_RESOURCE:
    case FIELD_FACILITY: {
        int found = reference(reading, node, field->kind);
        memcpy(at, &found, sizeof found);
        return found >= 0;
    }
    case FIELD_NODE: memcpy(at, &node, sizeof(const Node *)); return true;
    case FIELD_SECTION: return true;
    }
    return false;
}

bool fields_read(Reading *reading, const Node *map, const Field *fields, FieldScope scope, void *into)
{
    for (const Field *field = fields; field->name != NULL; field++)
        put_default(field, into);
    if (!node_is(reading, map, NODE_MAP, "a map of keys and values"))
        return false;
    bool fine = fields_known(reading, map, fields);
    /* The resource first: it says what an amount may be counted in. */
    for (int pass = 0; pass < 2; pass++) {
        for (const Node *member = map->first; member != NULL; member = member->next) {
            const Field *field = find(fields, member->key);
            if (field == NULL || (field->kind == FIELD_RESOURCE) != (pass == 0))
                continue;
            bool read = read_member(reading, member, field, scope, into);
            fine = read && fine;
            if (read && field->kind == FIELD_RESOURCE)
                memcpy(&scope.resource, (char *)into + field->at, sizeof(int));
            /* An unknown resource is said once; amounts that hang on it can't be judged. */
            if (!read && field->kind == FIELD_RESOURCE)
                return false;
        }
    }
    for (const Field *field = fields; field->name != NULL; field++) {
        bool again = field > fields && fields_same_key(field, field - 1);
        if (field->need && !again && node_find(map, field->name) == NULL) {
            Span span = map->key != NULL ? map->key_span : map->span;
            fine = diag_error(reading->diag, span, "'%s' is missing: %s", field->name, field->help);
        }
    }
    return fine;
}
