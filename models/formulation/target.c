/* target - a limit or a price on an account, a share or an intensity, of the park or of a facility
 *
 *     total   min <= over <= max
 *     ratio   over - min under >= 0,   over - max under <= 0         with under >= 0 as in min <= over / under <= max
 *
 *     over = sum_t share_t sum_a over_a account_at,  under likewise, see models/measure.h; compared to a base, min and max are shares of it
 *
 * A price costs price over at each facility that books it, as CO2 cost or else as a levy. A limit of the park holds for a program of
 * the whole park only, a price for every program. */
#include "models/formulation/target.h"

#include "models/base/text.h"
#include "models/formulation/family.h"
#include "models/picked.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Field fields[] = {
    { "min", FIELD_NODE, offsetof(Target, min_node),
      .help = "least figure; per cent of the base where there is one: 57 %, 2 Mt/a, 0.6 tce/万元" },
    { "max", FIELD_NODE, offsetof(Target, max_node), .help = "most figure, likewise" },
    { "price", FIELD_NODE, offsetof(Target, price_node),
      .help = "money for one unit of a total, such as 90 CNY/t" },
    { "compared_to", FIELD_NODE, offsetof(Target, base_node),
      .help = "figure of a base year, such as 15.2 m3/万元; min and max are then per cent of it" },
    { 0 },
};

/* What may have been meant: a name that begins so, or one that is nearly so spelled. */
static const char *nearest(const char *word, const char *const *name, size_t names)
{
    for (size_t i = 0; i < names; i++)
        if (*word != '\0' && strncmp(name[i], word, strlen(word)) == 0)
            return name[i];
    return text_nearest(word, name, names);
}

/* Before the fields: a name without an account has none that could be read. */
static bool prepare(Reading *reading, Item *item, FieldScope *scope)
{
    (void)scope;
    Target *target = (Target *)item;
    const char *name[64];
    size_t names = 0;
    for (const Measure *measure = measure_all(); measure->name != NULL && names < 64; measure++) {
        if (measure_is_money(measure))
            continue;
        name[names++] = measure->name;
        if (strcmp(measure->name, item->name) == 0)
            target->measure = measure;
    }
    if (target->measure != NULL)
        return true;
    const char *near = nearest(item->name, name, names);
    if (near != NULL)
        return diag_error(reading->diag, item->span, "no account is called '%s'; did you mean '%s'?",
                          item->name, near);
    return diag_error(reading->diag, item->span,
                      "no account is called '%s'; `coplant help targets` lists those that can be limited",
                      item->name);
}

/* An amount of the target, where it is given, in the unit that the measure asks for. */
static bool read(Reading *reading, const Node *node, Field field, double *into)
{
    const Field table[] = { field, { 0 } };
    return node == NULL || fields_amount(reading, node, table, (FieldScope){ -1, NULL }, into);
}

/* Per cent is of a base, and beside a base all is per cent; what is no amount is said where it is read. */
static bool suits_base(Reading *reading, const Target *target, const Node *node)
{
    double number;
    const Unit *unit;
    const char *why;
    if (node == NULL || node->kind != NODE_SCALAR || measure_is_share(target->measure)
        || !units_amount(reading->units, node->text, &number, &unit, NULL, &why))
        return true;
    const bool share = unit_fits(unit, units_find(reading->units, "1", &why));
    if (target->base_node != NULL && !share)
        return diag_error(
            reading->diag, node->span,
            "'%s' stands beside 'compared_to', so that per cent of the base was wanted, such as 87 %%",
            node->text);
    if (target->base_node == NULL && share && strchr(node->text, '%') != NULL)
        return diag_error(
            reading->diag, node->span,
            "'%s' of what? state the figure of the base beside it, as 'compared_to', or a figure of '%s' itself",
            node->text, target->item.name);
    return true;
}

/* A total is limited by time; what is compared to a base in shares of it. */
static bool read_figures(Reading *reading, Target *target)
{
    const Measure *measure = target->measure;
    const bool total = !measure_is_ratio(measure), compared = target->base_node != NULL;
    const char *figure = total ? arena_print(reading->arena, "%s/h", measure->unit) : measure->unit;
    const Field base = { "compared_to", FIELD_AMOUNT, .unit = figure, .max = 1e12, .open = true };
    const Field price = { "price", FIELD_AMOUNT,
                          .unit = arena_print(reading->arena, "money/%s", measure->unit), .min = -1e6,
                          .max = 1e6 };
    Field limit = { "min", FIELD_AMOUNT, .unit = compared ? "1" : figure };
    if (compared || measure_is_share(measure))
        limit.max = compared ? 100 : 1;
    bool fine = suits_base(reading, target, target->min_node)
                && read(reading, target->min_node, limit, &target->min);
    limit.name = "max";
    fine = suits_base(reading, target, target->max_node)
           && read(reading, target->max_node, limit, &target->max) && fine;
    fine = read(reading, target->price_node, price, &target->price) && fine;
    return read(reading, target->base_node, base, &target->base) && fine;
}

