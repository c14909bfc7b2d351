/* test_units - every unit a report uses means what it says, and no other text means anything */
#include "models/read/units.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The same to 1e-14: a few roundings, no more. */
static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-14 * fabs(b);
}

static const Unit *find(Units *units, const char *text)
{
    const char *why = NULL;
    const Unit *unit = units_find(units, text, &why);
    if (unit == NULL)
        fail_msg("'%s': %s", text, why);
    return unit;
}

/* One `text` is `factor` of `in`. */
typedef struct Meaning {
    const char *text;
    double factor;
    const char *in;
} Meaning;

static void assert_meanings(const char *currency, const Meaning *meaning, size_t count)
{
    Units *units = units_create(currency);
    for (size_t i = 0; i < count; i++) {
        const Unit *unit = find(units, meaning[i].text), *in = find(units, meaning[i].in);
        if (!unit_fits(unit, in))
            fail_msg("'%s' is %s, not %s", meaning[i].text, unit_measures(units, unit),
                     unit_measures(units, in));
        if (!near(unit_factor(unit, in), meaning[i].factor))
            fail_msg("'%s' is %.17g %s", meaning[i].text, unit_factor(unit, in), meaning[i].in);
    }
    units_free(units);
}

static void masses(void **state)
{
    (void)state;
    static const Meaning meaning[] = {
        { "t", 1000, "kg" },    { "g", 1e-3, "kg" },        { "mg", 1e-6, "kg" }, { "kt", 1e3, "t" },
        { "Mt", 1e6, "t" },     { "Gt", 1e9, "t" },         { "万t", 1e4, "t" },  { "亿t", 1e8, "t" },
        { "百万t", 1e6, "t" },  { "吨", 1, "t" },           { "万吨", 1e4, "t" }, { "亿吨", 1e8, "t" },
        { "百万吨", 1e6, "t" }, { "千吨", 1e3, "t" },       { "公斤", 1, "kg" },  { "千克", 1, "kg" },
        { "克", 1, "g" },       { "lb", 0.45359237, "kg" },
    };
    assert_meanings("CNY", meaning, COUNT(meaning));
}

/* Nm3 is a base of its own: its 3 is no power, so kNm3 is a thousand of it and not (kNm)^3. */
static void volumes(void **state)
{
    (void)state;
    static const Meaning meaning[] = {
        { "kNm3", 1e3, "Nm3" },   { "MNm3", 1e6, "Nm3" },
        { "万Nm3", 1e4, "Nm3" },  { "亿Nm3", 1e8, "Nm3" },
        { "Nm³", 1, "Nm3" },      { "Nm^3", 1, "Nm3" },
        { "万Nm³", 1e4, "Nm3" },  { "标方", 1, "Nm3" },
        { "万标方", 1e4, "Nm3" }, { "标立方米", 1, "Nm3" },
        { "m³", 1, "m3" },        { "m^3", 1, "m3" },
        { "万m3", 1e4, "m3" },    { "亿m3", 1e8, "m3" },
        { "万m³", 1e4, "m3" },    { "百万m3", 1e6, "m3" },
        { "立方米", 1, "m3" },    { "万立方米", 1e4, "m3" },
        { "L", 1e-3, "m3" },      { "bbl", 0.158987294928, "m3" },
    };
    assert_meanings("CNY", meaning, COUNT(meaning));
}

