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

double mixes_flows(const Outcome *outcome, const Mix *mix, int t, double *flow)
{
    double filled = 0;
    for (size_t i = 0; i < mix->ingredients; i++) {
        Tag tag = { COLUMN_INGREDIENT, mix->item.index, mix->ingredient[i].resource, t };
        flow[i] = outcome->result.x[program_find(outcome->program, tag)];
        filled += mix_measure(&mix->ingredient[i], t) * flow[i];
    }
    return filled;
}

static void begin_row(const Outcome *outcome, const Item *mix, int t, const char *what, bool detail,
                      ReportTable *table)
{
    report_row(table, detail);
    report_text(table, outcome->park->facility[mix->facility].name);
    const char *process = plant_process(mix)->item.name;
    report_text(table, mode_is(mix->owner) ? arena_join(outcome->park->arena, process, ": ", mix->owner->name)
                                           : process);
    report_text(table, mix->name);
    report_number(table, t + 1);
    report_text(table, what);
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

static void ingredient_rows(const Outcome *outcome, const Mix *mix, int t, const double *flow, double filled,
                            ReportTable *table)
{
    for (size_t i = 0; i < mix->ingredients; i++) {
        const Ingredient *one = &mix->ingredient[i];
        double share = mix_measure(one, t) * flow[i] / filled;
        begin_row(outcome, &mix->item, t, outcome->park->resource[one->resource].name, share < 1e-9, table);
        periods_weigh(table, filled);
        report_number(table, 100 * share);
        report_text(table, share_unit(mix));
        report_number(table, one->min > 0 ? 100 * one->min : NAN);
        report_number(table, one->max < 1 ? 100 * one->max : NAN);
    }
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

static void quality_rows(const Outcome *outcome, const Mix *mix, int t, const double *flow,
                         ReportTable *table)
{
    const Park *park = outcome->park;
    for (size_t n = 0; n < requirement_count(park, mix); n++) {
        const Requirement *requirement = requirement_at(park, mix, n);
        double scale;
        const char *unit = mixes_quality_unit(requirement, &scale);
        begin_row(outcome, &mix->item, t, requirement->item.name, false, table);
        periods_weigh(table, requirement_base(requirement, flow));
        report_number(table, scale * requirement_value(requirement, flow));
        report_text(table, unit);
        report_number(table, isfinite(requirement->min) ? scale * requirement->min : NAN);
        report_number(table, isfinite(requirement->max) ? scale * requirement->max : NAN);
    }
}

void mixes_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "process", "process", false },
                                            { "mix", "mix", false },
                                            { "period", NULL, KIND_PERIOD },
                                            { "of", "of", false },
                                            { "value", "", KIND_RATIO },
                                            { "unit", "", false },
                                            { "min", "least", true },
                                            { "max", "most", true } };
    const Park *park = outcome->park;
    ReportTable *table = periods_table(report, park, "mixes", "Mixes", columns,
                                       sizeof columns / sizeof columns[0]);
    table->note =
        "shares of what fills each mix, and the qualities that are required of it; what stands still or stays out with --all";
    for (size_t i = 0; i < park->items; i++) {
        if (park->item[i]->family != &family_mix)
            continue;
        const Mix *mix = (const Mix *)park->item[i];
        double *flow = memory_take(mix->ingredients, sizeof *flow);
        for (int t = 0; t < (int)park->periods; t++) {
            double filled = mixes_flows(outcome, mix, t, flow);
            if (filled < 1e-9)
                continue;
            ingredient_rows(outcome, mix, t, flow, filled, table);
            quality_rows(outcome, mix, t, flow, table);
        }
        free(flow);
    }
}
