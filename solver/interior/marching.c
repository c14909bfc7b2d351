/* marching - the inner loops of march.h */
#include "solver/interior/march.h"

#include "solver/interior/lanes.h"

#include <math.h>
#include <string.h>

static const double least_pivot = 1e-13, beyond_measure = 1e128;

/* ---- dense kernels ---- */

/* c[8 x 4] -= a[8 x depth] b[4 x depth]' */
static inline void multiply_block(int depth, const double *a, int a_step, const double *b, int b_step,
                                  double *c, int c_step)
{
    LooseQuad *c0 = (LooseQuad *)c, *c1 = (LooseQuad *)(c + c_step), *c2 = (LooseQuad *)(c + 2 * c_step),
              *c3 = (LooseQuad *)(c + 3 * c_step);
    Quad low0 = c0[0], high0 = c0[1], low1 = c1[0], high1 = c1[1], low2 = c2[0], high2 = c2[1], low3 = c3[0],
         high3 = c3[1];
    for (int k = 0; k < depth; k++) {
        const Quad low = *(const LooseQuad *)a, high = *(const LooseQuad *)(a + 4);
        low0 -= low * b[0];
        high0 -= high * b[0];
        low1 -= low * b[1];
        high1 -= high * b[1];
        low2 -= low * b[2];
        high2 -= high * b[2];
        low3 -= low * b[3];
        high3 -= high * b[3];
        a += a_step;
        b += b_step;
    }
    c0[0] = low0;
    c0[1] = high0;
    c1[0] = low1;
    c1[1] = high1;
    c2[0] = low2;
    c2[1] = high2;
    c3[0] = low3;
    c3[1] = high3;
}

static double root(double pivot)
{
    return sqrt(pivot > least_pivot ? pivot : beyond_measure);
}

/* Four columns, updated by those before them: their triangle, then the rows below. */
static void finish_four(double *front, int tall, int first)
{
    double *restrict f0 = front + (size_t)first * (size_t)tall, *restrict f1 = f0 + tall,
                     *restrict f2 = f1 + tall, *restrict f3 = f2 + tall;
    const int i = first;
    const double d0 = root(f0[i]), e0 = 1 / d0;
    const double l10 = f0[i + 1] * e0, l20 = f0[i + 2] * e0, l30 = f0[i + 3] * e0;
    const double d1 = root(f1[i + 1] - l10 * l10), e1 = 1 / d1;
    const double l21 = (f1[i + 2] - l20 * l10) * e1, l31 = (f1[i + 3] - l30 * l10) * e1;
    const double d2 = root(f2[i + 2] - l20 * l20 - l21 * l21), e2 = 1 / d2;
    const double l32 = (f2[i + 3] - l30 * l20 - l31 * l21) * e2;
    const double d3 = root(f3[i + 3] - l30 * l30 - l31 * l31 - l32 * l32), e3 = 1 / d3;
    f0[i] = d0, f0[i + 1] = l10, f0[i + 2] = l20, f0[i + 3] = l30;
    f1[i + 1] = d1, f1[i + 2] = l21, f1[i + 3] = l31;
    f2[i + 2] = d2, f2[i + 3] = l32;
    f3[i + 3] = d3;
    for (int n = first + 4; n < tall; n += 4) {
        LooseQuad *q0 = (LooseQuad *)(f0 + n), *q1 = (LooseQuad *)(f1 + n), *q2 = (LooseQuad *)(f2 + n),
                  *q3 = (LooseQuad *)(f3 + n);
        const Quad a = *q0 * e0, b = (*q1 - a * l10) * e1, c = (*q2 - a * l20 - b * l21) * e2;
        *q3 = (*q3 - a * l30 - b * l31 - c * l32) * e3;
        *q0 = a;
        *q1 = b;
        *q2 = c;
    }
}

/* Cholesky of the node that goes, its rows below along. */
static void eliminate_node(const March *march)
{
    const int tall = march->tall;
    double *front = march->front;
    for (int first = 0; first < march->padded; first += 4) {
        for (int i = first & ~7; i < tall; i += 8)
            multiply_block(first, front + i, tall, front + first, tall,
                           front + i + (size_t)first * (size_t)tall, tall);
        finish_four(front, tall, first);
    }
}

/* after -= below below' */
static void update_after(const March *march)
{
    const int high = march->high, used = march->padded + march->slots;
    for (int k = 0; k < march->padded; k++)
        memcpy(march->below + (size_t)k * (size_t)high,
               march->front + (size_t)k * (size_t)march->tall + march->padded,
               (size_t)high * sizeof *march->below);
    for (int first = 0; first < used; first += 4)
        for (int i = first & ~7; i < used; i += 8)
            multiply_block(march->linking, march->below + i, high, march->below + first, high,
                           march->after + i + (size_t)first * (size_t)high, high);
}

/* ---- a step ---- */

/* Entry (row, column) of a symmetric matrix whose lower triangle stands by columns. */
static double outer_at(const double *outer, int size, int row, int column)
{
    return row >= column ? outer[outer_place(size, row, column)] : outer[outer_place(size, column, row)];
}

