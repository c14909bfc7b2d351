/* make_park - writes a park of any size, the same for the same arguments
 *
 *     make_park FACILITIES [SEED]
 *
 * Ironworks, steelworks, chemical works, cement works and power plants in turn, ten processes of the library each; five
 * neighbours make a cluster, and clusters stand on a grid of 9 km. Gases, steam, power and slag are linked within a
 * cluster as in plants/parks/bay.yaml, and what travels well to the two clusters beside it. Every figure behind an @ is
 * drawn from 80 to 120 % of it, so that no two works and no two routes are alike. Most of them could stand
 * alone, and there are bottlenecks everywhere. */
#include "tests/bench/drawn.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { TYPES = 5, CLUSTERS_A_ROW = 8 };

static const char *const type_names[TYPES] = { "ironworks", "steelworks", "chemicals", "cement",
                                               "power_plant" };

static const char *const works[TYPES] = {
    /* ironworks */
    "    processes:\n"
    "      coke_ovens:       {model: steel/coke_oven, capacity: @200 t/h, availability: 95 %, min_load: 40 %}\n"
    "      dry_quenching:    {model: steel/coke_dry_quenching, capacity: @180 t/h, availability: 92 %}\n"
    "      wet_quenching:    {model: steel/coke_wet_quenching, capacity: 260 t/h}\n"
    "      sinter_plant:     {model: steel/sinter_plant, capacity: @560 t/h, availability: 93 %}\n"
    "      lime_kilns:       {model: steel/lime_kiln, capacity: @45 t/h}\n"
    "      hot_stoves:       {model: steel/hot_stoves, capacity: @480000 Nm3/h}\n"
    "      blast_furnaces:   {model: steel/blast_furnace, capacity: @440 t/h, availability: 97 %, min_load: 30 %}\n"
    "      top_gas_turbines: {model: steel/top_gas_turbine, capacity: 1000000 Nm3/h}\n"
    "      granulation:      {model: steel/slag_granulation, capacity: 200 t/h}\n"
    "      water_treatment:  {model: utilities/water_treatment, capacity: 600 m3/h}\n"
    "    buys:\n"
    "      coking_coal:      {price: @1350 CNY/t}\n"
    "      pci_coal:         {price: @950 CNY/t}\n"
    "      anthracite:       {price: @980 CNY/t}\n"
    "      coke:             {price: @2100 CNY/t}\n"
    "      iron_ore:         {price: @800 CNY/t}\n"
    "      pellets:          {price: @1000 CNY/t}\n"
    "      lump_ore:         {price: @900 CNY/t}\n"
    "      limestone:        {price: @55 CNY/t}\n"
    "      sulfuric_acid:    {price: @420 CNY/t}\n"
    "      oxygen:           {price: @0.75 CNY/Nm3}\n"
    "      nitrogen:         {price: @0.4 CNY/Nm3}\n"
    "      steam_low:        {price: @230 CNY/t}\n"
    "      power:            {price: @0.62 CNY/kWh, max: 250 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      hot_metal:        {price: @2350 CNY/t, max: @150 t/h}\n"
    "      coke:             {price: @1700 CNY/t, max: @60 t/h}\n"
    "      coke_breeze:      {price: @900 CNY/t}\n"
    "      coal_tar:         {price: @3300 CNY/t}\n"
    "      crude_benzol:     {price: @5400 CNY/t}\n"
    "      ammonium_sulfate: {price: @800 CNY/t}\n"
    "      lime:             {price: @330 CNY/t, max: @10 t/h}\n"
    "      power:            {price: @0.33 CNY/kWh, max: 60 MW}\n"
    "      granulated_slag:  {price: @60 CNY/t, max: @40 t/h}\n"
    "    disposes:\n"
    "      coke_oven_gas:      {at: flare, min: @200 Nm3/h}\n"
    "      blast_furnace_gas:  {at: flare, min: @2000 Nm3/h}\n"
    "      steam_high:         {at: air}\n"
    "      steam_low:          {at: air}\n"
    "      granulated_slag:    {at: stockpile, cost: 25 CNY/t}\n"
    "      blast_furnace_dust: {at: landfill, cost: 25 CNY/t}\n",
    /* steelworks */
    "    processes:\n"
    "      converters:       {model: steel/converter, capacity: @500 t/h, availability: 95 %}\n"
    "      casters:          {model: steel/continuous_caster, capacity: @500 t/h, availability: 95 %}\n"
    "      slag_recovery:    {model: steel/slag_recovery, capacity: 80 t/h}\n"
    "      rolling_mills:    {model: steel/rolling_mill, capacity: @420 t/h, availability: 92 %}\n"
    "      oxygen_plants:    {model: utilities/oxygen_plant, capacity: @65000 Nm3/h, availability: 97 %}\n"
    "      combined_cycle:   {model: power/combined_cycle, capacity: @100 MW, availability: 92 %}\n"
    "      gas_boilers:      {model: power/gas_boiler, capacity: @220 t/h}\n"
    "      steam_turbines:   {model: power/condensing_turbine, capacity: @50 MW}\n"
    "      back_pressure:    {model: power/back_pressure_turbine, capacity: @80 t/h}\n"
    "      water_treatment:  {model: utilities/water_treatment, capacity: 400 m3/h}\n"
    "    buys:\n"
    "      hot_metal:        {price: @2900 CNY/t, max: @120 t/h}\n"
    "      scrap:            {price: @2300 CNY/t}\n"
    "      lump_ore:         {price: @900 CNY/t}\n"
    "      lime:             {price: @450 CNY/t}\n"
    "      hydrogen:         {price: @2.4 CNY/Nm3}\n"
    "      natural_gas:      {price: @3.2 CNY/Nm3}\n"
    "      power:            {price: @0.62 CNY/kWh, max: 250 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      rolled_steel:     {price: @3620 CNY/t, min: @50 t/h}\n"
    "      steel_billet:     {price: @3200 CNY/t, max: @120 t/h}\n"
    "      oxygen:           {price: @0.38 CNY/Nm3, max: @5000 Nm3/h}\n"
    "      power:            {price: @0.34 CNY/kWh, max: 60 MW}\n"
    "      steel_slag:       {price: @8 CNY/t, max: @15 t/h}\n"
    "    disposes:\n"
    "      coke_oven_gas:     {at: flare}\n"
    "      blast_furnace_gas: {at: flare}\n"
    "      converter_gas:     {at: flare, min: @200 Nm3/h}\n"
    "      steam_low:         {at: air}\n"
    "      nitrogen:          {at: air}\n"
    "      steel_slag:        {at: landfill, cost: 25 CNY/t}\n"
    "      mill_scale:        {at: stockpile, cost: 25 CNY/t}\n"
    "      converter_dust:    {at: landfill, cost: 25 CNY/t}\n",
    /* chemicals */
    "    processes:\n"
    "      methanol:         {model: chemicals/methanol_from_coke_oven_gas, capacity: @25 t/h, availability: 95 %}\n"
    "      hydrogen:         {model: chemicals/hydrogen_psa, capacity: @24000 Nm3/h}\n"
    "      carbon_monoxide:  {model: chemicals/carbon_monoxide_psa, capacity: @9000 Nm3/h}\n"
    "      ethylene_glycol:  {model: chemicals/ethylene_glycol, capacity: @9 t/h, availability: 92 %}\n"
    "      gasifiers:        {model: chemicals/coal_gasifier, capacity: @60000 Nm3/h, availability: 92 %}\n"
    "      coal_methanol:    {model: chemicals/methanol_from_coal_gas, capacity: @25 t/h, availability: 92 %}\n"
    "      oxygen_plant:     {model: utilities/oxygen_plant, capacity: @24000 Nm3/h, in: {power: 580 kWh}}\n"
    "      coal_boilers:     {model: power/coal_boiler, capacity: @60 t/h}\n"
    "      let_down:         {model: power/steam_let_down, capacity: 72 t/h}\n"
    "      water_treatment:  {model: utilities/water_treatment, capacity: 150 m3/h}\n"
    "    buys:\n"
    "      gasification_coal: {price: @780 CNY/t}\n"
    "      thermal_coal:      {price: @710 CNY/t}\n"
    "      limestone:         {price: @60 CNY/t}\n"
    "      oxygen:            {price: @0.75 CNY/Nm3}\n"
    "      nitrogen:          {price: @0.4 CNY/Nm3}\n"
    "      power:             {price: @0.62 CNY/kWh, max: 80 MW}\n"
    "      fresh_water:       {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      methanol:        {price: @2600 CNY/t, max: @30 t/h}\n"
    "      ethylene_glycol: {price: @4500 CNY/t}\n"
    "      hydrogen:        {price: @1.5 CNY/Nm3, max: @3000 Nm3/h}\n"
    "    disposes:\n"
    "      coke_oven_gas:      {at: flare}\n"
    "      converter_gas:      {at: flare}\n"
    "      psa_tail_gas:       {at: flare}\n"
    "      methanol_purge_gas: {at: flare}\n"
    "      nitrogen:           {at: air}\n"
    "      steam_low:          {at: air}\n"
    "      gasification_slag:  {at: landfill, cost: 25 CNY/t}\n"
    "      fly_ash:            {at: landfill, cost: 25 CNY/t}\n"
    "      bottom_ash:         {at: landfill, cost: 25 CNY/t}\n"
    "      desulfurisation_gypsum: {at: landfill, cost: 25 CNY/t}\n",
    /* cement */
    "    processes:\n"
    "      kiln_1:          {model: building_materials/clinker_kiln, capacity: @210 t/h, availability: 85 %}\n"
    "      kiln_2:          {model: building_materials/clinker_kiln, capacity: @105 t/h, availability: 85 %}\n"
    "      slag_mill_1:     {model: building_materials/slag_mill, capacity: @90 t/h, availability: 92 %}\n"
    "      slag_mill_2:     {model: building_materials/slag_mill, capacity: @60 t/h, availability: 92 %}\n"
    "      ordinary_mill:   {model: building_materials/ordinary_cement_mill, capacity: @190 t/h}\n"
    "      composite_mill:  {model: building_materials/composite_cement_mill, capacity: @140 t/h}\n"
    "      block_plant_1:   {model: building_materials/aerated_concrete, capacity: @70 m3/h}\n"
    "      block_plant_2:   {model: building_materials/aerated_concrete, capacity: @40 m3/h}\n"
    "      package_boiler:  {model: power/package_boiler, capacity: @20 t/h}\n"
    "      water_treatment: {model: utilities/water_treatment, capacity: 30 m3/h}\n"
    "    buys:\n"
    "      limestone:        {price: @45 CNY/t}\n"
    "      clay:             {price: @35 CNY/t}\n"
    "      sand:             {price: @75 CNY/t}\n"
    "      iron_corrective:  {price: @160 CNY/t}\n"
    "      natural_gypsum:   {price: @140 CNY/t}\n"
    "      thermal_coal:     {price: @710 CNY/t}\n"
    "      natural_gas:      {price: @3.2 CNY/Nm3}\n"
    "      lime:             {price: @480 CNY/t}\n"
    "      granulated_slag:  {price: @110 CNY/t, max: @60 t/h}\n"
    "      fly_ash:          {price: @60 CNY/t, max: @15 t/h}\n"
    "      aluminium_powder: {price: @18000 CNY/t}\n"
    "      power:            {price: @0.62 CNY/kWh, max: 60 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      ordinary_cement:  {price: @370 CNY/t, min: @20 t/h, max: @160 t/h}\n"
    "      composite_cement: {price: @335 CNY/t, max: @115 t/h}\n"
    "      slag_powder:      {price: @225 CNY/t, max: @90 t/h}\n"
    "      clinker:          {price: @270 CNY/t, max: @45 t/h}\n"
    "      aerated_block:    {price: @215 CNY/m3, max: @90 m3/h}\n"
    "    disposes:\n"
    "      steam_low:        {at: air}\n",
    /* power_plant */
    "    processes:\n"
    "      coal_boiler_1:   {model: power/coal_boiler, capacity: @480 t/h, availability: 88 %}\n"
    "      coal_boiler_2:   {model: power/coal_boiler, capacity: @480 t/h, availability: 88 %, in: {thermal_coal: 3.15 GJ}}\n"
    "      coal_boiler_3:   {model: power/coal_boiler, capacity: @240 t/h, availability: 88 %, in: {thermal_coal: 3.1 GJ}}\n"
    "      gas_burners:     {model: power/gas_boiler, capacity: @120 t/h}\n"
    "      turbine_1:       {model: power/condensing_turbine, capacity: @150 MW, in: {steam_high: 3.05 t}, out: {feed_water: 2.96 m3}}\n"
    "      turbine_2:       {model: power/condensing_turbine, capacity: @150 MW, in: {steam_high: 3.1 t}, out: {feed_water: 3.0 m3}}\n"
    "      turbine_3:       {model: power/condensing_turbine, capacity: @60 MW}\n"
    "      extraction:      {model: power/back_pressure_turbine, capacity: @220 t/h}\n"
    "      let_down:        {model: power/steam_let_down, capacity: @220 t/h}\n"
    "      water_treatment: {model: utilities/water_treatment, capacity: 800 m3/h}\n"
    "    buys:\n"
    "      thermal_coal: {price: @690 CNY/t}\n"
    "      limestone:    {price: @60 CNY/t}\n"
    "      natural_gas:  {price: @3.2 CNY/Nm3, max: 2000 Nm3/h}\n"
    "      power:        {price: @0.62 CNY/kWh, max: 40 MW}\n"
    "      fresh_water:  {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      power:                  {price: @0.44 CNY/kWh, min: @50 MW, max: @240 MW}\n"
    "      fly_ash:                {price: @25 CNY/t, max: @8 t/h}\n"
    "      bottom_ash:             {price: @8 CNY/t, max: @1 t/h}\n"
    "      desulfurisation_gypsum: {price: @30 CNY/t, max: @2 t/h}\n"
    "    disposes:\n"
    "      fly_ash:                {at: landfill, cost: 25 CNY/t}\n"
    "      bottom_ash:             {at: landfill, cost: 25 CNY/t}\n"
    "      desulfurisation_gypsum: {at: landfill, cost: 25 CNY/t}\n"
    "      blast_furnace_gas:      {at: flare}\n"
    "      steam_low:              {at: air}\n",
};

