/* schema - JSON Schemas (draft-07) of what people write, from the field tables, for editors
 *
 * A schema refuses no file that coplant takes. It sees keys, kinds of values, choices and whether an amount has a unit; dimensions,
 * ranges, references and balances are coplant's own. */
#include "cli/schema.h"

#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/mix.h"
#include "models/formulation/zone.h"
#include "models/horizon.h"
#include "models/measure.h"
#include "models/park_file.h"
#include "models/plant.h"
#include "models/resource.h"
#include "models/series.h"

#include <stdio.h>
#include <string.h>

/* ---- what stands once, and is referred to ---- */

static json_t *reference(const char *name)
{
    char path[96];
    snprintf(path, sizeof path, "#/definitions/%s", name);
    return json_pack("{s:s}", "$ref", path);
}

/* Keeps the definition; the reference to it. */
static json_t *defined(json_t *definitions, const char *name, json_t *definition)
{
    json_object_set_new(definitions, name, definition);
    return reference(name);
}

/* ---- values ---- */

#define NUMBER "^\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*"

/* Any single value is a text to coplant. */
static json_t *text(void)
{
    return reference("text");
}

static json_t *any_of(json_t *a, json_t *b)
{
    return json_pack("{s:[o,o]}", "anyOf", a, b);
}

/* Empty behind its key is an empty map or list. */
static json_t *or_nothing(json_t *schema)
{
    return any_of(schema, json_pack("{s:s}", "type", "null"));
}

/* A bare number stands where the amount may have no dimension: a share, or something by a resource that is counted alike. */
static bool may_be_bare(const char *unit)
{
    bool counted = strstr(unit, "resource") != NULL || strstr(unit, "basis") != NULL;
    return strcmp(unit, "1") == 0 || (counted && strstr(unit, "money") == NULL);
}

static json_t *amount(const char *unit)
{
    return reference(may_be_bare(unit) ? "amount_or_number" : "amount");
}

/* What single values are. */
static json_t *values(void)
{
    json_t *number = json_pack("{s:s}", "type", "number");
    json_t *nothing = json_pack("{s:i}", "const", 0);
    return json_pack(
        "{s:{s:[s,s,s,s]}, s:o, s:o, s:{s:s, s:s}}", "text", "type", "string", "number", "boolean", "null",
        "amount",
        any_of(nothing, json_pack("{s:s, s:s}", "type", "string", "pattern", NUMBER "(1/)?[^\\s\\d].*$")),
        "amount_or_number",
        any_of(number, json_pack("{s:s, s:s}", "type", "string", "pattern", NUMBER ".*$")), "temperature",
        "type", "string", "pattern", NUMBER "(K|degC|°C|℃|摄氏度)\\s*$");
}

static json_t *list_of(json_t *items)
{
    return or_nothing(json_pack("{s:s, s:o}", "type", "array", "items", items));
}

/* A map whose keys are names. */
static json_t *map_of(json_t *values)
{
    return or_nothing(json_pack("{s:s, s:o}", "type", "object", "additionalProperties", values));
}

static json_t *pair(json_t *ends)
{
    return json_pack("{s:s, s:o, s:i, s:i}", "type", "array", "items", ends, "minItems", 2, "maxItems", 2);
}

/* ---- tables ---- */

typedef enum Place {
    AT_PARK,
    AT_FACILITY,
    AT_PROCESS,
    AT_PLANT,
    AT_MIX,
    AT_ZONE,
    AT_MARKET,
    ELSEWHERE
} Place;

/* Where the definitions go, where the table stands, and whether it is laid over another, so that nothing in it is needed. */
typedef struct Scope {
    json_t *definitions;
    Place place;
    bool partial;
} Scope;

static json_t *table(const Field *fields, Scope scope);

static Scope at_place(Scope scope, Place place)
{
    return (Scope){ scope.definitions, place, scope.partial };
}

