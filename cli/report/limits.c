/* limits - what limits a plan, and what one more unit of it would bring */
#include "cli/report/limits.h"

#include "cli/report/mixes.h"
#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/explain_limit.h"
#include "models/formulation/contract.h"
#include "models/formulation/requirement.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

static bool is_wanted(const Park *park, Tag tag, bool upper, const LimitsWanted *wanted)
{
    return wanted == NULL || wanted->is(park, tag, upper, wanted->context);
}

/* A limit in words, and where the file states it. */
typedef struct Said {
    const char *limit, *place, *path; /* limit NULL: not yet said */
    int line;
    size_t known; /* to the table */
} Said;

/* The limit of one template in the periods of a span. */
typedef struct Side {
    const char *unit;
    double *worth, *weight; /* [at once] weight: see periods_weigh */
    RowState *state;        /* [at once] */
    bool holds;             /* in some of them */
} Side;

/* Rows of limits on their way into a table. */
typedef struct Limits {
    const Outcome *outcome;
    const LimitsWanted *wanted;
    ReportTable *table;
    bool *stated; /* see limits_stated */
    Said *said;   /* [templates x 2], the lower limit and the upper: they say the same in every period */
    PeriodSpan span;
    size_t thing;     /* which limit is read, in the order in which they are told */
    Side side[2];     /* of the template that is read */
    MixIntake intake; /* of the mix that was read last */
} Limits;

static Said say(const Park *park, Tag tag, bool upper)
{
    const bool always = park->periods > 1;
    const Span span = explain_place(park, tag, upper, always);
    const char *path = span.source != NULL ? span.source->path : "";
    return (Said){ .limit = explain_limit(park, tag, upper, always),
                   .place = arena_print(park->arena, "%s:%d", path, span.line),
                   .path = path,
                   .line = span.line };
}

static bool ends_stretch(const Park *park, int t)
{
    const Stretch *stretch = &park->stretch[park->period[t].stretch];
    return (size_t)t + 1 == stretch->first + stretch->periods;
}

/* Only the limit of a level can be another one in the last period, what a store ends with, and only what is of the whole horizon is of no period. */
static bool is_alone(const Park *park, Tag tag)
{
    return tag.period < 0 || (tag.kind == COLUMN_LEVEL && ends_stretch(park, tag.period));
}

static bool is_nothing(Shown worth)
{
    return fabs(worth.number) < 1e-6;
}

static double weight_of(const Park *park, Tag tag)
{
    return tag.kind == ROW_CONTRACT ? contract_share((const Contract *)park->item[tag.subject], tag.period)
                                          / park->period[tag.period].share
                                    : 1;
}

enum { LIMIT = LIMITS_BEFORE, PLACE, FILE_OF, LINE, PERIOD, WORTH, UNIT, COLUMNS };

static void put_cells(const Limits *limits, const Said *of, const char *unit, ReportCell cell[COLUMNS])
{
    const LimitsWanted *wanted = limits->wanted;
    for (size_t c = 0; c < LIMITS_BEFORE; c++)
        cell[c] = (ReportCell){ wanted != NULL ? wanted->before[c] : "", NAN };
    cell[LIMIT] = (ReportCell){ of->limit, NAN };
    cell[PLACE] = (ReportCell){ of->place, NAN };
    cell[FILE_OF] = (ReportCell){ of->path, NAN };
    cell[LINE] = (ReportCell){ NULL, of->line };
    cell[UNIT] = (ReportCell){ unit, NAN };
}

/* A limit in its turn, the lower before the upper, and behind each what stands alone. */
static void tell_thing(const Limits *limits, bool upper, bool alone)
{
    periods_of_thing(limits->table, 4 * limits->thing + 2 * (size_t)upper + (size_t)alone);
}

static void put_alone(const Limits *limits, Tag tag, bool upper, Shown worth)
{
    const Park *park = limits->outcome->park;
    tell_thing(limits, upper, true);
    Said once = say(park, tag, upper);
    ReportCell cell[COLUMNS];
    put_cells(limits, &once, worth.unit, cell);
    cell[PERIOD] = (ReportCell){ NULL, tag.period + 1 };
    cell[WORTH] = (ReportCell){ NULL, worth.number };
    periods_weigh(limits->table, weight_of(park, tag));
    periods_row(limits->table, limits->wanted != NULL ? cell : cell + LIMITS_BEFORE, false, &once.known);
}

