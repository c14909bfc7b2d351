/* make_year - writes a park with time into a folder: year.yaml and its series, year.csv; the same for the same arguments
 *
 *     make_year FOLDER HOURS [small|large]
 *
 * Ironworks, steelworks, power plant and cement mill in clusters of four: three clusters are about 280 rows an hour, twelve (large) about
 * 1,100. Power is priced by the time of use, sun and wind come as they like, steel is blown in heats, steam is asked for by season, and each
 * plant stands still for a while. Gas holders, ramps and contracts by day and year tie the hours together. */
#include "tests/bench/drawn.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { SMALL = 3, LARGE = 12, DAY = 24, YEAR = 8760 };

/* Figures behind an @ are drawn, & is the number of the cluster. */
static const char ironworks[] =
    "    processes:\n"
    "      hot_stoves:       {model: steel/hot_stoves, capacity: @520000 Nm3/h}\n"
    "      blast_furnaces:   {model: steel/blast_furnace, capacity: @440 t/h, availability: 97 %, min_load: 30 %, ramp: @30 %/h}\n"
    "      top_gas_turbines: {model: steel/top_gas_turbine, capacity: 1000000 Nm3/h}\n"
    "      granulation:      {model: steel/slag_granulation, capacity: 240 t/h}\n"
    "    buys:\n"
    "      coke:             {price: @2100 CNY/t}\n"
    "      pci_coal:         {price: @950 CNY/t}\n"
    "      sinter:           {price: @850 CNY/t}\n"
    "      pellets:          {price: @1000 CNY/t}\n"
    "      lump_ore:         {price: @900 CNY/t}\n"
    "      oxygen:           {price: @0.75 CNY/Nm3}\n"
    "      nitrogen:         {price: @0.4 CNY/Nm3}\n"
    "      coke_oven_gas:    {price: @0.7 CNY/Nm3, max: 30000 Nm3/h}\n"
    "      power:            {price: {series: grid, times: @1}, max: 250 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      hot_metal:        {price: @2350 CNY/t, max: @150 t/h}\n"
    "      power:            {price: {series: feed_in, times: @1}, max: 60 MW}\n"
    "      granulated_slag:  {price: @60 CNY/t, max: @40 t/h}\n"
    "    disposes:\n"
    "      blast_furnace_gas:  {at: flare, min: @2000 Nm3/h}\n"
    "      coke_oven_gas:      {at: flare}\n"
    "      converter_gas:      {at: flare}\n"
    "      granulated_slag:    {at: stockpile, cost: 25 CNY/t}\n"
    "      blast_furnace_dust: {at: landfill, cost: 25 CNY/t}\n"
    "    stores:\n"
    "      gas_holder: {holds: blast_furnace_gas, capacity: @150000 Nm3, charge: @120000 Nm3/h, discharge: @120000 Nm3/h, loss: 0.1 %/h}\n";

static const char steelworks[] =
    "    processes:\n"
    "      converters:       {model: steel/converter, capacity: @560 t/h, availability: {series: heats_&}}\n"
    "      casters:          {model: steel/continuous_caster, capacity: @500 t/h, availability: {series: open_&}, ramp: @30 %/h}\n"
    "      slag_recovery:    {model: steel/slag_recovery, capacity: 120 t/h}\n"
    "      oxygen_plants:    {model: utilities/oxygen_plant, capacity: @65000 Nm3/h, availability: 97 %, ramp: @30 %/h}\n"
    "      combined_cycle:   {model: power/combined_cycle, capacity: @100 MW, availability: 92 %, ramp: @30 %/h}\n"
    "    buys:\n"
    "      hot_metal:        {price: @2900 CNY/t, max: @120 t/h}\n"
    "      scrap:            {price: @2300 CNY/t}\n"
    "      lump_ore:         {price: @900 CNY/t}\n"
    "      lime:             {price: @450 CNY/t}\n"
    "      feed_water:       {price: @9 CNY/m3}\n"
    "      power:            {price: {series: grid, times: @1}, max: 250 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      steel_billet:     {price: @3300 CNY/t}\n"
    "      oxygen:           {price: @0.38 CNY/Nm3, max: @5000 Nm3/h}\n"
    "      steel_slag:       {price: @8 CNY/t, max: @15 t/h}\n"
    "    disposes:\n"
    "      coke_oven_gas:     {at: flare}\n"
    "      blast_furnace_gas: {at: flare}\n"
    "      converter_gas:     {at: flare, min: @200 Nm3/h}\n"
    "      steam_low:         {at: air}\n"
    "      nitrogen:          {at: air}\n"
    "      oxygen:            {at: air}\n"
    "      steel_slag:        {at: landfill, cost: 25 CNY/t}\n"
    "      converter_dust:    {at: landfill, cost: 25 CNY/t}\n"
    "      scrap:             {at: stockpile, cost: 25 CNY/t}\n"
    "    stores:\n"
    "      gas_holder: {holds: converter_gas, capacity: @80000 Nm3, charge: @100000 Nm3/h, discharge: @100000 Nm3/h, loss: 0.1 %/h}\n";

