/* close - comparing numbers in tests: cmocka's own comparison works in single precision */
#ifndef COPLANT_TESTS_CLOSE_H
#define COPLANT_TESTS_CLOSE_H

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

/* |actual - wanted| <= tolerance * max(1, |wanted|); NaN is close to nothing. */
#define assert_near(actual, wanted, tolerance) \
    assert_near_at((actual), (wanted), (tolerance), #actual, __FILE__, __LINE__)

#define assert_close(actual, wanted) assert_near(actual, wanted, 1e-9)

static inline void assert_near_at(double actual, double wanted, double tolerance, const char *expression,
                                  const char *file, int line)
{
    if (actual == wanted || fabs(actual - wanted) <= tolerance * fmax(1, fabs(wanted)))
        return;
    print_error("%s is %.17g, wanted %.17g within %g\n", expression, actual, wanted, tolerance);
    _fail(file, line);
}

#endif
