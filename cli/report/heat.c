/* heat - the report of heat: streams, zones with their pinch and utilities, cascade, who heats whom, curves */
#include "cli/report/heat.h"

#include "cli/report/heat_streams.h"
#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/heat_plan.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Facility, zone and period, with which every row begins. */
static void begin(const Park *park, const HeatPlan *plan, ReportTable *table, bool detail)
{
    report_row(table, detail);
    report_text(table, park->facility[plan->zone->item.facility].name);
    report_text(table, plan->zone->item.name);
    report_number(table, plan->period + 1);
}

static bool stands_still(const HeatPlan *plan)
{
    for (size_t s = 0; s < plan->zone->streams; s++)
        if (plan->flow[s] > 1e-6)
            return false;
    return true;
}

/* ---- zones ---- */

static const ReportColumn zone_columns[] = {
    { "facility", "facility", false }, { "zone", "zone", false },    { "period", NULL, KIND_PERIOD },
    { "measure", "", false },          { "figure", "", KIND_RANGE }, { "unit", "", false },
};

static void measure_row(const Park *park, const HeatPlan *plan, ReportTable *table, const char *measure,
                        double figure, const char *unit)
{
    begin(park, plan, table, isnan(figure) || stands_still(plan));
    report_text(table, measure);
    report_number(table, figure);
    report_text(table, unit);
}

/* What all process streams of one direction contribute; NAN where they differ. */
static double common_contribution(const Zone *zone, bool hot)
{
    double common = NAN;
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        if (stream->hot != hot || stream->utility)
            continue;
        if (!isnan(common) && common != stream->contribution)
            return NAN;
        common = stream->contribution;
    }
    return common;
}

static void zone_rows(const Park *park, const HeatPlan *plan, ReportTable *table)
{
    const double hot = common_contribution(plan->zone, true), cold = common_contribution(plan->zone, false);
    measure_row(park, plan, table, "hot utility", plan->hot_utility / HEAT_MW, "MW");
    measure_row(park, plan, table, "hot utility, least possible", plan->least_hot / HEAT_MW, "MW");
    measure_row(park, plan, table, "cold utility", plan->cold_utility / HEAT_MW, "MW");
    measure_row(park, plan, table, "cold utility, least possible", plan->least_cold / HEAT_MW, "MW");
    measure_row(park, plan, table, "of it vented", plan->vented / HEAT_MW, "MW");
    for (size_t i = 0; i < plan->pinches; i++) {
        measure_row(park, plan, table, "pinch, shifted", heat_celsius(plan->pinch[i]), "degC");
        measure_row(park, plan, table, "pinch, hot streams", heat_celsius(plan->pinch[i] + hot), "degC");
        measure_row(park, plan, table, "pinch, cold streams", heat_celsius(plan->pinch[i] - cold), "degC");
    }
}

/* ---- cascade ---- */

static const ReportColumn cascade_columns[] = {
    { "facility", "facility", false },
    { "zone", "zone", false },
    { "period", NULL, KIND_PERIOD },
    { "top_C", "from degC", true },
    { "bottom_C", "to degC", true },
    { "given_MW", "given MW", KIND_MEAN },
    { "taken_MW", "taken MW", KIND_MEAN },
    { "down_MW", "goes down MW", KIND_MEAN },
    { "composite_MW", "process alone MW", KIND_MEAN },
    { "value", "worth of heat", KIND_MEAN },
    { "unit", "", false },
};

static void cascade_rows(const Park *park, const HeatPlan *plan, ReportTable *table)
{
    for (size_t k = 0; k < plan->zone->cells; k++) {
        const HeatCell *cell = &plan->zone->cell[k];
        const Shown value = shown_measure_value(park, "GJ", plan->value[k]);
        begin(park, plan, table, stands_still(plan));
        report_number(table, heat_celsius(cell->top));
        report_number(table, heat_celsius(cell->bottom));
        report_number(table, plan->given[k] / HEAT_MW);
        report_number(table, plan->taken[k] / HEAT_MW);
        report_number(table, plan->down[k] / HEAT_MW);
        report_number(table, plan->composite[k + 1] / HEAT_MW);
        report_number(table, value.number);
        report_text(table, value.unit);
    }
}