/* A table of which much is made of: it stands once, in whole and as what is laid over another. */
static json_t *shared(const char *name, const Field *fields, Scope scope)
{
    char called[80];
    snprintf(called, sizeof called, "%s%s", name, scope.partial ? "_laid_over" : "");
    if (json_object_get(scope.definitions, called) != NULL)
        return reference(called);
    return defined(scope.definitions, called, table(fields, scope));
}

/* An amount that may differ by period: one for each, or what a series says. */
static json_t *by_period(json_t *amount)
{
    json_t *list = json_pack("{s:s, s:O}", "type", "array", "items", amount);
    return json_pack("{s:[o,o,o]}", "anyOf", amount, list, reference("series_use"));
}

static json_t *figure(const char *unit, bool varies)
{
    json_t *map = json_pack("{s:s, s:{s:o, s:o, s:o}, s:b}", "type", "object", "properties", "amount",
                            varies ? by_period(amount(unit)) : amount(unit), "range", pair(amount(unit)),
                            "source", text(), "additionalProperties", 0);
    return any_of(varies ? by_period(amount(unit)) : amount(unit), map);
}

/* Targets have the names of measures. */
static json_t *targets(Scope scope)
{
    if (json_object_get(scope.definitions, "targets") != NULL)
        return reference("targets");
    json_t *known = json_object();
    for (const Measure *measure = measure_all(); measure->name != NULL; measure++)
        if (!measure_is_money(measure))
            json_object_set_new(known, measure->name,
                                or_nothing(shared("target", family_target.fields,
                                                  (Scope){ scope.definitions, ELSEWHERE, false })));
    return defined(scope.definitions, "targets",
                   or_nothing(json_pack("{s:s, s:o, s:b}", "type", "object", "properties", known,
                                        "additionalProperties", 0)));
}

static json_t *family_of(const Family *family, Scope scope)
{
    static const struct {
        const char *key;
        Place inside;
    } inner[] = { { "processes", AT_PROCESS }, { "mixes", AT_MIX },  { "modes", AT_PLANT },
                  { "piecewise", AT_PLANT },   { "zones", AT_ZONE }, { "buys", AT_MARKET },
                  { "sells", AT_MARKET } };
    Place inside = ELSEWHERE;
    for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++)
        if (strcmp(inner[i].key, family->key) == 0)
            inside = inner[i].inside;
    if (family == &family_target)
        return targets(scope);
    json_t *item = shared(family->name, family->fields, at_place(scope, inside));
    switch (family->naming) {
    case NAMED_NOT: return list_of(item);
    case NAMED_FREELY: item = or_nothing(item); break;
    case NAMED_BY_RESOURCE: break;
    }
    return map_of(item);
}

static const Family *family_at(const char *key, Place place)
{
    static const FamilyPlace places[] = {
        [AT_PARK] = IN_PARK, [AT_FACILITY] = IN_FACILITY, [AT_PROCESS] = IN_PROCESS, [AT_PLANT] = IN_PROCESS,
        [AT_MIX] = IN_MIX,   [AT_ZONE] = IN_ZONE,         [AT_MARKET] = IN_MARKET,
    };
    for (const Family *const *family = family_all(); place < ELSEWHERE && *family != NULL; family++)
        if (((*family)->place & places[place]) != 0 && strcmp((*family)->key, key) == 0)
            return *family;
    return NULL;
}

/* A model that extends another may leave out what that one says. */
static json_t *plant(Scope scope)
{
    scope.place = AT_PLANT;
    Scope laid_over = { scope.definitions, AT_PLANT, true };
    return json_pack("{s:s, s:{s:[s]}, s:o, s:o}", "type", "object", "if", "required", "extends", "then",
                     shared("plant_model", plant_fields, laid_over), "else",
                     shared("plant_model", plant_fields, scope));
}