static const char power_plant[] =
    "    processes:\n"
    "      coal_boiler:     {model: power/coal_boiler, capacity: @480 t/h, availability: {series: open_&}, ramp: @30 %/h}\n"
    "      gas_boiler:      {model: power/gas_boiler, capacity: @320 t/h}\n"
    "      turbine:         {model: power/condensing_turbine, capacity: @150 MW}\n"
    "      extraction:      {model: power/back_pressure_turbine, capacity: @260 t/h}\n"
    "      wind:            {model: power/wind_turbines, capacity: @80 MW, availability: {series: wind_&}}\n"
    "      sun:             {model: power/photovoltaics, capacity: @50 MW, availability: {series: sun_&}}\n"
    "    buys:\n"
    "      thermal_coal: {price: @690 CNY/t, contracts: {year: {max: 900 kt}}}\n"
    "      limestone:    {price: @60 CNY/t}\n"
    "      natural_gas:  {price: @3.2 CNY/Nm3, max: 30000 Nm3/h, contracts: {day: {max: @500000 Nm3}, year: {min: 10000000 Nm3, shortfall: 3 CNY/Nm3}}}\n"
    "      feed_water:   {price: @9 CNY/m3}\n"
    "      power:        {price: {series: grid, times: @1}, max: 40 MW}\n"
    "      fresh_water:  {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      steam_low:              {price: @180 CNY/t, min: {series: steam_&}, max: {series: steam_&, times: 1.1}}\n"
    "      power:                  {price: {series: feed_in, times: @1}, max: @240 MW}\n"
    "      fly_ash:                {price: @25 CNY/t, max: @8 t/h}\n"
    "      desulfurisation_gypsum: {price: @30 CNY/t, max: @2 t/h}\n"
    "    disposes:\n"
    "      fly_ash:                {at: landfill, cost: 25 CNY/t}\n"
    "      bottom_ash:             {at: landfill, cost: 25 CNY/t}\n"
    "      desulfurisation_gypsum: {at: landfill, cost: 25 CNY/t}\n"
    "      blast_furnace_gas:      {at: flare}\n"
    "      coke_oven_gas:          {at: flare}\n"
    "      converter_gas:          {at: flare}\n"
    "      feed_water:             {at: sewer}\n"
    "      steam_high:             {at: air}\n";

static const char cement_works[] =
    "    processes:\n"
    "      slag_mill:       {model: building_materials/slag_mill, capacity: @150 t/h, availability: 92 %, ramp: @30 %/h}\n"
    "      ordinary_mill:   {model: building_materials/ordinary_cement_mill, capacity: @190 t/h}\n"
    "    buys:\n"
    "      clinker:          {price: @270 CNY/t}\n"
    "      natural_gypsum:   {price: @140 CNY/t}\n"
    "      natural_gas:      {price: @3.2 CNY/Nm3}\n"
    "      granulated_slag:  {price: @110 CNY/t, max: @60 t/h}\n"
    "      fly_ash:          {price: @60 CNY/t, max: @15 t/h}\n"
    "      power:            {price: {series: grid, times: @1}, max: 60 MW}\n"
    "      fresh_water:      {price: @3.5 CNY/m3}\n"
    "    sells:\n"
    "      ordinary_cement:  {price: @370 CNY/t, max: @160 t/h}\n"
    "      slag_powder:      {price: @225 CNY/t, max: @90 t/h}\n"
    "    disposes:\n"
    "      blast_furnace_gas: {at: flare}\n";

