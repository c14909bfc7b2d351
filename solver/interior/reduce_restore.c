/* reduce_restore - what went, from what stayed */
#include "solver/interior/reduce_parts.h"

#include <stdlib.h>

typedef struct Figures {
    const Reduction *reduction;
    int batch;
    const double *x, *y, *y_next;
    double *gone_x, *gone_y;
} Figures;

static const double *x_at(const Figures *figures, int column)
{
    const int columns = figures->reduction->columns;
    return column < columns ? figures->x + column * LANES : figures->gone_x + (column - columns) * LANES;
}

static const double *y_at(const Figures *figures, const SharedEntry *term)
{
    const Reduction *reduction = figures->reduction;
    if (term->shift == 1)
        return figures->y_next + (term->row - reduction->inner) * LANES;
    return term->row < reduction->rows ? figures->y + term->row * LANES
                                       : figures->gone_y + (term->row - reduction->rows) * LANES;
}

static void add_term(double *to, const SharedEntry *term, int batch, const double *from)
{
    for (int l = 0; l < LANES; l++)
        to[l] += value_at(term, batch * LANES + l) * from[l];
}

static void begin_sum(const Sum *sum, int batch, bool ray, double *to)
{
    for (int l = 0; l < LANES; l++)
        to[l] = ray ? 0 : constant_at(sum, batch * LANES + l);
}

static void find_y(const Figures *figures, const Sum *sum, bool ray, double *to)
{
    begin_sum(sum, figures->batch, ray, to);
    for (int n = 0; n < sum->terms; n++)
        add_term(to, &sum->term[n], figures->batch, y_at(figures, &sum->term[n]));
}

/* By the other column where its reduced cost, which is that of both together, says that it stands at a limit which comes from the column that
 * went. Where it takes none its entry may be 0, and by_other is no number. */
static void choose_y(const Gone *gone, int batch, const double *by_other, double *y)
{
    for (int l = 0; l < LANES; l++) {
        const int t = batch * LANES + l;
        if (gone->takes[t] == 0)
            continue;
        const double cost = value_at(&gone->other, t) * (by_other[l] - y[l]);
        if (gone->takes[t] & (cost > 0 ? TAKES_LOWER : TAKES_UPPER))
            y[l] = by_other[l];
    }
}

void reduction_restore(const Reduction *reduction, int batch, const double *x, const double *y,
                       const double *y_next, bool ray, double *gone_x, double *gone_y)
{
    const Figures figures = { reduction, batch, x, y, y_next, gone_x, gone_y };
    for (int s = reduction->count - 1; s >= 0; s--) {
        const Gone *gone = &reduction->gone[s];
        double *to = gone_x + s * LANES, by_other[LANES];
        begin_sum(&gone->x, batch, false, to);
        for (int n = 0; n < gone->x.terms; n++)
            add_term(to, &gone->x.term[n], batch, x_at(&figures, gone->x.term[n].column));
        if (gone->row == NOWHERE)
            continue;
        find_y(&figures, &gone->y, ray, gone_y + s * LANES);
        if (gone->takes == NULL)
            continue;
        find_y(&figures, &gone->y_by_other, ray, by_other);
        choose_y(gone, batch, by_other, gone_y + s * LANES);
    }
}

void reduction_release(Reduction *reduction)
{
    for (int s = 0; s < reduction->count; s++) {
        Gone *gone = &reduction->gone[s];
        reduce_release_sum(&gone->x);
        reduce_release_sum(&gone->y);
        reduce_release_sum(&gone->y_by_other);
        free(gone->other.values);
        free(gone->takes);
    }
    free(reduction->gone);
    *reduction = (Reduction){ 0 };
}