static bool complete(Reading *reading, Item *item)
{
    Target *target = (Target *)item;
    target->min = -INFINITY;
    target->max = INFINITY;
    target->base = NAN;
    if (target->price_node != NULL && measure_is_ratio(target->measure))
        return diag_error(reading->diag, target->price_node->key_span,
                          "a price is for a unit of a total, and '%s' is a ratio; give it 'min' or 'max'",
                          item->name);
    if (!read_figures(reading, target)
        || !family_limits_agree(reading, item, offsetof(Target, min), offsetof(Target, max)))
        return false;
    if (target->base_node != NULL) {
        target->min *= target->base;
        target->max *= target->base;
    }
    return true;
}

/* ---- into the program ---- */

static bool covers(const Program *program, int facility)
{
    return (size_t)facility >= program->first && (size_t)facility < program->first + program->facilities;
}

bool target_holds(const Program *program, const Target *target)
{
    if (target->item.facility < 0)
        return program->facilities == program->park->facilities;
    return covers(program, target->item.facility);
}

const Target *target_find(const Park *park, const Measure *measure, int facility)
{
    for (size_t i = 0; i < park->items; i++) {
        const Target *target = (const Target *)park->item[i];
        if (park->item[i]->family == &family_target && target->measure == measure
            && target->item.facility == facility)
            return target;
    }
    return NULL;
}

bool target_limits_park(const Park *park)
{
    for (size_t i = 0; i < park->items; i++) {
        const Target *target = (const Target *)park->item[i];
        if (park->item[i]->family == &family_target && target->item.facility < 0
            && (isfinite(target->min) || isfinite(target->max)))
            return true;
    }
    return false;
}

/* Of an entry that is priced its account. */
static int priced_account(void *of, const PeriodLine *line)
{
    const Target *target = of;
    const Entry entry = entry_of_line(line);
    const bool counts = target->item.facility < 0 || entry.facility == target->item.facility;
    return counts && target->measure->over[entry.account] != 0 ? entry.account : -1;
}

static void book_price(const Target *target, Program *program)
{
    if (target->price == 0)
        return;
    Target priced = *target;
    Picked entries;
    PeriodLine line;
    int account;
    recurring_close(&program->entries);
    picked_init(&entries, &program->entries, priced_account, &priced);
    while (picked_next(&entries, &line, &account)) {
        program->period = line.period;
        program_book(program, account == ACCOUNT_CO2 ? ACCOUNT_CO2_COST : ACCOUNT_LEVIES,
                     entry_of_line(&line).facility, line.column,
                     target->price * target->measure->over[account] * line.amount);
    }
    picked_release(&entries);
}

static void put_row(const Target *target, Program *program, int kind, double limit)
{
    const bool ratio = measure_is_ratio(target->measure), upper = kind == ROW_TARGET_MAX;
    const double bound = ratio ? 0 : limit;
    if (!isfinite(limit))
        return;
    int row = program_row(program, (Tag){ kind, target->item.index, -1, -1 }, upper ? -INFINITY : bound,
                          upper ? bound : INFINITY);
    double *over = memory_take(program->lp.columns, sizeof *over);
    double *under = ratio ? memory_take(program->lp.columns, sizeof *under) : NULL;
    measure_columns(program, target->measure, target->item.facility, over, under);
    for (size_t j = 0; j < program->lp.columns; j++) {
        double value = over[j] - (ratio ? limit * under[j] : 0);
        if (value != 0)
            program_add(program, row, (int)j, value);
    }
    free(over);
    free(under);
}

static void account(const Park *park, const Item *item, Program *program)
{
    (void)park;
    const Target *target = (const Target *)item;
    book_price(target, program);
    if (!target_holds(program, target))
        return;
    put_row(target, program, ROW_TARGET_MIN, target->min);
    put_row(target, program, ROW_TARGET_MAX, target->max);
}

const Family family_target = {
    .name = "target",
    .key = "targets",
    .place = IN_PARK | IN_FACILITY,
    .naming = NAMED_FREELY,
    .help = "a limit or a price on an account, a share or an intensity, by its name",
    .fields = fields,
    .size = sizeof(Target),
    .prepare = prepare,
    .complete = complete,
    .account = account,
};
