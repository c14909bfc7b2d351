/* batch - the arithmetic of eight periods side by side */
#include "solver/interior/batch.h"

#include "solver/interior/lanes.h"

#include <string.h>

/* Keeps a matrix that rows depend in from having no pivot; numbers are near 1. */
static const double tiny = 1e-9;
/* A pivot below this is none: its row depends on those before it, and is left out by a pivot beyond all measure. */
static const double least_pivot = 1e-13;
static const double beyond_measure = 1e128;

/* y += a x, y -= a x, lane by lane */
static inline void add_product(double *y, const double *a, const double *x)
{
    Quad *to = (Quad *)y;
    const Quad *one = (const Quad *)a, *other = (const Quad *)x;
    to[0] += one[0] * other[0];
    to[1] += one[1] * other[1];
}

static inline void add_multiple(double *y, double a, const double *x)
{
    Quad *to = (Quad *)y;
    const Quad *other = (const Quad *)x;
    to[0] += a * other[0];
    to[1] += a * other[1];
}

static void assemble(const Symbolic *symbolic, int batch, const double *weight, double *work)
{
    for (int p = 0; p < symbolic->places; p++) {
        Quad low = { 0 }, high = { 0 };
        for (int n = symbolic->term_start[p]; n < symbolic->term_start[p + 1]; n++) {
            const Quad *w = (const Quad *)(weight + symbolic->term[n].column * LANES);
            low += symbolic->term[n].product * w[0];
            high += symbolic->term[n].product * w[1];
        }
        Quad *to = (Quad *)(work + p * LANES);
        to[0] = low;
        to[1] = high;
    }
    for (int n = 0; n < symbolic->varyings; n++) {
        const VaryingTerm *term = &symbolic->varying[n];
        add_product(work + term->target * LANES, term->products + batch * LANES,
                    weight + term->column * LANES);
    }
    for (int n = 0; n < symbolic->directs; n++)
        add_multiple(work + symbolic->direct[n].target * LANES, 1,
                     symbolic->direct[n].values + batch * LANES);
}

static void invert(const double *pivot, const unsigned char *here, double *inverse)
{
    for (int l = 0; l < LANES; l++) {
        double d = pivot[l] + tiny;
        d = d > least_pivot ? d : beyond_measure;
        inverse[l] = here[l] > 0 ? 1 / d : 0;
    }
}

static void factor(const Symbolic *symbolic, int batch, const double *weight, const unsigned char *row_here,
                   double *work, double *factor, double *inverse)
{
    assemble(symbolic, batch, weight, work);
    const int *target = symbolic->target;
    for (int k = 0; k < symbolic->inner; k++) {
        const double *pivot = work + symbolic->pivot[k] * LANES, *below = pivot + LANES;
        const int count = symbolic->start[k + 1] - symbolic->start[k];
        double *scaled = factor + (size_t)symbolic->start[k] * LANES;
        invert(pivot, row_here + symbolic->order[k] * LANES, inverse + k * LANES);
        const Quad low = *(const Quad *)(inverse + k * LANES),
                   high = *(const Quad *)(inverse + k * LANES + 4);
        for (int a = 0; a < count; a++) {
            const Quad *from = (const Quad *)(below + a * LANES);
            Quad *to = (Quad *)(scaled + a * LANES);
            to[0] = from[0] * low;
            to[1] = from[1] * high;
        }
        for (int a = 0; a < count; a++) {
            const Quad x_low = *(const Quad *)(scaled + a * LANES),
                       x_high = *(const Quad *)(scaled + a * LANES + 4);
            for (int b = a; b < count; b++) {
                Quad *to = (Quad *)(work + *target++ * LANES);
                const Quad *from = (const Quad *)(below + b * LANES);
                to[0] -= from[0] * x_low;
                to[1] -= from[1] * x_high;
            }
        }
    }
}

