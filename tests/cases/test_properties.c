/* test_properties - what holds of every park, tried on parks by chance
 *
 * An optimum and its prices may be one of many, so plans are never compared column by column: an answer of one program is put
 * to the certificate of another that should be the same. */
#include "models/compile.h"
#include "models/formulation/account.h"
#include "models/formulation/emission.h"
#include "models/formulation/disposal.h"
#include "models/park_file.h"
#include "models/study/compare.h"
#include "models/study/footprint.h"
#include "solver/certify.h"
#include "solver/memory.h"
#include "tests/cases/read_park.h"
#include "tests/cases/slopes.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARKS = 300, TIGHT_PARKS = 100, TIMED_PARKS = 100 };

/* ---- parks and answers ---- */

static Park *plain_park(uint64_t seed)
{
    return read_park((RandomPark){ .seed = seed, .prices = 1 });
}

static Outcome *solve(const Park *park, const char *backend, const CompileOptions *how)
{
    const LpOptions options = { .backend = backend };
    return outcome_solve(park, program_compile(park, how), &options);
}

static void assert_holds(bool holds, uint64_t seed, const char *what)
{
    if (holds)
        return;
    print_error("seed %d: %s\n", (int)seed, what);
    fail();
}

static void assert_same(double a, double b, double within, uint64_t seed, const char *what)
{
    if (fabs(a - b) <= within * (1 + fabs(a)))
        return;
    print_error("seed %d, %s: %.15g and %.15g\n", (int)seed, what, a, b);
    fail();
}

static Outcome *solve_proved(const Park *park, const char *backend, const CompileOptions *how, uint64_t seed)
{
    Outcome *outcome = solve(park, backend, how);
    if (!outcome_proved(outcome))
        print_error("%s: %s, balances to %g, carbon to %g\n", lp_status_name(outcome->result.status),
                    outcome->result.message, outcome->balance_gap, outcome->carbon_gap);
    assert_holds(outcome_proved(outcome), seed, "is proved");
    assert_holds(strcmp(outcome->result.solved_by, backend) == 0, seed,
                 "is proved by the backend that was asked");
    return outcome;
}

/* Whether x and y, with duals multiplied, are a proved optimum of the program. */
static bool proves(const Program *program, const double *x, const double *row_dual, double times)
{
    LpMatrix matrix;
    double *y = memory_take(program->lp.rows, sizeof *y);
    for (size_t i = 0; i < program->lp.rows; i++)
        y[i] = times * row_dual[i];
    lp_matrix_init(&matrix, &program->lp);
    LpCertificate certificate = certify_optimum(&program->lp, &matrix, x, y);
    lp_matrix_release(&matrix);
    free(y);
    return certificate.proved;
}

/* ---- the properties ---- */

/* A park's plan is a plan of every facility alone, with more to choose from. */
static void coupled_is_never_worse(void **state)
{
    (void)state;
    int better = 0;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Comparison comparison;
        comparison_make(park, NULL, &comparison);
        assert_holds(outcome_proved(comparison.together), seed, "the coupled plan is proved");
        assert_holds(comparison.all_alone, seed, "every facility has a plan of its own");
        assert_holds(comparison_holds(&comparison), seed, "coupled is no worse");
        double alone = 0;
        for (size_t f = 0; f < park->facilities; f++)
            alone += comparison.alone[f]->result.objective;
        better += comparison.together->result.objective < alone - 1e-6 * (1 + fabs(alone));
        comparison_release(&comparison);
        park_free(park);
    }
    assert_true(better > PARKS / 3); /* else the parks had nothing to exchange */
}

/* Two backends, one optimum. */
static void backends_agree(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *glpk = solve_proved(park, "glpk", NULL, seed),
                *exact = solve_proved(park, "exact", NULL, seed);
        assert_same(glpk->result.objective, exact->result.objective, 1e-9, seed, "glpk and exact");
        outcome_free(glpk);
        outcome_free(exact);
        park_free(park);
    }
}