/* ---- who heats whom ---- */

/* In a zone with matches heat is worth something else to each side. */
static const ReportColumn side_columns[] = {
    { "facility", "facility", false },       { "zone", "zone", false },      { "period", NULL, KIND_PERIOD },
    { "side", "heat of, or for", false },    { "top_C", "from degC", true }, { "bottom_C", "to degC", true },
    { "value", "worth of heat", KIND_MEAN }, { "unit", "", false },
};

static void side_rows(const Outcome *outcome, const HeatPlan *plan, ReportTable *table)
{
    const Zone *zone = plan->zone;
    for (size_t side = 0; zone_is_restricted(zone) && side < zone_sides(zone); side++)
        for (size_t k = 0; k < zone->cells; k++) {
            const double worth = heat_plan_value(outcome, zone, side, k, plan->period);
            if (isnan(worth))
                continue;
            const Shown value = shown_measure_value(outcome->park, "GJ", worth);
            begin(outcome->park, plan, table, false);
            report_text(table, zone_side_name(outcome->park->arena, zone, side));
            report_number(table, heat_celsius(zone->cell[k].top));
            report_number(table, heat_celsius(zone->cell[k].bottom));
            report_number(table, value.number);
            report_text(table, value.unit);
        }
}

static const ReportColumn exchange_columns[] = {
    { "facility", "facility", false }, { "zone", "zone", false },    { "period", NULL, KIND_PERIOD },
    { "hot", "heat of", false },       { "cold", "goes to", false }, { "rate_MW", "MW", KIND_MEAN },
    { "total", "in all", KIND_SUM },   { "total_unit", "", false },
};

static void exchange_rows(const Park *park, const HeatPlan *plan, ReportTable *table)
{
    const Zone *zone = plan->zone;
    for (size_t h = 0; h < zone->streams; h++)
        for (size_t c = 0; c < zone->streams; c++) {
            const double heat = plan->exchange[h * zone->streams + c];
            if (heat < 1e-6)
                continue;
            const Shown total = shown_sum(park, SUM_ENERGY, heat * park->period[plan->period].share);
            begin(park, plan, table, false);
            report_text(table, zone_stream_name(park->arena, zone->stream[h]));
            report_text(table, zone_stream_name(park->arena, zone->stream[c]));
            report_number(table, heat / HEAT_MW);
            report_number(table, total.number);
            report_text(table, total.unit);
        }
}

/* ---- curves: hot and cold composite by their own temperatures, grand composite by shifted ones ---- */

static const ReportColumn curve_columns[] = {
    { "facility", "facility", false }, { "zone", "zone", false },         { "period", NULL, KIND_PERIOD },
    { "curve", "curve", false },       { "temperature_C", "degC", true }, { "heat_MW", "MW", true },
};

static void curve_point(const Park *park, const HeatPlan *plan, ReportTable *table, const char *curve,
                        double kelvin, double heat)
{
    begin(park, plan, table, false);
    report_text(table, curve);
    report_number(table, heat_celsius(kelvin));
    report_number(table, heat / HEAT_MW);
}

