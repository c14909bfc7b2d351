/* heat_streams - heat that processes, vents and loops give and take */
#include "cli/report/heat_streams.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/heat.h"
#include "models/formulation/zone.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

double heat_celsius(double kelvin)
{
    return kelvin - 273.15;
}

enum { FACILITY, ZONE, PERIOD, STREAM, ROLE, KIND, FROM, TO, CONTRIBUTION, RATE, TOTAL, TOTAL_UNIT, COLUMNS };

static const ReportColumn stream_columns[COLUMNS] = {
    { "facility", "facility", false }, { "zone", NULL, false },         { "period", NULL, KIND_PERIOD },
    { "stream", "stream", false },     { "role", "", false },           { "kind", "kind", KIND_TEXT_ASIDE },
    { "from_C", "from degC", true },   { "to_C", "to degC", true },     { "contribution_K", NULL, true },
    { "rate_MW", "MW", KIND_MEAN },    { "total", "in all", KIND_SUM }, { "total_unit", "", false },
};

/* A stream in a zone. */
typedef struct StreamRow {
    const HeatStream *stream;
    int like; /* template of the column that drives it, -1: none does */
    ReportCell cell[COLUMNS];
    size_t known; /* to the table */
} StreamRow;

static StreamRow row_of(const Outcome *outcome, const Zone *zone, const HeatStream *stream)
{
    const Park *park = outcome->park;
    const bool is_vent = stream->item->family == &family_vent;
    return (StreamRow){
        .stream = stream,
        .like = program_template(outcome->program, zone_driver_tag(stream, 0)),
        .cell = { [FACILITY] = { park->facility[zone->item.facility].name, NAN },
                  [ZONE] = { zone->item.name, NAN },
                  [STREAM] = { zone_stream_name(park->arena, stream), NAN },
                  [ROLE] = { is_vent       ? "vented"
                             : stream->hot ? "given"
                                           : "taken",
                             NAN },
                  [KIND] = { stream->utility && !is_vent ? "utility" : heat_kinds[stream->kind], NAN },
                  [FROM] = { NULL, heat_celsius(stream->segment[0].from) },
                  [TO] = { NULL, heat_celsius(stream->segment[stream->segments - 1].to) },
                  [CONTRIBUTION] = { NULL, stream->contribution },
                  [TOTAL_UNIT] = { shown_sum(park, SUM_ENERGY, 0).unit, NAN } },
    };
}

/* All streams of all zones, zone by zone. */
static StreamRow *rows_of(const Outcome *outcome, size_t *rows)
{
    const Park *park = outcome->park;
    StreamRow *row = NULL;
    size_t room = 0;
    *rows = 0;
    for (size_t i = 0; i < park->items; i++) {
        const Zone *zone = (const Zone *)park->item[i];
        for (size_t s = 0; zone->item.family == &family_zone && s < zone->streams; s++) {
            row = memory_grow(row, *rows, &room, sizeof *row);
            row[(*rows)++] = row_of(outcome, zone, zone->stream[s]);
        }
    }
    return row;
}

/* Figures of one stream in the periods of a span, each [count]. */
typedef struct Figures {
    double *rate, *total;
    RowState *state;
} Figures;

static void put_row(const Outcome *outcome, StreamRow *row, PeriodSpan span, const Figures *to,
                    ReportTable *table)
{
    const Park *park = outcome->park;
    const double per = shown_sum(park, SUM_ENERGY, 1).number;
    for (size_t i = 0; i < span.count; i++) {
        const int t = (int)(span.from + i);
        const double heat = outcome_heat_of(outcome, row->stream,
                                            program_find_in(outcome->program, row->like, t));
        to->rate[i] = heat / HEAT_MW;
        to->total[i] = heat * park->period[t].share * per;
        to->state[i] = heat < 1e-6 ? ROW_DETAIL : ROW_SHOWN;
    }
    const double *const figure[COLUMNS] = { [RATE] = to->rate, [TOTAL] = to->total };
    const PeriodSeries series = { .span = span, .cell = row->cell, .figure = figure, .state = to->state };
    periods_series(table, &series, &row->known);
}

void heat_streams_report(const Outcome *outcome, bool cascades, Report *report)
{
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "heat_streams", "Heat streams", stream_columns, COLUMNS);
    table->note =
        cascades
            ? "heat given and taken; where nothing in a facility takes heat, all of it goes to the surroundings"
            : "nothing takes heat from others: all that is given goes to the surroundings; a process that 'takes' heat could use it";
    size_t rows;
    StreamRow *row = rows_of(outcome, &rows);
    const size_t most = periods_at_once(report, park);
    const Figures figures = { memory_take(most, sizeof(double)), memory_take(most, sizeof(double)),
                              memory_take(most, sizeof(RowState)) };
    for (PeriodSpan span = { 0 }; periods_next(&span, report, park);)
        for (size_t r = 0; r < rows; r++) {
            periods_of_thing(table, r);
            put_row(outcome, &row[r], span, &figures, table);
        }
    periods_order(table, rows);
    free(figures.rate);
    free(figures.total);
    free(figures.state);
    free(row);
}
