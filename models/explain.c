/* explain - why there is no plan, in the words of the file: the smallest set of limits that clash, or what has no end */
#include "models/explain.h"

#include "models/explain_limit.h"
#include "models/formulation/contract.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/formulation/store.h"
#include "models/formulation/target.h"
#include "models/formulation/zone.h"
#include "models/horizon.h"
#include "models/plant.h"
#include "models/study/reach.h"
#include "solver/conflict.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEETINGS_MOST = 8 };

/* ---- what would have to give ---- */

/* A change beyond this many times the limit helps no one. */
static const double far = 10;

/* The change in the unit that the file uses. A limit is number x unit; internally it may carry an availability too. */
static const char *change(const Park *park, Tag tag, bool upper, double internal_limit, double missing)
{
    double number;
    const char *unit;
    if (!isfinite(missing) || internal_limit == 0 || !explain_written(park, tag, upper, &number, &unit))
        return NULL;
    if (tag.kind == COLUMN_PIECE) {
        const Mode *piece = (const Mode *)explain_item(park, tag);
        ItemRoom room;
        const Process *process = (const Process *)item_at(&plant_process(&piece->item)->item, tag.period,
                                                          &room);
        internal_limit = process->availability * process->capacity * piece->to;
    }
    /* A ramp is a limit from above on either way. */
    const bool raise = upper || tag.kind == ROW_RAMP;
    double by = missing / fabs(internal_limit / number), to = raise ? number + by : number - by;
    if (fabs(to) < 1e-9 * fabs(number))
        to = 0;
    /* No one builds that; and with the capacity the least load would rise. */
    if (fabs(to) > far * fabs(number)
        || (upper && tag.kind == COLUMN_ACTIVITY && ((const Process *)explain_item(park, tag))->min_load > 0))
        return NULL;
    return arena_print(park->arena, "%s by %.4g%s, to %.6g%s, it would fit", raise ? "raised" : "lowered", by,
                       unit, to, unit);
}

/* Of a share or an intensity, which no one can add to: how far it comes while all else is kept. */
static const char *reachable(const Program *program, int row, bool upper, const LpOptions *options)
{
    const Park *park = program->park;
    const Tag tag = program_row_tag(program, (size_t)row);
    const Target *target = (const Target *)park->item[tag.subject];
    const double limit = upper ? target->max : target->min;
    double number;
    const char *unit;
    if (limit == 0 || !explain_written(park, tag, upper, &number, &unit))
        return NULL;
    double best = reach_best(program, target->measure, target->item.facility, !upper, row, options);
    return isnan(best)
               ? NULL
               : arena_print(park->arena, "at best %.4g%s can be reached", best * number / limit, unit);
}

static double limit_value(const Lp *lp, const LpLimit *limit)
{
    const int i = limit->index;
    if (limit->is_row)
        return limit->is_upper ? lp->row_upper[i] : lp->row_lower[i];
    return limit->is_upper ? lp->column_upper[i] : lp->column_lower[i];
}

static LpLimit *limits_written(const Program *program, size_t *count)
{
    const Lp *lp = &program->lp;
    LpLimit *limit = NULL;
    size_t room = 0;
    *count = 0;
    for (int is_row = 0; is_row < 2; is_row++) {
        size_t length = is_row ? lp->rows : lp->columns;
        for (size_t i = 0; i < length; i++) {
            Tag tag = is_row ? program_row_tag(program, i) : program_column_tag(program, i);
            for (int upper = 0; upper < 2; upper++) {
                const LpLimit one = {
                    .is_row = is_row, .is_upper = upper, .to_zero = !is_row && !upper, .index = (int)i
                };
                const double value = limit_value(lp, &one);
                /* A least of nothing is nature, not a limit that someone set. */
                if (!isfinite(value) || (!is_row && !upper && value <= 0)
                    || !explain_stated(program->park, tag, upper))
                    continue;
                limit = memory_grow(limit, *count, &room, sizeof *limit);
                limit[(*count)++] = one;
            }
        }
    }
    return limit;
}