/* 1 kWh is 3.6 MJ; a tonne of coal equivalent is 7000 kcal/kg at 4.1868 kJ/kcal, so 29.3076 GJ. */
static void energies_and_powers(void **state)
{
    (void)state;
    static const Meaning meaning[] = {
        { "kJ", 1e3, "J" },
        { "MJ", 1e6, "J" },
        { "GJ", 1e9, "J" },
        { "TJ", 1e12, "J" },
        { "PJ", 1e15, "J" },
        { "万GJ", 1e13, "J" },
        { "Wh", 3600, "J" },
        { "kWh", 3.6, "MJ" },
        { "MWh", 3.6, "GJ" },
        { "GWh", 3.6, "TJ" },
        { "TWh", 3.6, "PJ" },
        { "万kWh", 1e4, "kWh" },
        { "亿kWh", 1e8, "kWh" },
        { "千瓦时", 1, "kWh" },
        { "万千瓦时", 1e4, "kWh" },
        { "亿千瓦时", 1e8, "kWh" },
        { "吉焦", 1, "GJ" },
        { "兆焦", 1, "MJ" },
        { "tce", 29.3076, "GJ" },
        { "tce", 7e6, "kcal" },
        { "kgce", 29.3076, "MJ" },
        { "gce", 29.3076, "kJ" },
        { "万tce", 293076, "GJ" },
        { "Mtce", 1e6, "tce" },
        { "吨标煤", 1, "tce" },
        { "万吨标准煤", 1e4, "tce" },
        { "cal", 4.1868, "J" },
        { "kcal", 4.1868, "kJ" },
        { "Mcal", 4.1868, "MJ" },
        { "Gcal", 4.1868, "GJ" },
        { "大卡", 1, "kcal" },
        { "千卡", 1, "kcal" },
        { "Btu", 1055.05585262, "J" },
        { "MMBtu", 1.05505585262, "GJ" },
        { "W", 1, "J/s" },
        { "kW", 1, "kWh/h" },
        { "MW", 3.6, "GJ/h" },
        { "GW", 8760, "GWh/a" },
        { "万kW", 10, "MW" },
        { "千瓦", 1, "kW" },
        { "兆瓦", 1, "MW" },
        { "万千瓦", 10, "MW" },
    };
    assert_meanings("CNY", meaning, COUNT(meaning));
}

/* `a` is a year of 8760 h, not an are; so is `yr`. */
static void times_lengths_shares_and_pieces(void **state)
{
    (void)state;
    static const Meaning meaning[] = {
        { "min", 60, "s" },          { "h", 3600, "s" },   { "d", 24, "h" },
        { "a", 8760, "h" },          { "yr", 8760, "h" },  { "a", 365, "d" },
        { "小时", 1, "h" },          { "天", 1, "d" },     { "年", 1, "a" },
        { "km", 1000, "m" },         { "公里", 1, "km" },  { "米", 1, "m" },
        { "千米", 1, "km" },         { "m2", 1, "m m" },   { "m²", 1, "m2" },
        { "km2", 1e6, "m2" },        { "km²", 1e6, "m2" }, { "万m2", 1e4, "m2" },
        { "平方米", 1, "m2" },       { "%", 0.01, "1" },   { "‰", 0.001, "1" },
        { "ppm", 1e-6, "1" },        { "", 1, "1" },       { "pcs", 1, "piece" },
        { "万piece", 1e4, "piece" },
    };
    assert_meanings("CNY", meaning, COUNT(meaning));
}

static void money_is_the_parks_own(void **state)
{
    (void)state;
    static const Meaning yuan[] = {
        { "kCNY", 1e3, "CNY" }, { "MCNY", 1e6, "CNY" },   { "元", 1, "CNY" },     { "万元", 1e4, "CNY" },
        { "亿元", 1e8, "CNY" }, { "百万元", 1e6, "CNY" }, { "千元", 1e3, "CNY" }, { "万CNY", 1e4, "CNY" },
    };
    static const Meaning euro[] = { { "kEUR", 1e3, "EUR" }, { "MEUR", 1e6, "EUR" }, { "€", 1, "EUR" } };
    static const Meaning dollar[] = { { "$", 1, "USD" }, { "k$", 1e3, "USD" } };
    static const Meaning other[] = { { "kXYZ", 1e3, "XYZ" } };
    assert_meanings("CNY", yuan, COUNT(yuan));
    assert_meanings("EUR", euro, COUNT(euro));
    assert_meanings("USD", dollar, COUNT(dollar));
    assert_meanings("XYZ", other, COUNT(other));
    assert_true(units_currency("CNY"));
    assert_false(units_currency("cny"));
    assert_false(units_currency("CNYX"));
    assert_false(units_currency("元"));
}

