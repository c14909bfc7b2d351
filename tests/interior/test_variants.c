/* test_variants - the loops over periods as any machine runs them and as AVX2 does: the same but for rounding
 *
 * Where the machine or the compiler has no AVX2 there is nothing to compare. */
#include "solver/interior/batch.h"
#include "solver/interior/march.h"
#include "solver/memory.h"
#include "tests/interior/stamped.h"
#include "tests/unit/close.h"

#include <stdlib.h>
#include <string.h>

#ifdef COPLANT_HAS_WIDE

static void need_wide(void)
{
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        skip();
}

/* Sums are taken in the same order, so all that differs is rounding once where it was twice. */
static void assert_same_array(const double *plain, const double *wide, size_t count, double tolerance)
{
    double size = 1e-300;
    for (size_t i = 0; i < count; i++)
        size = fmax(size, fabs(plain[i]) < 1e50 ? fabs(plain[i]) : 0);
    for (size_t i = 0; i < count; i++)
        if (!(fabs(plain[i]) < 1e50 && fabs(wide[i]) < 1e50))
            assert_near(wide[i] / plain[i], 1, tolerance);
        else
            assert_near(wide[i] / size, plain[i] / size, tolerance);
}

static double *draw(Chance *chance, size_t count)
{
    double *drawn = memory_take_line(count);
    for (size_t i = 0; i < count; i++)
        drawn[i] = chance_magnitude(chance, -1, 1);
    return drawn;
}

static double *draw_positive(Chance *chance, size_t count)
{
    double *drawn = draw(chance, count);
    for (size_t i = 0; i < count; i++)
        drawn[i] = fabs(drawn[i]);
    return drawn;
}

/* ---- a batch, and the march through it ---- */

typedef struct Fixture {
    Lp lp;
    Pattern pattern;
    Symbolic symbolic;
} Fixture;

static Fixture set_up(int n)
{
    Fixture fixture;
    Chance chance = { (uint64_t)n + 1 };
    LpMatrix matrix;
    stamped_draw(&chance, 16, STAMPED_OPTIMAL, &fixture.lp);
    lp_matrix_init(&matrix, &fixture.lp);
    assert_true(pattern_init(&fixture.pattern, &fixture.lp, &matrix));
    symbolic_init(&fixture.symbolic, &fixture.pattern, fixture.pattern.slots);
    lp_matrix_release(&matrix);
    return fixture;
}

static void tear_down(Fixture *fixture)
{
    symbolic_release(&fixture->symbolic);
    pattern_release(&fixture->pattern);
    lp_release(&fixture->lp);
}

/* What the loops of a variant make of a batch: all in a row, kept apart. */
enum {
    WORK,
    FACTOR,
    INVERSE,
    HALFWAY,
    GONE,
    BACK,
    TRANSPOSED,
    SUM,
    NEXT,
    STATE,
    STORED,
    VECTOR,
    RETURNED,
    RESULTS
};

typedef struct Results {
    double *of[RESULTS];
    size_t count[RESULTS];
} Results;

static double *result(Results *results, int what, size_t count)
{
    results->count[what] = count;
    return results->of[what] = memory_take_line(count);
}

static void run_batch(const Fixture *fixture, const Batch *batch, uint64_t seed, Results *results)
{
    const Pattern *pattern = &fixture->pattern;
    const Symbolic *symbolic = &fixture->symbolic;
    const size_t inner = (size_t)symbolic->inner, outer = (size_t)symbolic->outer,
                 rows = (size_t)(pattern->inner + pattern->linking), columns = (size_t)pattern->columns,
                 slots = (size_t)pattern->slots, linking = (size_t)pattern->linking;
    Chance chance = { seed };
    unsigned char *here = memory_take(rows * LANES, 1);
    double *weight = draw_positive(&chance, columns * LANES), *r = draw(&chance, inner * LANES),
           *solved = draw(&chance, (inner + outer) * LANES), *y = draw(&chance, (rows + slots) * LANES),
           *after = draw(&chance, linking * LANES);
    for (size_t i = 0; i < rows * LANES; i++)
        here[i] = !chance_hits(&chance, 0.1);
    double *work = result(results, WORK, (size_t)symbolic->places * LANES),
           *factor = result(results, FACTOR, (size_t)symbolic->start[inner] * LANES),
           *inverse = result(results, INVERSE, inner * LANES),
           *gone = result(results, GONE, (inner + outer) * LANES),
           *halfway = result(results, HALFWAY, inner * LANES), *back = result(results, BACK, inner * LANES);
    batch->factor(symbolic, 1, weight, here, work, factor, inverse);
    batch->forward(symbolic, factor, inverse, r, gone, halfway);
    memcpy(back, halfway, inner * LANES * sizeof *back);
    batch->backward(symbolic, factor, solved, back);
    batch->transposed(pattern, 1, y, after, result(results, TRANSPOSED, columns * LANES));
    batch->sum(pattern, 1, weight, result(results, SUM, (rows + slots) * LANES),
               result(results, NEXT, linking * LANES));
    free(weight);
    free(here);
    free(r);
    free(solved);
    free(y);
    free(after);
}

