/* test_footprint - what products carry, where a pencil can tell: shared in four ways, round a loop, over a leaking pipe, with a flare, out of a store
 *
 * Carbon is stated in multiples of 12.011, so that CO2 comes in multiples of 44.009. */
#include "models/compile.h"
#include "models/park_file.h"
#include "models/study/footprint.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESOURCES \
    "coplant: 1\n" \
    "park: carriers\n" \
    "horizon: {hours: 1}\n" \
    "resources:\n" \
    "  ore: {unit: t}\n" \
    "  coal: {unit: t, heating_value: 25 GJ/t, carbon: 60.055 %, footprint: 0.1 t/t}\n" \
    "  power: {unit: MWh, carrier: power, footprint: 0.5 kg/kWh}\n" \
    "  iron: {unit: t, enthalpy: 6 GJ/t}\n" \
    "  slag: {unit: t, waste: slag}\n" \
    "  rubble: {unit: t, waste: slag}\n" \
    "  heat: {unit: GJ}\n"

/* The gas displaces another that costs 0.5 kg of CO2 to make. */
#define GAS \
    "  gas: {unit: Nm3, heating_value: 10 MJ/Nm3, mass: 0.5 kg/Nm3, carbon: 0.12011 kg/Nm3, footprint: 0.5 kg/Nm3}\n"

/* CO2 of a tonne of coal, of 1000 Nm3 of gas. */
static const double of_coal = 2.20045, of_gas = 0.44009;

typedef struct Answer {
    Park *park;
    Outcome *outcome;
    Footprints footprints;
} Answer;

static Answer solve(const char *text, Sharing by)
{
    static const ParkOptions alone = { .no_files = true };
    Answer answer = { 0 };
    Diag *diag = diag_create();
    answer.park = park_read_text(text, strlen(text), "park.yaml", &alone, diag);
    diag_write(diag, stderr);
    assert_int_equal((int)diag_warnings(diag), 0);
    diag_free(diag);
    assert_non_null(answer.park);
    answer.outcome = outcome_solve(answer.park, program_compile(answer.park, NULL), NULL);
    assert_true(outcome_proved(answer.outcome));
    footprints_make(answer.outcome, by, &answer.footprints);
    assert_true(answer.footprints.gap <= 1e-12);
    return answer;
}

static void release(Answer *answer)
{
    footprints_release(&answer->footprints);
    outcome_free(answer->outcome);
    park_free(answer->park);
}

/* t CO2 an hour that is sold with a resource. */
static double sold(const Answer *answer, const char *resource, int burden)
{
    double sum = 0;
    for (size_t i = 0; i < answer->footprints.network.balances; i++) {
        const Footprint *one = &answer->footprints.one[i];
        if (strcmp(answer->park->resource[one->of->resource].name, resource) == 0)
            for (int k = 0; k < BURDENS; k++)
                sum += k == burden || burden == BURDENS ? footprint_sold(one, k) : 0;
    }
    return sum;
}

static void assert_carries(const Answer *answer, const char *resource, int burden, double wanted)
{
    const double got = sold(answer, resource, burden);
    if (fabs(got - wanted) <= 1e-9)
        return;
    print_error("%s carries %.12g, wanted %.12g\n", resource, got, wanted);
    fail();
}

/* A tonne of coal and a MWh make a tonne of iron and 1000 Nm3 of gas. Direct 2.20045 - 0.44009, of power 0.5, of coal 0.1. */
static const char coupled[] = RESOURCES GAS
    "models:\n"
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t, power: 1 MWh}, out: {iron: 1 t, gas: 1000 Nm3}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}}\n"
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}, power: {price: 500 CNY/MWh}}\n"
    "    sells: {iron: {price: 3000 CNY/t}, gas: {price: 0.5 CNY/Nm3}}\n";

static void two_products_share_in_four_ways(void **state)
{
    (void)state;
    /* 3000 and 500 CNY; 1 and 0.5 t; 6 and 10 GJ. */
    static const double iron[] = { [BY_VALUE] = 6.0 / 7, [BY_MASS] = 2.0 / 3, [BY_ENERGY] = 6.0 / 16 };
    for (int by = BY_VALUE; by <= BY_ENERGY; by++) {
        Answer answer = solve(coupled, (Sharing)by);
        assert_int_equal((int)answer.footprints.shares, 2);
        assert_int_equal(answer.footprints.share[0].by, by);
        assert_carries(&answer, "iron", BURDEN_DIRECT, iron[by] * (of_coal - of_gas));
        assert_carries(&answer, "iron", BURDEN_ENERGY, iron[by] * 0.5);
        assert_carries(&answer, "iron", BURDEN_UPSTREAM, iron[by] * 0.1);
        assert_carries(&answer, "gas", BURDENS, (1 - iron[by]) * (of_coal - of_gas + 0.6));
        release(&answer);
    }
    /* The gas carries what it displaces, 0.5 t, the iron the rest. */
    Answer answer = solve(coupled, BY_EXPANSION);
    assert_carries(&answer, "gas", BURDEN_CREDIT, 0.5);
    assert_carries(&answer, "gas", BURDENS, 0.5);
    assert_carries(&answer, "iron", BURDEN_CREDIT, -0.5);
    assert_carries(&answer, "iron", BURDENS, of_coal - of_gas + 0.6 - 0.5);
    release(&answer);
}