static double margin_of(const Outcome *outcome)
{
    const Program *program = outcome->program;
    double *cost = memory_take(program->lp.columns, sizeof *cost), margin = 0;
    account_costs(outcome->park, program, OBJECTIVE_MARGIN, cost);
    for (size_t j = 0; j < program->lp.columns; j++)
        margin -= cost[j] * outcome->result.x[j];
    free(cost);
    return margin;
}

/* A plan from the inside is as good as a corner, earns as much where the objective leaves that open, and is in order. */
static void an_inside_is_as_good(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *corner = solve(park, "glpk", NULL), *inside = solve(park, "interior", NULL);
        assert_holds(outcome_proved(inside), seed, "a plan from the inside is proved");
        assert_same(corner->result.objective, inside->result.objective, 1e-9, seed, "corner and inside");
        /* The margin comes second where something else is the objective. Cost counts money itself, and leaves sales open. */
        if (park->objective != OBJECTIVE_COST)
            assert_same(margin_of(corner), margin_of(inside), 1e-9, seed, "their margins");
        outcome_free(corner);
        outcome_free(inside);
        park_free(park);
    }
}

/* Where limits may clash, they also agree that they do, whichever way the items come. */
static void backends_agree_that_limits_clash(void **state)
{
    (void)state;
    int clashes = 0;
    for (uint64_t seed = 0; seed < TIGHT_PARKS; seed++) {
        Park *park = read_park((RandomPark){ .seed = seed, .prices = 1, .tight = true });
        const CompileOptions backwards = { .facility = -1, .reversed = true };
        Outcome *glpk = solve(park, "glpk", NULL), *exact = solve(park, "exact", &backwards);
        assert_int_equal(glpk->result.status, exact->result.status);
        if (glpk->result.status == LP_INFEASIBLE) {
            clashes++;
        } else {
            assert_int_equal(glpk->result.status, LP_OPTIMAL);
            assert_same(glpk->result.objective, exact->result.objective, 1e-9, seed, "glpk and exact");
        }
        outcome_free(glpk);
        outcome_free(exact);
        park_free(park);
    }
    assert_in_range(clashes, TIGHT_PARKS / 10, TIGHT_PARKS * 9 / 10);
}

/* Tonnes or kilograms, GJ or tce, by the hour or by the year: the same plan and the same prices. */
static void units_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed),
             *other = read_park((RandomPark){ .seed = seed, .units = seed + 1, .prices = 1 });
        Outcome *one = solve_proved(park, "glpk", NULL, seed), *two = solve_proved(other, "glpk", NULL, seed);
        assert_same(one->result.objective, two->result.objective, 1e-9, seed, "in other units");
        assert_int_equal((int)one->program->lp.rows, (int)two->program->lp.rows);
        assert_int_equal((int)one->program->lp.columns, (int)two->program->lp.columns);
        assert_holds(proves(two->program, one->result.x, one->result.row_dual, 1), seed,
                     "proves it in other units");
        assert_holds(proves(one->program, two->result.x, two->result.row_dual, 1), seed,
                     "proves it in these units");
        outcome_free(one);
        outcome_free(two);
        park_free(park);
        park_free(other);
    }
}

/* All prices times three: the same plan, prices and objective times three, where the objective is money. */
static void prices_scale_values(void **state)
{
    (void)state;
    const double times = 3;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed), *dear = read_park((RandomPark){ .seed = seed, .prices = times });
        Outcome *one = solve_proved(park, "glpk", NULL, seed), *two = solve_proved(dear, "glpk", NULL, seed);
        double factor = park->objective <= OBJECTIVE_COST ? times : 1;
        assert_same(factor * one->result.objective, two->result.objective, 1e-9, seed, "prices times three");
        assert_holds(proves(two->program, one->result.x, one->result.row_dual, factor), seed,
                     "proves the dearer park");
        outcome_free(one);
        outcome_free(two);
        park_free(park);
        park_free(dear);
    }
}

