/* composition - what a product is made of by all that comes in, such as clinker by its meal and the ash of its fuel */
#include "cli/report/composition.h"

#include "cli/report/mixes.h"
#include "cli/report/periods.h"
#include "models/expression.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What comes into a process, or into one mode of it, in one period: t an hour of each component that its mixes count. */
typedef struct Intake {
    const Outcome *outcome;
    const Process *process;
    const Mode *mode; /* NULL: the process as a whole */
    int period;
    const Mix **mix; /* that count components */
    const char **name;
    double *amount; /* [components] */
    size_t mixes, mix_room, components, name_room;
} Intake;

static void note_component(Intake *intake, const char *name)
{
    for (size_t k = 0; k < intake->components; k++)
        if (strcmp(intake->name[k], name) == 0)
            return;
    intake->name = memory_grow(intake->name, intake->components, &intake->name_room, sizeof *intake->name);
    intake->name[intake->components++] = arena_print(intake->outcome->park->arena, "%s", name);
}

/* The mixes of a recipe that count several components: where one counts, it is all of it. */
static void note_mixes(Intake *intake, const Recipe *recipe)
{
    for (size_t i = 0; i < recipe->mixes; i++) {
        const Mix *mix = (const Mix *)recipe->mix[i];
        if (mix->counts == NULL || mix->counts->count < 2)
            continue;
        intake->mix = memory_grow(intake->mix, intake->mixes, &intake->mix_room, sizeof *intake->mix);
        intake->mix[intake->mixes++] = mix;
        for (const Node *name = mix->counts->first; name != NULL; name = name->next)
            note_component(intake, name->text);
    }
}

/* Units of basis an hour of a process, a mode or a piece. */
static double activity(const Outcome *outcome, const Item *owner, int t)
{
    return outcome->result.x[program_find(outcome->program, mode_driver(owner, t))];
}

static void add(Intake *intake, int resource, double flow)
{
    const Resource *of = &intake->outcome->park->resource[resource];
    for (size_t k = 0; k < intake->components; k++)
        intake->amount[k] += mix_counted_share(of, intake->name[k]) * of->mass * flow;
}

/* `runs` units of basis an hour take what the recipe asks for, and `part` of what fills its mixes. */
static void add_recipe(Intake *intake, const Recipe *recipe, double runs, double part)
{
    for (size_t i = 0; i < recipe->ins; i++)
        add(intake, recipe->in[i].resource, recipe->in[i].amount * runs);
    for (size_t m = 0; m < recipe->mixes; m++) {
        const Mix *mix = (const Mix *)recipe->mix[m];
        MixIntake of = { 0 };
        mixes_find(&of, intake->outcome->program, mix);
        mixes_read(&of, intake->outcome, intake->period);
        for (size_t i = 0; i < mix->ingredients; i++)
            add(intake, mix->ingredient[i].resource, part * of.flow[i]);
        mixes_forget(&of);
    }
}

/* A mode or a piece that runs. */
static bool runs_in(const Outcome *outcome, const Process *process, const Item *item, int t)
{
    return mode_is(item) && item->owner == &process->item && activity(outcome, item, t) > 1e-9;
}

static void note_all(Intake *intake)
{
    const Park *park = intake->outcome->park;
    note_mixes(intake, &intake->process->recipe);
    if (intake->mode != NULL)
        note_mixes(intake, &intake->mode->recipe);
    for (size_t i = 0; i < park->items && intake->mode == NULL; i++)
        if (runs_in(intake->outcome, intake->process, park->item[i], intake->period))
            note_mixes(intake, mode_recipe(park->item[i]));
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
        if (runs_in(intake->outcome, intake->process, park->item[i], intake->period))
            add_recipe(intake, mode_recipe(park->item[i]),
                       activity(intake->outcome, park->item[i], intake->period), 1);
}

/* The sum of the terms in the components, NAN where one is not counted. */
static double sum_of(const Intake *intake, const ExpressionTerm *terms, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double amount = NAN;
        for (size_t k = 0; k < intake->components; k++)
            if (strcmp(intake->name[k], terms[i].name) == 0)
                amount = intake->amount[k];
        sum += terms[i].factor * amount;
    }
    return sum;
}

/* A value that is a share of `whole`, t an hour. */
static void value_row(const Intake *intake, double value, double whole, const char *unit, const char *of,
                      ReportTable *table)
{
    const Park *park = intake->outcome->park;
    const Item *process = &intake->process->item;
    report_row(table, false);
    periods_weigh(table, whole);
    report_text(table, park->facility[process->facility].name);
    report_text(table, intake->mode == NULL
                           ? process->name
                           : arena_print(park->arena, "%s: %s", process->name, intake->mode->item.name));
    report_number(table, intake->period + 1);
    report_number(table, value);
    report_text(table, unit);
    report_text(table, of);
}

