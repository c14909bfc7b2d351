/* elements - what the interior point method does to each column by itself, and to each row */
#include "solver/interior/elements.h"

#include "solver/interior/variant.h"

#include <math.h>

/* x is held by so much of its own step, which vanishes with the step: free columns have a weight, too. It is not larger, since of what
 * it is multiplied with as many digits are lost. */
#define HELD 1e-10
#define HELD_FREE 1e-8

/* Rounding may put x onto a limit; it is inside. */
#define INSIDE 1e-20

static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

static double sum_of(const double lane[LANES])
{
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

static double largest_of(const double lane[LANES])
{
    double largest = lane[0];
    for (int l = 1; l < LANES; l++)
        largest = larger(lane[l], largest);
    return largest;
}

static void raise(double *to, const double lane[LANES])
{
    *to = larger(largest_of(lane), *to);
}

static void advance(const Columns *columns, Chunk chunk, double primal, double dual)
{
    double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    double *restrict s = columns->s + chunk.first;
    const double *restrict dx = columns->dx + chunk.first, *restrict dz = columns->dz + chunk.first;
    const double *restrict ds = columns->ds + chunk.first;
    SIDE_BY_SIDE
    for (size_t j = 0; j < chunk.count; j++) {
        x[j] += primal * dx[j];
        z[j] += dual * dz[j];
        s[j] += dual * ds[j];
    }
}

static void measure(const Columns *columns, Chunk chunk, const double *restrict at, double *restrict t,
                    Measure *measure)
{
    const double *restrict cost = columns->cost + chunk.first;
    const unsigned char *restrict here = columns->here + chunk.first;
    const double *restrict lower = columns->lower + chunk.first, *restrict upper = columns->upper
                                                                                   + chunk.first;
    const double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    const double *restrict s = columns->s + chunk.first;
    double *restrict miss = columns->miss + chunk.first, *restrict weight = columns->weight + chunk.first;
    double costs[LANES] = { 0 }, values[LANES] = { 0 }, products[LANES] = { 0 };
    double misses[LANES] = { 0 }, rays[LANES] = { 0 }, boxes[LANES] = { 0 };
    for (size_t first = 0; first < chunk.count; first += LANES)
        SIDE_BY_SIDE
    for (size_t l = 0; l < LANES; l++) {
        const size_t j = first + l;
        const double w = larger(x[j] - lower[j], INSIDE), v = larger(upper[j] - x[j], INSIDE);
        const double ray = here[j] * (at[j] + z[j] - s[j]), r = here[j] * (cost[j] - at[j] - z[j] + s[j]);
        const double boxed = upper[j] - lower[j] < FAR ? x[j] : 0;
        const double held = upper[j] - lower[j] > 1.5 * FAR ? HELD_FREE : HELD;
        const double d = here[j] / (held + z[j] / w + s[j] / v);
        miss[j] = r;
        weight[j] = d;
        t[j] = d * (r + z[j] - s[j]);
        costs[l] += cost[j] * x[j];
        values[l] += lower[j] * z[j] - upper[j] * s[j];
        products[l] += w * z[j] + v * s[j];
        misses[l] = larger(fabs(r) / (1 + fabs(cost[j])), misses[l]);
        rays[l] += fabs(ray);
        boxes[l] += fabs(boxed);
    }
    measure->cost += sum_of(costs);
    measure->value += sum_of(values);
    measure->products += sum_of(products);
    measure->ray_miss += sum_of(rays);
    measure->boxed += sum_of(boxes);
    raise(&measure->miss, misses);
}

static void predict(const Columns *columns, Chunk chunk, const double *restrict at, double *restrict error,
                    double *restrict even, Outlook *outlook)
{
    const double *restrict lower = columns->lower + chunk.first, *restrict upper = columns->upper
                                                                                   + chunk.first;
    const double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    const double *restrict s = columns->s + chunk.first;
    const double *restrict miss = columns->miss + chunk.first, *restrict weight = columns->weight
                                                                                  + chunk.first;
    double *restrict dx = columns->dx + chunk.first, *restrict dz = columns->dz + chunk.first;
    double *restrict ds = columns->ds + chunk.first;
    double primal[LANES] = { 0 }, dual[LANES] = { 0 }, both[LANES] = { 0 };
    double primal_use[LANES] = { 0 }, dual_use[LANES] = { 0 };
    for (size_t first = 0; first < chunk.count; first += LANES)
        SIDE_BY_SIDE
    for (size_t l = 0; l < LANES; l++) {
        const size_t j = first + l;
        const double w = larger(x[j] - lower[j], INSIDE), v = larger(upper[j] - x[j], INSIDE);
        const double to_lower = 1 / w, to_upper = 1 / v;
        const double d = weight[j] * (at[j] - miss[j] - z[j] + s[j]);
        const double e = -z[j] - z[j] * d * to_lower, f = -s[j] + s[j] * d * to_upper;
        dx[j] = d;
        dz[j] = e;
        ds[j] = f;
        const double per_w = lower[j] > -FAR ? weight[j] * to_lower : 0,
                     per_v = upper[j] < FAR ? weight[j] * to_upper : 0;
        error[j] = d * (f * per_v + e * per_w);
        even[j] = per_v - per_w;
        primal[l] += d * (z[j] - s[j]);
        dual[l] += w * e + v * f;
        both[l] += d * (e - f);
        primal_use[l] = larger(larger(-d * to_lower, d * to_upper), primal_use[l]);
        const double z_use = -e / (z[j] > 0 ? z[j] : 1), s_use = -f / (s[j] > 0 ? s[j] : 1);
        dual_use[l] = larger(larger(z_use, s_use), dual_use[l]);
    }
    outlook->primal += sum_of(primal);
    outlook->dual += sum_of(dual);
    outlook->both += sum_of(both);
    raise(&outlook->primal_use, primal_use);
    raise(&outlook->dual_use, dual_use);
}

/* Products from LOW to HIGH times what they should be are left alone. */
#define LOW 0.1
#define HIGH 10

/* By how much the product of a distance and its multiplier is to change: second order. */
static inline double all_of(double product, double step, double multiplier_step)
{
    return product - step * multiplier_step;
}

/* The same: an outlier back to where others are; those far above come down slowly. */
static inline double outlier_of(double product, double ahead, double multiplier_ahead)
{
    const double then = ahead * multiplier_ahead, low = LOW * product, high = HIGH * product;
    const double up = then < low ? low - then : 0, down = then > high ? high - then : up;
    return larger(down, -high);
}

/* p, the change that is wanted of w z or v s; `step` is that of w or v. */
static inline double wanted(bool centres, const Aim *aim, double there, double distance, double step,
                            double multiplier, double multiplier_step)
{
    return there
           * (centres ? outlier_of(aim->product, distance + aim->primal * step,
                                   multiplier + aim->dual * multiplier_step)
                      : all_of(aim->product, step, multiplier_step));
}

/* (p - z d) / w, the correction of dz that comes with d of dx; of ds likewise, with -d. */
static inline double follows(double p, double multiplier, double d, double per_distance)
{
    return (p - multiplier * d) * per_distance;
}

static inline void accept_as(bool centres, const Columns *columns, Chunk chunk, Aim aim, double primal,
                             double dual)
{
    const double *restrict lower = columns->lower + chunk.first, *restrict upper = columns->upper
                                                                                   + chunk.first;
    const double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    const double *restrict s = columns->s + chunk.first, *restrict cx = columns->cx + chunk.first;
    double *restrict dx = columns->dx + chunk.first, *restrict dz = columns->dz + chunk.first;
    double *restrict ds = columns->ds + chunk.first;
    SIDE_BY_SIDE
    for (size_t j = 0; j < chunk.count; j++) {
        const double w = larger(x[j] - lower[j], INSIDE), v = larger(upper[j] - x[j], INSIDE);
        const double p = wanted(centres, &aim, lower[j] > -FAR ? 1 : 0, w, dx[j], z[j], dz[j]);
        const double q = wanted(centres, &aim, upper[j] < FAR ? 1 : 0, v, -dx[j], s[j], ds[j]);
        dx[j] += primal * cx[j];
        dz[j] += dual * follows(p, z[j], cx[j], 1 / w);
        ds[j] += dual * follows(q, s[j], -cx[j], 1 / v);
    }
}

static void accept(const Columns *columns, Chunk chunk, const Aim *aim, double primal, double dual)
{
    if (primal == 0 && dual == 0)
        return;
    if (aim->centres)
        accept_as(true, columns, chunk, *aim, primal, dual);
    else
        accept_as(false, columns, chunk, *aim, primal, dual);
}

static void aim(const Columns *columns, Chunk chunk, const Aim *aim, double *restrict t)
{
    const Aim own = *aim;
    const double *restrict lower = columns->lower + chunk.first, *restrict upper = columns->upper
                                                                                   + chunk.first;
    const double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    const double *restrict s = columns->s + chunk.first, *restrict weight = columns->weight + chunk.first;
    const double *restrict dx = columns->dx + chunk.first, *restrict dz = columns->dz + chunk.first;
    const double *restrict ds = columns->ds + chunk.first;
    SIDE_BY_SIDE
    for (size_t j = 0; j < chunk.count; j++) {
        const double w = larger(x[j] - lower[j], INSIDE), v = larger(upper[j] - x[j], INSIDE);
        const double p = wanted(true, &own, lower[j] > -FAR ? 1 : 0, w, dx[j], z[j], dz[j]);
        const double q = wanted(true, &own, upper[j] < FAR ? 1 : 0, v, -dx[j], s[j], ds[j]);
        t[j] = weight[j] * (q / v - p / w);
    }
}

static inline void correct_as(bool centres, const Columns *columns, Chunk chunk, Aim aim,
                              const double *restrict at, Trials *trials)
{
    const double *restrict lower = columns->lower + chunk.first, *restrict upper = columns->upper
                                                                                   + chunk.first;
    const double *restrict x = columns->x + chunk.first, *restrict z = columns->z + chunk.first;
    const double *restrict s = columns->s + chunk.first, *restrict weight = columns->weight + chunk.first;
    const double *restrict dx = columns->dx + chunk.first, *restrict dz = columns->dz + chunk.first;
    const double *restrict ds = columns->ds + chunk.first;
    double *restrict cx = columns->cx + chunk.first;
    double primal_use[TRIALS_MOST][LANES] = { { 0 } }, dual_use[TRIALS_MOST][LANES] = { { 0 } },
           sum[LANES] = { 0 };
    for (size_t first = 0; first < chunk.count; first += LANES) {
        /* Use of the distance w, v, z, s by the step, and by the correction of weight 1. */
        double step_w[LANES], step_v[LANES], step_z[LANES], step_s[LANES];
        double more_w[LANES], more_v[LANES], more_z[LANES], more_s[LANES];
        SIDE_BY_SIDE
        for (size_t l = 0; l < LANES; l++) {
            const size_t j = first + l;
            const double w = larger(x[j] - lower[j], INSIDE), v = larger(upper[j] - x[j], INSIDE);
            const double to_lower = 1 / w, to_upper = 1 / v;
            const double p = wanted(centres, &aim, lower[j] > -FAR ? 1 : 0, w, dx[j], z[j], dz[j]);
            const double q = wanted(centres, &aim, upper[j] < FAR ? 1 : 0, v, -dx[j], s[j], ds[j]);
            const double d = weight[j] * (at[j] + p * to_lower - q * to_upper);
            const double e = follows(p, z[j], d, to_lower), f = follows(q, s[j], -d, to_upper);
            const double per_z = 1 / (z[j] > 0 ? z[j] : 1), per_s = 1 / (s[j] > 0 ? s[j] : 1);
            cx[j] = d;
            sum[l] += d;
            step_w[l] = -dx[j] * to_lower;
            step_v[l] = dx[j] * to_upper;
            step_z[l] = -dz[j] * per_z;
            step_s[l] = -ds[j] * per_s;
            more_w[l] = -d * to_lower;
            more_v[l] = d * to_upper;
            more_z[l] = -e * per_z;
            more_s[l] = -f * per_s;
        }
        for (int i = 0; i < trials->count; i++) {
            const double weight_i = trials->weight[i];
            double *restrict primal = primal_use[i], *restrict dual = dual_use[i];
            SIDE_BY_SIDE
            for (size_t l = 0; l < LANES; l++) {
                const double w = step_w[l] + weight_i * more_w[l], v = step_v[l] + weight_i * more_v[l];
                const double for_z = step_z[l] + weight_i * more_z[l],
                             for_s = step_s[l] + weight_i * more_s[l];
                primal[l] = larger(larger(w, v), primal[l]);
                dual[l] = larger(larger(for_z, for_s), dual[l]);
            }
        }
    }
    trials->sum += sum_of(sum);
    for (int i = 0; i < trials->count; i++) {
        raise(&trials->primal_use[i], primal_use[i]);
        raise(&trials->dual_use[i], dual_use[i]);
    }
}

static void correct(const Columns *columns, Chunk chunk, const Aim *aim, const double *restrict at,
                    Trials *trials)
{
    if (aim->centres)
        correct_as(true, columns, chunk, *aim, at, trials);
    else
        correct_as(false, columns, chunk, *aim, at, trials);
}

static void measure_rows(size_t count, const unsigned char *restrict here, const double *restrict limit,
                         const double *restrict sum, const double *restrict y, double *restrict right,
                         RowMeasure *measure)
{
    double values[LANES] = { 0 }, misses[LANES] = { 0 }, sizes[LANES] = { 0 };
    for (size_t first = 0; first < count; first += LANES)
        SIDE_BY_SIDE
    for (size_t l = 0; l < LANES; l++) {
        const size_t i = first + l;
        const double miss = here[i] * (limit[i] - sum[i]);
        right[i] += miss;
        values[l] += limit[i] * y[i];
        misses[l] = larger(fabs(miss) / (1 + fabs(limit[i])), misses[l]);
        sizes[l] += fabs(sum[i]);
    }
    measure->value += sum_of(values);
    measure->sizes += sum_of(sizes);
    raise(&measure->miss, misses);
}

static void add(size_t count, double by, const double *restrict from, double *restrict to)
{
    SIDE_BY_SIDE
    for (size_t i = 0; i < count; i++)
        to[i] += by * from[i];
}

const Elements VARIANT(elements) = {
    .accept = accept,
    .advance = advance,
    .measure = measure,
    .predict = predict,
    .aim = aim,
    .correct = correct,
    .measure_rows = measure_rows,
    .add = add,
};
