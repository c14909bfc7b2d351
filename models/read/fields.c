/* fields - what a key of the language means, as data */
#include "models/read/fields.h"

#include "models/base/text.h"
#include "models/series.h"
#include "solver/memory.h"

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

/* ---- what a unit of the tables means ---- */

/* What the words `resource` and `money` of a table stand for. */
typedef struct Words {
    const char *resource, *money;
} Words;

/* The unit of a word of a table; `length` of it. */
static const char *word_unit(const char *word, size_t *length, FieldScope scope, Words words)
{
    const char *unit = *length == 8 && strncmp(word, "resource", 8) == 0 ? words.resource
                       : *length == 5 && strncmp(word, "money", 5) == 0  ? words.money
                       : *length == 5 && strncmp(word, "basis", 5) == 0
                           ? (scope.basis != NULL ? scope.basis : "1")
                           : NULL;
    if (unit != NULL)
        *length = strlen(unit);
    return unit != NULL ? unit : word;
}

/* The unit of a table with its words put in. */
static const char *put_words(Reading *reading, const char *unit, FieldScope scope, Words words)
{
    if (strcmp(unit, "1") == 0)
        return "1";
    char built[256];
    size_t used = 0;
    for (const char *at = unit; *at != '\0';) {
        size_t signs = strspn(at, "/*()"), length = strcspn(at + signs, "/*()"), put = length;
        const char *word = word_unit(at + signs, &put, scope, words);
        if (used + signs + put >= sizeof built)
            break;
        memcpy(built + used, at, signs);
        memcpy(built + used + signs, word, put);
        used += signs + put;
        at += signs + length;
    }
    return arena_copy(reading->arena, built, used);
}

/* As amounts are counted inside; `resource_as` stands for the resource when not NULL. */
static const char *resolve(Reading *reading, const char *unit, FieldScope scope, const char *resource_as)
{
    const Park *park = reading->park;
    if (resource_as == NULL)
        resource_as = scope.resource >= 0 ? park->resource[scope.resource].counted : "1";
    const char money[] = { 'k', park->currency[0], park->currency[1], park->currency[2], '\0' };
    return put_words(reading, unit, scope, (Words){ resource_as, money });
}

/* As people write them. */
static const char *shown_unit(Reading *reading, const char *unit, FieldScope scope)
{
    const Park *park = reading->park;
    const char *resource = scope.resource >= 0 ? park->resource[scope.resource].unit_text : "resource";
    return put_words(reading, unit, scope, (Words){ resource, park->currency });
}

static bool per_resource(const char *unit)
{
    return strstr(unit, "/resource") != NULL;
}

/* The factor from `given` to the unit of the table, through the heating value or the mass of the resource where
 * the unit itself does not fit; 0 when nothing fits. */
static double factor_to(Reading *reading, const Unit *given, const char *unit, FieldScope scope)
{
    const char *why;
    const Unit *wanted = units_find(reading->units, resolve(reading, unit, scope, NULL), &why);
    if (wanted != NULL && unit_fits(given, wanted))
        return unit_factor(given, wanted);
    if (scope.resource < 0 || strstr(unit, "resource") == NULL)
        return 0;
    const Resource *resource = &reading->park->resource[scope.resource];
    const struct {
        const char *as;
        double holds; /* of it in one internal unit of the resource */
    } other[] = { { "GJ", resource->heating_value }, { "t", resource->mass } };
    for (size_t i = 0; i < 2; i++) {
        if (other[i].holds <= 0)
            continue;
        wanted = units_find(reading->units, resolve(reading, unit, scope, other[i].as), &why);
        if (wanted != NULL && unit_fits(given, wanted)) {
            double factor = unit_factor(given, wanted);
            return per_resource(unit) ? factor * other[i].holds : factor / other[i].holds;
        }
    }
    return 0;
}

/* ---- amounts ---- */

static bool same_key(const Field *a, const Field *b)
{
    return b->name != NULL && strcmp(a->name, b->name) == 0;
}