enum { IRON, STEEL, POWER, CEMENT, TYPES };

static const char *const names[TYPES] = { "ironworks", "steelworks", "power_plant", "cement" };
static const char *const works[TYPES] = { ironworks, steelworks, power_plant, cement_works };

typedef struct Route {
    int from, to; /* types */
    bool on;      /* to the next cluster also */
    const char *carry, *keys;
} Route;

static const Route routes[] = {
    { IRON, STEEL, true, "hot_metal",
      "by: rail, capacity: @300 t/h, freight: @1.2 CNY/t/km, cost: @8 CNY/t" },
    { IRON, STEEL, false, "coke_oven_gas", "by: pipe, capacity: @40000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { IRON, POWER, false, "coke_oven_gas", "by: pipe, capacity: @20000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { IRON, STEEL, false, "blast_furnace_gas", "by: pipe, capacity: @300000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, POWER, false, "blast_furnace_gas", "by: pipe, capacity: @320000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, CEMENT, false, "blast_furnace_gas", "by: pipe, capacity: @20000 Nm3/h, cost: @0.006 CNY/Nm3" },
    { IRON, CEMENT, true, "granulated_slag",
      "by: road, capacity: @120 t/h, freight: @0.8 CNY/t/km, cost: @4 CNY/t" },
    { STEEL, IRON, false, "converter_gas", "by: pipe, capacity: @10000 Nm3/h, cost: @0.015 CNY/Nm3" },
    { STEEL, POWER, false, "converter_gas", "by: pipe, capacity: @40000 Nm3/h, cost: @0.015 CNY/Nm3" },
    { STEEL, IRON, false, "oxygen", "by: pipe, capacity: @30000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, IRON, false, "nitrogen", "by: pipe, capacity: @20000 Nm3/h, cost: @0.02 CNY/Nm3" },
    { STEEL, POWER, false, "steam_low", "by: pipe, capacity: @60 t/h, loss: 2 %/km, cost: @3 CNY/t" },
    { POWER, IRON, false, "power", "by: line, capacity: @120 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, STEEL, false, "power", "by: line, capacity: @120 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, CEMENT, true, "power", "by: line, capacity: @60 MW, loss: 0.8 %, cost: @15 CNY/MWh" },
    { POWER, CEMENT, false, "fly_ash",
      "by: road, capacity: @40 t/h, freight: @1.2 CNY/t/km, cost: @5 CNY/t" },
    { POWER, CEMENT, false, "desulfurisation_gypsum",
      "by: road, capacity: @15 t/h, freight: @1.0 CNY/t/km, cost: @5 CNY/t" },
};

static void print_works(FILE *to, int type, int cluster, uint64_t *state)
{
    fprintf(to, "\n  %s_%d:\n    at: [%.2f km, %.2f km]\n", names[type], cluster,
            9 * cluster + 4 * draw(state), 4 * draw(state));
    print_drawn(to, works[type], cluster, state);
}

static void print_routes(FILE *to, int cluster, int clusters, uint64_t *state)
{
    for (size_t r = 0; r < sizeof routes / sizeof routes[0]; r++)
        for (int away = 0; away <= (routes[r].on ? 1 : 0); away++) {
            const int other = (cluster + away - 1) % clusters + 1;
            fprintf(to, "  - {carry: %s, from: %s_%d, to: %s_%d, ", routes[r].carry, names[routes[r].from],
                    cluster, names[routes[r].to], other);
            print_drawn(to, routes[r].keys, cluster, state);
            fprintf(to, "}\n");
        }
}

static void print_park(FILE *to, int hours, int clusters)
{
    uint64_t state = 1;
    fprintf(
        to,
        "# Written by tests/bench/make_year: a measure of speed, not of anything else.\n"
        "coplant: 1\npark: year_%d\nhorizon: {start: 2025-01-01, step: 1 h, steps: %d}\nseries: [year.csv]\n"
        "targets: {co2: {price: 90 CNY/t}, flared: {max: %d GJ/h}}\nfacilities:\n",
        clusters, hours, 900 * clusters);
    for (int cluster = 1; cluster <= clusters; cluster++)
        for (int type = 0; type < TYPES; type++)
            print_works(to, type, cluster, &state);
    fprintf(to, "\nlinks:\n");
    for (int cluster = 1; cluster <= clusters; cluster++)
        print_routes(to, cluster, clusters, &state);
}

/* ---- series ---- */

static double wave(double hour, double length, double peak)
{
    return cos(2 * acos(-1) * (hour - peak) / length);
}

/* Peak 10-12 and 17-21, valley 23-7, as provinces price it. */
static double grid_price(int hour)
{
    const int of_day = hour % DAY;
    return of_day < 7 || of_day == 23                                       ? 0.32
           : (of_day >= 10 && of_day < 12) || (of_day >= 17 && of_day < 21) ? 1.02
                                                                            : 0.64;
}

static double sunshine(int hour, double clouds)
{
    const double height = -wave(hour, DAY, 0) * 0.75 - 0.25 + 0.15 * wave(hour, YEAR, 4200);
    return height > 0 ? height * (1 - 0.7 * clouds) : 0;
}

/* What a cluster sees in an hour. Wind and clouds drift; converters blow 3 hours of 4; a plant stands still for ten days. */
static void print_hour(FILE *to, int hour, int cluster, double *wind, double *clouds, uint64_t *state)
{
    *wind += 0.08 * (draw(state) - 0.5) - 0.02 * (*wind - 0.35);
    *clouds += 0.1 * (draw(state) - 0.5) - 0.02 * (*clouds - 0.4);
    *wind = fmin(fmax(*wind, 0), 1);
    *clouds = fmin(fmax(*clouds, 0), 1);
    const double steam = 110 + 40 * wave(hour, YEAR, 300) + 12 * wave(hour, DAY, 9) + 6 * draw(state);
    const double heats = (hour + cluster) % 4 == 0 ? 0.3 : 0.9 + 0.1 * draw(state);
    const bool stopped = hour / DAY >= 60 + 20 * cluster && hour / DAY < 70 + 20 * cluster;
    fprintf(to, ",%.4f,%.4f,%.4f,%.2f,%g", *wind, sunshine(hour, *clouds), heats, steam, stopped ? 0.5 : 1.0);
}

static void print_series(FILE *to, int hours, int clusters)
{
    uint64_t state = 2;
    double wind[LARGE], clouds[LARGE];
    fprintf(to, "time,grid [CNY/kWh],feed_in [CNY/kWh]");
    for (int c = 1; c <= clusters; c++) {
        wind[c - 1] = 0.3, clouds[c - 1] = 0.5;
        fprintf(to, ",wind_%d,sun_%d,heats_%d,steam_%d [t/h],open_%d", c, c, c, c, c);
    }
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    for (int hour = 0; hour < hours; hour++) {
        int month = 0, day = hour / DAY % 365;
        while (day >= days[month])
            day -= days[month++];
        fprintf(to, "\n2025-%02d-%02d %02d:00,%g,%.4f", month + 1, day + 1, hour % DAY, grid_price(hour),
                0.3 + 0.1 * wave(hour, DAY, 19));
        for (int c = 1; c <= clusters; c++)
            print_hour(to, hour, c, &wind[c - 1], &clouds[c - 1], &state);
    }
    fprintf(to, "\n");
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        perror(path);
    return file;
}

int main(int argc, char **argv)
{
    const long hours = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
    const bool large = argc > 3 && strcmp(argv[3], "large") == 0;
    if (hours < 1 || hours > YEAR || (argc > 3 && !large && strcmp(argv[3], "small") != 0)) {
        fprintf(stderr, "usage: make_year FOLDER HOURS [small|large]\n");
        return 1;
    }
    FILE *park = open_in(argv[1], "year.yaml"), *series = open_in(argv[1], "year.csv");
    if (park == NULL || series == NULL)
        return 1;
    print_park(park, (int)hours, large ? LARGE : SMALL);
    print_series(series, (int)hours, large ? LARGE : SMALL);
    const bool written = !ferror(park) && !ferror(series);
    return fclose(park) == 0 && fclose(series) == 0 && written ? 0 : 1;
}
