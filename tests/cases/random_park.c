/* random_park - a park as a person might write it, by chance, always the same for the same seed
 *
 * Works make goods from one ore or a burden of two, coal, heat, power and water, burn a mix of fuels and leave gas and ash; boilers make
 * heat, turbines power; some in modes, some piece by piece. Makers give heat of a gas and dry what comes; that heat may raise heat for sale, and travel in loops. Some parks have a few periods with prices of
 * their own, stores, ramps and contracts. So that there is a best plan, whatever is needed can be bought without limit, whatever is made can be let go, what
 * is made is limited, and nothing sells for more than it can be bought for. */
#include "tests/cases/random_park.h"

#include "models/base/text.h"

#include <stddef.h>
#include <stdio.h>

enum { MODELS = 4, FACILITIES_MOST = 5, STEPS_DRAWN = 3 };

/* Amounts are drawn from one stream and units from another, so that the same park comes in any units. Two draws never stand in
 * the arguments of one call, whose order is the compiler's. */
typedef struct Writer {
    FILE *out;
    uint64_t chance, units, heats,
        times; /* what is drawn for heat streams and for periods changes nothing else */
    double prices, factor[RANDOM_STEPS_MOST]; /* of prices, by period */
    int steps;
    RandomDays days;
    bool tight, makes[FACILITIES_MOST], burdened[MODELS], hot[MODELS];
} Writer;

/* xorshift64* (Vigna, 2016) */
static double draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * 0x2545F4914F6CDD1Du) >> 11) / 9007199254740992.0;
}

static double between(Writer *writer, double low, double high)
{
    return low + (high - low) * draw(&writer->chance);
}

static bool happens(Writer *writer, double share)
{
    return draw(&writer->chance) < share;
}

/* Three digits, as figures are given. */
static double figure_of(uint64_t *stream, double low, double high)
{
    char text[32];
    double value;
    const char *why;
    int length = snprintf(text, sizeof text, "%.3g", low + (high - low) * draw(stream));
    return text_number(text, (size_t)length, &value, &why) ? value : low;
}

static double figure(Writer *writer, double low, double high)
{
    return figure_of(&writer->chance, low, high);
}

/* A limit, as often as `share` says, else 0. */
static double limit(Writer *writer, double share, double low, double high)
{
    return happens(writer, share) ? figure(writer, low, high) : 0;
}

/* Of heat. */
static double warm(Writer *writer, double low, double high)
{
    return low + (high - low) * draw(&writer->heats);
}

static double warm_figure(Writer *writer, double low, double high)
{
    return figure_of(&writer->heats, low, high);
}

/* Of periods. */
static bool at_times(Writer *writer, double share)
{
    return draw(&writer->times) < share;
}

static double time_figure(Writer *writer, double low, double high)
{
    return figure_of(&writer->times, low, high);
}

/* ---- amounts in any unit ---- */

typedef struct Way {
    const char *unit;
    double per; /* of it in one base unit */
} Way;

enum { WAYS = 4 };

typedef enum Quantity { MASS, GAS, ENERGY, POWER, VOLUME, QUANTITIES } Quantity;

/* The first is the base; 1 tce is 29.3076 GJ. */
static const Way amounts[QUANTITIES][WAYS] = {
    [MASS] = { { "t", 1 }, { "kg", 1e3 }, { "kt", 1e-3 }, { "万t", 1e-4 } },
    [GAS] = { { "Nm3", 1 }, { "kNm3", 1e-3 }, { "万Nm3", 1e-4 }, { "亿Nm3", 1e-8 } },
    [ENERGY] = { { "GJ", 1 }, { "MJ", 1e3 }, { "kWh", 1e3 / 3.6 }, { "tce", 1 / 29.3076 } },
    [POWER] = { { "MWh", 1 }, { "GJ", 3.6 }, { "kWh", 1e3 }, { "万kWh", 0.1 } },
    [VOLUME] = { { "m3", 1 }, { "万m3", 1e-4 }, { "L", 1e3 }, { "m3", 1 } },
};

static const Way times[WAYS] = { { "h", 1 }, { "d", 1 / 24.0 }, { "a", 1 / 8760.0 }, { "min", 60 } };
static const Way money[WAYS] = { { "CNY", 1 }, { "元", 1 }, { "kCNY", 1e-3 }, { "万元", 1e-4 } };
static const Way lengths[WAYS] = { { "km", 1 }, { "m", 1e3 }, { "公里", 1 }, { "km", 1 } };

