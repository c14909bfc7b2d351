/* digits - a number in decimal digits, the fewest that read back as the same, fifteen or nine, by whole numbers
 *
 *     value = m 2^e,  2^52 < m < 2^53;      value 10^k = m 5^k 2^(e + k)
 *
 * For k <= 32 the product m 5^k has at most 128 bits, so n = value 10^k rounded to a whole number, half to even, is exact, and so is what it is off by.
 * n / 10^k reads back as the value where that is less than half a step of m, which is 5^k / 2 in units of 2^(e + k). Fewer digits are
 * multiples of 100 or of 10 of the same n. Nine digits leave room for error: there the product in floating point decides where it is clear. */
#include "models/base/digits.h"

#include <assert.h>
#include <endian.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

enum { MANTISSA = 53, BIAS = 1023 + 52, MOST = 17, FIVES = 27, FIVES_MOST = 32 };

static const uint64_t HIDDEN = (uint64_t)1 << (MANTISSA - 1); /* the bit of a mantissa that is not stored */

/* 5^0 to 5^27, the last that has 64 bits. */
static const uint64_t five[FIVES + 1] = {
    1u,
    5u,
    25u,
    125u,
    625u,
    3125u,
    15625u,
    78125u,
    390625u,
    1953125u,
    9765625u,
    48828125u,
    244140625u,
    1220703125u,
    6103515625u,
    30517578125u,
    152587890625u,
    762939453125u,
    3814697265625u,
    19073486328125u,
    95367431640625u,
    476837158203125u,
    2384185791015625u,
    11920928955078125u,
    59604644775390625u,
    298023223876953125u,
    1490116119384765625u,
    7450580596923828125u,
};

/* Least number of 18 digits. */
static const uint64_t too_many = 100000000000000000u;

/* n = value 10^k, cut off, and what is left of it in units of 2^-shift; of what is less than 1e15 shift > 0. */
typedef struct Scaled {
    uint64_t n;
    Wide left, step; /* step: of the last bit of the value */
    int shift;
} Scaled;

static Scaled scale(uint64_t m, int e, int k)
{
    assert(k >= 0 && k <= FIVES_MOST);
    Scaled scaled = { .step = k > FIVES ? (Wide)five[FIVES] * five[k - FIVES] : five[k], .shift = -(e + k) };
    const Wide product = m * scaled.step;
    scaled.n = (uint64_t)(product >> scaled.shift);
    scaled.left = product - ((Wide)scaled.n << scaled.shift);
    return scaled;
}

/* To the nearest multiple of a unit, half to even; true where that then reads back as the value. */
static bool round_off(const Scaled *scaled, uint32_t unit, uint64_t *n)
{
    const uint64_t rest = scaled->n % unit;
    const Wide below = ((Wide)rest << scaled->shift) + scaled->left,
               above = ((Wide)unit << scaled->shift) - below;
    const bool up = below > above || (below == above && scaled->n / unit % 2 == 1);
    *n = scaled->n - rest + (up ? unit : 0);
    return 2 * (up ? above : below) < scaled->step;
}