enum { IRON, STEEL, CHEMICALS, CEMENT, POWER };

typedef struct Route {
    int from, to; /* types */
    int reach;    /* how many clusters away: 0 within its own, 2 also to the next and the one after */
    const char *carry, *keys;
} Route;

static const Route routes[] = {
    { IRON, STEEL, 2, "hot_metal", "by: rail, capacity: @300 t/h, freight: @1.2 CNY/t/km, cost: @8 CNY/t" },
    { IRON, IRON, 2, "coke", "by: rail, capacity: @60 t/h, freight: @0.6 CNY/t/km, cost: @8 CNY/t" },
    { IRON, STEEL, 1, "lime", "by: road, capacity: @20 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { IRON, CEMENT, 1, "lime", "by: road, capacity: @10 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { IRON, STEEL, 0, "coke_oven_gas", "by: pipe, capacity: @40000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { IRON, CHEMICALS, 1, "coke_oven_gas", "by: pipe, capacity: @60000 Nm3/h, cost: @0.03 CNY/Nm3" },
    { IRON, CEMENT, 0, "coke_oven_gas", "by: pipe, capacity: @8000 Nm3/h, cost: @0.03 CNY/Nm3" },
    { IRON, STEEL, 0, "blast_furnace_gas", "by: pipe, capacity: @300000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, POWER, 0, "blast_furnace_gas", "by: pipe, capacity: @120000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, CEMENT, 0, "blast_furnace_gas", "by: pipe, capacity: @20000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, CEMENT, 2, "granulated_slag",
      "by: road, capacity: @120 t/h, freight: @0.8 CNY/t/km, cost: @4 CNY/t" },
    { STEEL, IRON, 0, "converter_gas", "by: pipe, capacity: @10000 Nm3/h, cost: @0.015 CNY/Nm3" },
    { STEEL, CHEMICALS, 1, "converter_gas", "by: pipe, capacity: @30000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, IRON, 0, "oxygen", "by: pipe, capacity: @30000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, CHEMICALS, 1, "oxygen", "by: pipe, capacity: @20000 Nm3/h, cost: @0.03 CNY/Nm3" },
    { STEEL, IRON, 0, "nitrogen", "by: pipe, capacity: @20000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, CHEMICALS, 0, "nitrogen", "by: pipe, capacity: @5000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, IRON, 0, "mill_scale", "by: road, capacity: @10 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { STEEL, IRON, 0, "converter_dust",
      "by: road, capacity: @12 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { STEEL, CEMENT, 2, "steel_slag", "by: road, capacity: @40 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { STEEL, CHEMICALS, 0, "steam_low", "by: pipe, capacity: @60 t/h, loss: 2 %/km, cost: @3 CNY/t" },
    { CHEMICALS, STEEL, 0, "psa_tail_gas", "by: pipe, capacity: @35000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { CHEMICALS, STEEL, 0, "methanol_purge_gas", "by: pipe, capacity: @15000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { CHEMICALS, STEEL, 1, "hydrogen", "by: pipe, capacity: @2000 Nm3/h, cost: @0.08 CNY/Nm3" },
    { CHEMICALS, CEMENT, 1, "gasification_slag",
      "by: road, capacity: @15 t/h, freight: @1.0 CNY/t/km, cost: @6 CNY/t" },
    { CEMENT, CEMENT, 2, "clinker", "by: road, capacity: @40 t/h, freight: @0.8 CNY/t/km, cost: @4 CNY/t" },
    { CEMENT, CEMENT, 1, "slag_powder",
      "by: road, capacity: @30 t/h, freight: @0.8 CNY/t/km, cost: @4 CNY/t" },
    { POWER, IRON, 1, "power", "by: line, capacity: @120 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, STEEL, 1, "power", "by: line, capacity: @120 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, CHEMICALS, 1, "power", "by: line, capacity: @60 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, CEMENT, 1, "power", "by: line, capacity: @60 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, CHEMICALS, 1, "steam_low", "by: pipe, capacity: @100 t/h, loss: 2 %/km, cost: @3 CNY/t" },
    { POWER, IRON, 0, "steam_low", "by: pipe, capacity: @60 t/h, loss: 2 %/km, cost: @3 CNY/t" },
    { POWER, CEMENT, 0, "steam_low", "by: pipe, capacity: @20 t/h, loss: 2 %/km, cost: @3 CNY/t" },
    { POWER, CEMENT, 2, "fly_ash", "by: road, capacity: @40 t/h, freight: @1.2 CNY/t/km, cost: @5 CNY/t" },
    { POWER, CEMENT, 1, "bottom_ash", "by: road, capacity: @10 t/h, freight: @1.0 CNY/t/km, cost: @5 CNY/t" },
    { POWER, CEMENT, 2, "desulfurisation_gypsum",
      "by: road, capacity: @15 t/h, freight: @1.0 CNY/t/km, cost: @5 CNY/t" },
};

static void print_works(int i, uint64_t *state)
{
    int cluster = i / TYPES;
    printf("\n  %s_%d:\n    owner: Company %d\n    industry: %s\n    at: [%.2f km, %.2f km]\n",
           type_names[i % TYPES], cluster + 1, i % 23 + 1, type_names[i % TYPES],
           9 * (cluster % CLUSTERS_A_ROW) + 4 * draw(state),
           9 * (cluster / CLUSTERS_A_ROW) + 4 * draw(state));
    print_drawn(stdout, works[i % TYPES], 0, state);
}

/* What a works sends, to as many clusters as the route reaches; the last cluster is next to the first. */
static void print_routes(int i, int facilities, uint64_t *state)
{
    int clusters = (facilities + TYPES - 1) / TYPES;
    for (size_t r = 0; r < sizeof routes / sizeof routes[0]; r++) {
        const Route *route = &routes[r];
        for (int away = 0; away <= route->reach && away < clusters && route->from == i % TYPES; away++) {
            int cluster = (i / TYPES + away) % clusters, to = cluster * TYPES + route->to;
            if (to == i || to >= facilities)
                continue;
            printf("  - {carry: %s, from: %s_%d, to: %s_%d, ", route->carry, type_names[route->from],
                   i / TYPES + 1, type_names[route->to], cluster + 1);
            print_drawn(stdout, route->keys, 0, state);
            printf("}\n");
        }
    }
}

int main(int argc, char **argv)
{
    long facilities = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    if (facilities < 1 || facilities > 100000) {
        fprintf(stderr, "usage: make_park FACILITIES [SEED]\n");
        return 1;
    }
    printf("# Written by tests/bench/make_park: a measure of speed, not of anything else.\n"
           "coplant: 1\npark: made_%ld\ntargets: {co2: {price: 90 CNY/t}}\nfacilities:\n",
           facilities);
    for (int i = 0; i < facilities; i++)
        print_works(i, &state);
    printf("\nlinks:\n");
    for (int i = 0; i < facilities; i++)
        print_routes(i, (int)facilities, &state);
    return 0;
}
