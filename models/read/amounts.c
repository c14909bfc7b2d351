/* amounts - from what is written, a figure, a list of them or a series, to numbers in the unit of a field */
#include "models/read/amounts.h"

#include "models/series.h"
#include "solver/memory.h"

#include <math.h>
#include <string.h>

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

bool amounts_read(Reading *reading, const Node *node, const Field *field, FieldScope scope, void *into)
{
    const Field *end = field + 1;
    while (fields_same_key(field, end))
        end++;
    double value = field->value;
    const Field *taken = field;
    Varying varying = { 0 };
    const bool fine = amount(reading, node, field, end, scope, &value, &taken, &varying);
    memcpy((char *)into + taken->at, &value, sizeof value);
    note_varied(reading, (const void *)((const char *)into + taken->at), varying);
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
