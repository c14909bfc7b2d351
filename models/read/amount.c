/* amount - a number with its unit, as a person writes it: "1350 CNY/t", "70%", "1 t clinker", "330 degC"
 *
 *     amount = number [space] [unit] [space rest] */
#include "models/read/units.h"

#include "models/base/text.h"
#include "models/read/unit_names.h"

#include <ctype.h>
#include <string.h>

static const char digits[] = "0123456789";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of what was meant as a number, even where it is none: 1,5 and 1_350 and 0x10 and .inf are taken as a whole. */
static size_t number_length(const char *text)
{
    const char *at = text + strspn(text, "+-");
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
        return strcspn(text, " ");
    if (!is_digit(at[0]) && !(at[0] == '.' && is_digit(at[1])))
        return 0;
    at += strspn(at, "0123456789.,_'");
    if ((at[0] == 'e' || at[0] == 'E')
        && (is_digit(at[1]) || ((at[1] == '+' || at[1] == '-') && is_digit(at[2]))))
        at += 2 + strspn(at + 2, digits);
    return (size_t)(at - text);
}

static bool is_word(const char *text, size_t length, const char *word)
{
    if (length != strlen(word))
        return false;
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)text[i]) != word[i])
            return false;
    return true;
}

static const char *number_missing(Units *units, const char *text)
{
    static const char *const words[] = { "nan", "inf", "infinity", ".nan", ".inf" };
    const char *bare = text + strspn(text, "+-");
    size_t length = strcspn(bare, " ");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(bare, length, words[i]))
            return arena_print(units_arena(units), "'%.*s' is not a number", (int)length, bare);
    return *text == '\0' ? "a number is missing"
                         : arena_print(units_arena(units), "a number is missing before '%s'", text);
}

/* "5 1/h" and "5-10 t" go on with a digit, and only the first is an amount. */
static bool second_number(const char *text)
{
    return is_digit(text[strspn(text, "+-")]) && !(text[0] == '1' && text[1] == '/');
}

/* Reads the number and moves *text to what follows it and its space. */
static bool read_number(Units *units, const char **text, double *value, const char **why)
{
    const char *begin = *text + strspn(*text, " ");
    size_t length = number_length(begin);
    const char *problem;
    if (length == 0) {
        *why = number_missing(units, begin);
        return false;
    }
    if (!text_number(begin, length, value, &problem)) {
        *why = arena_print(units_arena(units), "'%.*s' %s", (int)length, begin, problem);
        return false;
    }
    *text = begin + length + strspn(begin + length, " ");
    if (!second_number(*text))
        return true;
    *why = arena_print(units_arena(units), "two numbers in '%s'; one was wanted, written without spaces",
                       begin);
    return false;
}

/* May these bytes, which hold no space, be part of a unit? */
static bool is_unit_word(const Units *units, const char *word, size_t length)
{
    UnitName name;
    for (const char *at = word, *end = word + length; at < end;) {
        size_t signs = strspn(at, "/*.-()"), letters = strcspn(at + signs, "/*.-() ");
        at += signs;
        if (letters > 0 && !unit_name_find(units_money(units), at, letters, &name))
            return false;
        at += letters;
    }
    return true;
}

/* Bytes of the unit at the beginning of the text: its first word, and more as long as they may belong to it. */
static size_t unit_length(const Units *units, const char *text)
{
    size_t length = strcspn(text, " ");
    for (;;) {
        size_t space = strspn(text + length, " ");
        size_t word = strcspn(text + length + space, " ");
        if (word == 0 || !is_unit_word(units, text + length + space, word))
            return length;
        length += space + word;
    }
}

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length;
}

bool units_amount(Units *units, const char *text, double *value, const Unit **unit, const char **rest,
                  const char **why)
{
    if (!read_number(units, &text, value, why))
        return false;
    size_t length = rest != NULL ? unit_length(units, text) : trimmed(text, strlen(text));
    const char *name = text[length] == '\0' ? text : arena_copy(units_arena(units), text, length);
    *unit = units_find(units, name, why);
    if (rest != NULL)
        *rest = text + length + strspn(text + length, " ");
    return *unit != NULL;
}

bool units_temperature(Units *units, const char *text, double *kelvin, const char **why)
{
    static const struct {
        const char *name;
        double zero; /* in K */
    } scales[] = { { "K", 0 }, { "degC", 273.15 }, { "°C", 273.15 }, { "℃", 273.15 }, { "摄氏度", 273.15 } };
    double value;
    const char *whole = text;
    if (!read_number(units, &text, &value, why))
        return false;
    size_t length = trimmed(text, strlen(text));
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        if (strlen(scales[i].name) != length || memcmp(scales[i].name, text, length) != 0)
            continue;
        *kelvin = value + scales[i].zero;
        *why = *kelvin > 0 ? NULL : arena_print(units_arena(units), "'%s' is not above absolute zero", whole);
        return *why == NULL;
    }
    *why = arena_print(units_arena(units), "'%s' is not a temperature; write degC or K, as in 330 degC",
                       whole);
    return false;
}