/* "mass such as t"; a share is said by what people write. */
static const char *wanted_words(Reading *reading, const char *unit, FieldScope scope)
{
    const char *why;
    const Unit *wanted = units_find(reading->units, resolve(reading, unit, scope, NULL), &why);
    const Unit *none = units_find(reading->units, "1", &why);
    if (wanted != NULL && unit_fits(wanted, none))
        return "a plain number or a share such as 70 %";
    if (strncmp(unit, "1/", 2) == 0)
        return arena_print(reading->arena, "a share such as 3 %%%s", unit + 1);
    /* What is said of a unit of capacity is said by the year. */
    if (strncmp(unit, "money/(basis/h)", 15) == 0)
        return arena_print(reading->arena, "money for a unit of capacity%s such as %s/(%s/a)%s",
                           unit[15] != '\0' ? " and year" : "", reading->park->currency,
                           scope.basis != NULL ? scope.basis : "t", unit[15] != '\0' ? "/a" : "");
    return arena_print(reading->arena, "%s such as %s",
                       wanted != NULL ? unit_measures(reading->units, wanted) : "an amount",
                       shown_unit(reading, unit, scope));
}

static bool wrong_dimension(Reading *reading, const Node *node, const Field *field, const Field *fields_end,
                            FieldScope scope, const Unit *given)
{
    const char *why;
    const char *wanted = wanted_words(reading, field->unit, scope);
    for (const Field *row = field + 1; row < fields_end; row++)
        wanted = arena_print(reading->arena, "%s, or %s", wanted, wanted_words(reading, row->unit, scope));
    if (unit_fits(given, units_find(reading->units, "1", &why)))
        return diag_error(reading->diag, node->span, "'%s' has no unit; %s was wanted", node->text, wanted);
    return diag_error(reading->diag, node->span, "wrong dimension: '%s' is %s; %s was wanted", node->text,
                      unit_measures(reading->units, given), wanted);
}

static bool has_range(const Field *field)
{
    return field->min != 0 || field->max != 0;
}

static bool is_below(const Field *field, double value)
{
    return has_range(field) && (value < field->min || (field->open && value <= field->min));
}

static bool is_above(const Field *field, double value)
{
    return has_range(field) && (value > field->max || (field->open && value >= field->max));
}

/* The bound is said in the unit that was written, of which `factor` makes the unit of the table. */
static bool in_range(Reading *reading, const Node *node, const Field *field, const Unit *given, double factor,
                     double value)
{
    const bool low = is_below(field, value), high = is_above(field, value);
    if (!low && !high)
        return true;
    const char *unit = unit_text(given);
    if (strcmp(unit, "1") == 0)
        unit = "";
    /* `min_load: 70` */
    bool percent = high && *unit == '\0' && value <= 100 && field->max <= 2;
    if (percent)
        return diag_error(reading->diag, node->span,
                          "'%s' is too large; it must be at most %.6g; did you mean %.6g %%?", node->text,
                          field->max / factor, value);
    return diag_error(reading->diag, node->span, "'%s' is %s; it must be %s %.6g%s%s", node->text,
                      low ? "too small" : "too large",
                      low ? (field->open ? "more than" : "at least")
                          : (field->open ? "less than" : "at most"),
                      (low ? field->min : field->max) / factor, *unit != '\0' ? " " : "", unit);
}

/* An amount by period that was read into `into`. */
typedef struct Varied {
    const double *into;
    Varying varying;
} Varied;

static double mean(const Park *park, const double *value)
{
    double sum = 0;
    for (size_t t = 0; t < park->periods; t++)
        sum += park->period[t].share * value[t];
    return sum;
}

static Varying varying_of(const double *value, size_t periods)
{
    Varying varying = { .value = value };
    for (size_t t = 1; t < periods; t++) {
        varying.lowest = value[t] < value[varying.lowest] ? t : varying.lowest;
        varying.highest = value[t] > value[varying.highest] ? t : varying.highest;
    }
    return varying;
}