static const Way *way(Writer *writer, const Way *ways)
{
    return writer->units == 0 ? &ways[0] : &ways[(int)(draw(&writer->units) * WAYS)];
}

static void put_amount(Writer *writer, Quantity quantity, double value)
{
    const Way *unit = way(writer, amounts[quantity]);
    fprintf(writer->out, "%.15g %s", value * unit->per, unit->unit);
}

static void put_rate(Writer *writer, Quantity quantity, double value)
{
    const Way *unit = way(writer, amounts[quantity]), *time = way(writer, times);
    fprintf(writer->out, "%.15g %s/%s", value * unit->per / time->per, unit->unit, time->unit);
}

static void put_price(Writer *writer, Quantity quantity, double value)
{
    const Way *unit = way(writer, amounts[quantity]), *coin = way(writer, money);
    fprintf(writer->out, "%.15g %s/%s", writer->prices * value * coin->per / unit->per, coin->unit,
            unit->unit);
}

static void put_per(Writer *writer, Quantity above, double value, Quantity below)
{
    const Way *over = way(writer, amounts[above]), *under = way(writer, amounts[below]);
    fprintf(writer->out, "%.15g %s/%s", value * over->per / under->per, over->unit, under->unit);
}

/* ---- the park ---- */

typedef enum Thing {
    ORE,
    POOR_ORE,
    COAL,
    FUEL_GAS,
    TOP_GAS,
    HEAT,
    ELECTRICITY,
    MAKE_UP,
    ASH,
    GOODS,
    THINGS
} Thing;

static const struct {
    const char *name;
    Quantity quantity;
} things[THINGS] = {
    [ORE] = { "ore", MASS },
    [POOR_ORE] = { "poor_ore", MASS },
    [COAL] = { "coal", MASS },
    [FUEL_GAS] = { "fuel_gas", GAS },
    [TOP_GAS] = { "top_gas", GAS },
    [HEAT] = { "heat", ENERGY },
    [ELECTRICITY] = { "electricity", POWER },
    [MAKE_UP] = { "make_up", VOLUME },
    [ASH] = { "ash", MASS },
    [GOODS] = { "goods", MASS },
};

/* As energy, and t CO2 of making one base unit elsewhere; that of ore and make-up water is not stated. */
static const struct {
    const char *carrier;
    double footprint;
} made_elsewhere[THINGS] = {
    [COAL] = { "coal", 0.1 },  [FUEL_GAS] = { "none", 0.0004 },   [TOP_GAS] = { "none", 0.0001 },
    [HEAT] = { "heat", 0.11 }, [ELECTRICITY] = { "power", 0.53 }, [GOODS] = { "none", 1.8 },
};

static void put_resource(Writer *writer, Thing thing)
{
    const Quantity quantity = things[thing].quantity;
    fprintf(writer->out, "  %s: {unit: %s", things[thing].name, way(writer, amounts[quantity])->unit);
    if (made_elsewhere[thing].carrier == NULL)
        return;
    fprintf(writer->out, ", carrier: %s, footprint: ", made_elsewhere[thing].carrier);
    put_per(writer, MASS, made_elsewhere[thing].footprint, quantity);
}

/* Heating value in GJ and carbon in t, each from a range. */
static void put_fuel(Writer *writer, Thing thing, double cold, double hot, double lean, double rich)
{
    put_resource(writer, thing);
    fputs(", heating_value: ", writer->out);
    put_per(writer, ENERGY, figure(writer, cold, hot), things[thing].quantity);
    fputs(", carbon: ", writer->out);
    put_per(writer, MASS, figure(writer, lean, rich), things[thing].quantity);
    fputs("}\n", writer->out);
}

/* Shares of the mass, of the iron in its oxide. */
static void put_ore(Writer *writer, Thing thing, double least, double most, double sand)
{
    put_resource(writer, thing);
    fprintf(writer->out, ", composition: {Fe2O3: %.15g %%, SiO2: %.15g %%}}\n", figure(writer, least, most),
            sand);
}

