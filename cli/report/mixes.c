/* mixes - what each mix is filled with, and the quality that it then has */
#include "cli/report/mixes.h"

#include "cli/report/periods.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/formulation/requirement.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void mixes_forget(MixIntake *intake)
{
    free(intake->flow);
    free(intake->like);
    *intake = (MixIntake){ 0 };
}

void mixes_find(MixIntake *intake, const Program *program, const Mix *mix)
{
    if (intake->mix == mix)
        return;
    mixes_forget(intake);
    *intake = (MixIntake){ mix, memory_take(mix->ingredients, sizeof *intake->flow),
                           memory_take(mix->ingredients, sizeof *intake->like) };
    for (size_t i = 0; i < mix->ingredients; i++)
        intake->like[i] = program_template(
            program, (Tag){ COLUMN_INGREDIENT, mix->item.index, mix->ingredient[i].resource, 0 });
}

double mixes_read(MixIntake *intake, const Outcome *outcome, int t)
{
    const Mix *mix = intake->mix;
    double filled = 0;
    for (size_t i = 0; i < mix->ingredients; i++) {
        intake->flow[i] = outcome->result.x[program_find_in(outcome->program, intake->like[i], t)];
        filled += mix_measure(&mix->ingredient[i], t) * intake->flow[i];
    }
    return filled;
}

/* Shares are of what the mix is measured by. */
static const char *share_unit(const Mix *mix)
{
    static const struct {
        const char *measured, *unit;
    } units[] = { { "GJ", "% of energy" }, { "t", "% of mass" } };
    if (mix->counts != NULL)
        return "% of what counts";
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i].measured, mix_measured_in(mix)) == 0)
            return units[i].unit;
    return "% of volume";
}

/* What has no unit is shown as its limits are written: in percent or ppm where they are; a share in percent at least. */
static const char *share_sign(const Requirement *requirement)
{
    const Node *limit = requirement->max_node != NULL ? requirement->max_node : requirement->min_node;
    const bool bare = requirement->unit[0] == '1';
    if (bare && strstr(limit->text, "ppm") != NULL)
        return "ppm";
    return requirement->share != NULL || (bare && strchr(limit->text, '%') != NULL) ? "%" : NULL;
}

/* GJ/kNm3 and t/kNm3 are MJ/Nm3 and kg/Nm3: the same figures. */
const char *mixes_quality_unit(const Requirement *requirement, double *scale)
{
    const char *sign = share_sign(requirement);
    *scale = sign == NULL ? 1 : sign[0] == '%' ? 100 : 1e6;
    if (sign != NULL)
        return sign;
    if (requirement->unit[0] == '1')
        return "";
    switch (requirement->unit[0]) {
    case 'G': return requirement->unit[3] == 'k' ? "MJ/Nm3" : requirement->unit;
    default: return requirement->unit[2] == 'k' ? "kg/Nm3" : requirement->unit;
    }
}

const char *mixes_step(Arena *arena, const Requirement *requirement, double *step)
{
    double scale;
    const char *unit = mixes_quality_unit(requirement, &scale);
    *step = requirement->ratio != NULL && scale == 1 ? 0.01 : 1 / scale;
    if (*unit != '\0')
        return arena_join(arena, "1 ", unit, "");
    return requirement->ratio != NULL ? "0.01" : "1";
}

enum { FACILITY, PROCESS, MIX, PERIOD, OF, VALUE, UNIT, MIN, MAX, COLUMNS };

static const ReportColumn mix_columns[COLUMNS] = { { "facility", "facility", false },
                                                   { "process", "process", false },
                                                   { "mix", "mix", false },
                                                   { "period", NULL, KIND_PERIOD },
                                                   { "of", "of", false },
                                                   { "value", "", KIND_RATIO },
                                                   { "unit", "", false },
                                                   { "min", "least", KIND_NUMBER_ASIDE },
                                                   { "max", "most", KIND_NUMBER_ASIDE } };

/* The share of one ingredient, or one quality. */
typedef struct Share {
    const Requirement *requirement; /* NULL: of an ingredient */
    double scale;                   /* what is shown of its unit */
    ReportCell cell[COLUMNS];
    size_t known; /* to the table */
    /* Of the periods that are read, [at once]. */
    double *value, *weight;
    RowState *state;
} Share;

typedef struct Filling {
    MixIntake intake;
    Share *share; /* [ingredients + requirements] */
    size_t shares;
} Filling;

