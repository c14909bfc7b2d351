/* choose - which backend solves a program, and why
 *
 * A simplex takes about as many steps as there are rows, and each costs more the more rows there are; an interior point
 * method takes 20 to 60 steps whatever the size, each of which is dear. Periods that stores and ramps tie together make the
 * way of a simplex longer still. So few rows go to GLPK, and fewer where there are periods. */
#include "solver/choose.h"

#include <stdio.h>
#include <string.h>

/* Rows up to which a program is small, without and with periods. */
enum { FEW_ROWS = 3000, FEW_ROWS_WITH_PERIODS = 1500 };

static bool is_auto(const char *name)
{
    return name == NULL || strcmp(name, "auto") == 0;
}

bool backend_may_be(const char *name)
{
    return is_auto(name) || backend_find(name) != NULL;
}

static bool is_small(const Lp *lp, char *why)
{
    const size_t periods = lp_periods(lp);
    const size_t few = periods > 1 ? FEW_ROWS_WITH_PERIODS : FEW_ROWS;
    const bool small = lp->rows <= few;
    int used = snprintf(why, LP_CHOICE, "it has %zu row%s", lp->rows, lp->rows == 1 ? "" : "s");
    if (periods > 1)
        used += snprintf(why + used, LP_CHOICE - (size_t)used, " in %zu periods", periods);
    snprintf(why + used, LP_CHOICE - (size_t)used, ", %s than %zu", small ? "no more" : "more", few);
    return small;
}

static void say(char *why, const char *what)
{
    snprintf(why, LP_CHOICE, "%s", what);
}

const Backend *backend_choose(const Lp *lp, const LpOptions *options, char *why)
{
    say(why, "it was asked for");
    if (!is_auto(options->backend))
        return backend_find(options->backend);
    if (is_small(lp, why))
        return &backend_glpk;
    if (options->start != NULL && options->start->row_at != NULL)
        say(why, "it can start from an earlier answer");
    else if (options->vertex)
        say(why, "a corner of what is possible is wanted");
    else
        return &backend_interior;
    return &backend_glpk;
}
