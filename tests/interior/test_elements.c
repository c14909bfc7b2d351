/* test_elements - the loops over columns as any machine runs them and as AVX2 does: the same but for rounding
 *
 * Where the machine or the compiler has no AVX2 there is nothing to compare. */
#include "solver/interior/elements.h"
#include "solver/memory.h"
#include "tests/unit/chance.h"
#include "tests/unit/close.h"

#include <stdlib.h>
#include <string.h>

#ifdef COPLANT_HAS_WIDE

enum { COLUMNS = 24, ARRAYS = 13 };

static double *draw(Chance *chance)
{
    double *drawn = memory_take_line(COLUMNS);
    for (int j = 0; j < COLUMNS; j++)
        drawn[j] = chance_magnitude(chance, -1, 1);
    return drawn;
}

/* Of each kind of limits, and some that are not here. */
static Columns draw_columns(Chance *chance, double *array[ARRAYS])
{
    for (int k = 0; k < ARRAYS; k++)
        array[k] = draw(chance);
    double *lower = array[0], *upper = array[1], *x = array[2], *z = array[3], *s = array[4];
    unsigned char *here = (unsigned char *)array[5];
    for (int j = 0; j < COLUMNS; j++) {
        const bool has_lower = j % 4 < 2, has_upper = j % 2 == 0;
        lower[j] = has_lower ? 0 : -FAR;
        upper[j] = has_upper ? (has_lower ? 20 : 0) : FAR;
        x[j] = has_lower ? fabs(x[j]) : has_upper ? -fabs(x[j]) : x[j];
        z[j] = has_lower ? fabs(z[j]) : 0;
        s[j] = has_upper ? fabs(s[j]) : 0;
        here[j] = j % 7 != 6;
    }
    return (Columns){
        .lower = lower,
        .upper = upper,
        .x = x,
        .z = z,
        .s = s,
        .here = here,
        .cost = array[6],
        .dx = array[7],
        .dz = array[8],
        .ds = array[9],
        .cx = array[10],
        .miss = array[11],
        .weight = array[12],
    };
}

/* Everything that is done to columns in an iteration; all that comes out goes into `out`. */
static size_t run_elements(const Elements *elements, double *array[ARRAYS], double *out)
{
    Chance chance = { 17 };
    const Columns columns = draw_columns(&chance, array);
    const Chunk chunk = { 0, COLUMNS };
    double *at = draw(&chance), *t = memory_take_line(COLUMNS), *even = memory_take_line(COLUMNS);
    size_t n = 0;
    Measure measure = { 0 };
    Outlook outlook = { 0 };
    elements->measure(&columns, chunk, at, t, &measure);
    memcpy(out, t, COLUMNS * sizeof *out);
    n += COLUMNS;
    elements->predict(&columns, chunk, at, t, even, &outlook);
    for (int j = 0; j < COLUMNS; j++)
        out[n++] = t[j] + 0.5 * even[j];
    for (int centres = 0; centres < 2; centres++) {
        const Aim aim = { .centres = centres, .product = 0.5, .primal = 0.7, .dual = 0.8 };
        Trials trials = { .count = 4, .weight = { 0.1, 0.4, 0.7, 1 } };
        if (centres) {
            elements->aim(&columns, chunk, &aim, t);
            memcpy(out + n, t, COLUMNS * sizeof *out);
            n += COLUMNS;
        }
        elements->correct(&columns, chunk, &aim, at, &trials);
        for (int i = 0; i < trials.count; i++) {
            out[n++] = trials.primal_use[i];
            out[n++] = trials.dual_use[i];
        }
        elements->accept(&columns, chunk, &aim, 0.3, 0.4);
    }
    elements->advance(&columns, chunk, 0.01, 0.02);
    const double sums[] = { measure.cost,     measure.value,      measure.products, measure.miss,
                            measure.ray_miss, measure.boxed,      outlook.primal,   outlook.dual,
                            outlook.both,     outlook.primal_use, outlook.dual_use };
    memcpy(out + n, sums, sizeof sums);
    free(at);
    free(t);
    free(even);
    return n + sizeof sums / sizeof sums[0];
}

static void elements_are_the_same(void **state)
{
    (void)state;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        skip();
    double *plain[ARRAYS], *wide[ARRAYS], plain_out[200], wide_out[200];
    const size_t count = run_elements(&elements_plain, plain, plain_out);
    assert_int_equal(run_elements(&elements_wide, wide, wide_out), count);
    for (size_t n = 0; n < count; n++)
        assert_near(wide_out[n], plain_out[n], 1e-12);
    for (int k = 0; k < ARRAYS; k++) {
        for (int j = 0; j < COLUMNS; j++)
            assert_near(wide[k][j], plain[k][j], 1e-12);
        free(plain[k]);
        free(wide[k]);
    }
}

#else

static void elements_are_the_same(void **state)
{
    (void)state;
    skip();
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(elements_are_the_same) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