static void forward(const Symbolic *symbolic, const double *factor, const double *inverse, const double *r,
                    double *work, double *x)
{
    const int inner = symbolic->inner;
    for (int k = 0; k < inner; k++)
        memcpy(work + k * LANES, r + symbolic->order[k] * LANES, LANES * sizeof *work);
    memset(work + inner * LANES, 0, (size_t)(symbolic->outer * LANES) * sizeof *work);
    for (int k = 0; k < inner; k++) {
        const Quad low = *(Quad *)(work + k * LANES), high = *(Quad *)(work + k * LANES + 4);
        for (int a = symbolic->start[k]; a < symbolic->start[k + 1]; a++) {
            Quad *to = (Quad *)(work + symbolic->row[a] * LANES);
            const Quad *l = (const Quad *)(factor + (size_t)a * LANES);
            to[0] -= l[0] * low;
            to[1] -= l[1] * high;
        }
        Quad *to = (Quad *)(x + symbolic->order[k] * LANES);
        const Quad *by = (const Quad *)(inverse + k * LANES);
        to[0] = low * by[0];
        to[1] = high * by[1];
    }
}

static void backward(const Symbolic *symbolic, const double *factor, double *work, double *x)
{
    for (int k = symbolic->inner - 1; k >= 0; k--) {
        double *at = x + symbolic->order[k] * LANES;
        Quad low = *(Quad *)at, high = *(Quad *)(at + 4);
        for (int a = symbolic->start[k + 1] - 1; a >= symbolic->start[k]; a--) {
            const Quad *l = (const Quad *)(factor + (size_t)a * LANES),
                       *of = (const Quad *)(work + symbolic->row[a] * LANES);
            low -= l[0] * of[0];
            high -= l[1] * of[1];
        }
        *(Quad *)at = *(Quad *)(work + k * LANES) = low;
        *(Quad *)(at + 4) = *(Quad *)(work + k * LANES + 4) = high;
    }
}

static void transposed(const Pattern *pattern, int batch, const double *y, const double *y_next, double *at)
{
    memset(at, 0, (size_t)(pattern->columns * LANES) * sizeof *at);
    for (int e = 0; e < pattern->entries; e++) {
        const SharedEntry *entry = &pattern->entry[e];
        const double *from = entry->shift == 0 ? y + entry->row * LANES
                                               : y_next + (entry->row - pattern->inner) * LANES;
        double *to = at + entry->column * LANES;
        if (entry->values == NULL)
            add_multiple(to, entry->value, from);
        else
            add_product(to, entry->values + batch * LANES, from);
    }
    for (int i = 0; i < pattern->inner + pattern->linking; i++)
        if (pattern->slack[i] >= 0)
            add_multiple(at + pattern->slack[i] * LANES, -1, y + i * LANES);
}

static void sum(const Pattern *pattern, int batch, const double *t, double *sum, double *next)
{
    const int rows = pattern->inner + pattern->linking;
    memset(sum, 0, (size_t)((rows + pattern->slots) * LANES) * sizeof *sum);
    memset(next, 0, (size_t)(pattern->linking * LANES) * sizeof *next);
    for (int e = 0; e < pattern->entries; e++) {
        const SharedEntry *entry = &pattern->entry[e];
        double *to = entry->shift == 0 ? sum + entry->row * LANES
                                       : next + (entry->row - pattern->inner) * LANES;
        const double *from = t + entry->column * LANES;
        if (entry->values == NULL)
            add_multiple(to, entry->value, from);
        else
            add_product(to, entry->values + batch * LANES, from);
    }
    for (int i = 0; i < rows; i++)
        if (pattern->slack[i] >= 0)
            add_multiple(sum + i * LANES, -1, t + pattern->slack[i] * LANES);
}

static void mask(size_t rows, const double *restrict from, const unsigned char *restrict here,
                 double *restrict to)
{
    SIDE_BY_SIDE
    for (size_t i = 0; i < rows * LANES; i++)
        to[i] = here[i] * from[i];
}

const Batch VARIANT(batch) = {
    .factor = factor,
    .forward = forward,
    .backward = backward,
    .transposed = transposed,
    .sum = sum,
    .mask = mask,
};
