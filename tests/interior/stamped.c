/* stamped - programs by chance that repeat themselves period by period, more or less
 *
 * What comes up: rows within a period, rows that look at the period before (all columns times one factor, or not; the horizon a
 * circle, or not), rows over some periods or all; columns of no period, in many periods or in one row; templates that only every
 * other period has; gaps; figures that vary in time; one period that is not like the others; free and fixed columns; equations,
 * one limit, two or none. */
#include "tests/interior/stamped.h"

#include "solver/memory.h"

#include <stdlib.h>

enum { COLUMNS_MOST = 8, ENTRIES_MOST = 5, NONE = -1 };

typedef enum RowKind { EQUATION, AT_LEAST, AT_MOST, RANGE, IDLE, ROW_KINDS } RowKind;

typedef struct Draw {
    Chance *chance;
    Lp *lp;
    int periods, templates;
    int columns; /* of a period */
    int column[COLUMNS_MOST][STAMPED_PERIODS_MOST];
    RowKind *row_kind;
    size_t kind_room;
} Draw;

/* The same entries in every period, where the columns are. */
typedef struct Recipe {
    int entries;
    int column[ENTRIES_MOST], back[ENTRIES_MOST]; /* `back` periods before */
    double value[ENTRIES_MOST];
    bool varies[ENTRIES_MOST];
} Recipe;

static double figure(Chance *chance)
{
    return round(100 * chance_magnitude(chance, -1, 1)) / 100 + 0.005;
}

/* ---- columns ---- */

static int add_column(Draw *draw, ColumnKind kind, int of, int period)
{
    Chance *chance = draw->chance;
    const double size = fabs(figure(chance));
    double lower = kind == FREE || kind == UP_TO    ? -INFINITY
                   : kind == FIXED || kind == BOXED ? figure(chance)
                                                    : 0;
    const double upper = kind == BOXED   ? lower + size
                         : kind == FIXED ? lower
                         : kind == UP_TO ? size
                                         : INFINITY;
    const int j = lp_add_column(draw->lp, lower, upper, 0);
    draw->lp->column_stamp[j] = (LpStamp){ of, period };
    return j;
}

ColumnKind stamped_column_kind(Chance *chance)
{
    return chance_hits(chance, 0.5) ? FROM_ZERO : (ColumnKind)chance_between(chance, 0, COLUMN_KINDS - 1);
}

static void draw_columns(Draw *draw)
{
    Chance *chance = draw->chance;
    draw->columns = chance_between(chance, 2, COLUMNS_MOST);
    for (int c = 0; c < draw->columns; c++) {
        const ColumnKind kind = stamped_column_kind(chance);
        const double gaps = chance_hits(chance, 0.3) ? 0.3 : 0;
        const bool alternates = chance_hits(chance, 0.15);
        for (int t = 0; t < draw->periods; t++) {
            const bool is_here = !chance_hits(chance, gaps) && !(alternates && t % 2 == 0);
            draw->column[c][t] = is_here ? add_column(draw, kind, draw->templates, t) : NONE;
        }
        draw->templates++;
    }
}

/* ---- rows ---- */

static int add_row(Draw *draw, RowKind kind, int of, int period)
{
    const int i = lp_add_row(draw->lp, -INFINITY, INFINITY);
    draw->lp->row_stamp[i] = (LpStamp){ of, period };
    draw->row_kind = memory_grow(draw->row_kind, (size_t)i, &draw->kind_room, sizeof *draw->row_kind);
    draw->row_kind[i] = kind;
    return i;
}

static RowKind row_kind(Chance *chance)
{
    return chance_hits(chance, 0.4) ? EQUATION : (RowKind)chance_between(chance, 0, ROW_KINDS - 1);
}

static Recipe draw_recipe(Draw *draw, bool links)
{
    Chance *chance = draw->chance;
    const bool is_alike = chance_hits(chance, 0.5);
    const double factor = figure(chance);
    Recipe recipe = { .entries = chance_between(chance, 1, ENTRIES_MOST - 1) };
    for (int e = 0; e < recipe.entries; e++) {
        recipe.column[e] = chance_between(chance, 0, draw->columns - 1);
        recipe.value[e] = figure(chance);
        recipe.back[e] = links && !is_alike && chance_hits(chance, 0.5);
        recipe.varies[e] = chance_hits(chance, 0.15);
    }
    if (!links)
        return recipe;
    const int once = recipe.entries;
    for (int e = 0; e < (is_alike ? once : 1) && recipe.entries < ENTRIES_MOST; e++) {
        recipe.column[recipe.entries] = recipe.column[e];
        recipe.value[recipe.entries] = is_alike ? factor * recipe.value[e] : figure(chance);
        recipe.back[recipe.entries++] = 1;
    }
    return recipe;
}

