/* again - what it costs to solve a park once more after its prices or limits have changed
 *
 *     again PARK [CHANGES]
 *
 * Two rows, for prices and for limits: CHANGES times (50 when not given) all of them are drawn anew, within 5 % of what the park says, and
 * the program is solved by GLPK's simplex cold and from the basis of the answer before: medians in ms of checking, scaling, solving and
 * proving, their ratio, the steps, and the worst relative difference of the two optima; beside them the interior point method, which always
 * starts cold. Limits are the right-hand sides and bounds that
 * are neither 0 nor infinite. Draws that leave no plan are drawn again. */
#include "models/compile.h"
#include "solver/solve.h"
#include "tests/bench/drawn.h"
#include "tests/bench/loaded.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

enum { CHANGES_MOST = 1000 };

static const double most_change = 0.05;

typedef struct Measured {
    double cold[CHANGES_MOST], warm[CHANGES_MOST], interior[CHANGES_MOST]; /* ms */
    double cold_steps, warm_steps;                                         /* sums */
    double difference, interior_difference;                                /* worst */
} Measured;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return 1e3 * (double)at.tv_sec + 1e-6 * (double)at.tv_nsec;
}

static double drawn_near(double value, uint64_t *state)
{
    return value * (1 + most_change * (2 * draw(state) - 1));
}

static void change_prices(const Lp *from, Lp *to, uint64_t *state)
{
    for (size_t j = 0; j < from->columns; j++)
        to->cost[j] = drawn_near(from->cost[j], state);
}

/* Both limits by the same factor, so that they don't cross. */
static void change_pair(const double *from_lower, const double *from_upper, double *lower, double *upper,
                        size_t count, uint64_t *state)
{
    for (size_t k = 0; k < count; k++) {
        const double factor = drawn_near(1, state);
        lower[k] = factor * from_lower[k];
        upper[k] = factor * from_upper[k];
    }
}

static void change_limits(const Lp *from, Lp *to, uint64_t *state)
{
    change_pair(from->row_lower, from->row_upper, to->row_lower, to->row_upper, from->rows, state);
    change_pair(from->column_lower, from->column_upper, to->column_lower, to->column_upper, from->columns,
                state);
}

/* Takes how long; whether there is an answer is for the caller to see. */
static double solve(const Lp *lp, const char *backend, const LpResult *start, LpResult *result)
{
    const double begin = now();
    lp_solve(lp, &(LpOptions){ .backend = backend, .start = start }, result);
    return now() - begin;
}

static double solve_optimum(const Lp *lp, const char *backend, const LpResult *start, LpResult *result)
{
    const double ms = solve(lp, backend, start, result);
    if (result->status == LP_OPTIMAL)
        return ms;
    fprintf(stderr, "again: %s by %s: %s\n", lp_status_name(result->status), backend, result->message);
    exit(1);
}

static double difference(const LpResult *one, const LpResult *other)
{
    return fabs(one->objective - other->objective) / (1 + fabs(other->objective));
}

static void measure(const Lp *lp, void (*change)(const Lp *from, Lp *to, uint64_t *state), size_t changes,
                    Measured *measured)
{
    uint64_t state = 1;
    Lp changed;
    LpResult before;
    lp_copy(&changed, lp);
    solve_optimum(lp, "glpk", NULL, &before);
    for (size_t k = 0; k < changes;) {
        LpResult cold, warm, interior;
        change(lp, &changed, &state);
        measured->cold[k] = solve(&changed, "glpk", NULL, &cold);
        if (cold.status == LP_INFEASIBLE) {
            lp_result_release(&cold);
            continue;
        }
        measured->warm[k] = solve_optimum(&changed, "glpk", &before, &warm);
        measured->interior[k] = solve_optimum(&changed, "interior", NULL, &interior);
        measured->cold_steps += cold.iterations;
        measured->warm_steps += warm.iterations;
        measured->difference = fmax(measured->difference, difference(&warm, &cold));
        measured->interior_difference = fmax(measured->interior_difference, difference(&interior, &cold));
        lp_result_release(&before);
        lp_result_release(&cold);
        lp_result_release(&interior);
        before = warm;
        k++;
    }
    lp_result_release(&before);
    lp_release(&changed);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *ms, size_t count)
{
    qsort(ms, count, sizeof *ms, ascending);
    return ms[count / 2];
}

static void print_row(const char *what, Measured *measured, size_t changes)
{
    const double cold = median(measured->cold, changes), warm = median(measured->warm, changes);
    printf("| %s | %zu | %.1f | %.1f | %.1f | %.0f | %.0f | %.1e | %.1f | %.1e |\n", what, changes, cold,
           warm, cold / warm, measured->cold_steps / (double)changes, measured->warm_steps / (double)changes,
           measured->difference, median(measured->interior, changes), measured->interior_difference);
}

int main(int argc, char **argv)
{
    const long changes = argc > 2 ? strtol(argv[2], NULL, 10) : 50;
    if (argc < 2 || changes < 1 || changes > CHANGES_MOST) {
        fprintf(stderr, "usage: again PARK [CHANGES]\n");
        return 1;
    }
    Park *park = load_park(argv[1]);
    if (park == NULL)
        return 1;
    Program *program = program_compile(park, NULL);
    static Measured prices, limits;
    printf(
        "| changed | times | cold ms | again ms | ratio | cold steps | steps again | difference | interior ms | difference |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    measure(&program->lp, change_prices, (size_t)changes, &prices);
    print_row("prices", &prices, (size_t)changes);
    measure(&program->lp, change_limits, (size_t)changes, &limits);
    print_row("limits", &limits, (size_t)changes);
    program_free(program);
    park_free(park);
    return 0;
}
