/* units - every amount carries its unit, and every use of it is checked by dimension
 *
 * A unit is kept as
 *
 *     factor * kg^p0 s^p1 K^p2 m^p3 money^p4 gas^p5 piece^p6
 *
 * so that to compare or to convert is arithmetic on a few numbers. udunits reads products, quotients and brackets and
 * does the algebra; it sees only words of our own, since its prefixes and its digits would misread ours. */
#include "models/read/units.h"

#include "models/base/table.h"
#include "models/read/unit_names.h"
#include "solver/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <udunits2.h>

enum { BASES = 7, LONGEST = 256 /* bytes of a unit's text */, DEEPEST = 8 /* brackets */ };

static const char *const base_names[BASES] = { "kg", "s", "K", "m", "money", "gas", "piece" };

struct Unit {
    const char *text;
    double factor; /* to the bases */
    int power[BASES];
    const char *measures; /* in words; the same for all units of one dimension */
};

struct Units {
    Arena *arena;
    char currency[4];
    ut_system *system;
    ut_unit *base[BASES];
    Table names; /* text -> index in unit */
    Unit **unit;
    size_t units, capacity;
};

bool units_currency(const char *text)
{
    return strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static void define(ut_system *system, const char *name, const char *is)
{
    ut_unit *unit = ut_parse(system, is, UT_ASCII);
    ut_status status = ut_map_symbol_to_unit(name, UT_ASCII, unit);
    assert(status == UT_SUCCESS);
    ut_free(unit);
}

Units *units_create(const char *currency)
{
    assert(units_currency(currency));
    Units *units = memory_take(1, sizeof *units);
    units->arena = arena_create();
    memcpy(units->currency, currency, sizeof units->currency);
    table_init(&units->names);
    ut_set_error_message_handler(ut_ignore);
    units->system = ut_new_system();
    for (int i = 0; i < BASES; i++) {
        units->base[i] = ut_new_base_unit(units->system);
        ut_map_symbol_to_unit(base_names[i], UT_ASCII, units->base[i]);
    }
    define(units->system, "J", "kg m^2/s^2");
    define(units->system, "W", "J/s");
    return units;
}

void units_free(Units *units)
{
    if (units == NULL)
        return;
    for (int i = 0; i < BASES; i++)
        ut_free(units->base[i]);
    ut_free_system(units->system);
    free(units->unit);
    table_release(&units->names);
    arena_free(units->arena);
    free(units);
}

const char *units_money(const Units *units)
{
    return units->currency;
}

Arena *units_arena(Units *units)
{
    return units->arena;
}

/* ---- from our words to those of udunits ---- */

typedef struct Translation {
    Units *units;
    const char *at;
    const char *why;
    char text[LONGEST * 32]; /* for udunits */
    size_t length;
    bool open[DEEPEST + 1]; /* by bracket: a quotient stands here, so a product would be ambiguous */
    int depth;
    bool complete; /* a factor stands, so an sign may follow */
} Translation;

__attribute__((format(printf, 2, 3))) static bool refuse(Translation *translation, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    translation->why = arena_print_list(translation->units->arena, format, values);
    va_end(values);
    return false;
}

__attribute__((format(printf, 2, 3))) static void emit(Translation *translation, const char *format, ...)
{
    size_t room = sizeof translation->text - translation->length;
    va_list values;
    va_start(values, format);
    int more = vsnprintf(translation->text + translation->length, room, format, values);
    va_end(values);
    assert(more >= 0 && (size_t)more < room);
    translation->length += (size_t)more;
}

/* The sign of a product or a quotient that stands here, '*' or '/', and its bytes; 0 when none does. A '-' before a digit
 * is no product: s-1 must not be read as s times 1. */
static char operator_at(const char *at, size_t *bytes)
{
    static const char *const products[] = { "*", ".", "-", "·", "×", "⋅" };
    *bytes = 1;
    if (*at == '/')
        return '/';
    if (*at == '-' && at[1] >= '0' && at[1] <= '9')
        return '\0';
    for (size_t i = 0; i < sizeof products / sizeof products[0]; i++)
        if (strncmp(at, products[i], strlen(products[i])) == 0) {
            *bytes = strlen(products[i]);
            return '*';
        }
    return '\0';
}

static bool ends_word(const char *at)
{
    size_t bytes;
    return *at == '\0' || strchr(" ()", *at) != NULL || operator_at(at, &bytes) != '\0';
}

/* A word in its plain form, m³ and m^3 as m3; bytes of the original, which is at most LONGEST long. */
static size_t plain_word(const char *at, char word[LONGEST + 1])
{
    const char *begin = at;
    size_t length = 0;
    while (!ends_word(at)) {
        if (strncmp(at, "²", 2) == 0 || strncmp(at, "³", 2) == 0) {
            word[length++] = (unsigned char)at[1] == 0xB2 ? '2' : '3';
            at += 2;
        } else if (*at == '^' && at > begin && (at[1] == '2' || at[1] == '3')) {
            at++;
        } else {
            word[length++] = *at++;
        }
    }
    word[length] = '\0';
    return (size_t)(at - begin);
}

/* "/h" is 1/h. */
static bool operate(Translation *translation, char sign)
{
    if (translation->length == 0 && sign == '/')
        emit(translation, "1");
    else if (!translation->complete)
        return refuse(translation, "a unit is missing before '%s'", translation->at);
    bool *quotient = &translation->open[translation->depth];
    if (sign == '*' && *quotient)
        return refuse(translation, "a product after '/' is ambiguous; write CNY/(t km) or CNY/t/km");
    *quotient = *quotient || sign == '/';
    emit(translation, "%c", sign);
    translation->complete = false;
    return true;
}

static bool translate_word(Translation *translation)
{
    char word[LONGEST + 1];
    UnitName name;
    size_t bytes = plain_word(translation->at, word);
    if (strchr("0123456789", word[0]) != NULL && strcmp(word, "1") != 0)
        return refuse(translation, "a number inside a unit: '%s'", word);
    if (!unit_name_find(translation->units->currency, word, strlen(word), &name)) {
        translation->why = unit_name_hint(translation->units->arena, translation->units->currency, word,
                                          strlen(word));
        return false;
    }
    emit(translation, "(%s*(%s*(%s))^%d)", name.count, name.prefix, name.is, name.power);
    translation->at += bytes;
    translation->complete = true;
    return true;
}

static bool open_bracket(Translation *translation)
{
    if (translation->depth == DEEPEST)
        return refuse(translation, "more than %d brackets", DEEPEST);
    translation->open[++translation->depth] = false;
    translation->complete = false;
    translation->at++;
    emit(translation, "(");
    return true;
}

static bool close_bracket(Translation *translation)
{
    if (translation->depth == 0 || !translation->complete)
        return refuse(translation, "a unit is missing before ')'");
    translation->depth--;
    translation->at++;
    emit(translation, ")");
    return true;
}

static bool translate(Translation *translation)
{
    while (*translation->at != '\0') {
        size_t bytes;
        char sign = operator_at(translation->at, &bytes);
        if (*translation->at == ' ') {
            translation->at++;
        } else if (sign != '\0') {
            if (!operate(translation, sign))
                return false;
            translation->at += bytes;
        } else if (*translation->at == ')') {
            if (!close_bracket(translation))
                return false;
        } else {
            if (translation->complete && !operate(translation, '*'))
                return false;
            if (!(*translation->at == '(' ? open_bracket(translation) : translate_word(translation)))
                return false;
        }
    }
    if (translation->depth > 0)
        return refuse(translation, "')' is missing");
    return translation->complete || refuse(translation, "a unit is missing at the end");
}

/* ---- from udunits to factor and powers ---- */

typedef struct Visit {
    const Units *units;
    Unit *unit;
} Visit;

static ut_status visit_product(const ut_unit *product, int count, const ut_unit *const *basic,
                               const int *power, void *data)
{
    const Visit *visit = data;
    (void)product;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < BASES; k++)
            if (ut_compare(basic[i], visit->units->base[k]) == 0)
                visit->unit->power[k] = power[i];
    return UT_SUCCESS;
}