/* Heat of a segment below a temperature, GJ per unit; at the temperature of a phase change all of it is. */
static double heat_below(const HeatSegment *segment, double kelvin, bool at)
{
    const double low = fmin(segment->from, segment->to), high = fmax(segment->from, segment->to);
    if (low == high)
        return kelvin > low || (at && kelvin == low) ? segment->heat : 0;
    return segment->heat * fmin(1, fmax(0, (kelvin - low) / (high - low)));
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The composite of one direction, of process streams, from its coldest end; the cold one begins at the least cold utility. */
static void composite_curve(const Outcome *outcome, const HeatPlan *plan, bool hot, ReportTable *table)
{
    const Zone *zone = plan->zone;
    size_t count = 0, room = 0;
    double *end = NULL;
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        if (stream->hot != hot || stream->utility || plan->flow[s] < 1e-9)
            continue;
        for (size_t i = 0; i < 2 * stream->segments; i++) {
            end = memory_grow(end, count, &room, sizeof *end);
            end[count++] = i % 2 == 0 ? stream->segment[i / 2].from : stream->segment[i / 2].to;
        }
    }
    if (count > 0)
        qsort(end, count, sizeof *end, rising);
    double before = -1;
    for (size_t i = 0; i < count; i++)
        for (int at = 0; at < 2 && (i == 0 || end[i] > end[i - 1]); at++) {
            double heat = hot ? 0 : plan->least_cold;
            for (size_t s = 0; s < zone->streams; s++) {
                const HeatStream *stream = zone->stream[s];
                const int column = zone_driver(outcome->program, stream, plan->period);
                if (stream->hot != hot || stream->utility || column < 0)
                    continue;
                for (size_t k = 0; k < stream->segments; k++)
                    heat += outcome->result.x[column] * heat_below(&stream->segment[k], end[i], at == 1);
            }
            if (at == 0 || heat > before + 1e-9)
                curve_point(outcome->park, plan, table, hot ? "hot composite" : "cold composite", end[i],
                            heat);
            before = heat;
        }
    free(end);
}

static void curve_rows(const Outcome *outcome, const HeatPlan *plan, ReportTable *table)
{
    const Zone *zone = plan->zone;
    composite_curve(outcome, plan, true, table);
    composite_curve(outcome, plan, false, table);
    for (size_t k = 0; k < zone->cells; k++)
        curve_point(outcome->park, plan, table, "grand composite", zone->cell[k].top, plan->composite[k]);
    if (zone->cells > 0)
        curve_point(outcome->park, plan, table, "grand composite", zone->cell[zone->cells - 1].bottom,
                    plan->composite[zone->cells]);
}

void heat_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    bool any = false, cascades = false, is_restricted = false;
    for (size_t i = 0; i < park->items; i++) {
        const Zone *zone = (const Zone *)park->item[i];
        if (zone->item.family != &family_zone)
            continue;
        any = true;
        cascades = cascades || zone->cascades;
        is_restricted = is_restricted || zone_is_restricted(zone);
    }
    if (!any)
        return;
    heat_streams_report(outcome, cascades, report);
    ReportTable *zones = NULL, *cascade = NULL, *exchange = NULL, *curves = NULL, *sides = NULL;
    if (cascades) {
        zones = periods_table(report, park, "heat_zones", "Heat zones", zone_columns, COUNT(zone_columns));
        zones->note =
            "the least possible is that of the process streams that run, by the problem table; utilities are the streams marked so";
        cascade = periods_table(report, park, "heat_cascade", "Heat cascade", cascade_columns,
                                COUNT(cascade_columns));
        cascade->note =
            "shifted temperatures; goes down: to colder cells; process alone: without utilities (grand composite curve); worth: what one more GJ wanted there costs";
        if (is_restricted)
            sides = periods_table(report, park, "heat_sides",
                                  "Worth of heat where matches tell streams apart", side_columns,
                                  COUNT(side_columns));
        exchange = periods_table(report, park, "heat_exchange", "Who heats whom", exchange_columns,
                                 COUNT(exchange_columns));
        exchange->note = "one way of many, from the nearest temperature first";
        curves = report_table(report, "heat_curves", "Composite curves", curve_columns, COUNT(curve_columns));
        curves->quiet = true;
        report_stream(report, curves);
    }
    for (size_t i = 0; i < park->items; i++) {
        const Zone *zone = (const Zone *)park->item[i];
        if (zone->item.family != &family_zone || !zone->cascades)
            continue;
        HeatPlan plan;
        heat_plan_init(&plan, zone);
        for (int t = 0; t < (int)park->periods; t++) {
            heat_plan_read(&plan, outcome, t);
            zone_rows(park, &plan, zones);
            cascade_rows(park, &plan, cascade);
            if (sides != NULL)
                side_rows(outcome, &plan, sides);
            exchange_rows(park, &plan, exchange);
            if (periods_kept(report, park))
                curve_rows(outcome, &plan, curves);
        }
        heat_plan_release(&plan);
    }
}