/* 1 CNY/kWh = 1/3.6 CNY/MJ; 1 t/d = 1000 kg / 24 h; gas of 1 MJ/Nm3 at 1 Nm3/h gives 1/3.6 kW. */
static void products_and_quotients(void **state)
{
    (void)state;
    static const Meaning meaning[] = {
        { "CNY/kWh", 1 / 3.6, "CNY/MJ" },
        { "CNY/t/km", 1, "CNY/(t km)" },
        { "CNY/(t·km)", 1, "CNY/(t.km)" },
        { "元/(t-km)", 1, "CNY/(t*km)" },
        { "%/km", 1e-5, "1/m" },
        { "kg/Nm3", 1e-3, "t/Nm3" },
        { "MJ/Nm3", 1, "GJ/kNm3" },
        { "kWh/t", 3.6, "MJ/t" },
        { "Nm3/h", 8760, "Nm3/a" },
        { "万t/a", 1e4 / 8760, "t/h" },
        { "t/d", 1000 / 24.0, "kg/h" },
        { "t*km", 1e6, "kg m" },
        { "t.km", 1, "t km" },
        { "t-km", 1, "t km" },
        { "MJ/Nm3 / (h/Nm3)", 1 / 3.6, "kW" },
        { "W/(m2 K)", 1, "W/m2/K" },
        { "元/万t", 1e-4, "CNY/t" },
        { "1/h", 1, "/h" },
        { "mg/Nm3", 1e-6, "kg/Nm3" },
        { "gce/kWh", 29307.6 / 3.6e6, "1" },
        { "(t)/((h))", 1, "t/h" },
        { " t / h ", 1, "t/h" },
        { "kJ/(kg K)", 1, "kJ/kg/K" },
        { "kCNY/1/km", 1, "kCNY/km" },
        { "亿Nm3/a", 1e8, "Nm3/a" },
        { "m3/m2", 1, "m" },
    };
    assert_meanings("CNY", meaning, COUNT(meaning));
}

static void assert_refused(Units *units, const char *text, const char *expected)
{
    const char *why = NULL;
    if (units_find(units, text, &why) != NULL)
        fail_msg("'%s' was understood", text);
    assert_string_equal(why, expected);
}