static Tag limit_tag(const Program *program, const LpLimit *limit)
{
    return limit->is_row ? program_row_tag(program, (size_t)limit->index)
                         : program_column_tag(program, (size_t)limit->index);
}

static bool same_limit(const Program *program, const LpLimit *a, const LpLimit *b)
{
    const Tag x = limit_tag(program, a), y = limit_tag(program, b);
    return a->is_upper == b->is_upper && x.kind == y.kind && x.subject == y.subject
           && x.resource == y.resource;
}

/* ", in the day from period 1 (step 1)", ", in 3 days, the first from period ..., the last from period ...", or "" of the whole year. */
static const char *when_contract(const Park *park, const Contract *contract, int first, int last,
                                 size_t groups)
{
    const char *name = contract->item.name;
    if (contract_share(contract, first) > 1 - 1e-9)
        return "";
    const char *begin = arena_print(park->arena, "from period %d (%s)", first + 1,
                                    horizon_when(park, park->arena, first));
    if (groups == 1)
        return arena_print(park->arena, ", in the %s %s", name, begin);
    return arena_print(park->arena, ", in %zu %ss, the first %s, the last from period %d (%s)", groups, name,
                       begin, last + 1, horizon_when(park, park->arena, last));
}

/* ", in period 17 (winter day, hour 17)", ", in 24 periods from period ... to period ...", or "". */
static const char *when(const Park *park, Tag tag, int first, int last, size_t periods)
{
    if (park->periods == 1 || first < 0)
        return "";
    if (tag.kind == ROW_CONTRACT)
        return when_contract(park, (const Contract *)explain_item(park, tag), first, last, periods);
    const char *begin = arena_print(park->arena, "period %d (%s)", first + 1,
                                    horizon_when(park, park->arena, first));
    if (periods == 1)
        return arena_print(park->arena, ", in %s", begin);
    return arena_print(park->arena, ", in %zu periods from %s to period %d (%s)", periods, begin, last + 1,
                       horizon_when(park, park->arena, last));
}

/* The limits of a clash that are one limit in several periods, from the nth on; what has to give is said of the period that needs least. */
static ExplainedLimit explain_limits(const Program *program, const LpConflict *conflict, size_t nth,
                                     const LpOptions *options)
{
    const Park *park = program->park;
    const LpLimit *least = &conflict->limit[nth];
    const bool upper = least->is_upper;
    const Tag tag = limit_tag(program, least);
    int first = tag.period, last = first;
    size_t periods = 0;
    for (size_t i = nth; i < conflict->limits; i++) {
        const LpLimit *other = &conflict->limit[i];
        if (!same_limit(program, other, &conflict->limit[nth]))
            continue;
        const int t = limit_tag(program, other).period;
        first = t < first ? t : first;
        last = t > last ? t : last;
        periods++;
        least = other->missing < least->missing ? other : least;
    }
    const bool ratio = (tag.kind == ROW_TARGET_MIN || tag.kind == ROW_TARGET_MAX)
                       && measure_is_ratio(((const Target *)park->item[tag.subject])->measure);
    const bool always = periods > 1;
    const char *gives = ratio ? reachable(program, least->index, upper, options)
                              : change(park, limit_tag(program, least), upper,
                                       limit_value(&program->lp, least), least->missing);
    if (gives != NULL && periods > 1)
        gives = arena_print(park->arena, "in %speriod %d %s", tag.kind == ROW_CONTRACT ? "that from " : "",
                            limit_tag(program, least).period + 1, gives);
    return (ExplainedLimit){ .span = explain_place(park, tag, upper, always),
                             .says = arena_print(park->arena, "%s%s", explain_limit(park, tag, upper, always),
                                                 when(park, tag, first, last, periods)),
                             .change = gives };
}