/* Linking row i of the next period is outer row next_row(i), times alike_factor[i]. */
static int next_row(const March *march, int i)
{
    return i < march->alike ? i : march->linking + i - march->alike;
}

/* The column of node t and of node t + 1 for linking row j, each into its own place: the nodes' diagonal blocks and slots. */
static void add_nodes(const March *march, const double *outer, int given, int j, double *own,
                      double *own_slots, double *next, double *next_slots)
{
    const int linking = march->linking, alike = march->alike, pj = next_row(march, j),
              size = march->tied + given;
    const double *restrict of_own = outer + outer_place(size, j, j) - j;
    const double *restrict of_next = outer + outer_place(size, pj, pj) - pj;
    const double *restrict by = march->alike_factor;
    const double f = by[j];
    for (int i = j; i < linking; i++)
        own[i] = of_own[i];
    for (int i = j; i < alike; i++)
        next[i] = f * by[i] * of_next[i];
    for (int i = j > alike ? j : alike; i < linking; i++)
        next[i] = f * by[i] * of_next[linking + i - alike];
    for (int s = 0; s < given; s++) {
        own_slots[s] = of_own[march->tied + s];
        next_slots[s] = f * of_next[march->tied + s];
    }
    for (int s = given; s < march->slots; s++)
        own_slots[s] = next_slots[s] = 0;
}

/* The column of the node that goes, j, in the rows of the node after. */
static void add_tie(const March *march, const double *outer, int given, int j, bool down, double *tie)
{
    const int linking = march->linking, alike = march->alike, size = march->tied + given;
    const double *restrict of_own = outer + outer_place(size, j, j) - j;
    const double *restrict by = march->alike_factor;
    if (down && j >= alike) {
        for (int i = 0; i < linking; i++)
            tie[i] = by[j] * outer_at(outer, size, i, next_row(march, j));
        return;
    }
    /* up: row i of t + 1, column j of t; down, for a row that is alike: row i of t, column j of t + 1 */
    const int common = down ? linking : alike;
    for (int i = 0; i < j && i < common; i++)
        tie[i] = (down ? by[j] : by[i]) * outer_at(outer, size, i, j);
    for (int i = j; i < common; i++)
        tie[i] = (down ? by[j] : by[i]) * of_own[i];
    for (int i = common; i < linking; i++)
        tie[i] = by[i] * of_own[linking + i - alike];
}

static void assemble(March *march, bool down, const double *outer, int given, const double *diagonal)
{
    const int linking = march->linking, padded = march->padded, high = march->high;
    for (int j = 0; j < linking; j++) {
        double *goes = march->front + (size_t)j * (size_t)march->tall, *goes_slots = goes + 2 * padded;
        double *after = march->after + (size_t)j * (size_t)high, *after_slots = after + padded;
        const double *restrict before = march->state + (size_t)j * (size_t)high;
        if (down)
            add_nodes(march, outer, given, j, after, after_slots, goes, goes_slots);
        else
            add_nodes(march, outer, given, j, goes, goes_slots, after, after_slots);
        add_tie(march, outer, given, j, down, goes + padded);
        for (int i = j; i < linking; i++)
            goes[i] += before[i];
        for (int s = 0; s < march->slots; s++)
            goes_slots[s] += before[padded + s];
        goes[j] += diagonal[j];
    }
    for (int s = 0; s < march->slots; s++) {
        const size_t at = (size_t)padded + (size_t)(padded + s) * (size_t)high;
        for (int i = s; i < march->slots; i++)
            march->after[at + (size_t)i] = march->state[at + (size_t)i];
    }
    for (int s = 0; s < given; s++) {
        const int slot = march->tied + s;
        const double *of = outer + outer_place(march->tied + given, slot, slot) - s;
        const size_t at = (size_t)padded + (size_t)(padded + s) * (size_t)high;
        for (int i = s; i < given; i++)
            march->after[at + (size_t)i] += of[i];
    }
}

static void store(const March *march, double *stored)
{
    const int linking = march->linking, padded = march->padded;
    for (int k = 0; k < linking; k++) {
        const double *f = march->front + (size_t)k * (size_t)march->tall;
        *stored++ = 1 / f[k];
        for (int i = k + 1; i < linking; i++)
            *stored++ = f[i];
        for (int i = 0; i < linking; i++)
            *stored++ = f[padded + i];
        for (int s = 0; s < march->slots; s++)
            *stored++ = f[2 * padded + s];
    }
}

static void step(March *march, bool down, const double *outer, int given, const double *diagonal,
                 double *stored)
{
    assemble(march, down, outer, given, diagonal);
    eliminate_node(march);
    update_after(march);
    store(march, stored);
    double *gone = march->state;
    march->state = march->after;
    march->after = gone;
}

/* ---- solving: four columns at a time ---- */

