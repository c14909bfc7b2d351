/* test_published - problems that others wrote, as parks, against the answers that others published
 *
 * Each park's head says where its figures come from and what can be checked with a pencil. Every one is solved by both
 * backends, with its items in the order of the file and in reverse, and proved; the optimum must agree to 1e-6. */
#include "models/compile.h"
#include "models/formulation/family.h"
#include "models/heat_plan.h"
#include "models/outcome.h"
#include "models/park_file.h"
#include "models/plant.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const double LB = 0.45359237e-3;   /* t */
static const double KWH = 3.6e-3;         /* GJ */
static const double BBL = 0.158987294928; /* m3 */

/* One way to solve the park that the test was given. */
typedef struct Solved {
    Park *park;
    Outcome *outcome;
} Solved;

static Solved solve(const char *name, const char *backend, bool reversed)
{
    char path[256];
    snprintf(path, sizeof path, COPLANT_ROOT "/tests/cases/published/%s/park.yaml", name);
    Diag *diag = diag_create();
    Park *park = park_read(path, NULL, diag);
    diag_write(diag, stderr);
    assert_int_equal(diag_errors(diag) + diag_warnings(diag), 0);
    diag_free(diag);
    const CompileOptions compiling = { .facility = -1, .reversed = reversed };
    const LpOptions solving = { .backend = backend };
    return (Solved){ park, outcome_solve(park, program_compile(park, &compiling), &solving) };
}

static void release(Solved *solved)
{
    outcome_free(solved->outcome);
    park_free(solved->park);
}

static void assert_near(double found, double wanted, double tolerance)
{
    if (!(fabs(found - wanted) <= tolerance))
        fail_msg("%.10g was found, %.10g +- %g was wanted", found, wanted, tolerance);
}

static void assert_published(double found, double wanted)
{
    assert_near(found, wanted, 1e-6 * fabs(wanted));
}

static double money(const Solved *solved, int account)
{
    return 1000 * solved->park->hours * outcome_account(solved->outcome, account, -1);
}

static double cost(const Solved *solved)
{
    return 1000 * solved->park->hours * outcome_cost(solved->outcome, -1);
}

/* What stands in the column of that kind in a period; of a process or a store by its name, of a market or a link by its resource; of links
 * those between the two facilities. In internal units an hour, of a level in internal units. */
static double value_at(const Solved *solved, int kind, const char *facility, const char *name, int period)
{
    const Program *program = solved->outcome->program;
    int at = table_find(&solved->park->facility_table, facility);
    for (size_t j = 0; j < program->lp.columns; j++) {
        Tag tag = program_column_tag(program, j);
        const Item *item = solved->park->item[tag.subject];
        if (tag.kind == kind && tag.period == period && item->facility == at && strcmp(item->name, name) == 0)
            return solved->outcome->result.x[j];
    }
    fail_msg("%s at %s was not found", name, facility);
    return NAN;
}

static double value(const Solved *solved, int kind, const char *facility, const char *name)
{
    return value_at(solved, kind, facility, name, 0);
}

static double does(const Solved *solved, const char *facility, const char *process)
{
    return value(solved, COLUMN_ACTIVITY, facility, process);
}

/* Runs a check on every way of solving a park. */
static void each_way(const char *name, void (*check)(const Solved *solved))
{
    static const char *const backends[] = { "glpk", "exact" };
    for (size_t i = 0; i < 4; i++) {
        Solved solved = solve(name, backends[i / 2], i % 2 == 1);
        assert_true(outcome_proved(solved.outcome));
        assert_true(solved.outcome->result.certificate.proved);
        assert_string_equal(solved.outcome->result.solved_by, backends[i / 2]);
        check(&solved);
        release(&solved);
    }
}