static void put_resources(Writer *writer)
{
    fputs("resources:\n", writer->out);
    put_ore(writer, ORE, 80, 92, 5);
    put_ore(writer, POOR_ORE, 50, 70, 20);
    put_fuel(writer, COAL, 18, 29, 0.5, 0.7);
    put_fuel(writer, FUEL_GAS, 0.032, 0.038, 0.0005, 0.0006);
    put_fuel(writer, TOP_GAS, 0.003, 0.018, 0.0001, 0.0003);
    put_resource(writer, ASH);
    fputs(", waste: fly_ash}\n", writer->out);
    put_resource(writer, MAKE_UP);
    fputs(", water: fresh}\n", writer->out);
    static const Thing plain[] = { HEAT, ELECTRICITY, GOODS };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        put_resource(writer, plain[i]);
        fputs("}\n", writer->out);
    }
}

static void put_flow(Writer *writer, const char *before, Thing thing, double amount)
{
    fprintf(writer->out, "%s%s: ", before, things[thing].name);
    put_amount(writer, things[thing].quantity, amount);
}

static void put_basis(Writer *writer, int index, const char *kind, Quantity quantity, double amount,
                      const char *name)
{
    fprintf(writer->out, "  %s%d:\n    basis: ", kind, index);
    put_amount(writer, quantity, amount);
    fprintf(writer->out, " %s\n    cost: ", name);
    put_price(writer, quantity, figure(writer, 0, 40));
    fputc('\n', writer->out);
}

/* Coal is never limited, so that every mix can be filled. */
static void put_fuel_mix(Writer *writer, double energy)
{
    fputs("fuel: {amount: ", writer->out);
    put_amount(writer, ENERGY, energy);
    double least = happens(writer, 0.5) ? figure(writer, 0.05, 0.3) : 0, most = figure(writer, 10, 60);
    fprintf(writer->out, ", of: {coal: {}, fuel_gas: {min: %.15g}, top_gas: {max: %.15g %%}}}", least, most);
}

/* By mass or by iron, of which ore holds 0.56 at least; ore alone always has little enough sand. */
static void put_burden(Writer *writer, double ore, const char *before)
{
    bool by_iron = happens(writer, 0.5);
    fprintf(writer->out, "%sburden: {amount: ", before);
    put_amount(writer, MASS, by_iron ? 0.5 * ore : ore);
    if (by_iron)
        fputs(", counts: [Fe]", writer->out);
    fprintf(writer->out, ", of: {ore: {}, poor_ore: {max: %.15g %%}}", figure(writer, 20, 100));
    double sand = limit(writer, 0.6, 6, 18);
    if (sand > 0 && happens(writer, 0.5))
        fprintf(writer->out, ", require: [{share: SiO2, max: %.15g %%}]", sand);
    else if (sand > 0)
        fprintf(writer->out, ", require: [{ratio: SiO2 / Fe2O3, max: %.15g}]", sand / 70);
    fputc('}', writer->out);
}

/* What a maker takes and leaves by mode, if it has modes. At most 0.3 kg of carbon a Nm3, and coal brings 500 kg a tonne at
 * least. */
static void put_coal_in(Writer *writer, double coal)
{
    put_flow(writer, "", COAL, coal);
    put_flow(writer, ", ", ELECTRICITY, figure(writer, 0.1, 1));
}

static void put_gas_out(Writer *writer, double coal)
{
    put_flow(writer, "", TOP_GAS, coal * figure(writer, 400, 1600));
    put_flow(writer, ", ", ASH, figure(writer, 0.1, 0.5));
}

static void put_maker_modes(Writer *writer, double coal)
{
    static const char *const modes[] = { "calm", "driven" };
    fputs("    modes:\n", writer->out);
    for (int i = 0; i < 2; i++) {
        fprintf(writer->out, "      %s: {in: {", modes[i]);
        put_coal_in(writer, coal);
        fputs("}, out: {", writer->out);
        put_gas_out(writer, coal);
        fputs("}, cost: ", writer->out);
        put_price(writer, MASS, figure(writer, 0, 10));
        fputs("}\n", writer->out);
        coal *= figure(writer, 1, 1.5);
    }
}

static void put_maker_mixes(Writer *writer, double ore, bool burns)
{
    if (ore == 0 && !burns)
        return;
    fputs("    mixes: {", writer->out);
    if (burns)
        put_fuel_mix(writer, figure(writer, 1, 8));
    if (ore > 0)
        put_burden(writer, ore, burns ? ", " : "");
    fputs("}\n", writer->out);
}