static ut_status visit_basic(const ut_unit *basic, void *data)
{
    static const int once = 1;
    return visit_product(NULL, 1, &basic, &once, data);
}

static ut_status visit_galilean(const ut_unit *galilean, double scale, const ut_unit *under, double offset,
                                void *data);

static ut_status visit_timestamp(const ut_unit *stamp, const ut_unit *unit, double origin, void *data)
{
    (void)stamp, (void)unit, (void)origin, (void)data;
    return UT_BAD_ARG;
}

static ut_status visit_logarithm(const ut_unit *logarithm, double base, const ut_unit *reference, void *data)
{
    (void)logarithm, (void)base, (void)reference, (void)data;
    return UT_BAD_ARG;
}

static const ut_visitor visitor = { visit_basic, visit_product, visit_galilean, visit_timestamp,
                                    visit_logarithm };

static ut_status visit_galilean(const ut_unit *galilean, double scale, const ut_unit *under, double offset,
                                void *data)
{
    const Visit *visit = data;
    (void)galilean, (void)offset;
    visit->unit->factor *= scale;
    return ut_accept_visitor(under, &visitor, data);
}

static Unit *unit_keep(Units *units, const char *text)
{
    Unit *unit = arena_take(units->arena, sizeof *unit);
    unit->text = arena_copy(units->arena, text, strlen(text));
    unit->factor = 1;
    units->unit = memory_grow(units->unit, units->units, &units->capacity, sizeof *units->unit);
    table_add(&units->names, unit->text, (int)units->units);
    units->unit[units->units++] = unit;
    return unit;
}