/* Where column k begins in what a step stored; the first column is as long as the vector. */
static const double *column_of(int length, const double *stored, int k)
{
    return stored + (size_t)k * (size_t)length - (size_t)k * (size_t)(k - 1) / 2;
}

static void take_column(const double *restrict l, double x, double *restrict y, int count)
{
    for (int i = 0; i < count; i++)
        y[i] -= l[i] * x;
}

static void forward(int linking, int slots, const double *stored, double *w)
{
    const int length = 2 * linking + slots;
    int k = 0;
    for (; k + 3 < linking; k += 4) {
        const double *restrict p0 = column_of(length, stored, k),
                               *restrict p1 = column_of(length, stored, k + 1),
                               *restrict p2 = column_of(length, stored, k + 2),
                               *restrict p3 = column_of(length, stored, k + 3);
        const double x0 = w[k] * p0[0], x1 = (w[k + 1] - p0[1] * x0) * p1[0],
                     x2 = (w[k + 2] - p0[2] * x0 - p1[1] * x1) * p2[0],
                     x3 = (w[k + 3] - p0[3] * x0 - p1[2] * x1 - p2[1] * x2) * p3[0];
        w[k] = x0, w[k + 1] = x1, w[k + 2] = x2, w[k + 3] = x3;
        double *restrict y = w + k + 4;
        const int count = length - k - 4;
        for (int i = 0; i < count; i++)
            y[i] -= p0[4 + i] * x0 + p1[3 + i] * x1 + p2[2 + i] * x2 + p3[1 + i] * x3;
    }
    for (; k < linking; k++) {
        const double *p = column_of(length, stored, k);
        w[k] *= p[0];
        take_column(p + 1, w[k], w + k + 1, length - k - 1);
    }
}

/* l' y */
static double product(const double *l, const double *y, int count)
{
    Quad sum = { 0 };
    int i = 0;
    for (; i + 3 < count; i += 4)
        sum += *(const LooseQuad *)(l + i) * *(const LooseQuad *)(y + i);
    double rest = 0;
    for (; i < count; i++)
        rest += l[i] * y[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]) + rest;
}

static void backward(int linking, int slots, const double *stored, double *w)
{
    const int length = 2 * linking + slots;
    int k = linking - 1;
    for (; (k + 1) % 4 != 0; k--) {
        const double *p = column_of(length, stored, k);
        w[k] = (w[k] - product(p + 1, w + k + 1, length - k - 1)) * p[0];
    }
    for (k -= 3; k >= 0; k -= 4) {
        const double *p0 = column_of(length, stored, k), *p1 = column_of(length, stored, k + 1),
                     *p2 = column_of(length, stored, k + 2), *p3 = column_of(length, stored, k + 3);
        const double *y = w + k + 4;
        const int count = length - k - 4;
        Quad s0 = { 0 }, s1 = { 0 }, s2 = { 0 }, s3 = { 0 };
        double r0 = 0, r1 = 0, r2 = 0, r3 = 0;
        int i = count - 4;
        for (; i >= 0; i -= 4) {
            const Quad v = *(const LooseQuad *)(y + i);
            s3 += *(const LooseQuad *)(p3 + 1 + i) * v;
            s2 += *(const LooseQuad *)(p2 + 2 + i) * v;
            s1 += *(const LooseQuad *)(p1 + 3 + i) * v;
            s0 += *(const LooseQuad *)(p0 + 4 + i) * v;
        }
        for (i += 3; i >= 0; i--) {
            r0 += p0[4 + i] * y[i];
            r1 += p1[3 + i] * y[i];
            r2 += p2[2 + i] * y[i];
            r3 += p3[1 + i] * y[i];
        }
        r0 += (s0[0] + s0[1]) + (s0[2] + s0[3]);
        r1 += (s1[0] + s1[1]) + (s1[2] + s1[3]);
        r2 += (s2[0] + s2[1]) + (s2[2] + s2[3]);
        r3 += (s3[0] + s3[1]) + (s3[2] + s3[3]);
        const double x3 = (w[k + 3] - r3) * p3[0], x2 = (w[k + 2] - r2 - p2[1] * x3) * p2[0],
                     x1 = (w[k + 1] - r1 - p1[1] * x2 - p1[2] * x3) * p1[0];
        w[k] = (w[k] - r0 - p0[1] * x1 - p0[2] * x2 - p0[3] * x3) * p0[0];
        w[k + 1] = x1, w[k + 2] = x2, w[k + 3] = x3;
    }
}

/* ---- from side by side to one after the other ---- */

static void unravel(const double *outer, int places, double *each)
{
    for (int first = 0; first < places; first += 64) {
        const int end = first + 64 < places ? first + 64 : places;
        for (int l = 0; l < LANES; l++)
            for (int p = first; p < end; p++)
                each[(size_t)l * (size_t)places + (size_t)p] = outer[(size_t)p * LANES + (size_t)l];
    }
}

const Marching VARIANT(marching) = {
    .step = step,
    .forward = forward,
    .backward = backward,
    .unravel = unravel,
};