static void put_temperature(Writer *writer, const char *key, double celsius)
{
    bool kelvin = writer->units != 0 && draw(&writer->units) < 0.5;
    fprintf(writer->out, ", %s: %.15g %s", key, kelvin ? celsius + 273.15 : celsius, kelvin ? "K" : "degC");
}

static void put_stream(Writer *writer, const char *name, const char *way, double heat, double from, double to)
{
    fprintf(writer->out, "      - {name: %s, %s: ", name, way);
    put_amount(writer, ENERGY, heat);
    put_temperature(writer, "from", from);
    put_temperature(writer, "to", to);
    if (warm(writer, 0, 1) < 0.3)
        fprintf(writer->out, ", contribution: %.15g K", warm_figure(writer, 0, 20));
    fputs("}\n", writer->out);
}

/* A gas in two parts, and drying. */
static void put_maker_heat(Writer *writer, int index)
{
    const double top = warm_figure(writer, 120, 700), middle = warm_figure(writer, 90, top),
                 low = warm_figure(writer, 40, middle);
    const double more = warm_figure(writer, 0.2, 4), less = warm_figure(writer, 0.1, 2);
    const double dry = warm_figure(writer, 0.1, 3), until = warm_figure(writer, 40, 200);
    writer->hot[index] = warm(writer, 0, 1) < 0.7;
    const bool cold = warm(writer, 0, 1) < 0.6;
    if (!writer->hot[index] && !cold)
        return;
    fputs("    heat:\n", writer->out);
    if (writer->hot[index]) {
        fputs("      - {name: gas", writer->out);
        put_temperature(writer, "from", top);
        fputs(", segments: [{gives: ", writer->out);
        put_amount(writer, ENERGY, more);
        put_temperature(writer, "to", middle);
        fputs("}, {gives: ", writer->out);
        put_amount(writer, ENERGY, less);
        put_temperature(writer, "to", warm(writer, 0, 1) < 0.5 ? middle : low);
        fputs("}]}\n", writer->out);
    }
    if (cold)
        put_stream(writer, "drying", "takes", dry, 20, until);
}

/* A heater by power for whoever has no other heat, and steam raised from heat. */
static void put_heat_models(Writer *writer)
{
    fputs("  heater:\n    basis: 1 GJ heat\n", writer->out);
    put_flow(writer, "    in: {", ELECTRICITY, 0.3);
    fputs("}\n    heat:\n", writer->out);
    put_stream(writer, "elements", "gives", 1, 900, 900);
    for (int i = 0; i < 2; i++) {
        const double boils = warm_figure(writer, 90, 250);
        fprintf(writer->out, "  raiser%d:\n    basis: 1 GJ heat\n", i);
        put_flow(writer, "    out: {", HEAT, 1);
        fputs("}\n    heat:\n", writer->out);
        put_stream(writer, "boiling", "takes", 1, boils, boils);
    }
}

static void put_maker(Writer *writer, int index)
{
    bool burns = happens(writer, 0.6), by_mode = happens(writer, 0.4);
    bool burdened = writer->burdened[index] = happens(writer, 0.5);
    double ore = figure(writer, 2.2, 5), coal = 2 * figure(writer, 0.2, 0.6);
    put_basis(writer, index, "maker", MASS, 2, "goods");
    put_flow(writer, "    in: {", HEAT, figure(writer, 0.1, 3));
    put_flow(writer, ", ", MAKE_UP, figure(writer, 1, 6));
    if (!burdened)
        put_flow(writer, ", ", ORE, ore);
    if (!by_mode) {
        fputs(", ", writer->out);
        put_coal_in(writer, coal);
    }
    put_flow(writer, "}\n    out: {", GOODS, 2);
    if (!by_mode) {
        fputs(", ", writer->out);
        put_gas_out(writer, coal);
    }
    fputs("}\n", writer->out);
    put_maker_heat(writer, index);
    put_maker_mixes(writer, burdened ? ore : 0, burns);
    if (by_mode)
        put_maker_modes(writer, coal);
}

/* It may burn gas alone as well, which wears it less. */
static void put_boiler(Writer *writer, int index)
{
    put_basis(writer, index, "boiler", ENERGY, 1, "heat");
    put_flow(writer, "    out: {", HEAT, 1);
    put_flow(writer, ", ", ASH, figure(writer, 0.001, 0.02));
    bool by_fuel = happens(writer, 0.5);
    fputs(by_fuel ? "}\n    modes:\n      on_mix: {mixes: {" : "}\n    mixes: {", writer->out);
    put_fuel_mix(writer, figure(writer, 1.05, 1.3));
    fputs("}", writer->out);
    if (by_fuel) {
        fputs(", cost: ", writer->out);
        put_price(writer, ENERGY, figure(writer, 0, 20));
        put_flow(writer, "}\n      on_gas: {in: {", FUEL_GAS, figure(writer, 35, 50));
        fputs("}}", writer->out);
    }
    fputc('\n', writer->out);
}

