/* choose - which backend solves a program, and why
 *
 * A simplex takes about as many steps as there are rows, and each costs more the more rows there are; an interior point
 * method takes 15 to 60 steps whatever the size. At some 1000 rows they take the same, with periods and without
 * (docs/decisions/who-solves.md); so few rows go to GLPK, which gives a corner and a basis besides. */
#include "solver/choose.h"

#include <stdio.h>
#include <string.h>

enum { FEW_ROWS = 1000 };

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
    const bool small = lp->rows <= FEW_ROWS;
    snprintf(why, LP_CHOICE, "it has %zu row%s, %s than %d", lp->rows, lp->rows == 1 ? "" : "s",
             small ? "no more" : "more", FEW_ROWS);
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