/* "00" to "99" */
static const char two[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

/* Nine digits of n < 10^9: of 32 bits a division is cheap. */
static void put_nine(uint32_t n, char *digit)
{
    for (int i = 7; i > 0; i -= 2, n /= 100)
        memcpy(digit + i, two + 2 * (size_t)(n % 100), 2);
    digit[0] = (char)('0' + n);
}

static char *put(char *at, const char *from, int count)
{
    memcpy(at, from, (size_t)count);
    return at + count;
}

/* n / 10^k as %g does it, 0 < n < 10^18: 0.0012, 1.2e-05. Returns its length. */
static size_t put_number(uint64_t n, int k, bool negative, char *buffer)
{
    char *at = buffer;
    static const char none[] = "0.000000000000000000";
    char digit[2 * 9];
    put_nine((uint32_t)(n / 1000000000), digit);
    put_nine((uint32_t)(n % 1000000000), digit + 9);
    int from = 0, to = 2 * 9;
    while (digit[from] == '0')
        from++;
    const int power = to - from - 1 - k; /* of the first digit */
    while (digit[to - 1] == '0')
        to--;
    const char *first = digit + from;
    const int count = to - from;
    if (negative)
        *at++ = '-';
    if (power < -4) {
        *at++ = *first;
        if (count > 1)
            *at++ = '.';
        at = put(at, first + 1, count - 1);
        at = put(at, "e-", 2);
        *at++ = (char)('0' - power / 10);
        *at++ = (char)('0' - power % 10);
    } else if (power < 0) {
        at = put(at, none, 1 - power);
        at = put(at, first, count);
    } else if (power + 1 >= count) {
        at = put(at, first, count);
        at = put(at, none + 2, power + 1 - count);
    } else {
        at = put(at, first, power + 1);
        *at++ = '.';
        at = put(at, first + power + 1, count - power - 1);
    }
    *at = '\0';
    return (size_t)(at - buffer);
}

size_t digits_whole(double value, char *buffer)
{
    enum { LONGEST = 9 };
    if (!(value >= 0 && value < 1e9) || signbit(value) || (uint32_t)value != value)
        return 0;
    char digit[LONGEST];
    int from = LONGEST;
    uint32_t left = (uint32_t)value;
    do
        digit[--from] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    *put(buffer, digit + from, LONGEST - from) = '\0';
    return (size_t)(LONGEST - from);
}

/* Whole part of the logarithm to base 10 of m 2^e, or one less: 1233 / 4096 is a little less than that of 2. */
static int power_of(int e)
{
    const int bits = e + MANTISSA - 1;
    return bits >= 0 ? bits * 1233 / 4096 : -((-bits * 1234 + 4095) / 4096);
}

/* |value| = m 2^e, with the hidden bit. */
static uint64_t mantissa_of(double value, int *e)
{
    const double size = fabs(value);
    uint64_t bits;
    memcpy(&bits, &size, sizeof bits);
    *e = (int)(bits >> (MANTISSA - 1)) - BIAS;
    return HIDDEN | (bits & (HIDDEN - 1));
}

/* To seventeen digits, not yet rounded; *behind: of how many behind the point. */
static Scaled scale_to_most(uint64_t m, int e, int *behind)
{
    int k = MOST - 1 - power_of(e);
    if (k > FIVES_MOST)
        k = FIVES_MOST;
    Scaled scaled = scale(m, e, k);
    if (scaled.n >= too_many)
        scaled = scale(m, e, --k);
    *behind = k;
    return scaled;
}

size_t digits_shortest(double value, char *buffer)
{
    if (!(fabs(value) >= 1e-16 && fabs(value) < 1e15))
        return 0;
    int e, k;
    const uint64_t m = mantissa_of(value, &e);
    if (m == HIDDEN) /* the step below is half of that above */
        return 0;
    const Scaled scaled = scale_to_most(m, e, &k);
    uint64_t n;
    if (!round_off(&scaled, 100, &n) && !round_off(&scaled, 10, &n) && !round_off(&scaled, 1, &n))
        return 0;
    return put_number(n, k, value < 0, buffer);
}

size_t digits_fifteen(double value, char *buffer)
{
    /* Of what is larger, some is rounded to 1e+15. */
    if (!(fabs(value) >= 1e-16 && fabs(value) < 1e14))
        return 0;
    int e, k;
    const uint64_t m = mantissa_of(value, &e);
    const Scaled scaled = scale_to_most(m, e, &k);
    uint64_t n;
    round_off(&scaled, 100, &n);
    return put_number(n, k, value < 0, buffer);
}

/* Eight digits of n < 10^8, the first in the lowest byte: halves of halves, side by side in one word. n / 100 and n / 10 are products with
 * 10486 / 2^20 and 103 / 2^10, a little more than 1/100 and 1/10. */
static uint64_t eight_of(uint32_t n)
{
    const uint64_t four = n / 10000 | (uint64_t)(n % 10000) << 32;
    const uint64_t hundreds = four * 10486 >> 20 & 0x7f0000007f;
    const uint64_t pairs = hundreds | (four - 100 * hundreds) << 16;
    const uint64_t tens = pairs * 103 >> 10 & 0x000f000f000f000f;
    return tens | (pairs - 10 * tens) << 8;
}

static void put_eight(uint64_t digits, char *at)
{
    const uint64_t bytes = htole64(digits);
    memcpy(at, &bytes, sizeof bytes);
}

/* How many of them are left without zeros at the end. */
static int length_of(uint64_t digits)
{
    return digits == 0 ? 0 : 8 - __builtin_clzll(digits) / 8;
}

/* n / 10^k as put_number, 10^8 <= n < 10^9, k >= 0. Digits are put eight at a time, and what is too much is cut off. */
static size_t put_short(uint32_t n, int k, bool negative, char *buffer)
{
    enum { DIGITS = 9, ZEROS_MOST = 3 };
    static const uint64_t zeros = 0x3030303030303030;
    const int whole = DIGITS - k; /* digits before the point */
    if (whole < -ZEROS_MOST)
        return put_number(n, k, negative, buffer);
    const uint64_t rest = eight_of(n % 100000000);
    const char first = (char)('0' + n / 100000000);
    const int count = 1 + length_of(rest);
    char *at = buffer;
    if (negative)
        *at++ = '-';
    if (whole <= 0) {
        memcpy(at, "0.000", 2 + ZEROS_MOST);
        at += 2 - whole;
        *at = first;
        put_eight(rest + zeros, at + 1);
        at += count;
    } else {
        *at = first;
        put_eight(rest + zeros, at + 1);
        at[whole] = '.'; /* where no digit follows it the end of the text is written over it */
        put_eight((rest + zeros) >> 8 * ((whole - 1) % 8),
                  at + whole + 1); /* of nine whole ones none follows */
        at += count > whole ? count + 1 : whole;
    }
    *at = '\0';
    return (size_t)(at - buffer);
}

/* 10^0 to 10^22, the last that a double holds. */
static const double ten[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* n = size 10^k rounded to a whole number, where the product, which below 10^9 is off by less than 10^-7, leaves no doubt. */
static bool round_quickly(double size, int k, uint32_t *n)
{
    const double product = size * ten[k];
    *n = (uint32_t)product;
    const double left = product - *n;
    *n += left > 0.5;
    return fabs(left - 0.5) > 1e-6;
}

static uint32_t round_exactly(double size, int k)
{
    int e;
    const uint64_t m = mantissa_of(size, &e);
    const Scaled scaled = scale(m, e, k);
    const Wide half = (Wide)1 << (scaled.shift - 1);
    return (uint32_t)scaled.n + (scaled.left > half || (scaled.left == half && scaled.n % 2 == 1));
}

size_t digits_nine(double value, char *buffer)
{
    enum { DIGITS = 9 };
    const double size = fabs(value);
    if (!(size >= 1e-13 && size < 1e8))
        return 0;
    int e;
    mantissa_of(value, &e);
    int k = DIGITS - 1 - power_of(e);
    k -= size * ten[k] >= 1e9; /* its logarithm was one more */
    uint32_t n;
    if (!round_quickly(size, k, &n))
        n = round_exactly(size, k);
    return n == 1000000000 ? put_short(n / 10, k - 1, value < 0, buffer) : put_short(n, k, value < 0, buffer);
}