/* Maps and lists that their owners read, by key; NULL: anything. */
static json_t *node(const char *key, Scope scope)
{
    if (strcmp(key, "horizon") == 0)
        return or_nothing(table(horizon_fields, at_place(scope, ELSEWHERE)));
    if (strcmp(key, "resources") == 0)
        return map_of(
            or_nothing(shared("resource", resource_fields, (Scope){ scope.definitions, ELSEWHERE, true })));
    if (strcmp(key, "models") == 0)
        return map_of(plant(scope));
    if (strcmp(key, "facilities") == 0 && scope.partial)
        return map_of(or_nothing(shared("facility", facility_fields, at_place(scope, AT_FACILITY))));
    if (strcmp(key, "facilities") == 0)
        return json_pack("{s:s, s:o, s:i}", "type", "object", "additionalProperties",
                         or_nothing(shared("facility", facility_fields, at_place(scope, AT_FACILITY))),
                         "minProperties", 1);
    if (strcmp(key, "in") == 0 || strcmp(key, "out") == 0)
        return map_of(figure("resource", true));
    if (strcmp(key, "emissions") == 0)
        return map_of(figure("resource", false));
    if (strcmp(key, "cost") == 0)
        return figure("money", false);
    if (strcmp(key, "composition") == 0 || strcmp(key, "properties") == 0)
        return map_of(amount("1"));
    if (strcmp(key, "of") == 0)
        return any_of(
            json_pack("{s:s, s:o}", "type", "array", "items", text()),
            json_pack("{s:s, s:o}", "type", "object", "additionalProperties",
                      or_nothing(shared("ingredient", mix_share_fields, at_place(scope, ELSEWHERE)))));
    if (strcmp(key, "range") == 0)
        return pair(amount("resource"));
    if (strcmp(key, "at") == 0)
        return pair(amount("km"));
    if (strcmp(key, "to") == 0 || strcmp(key, "include") == 0)
        return any_of(text(), json_pack("{s:s, s:o}", "type", "array", "items", text()));
    if (strcmp(key, "counts") == 0)
        return json_pack("{s:s, s:o, s:i}", "type", "array", "items", text(), "minItems", 1);
    if (strcmp(key, "segments") == 0)
        return list_of(shared("heat_segment", heat_segment_fields, at_place(scope, ELSEWHERE)));
    if (strcmp(key, "contributions") == 0)
        return or_nothing(table(zone_contribution_fields, at_place(scope, ELSEWHERE)));
    if (strcmp(key, "processes") == 0 || strcmp(key, "sequence") == 0) /* of a zone, of a horizon */
        return list_of(text());
    if (strcmp(key, "typical") == 0)
        return list_of(shared("typical", typical_fields, at_place(scope, ELSEWHERE)));
    if (strcmp(key, "series") == 0)
        return json_pack("{s:[o,o,o]}", "anyOf", text(), list_of(text()),
                         map_of(shared("series", series_fields, at_place(scope, ELSEWHERE))));
    if (strcmp(key, "file") == 0)
        return text();
    if (strcmp(key, "losses") == 0)
        return map_of(text());
    if (strcmp(key, "min") == 0 || strcmp(key, "max") == 0)
        return amount("1");
    if (strcmp(key, "price") == 0 || strcmp(key, "compared_to") == 0)
        return amount("money");
    if ((strcmp(key, "mixes") == 0 || strcmp(key, "modes") == 0 || strcmp(key, "heat") == 0)
        && scope.place == AT_PROCESS)
        return family_of(family_at(key, scope.place), (Scope){ scope.definitions, scope.place, true });
    return NULL;
}

