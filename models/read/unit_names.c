/* unit_names - the words that units are made of, and what a wrong one was meant to be */
#include "models/read/unit_names.h"

#include "models/base/text.h"

#include <string.h>

enum { KILO = 1, MEGA = 2, GIGA = 4, TERA = 8, PETA = 16, COUNT = 32, POWER = 64 };
enum { METRIC = KILO | MEGA | GIGA | TERA | PETA };

typedef struct Known {
    const char *name, *is;
    unsigned takes; /* prefixes, counts and powers */
} Known;

/* Factors stand without a decimal point, which would depend on the locale. */
static const Known known[] = {
    /* mass; a pound is 0.45359237 kg */
    { "t", "1000 kg", KILO | MEGA | GIGA | COUNT },
    { "kg", "kg", COUNT },
    { "g", "1e-3 kg", 0 },
    { "mg", "1e-6 kg", 0 },
    { "lb", "45359237e-8 kg", 0 },
    { "吨", "1000 kg", KILO | COUNT },
    { "公斤", "kg", COUNT },
    { "克", "1e-3 kg", KILO },
    /* gas at 0 degC and 101.325 kPa, a base of its own: the digit belongs to the name */
    { "Nm3", "gas", KILO | MEGA | COUNT },
    { "标方", "gas", COUNT },
    { "标立方米", "gas", COUNT },
    /* length, area, volume; a barrel is 42 US gallons, 0.158987294928 m3 */
    { "m", "m", KILO | COUNT | POWER },
    { "米", "m", KILO | COUNT },
    { "公里", "1000 m", COUNT },
    { "平方米", "m^2", COUNT },
    { "立方米", "m^3", COUNT },
    { "L", "1e-3 m^3", 0 },
    { "bbl", "158987294928e-12 m^3", COUNT },
    /* energy and power; a tonne of coal equivalent is 29.3076 GJ, which is 7000 kcal/kg at 4.1868 kJ/kcal;
     * a Btu (International Table) is 1055.05585262 J */
    { "J", "J", METRIC | COUNT },
    { "Wh", "3600 J", METRIC | COUNT },
    { "W", "W", METRIC | COUNT },
    { "tce", "293076e5 J", KILO | MEGA | COUNT },
    { "kgce", "293076e2 J", COUNT },
    { "gce", "293076e-1 J", 0 },
    { "cal", "41868e-4 J", KILO | MEGA | GIGA | COUNT },
    { "Btu", "105505585262e-8 J", 0 },
    { "MMBtu", "105505585262e-2 J", COUNT },
    { "焦", "J", KILO | MEGA | GIGA | COUNT },
    { "瓦时", "3600 J", KILO | MEGA | GIGA | COUNT },
    { "瓦", "W", KILO | MEGA | GIGA | COUNT },
    { "卡", "41868e-4 J", KILO | MEGA | GIGA | COUNT },
    { "大卡", "41868e-1 J", COUNT },
    { "吨标煤", "293076e5 J", COUNT },
    { "吨标准煤", "293076e5 J", COUNT },
    /* time; a year has 8760 h */
    { "s", "s", 0 },
    { "min", "60 s", 0 },
    { "h", "3600 s", 0 },
    { "d", "86400 s", 0 },
    { "a", "31536000 s", 0 },
    { "yr", "31536000 s", 0 },
    { "小时", "3600 s", 0 },
    { "天", "86400 s", 0 },
    { "年", "31536000 s", 0 },
    /* differences of temperature */
    { "K", "K", 0 },
    /* shares and numbers */
    { "1", "1", 0 },
    { "%", "1e-2", 0 },
    { "‰", "1e-3", 0 },
    { "ppm", "1e-6", 0 },
    { "piece", "piece", COUNT },
    { "pcs", "piece", COUNT },
};

enum { KNOWN = sizeof known / sizeof known[0] };

typedef struct Prefix {
    const char *text, *factor;
    unsigned kind;
} Prefix;

static const Prefix counts[] = { { "万", "1e4", COUNT }, { "百万", "1e6", COUNT }, { "亿", "1e8", COUNT } };

static const Prefix prefixes[] = {
    { "k", "1e3", KILO },  { "M", "1e6", MEGA },  { "G", "1e9", GIGA },  { "T", "1e12", TERA },
    { "P", "1e15", PETA }, { "千", "1e3", KILO }, { "兆", "1e6", MEGA }, { "吉", "1e9", GIGA },
};

