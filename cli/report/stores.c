/* stores - what is in each store, and lines of what changes over time */
#include "cli/report/stores.h"

#include "cli/report/chart.h"
#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/carry.h"
#include "models/formulation/family.h"
#include "models/formulation/store.h"
#include "solver/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 12 };

/* Of a store at the end of period t, of a process on the average in it; NAN: it has none. */
static double figure_of(const Outcome *outcome, const Item *item, size_t t)
{
    const bool store = item->family == &family_store;
    const Tag tag = { store ? COLUMN_LEVEL : COLUMN_ACTIVITY, item->index, store ? item->resource : -1,
                      (int)t };
    const int column = program_find(outcome->program, tag);
    return column >= 0 ? outcome->result.x[column] : (double)NAN;
}

/* The next store from item *i on that carries over, or NULL; *i is then behind it. */
static const Store *next_carrying(const Park *park, size_t *i)
{
    for (; *i < park->items; ++*i)
        if (park->item[*i]->family == &family_store && store_carries(park, (const Store *)park->item[*i]))
            return (const Store *)park->item[(*i)++];
    return NULL;
}

void stores_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false },       { "store", "store", false },
        { "resource", "holds", false },          { "period", NULL, KIND_PERIOD },
        { "level", "mean level", KIND_RANGE },   { "unit", "", false },
        { "full_percent", "full %", KIND_RATIO }
    };
    const Park *park = outcome->park;
    ReportTable *table = NULL;
    for (size_t i = 0; i < park->items; i++) {
        const Store *store = (const Store *)park->item[i];
        for (size_t t = 0; store->item.family == &family_store && t < park->periods; t++) {
            const double level = figure_of(outcome, &store->item, t);
            const Resource *resource = &park->resource[store->holds];
            if (isnan(level))
                continue;
            if (table == NULL)
                table = periods_table(report, park, "stores", "Stores", columns,
                                      sizeof columns / sizeof columns[0]);
            report_row(table, false);
            report_text(table, park->facility[store->item.facility].name);
            report_text(table, store->item.name);
            report_text(table, resource->name);
            report_number(table, (double)t + 1);
            report_number(table, level / resource->per_unit);
            report_text(table, resource->unit_text);
            report_number(table, isfinite(store->capacity) ? 100 * level / store->capacity : NAN);
        }
    }
    size_t i = 0;
    if (table != NULL)
        table->note =
            next_carrying(park, &i) == NULL
                ? "levels at the end of each period"
                : "levels at the end of each period; of stores that carry over the mean over the turns of a stretch";
}

/* ---- from turn to turn ---- */

/* Internal units as each turn begins, and at the end of all, stock[turns + 1]; false where the store has no part in the program. */
static bool stocks_of(const Outcome *outcome, const Store *store, double *stock)
{
    for (size_t d = 0; d <= outcome->park->turns; d++) {
        const int column = carry_stock(outcome->program, store, d);
        if (column < 0)
            return false;
        stock[d] = outcome->result.x[column];
    }
    return true;
}

static void stock_rows(const Park *park, const Store *store, const double *stock, ReportTable *table)
{
    const Resource *resource = &park->resource[store->holds];
    for (size_t d = 0; d < park->turns; d++) {
        report_row(table, false);
        report_text(table, park->facility[store->item.facility].name);
        report_text(table, store->item.name);
        report_text(table, resource->name);
        report_number(table, (double)d + 1);
        report_text(table, park->stretch[park->sequence[d]].name);
        report_number(table, stock[d] / resource->per_unit);
        report_number(table, stock[d + 1] / resource->per_unit);
        report_text(table, resource->unit_text);
    }
}

void stores_stocks(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false },  { "store", "store", false },
        { "resource", "holds", false },     { "turn", "turn", KIND_COUNT },
        { "stretch", "of", false },         { "begins_with", "begins with", true },
        { "ends_with", "ends with", true }, { "unit", "", false }
    };
    enum { TURNS_SHOWN = 12 };
    const Park *park = outcome->park;
    ReportTable *table = NULL;
    double *stock = memory_take(park->turns + 1, sizeof *stock);
    size_t i = 0;
    for (const Store *store = next_carrying(park, &i); store != NULL; store = next_carrying(park, &i)) {
        if (!stocks_of(outcome, store, stock))
            continue;
        if (table == NULL)
            table = report_table(report, "stocks", "What stores carry over", columns,
                                 sizeof columns / sizeof columns[0]);
        table->quiet = park->turns > TURNS_SHOWN;
        stock_rows(park, store, stock, table);
    }
    free(stock);
}

