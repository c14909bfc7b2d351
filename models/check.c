/* check - what no single field shows: every resource of a facility has a source and a taker
 *
 * A balance with one side only holds what stands on it at nothing for ever. That is never what the writer meant, so it is said
 * with the ways out, before anything is solved. What only a mix might take is no need: it may stay away; so may what only
 * some modes or pieces take or give. */
#include "models/check.h"

#include "models/compile.h"
#include "models/formulation/disposal.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mix.h"
#include "models/formulation/mode.h"
#include "models/formulation/requirement.h"
#include "models/formulation/store.h"
#include "models/plant.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* What stands on either side of one balance. */
typedef struct Sides {
    int in, out;        /* an item on each side, -1: none */
    bool given, needed; /* by someone who can't stay away, as a mix's ingredient and a mode can */
} Sides;

static bool handles(const Recipe *recipe, const Flow *flow)
{
    bool made = flow->role == FLOW_MADE;
    const PlantFlow *of = made ? recipe->out : recipe->in;
    for (size_t i = 0; i < (made ? recipe->outs : recipe->ins); i++)
        if (of[i].resource == flow->resource)
            return true;
    return false;
}

static bool of_store(const Flow *flow)
{
    return flow->role == FLOW_CHARGED || flow->role == FLOW_DISCHARGED;
}

/* An ingredient of a mix, what not all modes or pieces of a process take or give, and what a store does. */
static bool may_stay_away(const Program *program, const Flow *flow)
{
    const Park *park = program->park;
    const int kind = program_column_tag(program, (size_t)flow->column).kind;
    if (kind != COLUMN_MODE && kind != COLUMN_PIECE)
        return kind == COLUMN_INGREDIENT || of_store(flow);
    for (size_t i = (size_t)flow->item + 1; i < park->items && park->item[i]->owner != NULL; i++)
        if (mode_is(park->item[i]) && !handles(mode_recipe(park->item[i]), flow))
            return true;
    return false;
}

static Sides *sides_of(const Program *program)
{
    const Park *park = program->park;
    Sides *sides = memory_take(program->lp.rows, sizeof *sides);
    for (size_t i = 0; i < program->lp.rows; i++)
        sides[i] = (Sides){ -1, -1, false, false };
    for (size_t i = 0; i < program->flows.lines; i++) {
        const Flow flow = program_flow(program, i);
        if (flow.role >= FLOW_LOST || park->resource[flow.resource].ambient || flow.amount == 0)
            continue;
        /* A store that ends as it began is no source and takes nothing for good. */
        if (of_store(&flow) && store_goes_round((const Store *)park->item[flow.item]))
            continue;
        Sides *side =
            &sides[program_find(program, (Tag){ ROW_BALANCE, flow.facility, flow.resource, flow.period })];
        bool stays = may_stay_away(program, &flow);
        int *at = flow.role <= FLOW_RECEIVED ? &side->in : &side->out;
        bool *bound = flow.role <= FLOW_RECEIVED ? &side->given : &side->needed;
        if (*at < 0 || (!stays && (!*bound || at == &side->out)))
            *at = flow.item;
        *bound = *bound || !stays;
    }
    return sides;
}

/* Whether anyone in the whole park gives, or takes, a resource; [resources]. */
typedef struct Anyone {
    bool gives, takes;
} Anyone;

static Anyone *anyone_in(const Program *program, const Sides *sides)
{
    Anyone *anyone = memory_take(program->park->resources, sizeof *anyone);
    for (size_t i = 0; i < program->lp.rows; i++) {
        if (program_row_tag(program, i).kind != ROW_BALANCE)
            continue;
        Anyone *of = &anyone[program_row_tag(program, i).resource];
        of->gives = of->gives || sides[i].in >= 0;
        of->takes = of->takes || sides[i].out >= 0;
    }
    return anyone;
}

/* "'kiln' makes it", "it stands under 'buys'", ...: what is on the one side that is there. */
static const char *stands(const Park *park, const Item *item, const char *verb)
{
    if (item->family == &family_loop)
        return arena_print(park->arena, "the loop '%s' %s it", item->name, verb);
    if (item->family->couples != NULL)
        return "a link carries it";
    if (item->family->naming == NAMED_BY_RESOURCE)
        return arena_print(park->arena, "it stands under '%s'", item->family->key);
    return arena_print(park->arena, "'%s' %s it", item->name, verb);
}