/* As before, of a gas of which neither mass nor footprint is known. */
static const char untold[] = RESOURCES
    "  gas: {unit: Nm3, heating_value: 10 MJ/Nm3}\n"
    "models:\n"
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t}, out: {iron: 1 t, gas: 1000 Nm3}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}}\n"
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}}\n"
    "    sells: {iron: {price: 3000 CNY/t}, gas: {price: 0.5 CNY/Nm3}}\n";

static void what_is_not_known_is_shared_by_value(void **state)
{
    (void)state;
    static const Sharing asked[] = { BY_MASS, BY_EXPANSION };
    for (size_t i = 0; i < 2; i++) {
        Answer answer = solve(untold, asked[i]);
        assert_int_equal(answer.footprints.share[0].by, BY_VALUE);
        assert_carries(&answer, "gas", BURDENS, (of_coal + 0.1) / 7);
        release(&answer);
    }
}

/* A tonne of iron leaves 800 Nm3 of gas, which make 2 MWh; one goes back into the furnace, one is sold. By mass iron has 1 / 1.4, gas
 * 0.4 / 1.4. X = coal and its making less the carbon of the gas enters at the furnace, G = 0.8 x 0.44009 at the turbine:
 *
 *     furnace B = X + T/2,   power T = 2/7 B + G   =>   T = X/3 + 7/6 G;   sold with power T/2, with iron 5/7 (X + T/2) */
static const char loop[] = RESOURCES GAS
    "models:\n"
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t, power: 1 MWh}, out: {iron: 1 t, gas: 800 Nm3}}\n"
    "  turbine: {basis: 1 MWh power, in: {gas: 400 Nm3}, out: {power: 1 MWh}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}, turbine: {model: turbine}}\n"
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}}\n"
    "    sells: {iron: {price: 3000 CNY/t}, power: {price: 400 CNY/MWh}}\n";

static void a_loop_is_solved(void **state)
{
    (void)state;
    Answer answer = solve(loop, BY_MASS);
    const double x = of_coal + 0.1 - 0.8 * of_gas, t = x / 3 + 7.0 / 6 * 0.8 * of_gas;
    assert_carries(&answer, "power", BURDENS, t / 2);
    assert_carries(&answer, "iron", BURDENS, 5.0 / 7 * (x + t / 2));
    release(&answer);
}

/* Of 1000 Nm3 of gas 200 are flared, which burdens the furnace, and 800 sent, of which 80 leak on the way and 720 are burnt for heat. By
 * mass: iron 1 t, gas of use 0.4 t. The gas is burnt at the boiler, and its carbon counts there alone. */
static const char sent[] = RESOURCES GAS
    "models:\n"
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t}, out: {iron: 1 t, gas: 1000 Nm3}}\n"
    "  boiler: {basis: 1 GJ heat, in: {gas: 120 Nm3}, out: {heat: 1 GJ}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}}\n"
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}}\n"
    "    sells: {iron: {price: 3000 CNY/t}}\n"
    "    disposes: {gas: {at: flare, min: 200 Nm3/h}}\n"
    "  town:\n"
    "    processes: {boiler: {model: boiler}}\n"
    "    sells: {heat: {price: 50 CNY/GJ}}\n"
    "links: [{carry: gas, from: works, to: town, loss: 10 %}]\n";

static void a_flare_and_a_leak_are_carried(void **state)
{
    (void)state;
    Answer answer = solve(sent, BY_MASS);
    const double furnace = of_coal + 0.1 - of_gas + 0.2 * of_gas;
    assert_carries(&answer, "iron", BURDENS, furnace / 1.4);
    assert_carries(&answer, "heat", BURDENS, furnace * 0.4 / 1.4 + 0.8 * of_gas);
    release(&answer);
}

/* Slag must be crushed with a MWh of power before it is buried: no one has a use for it, so iron, all that is sold, carries the power.
 * A facility that sells nothing leaves it to the park. */