/* Raw materials 556.886, freight 56.002, exports 74.076: the least cost is 538.8112 million $. */
static void check_mexss(const Solved *solved)
{
    static const double million = 1e6;
    assert_published(-1000 * solved->park->hours * outcome_margin(solved->outcome, -1), 538.8112 * million);
    assert_near(money(solved, ACCOUNT_PURCHASES), 556.886 * million, 0.0005 * million);
    assert_near(money(solved, ACCOUNT_TRANSPORT), 56.002 * million, 0.0005 * million);
    assert_near(money(solved, ACCOUNT_SALES), 74.076 * million, 0.0005 * million);
    assert_near(value(solved, COLUMN_BUY, "imports", "steel"), 0, 1e-9);
}

static void test_mexss(void **state)
{
    (void)state;
    each_way("mexss", check_mexss);
}

/* What the book prints for Make: Gary 1125, 1750, 300; Cleveland 0, 1950, 0; Pittsburgh 775, 500, 500 t. */
static void check_steelp(const Solved *solved)
{
    static const struct {
        const char *mill;
        double bands, coils, plate;
    } make[] = { { "gary", 1125, 1750, 300 }, { "cleveland", 0, 1950, 0 }, { "pittsburgh", 775, 500, 500 } };
    assert_published(cost(solved), 1392175);
    for (size_t i = 0; i < 3; i++) {
        assert_near(24 * does(solved, make[i].mill, "bands"), make[i].bands, 1e-6);
        assert_near(24 * does(solved, make[i].mill, "coils"), make[i].coils, 1e-6);
        assert_near(24 * does(solved, make[i].mill, "plate"), make[i].plate, 1e-6);
    }
}

static void test_steelp(void **state)
{
    (void)state;
    each_way("steelp", check_steelp);
}

/* The printed answer is rounded to lb/h and kW. */
static void check_turbo_generator(const Solved *solved)
{
    static const struct {
        const char *process;
        double does; /* lb/h */
    } steam[] = { { "high_extraction_1", 128158 }, { "casing_1", 8170 },   { "low_extraction_1", 0 },
                  { "condensing_1", 8170 },        { "casing_2", 244000 }, { "high_extraction_2", 143377 },
                  { "low_extraction_2", 100623 } };
    static const struct {
        const char *process;
        double does; /* kW */
    } power[] = { { "generator_1", 6250 }, { "generator_2", 7061 }, { "taking_power", 11239 } };
    assert_published(cost(solved), 1268.7548);
    for (size_t i = 0; i < sizeof steam / sizeof steam[0]; i++)
        assert_near(does(solved, "works", steam[i].process) / LB, steam[i].does, 1);
    for (size_t i = 0; i < sizeof power / sizeof power[0]; i++)
        assert_near(does(solved, "works", power[i].process) / KWH, power[i].does, 1);
    assert_near(value(solved, COLUMN_BUY, "works", "steam_635") / LB, 380329, 1);
    assert_near(value(solved, COLUMN_DISPOSE, "works", "contracted_power") / KWH, 761, 1);
}

static void test_turbo_generator(void **state)
{
    (void)state;
    each_way("turbo_generator", check_turbo_generator);
}

/* Of bands and coils: what the book prints as Make, Inv and Sell. */
static void check_steelt(const Solved *solved)
{
    static const struct {
        const char *product;
        double make[4], hold[4], sell[4];
    } printed[] = {
        { "bands", { 5990, 6000, 1400, 2000 }, { 0, 0, 0, 0 }, { 6000, 6000, 1400, 2000 } },
        { "coils", { 1407, 1400, 3500, 4200 }, { 1100, 0, 0, 0 }, { 307, 2500, 3500, 4200 } },
    };
    assert_published(-cost(solved) + money(solved, ACCOUNT_SALES), 515033);
    for (size_t i = 0; i < 2; i++)
        for (int t = 0; t < 4; t++) {
            const char *product = printed[i].product;
            assert_near(24 * value_at(solved, COLUMN_ACTIVITY, "mill", product, t), printed[i].make[t], 1e-6);
            assert_near(value_at(solved, COLUMN_LEVEL, "mill", product, t), printed[i].hold[t], 1e-6);
            assert_near(24 * value_at(solved, COLUMN_SELL, "mill", product, t), printed[i].sell[t], 1e-6);
        }
}

static void test_steelt(void **state)
{
    (void)state;
    each_way("steelt", check_steelt);
}