static void add_limits(const Program *program, const LpConflict *conflict, const LpOptions *options,
                       Explanation *explanation)
{
    explanation->limit = arena_take(program->park->arena, conflict->limits * sizeof *explanation->limit);
    for (size_t i = 0; i < conflict->limits; i++) {
        size_t before = 0;
        while (before < i && !same_limit(program, &conflict->limit[before], &conflict->limit[i]))
            before++;
        if (before == i)
            explanation->limit[explanation->limits++] = explain_limits(program, conflict, i, options);
    }
}

/* Once each, whatever the periods. */
static void add_meeting(const char *meeting, Explanation *explanation)
{
    for (size_t i = 0; i < explanation->meetings; i++)
        if (strcmp(explanation->meets[i], meeting) == 0)
            return;
    explanation->meets[explanation->meetings++] = meeting;
}

static void add_meetings(const Program *program, const LpConflict *conflict, Explanation *explanation)
{
    const Park *park = program->park;
    explanation->meets = arena_take(park->arena, MEETINGS_MOST * sizeof *explanation->meets);
    for (size_t i = 0; i < conflict->rows && explanation->meetings < MEETINGS_MOST; i++) {
        Tag tag = program_row_tag(program, (size_t)conflict->row[i]);
        if (tag.kind == ROW_BALANCE)
            add_meeting(arena_print(park->arena, "%s at %s", park->resource[tag.resource].name,
                                    park->facility[tag.subject].name),
                        explanation);
        if (tag.kind == ROW_HEAT)
            add_meeting(arena_print(park->arena, "heat at %s (%s)",
                                    park->facility[park->item[tag.subject]->facility].name,
                                    zone_level_name(park->arena, (const Zone *)park->item[tag.subject], tag)),
                        explanation);
    }
}

/* Where no limit can end the clash alone, something else clashes too. `limits`: each counts once, in however many periods. */
static const char *clash_headline(const Park *park, const LpConflict *conflict, size_t limits)
{
    bool alone = false;
    for (size_t i = 0; i < conflict->limits; i++)
        alone = alone || !isinf(conflict->limit[i].missing);
    const char *beside = alone ? "" : "; others clash beside them, so mend one of these and ask again";
    if (limits == 0)
        return "no plan balances what the recipes take and give, whatever the limits";
    if (limits == 1)
        return arena_print(park->arena, "no plan keeps this limit%s:", beside);
    if (limits == 2)
        return arena_print(park->arena, "no plan keeps both of these limits%s:", beside);
    return arena_print(park->arena,
                       "no plan keeps all of these %zu limits, of which any %zu go together%s:", limits,
                       limits - 1, beside);
}

static Explanation explain_clash(const Outcome *outcome, const LpOptions *options)
{
    const Park *park = outcome->park;
    Explanation explanation = { 0 };
    size_t count;
    LpLimit *limit = limits_written(outcome->program, &count);
    LpConflict conflict;
    lp_conflict_find(&outcome->program->lp, outcome->result.row_ray, limit, count, options, &conflict);
    free(limit);
    if (!conflict.found) {
        explanation.headline =
            arena_print(park->arena, "no plan keeps all limits; which of them clash could not be proved (%s)",
                        conflict.message);
    } else {
        add_limits(outcome->program, &conflict, options, &explanation);
        add_meetings(outcome->program, &conflict, &explanation);
        explanation.headline = clash_headline(park, &conflict, explanation.limits);
    }
    lp_conflict_release(&conflict);
    return explanation;
}

/* ---- what has no end ---- */

