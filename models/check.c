/* check - what no single field shows: every resource of a facility has a source and a taker
 *
 * A balance with one side only holds what stands on it at nothing for ever. That is never what the writer meant, so it is an
 * error with the ways out, before anything is solved. What only a mix might take is no need: it may stay away. */
#include "models/check.h"

#include "models/compile.h"
#include "models/formulation/family.h"
#include "models/formulation/link.h"
#include "models/formulation/mix.h"
#include "models/plant.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

/* What stands on either side of one balance. */
typedef struct Sides {
    int in, out;       /* an item on each side, -1: none */
    bool needed;       /* someone other than a mix takes it */
} Sides;

static Sides *sides_of(const Program *program)
{
    const Park *park = program->park;
    Sides *sides = memory_take(program->lp.rows, sizeof *sides);
    for (size_t i = 0; i < program->lp.rows; i++)
        sides[i] = (Sides){-1, -1, false};
    for (size_t i = 0; i < program->flows; i++) {
        const Flow *flow = &program->flow[i];
        if (flow->role == FLOW_LOST || park->resource[flow->resource].ambient || flow->amount == 0)
            continue;
        Sides *side = &sides[program_find(program, (Tag){ROW_BALANCE, flow->facility, flow->resource, flow->period})];
        if (flow->role <= FLOW_RECEIVED && side->in < 0)
            side->in = flow->item;
        if (flow->role > FLOW_RECEIVED && side->out < 0)
            side->out = flow->item;
        if (flow->role > FLOW_RECEIVED && program->column_tag[flow->column].kind != COLUMN_INGREDIENT) {
            side->needed = true;
            side->out = flow->item;
        }
    }
    return sides;
}

static bool report(const Program *program, size_t row, const Sides *side, Diag *diag)
{
    const Park *park = program->park;
    const char *resource = park->resource[program->row_tag[row].resource].name;
    const char *facility = park->facility[program->row_tag[row].subject].name;
    if (side->in >= 0 && side->out < 0) {
        const Item *item = park->item[side->in];
        const char *how = item->family->couples                     ? "arrives by a link"
                          : item->family->naming == NAMED_BY_RESOURCE ? "is bought"
                                                                      : "is made";
        return diag_error(diag, item->span, "nothing takes '%s' at '%s', where it %s%s%s%s; use it, sell it, link it, or dispose of it by name",
                          resource, facility, how, strcmp(how, "is made") == 0 ? " by '" : "",
                          strcmp(how, "is made") == 0 ? item->name : "", strcmp(how, "is made") == 0 ? "'" : "");
    }
    if (side->out >= 0 && side->in < 0 && side->needed) {
        const Item *item = park->item[side->out];
        const char *what = item->family->couples                     ? "a link carries it away"
                           : item->family->naming == NAMED_BY_RESOURCE ? "it is sold or disposed of"
                                                                       : NULL;
        if (what != NULL)
            return diag_error(diag, item->span, "nothing makes '%s' at '%s', where %s; make it, buy it, or link it in", resource, facility, what);
        return diag_error(diag, item->span, "nothing gives '%s' to '%s' at '%s', which needs it; make it, buy it, or link it in", resource,
                          item->name, facility);
    }
    return true;
}

/* A mix that none of its ingredients can reach. */
static bool check_mix(const Program *program, const Mix *mix, const Sides *sides, Diag *diag)
{
    const Park *park = program->park;
    for (size_t i = 0; i < mix->ingredients; i++) {
        int resource = mix->ingredient[i].resource;
        int row = program_find(program, (Tag){ROW_BALANCE, mix->item.facility, resource, 0});
        if (park->resource[resource].ambient || (row >= 0 && sides[row].in >= 0))
            return true;
    }
    return diag_error(diag, mix->item.owner->span, "nothing fills the mix '%s' of '%s' at '%s'; make, buy or link in one of its %zu ingredients, such as '%s'",
                      mix->item.name, mix->item.owner->name, park->facility[mix->item.facility].name, mix->ingredients,
                      park->resource[mix->ingredient[0].resource].name);
}

bool check_park(const Park *park, Diag *diag)
{
    Program *program = program_compile(park, NULL);
    Sides *sides = sides_of(program);
    bool fine = true;
    for (size_t i = 0; i < program->lp.rows; i++)
        if (program->row_tag[i].kind == ROW_BALANCE)
            fine = report(program, i, &sides[i], diag) && fine;
    for (size_t i = 0; i < park->items; i++)
        if (park->item[i]->family == &family_mix)
            fine = check_mix(program, (const Mix *)park->item[i], sides, diag) && fine;
    free(sides);
    program_free(program);
    return fine;
}