#define CRUSHED \
    "models:\n" \
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t}, out: {iron: 1 t, slag: 0.2 t}}\n" \
    "  crusher: {basis: 1 t slag, in: {slag: 1 t, power: 5 MWh}, out: {rubble: 1 t}}\n" \
    "facilities:\n" \
    "  works:\n" \
    "    sells: {iron: {price: 3000 CNY/t}}\n"
static const char buried_here[] = RESOURCES CRUSHED
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}, power: {price: 500 CNY/MWh}}\n"
    "    disposes: {rubble: {at: landfill}}\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}, crusher: {model: crusher}}\n";
static const char buried_there[] = RESOURCES CRUSHED
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}}\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h}}\n"
    "  tip:\n"
    "    buys: {power: {price: 500 CNY/MWh}}\n"
    "    processes: {crusher: {model: crusher}}\n"
    "    disposes: {rubble: {at: landfill}}\n"
    "links: [{carry: slag, from: works, to: tip}]\n";

static void what_no_one_uses_burdens_what_is_sold(void **state)
{
    (void)state;
    static const char *const parks[] = { buried_here, buried_there };
    for (size_t i = 0; i < 2; i++) {
        Answer answer = solve(parks[i], BY_VALUE);
        assert_carries(&answer, "iron", BURDEN_ENERGY, 0.5);
        assert_carries(&answer, "iron", BURDENS, of_coal + 0.1 + 0.5);
        release(&answer);
    }
}

/* Iron runs into the sewer, and who pays to be rid of slag sells nothing. */
static const char given_away[] = RESOURCES
    "models:\n"
    "  furnace: {basis: 1 t iron, in: {ore: 1.2 t, coal: 1 t}, out: {iron: 1 t, slag: 0.2 t}}\n"
    "facilities:\n"
    "  works:\n"
    "    processes: {furnace: {model: furnace, capacity: 1 t/h, min_load: 100 %}}\n"
    "    buys: {ore: {price: 0 CNY/t}, coal: {price: 600 CNY/t}}\n"
    "    sells: {slag: {price: -10 CNY/t}}\n"
    "    disposes: {iron: {at: sewer}}\n";

static void where_nothing_is_sold_nothing_carries_it(void **state)
{
    (void)state;
    Answer answer = solve(given_away, BY_VALUE);
    assert_carries(&answer, "slag", BURDENS, 0);
    assert_true(fabs(footprint_sum(answer.footprints.left) - (of_coal + 0.1)) <= 1e-9);
    release(&answer);
}

/* 2000 Nm3/h are bought in the first hour; half is sold, half stored, of which a fifth is lost. What is sold in the second hour carries the making
 * of all that was stored and the CO2 of what was lost: means of two hours. */
static void a_store_passes_on_what_it_took(void **state)
{
    (void)state;
    static const char text[] = "coplant: 1\n"
                               "park: stored\n"
                               "horizon: {step: 1 h, steps: 2}\n"
                               "resources:\n" GAS "facilities:\n"
                               "  works:\n"
                               "    stores: {holder: {holds: gas, capacity: 5000 Nm3, efficiency: 80 %}}\n"
                               "    buys: {gas: {price: 1 CNY/Nm3, max: [9000 Nm3/h, 0 Nm3/h]}}\n"
                               "    sells:\n"
                               "      gas: {price: 1 CNY/Nm3, min: [1000 Nm3/h, 800 Nm3/h],\n"
                               "        max: [1000 Nm3/h, 800 Nm3/h]}\n";
    static const double wanted[2][BURDENS] = {
        { [BURDEN_UPSTREAM] = 0.25 }, { [BURDEN_UPSTREAM] = 0.25, [BURDEN_DIRECT] = 0.1 * 0.44009 }
    };
    for (int by = BY_VALUE; by < SHARINGS; by++) {
        Answer answer = solve(text, (Sharing)by);
        assert_int_equal((int)answer.footprints.network.balances, 2);
        assert_int_equal((int)answer.footprints.shares, 0);
        for (size_t i = 0; i < 2; i++) {
            const Footprint *one = &answer.footprints.one[i];
            for (int k = 0; k < BURDENS; k++)
                assert_true(fabs(footprint_sold(one, k) - wanted[one->of->period][k]) <= 1e-12);
        }
        release(&answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_products_share_in_four_ways),
        cmocka_unit_test(what_is_not_known_is_shared_by_value),
        cmocka_unit_test(a_loop_is_solved),
        cmocka_unit_test(a_flare_and_a_leak_are_carried),
        cmocka_unit_test(what_no_one_uses_burdens_what_is_sold),
        cmocka_unit_test(where_nothing_is_sold_nothing_carries_it),
        cmocka_unit_test(a_store_passes_on_what_it_took),
    };
    return cmocka_run_group_tests_name("footprint", tests, NULL, NULL);
}