static void note(Limits *limits, Tag tag, bool upper, Shown worth)
{
    const Park *park = limits->outcome->park;
    if (is_nothing(worth))
        return;
    if (is_alone(park, tag)) {
        put_alone(limits, tag, upper, worth);
        return;
    }
    Side *side = &limits->side[upper];
    const size_t i = (size_t)tag.period - limits->span.from;
    side->unit = worth.unit;
    side->worth[i] = worth.number;
    side->weight[i] = weight_of(park, tag);
    side->state[i] = ROW_SHOWN;
    side->holds = true;
}

/* What was noted of a template. */
static void put_side(Limits *limits, size_t template, bool upper)
{
    Side *side = &limits->side[upper];
    Said *of = &limits->said[2 * template + upper];
    if (!side->holds)
        return;
    tell_thing(limits, upper, false);
    if (of->limit == NULL) {
        Tag tag = limits->outcome->program->template[template];
        tag.period = (int)limits->span.from;
        while (side->state[(size_t)tag.period - limits->span.from] == ROW_ABSENT)
            tag.period++;
        const size_t known = of->known;
        *of = say(limits->outcome->park, tag, upper);
        of->known = known;
    }
    const size_t before = limits->wanted != NULL ? 0 : LIMITS_BEFORE;
    ReportCell cell[COLUMNS] = { { 0 } };
    put_cells(limits, of, side->unit, cell);
    const double *const figure[COLUMNS] = { [WORTH] = side->worth };
    const PeriodSeries series = { limits->span, cell + before, figure + before, side->state, side->weight };
    periods_series(limits->table, &series, &of->known);
    for (size_t i = 0; i < limits->span.count; i++)
        side->state[i] = ROW_ABSENT;
    side->holds = false;
}

/* What a step of the limit of a quality brings an hour: -dual x what the quality is a share of. */
static Shown quality_value(const Outcome *outcome, const Requirement *requirement, const double *flow,
                           double worth)
{
    double step;
    const char *per = mixes_step(outcome->park->arena, requirement, &step);
    Shown value = shown_measure_value(outcome->park, "h", worth * requirement_base(requirement, flow) * step);
    return (Shown){ value.number, arena_join(outcome->park->arena, value.unit, " for ", per) };
}

/* One more unit of a mix, by what it is measured by. */
static Shown share_value(const Park *park, const Mix *mix, double worth)
{
    Shown value = shown_measure_value(park, mix_measured_in(mix), worth);
    if (mix->counts != NULL)
        value.unit = arena_join(park->arena, value.unit, " of what counts", "");
    return value;
}

static bool is_share(int kind)
{
    return kind == ROW_SHARE_MIN || kind == ROW_SHARE_MAX;
}

static bool is_of_mix(int kind)
{
    return is_share(kind) || kind == ROW_QUALITY_MIN || kind == ROW_QUALITY_MAX;
}

/* Shares of mixes: the worth of one more unit of the mix that may break the limit; qualities. A mix that stands still limits nothing. */
static void mix_limit(Limits *limits, Tag tag, size_t row)
{
    const Outcome *outcome = limits->outcome;
    const double dual = outcome->result.row_dual[row],
                 worth = -dual / outcome->park->period[tag.period].share;
    const bool share = is_share(tag.kind), upper = tag.kind == ROW_SHARE_MAX || tag.kind == ROW_QUALITY_MAX;
    const Item *item = outcome->park->item[tag.subject];
    const Mix *mix = (const Mix *)(share ? item : item->owner);
    if (dual == 0 || (share && is_nothing(share_value(outcome->park, mix, worth)))
        || !is_wanted(outcome->park, tag, upper, limits->wanted))
        return;
    mixes_find(&limits->intake, outcome->program, mix);
    if (mixes_read(&limits->intake, outcome, tag.period) > 1e-9)
        note(limits, tag, upper,
             share ? share_value(outcome->park, mix, worth)
                   : quality_value(outcome, (const Requirement *)item, limits->intake.flow, worth));
}

