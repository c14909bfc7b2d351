/* tied - programs by chance of which most goes before the iteration
 *
 * Limits and rows are put around a point, some rows then a little beside it; costs are made of duals that fit, or are any. */
#include "tests/interior/tied.h"

#include "solver/memory.h"
#include "tests/interior/stamped.h"

#include <stdlib.h>

enum { COLUMNS_MOST = 12, ENTRIES_MOST = 3, NONE = -1 };

typedef enum RowKind { EQUATION, AT_LEAST, AT_MOST, RANGE, ROW_KINDS } RowKind;

typedef struct Draw {
    Chance *chance;
    Lp *lp;
    double unit, grain; /* of x and of entries: 1, or such that sums are rounded */
    int periods, columns, templates;
    int column[COLUMNS_MOST][TIED_PERIODS_MOST];
    double *x;     /* [columns of lp] the point */
    RowKind *kind; /* [rows of lp] */
    double *taken; /* [rows of lp] by the point */
    size_t x_room, kind_room, taken_room;
} Draw;

/* -3 .. 3, or halves of them; not 0. */
static double figure(Chance *chance)
{
    const double size = chance_between(chance, 1, 3) * (chance_hits(chance, 0.2) ? 0.5 : 1);
    return chance_hits(chance, 0.5) ? size : -size;
}

static int some(Chance *chance)
{
    return chance_between(chance, 0, 2);
}

/* ---- columns ---- */

static int add_column(Draw *draw, ColumnKind kind, int of, int period)
{
    Chance *chance = draw->chance;
    const double unit = draw->unit, from = chance_between(chance, -2, 2);
    const double lower = kind == FROM_ZERO ? 0 : kind == BOXED || kind == FIXED ? from : -INFINITY;
    const double upper = kind == BOXED                    ? from + some(chance)
                         : kind == FIXED || kind == UP_TO ? from
                                                          : INFINITY;
    const int j = lp_add_column(draw->lp, lower * unit, upper * unit, 0);
    draw->lp->column_stamp[j] = (LpStamp){ of, period };
    draw->x = memory_grow(draw->x, (size_t)j, &draw->x_room, sizeof *draw->x);
    const double at = kind == BOXED       ? chance_between(chance, (int)lower, (int)upper)
                      : kind == FROM_ZERO ? some(chance)
                      : kind == UP_TO     ? upper - some(chance)
                                          : from;
    draw->x[j] = at * unit;
    return j;
}

/* A copy in every period, or nearly; now and then each of another kind. */
static void draw_column(Draw *draw, int c)
{
    Chance *chance = draw->chance;
    const ColumnKind kind = stamped_column_kind(chance);
    const bool is_mixed = chance_hits(chance, 0.1);
    const double gaps = chance_hits(chance, 0.1) ? 0.2 : 0;
    const int of = draw->templates++;
    for (int t = 0; t < draw->periods; t++) {
        draw->column[c][t] = NONE;
        if (!chance_hits(chance, gaps))
            draw->column[c][t] = add_column(draw, is_mixed ? stamped_column_kind(chance) : kind, of, t);
    }
}

/* ---- rows ---- */

static int add_row(Draw *draw, RowKind kind, int of, int period)
{
    const int i = lp_add_row(draw->lp, -INFINITY, INFINITY);
    draw->lp->row_stamp[i] = (LpStamp){ of, period };
    draw->kind = memory_grow(draw->kind, (size_t)i, &draw->kind_room, sizeof *draw->kind);
    draw->taken = memory_grow(draw->taken, (size_t)i, &draw->taken_room, sizeof *draw->taken);
    draw->kind[i] = kind;
    draw->taken[i] = 0;
    return i;
}

static void add_entry(Draw *draw, int i, int j, double value)
{
    if (j == NONE || value == 0)
        return;
    lp_add_entry(draw->lp, i, j, value * draw->grain);
    draw->taken[i] += value * draw->grain * draw->x[j];
}

static RowKind row_kind(Chance *chance, double equations)
{
    return chance_hits(chance, equations) ? EQUATION : (RowKind)chance_between(chance, 0, ROW_KINDS - 1);
}