/* ---- over time ---- */

/* Stretches beside one another with a space between them, each by as much of the line as it has periods, where that is enough to see one. */
static const char *line_of(const Park *park, const double *figure, double low, double high)
{
    const bool apart = 3 * park->stretches <= CHART_WIDTH, blocks = chart_has_blocks();
    const size_t width = CHART_WIDTH - (apart ? park->stretches - 1 : 0);
    if (!apart)
        return chart_line(park->arena, figure, park->periods, low, high, width, blocks);
    const char *line = "";
    assert(park->periods > 0);
    for (size_t s = 0; s < park->stretches; s++) {
        const Stretch *stretch = &park->stretch[s];
        const size_t cells = width * stretch->periods / park->periods;
        line = arena_print(park->arena, "%s%s%s", line, s > 0 ? " " : "",
                           chart_line(park->arena, figure + stretch->first, stretch->periods, low, high,
                                      cells > 0 ? cells : 1, blocks));
    }
    return line;
}

/* A figure that changes; one that does by less than a hundredth is no line. */
typedef struct Line {
    const char *name, *unit, *line;
    double low, high;
} Line;

static bool changes(const Line *line)
{
    return line->high - line->low > 0.01 * line->high;
}

static void line_row(const Park *park, const Item *item, const Line *line, ReportTable *table)
{
    report_row(table, table->rows >= LINES_MOST);
    report_text(table, park->facility[item->facility].name);
    report_text(table, line->name);
    report_number(table, line->low);
    report_number(table, line->high);
    report_text(table, line->unit);
    report_text(table, line->line);
}

static void chart_row(const Outcome *outcome, const Item *item, double *figure, ReportTable *table)
{
    const Park *park = outcome->park;
    const bool store = item->family == &family_store;
    const Process *process = (const Process *)item;
    const Shown one = store ? (Shown){ 1 / park->resource[item->resource].per_unit,
                                       park->resource[item->resource].unit_text }
                            : shown_activity(park, process, 1);
    Line line = { .name = item->name, .unit = one.unit, .low = INFINITY, .high = -INFINITY };
    for (size_t t = 0; t < park->periods; t++) {
        figure[t] = one.number * figure_of(outcome, item, t);
        line.low = fmin(line.low, figure[t]);
        line.high = fmax(line.high, figure[t]);
    }
    if (!changes(&line))
        return;
    line.line = line_of(park, figure, fmin(0, line.low), line.high);
    line_row(park, item, &line, table);
}

static void stock_line(const Outcome *outcome, const Store *store, ReportTable *table)
{
    const Park *park = outcome->park;
    const Resource *resource = &park->resource[store->holds];
    double *stock = memory_take(park->turns + 1, sizeof *stock);
    Line line = { .name = arena_print(park->arena, "%s, by turn", store->item.name),
                  .unit = resource->unit_text,
                  .low = INFINITY,
                  .high = -INFINITY };
    const bool there = stocks_of(outcome, store, stock);
    for (size_t d = 0; there && d <= park->turns; d++) {
        stock[d] /= resource->per_unit;
        line.low = fmin(line.low, stock[d]);
        line.high = fmax(line.high, stock[d]);
    }
    if (there && changes(&line)) {
        line.line = chart_line(park->arena, stock, park->turns + 1, fmin(0, line.low), line.high, CHART_WIDTH,
                               chart_has_blocks());
        line_row(park, &store->item, &line, table);
    }
    free(stock);
}

void stores_chart(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "item", "", false },
                                            { "low", "from", true },
                                            { "high", "to", true },
                                            { "unit", "", false },
                                            { "line", "over time", false } };
    static const Family *const families[] = { &family_store, &family_process };
    const Park *park = outcome->park;
    if (park->periods == 1)
        return;
    ReportTable *table = report_table(report, "over_time", "Over time", columns,
                                      sizeof columns / sizeof columns[0]);
    table->only_text = true;
    table->note =
        "levels of stores, and loads that change; each sign is a part of the time, from nothing to the highest";
    double *figure = memory_take(park->periods, sizeof *figure);
    for (size_t f = 0; f < sizeof families / sizeof families[0]; f++)
        for (size_t i = 0; i < park->items; i++)
            if (park->item[i]->family == families[f])
                chart_row(outcome, park->item[i], figure, table);
    size_t i = 0;
    for (const Store *store = next_carrying(park, &i); store != NULL; store = next_carrying(park, &i))
        stock_line(outcome, store, table);
    free(figure);
}