/* One more unit that a store may hold, by hour. */
static Shown level_value(const Park *park, const Item *store, double worth)
{
    const Shown value = shown_value(park, &park->resource[store->resource], worth);
    return (Shown){ value.number, arena_join(park->arena, value.unit, "/h", "") };
}

/* What is no resource is heat: of vents and loops. */
static Shown column_value(const Outcome *outcome, Tag tag, double worth)
{
    const Park *park = outcome->park;
    const Item *item = park->item[tag.subject];
    if (tag.kind == COLUMN_ACTIVITY) {
        const Process *process = (const Process *)item;
        return shown_capacity_value(park, process, outcome_capacity_value(outcome, process, tag.period));
    }
    if (tag.kind == COLUMN_PIECE)
        return shown_capacity_value(park, plant_process(item), worth);
    if (tag.kind == COLUMN_LEVEL || tag.kind == COLUMN_STOCK)
        return level_value(park, item, worth);
    if (tag.resource < 0)
        return shown_measure_value(park, "GJ", worth);
    return shown_value(park, &park->resource[tag.resource], worth);
}

static bool is_level(int kind)
{
    return kind == ROW_LEVEL_MOST || kind == ROW_LEVEL_LEAST;
}

static bool is_limit(int kind)
{
    return kind == ROW_MATCH || kind == ROW_CONTRACT || kind == ROW_RAMP || is_level(kind);
}

static Shown row_value(const Park *park, Tag tag, double worth)
{
    if (is_level(tag.kind))
        return level_value(park, park->item[tag.subject], worth);
    if (tag.kind == ROW_MATCH)
        return shown_measure_value(park, "GJ", worth);
    if (tag.kind == ROW_CONTRACT)
        return shown_value(park, &park->resource[tag.resource], worth);
    return shown_capacity_value(park, (const Process *)park->item[tag.subject], fabs(worth));
}

/* Rows that are limits in themselves: heat of a match, one more unit of a contract, of what a store that carries over may hold, of the load that a ramp holds back. */
static void row_limit(Limits *limits, Tag tag, size_t row)
{
    const Outcome *outcome = limits->outcome;
    if (outcome->result.row_dual[row] == 0)
        return;
    const double worth = -outcome_row_value(outcome, (int)row);
    const bool upper = worth > 0;
    if ((is_level(tag.kind) && !upper && outcome->program->lp.row_lower[row] <= 0)
        || !is_wanted(outcome->park, tag, upper, limits->wanted))
        return;
    note(limits, tag, upper, row_value(outcome->park, tag, worth));
}

/* Whether the file states this limit of the columns of a tag, whatever their period. */
static bool is_stated(const Park *park, Tag tag, bool upper)
{
    const char *key = upper ? tag_words(tag.kind)->upper : tag_words(tag.kind)->lower;
    return key != NULL && node_find(park->item[tag.subject]->node, key) != NULL;
}

bool limits_may_hold(const Lp *lp, size_t column, bool upper)
{
    return upper ? isfinite(lp->column_upper[column])
                 : isfinite(lp->column_lower[column]) && lp->column_lower[column] > 0;
}

bool limits_hold(const Outcome *outcome, size_t column, bool *upper)
{
    *upper = outcome->result.column_dual[column] < 0;
    return limits_may_hold(&outcome->program->lp, column, *upper)
           && is_stated(outcome->park, program_column_tag(outcome->program, column), *upper);
}

bool *limits_stated(const Program *program)
{
    bool *stated = memory_take(2 * program->templates, sizeof *stated);
    for (size_t i = 0; i < 2 * program->templates; i++)
        stated[i] = program->template[i / 2].kind >= COLUMN_ACTIVITY
                    && is_stated(program->park, program->template[i / 2], i % 2 == 1);
    return stated;
}

/* Whether the limit of a column may be worth something where its own dual is 0: that of a process whose pieces hold it. */
static bool is_of_pieces(const Park *park, Tag tag)
{
    return tag.kind == COLUMN_ACTIVITY && ((const Process *)park->item[tag.subject])->modes > 0;
}