typedef struct Recipe {
    int entries, column[ENTRIES_MOST];
    double value[ENTRIES_MOST];
    bool varies[ENTRIES_MOST];
} Recipe;

static Recipe draw_recipe(Draw *draw)
{
    Chance *chance = draw->chance;
    Recipe recipe = { .entries = chance_between(chance, 1, ENTRIES_MOST) };
    for (int e = 0; e < recipe.entries; e++) {
        recipe.column[e] = chance_between(chance, 0, draw->columns - 1);
        recipe.value[e] = figure(chance);
        recipe.varies[e] = chance_hits(chance, 0.15);
    }
    return recipe;
}

/* The columns of period t, `factor` times, in a row. */
static void add_entries(Draw *draw, const Recipe *recipe, int i, int t, double factor)
{
    for (int e = 0; e < recipe->entries; e++) {
        double value = recipe->value[e];
        if (recipe->varies[e])
            value = chance_hits(draw->chance, 0.1) ? 0 : figure(draw->chance);
        add_entry(draw, i, draw->column[recipe->column[e]][t], factor * value);
    }
}

static void draw_ties(Draw *draw)
{
    Chance *chance = draw->chance;
    const Recipe recipe = draw_recipe(draw);
    const RowKind kind = row_kind(chance, 0.85);
    const double gaps = chance_hits(chance, 0.1) ? 0.1 : 0;
    for (int t = 0; t < draw->periods; t++)
        if (!chance_hits(chance, gaps))
            add_entries(draw, &recipe, add_row(draw, kind, draw->templates, t), t, 1);
    draw->templates++;
}

/* What there is at the end of a period, of what there was at its beginning; what comes or goes is in no other row, else little might become
 * very much until the last period. */
static void draw_levels(Draw *draw)
{
    Chance *chance = draw->chance;
    const int level = chance_between(chance, 0, draw->columns - 1), comes = draw->templates++;
    const bool is_circle = chance_hits(chance, 0.5);
    const double kept = chance_between(chance, 1, 4) / 4.0, value = figure(chance);
    const ColumnKind kind = stamped_column_kind(chance);
    for (int t = 0; t < draw->periods; t++) {
        const int i = add_row(draw, EQUATION, draw->templates, t);
        add_entry(draw, i, draw->column[level][t], 1);
        if (t > 0 || is_circle)
            add_entry(draw, i, draw->column[level][(t + draw->periods - 1) % draw->periods], -kept);
        add_entry(draw, i, add_column(draw, kind == FIXED ? FROM_ZERO : kind, comes, t), value);
    }
    draw->templates++;
}

/* Some period of the beginning and some of the end in one row, or of one of them alone. */
static void draw_circle(Draw *draw)
{
    Chance *chance = draw->chance;
    const Recipe recipe = draw_recipe(draw);
    const int i = add_row(draw, row_kind(chance, 0.5), draw->templates++, chance_hits(chance, 0.5) ? 0 : -1);
    const int reach = draw->periods < 8 ? draw->periods : 8;
    for (int end = 0; end < 2; end++) {
        if (chance_hits(chance, 0.1))
            continue;
        const int off = chance_between(chance, 0, reach - 1);
        add_entries(draw, &recipe, i, end == 0 ? off : draw->periods - 1 - off, 1);
        add_entries(draw, &recipe, i, end == 0 ? 0 : draw->periods - 1, 1);
    }
}

static void draw_contracts(Draw *draw)
{
    Chance *chance = draw->chance;
    const Recipe recipe = draw_recipe(draw);
    const RowKind kind = row_kind(chance, 0.2);
    const int length = chance_between(chance, 2, draw->periods + 2);
    for (int first = 0; first < draw->periods; first += length) {
        const int i = add_row(draw, kind, draw->templates, chance_hits(chance, 0.5) ? -1 : first);
        for (int t = first; t < first + length && t < draw->periods; t++)
            add_entries(draw, &recipe, i, t, 1);
    }
    draw->templates++;
}