static void ratio_row(const Intake *intake, const Requirement *requirement, ReportTable *table)
{
    Expression expression;
    const char *why;
    size_t at;
    if (!expression_read(intake->outcome->park->arena, requirement->ratio, &expression, &why, &at)
        || expression.unders == 0)
        return;
    double over = sum_of(intake, expression.over, expression.overs);
    double under = sum_of(intake, expression.under, expression.unders), scale;
    const char *unit = mixes_quality_unit(requirement, &scale);
    if (!isnan(over) && under > 0)
        value_row(intake, scale * over / under, under, unit, requirement->ratio, table);
}

/* The nth requirement of a mix that is a ratio which no mix before it requires too, or NULL. */
static const Requirement *new_ratio(const Intake *intake, size_t m, size_t n)
{
    const Park *park = intake->outcome->park;
    const Requirement *wanted = requirement_at(park, intake->mix[m], n);
    for (size_t before = 0; before < m && wanted->ratio != NULL; before++)
        for (size_t k = 0; k < requirement_count(park, intake->mix[before]); k++) {
            const Requirement *other = requirement_at(park, intake->mix[before], k);
            if (other->ratio != NULL && strcmp(other->ratio, wanted->ratio) == 0)
                return NULL;
        }
    return wanted->ratio != NULL ? wanted : NULL;
}

/* Shares, and the ratios that mixes require: in full, since their names may speak of the mix alone. */
static void intake_rows(const Outcome *outcome, const Process *process, const Mode *mode, int t,
                        ReportTable *table)
{
    Intake intake = { .outcome = outcome, .process = process, .mode = mode, .period = t };
    double sum = 0;
    note_all(&intake);
    intake.amount = memory_take(intake.components, sizeof *intake.amount);
    add_all(&intake);
    for (size_t k = 0; k < intake.components; k++)
        sum += intake.amount[k];
    for (size_t k = 0; k < intake.components && sum > 0; k++)
        value_row(&intake, 100 * intake.amount[k] / sum, sum, "%", intake.name[k], table);
    for (size_t m = 0; m < intake.mixes; m++)
        for (size_t n = 0; n < requirement_count(outcome->park, intake.mix[m]); n++) {
            const Requirement *ratio = new_ratio(&intake, m, n);
            if (ratio != NULL)
                ratio_row(&intake, ratio, table);
        }
    free(intake.mix);
    free(intake.name);
    free(intake.amount);
}

/* The process as a whole, and where several of its modes run, each of them; pieces are no products of their own. */
static void process_rows(const Outcome *outcome, const Process *process, int t, ReportTable *table)
{
    const Park *park = outcome->park;
    size_t running = 0;
    if (activity(outcome, &process->item, t) <= 1e-9)
        return;
    intake_rows(outcome, process, NULL, t, table);
    for (size_t i = 0; i < park->items; i++)
        running += !mode_is_piece(park->item[i]) && runs_in(outcome, process, park->item[i], t);
    for (size_t i = 0; i < park->items && running > 1; i++)
        if (!mode_is_piece(park->item[i]) && runs_in(outcome, process, park->item[i], t))
            intake_rows(outcome, process, (const Mode *)park->item[i], t, table);
}

static bool any_counts(const Park *park)
{
    for (size_t i = 0; i < park->items; i++) {
        const Mix *mix = (const Mix *)park->item[i];
        if (park->item[i]->family == &family_mix && mix->counts != NULL && mix->counts->count > 1)
            return true;
    }
    return false;
}

void composition_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false }, { "process", "process", false }, { "period", NULL, KIND_PERIOD },
        { "value", "", KIND_RATIO },       { "unit", "", false },           { "of", "of", false }
    };
    const Park *park = outcome->park;
    if (!any_counts(park))
        return;
    ReportTable *table = periods_table(report, park, "composition", "Composition by all that comes in",
                                       columns, sizeof columns / sizeof columns[0]);
    table->note =
        "of the components that a mix counts, with what else the recipe takes: of a kiln the clinker, its fuel's ash included; ratios as the mix requires them";
    for (size_t i = 0; i < park->items; i++)
        for (int t = 0; t < (int)park->periods && park->item[i]->family == &family_process; t++)
            process_rows(outcome, (const Process *)park->item[i], t, table);
}
