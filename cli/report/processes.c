/* processes - what runs, at which load, and what one more unit of capacity is worth */
#include "cli/report/processes.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

enum { FACILITY, PROCESS, TITLE_EN, TITLE_ZH, PERIOD, RATE, RATE_UNIT, OF, LOAD, WORTH, WORTH_UNIT, COLUMNS };

static const ReportColumn process_columns[COLUMNS] = {
    { "facility", "facility", false },
    { "process", "process", false },
    { "title_en", NULL, false },
    { "title_zh", NULL, false },
    { "period", NULL, KIND_PERIOD },
    { "rate", "runs at", KIND_MEAN },
    { "rate_unit", "", false },
    { "of", "of", false },
    { "load_percent", "load %", KIND_MEAN },
    { "worth", "worth of one more", KIND_HELD },
    { "worth_unit", "", KIND_WORD },
};

/* A process, or what it does in one of its modes or pieces. */
typedef struct Run {
    const Process *process;
    const Item *mode; /* NULL: the process */
    int like;         /* template of its column */
    ReportCell cell[COLUMNS];
    size_t known; /* to the table */
} Run;

static Run run_of(const Outcome *outcome, const Process *process, const Item *mode)
{
    const Park *park = outcome->park;
    const Item *item = &process->item;
    const Title *title = mode != NULL && ((const Mode *)mode)->title.en != NULL ? &((const Mode *)mode)->title
                                                                                : &process->title;
    const char *name = mode != NULL ? arena_join(park->arena, item->name, ": ", mode->name) : item->name;
    return (Run){ .process = process,
                  .mode = mode,
                  .like = program_template(outcome->program, mode_driver(mode != NULL ? mode : item, 0)),
                  .cell = { [FACILITY] = { park->facility[item->facility].name, NAN },
                            [PROCESS] = { name, NAN },
                            [TITLE_EN] = { title->en != NULL ? title->en : "", NAN },
                            [TITLE_ZH] = { title->zh != NULL ? title->zh : "", NAN },
                            [RATE_UNIT] = { shown_activity(park, process, 0).unit, NAN },
                            [OF] = { process->basis_name, NAN },
                            [WORTH_UNIT] = { shown_capacity_value(park, process, 0).unit, NAN } } };
}

/* Each process, and behind it what it does in each of its modes or pieces, [items]. */
static size_t runs_of(const Outcome *outcome, Run *run)
{
    const Park *park = outcome->park;
    size_t runs = 0;
    for (size_t p = 0; p < park->items; p++) {
        if (park->item[p]->family != &family_process)
            continue;
        const Process *process = (const Process *)park->item[p];
        run[runs++] = run_of(outcome, process, NULL);
        for (size_t i = p + 1, modes = 0; modes < process->modes; i++)
            if (mode_is(park->item[i]) && park->item[i]->owner == &process->item) {
                run[runs++] = run_of(outcome, process, park->item[i]);
                modes++;
            }
    }
    return runs;
}

/* Figures of one run in the periods of a span, each [count]. */
typedef struct Figures {
    double *rate, *load, *worth;
    RowState *state;
} Figures;

/* What holds no limit of the process, nor of a piece of it, is worth nothing. */
static double worth_of(const Outcome *outcome, const Run *run, int column, int t)
{
    if (run->mode != NULL || (run->process->modes == 0 && outcome->result.column_dual[column] == 0))
        return NAN;
    const double worth = shown_capacity_value(outcome->park, run->process,
                                              outcome_capacity_value(outcome, run->process, t))
                             .number;
    return fabs(worth) > 1e-6 && (worth > 0 || run->process->min_load > 0) ? worth : (double)NAN;
}

static void put_run(const Outcome *outcome, Run *run, PeriodSpan span, const Figures *to, ReportTable *table)
{
    const double capacity = run->process->capacity,
                 per = shown_activity(outcome->park, run->process, 1).number;
    for (size_t i = 0; i < span.count; i++) {
        const int t = (int)(span.from + i), column = program_find_in(outcome->program, run->like, t);
        const double rate = outcome->result.x[column];
        to->rate[i] = rate * per;
        to->load[i] = isfinite(capacity) && capacity > 0 ? 100 * rate / capacity : (double)NAN;
        to->worth[i] = worth_of(outcome, run, column, t);
        to->state[i] = run->mode != NULL && rate < 1e-9 ? ROW_DETAIL : ROW_SHOWN;
    }
    const double *const figure[COLUMNS] = { [RATE] = to->rate, [LOAD] = to->load, [WORTH] = to->worth };
    const PeriodSeries series = { .span = span, .cell = run->cell, .figure = figure, .state = to->state };
    periods_series(table, &series, &run->known);
}

static const char *note_of(const Park *park)
{
    const char *note =
        "load against capacity; worth of one more unit of capacity where the capacity, or the least load (-), holds it";
    for (size_t i = 0; i < park->items; i++)
        if (mode_is(park->item[i]) && !mode_is_piece(park->item[i]))
            return arena_print(park->arena, "%s; modes take turns: the rate of each is its part of the mean",
                               note);
    return note;
}

void processes_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "processes", "Processes", process_columns, COLUMNS);
    table->note = note_of(park);
    Run *run = memory_take(park->items, sizeof *run);
    const size_t runs = runs_of(outcome, run), most = periods_at_once(report, park);
    Figures figures = { memory_take(most, sizeof(double)), memory_take(most, sizeof(double)),
                        memory_take(most, sizeof(double)), memory_take(most, sizeof(RowState)) };
    for (PeriodSpan span = { 0 }; periods_next(&span, report, park);) {
        program_fetch_columns(outcome->program, outcome->result.x, span.from, span.count);
        for (size_t r = 0; r < runs; r++) {
            periods_of_thing(table, r);
            put_run(outcome, &run[r], span, &figures, table);
        }
    }
    periods_order(table, runs);
    free(figures.rate);
    free(figures.load);
    free(figures.worth);
    free(figures.state);
    free(run);
}