enum { COUNTS = sizeof counts / sizeof counts[0], PREFIXES = sizeof prefixes / sizeof prefixes[0] };

/* Other ways to write a currency; the three letters always do. */
typedef struct Sign {
    const char *currency, *sign;
} Sign;

static const Sign currency_signs[] = { { "CNY", "元" }, { "USD", "$" }, { "EUR", "€" }, { "GBP", "£" } };

static const char *const currencies[] = { "AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD",
                                          "IDR", "INR", "JPY", "KRW", "KZT", "MXN", "MYR", "RMB",
                                          "RUB", "SAR", "SGD", "THB", "TRY", "TWD", "USD", "VND",
                                          "ZAR", "元",  "$",   "€",   "£",   "¥" };

/* A stretch of the word that is being taken apart. */
typedef struct Piece {
    const char *text;
    size_t length;
} Piece;

static bool piece_is(Piece piece, const char *text)
{
    return strlen(text) == piece.length && memcmp(text, piece.text, piece.length) == 0;
}

/* The prefix that the piece begins with, with something behind it, or NULL. */
static const Prefix *strip(const Prefix *prefix, size_t count, Piece *piece)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(prefix[i].text);
        if (length < piece->length && memcmp(prefix[i].text, piece->text, length) == 0) {
            piece->text += length;
            piece->length -= length;
            return &prefix[i];
        }
    }
    return NULL;
}

static bool is_currency(const char *currency, Piece piece)
{
    if (piece_is(piece, currency))
        return true;
    for (size_t i = 0; i < sizeof currency_signs / sizeof currency_signs[0]; i++)
        if (text_equal(currency_signs[i].currency, currency) && piece_is(piece, currency_signs[i].sign))
            return true;
    return false;
}

static const Known *lookup(const char *currency, Piece piece)
{
    static const Known money = { "", "money", KILO | MEGA | COUNT };
    for (size_t i = 0; i < KNOWN; i++)
        if (piece_is(piece, known[i].name))
            return &known[i];
    return is_currency(currency, piece) ? &money : NULL;
}

/* [prefix] name; the name as it stands comes first, so that min is no milli-inch and kg no kilogram's gram. */
static bool find_prefixed(const char *currency, Piece piece, UnitName *name, unsigned *takes)
{
    const Known *found = lookup(currency, piece);
    name->prefix = "1";
    if (found == NULL) {
        const Prefix *prefix = strip(prefixes, PREFIXES, &piece);
        found = prefix != NULL ? lookup(currency, piece) : NULL;
        if (found == NULL || (found->takes & prefix->kind) == 0)
            return false;
        name->prefix = prefix->factor;
    }
    name->is = found->is;
    *takes = found->takes;
    return true;
}

/* [prefix] name [power]. A prefixed length takes no cube: km3 and Mm3 mean different volumes to different people. */
static bool find_powered(const char *currency, Piece piece, UnitName *name, unsigned *takes)
{
    name->power = 1;
    if (find_prefixed(currency, piece, name, takes))
        return true;
    char last = piece.text[piece.length - 1];
    if (piece.length < 2 || (last != '2' && last != '3'))
        return false;
    piece.length--;
    name->power = last - '0';
    return find_prefixed(currency, piece, name, takes) && (*takes & POWER) != 0
           && (name->power == 2 || text_equal(name->prefix, "1"));
}

bool unit_name_find(const char *currency, const char *word, size_t length, UnitName *name)
{
    Piece piece = { word, length };
    unsigned takes = 0;
    name->count = "1";
    if (length == 0)
        return false;
    if (find_powered(currency, piece, name, &takes))
        return true;
    const Prefix *count = strip(counts, COUNTS, &piece);
    if (count == NULL)
        return false;
    name->count = count->factor;
    return find_powered(currency, piece, name, &takes) && (takes & COUNT) != 0;
}

/* ---- what was meant ---- */

typedef struct Hint {
    const char *word, *say;
} Hint;