/* Where the whole park lacks a source or a taker, it is an error. Where only this place is cut off from them, what stands here can
 * only stand still: a warning, so that a link can be closed to see what it is worth. */
static bool report(const Program *program, size_t row, const Sides *side, const Anyone *anyone, Diag *diag)
{
    const Park *park = program->park;
    int of = program_row_tag(program, row).resource;
    const char *resource = park->resource[of].name;
    const char *facility = park->facility[program_row_tag(program, row).subject].name;
    if (side->in >= 0 && side->out < 0 && side->given) {
        const Item *item = park->item[side->in];
        const char *where = stands(park, item, "makes");
        if (!anyone[of].takes)
            return diag_error(
                diag, item->span,
                "nothing takes '%s' at '%s', where %s; use it, sell it, link it, or dispose of it by name",
                resource, facility, where);
        diag_warning(diag, item->span, "nothing takes '%s' at '%s', where %s: it stands still", resource,
                     facility, where);
    }
    if (side->out >= 0 && side->in < 0 && side->needed) {
        const Item *item = park->item[side->out];
        const char *where = stands(park, item, "needs");
        if (!anyone[of].gives)
            return diag_error(diag, item->span,
                              "nothing gives '%s' at '%s', where %s; make it, buy it, or link it in",
                              resource, facility, where);
        diag_warning(diag, item->span, "nothing gives '%s' at '%s', where %s: it stands still", resource,
                     facility, where);
    }
    return true;
}

/* A store at a place where nothing else gives or takes what it holds. */
static void check_store(const Program *program, const Store *store, const Sides *sides, Diag *diag)
{
    const Park *park = program->park;
    const int facility = store->item.facility;
    const int row = program_find(program, (Tag){ ROW_BALANCE, facility, store->holds, 0 });
    if (row >= 0 && store_goes_round(store) && (sides[row].in < 0 || sides[row].out < 0))
        diag_warning(diag, store->item.span, "nothing %s '%s' at '%s', where '%s' stores it: it stands still",
                     sides[row].in < 0 ? "gives" : "takes", park->resource[store->holds].name,
                     park->facility[facility].name, store->item.name);
}

/* Whether ingredient i can come from anything at the place of the mix. */
static bool is_there(const Program *program, const Mix *mix, const Sides *sides, size_t i)
{
    int resource = mix->ingredient[i].resource;
    int row = program_find(program, (Tag){ ROW_BALANCE, mix->item.facility, resource, 0 });
    return program->park->resource[resource].ambient || (row >= 0 && sides[row].in >= 0);
}

/* What is there may be too little, or less than what has a least share. */
static void warn_of_shares(const Program *program, const Mix *mix, const Sides *sides, double most,
                           Diag *diag)
{
    const Park *park = program->park;
    const Ingredient *missing = NULL;
    for (size_t i = 0; i < mix->ingredients; i++)
        if (mix->ingredient[i].min > 0 && !is_there(program, mix, sides, i))
            missing = &mix->ingredient[i];
    if (missing == NULL && most >= 1 - 1e-9)
        return;
    const char *why = missing != NULL
                          ? arena_print(park->arena, "nothing gives '%s', of which it must hold %.4g %%",
                                        park->resource[missing->resource].name, 100 * missing->min)
                          : arena_print(park->arena, "it may hold %.4g %% of that at most", 100 * most);
    diag_warning(diag, plant_process(&mix->item)->item.span,
                 "the mix '%s' of '%s' at '%s' can't be filled by what is there, %s: it stands still",
                 mix->item.name, plant_process(&mix->item)->item.name,
                 park->facility[mix->item.facility].name, why);
}

/* A mix that none of its ingredients can reach. One of a mode may stay empty: the mode then stands still. */
static bool check_mix(const Program *program, const Mix *mix, const Sides *sides, Diag *diag)
{
    const Park *park = program->park;
    if (mode_is(mix->item.owner))
        return true;
    double most = 0;
    for (size_t i = 0; i < mix->ingredients; i++)
        most += is_there(program, mix, sides, i) ? mix->ingredient[i].max : 0;
    if (most > 0) {
        warn_of_shares(program, mix, sides, most, diag);
        return true;
    }
    return diag_error(
        diag, plant_process(&mix->item)->item.span,
        "nothing fills the mix '%s' of '%s' at '%s'; make, buy or link in one of its %zu ingredients, such as '%s'",
        mix->item.name, plant_process(&mix->item)->item.name, park->facility[mix->item.facility].name,
        mix->ingredients, park->resource[mix->ingredient[0].resource].name);
}