static void add_entries(Draw *draw, const Recipe *recipe, int row, int t, bool is_circle)
{
    for (int e = 0; e < recipe->entries; e++) {
        int of = t - recipe->back[e];
        if (of < 0 && !is_circle)
            continue;
        of = of < 0 ? draw->periods - 1 : of;
        const int j = draw->column[recipe->column[e]][of];
        if (j != NONE)
            lp_add_entry(draw->lp, row, j, recipe->varies[e] ? figure(draw->chance) : recipe->value[e]);
    }
}

/* One template; now and then a period's row is of another kind than the rest. */
static void draw_rows(Draw *draw, bool links)
{
    Chance *chance = draw->chance;
    const Recipe recipe = draw_recipe(draw, links);
    const RowKind kind = row_kind(chance);
    const bool is_circle = chance_hits(chance, 0.5), alternates = chance_hits(chance, 0.15);
    const double gaps = chance_hits(chance, 0.3) ? 0.3 : 0;
    for (int t = 0; t < draw->periods; t++) {
        if (chance_hits(chance, gaps) || (alternates && t % 2 == 1))
            continue;
        const int i = add_row(draw, chance_hits(chance, 0.05) ? row_kind(chance) : kind, draw->templates, t);
        add_entries(draw, &recipe, i, t, is_circle);
    }
    draw->templates++;
}

/* Over stretches of so many periods, each a copy of one template, or without a stamp. */
static void draw_spanning_rows(Draw *draw)
{
    Chance *chance = draw->chance;
    const Recipe recipe = draw_recipe(draw, false);
    const RowKind kind = row_kind(chance);
    const int length = chance_hits(chance, 0.5) ? draw->periods : chance_between(chance, 2, 20);
    const bool is_stamped = chance_hits(chance, 0.7);
    for (int first = 0; first < draw->periods; first += length) {
        const int i = add_row(draw, kind, is_stamped ? draw->templates : -1,
                              chance_hits(chance, 0.5) ? -1 : first);
        for (int t = first; t < first + length && t < draw->periods; t++)
            add_entries(draw, &recipe, i, t, false);
    }
    draw->templates++;
}

/* In rows of all kinds, or in one. */
static void draw_spanning_column(Draw *draw)
{
    Chance *chance = draw->chance;
    Lp *lp = draw->lp;
    const int j = add_column(draw, stamped_column_kind(chance),
                             chance_hits(chance, 0.5) ? draw->templates : -1, -1);
    draw->templates++;
    if (lp->rows == 0)
        return;
    if (chance_hits(chance, 0.3)) {
        lp_add_entry(lp, chance_between(chance, 0, (int)lp->rows - 1), j, figure(chance));
        return;
    }
    const int of = lp->row_stamp[chance_between(chance, 0, (int)lp->rows - 1)].template;
    for (size_t i = 0; i < lp->rows; i++)
        if (lp->row_stamp[i].template == of || chance_hits(chance, 0.02))
            lp_add_entry(lp, (int)i, j, figure(chance));
}

/* What only one period has: an entry in each of some rows, and a row and a column of its own. */
static void draw_odd_period(Draw *draw)
{
    Chance *chance = draw->chance;
    Lp *lp = draw->lp;
    const int odd = chance_between(chance, 0, draw->periods - 1);
    const int j = add_column(draw, FROM_ZERO, draw->templates++, odd);
    for (size_t i = 0; i < lp->rows; i++)
        if (lp->row_stamp[i].period == odd && chance_hits(chance, 0.5))
            lp_add_entry(lp, (int)i, j, figure(chance));
    const int i = add_row(draw, AT_MOST, draw->templates++, odd);
    lp_add_entry(lp, i, j, 1);
    for (int c = 0; c < draw->columns; c++)
        if (draw->column[c][odd] != NONE)
            lp_add_entry(lp, i, draw->column[c][odd], figure(chance));
}

/* ---- a point and its proof ---- */

/* Where a column stands, and on which side its reduced cost may be: 1 above 0, -1 below, 0 it must be 0; 2 either. */
static double draw_x(Chance *chance, double lower, double upper, int *side)
{
    if (lower == upper)
        return *side = 2, lower;
    if (isfinite(lower) && chance_hits(chance, 0.5))
        return *side = 1, lower;
    if (isfinite(upper) && chance_hits(chance, 0.5))
        return *side = -1, upper;
    *side = 0;
    if (isfinite(lower) && isfinite(upper))
        return lower + chance_share(chance) * (upper - lower);
    return isfinite(lower)   ? lower + fabs(figure(chance))
           : isfinite(upper) ? upper - fabs(figure(chance))
                             : figure(chance);
}