/* udunits would read T as tesla, mt as millitonne, kn as knots; we read only what cannot be something else. */
static void a_wrong_unit_is_named_with_a_way_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "T", "unknown unit 'T'; write t for tonnes" },
        { "mt", "unknown unit 'mt'; write t for tonnes, or Mt for a million of them" },
        { "Kg", "unknown unit 'Kg'; did you mean 'kg'?" },
        { "KG", "unknown unit 'KG'; did you mean 'kg'?" },
        { "NM3", "unknown unit 'NM3'; did you mean 'Nm3'?" },
        { "nm3", "unknown unit 'nm3'; did you mean 'Nm3'?" },
        { "KNm3", "unknown unit 'KNm3'; did you mean 'kNm3'?" },
        { "kwh", "unknown unit 'kwh'; did you mean 'kWh'?" },
        { "KWh", "unknown unit 'KWh'; did you mean 'kWh'?" },
        { "mW", "unknown unit 'mW'; did you mean 'MW'?" },
        { "gj", "unknown unit 'gj'; did you mean 'GJ'?" },
        { "万tt", "unknown unit '万tt'; did you mean '万t'?" },
        { "万kwh", "unknown unit '万kwh'; did you mean '万kWh'?" },
        { "Cny", "unknown unit 'Cny'; did you mean 'CNY'?" },
        { "tonne", "unknown unit 'tonne'; write t" },
        { "year", "unknown unit 'year'; write a for a year of 8760 h" },
        { "x", "unknown unit 'x'" },
        { "clinker", "unknown unit 'clinker'" },
        { "CNY/tonn", "unknown unit 'tonn'" },
        { "km3", "'km3' may be 1000 m3 or a cubic kilometre; write m3, 万m3 or 亿m3" },
        { "MBtu", "'MBtu' may be a thousand or a million Btu; write MMBtu or GJ" },
        { "度", "'度' may be a kWh or a degree; write kWh or degC" },
        { "万", "'万' stands right before a unit, as in 万t" },
        { "degC", "'degC' stands only in a temperature such as 330 degC; write K for a difference" },
        { "kJ/(kg ℃)", "'℃' stands only in a temperature such as 330 degC; write K for a difference" },
        { "EUR", "unknown unit 'EUR'; this park counts in CNY" },
        { "kEUR", "unknown unit 'kEUR'; this park counts in CNY" },
        { "$/t", "unknown unit '$'; this park counts in CNY" },
        { "万USD", "unknown unit '万USD'; this park counts in CNY" },
        { "CNY/t km", "a product after '/' is ambiguous; write CNY/(t km) or CNY/t/km" },
        { "元/t·km", "a product after '/' is ambiguous; write CNY/(t km) or CNY/t/km" },
        { "kg/1000 Nm3", "a number inside a unit: '1000'" },
        { "s-1", "unknown unit 's-1'; write a quotient as in 1/h" },
        { "kg.m^-3", "unknown unit 'm^-3'; write a quotient as in 1/h" },
        { "10", "a number inside a unit: '10'" },
        { "t//h", "a unit is missing before '/h'" },
        { "t*", "a unit is missing at the end" },
        { "*t", "a unit is missing before '*t'" },
        { "(t", "')' is missing" },
        { "t)", "a unit is missing before ')'" },
        { "()", "a unit is missing before ')'" },
        { "((((((((((t))))))))))", "more than 8 brackets" },
    };
    Units *units = units_create("CNY");
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(units, cases[i].text, cases[i].why);
    units_free(units);
    units = units_create("EUR");
    assert_refused(units, "万元", "unknown unit '万元'; this park counts in EUR");
    assert_refused(units, "CNY", "unknown unit 'CNY'; this park counts in EUR");
    units_free(units);
}

/* Words that udunits, or a careless prefix, would give a meaning. */
static void nothing_else_is_a_unit(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Pa",       "A",
        "V",        "N",
        "Hz",       "mol",
        "cd",       "rad",
        "ms",       "km3",
        "Mm",       "Gm",
        "mm",       "cm",
        "nm",       "ns",
        "kh",       "kd",
        "ka",       "Ma",
        "kmin",     "Gs",
        "kK",       "mK",
        "kkg",      "Mkg",
        "kg2",      "t2",
        "h2",       "Nm2",
        "Nm",       "Nm33",
        "m4",       "m1",
        "m0",       "m32",
        "m-2",      "m^-2",
        "s-1",      "k",
        "M",        "k%",
        "万%",      "万h",
        "万万t",    "kkt",
        "kMt",      "kppm",
        "万g",      "e",
        "pi",       "m^",
        "^2",       "kJ2",
        "CNY2",     "lb(re 1 mW)",
        "lg(re W)", "t since 2000-1-1",
        "K@273",    "t per h",
        "kWh_el",   "t+t",
        "1e3",      "0",
        "2",        "1.5",
        "_",        "tt",
        "Mts",      "m3n",
        "tce3",     "万1",
        "k1",       "11",
        "kpiece",   "MWe",
        "MWth",     "μg",
        "dt",       "daN",
        "hL",       "km^3",
        "公里2",
    };
    Units *units = units_create("CNY");
    for (size_t i = 0; i < COUNT(words); i++) {
        const char *why = NULL;
        if (units_find(units, words[i], &why) != NULL)
            fail_msg("'%s' was understood", words[i]);
        assert_non_null(why);
        assert_true(*why != '\0');
    }
    units_free(units);
}

/* Asking again gives the same unit; a long text is refused, not cut. */
static void a_unit_is_read_once(void **state)
{
    (void)state;
    const char *why = NULL;
    Units *units = units_create("CNY");
    const Unit *unit = find(units, "万t/a");
    assert_ptr_equal(find(units, "万t/a"), unit);
    assert_string_equal(unit_text(unit), "万t/a");
    assert_ptr_equal(find(units, ""), find(units, "1"));
    char text[400] = "1";
    while (strlen(text) < 250)
        strcat(text, "/bbl");
    find(units, text);
    memset(text, 't', 399);
    assert_null(units_find(units, text, &why));
    assert_string_equal(why, "a unit of more than 256 bytes");
    units_free(units);
}