static bool amount(Reading *reading, const Node *node, const Field *field, const Field *fields_end,
                   FieldScope scope, double *value, const Field **taken, Varying *varying);

/* One amount for each period, all of the same kind. */
static bool amount_list(Reading *reading, const Node *list, const Field *field, const Field *fields_end,
                        FieldScope scope, const Field **taken, double *by_period, Varying *varying)
{
    Park *park = reading->park;
    if (list->count != park->periods)
        return diag_error(reading->diag, list->span, "'%s' has %u amounts, and the horizon has %zu %s",
                          field->name, (unsigned)list->count, park->periods,
                          park->periods == 1 ? "period" : "periods");
    size_t t = 0;
    for (const Node *one = list->first; one != NULL; one = one->next) {
        if (!amount(reading, one, field, fields_end, scope, &by_period[t++], taken, NULL))
            return false;
    }
    *varying = varying_of(by_period, park->periods);
    if (park->listed.source == NULL)
        park->listed = list->span;
    return true;
}

/* What a series says, in the unit of the first row of the table that fits. */
static bool amount_series(Reading *reading, const Node *map, const Field *field, const Field *fields_end,
                          FieldScope scope, const Field **taken, double *by_period, Varying *varying)
{
    const Series *series;
    const double *value = series_by_period(reading, map, &series);
    if (value == NULL)
        return false;
    double factor = 0;
    for (*taken = field; *taken < fields_end && factor == 0; ++*taken)
        factor = factor_to(reading, series->unit, (*taken)->unit, scope);
    if (factor == 0)
        return diag_error(reading->diag, node_find(map, "series")->span, "series '%s' is %s; %s was wanted",
                          series->name, unit_measures(reading->units, series->unit),
                          wanted_words(reading, field->unit, scope));
    --*taken;
    for (size_t t = 0; t < reading->park->periods; t++) {
        by_period[t] = factor * value[t];
        if (is_below(*taken, by_period[t]) || is_above(*taken, by_period[t])) {
            const Node said = { .text = arena_print(reading->arena, "%.6g %s of step %zu", value[t],
                                                    unit_text(series->unit),
                                                    reading->park->period[t].row + 1),
                                .span = map->span };
            return in_range(reading, &said, *taken, series->unit, factor, by_period[t]);
        }
    }
    *varying = varying_of(by_period, reading->park->periods);
    varying->unit = series->unit;
    varying->per_unit = factor;
    return true;
}

/* Of what differs by period the mean, beside all figures. */
static bool amount_varied(Reading *reading, const Node *node, const Field *field, const Field *fields_end,
                          FieldScope scope, double *value, const Field **taken, Varying *varying)
{
    if (varying == NULL || !field->varies || reading->park->period == NULL)
        return node_is(reading, node, NODE_SCALAR, "an amount with its unit");
    if (node->count == 0)
        return diag_error(reading->diag, node->span, "'%s' has no amount", field->name);
    double *figures = arena_take(reading->arena, reading->park->periods * sizeof *figures);
    if (!(node->kind == NODE_LIST ? amount_list : amount_series)(reading, node, field, fields_end, scope,
                                                                 taken, figures, varying))
        return false;
    *value = mean(reading->park, figures);
    return true;
}

