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

/* Rows of limits on their way into a table. */
typedef struct Limits {
    const Outcome *outcome;
    const LimitsWanted *wanted;
    ReportTable *table;
    Said *said; /* [templates x 2], the lower limit and the upper: they say the same in every period */
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

/* Only that of a level can be another one in the last period, what a store ends with: it is said into `once`. */
static Said *said(const Limits *limits, Tag tag, LpStamp stamp, bool upper, Said *once)
{
    const Park *park = limits->outcome->park;
    const bool other = tag.kind == COLUMN_LEVEL && ends_stretch(park, tag.period);
    Said *said = other ? once : &limits->said[2 * (size_t)stamp.template + upper];
    if (said->limit == NULL)
        *said = say(park, tag, upper);
    return said;
}

static bool is_nothing(Shown worth)
{
    return fabs(worth.number) < 1e-6;
}

static void limit_row(const Limits *limits, Tag tag, LpStamp stamp, bool upper, Shown worth)
{
    const Park *park = limits->outcome->park;
    const LimitsWanted *wanted = limits->wanted;
    ReportTable *table = limits->table;
    if (is_nothing(worth))
        return;
    Said once = { 0 }, *of = said(limits, tag, stamp, upper, &once);
    if (tag.kind == ROW_CONTRACT)
        periods_weigh(table, contract_share((const Contract *)park->item[tag.subject], tag.period)
                                 / park->period[tag.period].share);
    const ReportCell cell[] = {
        { wanted != NULL ? wanted->before[0] : "", NAN },
        { wanted != NULL ? wanted->before[1] : "", NAN },
        { of->limit, NAN },
        { of->place, NAN },
        { of->path, NAN },
        { NULL, of->line },
        { NULL, tag.period + 1 },
        { NULL, worth.number },
        { worth.unit, NAN },
    };
    periods_row(table, wanted != NULL ? cell : cell + LIMITS_BEFORE, false, &of->known);
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

/* Which templates are of a kind, [templates]. */
static bool *templates_of(const Program *program, bool is(int kind))
{
    bool *of = memory_take(program->templates, sizeof *of);
    for (size_t i = 0; i < program->templates; i++)
        of[i] = is(program->template[i].kind);
    return of;
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
static void mix_limits(const Limits *limits)
{
    const Outcome *outcome = limits->outcome;
    const Program *program = outcome->program;
    bool *of_mix = templates_of(program, is_of_mix);
    for (size_t i = 0; i < program->lp.rows; i++) {
        if (!of_mix[program->lp.row_stamp[i].template])
            continue;
        const Tag tag = program_row_tag(program, i);
        const bool share = is_share(tag.kind);
        const Item *item = outcome->park->item[tag.subject];
        const Mix *mix = (const Mix *)(share ? item : item->owner);
        double worth = -outcome->result.row_dual[i] / outcome->park->period[tag.period].share;
        if (share && is_nothing(share_value(outcome->park, mix, worth)))
            continue;
        double *flow = memory_take(mix->ingredients, sizeof *flow);
        const bool upper = tag.kind == ROW_SHARE_MAX || tag.kind == ROW_QUALITY_MAX;
        if (is_wanted(outcome->park, tag, upper, limits->wanted)
            && mixes_flows(outcome, mix, tag.period, flow) > 1e-9)
            limit_row(limits, tag, program->lp.row_stamp[i], upper,
                      share ? share_value(outcome->park, mix, worth)
                            : quality_value(outcome, (const Requirement *)item, flow, worth));
        free(flow);
    }
    free(of_mix);
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

/* Rows that are limits in themselves: heat of a match, one more unit of a contract, of what a store that carries over may hold, of the load that a ramp holds back. */
static void row_limits(const Limits *limits)
{
    const Outcome *outcome = limits->outcome;
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    bool *limit = templates_of(program, is_limit);
    for (size_t i = 0; i < program->lp.rows; i++) {
        if (!limit[program->lp.row_stamp[i].template])
            continue;
        const Tag tag = program_row_tag(program, i);
        const bool level = is_level(tag.kind);
        const double worth = -outcome_row_value(outcome, (int)i);
        const bool upper = worth > 0;
        if ((level && !upper && program->lp.row_lower[i] <= 0)
            || !is_wanted(park, tag, upper, limits->wanted))
            continue;
        const Shown value = level                   ? level_value(park, park->item[tag.subject], worth)
                            : tag.kind == ROW_MATCH ? shown_measure_value(park, "GJ", worth)
                            : tag.kind == ROW_CONTRACT
                                ? shown_value(park, &park->resource[tag.resource], worth)
                                : shown_capacity_value(park, (const Process *)park->item[tag.subject],
                                                       fabs(worth));
        limit_row(limits, tag, program->lp.row_stamp[i], upper, value);
    }
    free(limit);
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

/* Whether the limit of the columns of a template may be worth something where their own dual is 0: that of a process whose pieces hold it. */
static bool is_of_pieces(const Program *program, size_t template)
{
    const Tag tag = program->template[template];
    return tag.kind == COLUMN_ACTIVITY && ((const Process *)program->park->item[tag.subject])->modes > 0;
}

static void column_limits(const Limits *limits)
{
    const Outcome *outcome = limits->outcome;
    const Program *program = outcome->program;
    bool *stated = limits_stated(program);
    for (size_t j = 0; j < program->lp.columns; j++) {
        const double dual = outcome->result.column_dual[j];
        const bool upper = dual < 0;
        const LpStamp stamp = program->lp.column_stamp[j];
        if (!stated[2 * (size_t)stamp.template + upper]
            || (dual == 0 && !is_of_pieces(program, (size_t)stamp.template))
            || !limits_may_hold(&program->lp, j, upper))
            continue;
        const Tag tag = program_column_tag(program, j);
        if (is_wanted(outcome->park, tag, upper, limits->wanted))
            limit_row(limits, tag, stamp, upper,
                      column_value(outcome, tag, outcome_limit_value(outcome, (int)j)));
    }
    free(stated);
}

void limits_rows(const Outcome *outcome, const LimitsWanted *wanted, ReportTable *table)
{
    const Limits limits = { outcome, wanted, table,
                            memory_take(2 * outcome->program->templates, sizeof *limits.said) };
    column_limits(&limits);
    mix_limits(&limits);
    row_limits(&limits);
    free(limits.said);
}

void limits_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { LIMITS_COLUMNS };
    ReportTable *table = periods_table(report, outcome->park, "limits", "What limits the plan", columns,
                                       sizeof columns / sizeof columns[0]);
    if (outcome->park->periods > 1)
        table->note = "hours: in how many it holds; one more unit brings: the mean over all hours";
    limits_rows(outcome, NULL, table);
}