/* The texts can be read again, and mean the same. */
static void units_are_multiplied_and_divided(void **state)
{
    (void)state;
    Units *units = units_create("CNY");
    const Unit *price = units_divide(units, find(units, "CNY"), find(units, "t"));
    assert_string_equal(unit_text(price), "CNY/t");
    assert_ptr_equal(price, find(units, "CNY/t"));
    const Unit *spent = units_multiply(units, price, find(units, "t/a"));
    assert_string_equal(unit_text(spent), "(CNY/t) (t/a)");
    assert_true(unit_fits(spent, find(units, "CNY/h")));
    assert_true(near(unit_factor(spent, find(units, "CNY/h")), 1 / 8760.0));
    const Unit *back = units_divide(units, spent, find(units, "t/a"));
    assert_string_equal(unit_text(back), "(CNY/t) (t/a)/(t/a)");
    assert_true(unit_fits(back, price));
    assert_true(near(unit_factor(back, price), 1));
    assert_ptr_equal(units_divide(units, price, find(units, "1")), price);
    assert_ptr_equal(units_multiply(units, find(units, "1"), price), price);
    assert_string_equal(unit_text(units_divide(units, find(units, "1"), find(units, "h"))), "1/h");
    assert_false(unit_fits(find(units, "Nm3"), find(units, "m3")));
    assert_false(unit_fits(find(units, "t"), find(units, "piece")));
    units_free(units);

    Units *fresh = units_create("CNY");
    assert_true(unit_fits(find(fresh, "(CNY/t) (t/a)/(t/a)"), find(fresh, "CNY/t")));
    units_free(fresh);
}

static void a_unit_says_what_it_measures(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        { "万t", "mass" },
        { "kWh", "energy" },
        { "tce", "energy" },
        { "MW", "power" },
        { "kWh/a", "power" },
        { "kNm3", "volume of gas" },
        { "L", "volume" },
        { "万元", "money" },
        { "h", "time" },
        { "km", "length" },
        { "km2", "area" },
        { "K", "temperature" },
        { "pcs", "number of pieces" },
        { "%", "no dimension" },
        { "t/t", "no dimension" },
        { "CNY/t", "money per mass" },
        { "CNY/GJ", "money per energy" },
        { "CNY/h", "money per time" },
        { "t/a", "mass per time" },
        { "MJ/Nm3", "energy per volume of gas" },
        { "kg/Nm3", "mass per volume of gas" },
        { "kWh/t", "energy per mass" },
        { "Nm3/h", "volume of gas per time" },
        { "CNY/MW", "money per power" },
        { "CNY/km", "money per length" },
        { "%/km", "share per length" },
        { "1/h", "share per time" },
        { "t km", "mass times length" },
        { "CNY/(t km)", "money per mass and length" },
        { "W/(m2 K)", "power per area and temperature" },
        { "t t t", "something in t t t" },
    };
    Units *units = units_create("CNY");
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(unit_measures(units, find(units, cases[i].text)), cases[i].words);
    units_free(units);
}

static void amounts_are_a_number_and_a_unit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        const char *unit;
    } cases[] = {
        { "1350 CNY/t", 1350, "CNY/t" },
        { "0.7", 0.7, "1" },
        { "70%", 70, "%" },
        { "70 %", 70, "%" },
        { "1.2e3 t", 1200, "t" },
        { "-1 km", -1, "km" },
        { "+3 K", 3, "K" },
        { "300万t/a", 300, "万t/a" },
        { "2.2Mt/a", 2.2, "Mt/a" },
        { "  5   t  ", 5, "t" },
        { "5 1/h", 5, "1/h" },
        { "5 /h", 5, "/h" },
        { "150000 Nm3", 150000, "Nm3" },
        { "3 %/km", 3, "%/km" },
        { "5e-3 t", 5e-3, "t" },
        { ".5 t", .5, "t" },
        { "0 t", 0, "t" },
    };
    Units *units = units_create("CNY");
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value = NAN;
        const Unit *unit = NULL;
        const char *why = NULL;
        if (!units_amount(units, cases[i].text, &value, &unit, NULL, &why))
            fail_msg("'%s': %s", cases[i].text, why);
        assert_true(value == cases[i].value);
        assert_string_equal(unit_text(unit), cases[i].unit);
    }
    units_free(units);
}