static json_t *value_of(const Field *field, Scope scope)
{
    const Family *family = family_at(field->name, scope.place);
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_RESOURCE:
    case FIELD_FACILITY: return text();
    case FIELD_TITLE:
        return any_of(text(), json_pack("{s:s, s:{s:o, s:o}, s:b}", "type", "object", "properties", "en",
                                        text(), "zh", text(), "additionalProperties", 0));
    case FIELD_SWITCH: return json_pack("{s:s}", "type", "boolean");
    case FIELD_CHOICE: {
        json_t *choices = json_array();
        for (const char *const *choice = field->choices; *choice != NULL; choice++)
            if (**choice != '\0')
                json_array_append_new(choices, json_string(*choice));
        return json_pack("{s:o}", "enum", choices);
    }
    case FIELD_AMOUNT:
        /* `hours: 8760` says its unit by its name; figures of a plant model may say range and source. */
        if (field == horizon_fields)
            return any_of(json_pack("{s:s}", "type", "number"), amount(field->unit));
        if (field->varies)
            return by_period(amount(field->unit));
        return scope.place == AT_PLANT && strstr(field->unit, "money") != NULL ? figure("money", false)
                                                                               : amount(field->unit);
    case FIELD_TEMPERATURE: return reference("temperature");
    case FIELD_NODE:
    case FIELD_SECTION: {
        json_t *of = field->kind == FIELD_SECTION && family != NULL ? family_of(family, scope)
                                                                    : node(field->name, scope);
        return of != NULL ? of : json_object();
    }
    }
    return json_object();
}

/* Amounts of several units under one key: any of them. */
static json_t *with_further_units(const Field *field, Scope scope)
{
    json_t *value = value_of(field, scope);
    for (; field[1].name != NULL && strcmp(field->name, field[1].name) == 0; field++)
        value = any_of(value, value_of(field + 1, scope));
    return value;
}

/* A map with the keys of the table and no others. */
static json_t *table(const Field *fields, Scope scope)
{
    json_t *known = json_object(), *needed = json_array();
    for (const Field *field = fields; field->name != NULL; field++) {
        if (json_object_get(known, field->name) != NULL)
            continue;
        json_t *value = with_further_units(field, scope);
        if (json_object_get(value, "$ref") != NULL) /* what stands beside a reference is not read */
            value = json_pack("{s:[o]}", "allOf", value);
        json_object_set_new(value, "description", json_string(field->help));
        json_object_set_new(known, field->name, value);
        if (field->need && !scope.partial)
            json_array_append_new(needed, json_string(field->name));
    }
    json_t *map = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", known, "additionalProperties",
                            0);
    if (json_array_size(needed) > 0)
        json_object_set(map, "required", needed);
    json_decref(needed);
    return map;
}

/* A park that includes others may leave anything to them but its version and its name. */
static json_t *park(Scope scope)
{
    scope.place = AT_PARK;
    Scope laid_over = { scope.definitions, AT_PARK, true };
    return json_pack("{s:s, s:[s,s], s:{s:[s]}, s:o, s:o}", "type", "object", "required", "coplant", "park",
                     "if", "required", "include", "then", shared("park", park_fields, laid_over), "else",
                     shared("park", park_fields, scope));
}

static json_t *resources(Scope scope)
{
    return json_pack("{s:s, s:{s:o}, s:[s], s:b}", "type", "object", "properties", "resources",
                     node("resources", scope), "required", "resources", "additionalProperties", 0);
}

json_t *schema_of(const char *kind)
{
    static const struct {
        const char *kind, *title;
        json_t *(*make)(Scope scope);
    } kinds[] = { { "park", "A park file of coplant", park },
                  { "model", "A plant model of coplant's library", plant },
                  { "resources", "The resources of coplant's library", resources } };
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        if (strcmp(kinds[k].kind, kind) != 0)
            continue;
        json_t *definitions = values();
        json_decref(shared("series_use", series_use_fields, (Scope){ definitions, ELSEWHERE, false }));
        json_t *schema = kinds[k].make((Scope){ definitions, ELSEWHERE, false });
        json_object_set_new(schema, "definitions", definitions);
        json_object_set_new(schema, "$schema", json_string("http://json-schema.org/draft-07/schema#"));
        json_object_set_new(schema, "title", json_string(kinds[k].title));
        return schema;
    }
    return NULL;
}