static const Unit *known_unit(const Units *units, const char *text)
{
    int known = table_find(&units->names, text);
    return known >= 0 ? units->unit[known] : NULL;
}

static const Unit *unit_read(Units *units, const char *text, const char **why)
{
    Translation translation = { .units = units, .at = text };
    if (strlen(text) > LONGEST) {
        *why = "a unit of more than 256 bytes";
        return NULL;
    }
    if (!translate(&translation)) {
        *why = translation.why;
        return NULL;
    }
    ut_unit *parsed = ut_parse(units->system, translation.text, UT_ASCII);
    assert(parsed != NULL);
    Unit *unit = unit_keep(units, text);
    Visit visit = { units, unit };
    ut_status status = ut_accept_visitor(parsed, &visitor, &visit);
    assert(status == UT_SUCCESS);
    ut_free(parsed);
    return unit;
}

/* a * b^sign under the given name */
static const Unit *combine(Units *units, const Unit *a, const Unit *b, int sign, const char *text)
{
    const Unit *known = known_unit(units, text);
    if (known != NULL)
        return known;
    Unit *unit = unit_keep(units, text);
    unit->factor = sign > 0 ? a->factor * b->factor : a->factor / b->factor;
    for (int i = 0; i < BASES; i++)
        unit->power[i] = a->power[i] + sign * b->power[i];
    return unit;
}

/* CNY/t/km is CNY/t by km: words that are known already need no parser. NULL where it is not as simple as that. */
static const Unit *quotient(Units *units, const char *text)
{
    const char *slash = strrchr(text, '/'), *why;
    if (slash == NULL || slash == text || strlen(text) > LONGEST || strpbrk(text, " ().*^-") != NULL
        || strstr(text, "·") != NULL || strstr(text, "×") != NULL)
        return NULL;
    char above[LONGEST + 1];
    memcpy(above, text, (size_t)(slash - text));
    above[slash - text] = '\0';
    const Unit *over = units_find(units, above, &why), *under = units_find(units, slash + 1, &why);
    return over != NULL && under != NULL && slash[1] != '\0' ? combine(units, over, under, -1, text) : NULL;
}

const Unit *units_find(Units *units, const char *text, const char **why)
{
    const char *wanted = *text != '\0' ? text : "1";
    const Unit *known = known_unit(units, wanted);
    if (known == NULL)
        known = quotient(units, wanted);
    return known != NULL ? known : unit_read(units, wanted, why);
}

/* ---- arithmetic ---- */

static bool is_one(const Unit *unit)
{
    return strcmp(unit->text, "1") == 0;
}

static bool composed(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '(' || (ends_word(text) && *text != ')'))
            return true;
    return false;
}