static void wrong_amounts_are_told_why(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "", "a number is missing" },
        { "   ", "a number is missing" },
        { "t", "a number is missing before 't'" },
        { "%", "a number is missing before '%'" },
        { "nan t", "'nan' is not a number" },
        { "NaN", "'NaN' is not a number" },
        { "inf", "'inf' is not a number" },
        { "-.inf t", "'.inf' is not a number" },
        { "infinity CNY", "'infinity' is not a number" },
        { "0x10 t", "'0x10' is hexadecimal; write it in decimal" },
        { "1e999 t", "'1e999' is too large" },
        { "1,5 t", "'1,5' has a decimal comma; write 1.5, not 1,5" },
        { "1,350 CNY/t", "'1,350' has a thousands separator; write 1350, not 1,350" },
        { "1,350,000 t", "'1,350,000' has thousands separators; leave them out" },
        { "1_350 t", "'1_350' has thousands separators; leave them out" },
        { "1 000 t", "two numbers in '1 000 t'; one was wanted, written without spaces" },
        { "5-10 t", "two numbers in '5-10 t'; one was wanted, written without spaces" },
        { "5 - 10 t", "a unit is missing before '- 10 t'" },
        { "1.2.3 t", "'1.2.3' is not a number" },
        { "--5 t", "'--5' is not a number" },
        { "5 tt", "unknown unit 'tt'; did you mean 't'?" },
        { "5 t clinker", "unknown unit 'clinker'" },
        { "5 EUR/t", "unknown unit 'EUR'; this park counts in CNY" },
        { "~5 t", "a number is missing before '~5 t'" },
    };
    Units *units = units_create("CNY");
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value;
        const Unit *unit;
        const char *why = NULL;
        if (units_amount(units, cases[i].text, &value, &unit, NULL, &why))
            fail_msg("'%s' was understood", cases[i].text);
        assert_string_equal(why, cases[i].why);
    }
    units_free(units);
}

/* A basis names what it is of: "1 t clinker". The unit takes as many words as are units. */
static void what_follows_the_unit_is_given_back(void **state)
{
    (void)state;
    static const struct {
        const char *text, *unit, *rest;
    } cases[] = {
        { "1 t clinker", "t", "clinker" },
        { "1 t", "t", "" },
        { "1 t  red mud ", "t", "red mud " },
        { "1 t km freight", "t km", "freight" },
        { "1 kWh / t steel", "kWh / t", "steel" },
        { "1 t 熟料", "t", "熟料" },
        { "1 万Nm3 coke_oven_gas", "万Nm3", "coke_oven_gas" },
        { "1", "1", "" },
        { "1 piece x-ray", "piece", "x-ray" },
        { "1 CNY/(t km) toll", "CNY/(t km)", "toll" },
        { "1 t EUR", "t", "EUR" },
    };
    Units *units = units_create("CNY");
    double value;
    const Unit *unit;
    const char *rest, *why = NULL;
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (!units_amount(units, cases[i].text, &value, &unit, &rest, &why))
            fail_msg("'%s': %s", cases[i].text, why);
        assert_string_equal(unit_text(unit), cases[i].unit);
        assert_string_equal(rest, cases[i].rest);
    }
    assert_false(units_amount(units, "1 clinker", &value, &unit, &rest, &why));
    assert_string_equal(why, "unknown unit 'clinker'");
    units_free(units);
}