static Explanation explain_endless(const Outcome *outcome)
{
    const Park *park = outcome->park;
    const Program *program = outcome->program;
    const double *ray = outcome->result.column_ray;
    Explanation explanation = { .headline =
                                    "there is no best plan: something can be made and sold without end" };
    if (ray == NULL)
        return explanation;
    double most = 0, largest = 0;
    int seller = -1;
    for (size_t j = 0; j < program->lp.columns; j++) {
        largest = fmax(largest, fabs(ray[j]));
        double gain = -program->lp.cost[j] * ray[j];
        if (gain > most) {
            most = gain;
            seller = (int)j;
        }
    }
    if (seller >= 0) {
        Tag tag = program_column_tag(program, (size_t)seller);
        const Item *item = park->item[tag.subject];
        explanation.headline =
            arena_print(park->arena, "there is no best plan: %s%s at %s without end, and nothing stops it:",
                        tag.resource >= 0 ? park->resource[tag.resource].name : item->name,
                        tag.kind == COLUMN_SELL       ? " can be had and sold"
                        : tag.kind == COLUMN_BUY      ? " can be bought"
                        : tag.kind == COLUMN_ACTIVITY ? " can run"
                                                      : " can flow",
                        park->facility[item->facility].name);
    }
    explanation.limit = arena_take(park->arena, (park->items + 1) * sizeof *explanation.limit);
    bool *told = memory_take(park->items, sizeof *told);
    for (size_t j = 0; j < program->lp.columns; j++) {
        Tag tag = program_column_tag(program, j);
        if (ray[j] <= 1e-6 * largest || tag.kind == COLUMN_INGREDIENT || tag.kind == COLUMN_START
            || tag.kind == COLUMN_STOCK || tag_words(tag.kind)->upper == NULL || told[tag.subject])
            continue;
        told[tag.subject] = true; /* in one period, which is enough */
        const Item *item = park->item[tag.subject];
        const char *what = tag.kind == COLUMN_ACTIVITY     ? "the process"
                           : tag.kind == COLUMN_SEND       ? "the link of"
                           : tag.kind == COLUMN_BUY        ? "the purchase of"
                           : tag.kind == COLUMN_SELL       ? "the sale of"
                           : tag.kind == COLUMN_LOOP       ? "the loop"
                           : tag.kind == COLUMN_VENT       ? "the vent"
                           : item->family == &family_store ? "the store"
                                                           : "the disposal of";
        const char *where = tag.kind == COLUMN_SEND
                                ? ""
                                : arena_print(park->arena, " at %s", park->facility[item->facility].name);
        explanation.limit[explanation.limits++] = (ExplainedLimit){
            .span = item->span,
            .says = arena_print(park->arena, "%s %s%s has no '%s'", what, item->name, where,
                                tag_words(tag.kind)->upper),
        };
    }
    free(told);
    return explanation;
}

/* ---- figures that no solver can be trusted with ---- */

static Explanation explain_refused(const Outcome *outcome)
{
    const Park *park = outcome->park;
    const LpPlace at = outcome->result.refused_at;
    Explanation explanation = {
        .headline = "figures lie too far apart to be solved reliably; a unit or a power of ten may be wrong:"
    };
    explanation.limit = arena_take(park->arena, 2 * sizeof *explanation.limit);
    for (size_t i = 0; i < 2; i++) {
        const int index = i == 0 ? at.column : at.row;
        if (index < 0)
            continue;
        const Tag tag = i == 0 ? program_column_tag(outcome->program, (size_t)index)
                               : program_row_tag(outcome->program, (size_t)index);
        const Item *item = explain_item(park, tag);
        explanation.limit[explanation.limits++] = (ExplainedLimit){
            .span = item != NULL ? item->span : explain_place(park, tag, false, false),
            .says = item != NULL
                        ? arena_print(park->arena, "look at the figures of %s", item->name)
                        : arena_print(park->arena, "and at what takes and gives %s at %s",
                                      park->resource[tag.resource].name, park->facility[tag.subject].name),
        };
    }
    return explanation;
}

Explanation explain(const Outcome *outcome, const LpOptions *options)
{
    if (outcome->answered)
        return (Explanation){ .headline = "" };
    switch (outcome->result.status) {
    case LP_INFEASIBLE: return explain_clash(outcome, options);
    case LP_UNBOUNDED: return explain_endless(outcome);
    case LP_REFUSED: return explain_refused(outcome);
    default:
        return (Explanation){ .headline = arena_print(outcome->park->arena, "%s: %s",
                                                      lp_status_name(outcome->result.status),
                                                      outcome->result.message) };
    }
}