/* The answer of the program whose items come backwards, put into the order of the other. */
static bool proves_backwards(const Outcome *forwards, const Outcome *backwards)
{
    const Program *program = forwards->program;
    double *x = memory_take(program->lp.columns, sizeof *x), *y = memory_take(program->lp.rows, sizeof *y);
    bool same = program->lp.rows == backwards->program->lp.rows
                && program->lp.columns == backwards->program->lp.columns;
    for (size_t i = 0; i < program->lp.rows && same; i++) {
        int row = program_find(backwards->program, program_row_tag(program, i));
        same = row >= 0;
        y[i] = same ? backwards->result.row_dual[row] : 0;
    }
    for (size_t j = 0; j < program->lp.columns && same; j++) {
        int column = program_find(backwards->program, program_column_tag(program, j));
        same = column >= 0;
        x[j] = same ? backwards->result.x[column] : 0;
    }
    same = same && proves(program, x, y, 1);
    free(x);
    free(y);
    return same;
}

static void order_changes_nothing(void **state)
{
    (void)state;
    const CompileOptions how = { .facility = -1, .reversed = true };
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *forwards = solve_proved(park, "glpk", NULL, seed),
                *backwards = solve_proved(park, "glpk", &how, seed);
        assert_same(forwards->result.objective, backwards->result.objective, 1e-9, seed, "items backwards");
        assert_holds(proves_backwards(forwards, backwards), seed, "proves it backwards");
        outcome_free(forwards);
        outcome_free(backwards);
        park_free(park);
    }
}

/* Some rows and columns of each park: what a price says is what the objective does. */
static void prices_are_slopes(void **state)
{
    (void)state;
    const double step = 1e-2;
    size_t asked = 0, met = 0;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *outcome = solve_proved(park, "glpk", NULL, seed);
        const Program *program = outcome->program;
        const LpResult *result = &outcome->result;
        for (size_t i = seed % 11; i < program->lp.rows; i += 11) {
            const double price = result->row_dual[i];
            Slope slope = slope_of_row(&program->lp, result->objective, (int)i, step);
            assert_holds(slope_allows(&slope, price, result->objective, step), seed, "a price is a slope");
            met += slope_meets(&slope, price, result->objective, step);
            asked++;
        }
        for (size_t j = seed % 13; j < program->lp.columns; j += 13) {
            const double price = result->column_dual[j];
            Slope slope = slope_of_column(&program->lp, result->objective, (int)j, step);
            assert_holds(slope_allows(&slope, price, result->objective, step), seed, "a price is a slope");
            met += slope_meets(&slope, price, result->objective, step);
            asked++;
        }
        outcome_free(outcome);
        park_free(park);
    }
    assert_true(met > asked * 9 / 10);
}

/* Held to a little less than the best plan does, a measure is kept, and the best plan is no better than before. */
static void targets_are_kept_and_cost(void **state)
{
    (void)state;
    static const struct {
        const char *measure, *unit;
    } limited[] = {
        { "fresh_water", "m3/h" }, { "waste_disposed", "t/h" },      { "energy", "tce/h" },
        { "flared", "GJ/h" },      { "water_intensity", "m3/kCNY" }, { "energy_intensity", "tce/kCNY" },
        { "co2_scopes", "t/h" },
    };
    const size_t measures = sizeof limited / sizeof limited[0];
    int kept = 0, dearer = 0;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        const Measure *measure = measure_find(limited[seed % measures].measure);
        Park *park = plain_park(seed);
        Outcome *free_of_it = solve_proved(park, "glpk", NULL, seed);
        const double limit = 0.97 * outcome_measure(free_of_it, measure, -1);
        char target[160];
        snprintf(target, sizeof target, "  %s: {max: %.15g %s}\n", measure->name, limit,
                 limited[seed % measures].unit);
        Park *bound = limit > 1e-3 ? read_park((RandomPark){ .seed = seed, .prices = 1, .target = target })
                                   : NULL;
        Outcome *held = bound != NULL ? solve(bound, "glpk", NULL) : NULL;
        if (held != NULL && held->result.status != LP_INFEASIBLE) {
            const double before = free_of_it->result.objective, size = 1 + fabs(before);
            assert_holds(outcome_proved(held), seed, "is proved within a target");
            assert_holds(outcome_measure(held, measure, -1) <= limit * (1 + 1e-6), seed, "a target is kept");
            assert_holds(held->result.objective >= before - 1e-9 * size, seed,
                         "a target makes nothing better");
            kept++;
            dearer += held->result.objective > before + 1e-9 * size;
        }
        outcome_free(held);
        outcome_free(free_of_it);
        if (bound != NULL)
            park_free(bound);
        park_free(park);
    }
    assert_true(kept > PARKS / 4 && dearer > kept / 3); /* else nothing was tried */
}