static double on_side(Chance *chance, int side)
{
    const double size = fabs(figure(chance));
    return side == 2 ? figure(chance) : side * size;
}

/* Limits of a row whose terms sum to `at`, and its dual. */
static double limit_row(Chance *chance, RowKind kind, double at, double *lower, double *upper)
{
    const bool is_held = chance_hits(chance, 0.6);
    const double off = is_held ? 0 : fabs(figure(chance));
    switch (kind) {
    case EQUATION: *lower = *upper = at; return figure(chance);
    case AT_LEAST: *lower = at - off; return is_held ? on_side(chance, 1) : 0;
    case AT_MOST: *upper = at + off; return is_held ? on_side(chance, -1) : 0;
    case RANGE:
        *lower = at - off;
        *upper = at + fabs(figure(chance));
        return is_held ? on_side(chance, 1) : 0;
    default: return 0;
    }
}

static void plant(Draw *draw)
{
    Lp *lp = draw->lp;
    double *activity = memory_take(lp->rows, sizeof *activity), *y = memory_take(lp->rows, sizeof *y);
    double *x = memory_take(lp->columns, sizeof *x);
    int *side = memory_take(lp->columns, sizeof *side);
    for (size_t j = 0; j < lp->columns; j++)
        x[j] = draw_x(draw->chance, lp->column_lower[j], lp->column_upper[j], &side[j]);
    for (size_t e = 0; e < lp->entries; e++)
        activity[lp->entry[e].row] += lp->entry[e].value * x[lp->entry[e].column];
    for (size_t i = 0; i < lp->rows; i++)
        y[i] = limit_row(draw->chance, draw->row_kind[i], activity[i], &lp->row_lower[i], &lp->row_upper[i]);
    for (size_t j = 0; j < lp->columns; j++)
        lp->cost[j] = on_side(draw->chance, side[j]);
    for (size_t e = 0; e < lp->entries; e++)
        lp->cost[lp->entry[e].column] += lp->entry[e].value * y[lp->entry[e].row];
    free(activity);
    free(y);
    free(x);
    free(side);
}

/* Two copies of a row that want different things. */
static void contradict(Draw *draw)
{
    Lp *lp = draw->lp;
    const int of = chance_between(draw->chance, 0, (int)lp->rows - 1);
    const double value = figure(draw->chance);
    const size_t entries = lp->entries;
    for (int copy = 0; copy < 2; copy++) {
        const int i = copy == 0 ? lp_add_row(lp, value + 1, INFINITY) : lp_add_row(lp, -INFINITY, value);
        for (size_t e = 0; e < entries; e++)
            if (lp->entry[e].row == of)
                lp_add_entry(lp, i, lp->entry[e].column, lp->entry[e].value);
    }
}

/* Gains without end, and helps rows that have no upper limit. */
static void let_fall(Draw *draw)
{
    Lp *lp = draw->lp;
    const int j = lp_add_column(lp, 0, INFINITY, -1);
    if (chance_hits(draw->chance, 0.5))
        lp->column_stamp[j] = (LpStamp){ draw->templates++,
                                         chance_between(draw->chance, 0, draw->periods - 1) };
    for (size_t i = 0; i < lp->rows; i++)
        if (isinf(lp->row_upper[i]) && chance_hits(draw->chance, 0.3))
            lp_add_entry(lp, (int)i, j, fabs(figure(draw->chance)));
}

void stamped_draw(Chance *chance, int periods, StampedEnd end, Lp *lp)
{
    lp_init(lp);
    Draw draw = { .chance = chance, .lp = lp, .periods = periods };
    draw_columns(&draw);
    for (int n = chance_between(chance, 1, 4); n > 0; n--)
        draw_rows(&draw, false);
    for (int n = chance_between(chance, 0, 3); n > 0; n--)
        draw_rows(&draw, true);
    for (int n = chance_between(chance, 0, 2); n > 0; n--)
        draw_spanning_rows(&draw);
    for (int n = chance_between(chance, 0, 2); n > 0; n--)
        draw_spanning_column(&draw);
    if (chance_hits(chance, 0.3))
        draw_odd_period(&draw);
    plant(&draw);
    if (end == STAMPED_INFEASIBLE)
        contradict(&draw);
    else if (end == STAMPED_UNBOUNDED)
        let_fall(&draw);
    free(draw.row_kind);
}

int stamped_column(Lp *lp, double lower, double upper, double cost, LpStamp stamp)
{
    const int j = lp_add_column(lp, lower, upper, cost);
    lp->column_stamp[j] = stamp;
    return j;
}

int stamped_row(Lp *lp, double lower, double upper, LpStamp stamp)
{
    const int i = lp_add_row(lp, lower, upper);
    lp->row_stamp[i] = stamp;
    return i;
}