static Share share_of(const Outcome *outcome, const Mix *mix, const char *of, const char *unit, double min,
                      double max, size_t at_once)
{
    const Park *park = outcome->park;
    const Item *owner = mix->item.owner;
    const char *process = plant_process(&mix->item)->item.name;
    if (mode_is(owner))
        process = arena_join(park->arena, process, ": ", owner->name);
    return (Share){ .cell = { [FACILITY] = { park->facility[mix->item.facility].name, NAN },
                              [PROCESS] = { process, NAN },
                              [MIX] = { mix->item.name, NAN },
                              [OF] = { of, NAN },
                              [UNIT] = { unit, NAN },
                              [MIN] = { NULL, min },
                              [MAX] = { NULL, max } },
                    .value = memory_take(at_once, sizeof(double)),
                    .weight = memory_take(at_once, sizeof(double)),
                    .state = memory_take(at_once, sizeof(RowState)) };
}

static Share share_of_ingredient(const Outcome *outcome, const Mix *mix, const Ingredient *one,
                                 size_t at_once)
{
    return share_of(outcome, mix, outcome->park->resource[one->resource].name, share_unit(mix),
                    one->min > 0 ? 100 * one->min : (double)NAN, one->max < 1 ? 100 * one->max : (double)NAN,
                    at_once);
}

static Share share_of_quality(const Outcome *outcome, const Mix *mix, const Requirement *requirement,
                              size_t at_once)
{
    double scale;
    const char *unit = mixes_quality_unit(requirement, &scale);
    Share share = share_of(outcome, mix, requirement->item.name, unit,
                           isfinite(requirement->min) ? scale * requirement->min : (double)NAN,
                           isfinite(requirement->max) ? scale * requirement->max : (double)NAN, at_once);
    share.requirement = requirement;
    share.scale = scale;
    return share;
}

static void filling_init(Filling *filling, const Outcome *outcome, const Mix *mix, size_t at_once)
{
    const size_t requirements = requirement_count(outcome->park, mix);
    *filling = (Filling){ .share = memory_take(mix->ingredients + requirements, sizeof *filling->share) };
    mixes_find(&filling->intake, outcome->program, mix);
    for (size_t i = 0; i < mix->ingredients; i++)
        filling->share[filling->shares++] = share_of_ingredient(outcome, mix, &mix->ingredient[i], at_once);
    for (size_t n = 0; n < requirements; n++)
        filling->share[filling->shares++] = share_of_quality(outcome, mix,
                                                             requirement_at(outcome->park, mix, n), at_once);
}

static void filling_release(Filling *filling)
{
    for (size_t k = 0; k < filling->shares; k++) {
        free(filling->share[k].value);
        free(filling->share[k].weight);
        free(filling->share[k].state);
    }
    free(filling->share);
    mixes_forget(&filling->intake);
}

/* In period t, the ith that is read. */
static void read_filling(const Outcome *outcome, Filling *filling, int t, size_t i)
{
    const double filled = mixes_read(&filling->intake, outcome, t), *flow = filling->intake.flow;
    for (size_t k = 0; k < filling->shares; k++) {
        Share *share = &filling->share[k];
        if (filled < 1e-9) {
            share->state[i] = ROW_ABSENT;
        } else if (share->requirement != NULL) {
            share->value[i] = share->scale * requirement_value(share->requirement, flow);
            share->weight[i] = requirement_base(share->requirement, flow);
            share->state[i] = ROW_SHOWN;
        } else {
            const double part = mix_measure(&filling->intake.mix->ingredient[k], t) * flow[k] / filled;
            share->value[i] = 100 * part;
            share->weight[i] = filled;
            share->state[i] = part < 1e-9 ? ROW_DETAIL : ROW_SHOWN;
        }
    }
}

static void put_filling(const Outcome *outcome, Filling *filling, PeriodSpan span, ReportTable *table)
{
    for (size_t i = 0; i < span.count; i++)
        read_filling(outcome, filling, (int)(span.from + i), i);
    for (size_t k = 0; k < filling->shares; k++) {
        Share *share = &filling->share[k];
        const double *const figure[COLUMNS] = { [VALUE] = share->value };
        const PeriodSeries series = { span, share->cell, figure, share->state, share->weight };
        periods_series(table, &series, &share->known);
    }
}

void mixes_report(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "mixes", "Mixes", mix_columns, COLUMNS);
    table->note =
        "shares of what fills each mix, and the qualities that are required of it; what stands still or stays out with --all";
    Filling *filling = memory_take(park->items, sizeof *filling);
    size_t mixes = 0;
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_mix)
            filling_init(&filling[mixes++], outcome, (const Mix *)park->item[i],
                         periods_at_once(report, park));
    for (PeriodSpan span = { 0 }; periods_next(&span, report, park);) {
        program_fetch_columns(outcome->program, outcome->result.x, span.from, span.count);
        for (size_t m = 0; m < mixes; m++) {
            periods_of_thing(table, m);
            put_filling(outcome, &filling[m], span, table);
        }
    }
    periods_order(table, mixes);
    for (size_t m = 0; m < mixes; m++)
        filling_release(&filling[m]);
    free(filling);
}
