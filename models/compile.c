/* compile - from a park to the program that is solved: each family in turn */
#include "models/compile.h"

#include "models/formulation/account.h"
#include "models/formulation/family.h"
#include "solver/ahead.h"
#include "solver/memory.h"

#include <stdlib.h>

static bool takes_part(const Item *item, const CompileOptions *options)
{
    if (options->alone && item->family->couples != NULL && item->family->couples(item))
        return false;
    return options->facility < 0 || item->facility < 0 || item->facility == options->facility;
}

/* An item that takes part, and what it said in the period before. */
typedef struct Part {
    const Item *item;
    ProgramMark begin, end;
    bool recurs; /* and says again */
} Part;

/* In the order in which they are compiled, [items]. */
static size_t parts_of(const Park *park, const CompileOptions *options, Part *part)
{
    size_t parts = 0;
    for (size_t k = 0; k < park->items; k++) {
        const Item *item = park->item[options->reversed ? park->items - 1 - k : k];
        if (item->family->compile != NULL && takes_part(item, options))
            part[parts++].item = item;
    }
    return parts;
}

static void compile_part(Part *part, Program *program, const CompileOptions *options, int t)
{
    ItemRoom room;
    const Item *item = part->item;
    part->begin = program_mark(program);
    item->family->compile(program->average ? item : item_at(item, t, &room), program, t);
    part->end = program_mark(program);
    part->recurs = !options->anew && family_recurs(item);
}

/* What several parts that stand together say again is said in one go. */
static void compile_period(const CompileOptions *options, Program *program, int t, Part *part, size_t parts)
{
    program_begin(program, t);
    for (size_t k = 0, next; k < parts; k = next) {
        next = k;
        if (program_repeats(program, &part[k].begin))
            while (next < parts && part[next].recurs)
                next++;
        if (next > k)
            program_repeat(program, &part[k].begin, &part[next - 1].end);
        else
            compile_part(&part[next++], program, options, t);
    }
}

/* Period by period, so that what happens at the same time stands together. */
static void compile_periods(const Park *park, Program *program, const CompileOptions *options)
{
    const size_t periods = options->average ? 1 : park->periods;
    Books books = { 0 };
    Part *part = memory_take(park->items, sizeof *part);
    const size_t parts = parts_of(park, options, part);
    Ahead *ahead = NULL;
    for (int t = 0; t < (int)periods; t++) {
        compile_period(options, program, t, part, parts);
        account_flows(park, program, &books);
        if (periods > 1)
            lp_fold(&program->lp);
        if (t == 0 && periods > 1) {
            lp_expect(&program->lp, periods);
            ahead = ahead_begin(&program->lp, periods);
        }
        ahead = ahead_reached(ahead, &program->lp);
    }
    ahead_end(ahead);
    account_release(&books);
    free(part);
}

Program *program_compile(const Park *park, const CompileOptions *options)
{
    const CompileOptions whole = { .facility = -1 };
    if (options == NULL)
        options = &whole;
    Program *program = program_create(park);
    program->average = options->average;
    if (options->facility >= 0) {
        program->first = (size_t)options->facility;
        program->facilities = 1;
    }
    compile_periods(park, program, options);
    for (size_t k = 0; k < park->items; k++) {
        const Item *item = park->item[k];
        if (item->family->account != NULL)
            item->family->account(park, item, program);
    }
    account_costs(park, program, park->objective, program->lp.cost);
    return program;
}