static void temperatures_are_absolute(void **state)
{
    (void)state;
    Units *units = units_create("CNY");
    double kelvin;
    const char *why = NULL;
    static const char *const same[] = { "330 degC", "603.15 K", "330 °C",    "330°C",
                                        "330 ℃",    "330℃",     "330 摄氏度" };
    for (size_t i = 0; i < COUNT(same); i++) {
        assert_true(units_temperature(units, same[i], &kelvin, &why));
        assert_true(near(kelvin, 603.15));
    }
    assert_true(units_temperature(units, "-20 degC", &kelvin, &why));
    assert_true(near(kelvin, 253.15));
    assert_false(units_temperature(units, "-274 degC", &kelvin, &why));
    assert_string_equal(why, "'-274 degC' is not above absolute zero");
    assert_false(units_temperature(units, "330", &kelvin, &why));
    assert_string_equal(why, "'330' is not a temperature; write degC or K, as in 330 degC");
    assert_false(units_temperature(units, "330 degF", &kelvin, &why));
    assert_false(units_temperature(units, "330 t", &kelvin, &why));
    assert_false(units_temperature(units, "degC", &kelvin, &why));
    assert_string_equal(why, "a number is missing before 'degC'");
    units_free(units);
}

/* In a locale with a decimal comma every factor is as it is in "C". */
static void the_locale_changes_no_unit(void **state)
{
    (void)state;
    static const Meaning meaning[] = { { "tce", 29.3076, "GJ" },
                                       { "lb", 0.45359237, "kg" },
                                       { "%", 0.01, "1" },
                                       { "Btu", 1055.05585262, "J" },
                                       { "bbl", 0.158987294928, "m3" } };
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
        skip();
    assert_meanings("CNY", meaning, COUNT(meaning));
    Units *units = units_create("CNY");
    double value;
    const Unit *unit;
    const char *why;
    assert_true(units_amount(units, "1.5 t", &value, &unit, NULL, &why));
    assert_true(value == 1.5);
    units_free(units);
    setlocale(LC_ALL, "C");
}

/* Random words of the language's own letters are understood or told why; nothing else happens. */
static void no_text_breaks_the_reader(void **state)
{
    (void)state;
    static const char *const parts[] = { "t", "k", "M", "万",  "亿", "m",    "3", "2",  "/", "*",
                                         "(", ")", " ", "Nm3", "Wh", "CNY",  "1", ".",  "-", "^",
                                         "³", "·", "%", "e",   "5",  "\xFF", "h", "元", "K" };
    Units *units = units_create("CNY");
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        char text[128] = "";
        for (unsigned k = 0; k <= seed >> 28; k++) {
            seed = seed * 1664525U + 1013904223U;
            strcat(text, parts[(seed >> 16) % COUNT(parts)]);
        }
        double value;
        const Unit *unit;
        const char *why = NULL, *rest;
        const Unit *found = units_find(units, text, &why);
        assert_true(found != NULL || why != NULL);
        if (found != NULL)
            assert_true(*unit_measures(units, found) != '\0');
        if (!units_amount(units, text, &value, &unit, seed & 1 ? &rest : NULL, &why))
            assert_non_null(why);
    }
    units_free(units);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masses),
        cmocka_unit_test(volumes),
        cmocka_unit_test(energies_and_powers),
        cmocka_unit_test(times_lengths_shares_and_pieces),
        cmocka_unit_test(money_is_the_parks_own),
        cmocka_unit_test(products_and_quotients),
        cmocka_unit_test(a_wrong_unit_is_named_with_a_way_out),
        cmocka_unit_test(nothing_else_is_a_unit),
        cmocka_unit_test(a_unit_is_read_once),
        cmocka_unit_test(units_are_multiplied_and_divided),
        cmocka_unit_test(a_unit_says_what_it_measures),
        cmocka_unit_test(amounts_are_a_number_and_a_unit),
        cmocka_unit_test(wrong_amounts_are_told_why),
        cmocka_unit_test(what_follows_the_unit_is_given_back),
        cmocka_unit_test(temperatures_are_absolute),
        cmocka_unit_test(the_locale_changes_no_unit),
        cmocka_unit_test(no_text_breaks_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
