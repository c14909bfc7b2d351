/* composition - what a product is made of by all that comes in, such as clinker by its meal and the ash of its fuel */
#include "cli/report/composition.h"

#include "cli/report/mixes.h"
#include "models/expression.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What comes into a process, or into one mode of it, in one period: t an hour of each component that its mix counts. */
typedef struct Intake {
    const Outcome *outcome;
    const Process *process;
    const Mode *mode; /* NULL: the process as a whole */
    const Mix *mix;   /* whose components are counted */
    int period;
    double *amount; /* [mix->counts->count] */
} Intake;

/* The mix of a recipe that counts several components, or NULL. */
static const Mix *counting_mix(const Recipe *recipe)
{
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        if (mix->counts != NULL && mix->counts->count > 1)
            return mix;
    }
    return NULL;
}

static double activity(const Outcome *outcome, const Item *owner, int t)
{
    return outcome->result.x[program_find(outcome->program, mode_driver(owner, t))];
}

static void add(Intake *intake, int resource, double flow)
{
    const Resource *of = &intake->outcome->park->resource[resource];
    size_t k = 0;
    for (const Node *name = intake->mix->counts->first; name != NULL; name = name->next, k++)
        intake->amount[k] += mix_counted_share(of, name->text) * of->mass * flow;
}

/* `runs` units of basis an hour take what the recipe asks for, and `part` of what fills its mixes. */
static void add_recipe(Intake *intake, const Recipe *recipe, double runs, double part)
{
    for (size_t i = 0; i < recipe->ins; i++)
        add(intake, recipe->in[i].resource, recipe->in[i].amount * runs);
    for (size_t m = 0; m < recipe->mixes; m++) {
        const Mix *mix = (const Mix *)recipe->mix[m];
        double *flow = memory_take(mix->ingredients, sizeof *flow);
        mixes_flows(intake->outcome, mix, intake->period, flow);
        for (size_t i = 0; i < mix->ingredients; i++)
            add(intake, mix->ingredient[i].resource, part * flow[i]);
        free(flow);
    }
}

static bool mode_of(const Item *item, const Process *process)
{
    return mode_is(item) && item->owner == &process->item;
}

static void add_all(Intake *intake)
{
    const Park *park = intake->outcome->park;
    const double whole = activity(intake->outcome, &intake->process->item, intake->period);
    if (intake->mode != NULL) {
        double runs = activity(intake->outcome, &intake->mode->item, intake->period);
        add_recipe(intake, &intake->mode->recipe, runs, 1);
        add_recipe(intake, &intake->process->recipe, runs, runs / whole);
        return;
    }
    add_recipe(intake, &intake->process->recipe, whole, 1);
    for (size_t i = 0; i < park->items; i++)
        if (mode_of(park->item[i], intake->process))
            add_recipe(intake, mode_recipe(park->item[i]),
                       activity(intake->outcome, park->item[i], intake->period), 1);
}

/* The sum of the terms in the components, NAN where one is not counted. */
static double sum_of(const Intake *intake, const ExpressionTerm *terms, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double amount = NAN;
        size_t k = 0;
        for (const Node *name = intake->mix->counts->first; name != NULL; name = name->next, k++)
            if (strcmp(name->text, terms[i].name) == 0)
                amount = intake->amount[k];
        sum += terms[i].factor * amount;
    }
    return sum;
}

static void begin_row(const Intake *intake, double value, const char *unit, const char *of,
                      ReportTable *table)
{
    const Park *park = intake->outcome->park;
    const Item *process = &intake->process->item;
    report_row(table, false);
    report_text(table, park->facility[process->facility].name);
    report_text(table, intake->mode == NULL
                           ? process->name
                           : arena_print(park->arena, "%s: %s", process->name, intake->mode->item.name));
    report_number(table, intake->period + 1);
    report_number(table, value);
    report_text(table, unit);
    report_text(table, of);
}

/* The ratios that the mix requires, in full, since their names may speak of the mix alone. */
static void ratio_rows(const Intake *intake, ReportTable *table)
{
    const Park *park = intake->outcome->park;
    for (size_t n = 0; n < requirement_count(park, intake->mix); n++) {
        const Requirement *requirement =
            (const Requirement *)park->item[(size_t)intake->mix->item.index + 1 + n];
        Expression expression;
        const char *why;
        size_t at;
        if (requirement->ratio == NULL
            || !expression_read(park->arena, requirement->ratio, &expression, &why, &at)
            || expression.unders == 0)
            continue;
        double over = sum_of(intake, expression.over, expression.overs);
        double under = sum_of(intake, expression.under, expression.unders), scale;
        const char *unit = mixes_quality_unit(requirement, &scale);
        if (!isnan(over) && under > 0)
            begin_row(intake, scale * over / under, unit, requirement->ratio, table);
    }
}

static void intake_rows(const Outcome *outcome, const Process *process, const Mode *mode, const Mix *mix,
                        int t, ReportTable *table)
{
    Intake intake = { outcome, process, mode, mix, t, memory_take(mix->counts->count, sizeof(double)) };
    double sum = 0;
    add_all(&intake);
    for (size_t k = 0; k < mix->counts->count; k++)
        sum += intake.amount[k];
    size_t k = 0;
    for (const Node *name = mix->counts->first; name != NULL && sum > 0; name = name->next, k++)
        begin_row(&intake, 100 * intake.amount[k] / sum, "%",
                  arena_print(outcome->park->arena, "%s", name->text), table);
    ratio_rows(&intake, table);
    free(intake.amount);
}

/* The process as a whole, and where several of its modes run, each of them. */
static void process_rows(const Outcome *outcome, const Process *process, int t, ReportTable *table)
{
    const Park *park = outcome->park;
    const Mix *mix = counting_mix(&process->recipe);
    size_t running = 0;
    for (size_t i = 0; i < park->items; i++) {
        if (!mode_of(park->item[i], process))
            continue;
        mix = mix != NULL ? mix : counting_mix(mode_recipe(park->item[i]));
        running += activity(outcome, park->item[i], t) > 1e-9;
    }
    if (mix == NULL || activity(outcome, &process->item, t) <= 1e-9)
        return;
    intake_rows(outcome, process, NULL, mix, t, table);
    for (size_t i = 0; i < park->items && running > 1; i++)
        if (mode_of(park->item[i], process) && activity(outcome, park->item[i], t) > 1e-9)
            intake_rows(outcome, process, (const Mode *)park->item[i], mix, t, table);
}

static bool any_counts(const Park *park)
{
    for (size_t i = 0; i < park->items; i++)
        if (mode_recipe(park->item[i]) != NULL && counting_mix(mode_recipe(park->item[i])) != NULL)
            return true;
    return false;
}

void composition_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "process", "process", false },
                                            { "period", NULL, true },
                                            { "value", "", true },
                                            { "unit", "", false },
                                            { "of", "of", false } };
    const Park *park = outcome->park;
    if (!any_counts(park))
        return;
    ReportTable *table = report_table(report, "composition", "Composition by all that comes in", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        "of the components that a mix counts, with what else the recipe takes: of a kiln the clinker, its fuel's ash included; ratios as the mix requires them";
    for (size_t i = 0; i < park->items; i++)
        for (int t = 0; t < (int)park->periods && park->item[i]->family == &family_process; t++)
            process_rows(outcome, (const Process *)park->item[i], t, table);
}