/* Each piece takes more than the one before. */
static void put_pieces(Writer *writer, double heat)
{
    double to = 0;
    fputs("    piecewise:\n", writer->out);
    for (int left = 1 + (int)between(writer, 0, 3); left > 0; left--) {
        to = figure(writer, to + 10, to + 30);
        fprintf(writer->out, "      - {to: %.15g %%", to);
        put_flow(writer, ", in: {", HEAT, heat);
        fputs("}}\n", writer->out);
        heat *= figure(writer, 1.01, 1.2);
    }
    put_flow(writer, "      - {in: {", HEAT, heat);
    fputs("}}\n", writer->out);
}

static void put_turbine(Writer *writer, int index)
{
    put_basis(writer, index, "turbine", POWER, 1, "electricity");
    bool by_load = happens(writer, 0.5);
    double heat = figure(writer, 6, 12);
    if (!by_load) {
        put_flow(writer, "    in: {", HEAT, heat);
        fputs("}\n", writer->out);
    }
    put_flow(writer, "    out: {", ELECTRICITY, 1);
    fputs("}\n", writer->out);
    if (by_load)
        put_pieces(writer, heat);
}

/* Returns which of the models it runs. */
static int put_process(Writer *writer, const char *kind, Quantity quantity, double capacity)
{
    int index = (int)between(writer, 0, MODELS);
    fprintf(writer->out, "      %s: {model: %s%d, capacity: ", kind, kind, index);
    put_rate(writer, quantity, capacity);
    if (happens(writer, 0.3))
        fprintf(writer->out, ", availability: %.15g %%", figure(writer, 80, 100));
    if (happens(writer, 0.3))
        fprintf(writer->out, ", min_load: %.15g", figure(writer, 0.1, 0.7));
    if (at_times(writer, 0.3) && writer->steps > 1)
        fprintf(writer->out, ", ramp: %.15g %%/h", time_figure(writer, 1, 30));
    fputs("}\n", writer->out);
    return index;
}

static bool knows_beginning(const Writer *writer)
{
    return writer->days != DAYS_ALIKE && writer->days != DAYS_TWICE;
}

static bool comes_twice(const Writer *writer)
{
    return writer->days == DAYS_HALVED || writer->days == DAYS_TWICE;
}

/* What is taken by the year, or paid for; what is sold by the day, never less than the least by hour, or than a least load makes. */
static void put_contract(Writer *writer, Thing thing, double price, double min)
{
    const bool year = thing == COAL && at_times(writer, 0.5);
    const double day = thing == GOODS && at_times(writer, 0.5) ? time_figure(writer, 1, 2) : 0;
    if (year) {
        fputs(", contracts: {year: {min: ", writer->out);
        put_amount(writer, things[thing].quantity, time_figure(writer, 1e3, 2e5));
        fputs(", shortfall: ", writer->out);
        put_price(writer, things[thing].quantity, price * time_figure(writer, 0.1, 1));
        fputs("}}", writer->out);
    }
    if (day > 0 && knows_beginning(writer)) {
        fputs(", contracts: {day: {max: ", writer->out);
        put_amount(writer, things[thing].quantity, 24 * day * (min > 36 ? min : 36));
        fputs("}}", writer->out);
    }
}

/* The same factors for all markets, so that nothing sells for more than it can be bought for. */
static void put_prices(Writer *writer, Quantity quantity, double price)
{
    if (writer->steps == 1) {
        put_price(writer, quantity, price);
        return;
    }
    for (int t = 0; t < (comes_twice(writer) ? 2 : 1) * writer->steps; t++) {
        fputs(t == 0 ? "[" : ", ", writer->out);
        put_price(writer, quantity, price * writer->factor[t % writer->steps]);
    }
    fputs("]", writer->out);
}

