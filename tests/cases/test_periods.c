/* test_periods - parks with time, by chance: simplex and interior point agree, and two threads give the bytes of one
 *
 * COPLANT_PARKS says how many, else there are a few. */
#include "models/compile.h"
#include "models/park_file.h"
#include "solver/certify.h"
#include "tests/cases/read_park.h"
#include "tests/unit/same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_PARKS = 100 };

/* Every fifth park has limits that may clash. Fewer than eight periods are no pattern, nine are more than a batch of eight. */
static Park *nth_park(int n)
{
    static const int steps[] = { 2, 8, 9, 3, 12, 16, 24, 10 };
    return read_park(
        (RandomPark){ .seed = (uint64_t)n, .prices = 1, .tight = n % 5 == 4, .steps = steps[n % 8] });
}

typedef struct Count {
    int status[LP_REFUSED + 1], by_periods, from_inside;
    double widest; /* difference of two objectives, relative */
} Count;

static bool is_proved(const Lp *lp, const LpResult *result)
{
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    const bool proved = result->status == LP_OPTIMAL
                            ? certify_optimum(lp, &matrix, result->x, result->row_dual).proved
                            : result->status == LP_INFEASIBLE
                                  && (result->row_ray == NULL
                                      || certify_infeasible(lp, &matrix, result->row_ray));
    lp_matrix_release(&matrix);
    return proved;
}

static double apart(double one, double other)
{
    return fabs(one - other) / fmax(1, fabs(other));
}

static void compare(const Lp *lp, int n, Count *count)
{
    LpResult simplex, one, two;
    lp_solve(lp, &(LpOptions){ .backend = "glpk" }, &simplex);
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = 1 }, &one);
    lp_solve(lp, &(LpOptions){ .backend = "interior", .threads = 2 }, &two);
    const double difference = simplex.status == LP_OPTIMAL ? apart(one.objective, simplex.objective) : 0;
    const bool agree = one.status == simplex.status && difference <= 1e-7 && is_proved(lp, &simplex)
                       && is_proved(lp, &one);
    if (!agree)
        print_error("park %d: glpk %s, %.12g; interior %s, %.12g, by %s; %s\n", n,
                    lp_status_name(simplex.status), simplex.objective, lp_status_name(one.status),
                    one.objective, one.solved_by, one.message);
    assert_true(agree);
    assert_same_answer(&one, &two);
    count->status[one.status]++;
    count->by_periods += strcmp(one.method, "by periods") == 0;
    count->from_inside += strcmp(one.solved_by, "interior") == 0;
    count->widest = fmax(count->widest, difference);
    if (strcmp(one.solved_by, "interior") != 0)
        print_message("park %d: %s by %s\n", n, lp_status_name(one.status), one.solved_by);
    lp_result_release(&simplex);
    lp_result_release(&one);
    lp_result_release(&two);
}

static void simplex_and_interior_agree(void **state)
{
    (void)state;
    const char *wanted = getenv("COPLANT_PARKS");
    const int parks = wanted != NULL ? atoi(wanted) : FEW_PARKS;
    Count count = { .widest = 0 };
    for (int n = 0; n < parks; n++) {
        Park *park = nth_park(n);
        Program *program = program_compile(park, NULL);
        compare(&program->lp, n, &count);
        program_free(program);
        park_free(park);
    }
    print_message(
        "%d parks, %d optimal, %d infeasible; %d by periods, %d settled from inside; objectives %.1e "
        "apart at most\n",
        parks, count.status[LP_OPTIMAL], count.status[LP_INFEASIBLE], count.by_periods, count.from_inside,
        count.widest);
    assert_true(count.status[LP_OPTIMAL] > parks / 2);
    assert_true(count.status[LP_INFEASIBLE] > parks / 50);
    assert_true(count.by_periods > parks / 2);
    assert_true(count.from_inside > parks * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(simplex_and_interior_agree) };
    return cmocka_run_group_tests_name("periods", tests, NULL, NULL);
}