/* Which oils are held when is not the only optimum; that all of the refineries' room is used is. */
static void check_williams_food(const Solved *solved)
{
    assert_published(1000 * solved->park->hours * outcome_margin(solved->outcome, -1), 107842.592593);
    for (int t = 0; t < 6; t++)
        assert_near(24 * value_at(solved, COLUMN_SELL, "works", "food", t), 450, 1e-6);
    assert_near(value_at(solved, COLUMN_LEVEL, "works", "veg_1", 5), 500, 1e-6);
}

static void test_williams_food(void **state)
{
    (void)state;
    each_way("williams_food", check_williams_food);
}

static void check_williams_factory(const Solved *solved)
{
    static const char *const products[] = { "product_1", "product_2", "product_3", "product_4",
                                            "product_5", "product_6", "product_7" };
    assert_published(1000 * solved->park->hours * outcome_margin(solved->outcome, -1), 93715.178571);
    for (size_t i = 0; i < 7; i++)
        assert_near(value_at(solved, COLUMN_LEVEL, "factory", products[i], 5), 50, 1e-6);
    assert_near(24 * value_at(solved, COLUMN_ACTIVITY, "factory", "make_6", 2), 400, 1e-6);
    assert_near(value_at(solved, COLUMN_ACTIVITY, "factory", "make_3", 2), 0, 1e-9);
}

static void test_williams_factory(void **state)
{
    (void)state;
    each_way("williams_factory", check_williams_factory);
}

static void check_dantzig_blend(const Solved *solved)
{
    assert_published(cost(solved), 4.98);
    assert_near(does(solved, "foundry", "melt_2") / LB, 0.6, 1e-9);
    assert_near(does(solved, "foundry", "melt_4") / LB, 0.4, 1e-9);
}

static void test_dantzig_blend(void **state)
{
    (void)state;
    each_way("dantzig_blend", check_dantzig_blend);
}

/* The only optimum: what is sold, and which crude is bought. */
static void check_williams_refinery(const Solved *solved)
{
    const double a_day = 24 / BBL;
    assert_published(1000 * solved->park->hours * outcome_margin(solved->outcome, -1), 211365.1348);
    assert_near(value(solved, COLUMN_SELL, "refinery", "premium") * a_day, 6817.78, 0.005);
    assert_near(value(solved, COLUMN_SELL, "refinery", "regular") * a_day, 17044.45, 0.005);
    assert_near(value(solved, COLUMN_SELL, "refinery", "jet_fuel") * a_day, 15156, 0.5);
    assert_near(value(solved, COLUMN_SELL, "refinery", "fuel_oil") * a_day, 0, 1e-6);
    assert_near(value(solved, COLUMN_SELL, "refinery", "lube_oil") * a_day, 500, 1e-6);
    assert_near(value(solved, COLUMN_BUY, "refinery", "crude_1") * a_day, 15000, 0.01);
    assert_near(value(solved, COLUMN_BUY, "refinery", "crude_2") * a_day, 30000, 0.01);
}

static void test_williams_refinery(void **state)
{
    (void)state;
    each_way("williams_refinery", check_williams_refinery);
}

static void check_wang_smith(const Solved *solved)
{
    assert_published(value(solved, COLUMN_BUY, "works", "fresh"), 90);
}

static void test_wang_smith(void **state)
{
    (void)state;
    each_way("wang_smith", check_wang_smith);
}

/* What reuse saves is 22.5 t/h. */
static void check_wang_smith_no_reuse(const Solved *solved)
{
    static const struct {
        const char *operation;
        double load; /* kg/h, as t/h */
    } takes[] = {
        { "operation_1", 2e-3 }, { "operation_2", 5e-3 }, { "operation_3", 30e-3 }, { "operation_4", 4e-3 }
    };
    assert_published(value(solved, COLUMN_BUY, "works", "fresh"), 112.5);
    for (size_t i = 0; i < sizeof takes / sizeof takes[0]; i++)
        assert_near(does(solved, "works", takes[i].operation), takes[i].load, 1e-12);
}