const Unit *units_multiply(Units *units, const Unit *a, const Unit *b)
{
    if (is_one(a) || is_one(b))
        return is_one(a) ? b : a;
    const char *text = arena_print(units->arena, composed(a->text) ? "(%s) %s%s%s" : "%s %s%s%s", a->text,
                                   composed(b->text) ? "(" : "", b->text, composed(b->text) ? ")" : "");
    return combine(units, a, b, 1, text);
}

const Unit *units_divide(Units *units, const Unit *a, const Unit *b)
{
    if (is_one(b))
        return a;
    const char *text = arena_print(units->arena, composed(b->text) ? "%s/(%s)" : "%s/%s", a->text, b->text);
    return combine(units, a, b, -1, text);
}

bool unit_fits(const Unit *from, const Unit *to)
{
    return memcmp(from->power, to->power, sizeof from->power) == 0;
}

double unit_factor(const Unit *from, const Unit *to)
{
    assert(unit_fits(from, to));
    return from->factor / to->factor;
}

const char *unit_text(const Unit *unit)
{
    return unit->text;
}

/* ---- in words ---- */

static const struct Dimension {
    const char *name;
    int power[BASES]; /* kg s K m money gas piece */
} dimensions[] = {
    { "share", { 0 } },
    { "money", { 0, 0, 0, 0, 1 } },
    { "mass", { 1 } },
    { "energy", { 1, -2, 0, 2 } },
    { "power", { 1, -3, 0, 2 } },
    { "volume of gas", { 0, 0, 0, 0, 0, 1 } },
    { "volume", { 0, 0, 0, 3 } },
    { "number of pieces", { 0, 0, 0, 0, 0, 0, 1 } },
    { "area", { 0, 0, 0, 2 } },
    { "length", { 0, 0, 0, 1 } },
    { "temperature", { 0, 0, 1 } },
    { "time", { 0, 1 } },
};

enum { DIMENSIONS = sizeof dimensions / sizeof dimensions[0] };

/* Is the unit a b^sign_b c^sign_c? */
static bool is_made_of(const Unit *unit, int a, int b, int sign_b, int c, int sign_c)
{
    for (int i = 0; i < BASES; i++)
        if (unit->power[i]
            != dimensions[a].power[i] + sign_b * dimensions[b].power[i] + sign_c * dimensions[c].power[i])
            return false;
    return true;
}

/* The first that fits of: a; a per b; a times b; a per b and c. Dimension 0 stands for nothing. */
static const char *describe(Arena *arena, const Unit *unit)
{
    for (int a = 0; a < DIMENSIONS; a++)
        if (is_made_of(unit, a, 0, 0, 0, 0))
            return a == 0 ? "no dimension" : dimensions[a].name;
    for (int a = 0; a < DIMENSIONS; a++)
        for (int b = 1; b < DIMENSIONS; b++)
            if (is_made_of(unit, a, b, -1, 0, 0))
                return arena_print(arena, "%s per %s", dimensions[a].name, dimensions[b].name);
    for (int a = 1; a < DIMENSIONS; a++)
        for (int b = 1; b < DIMENSIONS; b++)
            if (is_made_of(unit, a, b, 1, 0, 0))
                return arena_print(arena, "%s times %s", dimensions[a].name, dimensions[b].name);
    for (int a = 0; a < DIMENSIONS; a++)
        for (int b = 1; b < DIMENSIONS; b++)
            for (int c = 1; c < DIMENSIONS; c++)
                if (is_made_of(unit, a, b, -1, c, -1))
                    return arena_print(arena, "%s per %s and %s", dimensions[a].name, dimensions[b].name,
                                       dimensions[c].name);
    return arena_print(arena, "something in %s", unit->text);
}

const char *unit_measures(Units *units, const Unit *unit)
{
    for (size_t i = 0; i < units->units; i++)
        if (units->unit[i]->measures != NULL && unit_fits(units->unit[i], unit))
            return units->unit[i]->measures;
    const char *words = describe(units->arena, unit);
    units->unit[table_find(&units->names, unit->text)]->measures = words;
    return words;
}