static void column_limit(Limits *limits, Tag tag, size_t column, const bool *stated)
{
    const Outcome *outcome = limits->outcome;
    const double dual = outcome->result.column_dual[column];
    const bool upper = dual < 0;
    if (!stated[upper] || (dual == 0 && !is_of_pieces(outcome->park, tag))
        || !limits_may_hold(&outcome->program->lp, column, upper)
        || !is_wanted(outcome->park, tag, upper, limits->wanted))
        return;
    const double share = tag.period < 0 ? 1 : outcome->park->period[tag.period].share;
    note(limits, tag, upper, column_value(outcome, tag, -dual / share));
}

/* Columns come before mixes, and these before other rows. */
typedef enum Turn { OF_COLUMNS, OF_MIXES, OF_ROWS, TURNS, OF_NONE } Turn;

static Turn turn_of(const Limits *limits, size_t template)
{
    const int kind = limits->outcome->program->template[template].kind;
    if (kind >= COLUMN_ACTIVITY)
        return limits->stated[2 * template] || limits->stated[2 * template + 1] ? OF_COLUMNS : OF_NONE;
    return is_of_mix(kind) ? OF_MIXES : is_limit(kind) ? OF_ROWS : OF_NONE;
}

/* In period t, -1: of none. */
static void read_limit(Limits *limits, Turn turn, size_t template, int t)
{
    const Program *program = limits->outcome->program;
    const int place = program_find_in(program, (int)template, t);
    if (place < 0)
        return;
    Tag tag = program->template[template];
    tag.period = t;
    if (turn == OF_COLUMNS)
        column_limit(limits, tag, (size_t)place, &limits->stated[2 * template]);
    else if (turn == OF_MIXES)
        mix_limit(limits, tag, (size_t)place);
    else
        row_limit(limits, tag, (size_t)place);
}

static void put_span(Limits *limits)
{
    const size_t templates = limits->outcome->program->templates;
    const int from = (int)limits->span.from, until = from + (int)limits->span.count;
    const Outcome *outcome = limits->outcome;
    program_fetch_rows(outcome->program, outcome->result.row_dual, limits->span.from, limits->span.count);
    program_fetch_columns(outcome->program, outcome->result.column_dual, limits->span.from,
                          limits->span.count);
    program_fetch_columns(outcome->program, outcome->result.x, limits->span.from, limits->span.count);
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t k = 0; k < templates; k++) {
            if ((int)turn_of(limits, k) != turn)
                continue;
            limits->thing = (size_t)turn * templates + k;
            for (int t = from == 0 ? -1 : from; t < until; t++)
                read_limit(limits, (Turn)turn, k, t);
            put_side(limits, k, false);
            put_side(limits, k, true);
        }
}

static Limits limits_begin(const Outcome *outcome, const LimitsWanted *wanted, size_t at_once,
                           ReportTable *table)
{
    Limits limits = { .outcome = outcome,
                      .wanted = wanted,
                      .table = table,
                      .stated = limits_stated(outcome->program),
                      .said = memory_take(2 * outcome->program->templates, sizeof *limits.said) };
    for (int upper = 0; upper < 2; upper++)
        limits.side[upper] = (Side){ .worth = memory_take(at_once, sizeof(double)),
                                     .weight = memory_take(at_once, sizeof(double)),
                                     .state = memory_take(at_once, sizeof(RowState)) };
    return limits;
}

static void limits_end(Limits *limits)
{
    for (int upper = 0; upper < 2; upper++) {
        free(limits->side[upper].worth);
        free(limits->side[upper].weight);
        free(limits->side[upper].state);
    }
    mixes_forget(&limits->intake);
    free(limits->said);
    free(limits->stated);
}

void limits_rows(const Outcome *outcome, const LimitsWanted *wanted, ReportTable *table)
{
    const size_t periods = outcome->park->periods;
    Limits limits = limits_begin(outcome, wanted, periods, table);
    limits.span = (PeriodSpan){ 0, periods };
    put_span(&limits);
    limits_end(&limits);
}

void limits_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { LIMITS_COLUMNS };
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "limits", "What limits the plan", columns,
                                       sizeof columns / sizeof columns[0]);
    if (park->periods > 1)
        table->note = "hours: in how many it holds; one more unit brings: the mean over all hours";
    Limits limits = limits_begin(outcome, NULL, periods_at_once(report, park), table);
    while (periods_next(&limits.span, report, park))
        put_span(&limits);
    limits_end(&limits);
    periods_order(table, (size_t)4 * TURNS * outcome->program->templates);
}