/* Three periods upwards, or downwards, through outer matrices that `from` has made. */
static void run_march(const Fixture *fixture, const Marching *marching, bool down, const Results *from,
                      Results *results)
{
    enum { PERIODS = 3 };
    const Symbolic *symbolic = &fixture->symbolic;
    const size_t linking = (size_t)fixture->pattern.linking, slots = (size_t)fixture->pattern.slots,
                 places = (size_t)(symbolic->places - symbolic->entries);
    March march;
    march_init(&march, &fixture->pattern);
    march_begin(&march, fixture->pattern.slots);
    double *each = memory_take_line(places * LANES), *diagonal = memory_take_line(linking),
           *stored = result(results, STORED, PERIODS * march_size(march.linking, march.slots)),
           *vector = result(results, VECTOR, 2 * linking + slots),
           *returned = result(results, RETURNED, 2 * linking + slots);
    for (size_t c = 0; c < linking; c++)
        diagonal[c] = 1;
    marching->unravel(from->of[WORK] + symbolic->entries * LANES, (int)places, each);
    for (size_t t = 0; t < PERIODS; t++)
        marching->step(&march, down, each + t * places, fixture->pattern.slots, diagonal,
                       stored + t * march_size(march.linking, march.slots));
    double *state = result(results, STATE, (size_t)march.high * (size_t)march.high);
    for (size_t c = 0; c < (size_t)march.high; c++)
        for (size_t i = c; i < (size_t)march.high; i++)
            state[i + c * (size_t)march.high] = *march_at(&march, i, c);
    Chance chance = { 5 };
    for (size_t i = 0; i < 2 * linking + slots; i++)
        vector[i] = chance_magnitude(&chance, -1, 1);
    marching->forward(march.linking, march.slots, stored, vector);
    memcpy(returned, vector, (2 * linking + slots) * sizeof *returned);
    marching->backward(march.linking, march.slots, stored, returned);
    free(each);
    free(diagonal);
    march_release(&march);
}

static void release_results(Results *results)
{
    for (int k = 0; k < RESULTS; k++)
        free(results->of[k]);
}

static void batches_and_marches_are_the_same(void **state)
{
    (void)state;
    enum { PROGRAMS = 40 };
    need_wide();
    for (int n = 0; n < PROGRAMS; n++) {
        Fixture fixture = set_up(n);
        Results plain = { .of = { NULL } }, wide = { .of = { NULL } };
        run_batch(&fixture, &batch_plain, 3, &plain);
        run_batch(&fixture, &batch_wide, 3, &wide);
        run_march(&fixture, &marching_plain, n % 2 == 1, &plain, &plain);
        run_march(&fixture, &marching_wide, n % 2 == 1, &plain, &wide);
        for (int k = 0; k < RESULTS; k++) {
            assert_int_equal(plain.count[k], wide.count[k]);
            assert_same_array(plain.of[k], wide.of[k], plain.count[k], 1e-9);
        }
        release_results(&plain);
        release_results(&wide);
        tear_down(&fixture);
    }
}

#else

static void batches_and_marches_are_the_same(void **state)
{
    (void)state;
    skip();
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(batches_and_marches_are_the_same) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
