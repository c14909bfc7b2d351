/* seasons - what the seasons, or the typical stretches, of a plan come to
 *
 * A stretch belongs to its season; one that names none stands for itself. They add up to the accounts of the park. */
#include "cli/report/seasons.h"

#include "cli/report/shown.h"
#include "models/horizon.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    "margin", "co2", "energy_bought", "power_bought", "fresh_water", "flared"
};

enum { MEASURES = sizeof names / sizeof names[0], COLUMNS = 2 + 2 * MEASURES };

static const char *season_of(const Stretch *stretch)
{
    return stretch->season != NULL ? stretch->season : stretch->name;
}

/* [stretches] the first stretch of the same season. */
static size_t *first_of_season(const Park *park)
{
    size_t *first = memory_take(park->stretches, sizeof *first);
    for (size_t s = 0; s < park->stretches; s++)
        while (strcmp(season_of(&park->stretch[first[s]]), season_of(&park->stretch[s])) != 0)
            first[s]++;
    return first;
}

/* What the first stretch of each season adds to the average an hour of a measure, [stretches]. */
static double *sum_up(const Outcome *outcome, const Measure *measure, const size_t *first)
{
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    double *over = memory_take(program->lp.columns, sizeof *over);
    double *under = memory_take(program->lp.columns, sizeof *under);
    double *sum = memory_take(park->stretches, sizeof *sum);
    measure_columns(program, measure, -1, over, under);
    for (size_t j = 0; j < program->lp.columns; j++) {
        const int t = program_column_tag(program, j).period;
        if (t >= 0)
            sum[first[park->period[t].stretch]] += over[j] * outcome->result.x[j];
    }
    free(over);
    free(under);
    return sum;
}

static const ReportColumn *columns_of(const Park *park)
{
    ReportColumn *column = arena_take(park->arena, COLUMNS * sizeof *column);
    column[0] = (ReportColumn){ "season", "season", false };
    column[1] = (ReportColumn){ "hours", "hours", KIND_COUNT };
    for (size_t m = 0; m < MEASURES; m++) {
        const Measure *measure = measure_find(names[m]);
        const char *unit = shown_measure(park, measure, 0).unit;
        column[2 + 2 * m] = (ReportColumn){ measure->name,
                                            arena_print(park->arena, "%s, %s", measure->title, unit), true };
        column[3 + 2 * m] = (ReportColumn){ arena_print(park->arena, "%s_unit", measure->name), NULL, false };
    }
    return column;
}

void periods_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "period", "period", true },  { "stretch", "stretch", false },
                                            { "season", "season", false }, { "time", "time", false },
                                            { "hours", "hours", true },    { "weight", "weight", true } };
    const Park *park = outcome->park;
    if (park->periods == 1)
        return;
    ReportTable *table = report_table(report, "periods", "Periods", columns,
                                      sizeof columns / sizeof columns[0]);
    table->quiet = true;
    for (size_t t = 0; t < park->periods; t++) {
        const Stretch *stretch = &park->stretch[park->period[t].stretch];
        report_row(table, false);
        report_number(table, (double)t + 1);
        report_text(table, stretch->name);
        report_text(table, stretch->season != NULL ? stretch->season : "");
        report_text(table, horizon_time(park, park->arena, (int)t));
        report_number(table, park->period[t].hours);
        report_number(table, park->period[t].weight);
    }
}

void seasons_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    double *sum[MEASURES];
    if (park->stretches == 1)
        return;
    size_t *first = first_of_season(park);
    double *hours = memory_take(park->stretches, sizeof *hours);
    for (size_t s = 0; s < park->stretches; s++)
        for (size_t k = 0; k < park->stretch[s].periods; k++)
            hours[first[s]] += park->hours * park->period[park->stretch[s].first + k].share;
    for (size_t m = 0; m < MEASURES; m++)
        sum[m] = sum_up(outcome, measure_find(names[m]), first);
    ReportTable *table = report_table(report, "seasons", "Seasons", columns_of(park), COLUMNS);
    for (size_t s = 0; s < park->stretches; s++) {
        if (first[s] != s)
            continue;
        report_row(table, false);
        report_text(table, season_of(&park->stretch[s]));
        report_number(table, hours[s]);
        for (size_t m = 0; m < MEASURES; m++) {
            const Shown shown = shown_measure(park, measure_find(names[m]), sum[m][s]);
            report_number(table, shown.number);
            report_text(table, shown.unit);
        }
    }
    for (size_t m = 0; m < MEASURES; m++)
        free(sum[m]);
    free(hours);
    free(first);
}