/* In all rows of a template, or in one row. */
static void draw_size(Draw *draw)
{
    Chance *chance = draw->chance;
    const Lp *lp = draw->lp;
    const int j = add_column(draw, stamped_column_kind(chance), draw->templates++, -1);
    const int one = chance_between(chance, 0, (int)lp->rows - 1), of = lp->row_stamp[one].template;
    const bool is_alone = chance_hits(chance, 0.3);
    for (int i = 0; i < (int)lp->rows; i++)
        if (is_alone ? i == one : lp->row_stamp[i].template == of)
            add_entry(draw, i, j, figure(chance));
}

/* ---- limits and costs ---- */

/* The dual of a row, and its limits around what the point takes. */
static double limit_row(Draw *draw, size_t i)
{
    Chance *chance = draw->chance;
    Lp *lp = draw->lp;
    const bool is_held = chance_hits(chance, 0.6);
    const double taken = draw->taken[i], off = is_held ? 0 : some(chance), y = is_held ? some(chance) : 0;
    const RowKind kind = draw->kind[i];
    if (kind != AT_MOST)
        lp->row_lower[i] = kind == EQUATION ? taken : taken - off;
    if (kind != AT_LEAST)
        lp->row_upper[i] = kind == EQUATION ? taken : kind == AT_MOST ? taken + off : taken + some(chance);
    return kind == EQUATION ? chance_between(chance, -2, 2) : kind == AT_MOST ? -y : y;
}

/* Of a column that stands where the point does. */
static double reduced_cost(Draw *draw, size_t j)
{
    const Lp *lp = draw->lp;
    const int size = some(draw->chance);
    const bool at_lower = draw->x[j] == lp->column_lower[j], at_upper = draw->x[j] == lp->column_upper[j];
    if (at_lower && at_upper)
        return size - 1;
    return at_lower ? size : at_upper ? -size : 0;
}

static void set_limits_and_costs(Draw *draw)
{
    Lp *lp = draw->lp;
    double *y = memory_take(lp->rows, sizeof *y);
    for (size_t i = 0; i < lp->rows; i++)
        y[i] = limit_row(draw, i);
    for (size_t j = 0; j < lp->columns; j++)
        lp->cost[j] = reduced_cost(draw, j);
    for (size_t e = 0; e < lp->entries; e++)
        lp->cost[lp->entry[e].column] += lp->entry[e].value * y[lp->entry[e].row];
    free(y);
}

/* A row, and a cost, that may leave no answer, or none that is best. */
static void spoil(Draw *draw)
{
    Chance *chance = draw->chance;
    Lp *lp = draw->lp;
    const int i = chance_between(chance, 0, (int)lp->rows - 1),
              j = chance_between(chance, 0, (int)lp->columns - 1);
    if (chance_hits(chance, 0.2)) {
        const double by = figure(chance);
        lp->row_lower[i] += by;
        lp->row_upper[i] += by;
    }
    if (chance_hits(chance, 0.2))
        lp->cost[j] += figure(chance);
    if (chance_hits(chance, 0.1))
        for (size_t k = 0; k < lp->columns; k++)
            lp->cost[k] = some(chance);
}

void tied_draw(Chance *chance, int periods, Lp *lp)
{
    lp_init(lp);
    Draw draw = { .chance = chance, .lp = lp, .periods = periods, .unit = 1, .grain = 1 };
    if (chance_hits(chance, 0.5))
        draw.unit = 0.1, draw.grain = 0.7;
    draw.columns = chance_between(chance, 2, COLUMNS_MOST);
    for (int c = 0; c < draw.columns; c++)
        draw_column(&draw, c);
    for (int n = chance_between(chance, 1, draw.columns); n > 0; n--)
        draw_ties(&draw);
    for (int n = chance_between(chance, 0, 2); n > 0; n--)
        draw_levels(&draw);
    for (int n = chance_between(chance, 0, 2); n > 0; n--)
        draw_circle(&draw);
    for (int n = chance_between(chance, 0, 2); n > 0; n--)
        draw_contracts(&draw);
    if (chance_hits(chance, 0.3))
        draw_size(&draw);
    set_limits_and_costs(&draw);
    spoil(&draw);
    free(draw.x);
    free(draw.kind);
    free(draw.taken);
}