/* Words that are written often and mean nothing here. */
static const Hint unknown[] = {
    { "T", "write t for tonnes" },
    { "mt", "write t for tonnes, or Mt for a million of them" },
    { "MT", "write t for tonnes, or Mt for a million of them" },
    { "ton", "write t" },
    { "tons", "write t" },
    { "tonne", "write t" },
    { "tonnes", "write t" },
    { "tCO2", "write t" },
    { "tCO2e", "write t" },
    { "Mg", "write t" },
    { "y", "write a for a year of 8760 h" },
    { "year", "write a for a year of 8760 h" },
    { "years", "write a for a year of 8760 h" },
    { "hr", "write h" },
    { "hour", "write h" },
    { "hours", "write h" },
    { "day", "write d" },
    { "days", "write d" },
    { "ha", "write m2 or km2; a hectare is one 万m2" },
    { "F", "write degC or K" },
    { "degF", "write degC or K" },
    { "C", "write degC" },
    { "wt%", "write %" },
    { "vol%", "write %" },
};

/* Words that mean too much, or mean it elsewhere. */
static const Hint ambiguous[] = {
    { "km3", "may be 1000 m3 or a cubic kilometre; write m3, 万m3 or 亿m3" },
    { "Mm3", "may be a million m3 or a cubic megametre; write m3, 百万m3 or 亿m3" },
    { "MBtu", "may be a thousand or a million Btu; write MMBtu or GJ" },
    { "度", "may be a kWh or a degree; write kWh or degC" },
    { "degC", "stands only in a temperature such as 330 degC; write K for a difference" },
    { "°C", "stands only in a temperature such as 330 degC; write K for a difference" },
    { "℃", "stands only in a temperature such as 330 degC; write K for a difference" },
    { "万", "stands right before a unit, as in 万t" },
    { "百万", "stands right before a unit, as in 百万t" },
    { "亿", "stands right before a unit, as in 亿m3" },
};

static const char *look_up(const Hint *hints, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(word, hints[i].word))
            return hints[i].say;
    return NULL;
}

static bool is_other_currency(Piece piece)
{
    for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++)
        if (piece_is(piece, currencies[i]))
            return true;
    return false;
}

/* Every name, plain and with its prefixes, behind one another; returns how many. */
static size_t collect(Arena *arena, const char *currency, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < KNOWN; i++) {
        names[count++] = known[i].name;
        for (size_t k = 0; k < PREFIXES; k++)
            if ((known[i].takes & prefixes[k].kind) != 0)
                names[count++] = arena_print(arena, "%s%s", prefixes[k].text, known[i].name);
    }
    names[count++] = "m2";
    names[count++] = "m3";
    names[count++] = "km2";
    names[count++] = currency;
    return count;
}

static const char *nearest(Arena *arena, const char *currency, const char *word)
{
    const char *names[KNOWN * (PREFIXES + 1) + 4];
    Arena *scratch = arena_create();
    const char *near = text_nearest(word, names, collect(scratch, currency, names));
    if (near != NULL)
        near = arena_copy(arena, near, strlen(near));
    arena_free(scratch);
    return near;
}

const char *unit_name_hint(Arena *arena, const char *currency, const char *word, size_t length)
{
    const char *whole = arena_copy(arena, word, length);
    const char *say = look_up(unknown, sizeof unknown / sizeof unknown[0], whole);
    if (say != NULL)
        return arena_print(arena, "unknown unit '%s'; %s", whole, say);
    say = look_up(ambiguous, sizeof ambiguous / sizeof ambiguous[0], whole);
    if (say != NULL)
        return arena_print(arena, "'%s' %s", whole, say);
    if (strchr(whole, '-') != NULL)
        return arena_print(arena, "unknown unit '%s'; write a quotient as in 1/h", whole);
    Piece piece = { whole, length };
    const Prefix *count = strip(counts, COUNTS, &piece);
    const char *near = nearest(arena, currency, piece.text);
    Piece bare = piece;
    if (is_other_currency(bare) || (strip(prefixes, PREFIXES, &bare) != NULL && is_other_currency(bare)))
        return arena_print(arena, "unknown unit '%s'; this park counts in %s", whole, currency);
    if (near == NULL)
        return arena_print(arena, "unknown unit '%s'", whole);
    return arena_print(arena, "unknown unit '%s'; did you mean '%s%s'?", whole,
                       count != NULL ? count->text : "", near);
}
