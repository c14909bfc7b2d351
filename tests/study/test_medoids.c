/* test_medoids - members of a set that stand best for it, on a line where one sees them */
#include "models/study/medoids.h"
#include "tests/unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

enum { MOST = 12 };

static void distances(const double *at, size_t count, double *distance)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            distance[i * count + j] = fabs(at[i] - at[j]);
}

static double sum_of(const double *distance, size_t count, const size_t *medoid, const size_t *stands)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += distance[medoid[stands[i]] * count + i];
    return sum;
}

/* Two heaps, 0 1 2 and 10 11 12: their middles stand for them, at a distance of 4 in all. */
static void middles_stand_for_heaps(void **state)
{
    (void)state;
    const double at[] = { 0, 10, 1, 11, 2, 12 };
    double distance[36];
    size_t medoid[2], stands[6];
    distances(at, 6, distance);
    medoids_find(distance, 6, 2, 0, medoid, stands);
    assert_true((at[medoid[0]] == 1 && at[medoid[1]] == 11) || (at[medoid[0]] == 11 && at[medoid[1]] == 1));
    assert_true(sum_of(distance, 6, medoid, stands) == 4);
}

/* With 12 given, the other one still stands in the middle of the first heap; 10 and 11 go to 12. */
static void given_ones_stay(void **state)
{
    (void)state;
    const double at[] = { 0, 10, 1, 11, 2, 12 };
    double distance[36];
    size_t medoid[2] = { 5 }, stands[6];
    distances(at, 6, distance);
    medoids_find(distance, 6, 2, 1, medoid, stands);
    assert_int_equal(medoid[0], 5);
    assert_int_equal(medoid[1], 2);
    const size_t by[] = { 1, 0, 1, 0, 1, 0 };
    assert_memory_equal(stands, by, sizeof by);
}

/* Where all are alike, each medoid stands at least for itself. */
static void equals_are_shared(void **state)
{
    (void)state;
    const double at[] = { 7, 7, 7, 7 };
    double distance[16];
    size_t medoid[3], stands[4];
    distances(at, 4, distance);
    medoids_find(distance, 4, 3, 0, medoid, stands);
    for (size_t m = 0; m < 3; m++)
        assert_int_equal(stands[medoid[m]], m);
}

/* On a line a few exchanges find nearly the best of all choices: never less, seldom more than 30 % more. */
static void near_the_best_by_chance(void **state)
{
    (void)state;
    Chance chance = { 5 };
    for (int round = 0; round < 200; round++) {
        double at[MOST], distance[MOST * MOST], least = INFINITY;
        size_t medoid[3], stands[MOST];
        for (size_t i = 0; i < MOST; i++)
            at[i] = chance_share(&chance);
        distances(at, MOST, distance);
        for (size_t a = 0; a < MOST; a++)
            for (size_t b = 0; b < a; b++)
                for (size_t c = 0; c < b; c++) {
                    double sum = 0;
                    for (size_t i = 0; i < MOST; i++)
                        sum += fmin(distance[a * MOST + i],
                                    fmin(distance[b * MOST + i], distance[c * MOST + i]));
                    least = fmin(least, sum);
                }
        medoids_find(distance, MOST, 3, 0, medoid, stands);
        const double found = sum_of(distance, MOST, medoid, stands);
        assert_true(found > least - 1e-12);
        assert_true(found < 1.3 * least);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(middles_stand_for_heaps),
        cmocka_unit_test(given_ones_stay),
        cmocka_unit_test(equals_are_shared),
        cmocka_unit_test(near_the_best_by_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