/* ---- what a plan must keep, from its flows alone ---- */

/* Carbon over the fence of one facility and into its stores; what is lost there, and on a link at the sender, becomes CO2. */
static double carbon_left(const Outcome *outcome, int facility, double *through)
{
    double left = 0;
    *through = 0;
    for (size_t i = 0; i < outcome->program->flows.lines; i++) {
        const Flow flow = program_flow(outcome->program, i);
        if (flow.facility != facility)
            continue;
        double carbon = outcome_flow(outcome, &flow) * outcome->park->resource[flow.resource].carbon
                        * outcome->park->period[flow.period].share;
        bool in = flow.role == FLOW_BOUGHT || flow.role == FLOW_RECEIVED || flow.role == FLOW_DISCHARGED;
        bool out = flow.role == FLOW_SOLD || flow.role == FLOW_SENT || flow.role == FLOW_CHARGED
                   || (flow.role == FLOW_DISPOSED
                       && !disposal_burns((const Disposal *)outcome->park->item[flow.item]));
        left += in ? carbon : out ? -carbon : flow.role >= FLOW_LOST ? carbon : 0;
        *through += in ? carbon : 0;
    }
    return left;
}

static double judged(const Outcome *outcome)
{
    const int objective = outcome->park->objective;
    const double sum = outcome_measure(outcome, measure_of_objective(objective), -1);
    return objective == OBJECTIVE_MARGIN ? -sum : sum;
}

/* Modes or pieces that run beside another of their process. */
static int second_recipes(const Outcome *outcome)
{
    int running = 0;
    for (size_t j = 1; j < outcome->program->lp.columns; j++) {
        const Tag tag = program_column_tag(outcome->program, j),
                  before = program_column_tag(outcome->program, j - 1);
        running += (tag.kind == COLUMN_MODE || tag.kind == COLUMN_PIECE) && tag.kind == before.kind
                   && outcome->park->item[tag.subject]->owner == outcome->park->item[before.subject]->owner
                   && outcome->result.x[j] > 1e-6 && outcome->result.x[j - 1] > 1e-6;
    }
    return running;
}

/* Whether something comes out of a store. */
static bool draws_on_stores(const Outcome *outcome)
{
    for (size_t i = 0; i < outcome->program->flows.lines; i++) {
        const Flow flow = program_flow(outcome->program, i);
        if (flow.role == FLOW_DISCHARGED && outcome_flow(outcome, &flow) > 1e-3)
            return true;
    }
    return false;
}

static void plans_close(void **state)
{
    (void)state;
    int running = 0, drawing = 0;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *outcome = solve_proved(park, "glpk", NULL, seed);
        /* Of a few grams an hour the backend's own tolerance shows: one park came to 1.2e-9. */
        assert_holds(outcome->balance_gap <= 1e-8, seed, "balances close");
        assert_holds(!(outcome->heat_gap > 1e-9), seed, "heat closes");
        assert_holds(outcome->carbon_gap <= 1e-9, seed, "carbon closes");
        running += second_recipes(outcome);
        drawing += draws_on_stores(outcome);
        for (int f = 0; f < (int)park->facilities; f++) {
            double through, left = carbon_left(outcome, f, &through);
            assert_same(through + outcome_account(outcome, ACCOUNT_CO2, f) / CO2_PER_CARBON, through + left,
                        1e-9, seed, "carbon");
        }
        assert_same(outcome->result.objective, judged(outcome), 1e-9, seed, "objective and accounts");
        assert_same(0, outcome_account(outcome, ACCOUNT_EXCHANGE, -1),
                    1e-9 * (1 + fabs(outcome_cost(outcome, -1))), seed, "payments between owners");
        outcome_free(outcome);
        park_free(park);
    }
    assert_true(running > PARKS / 10
                && drawing > PARKS / 8); /* else no park had a use for a second, or for a store */
}