/* A most of nothing is no limit. */
static void put_market(Writer *writer, Thing thing, double cheap, double dear, double min, double max)
{
    fprintf(writer->out, "      %s: {price: ", things[thing].name);
    const double price = figure(writer, cheap, dear);
    put_prices(writer, things[thing].quantity, price);
    put_contract(writer, thing, price, min);
    if (min > 0) {
        fputs(", min: ", writer->out);
        put_rate(writer, things[thing].quantity, min);
    }
    if (max > 0) {
        fputs(", max: ", writer->out);
        put_rate(writer, things[thing].quantity, max);
    }
    fputs("}\n", writer->out);
}

static void put_disposal(Writer *writer, Thing thing, const char *at, double cost)
{
    fprintf(writer->out, "      %s: {at: %s, cost: ", things[thing].name, at);
    put_price(writer, things[thing].quantity, cost);
    fputs("}\n", writer->out);
}

/* Some state their zone: how near streams may come, what being rid of heat costs, that the maker's dirty gas must not boil water. */
static void put_heat_processes(Writer *writer, int maker)
{
    const bool raises = warm(writer, 0, 1) < 0.7, states = warm(writer, 0, 1) < 0.5;
    fputs("      heater: {model: heater}\n", writer->out);
    if (raises)
        fprintf(writer->out, "      raiser: {model: raiser%d}\n", warm(writer, 0, 1) < 0.5 ? 0 : 1);
    if (!states)
        return;
    fprintf(writer->out, "    zones:\n      hall:\n        approach: %.15g K\n", warm_figure(writer, 0, 40));
    fputs("        vents: {river: {at: -15 degC, cost: ", writer->out);
    put_price(writer, ENERGY, warm_figure(writer, 0, 5));
    fputs("}}\n", writer->out);
    const bool dirty = warm(writer, 0, 1) < 0.5;
    if (dirty && raises && maker >= 0 && writer->hot[maker])
        fputs("        matches: [{hot: maker, cold: raiser, max: 0}]\n", writer->out);
}

/* Water that goes round from one site to another. */
static void put_loop(Writer *writer, int facilities)
{
    const int from = (int)warm(writer, 0, facilities), step = 1 + (int)warm(writer, 0, facilities - 1);
    const double supply = warm_figure(writer, 80, 160), back = warm_figure(writer, 30, 70);
    fprintf(writer->out, "loops:\n  main: {from: site%d, to: site%d", from, (from + step) % facilities);
    put_temperature(writer, "supply", supply);
    put_temperature(writer, "return", back);
    fprintf(writer->out, ", loss: %.15g %%", warm_figure(writer, 0, 10));
    fputs(", cost: ", writer->out);
    put_price(writer, ENERGY, warm_figure(writer, 0, 8));
    fputs("}\n", writer->out);
}

/* Returns whether they fill a burden. */
static bool put_processes(Writer *writer, bool makes, double capacity)
{
    fputs("    processes:\n", writer->out);
    const int maker = makes ? put_process(writer, "maker", MASS, capacity) : -1;
    put_process(writer, "boiler", ENERGY, figure(writer, 20, 300));
    if (happens(writer, 0.6))
        put_process(writer, "turbine", POWER, figure(writer, 1, 30));
    put_heat_processes(writer, maker);
    return maker >= 0 && writer->burdened[maker];
}

static void put_buys(Writer *writer, bool makes, bool burdened)
{
    fputs("    buys:\n", writer->out);
    if (makes) {
        put_market(writer, ORE, 50, 200, 0, limit(writer, writer->tight ? 0.5 : 0, 5, 80));
        if (burdened)
            put_market(writer, POOR_ORE, 10, 120, 0, limit(writer, 0.5, 5, 40));
        put_market(writer, MAKE_UP, 1, 6, 0, 0);
    }
    put_market(writer, COAL, 400, 900, 0, 0);
    put_market(writer, FUEL_GAS, 1.5, 4, 0, limit(writer, writer->tight ? 0.3 : 0, 500, 2000));
    put_market(writer, HEAT, 60, 120, limit(writer, 0.2, 1, 5), 0);
    put_market(writer, ELECTRICITY, 450, 800, 0, 0);
}

/* Goods are only sold, and power sells below what it costs to buy anywhere. */
static void put_sells(Writer *writer, bool makes, double capacity)
{
    fputs("    sells:\n", writer->out);
    if (makes)
        put_market(writer, GOODS, 500, 3000, capacity * limit(writer, 0.7, 0.1, writer->tight ? 1.2 : 0.7),
                   0);
    /* At least what the turbine gives, which may have to run. */
    put_market(writer, ELECTRICITY, 100, 400, 0, limit(writer, 0.5, writer->tight ? 1 : 30, 50));
    if (happens(writer, 0.5))
        put_market(writer, ASH, -30, 60, 0, figure(writer, 0.1, 3));
}

