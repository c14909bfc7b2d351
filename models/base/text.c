/* text - small questions about names and UTF-8 */
#include "models/base/text.h"

#include "models/base/digits.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    REPLACEMENT = 0xFFFD,
    LONGEST_NAME = 64,   /* characters; a longer word gets no suggestion */
    LONGEST_NUMBER = 400 /* characters */
};

bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

uint64_t text_hash(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

/* Bytes of the character that begins with this one; 0 when none does. */
static int bytes_of(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

uint32_t text_next(const char **text)
{
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char *at = (const unsigned char *)*text;
    if (*at == '\0')
        return 0;
    int bytes = bytes_of(*at);
    *text += 1;
    if (bytes <= 1)
        return bytes == 1 ? *at : REPLACEMENT;

    uint32_t c = *at & (0x7FU >> bytes);
    for (int i = 1; i < bytes; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (at[i] & 0x3FU);
    }
    if (c < smallest[bytes] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return REPLACEMENT;
    *text += bytes - 1;
    return c;
}

size_t text_length(const char *text)
{
    size_t length = 0;
    while (text_next(&text) != 0)
        length++;
    return length;
}

typedef struct Range {
    uint32_t first, last;
} Range;

/* After Unicode 15, EastAsianWidth W and F, in blocks. */
static const Range wide[] = {
    { 0x1100, 0x115F },   { 0x231A, 0x231B },   { 0x2329, 0x232A },   { 0x2E80, 0x303E },
    { 0x3041, 0x33FF },   { 0x3400, 0x4DBF },   { 0x4E00, 0xA4CF },   { 0xA960, 0xA97F },
    { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },   { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6F },
    { 0xFF01, 0xFF60 },   { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF },
    { 0x1F900, 0x1FAFF }, { 0x20000, 0x3FFFD },
};

/* Marks that stand on the character before them, and what is not seen at all. */
static const Range narrow[] = {
    { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x1AB0, 0x1AFF },   { 0x1DC0, 0x1DFF },
    { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x2064 }, { 0x20D0, 0x20FF },   { 0x302A, 0x302D },
    { 0x3099, 0x309A }, { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xE0100, 0xE01EF }, { 0xFEFF, 0xFEFF },
};

static bool within(const Range *range, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (c >= range[i].first && c <= range[i].last)
            return true;
    return false;
}

static int width_of(uint32_t c)
{
    if (c < 0x300)
        return c >= 0x20 && (c < 0x7F || c >= 0xA0);
    if (within(narrow, sizeof narrow / sizeof narrow[0], c))
        return 0;
    return within(wide, sizeof wide / sizeof wide[0], c) ? 2 : 1;
}

int text_width(const char *text, size_t characters)
{
    int width = 0;
    for (; characters > 0; characters--) {
        uint32_t c = text_next(&text);
        if (c == 0)
            break;
        width += width_of(c);
    }
    return width;
}

bool text_is_command(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E)
           || (c >= 0x2066 && c <= 0x2069);
}

/* A word as code points, cut off when too long to compare. */
typedef struct Word {
    uint32_t c[LONGEST_NAME];
    int length;
} Word;

static bool word_read(Word *word, const char *text)
{
    word->length = 0;
    for (uint32_t c; (c = text_next(&text)) != 0;) {
        if (word->length == LONGEST_NAME)
            return false;
        word->c[word->length++] = c;
    }
    return true;
}

static uint32_t folded(uint32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

enum { EDIT = 100, CASE = 1 }; /* a difference of case only breaks ties */

static int exchange(uint32_t a, uint32_t b)
{
    return a == b ? 0 : folded(a) == folded(b) ? CASE : EDIT;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein, in its form of optimal string alignment:
 *
 *     d(i, j) = min of d(i-1, j) + 1,  d(i, j-1) + 1,  d(i-1, j-1) + [a_i != b_j],
 *                      d(i-2, j-2) + 1 where a_i = b_(j-1) and a_(i-1) = b_j */
static int distance(const Word *a, const Word *b)
{
    int rows[3][LONGEST_NAME + 1];
    int *before = rows[0], *last = rows[1], *row = rows[2];
    for (int j = 0; j <= b->length; j++)
        last[j] = j * EDIT;
    for (int i = 1; i <= a->length; i++) {
        row[0] = i * EDIT;
        for (int j = 1; j <= b->length; j++) {
            row[j] = smaller(smaller(last[j], row[j - 1]) + EDIT,
                             last[j - 1] + exchange(a->c[i - 1], b->c[j - 1]));
            if (i > 1 && j > 1 && folded(a->c[i - 1]) == folded(b->c[j - 2])
                && folded(a->c[i - 2]) == folded(b->c[j - 1]))
                row[j] = smaller(row[j], before[j - 2] + EDIT);
        }
        int *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b->length];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    Word wanted, candidate;
    if (!word_read(&wanted, word) || wanted.length == 0)
        return NULL;
    int edits = wanted.length < 6 ? 1 : wanted.length / 3;
    int best = edits * EDIT + EDIT;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!word_read(&candidate, candidates[i]) || abs(candidate.length - wanted.length) > edits)
            continue;
        int apart = distance(&wanted, &candidate);
        bool nothing_shared = apart >= EDIT * wanted.length;
        if (apart < best && !nothing_shared) {
            best = apart;
            nearest = candidates[i];
        }
    }
    return nearest;
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

static bool holds(const char *at, const char *end, char c)
{
    return memchr(at, c, (size_t)(end - at)) != NULL;
}

/* What strtod would take or an engineer would write, but we do not read as a number. */
static const char *explain(const char *at, const char *end)
{
    if (*at == '+' || *at == '-')
        at++;
    if (end - at > 1 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
        return "is hexadecimal; write it in decimal";
    const char *digits = skip_digits(at, end);
    if (digits == at || end - digits < 2)
        return "is not a number";
    if (holds(at, end, '_') || holds(at, end, '\'') || (*digits == ',' && holds(digits + 1, end, ',')))
        return "has thousands separators; leave them out";
    if (*digits != ',')
        return "is not a number";
    bool thousands = *at != '0' && digits - at <= 3 && skip_digits(digits + 1, end) - digits == 4;
    return thousands ? "has a thousands separator; write 1350, not 1,350"
                     : "has a decimal comma; write 1.5, not 1,5";
}

/* [+-] digits [. digits] [e [+-] digits], with a digit before or after the point */
static bool well_formed(const char *at, const char *end)
{
    if (at < end && (*at == '+' || *at == '-'))
        at++;
    const char *mantissa = at;
    at = skip_digits(at, end);
    size_t digits = (size_t)(at - mantissa);
    if (at < end && *at == '.') {
        const char *fraction = ++at;
        at = skip_digits(at, end);
        digits += (size_t)(at - fraction);
    }
    if (digits == 0)
        return false;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        const char *exponent = at;
        at = skip_digits(at, end);
        if (at == exponent)
            return false;
    }
    return at == end;
}

static bool has_digit_but_zero(const char *text)
{
    size_t mantissa = strcspn(text, "eE");
    return strcspn(text, "123456789") < mantissa;
}

/* strtod and printf follow the locale of the thread; these two look at "C", made once, by whichever thread comes first, for as long as they work. */
static locale_t made_plain;

static void make_plain(void)
{
    made_plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static locale_t plain(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_plain);
    return made_plain;
}

static double read_double(const char *text)
{
    locale_t before = uselocale(plain());
    double value = strtod(text, NULL);
    uselocale(before);
    return value;
}

static void print_double(char *buffer, size_t size, int digits, double value)
{
    locale_t before = uselocale(plain());
    snprintf(buffer, size, "%.*g", digits, value);
    uselocale(before);
}

static const char *unreadable(const char *text, size_t length)
{
    if (length == 0)
        return "is empty; a number is missing";
    if (length > LONGEST_NUMBER)
        return "is too long for a number";
    return well_formed(text, text + length) ? NULL : explain(text, text + length);
}

bool text_number(const char *text, size_t length, double *value, const char **why)
{
    *why = unreadable(text, length);
    if (*why != NULL)
        return false;
    char buffer[LONGEST_NUMBER + 1] = "";
    memcpy(buffer, text, length);
    double read = read_double(buffer);
    if (!isfinite(read))
        *why = "is too large";
    else if (read == 0 && has_digit_but_zero(buffer))
        *why = "is too small";
    else
        *value = read;
    return *why == NULL;
}

size_t text_put_shortest(double value, char buffer[32])
{
    size_t length = digits_whole(value, buffer);
    if (length == 0)
        length = digits_shortest(value, buffer);
    if (length > 0)
        return length;
    for (int digits = 15; digits <= 17; digits++) {
        print_double(buffer, 32, digits, value);
        if (read_double(buffer) == value)
            break;
    }
    return strlen(buffer);
}

const char *text_shortest(double value, char buffer[32])
{
    text_put_shortest(value, buffer);
    return buffer;
}

size_t text_put_nine(double value, char buffer[32])
{
    size_t length = digits_whole(value, buffer);
    if (length == 0)
        length = digits_nine(value, buffer);
    if (length > 0)
        return length;
    print_double(buffer, 32, 9, value);
    return strlen(buffer);
}

const char *text_fifteen(double value, char buffer[32])
{
    if (digits_fifteen(value, buffer) == 0)
        print_double(buffer, 32, 15, value);
    return buffer;
}