/* Whatever several goods share by, all of the CO2 of the accounts is carried by what is sold; each process gives all it has, and
 * nothing is credited that is not taken elsewhere. */
static void footprints_close(void **state)
{
    (void)state;
    size_t shared[SHARINGS] = { 0 }, bought = 0;
    for (uint64_t seed = 0; seed < PARKS; seed++) {
        Park *park = plain_park(seed);
        Outcome *outcome = solve_proved(park, "glpk", NULL, seed);
        bought += outcome_account(outcome, ACCOUNT_CO2_ENERGY, -1) > 0;
        for (int by = BY_VALUE; by <= BY_EXPANSION; by++) {
            Footprints footprints;
            footprints_make(outcome, (Sharing)by, &footprints);
            assert_holds(footprints.gap <= 1e-9, seed, "the sum over products is the total");
            double share = 0;
            for (size_t i = 0; i < footprints.shares; i++) {
                const FootprintShare *of = &footprints.share[i];
                share += of->share;
                shared[of->by]++;
                if (i + 1 == footprints.shares || of[1].process != of->process
                    || of[1].period != of->period) {
                    assert_same(1, share, 1e-12, seed, "the shares of a process");
                    share = 0;
                }
            }
            footprints_release(&footprints);
        }
        outcome_free(outcome);
        park_free(park);
    }
    assert_true(bought > PARKS / 3);
    assert_true(shared[BY_VALUE] > 0 && shared[BY_EXPANSION] > 0);
}

static void assert_same_optimum(RandomDays one_way, RandomDays other_way, const char *what)
{
    int several = 0;
    for (uint64_t seed = 0; seed < TIMED_PARKS; seed++) {
        Park *park = read_park((RandomPark){ .seed = seed, .prices = 1, .days = one_way }),
             *other = read_park((RandomPark){ .seed = seed, .prices = 1, .days = other_way });
        Outcome *one = solve_proved(park, "glpk", NULL, seed), *two = solve_proved(other, "glpk", NULL, seed);
        assert_same(one->result.objective, two->result.objective, 1e-9, seed, what);
        several += park->periods > 1;
        outcome_free(one);
        outcome_free(two);
        park_free(park);
        park_free(other);
    }
    assert_true(several > TIMED_PARKS / 4);
}

/* A period is as good as two halves of it, and a typical day as two of half its weight. */
static void halves_change_nothing(void **state)
{
    (void)state;
    assert_same_optimum(DAYS_AS_DRAWN, DAYS_HALVED, "in halves");
}

/* Where all days are alike, one typical day is exact: no store gains by carrying from one into another. */
static void days_that_are_alike_are_one(void **state)
{
    (void)state;
    assert_same_optimum(DAYS_ALIKE, DAYS_TWICE, "twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coupled_is_never_worse),
        cmocka_unit_test(backends_agree),
        cmocka_unit_test(an_inside_is_as_good),
        cmocka_unit_test(backends_agree_that_limits_clash),
        cmocka_unit_test(units_change_nothing),
        cmocka_unit_test(prices_scale_values),
        cmocka_unit_test(order_changes_nothing),
        cmocka_unit_test(prices_are_slopes),
        cmocka_unit_test(targets_are_kept_and_cost),
        cmocka_unit_test(plans_close),
        cmocka_unit_test(footprints_close),
        cmocka_unit_test(halves_change_nothing),
        cmocka_unit_test(days_that_are_alike_are_one),
    };
    return cmocka_run_group_tests_name("properties", tests, NULL, NULL);
}
