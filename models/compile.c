/* compile - from a park to the program that is solved: each family in turn */
#include "models/compile.h"

#include "models/formulation/account.h"
#include "models/formulation/family.h"
#include "solver/ahead.h"

static bool takes_part(const Item *item, const CompileOptions *options)
{
    if (options->alone && item->family->couples != NULL && item->family->couples(item))
        return false;
    return options->facility < 0 || item->facility < 0 || item->facility == options->facility;
}

static void compile_period(const Park *park, Program *program, const CompileOptions *options, Books *books,
                           int t)
{
    ItemRoom room;
    program_begin(program, t);
    for (size_t k = 0; k < park->items; k++) {
        const Item *item = park->item[options->reversed ? park->items - 1 - k : k];
        if (item->family->compile != NULL && takes_part(item, options))
            item->family->compile(program->average ? item : item_at(item, t, &room), program, t);
    }
    account_flows(park, program, books);
}

/* Period by period, so that what happens at the same time stands together. */
static void compile_periods(const Park *park, Program *program, const CompileOptions *options)
{
    const size_t periods = options->average ? 1 : park->periods;
    Books books = { 0 };
    Ahead *ahead = NULL;
    for (int t = 0; t < (int)periods; t++) {
        compile_period(park, program, options, &books, t);
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