static void put_disposes(Writer *writer, bool makes)
{
    fputs("    disposes:\n", writer->out);
    if (makes)
        put_disposal(writer, TOP_GAS, "flare", limit(writer, 0.3, 0.001, 0.05));
    const char *heap = happens(writer, 0.5) ? "landfill" : "stockpile";
    put_disposal(writer, ASH, heap, figure(writer, 0, 80));
    put_disposal(writer, HEAT, "air", 0);
}

/* A stock at the start may be used up. */
static void put_store(Writer *writer, Thing thing, double capacity)
{
    const Quantity quantity = things[thing].quantity;
    fprintf(writer->out, "      %s: {holds: %s, capacity: ", things[thing].name, things[thing].name);
    put_amount(writer, quantity, capacity);
    if (at_times(writer, 0.5)) {
        fputs(", charge: ", writer->out);
        put_rate(writer, quantity, capacity * time_figure(writer, 0.1, 1));
        fputs(", discharge: ", writer->out);
        put_rate(writer, quantity, capacity * time_figure(writer, 0.1, 1));
    }
    if (thing != ASH && at_times(writer, 0.6)) {
        const Way *time = way(writer, times);
        fprintf(writer->out, ", loss: %.15g %%/%s", time_figure(writer, 0, 3) / time->per, time->unit);
    }
    if (thing != ASH && at_times(writer, 0.6))
        fprintf(writer->out, ", efficiency: %.15g %%", time_figure(writer, 70, 100));
    const bool starts = at_times(writer, 0.3);
    if (at_times(writer, 0.3) && !starts)
        fprintf(writer->out, ", lowest: %.15g %%", time_figure(writer, 0, 30));
    if (starts && knows_beginning(writer))
        fprintf(writer->out, ", start: %.15g %%, end: 0", time_figure(writer, 0, 100));
    fputs("}\n", writer->out);
}

static void put_stores(Writer *writer, bool makes)
{
    if (writer->steps == 1)
        return;
    fputs("    stores:\n", writer->out);
    if (at_times(writer, 0.4))
        put_store(writer, HEAT, time_figure(writer, 5, 200));
    if (at_times(writer, 0.4))
        put_store(writer, ELECTRICITY, time_figure(writer, 5, 100));
    if (at_times(writer, 0.3))
        put_store(writer, ASH, time_figure(writer, 1, 20));
    if (at_times(writer, 0.7) && makes)
        put_store(writer, TOP_GAS, time_figure(writer, 1000, 60000));
}

static void put_facility(Writer *writer, int index)
{
    bool makes = writer->makes[index] = index == 0 || happens(writer, 0.7);
    double x = figure(writer, 0, 9), y = figure(writer, 0, 9), capacity = figure(writer, 5, 50);
    fprintf(writer->out, "  site%d:\n    at: [%.15g km, %.15g km]\n", index, x, y);
    bool burdened = put_processes(writer, makes, capacity);
    put_buys(writer, makes, burdened);
    put_sells(writer, makes, capacity);
    put_disposes(writer, makes);
    put_stores(writer, makes);
}

static void put_link(Writer *writer, int facilities)
{
    static const Thing carried[] = { TOP_GAS, HEAT, ELECTRICITY, ASH };
    int from = (int)between(writer, 0, facilities), step = 1 + (int)between(writer, 0, facilities - 1);
    Thing thing = carried[(int)between(writer, writer->makes[from] ? 0 : 1, 4)];
    Quantity quantity = things[thing].quantity;
    fprintf(writer->out, "  - {carry: %s, from: site%d, to: site%d", things[thing].name, from,
            (from + step) % facilities);
    if (happens(writer, 0.5)) {
        fputs(", capacity: ", writer->out);
        put_rate(writer, quantity, quantity == GAS ? figure(writer, 1000, 30000) : figure(writer, 1, 60));
    }
    if (happens(writer, 0.4)) {
        const Way *length = way(writer, lengths);
        fprintf(writer->out, ", distance: %.15g %s", figure(writer, 0.5, 10) * length->per, length->unit);
    }
    if (happens(writer, 0.6)) {
        const char *by = happens(writer, 0.5) ? "/km" : "";
        fprintf(writer->out, ", loss: %.15g %%%s", figure(writer, 0, 5), by);
    }
    double size = quantity == GAS ? 1e-3 : 1;
    if (happens(writer, 0.5)) {
        fputs(", cost: ", writer->out);
        put_price(writer, quantity, size * figure(writer, 0, 20));
    }
    if (happens(writer, 0.5)) {
        fputs(", freight: ", writer->out);
        put_price(writer, quantity, size * figure(writer, 0, 2));
        fputs("/km", writer->out);
    }
    if (happens(writer, 0.5)) {
        fputs(", price: ", writer->out);
        put_price(writer, quantity, size * figure(writer, -20, 60));
    }
    fputs("}\n", writer->out);
}