static void test_wang_smith_no_reuse(void **state)
{
    (void)state;
    each_way("wang_smith_no_reuse", check_wang_smith_no_reuse);
}

/* Only operation 1 needs fresh water; operations 2 and 3 take 140 t/h, of which 50/95 was regenerated. */
static void check_wang_smith_regeneration(const Solved *solved)
{
    assert_published(value(solved, COLUMN_BUY, "works", "fresh"), 20);
    assert_published(does(solved, "works", "regeneration"), 140 * 50.0 / 95);
    assert_near(does(solved, "works", "regeneration"), 73.68, 0.005);
}

static void test_wang_smith_regeneration(void **state)
{
    (void)state;
    each_way("wang_smith_regeneration", check_wang_smith_regeneration);
}

/* 70 t/h of fresh water and 280 of the sources make 300 for the sinks and 50 of waste. */
static void check_polley(const Solved *solved)
{
    assert_published(value(solved, COLUMN_BUY, "works", "fresh"), 70);
    double waste = 0;
    static const char *const sources[] = { "source_1", "source_2", "source_3", "source_4" };
    for (size_t i = 0; i < 4; i++)
        waste += value(solved, COLUMN_DISPOSE, "works", sources[i]);
    assert_published(waste, 50);
}

static void test_polley(void **state)
{
    (void)state;
    each_way("polley", check_polley);
}

/* What a heat problem publishes; the two utilities in GJ an hour, the pinch as a shifted temperature in degC. */
static void assert_heat(const Solved *solved, double hot, double cold, double pinch)
{
    const Park *park = solved->park;
    size_t zones = 0;
    for (size_t i = 0; i < park->items; i++) {
        if (park->item[i]->family != &family_zone)
            continue;
        HeatPlan plan;
        heat_plan_init(&plan, (const Zone *)park->item[i]);
        heat_plan_read(&plan, solved->outcome, 0);
        zones++;
        assert_published(plan.hot_utility, hot);
        assert_published(plan.cold_utility, cold);
        assert_published(plan.least_hot, hot);
        assert_published(plan.least_cold, cold);
        assert_int_equal(plan.pinches, 1);
        assert_published(plan.pinch[0] - 273.15, pinch);
        heat_plan_release(&plan);
    }
    assert_int_equal(zones, 1);
}

static void check_linnhoff(const Solved *solved)
{
    assert_heat(solved, 20 * KWH, 60 * KWH, 85);
}

static void test_linnhoff(void **state)
{
    (void)state;
    each_way("linnhoff", check_linnhoff);
}

static void check_smith(const Solved *solved)
{
    assert_heat(solved, 7500 * KWH, 10000 * KWH, 145);
}

static void test_smith(void **state)
{
    (void)state;
    each_way("smith", check_smith);
}

static void check_total_site(const Solved *solved)
{
    assert_published(-1000 * outcome_margin(solved->outcome, -1), 4 * 50 + 6 * 38 / 0.9);
    assert_published(does(solved, "plant_a", "raise_medium"), 20);
    assert_published(does(solved, "plant_a", "raise_low"), 6);
    assert_published(does(solved, "plant_b", "turbine"), 6 / 0.9);
    assert_published(value(solved, COLUMN_BUY, "plant_b", "steam_medium"), 4 + 6 / 0.9);
}

static void test_total_site(void **state)
{
    (void)state;
    each_way("total_site", check_total_site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mexss),
        cmocka_unit_test(test_steelp),
        cmocka_unit_test(test_turbo_generator),
        cmocka_unit_test(test_dantzig_blend),
        cmocka_unit_test(test_williams_refinery),
        cmocka_unit_test(test_wang_smith),
        cmocka_unit_test(test_wang_smith_no_reuse),
        cmocka_unit_test(test_wang_smith_regeneration),
        cmocka_unit_test(test_polley),
        cmocka_unit_test(test_linnhoff),
        cmocka_unit_test(test_smith),
        cmocka_unit_test(test_total_site),
        cmocka_unit_test(test_steelt),
        cmocka_unit_test(test_williams_food),
        cmocka_unit_test(test_williams_factory),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