static bool amount(Reading *reading, const Node *node, const Field *field, const Field *fields_end,
                   FieldScope scope, double *value, const Field **taken, Varying *varying)
{
    if (node->kind != NODE_SCALAR)
        return amount_varied(reading, node, field, fields_end, scope, value, taken, varying);
    if (!node_is(reading, node, NODE_SCALAR, "an amount with its unit"))
        return false;
    if (node->text[0] == '\0')
        return diag_error(reading->diag, node->span, "'%s' has no amount",
                          node->key != NULL ? node->key : field->name);
    if (node->quoted)
        return diag_error(reading->diag, node->span,
                          "'%s' stands in quotes, which makes it a text; write the amount without them",
                          node->text);
    const Unit *unit;
    const char *why = "it can't be read";
    double number;
    if (!units_amount(reading->units, node->text, &number, &unit, NULL, &why))
        return diag_error(reading->diag, node->span, "'%s' is not an amount: %s", node->text, why);
    /* What is counted in a resource that is not known, or whose unit is not, can't be judged; that has been complained about. */
    bool counted = scope.resource >= 0 && reading->park->resource[scope.resource].unit != NULL;
    if (!counted && strstr(field->unit, "resource") != NULL)
        return false;
    for (const Field *row = field; row < fields_end; row++) {
        double factor = factor_to(reading, unit, row->unit, scope);
        if (factor == 0) /* nothing fits */
            continue;
        double result = number * factor;
        if (!isfinite(result) || (result != 0 && fabs(result) < 1e-30))
            return diag_error(reading->diag, node->span, "'%s' is too %s to be counted", node->text,
                              isfinite(result) ? "small" : "large");
        *value = result;
        *taken = row;
        return in_range(reading, node, row, unit, factor, result);
    }
    if (number == 0 && strcmp(unit_text(unit), "1") == 0) { /* nothing is nothing in any unit */
        *value = 0;
        *taken = field;
        return in_range(reading, node, field, unit, 1, 0);
    }
    return wrong_dimension(reading, node, field, fields_end, scope, unit);
}

static void note_varied(Reading *reading, const double *into, Varying varying)
{
    if (varying.value == NULL)
        return;
    reading->varied = memory_grow(reading->varied, reading->varieds, &reading->varied_room,
                                  sizeof *reading->varied);
    reading->varied[reading->varieds++] = (Varied){ into, varying };
}

bool fields_amount(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into)
{
    const Field *taken;
    Varying varying = { 0 };
    bool fine = amount(reading, node, field, field + 1, scope, into, &taken, &varying);
    note_varied(reading, into, varying);
    return fine;
}

const double *fields_take_varied(Reading *reading, const double *at)
{
    for (size_t i = reading->varieds; i-- > 0;)
        if (reading->varied[i].into == at) {
            const double *value = reading->varied[i].varying.value;
            reading->varied[i] = reading->varied[--reading->varieds];
            return value;
        }
    return NULL;
}

void fields_vary_item(Reading *reading, Item *item, size_t size)
{
    const char *begin = (const char *)item;
    Varying *varying = NULL;
    size_t count = 0;
    for (size_t i = reading->varieds; i-- > 0;) {
        const char *at = (const char *)reading->varied[i].into;
        if (at < begin || at >= begin + size)
            continue;
        if (varying == NULL)
            varying = arena_take(reading->arena, reading->varieds * sizeof *varying);
        varying[count] = reading->varied[i].varying;
        varying[count++].at = (size_t)(at - begin);
        reading->varied[i] = reading->varied[--reading->varieds];
    }
    item->varying = varying;
    item->varyings = count;
}

/* ---- the other kinds ---- */

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
            if (field == fields || !same_key(field, field - 1))
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
    case FIELD_AMOUNT: {
        const Field *end = field + 1;
        while (same_key(field, end))
            end++;
        double value = field->value;
        const Field *taken = field;
        Varying varying = { 0 };
        bool fine = amount(reading, node, field, end, scope, &value, &taken, &varying);
        memcpy((char *)into + taken->at, &value, sizeof value);
        note_varied(reading, (const void *)((const char *)into + taken->at), varying);
        return fine;
    }
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
        bool again = field > fields && same_key(field, field - 1);
        if (field->need && !again && node_find(map, field->name) == NULL) {
            Span span = map->key != NULL ? map->key_span : map->span;
            fine = diag_error(reading->diag, span, "'%s' is missing: %s", field->name, field->help);
        }
    }
    return fine;
}