/* One period in most parks, if not so many are wanted. */
static void put_horizon(Writer *writer, double hours, int wanted)
{
    writer->steps = at_times(writer, 0.4) ? 2 + (int)(draw(&writer->times) * (STEPS_DRAWN - 1)) : 1;
    if (wanted > 0)
        writer->steps = wanted;
    for (int t = 0; t < writer->steps; t++)
        writer->factor[t] = time_figure(writer, 0.5, 1.5);
    const double step = writer->steps > 1 ? time_figure(writer, 0.5, 8) : hours;
    const double weight = writer->days == DAYS_HALVED ? 0.5 : 1;
    if (writer->steps == 1 && !comes_twice(writer))
        fprintf(writer->out, "horizon: {hours: %.15g}\n", hours);
    else if (writer->steps == 1)
        fprintf(writer->out, "horizon: {step: %.15g h, steps: 2}\n", weight * hours);
    else if (writer->days == DAYS_HALVED)
        fprintf(writer->out,
                "horizon:\n  step: %.15g h\n  hours: %.15g h\n  typical:\n"
                "    - {name: one, steps: %d, weight: 0.5}\n    - {name: other, steps: %d, weight: 0.5}\n",
                step, step * writer->steps, writer->steps, writer->steps);
    else
        fprintf(writer->out, "horizon: {step: %.15g h, steps: %d}\n", step,
                (comes_twice(writer) ? 2 : 1) * writer->steps);
}

static void put_park(Writer *writer, const char *target, int steps)
{
    static const char *const objectives[] = { "margin", "margin", "margin", "cost", "co2", "waste" };
    fprintf(writer->out, "coplant: 1\npark: chance\nobjective: %s\n", objectives[(int)between(writer, 0, 6)]);
    put_horizon(writer, happens(writer, 0.5) ? 8760 : figure(writer, 1, 8000), steps);
    put_resources(writer);
    fputs("models:\n", writer->out);
    for (int i = 0; i < MODELS; i++) {
        put_maker(writer, i);
        put_boiler(writer, i);
        put_turbine(writer, i);
    }
    put_heat_models(writer);
    int facilities = 2 + (int)between(writer, 0, 4);
    fputs("facilities:\n", writer->out);
    for (int i = 0; i < facilities; i++)
        put_facility(writer, i);
    fputs("links:\n", writer->out);
    for (int links = 1 + (int)between(writer, 0, 2 * facilities); links > 0; links--)
        put_link(writer, facilities);
    put_loop(writer, facilities);
    const bool priced = happens(writer, 0.6);
    if (priced || target != NULL)
        fprintf(writer->out, "targets:\n%s", target != NULL ? target : "");
    if (priced) {
        fputs("  co2: {price: ", writer->out);
        put_price(writer, MASS, figure(writer, 20, 500));
        fputs("}\n", writer->out);
    }
}

char *random_park_text(RandomPark wanted)
{
    char *text = NULL;
    size_t size = 0;
    Writer writer = {
        .out = open_memstream(&text, &size),
        .chance = 0x9E3779B97F4A7C15u * (wanted.seed + 1),
        .units = 0x9E3779B97F4A7C15u * wanted.units,
        .heats = 0xBF58476D1CE4E5B9u * (wanted.seed + 1),
        .times = 0x94D049BB133111EBu * (wanted.seed + 1),
        .days = wanted.days,
        .prices = wanted.prices,
        .tight = wanted.tight,
    };
    if (writer.out == NULL)
        return NULL;
    put_park(&writer, wanted.target, wanted.steps);
    fclose(writer.out);
    return text;
}