/* A mix that what is there can't fill so that it keeps what it requires; one of a mode, which may lack its fuel, that nothing can. */
static void check_quality(const Program *program, const Mix *mix, const Sides *sides, Diag *diag)
{
    const Park *park = program->park;
    const size_t count = requirement_count(park, mix);
    const bool of_mode = mode_is(mix->item.owner);
    if (count == 0)
        return;
    bool *there = memory_take(mix->ingredients, sizeof *there);
    const Requirement **clash = memory_take(count, sizeof(const Requirement *));
    for (size_t i = 0; i < mix->ingredients; i++)
        there[i] = is_there(program, mix, sides, i);
    size_t clashes = requirement_clash(park, mix, of_mode ? NULL : there, clash);
    const char *names = "";
    for (size_t k = 0; k < clashes; k++)
        names = arena_print(park->arena, "%s%s'%s'", names,
                            k == 0            ? ""
                            : k + 1 < clashes ? ", "
                                              : " and ",
                            clash[k]->item.name);
    if (clashes > 0)
        diag_warning(
            diag, clash[0]->item.span,
            "what %s can't fill the mix '%s' of '%s'%s%s%s at '%s' within its shares and keep %s: it stands still",
            of_mode ? "may enter it" : "is there", mix->item.name, plant_process(&mix->item)->item.name,
            of_mode ? " in '" : "", of_mode ? mix->item.owner->name : "", of_mode ? "'" : "",
            park->facility[mix->item.facility].name, names);
    free(there);
    free(clash);
}

/* The first limit of a mix that a resource breaks if it fills the mix alone, or NULL. */
static const Requirement *broken_alone(const Park *park, const Mix *mix, int resource)
{
    double *flow = memory_take(mix->ingredients, sizeof *flow);
    const Requirement *broken = NULL;
    for (size_t i = 0; i < mix->ingredients; i++)
        flow[i] = mix->ingredient[i].resource == resource ? 1 : 0;
    for (size_t n = 0; n < requirement_count(park, mix) && broken == NULL; n++) {
        const Requirement *one = requirement_at(park, mix, n);
        const double value = requirement_value(one, flow);
        if (value < one->min * (1 - 1e-9) || value > one->max * (1 + 1e-9))
            broken = one;
    }
    free(flow);
    return broken;
}

/* Water that goes to the sewer past the outfall of its place, whose limits it breaks. */
static bool check_sewer(const Park *park, const Disposal *disposal, Diag *diag)
{
    for (size_t i = 0; i < park->items && disposal->at == AT_SEWER; i++) {
        const Mix *mix = (const Mix *)park->item[i];
        if (mix->item.family != &family_mix || mix->item.facility != disposal->item.facility
            || plant_process(&mix->item)->water != WATER_DISCHARGES)
            continue;
        const Requirement *broken = broken_alone(park, mix, disposal->item.resource);
        const char *outfall = plant_process(&mix->item)->item.name;
        if (broken != NULL)
            return diag_error(
                diag, item_span(&disposal->item, "at"),
                "'%s' goes to the sewer past '%s' here, whose limit on '%s' it breaks; leave this line out, or let it have an outfall of its own",
                disposal->item.name, outfall, broken->item.name);
    }
    return true;
}

bool check_park(const Park *park, Diag *diag)
{
    const CompileOptions average = { .facility = -1, .average = true };
    Program *program = program_compile(park, &average);
    Sides *sides = sides_of(program);
    Anyone *anyone = anyone_in(program, sides);
    bool fine = true;
    for (size_t i = 0; i < program->lp.rows; i++)
        if (program_row_tag(program, i).kind == ROW_BALANCE)
            fine = report(program, i, &sides[i], anyone, diag) && fine;
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_mix) {
            const Mix *mix = (const Mix *)park->item[i];
            bool reached = check_mix(program, mix, sides, diag);
            if (reached)
                check_quality(program, mix, sides, diag);
            fine = reached && fine;
        }
    for (size_t i = 0; i < park->items; i++) {
        const Item *item = park->item[i];
        if (item->family == &family_requirement)
            fine = requirement_check(park, (const Requirement *)item, diag) && fine;
        if (item->family == &family_store)
            check_store(program, (const Store *)item, sides, diag);
        if (item->family == &family_disposes)
            fine = check_sewer(park, (const Disposal *)item, diag) && fine;
    }
    free(anyone);
    free(sides);
    program_free(program);
    return fine;
}
