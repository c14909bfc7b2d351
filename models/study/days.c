/* days - typical days of a long horizon, picked by its series, and what is lost by them
 *
 *     distance(a, b) = sum over the series s and the steps k of a day of ((s[a, k] - s[b, k]) / range of s)^2
 *     typical days: the medoids of all days by this distance, extreme days among them; weight = days for which one is the nearest
 *
 * A typical day is one that was: its series fit one another, peaks and all, which a mean of days would flatten (L. Kotzur et al., Impact of
 * different time series aggregation methods on optimal energy system design, Renewable Energy 117, 2018). Extreme days are those with the highest
 * and the lowest mean of a series; where there are more than may be kept, those farthest from the mean of all days, by the range. */
#include "models/study/days.h"

#include "models/read/tree.h"
#include "models/study/duration.h"
#include "models/study/medoids.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

/* Their distances take 800 MB. */
enum { DAYS_MOST = 10000 };

/* ---- what can't be cut into days ---- */

static bool cut(const Park *park, const DaysAsked *asked, Span span, Diag *diag, Days *days)
{
    const double step = park->period[0].hours, steps = round(asked->hours / step);
    const bool typical = park->stretches > 1 || park->stretch[0].name[0] != '\0';
    if (park->periods == 1 || typical)
        return diag_error(
            diag, span,
            "the horizon %s; typical days are picked from steps, such as {start: 2025-01-01, step: 1 h, steps: 8760}",
            typical ? "has typical stretches already" : "is one period");
    if (steps < 1 || fabs(asked->hours - steps * step) > 1e-6 * asked->hours)
        return diag_error(diag, span, "a %s of %.6g h is no whole number of steps of %.6g h", days->one,
                          asked->hours, step);
    days->steps = (size_t)steps;
    days->days = park->periods / days->steps;
    days->left_out = park->periods % days->steps;
    if (days->days > DAYS_MOST)
        return diag_error(diag, span, "the horizon has %zu %s; typical ones are picked from %d at most",
                          days->days, days->many, DAYS_MOST);
    if (days->days < asked->count)
        return diag_error(diag, span, "the horizon has %zu whole %s, and %zu typical ones are asked for",
                          days->days, days->many, asked->count);
    if (days->left_out > 0)
        diag_warning(diag, span, "%zu of %zu steps stand behind the last whole %s; they are left out",
                     days->left_out, park->periods, days->one);
    days->weight = (double)park->periods / (double)(days->days * days->steps);
    return true;
}

static bool follows(const Park *park, Span span, Diag *diag)
{
    if (park->listed.source != NULL)
        return diag_error(
            diag, park->listed,
            "a list of amounts fits this horizon alone; put it in a series, which typical days can follow");
    return park->followeds > 0
           || diag_error(diag, span, "no amount follows a series: every day is like every other");
}

/* ---- which days ---- */

static SeriesLoss range_of(const Followed *series, size_t periods)
{
    SeriesLoss loss = { .series = series, .lowest = INFINITY, .highest = -INFINITY };
    for (size_t t = 0; t < periods; t++) {
        loss.lowest = fmin(loss.lowest, series->value[t]);
        loss.highest = fmax(loss.highest, series->value[t]);
        loss.mean += series->value[t];
    }
    loss.mean /= (double)periods;
    return loss;
}

static double range(const SeriesLoss *loss)
{
    return loss->highest - loss->lowest;
}

/* Adds what lies between the days by one series. */
static void add_distances(const Days *days, const SeriesLoss *loss, double *distance)
{
    const double each = 1 / (range(loss) * range(loss));
    for (size_t a = 1; a < days->days; a++)
        for (size_t b = 0; b < a; b++) {
            const double *of_a = loss->series->value + a * days->steps,
                         *of_b = loss->series->value + b * days->steps;
            double sum = 0;
            for (size_t k = 0; k < days->steps; k++)
                sum += (of_a[k] - of_b[k]) * (of_a[k] - of_b[k]);
            distance[a * days->days + b] += each * sum;
        }
}

static double *distances(const Days *days)
{
    double *distance = memory_take(days->days * days->days, sizeof *distance);
    for (size_t s = 0; s < days->park->followeds; s++)
        if (range(&days->loss[s]) > 0)
            add_distances(days, &days->loss[s], distance);
    for (size_t a = 1; a < days->days; a++)
        for (size_t b = 0; b < a; b++)
            distance[b * days->days + a] = distance[a * days->days + b];
    return distance;
}

typedef struct Extreme {
    size_t day;
    const Followed *series;
    bool highest;
    double far; /* from the mean of all days, as a share of the range */
} Extreme;

static int farthest_first(const void *left, const void *right)
{
    const Extreme *a = left, *b = right;
    if (a->far != b->far)
        return a->far > b->far ? -1 : 1;
    if (a->series != b->series)
        return a->series < b->series ? -1 : 1;
    return (int)b->highest - (int)a->highest;
}

/* The days with the highest and the lowest mean of a series, of equals the first. */
static void ends_of(const Days *days, const SeriesLoss *loss, Extreme end[2])
{
    double most = -INFINITY, least = INFINITY;
    end[0] = (Extreme){ .series = loss->series, .highest = true };
    end[1] = (Extreme){ .series = loss->series };
    for (size_t d = 0; d < days->days; d++) {
        double mean = 0;
        for (size_t k = 0; k < days->steps; k++)
            mean += loss->series->value[d * days->steps + k];
        mean /= (double)days->steps;
        if (mean > most) {
            most = mean;
            end[0].day = d;
        }
        if (mean < least) {
            least = mean;
            end[1].day = d;
        }
    }
    end[0].far = (most - loss->mean) / range(loss);
    end[1].far = (loss->mean - least) / range(loss);
}

/* Fills typical[0 .. returned) with at most so many extreme days, each once. */
static size_t keep_extremes(const Days *days, size_t most)
{
    Extreme *extreme = memory_take(2 * days->park->followeds, sizeof *extreme);
    size_t extremes = 0, kept = 0;
    for (size_t s = 0; s < days->park->followeds; s++)
        if (range(&days->loss[s]) > 0) {
            ends_of(days, &days->loss[s], extreme + extremes);
            extremes += 2;
        }
    qsort(extreme, extremes, sizeof *extreme, farthest_first);
    for (size_t i = 0; i < extremes && kept < most; i++) {
        bool new = extreme[i].far > 1e-9; /* else all days are alike in it */
        for (size_t k = 0; k < kept; k++)
            new = new && days->typical[k].day != extreme[i].day;
        if (new)
            days->typical[kept++] = (TypicalDay){ .day = extreme[i].day,
                                                  .extreme = extreme[i].series,
                                                  .highest = extreme[i].highest };
    }
    free(extreme);
    return kept;
}

static int earliest_first(const void *left, const void *right)
{
    const TypicalDay *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

static void pick(Days *days, size_t most_extremes)
{
    const size_t fixed = keep_extremes(days, most_extremes);
    double *distance = distances(days);
    size_t *medoid = memory_take(days->count, sizeof *medoid),
           *stands = memory_take(days->days, sizeof *stands);
    for (size_t i = 0; i < fixed; i++)
        medoid[i] = days->typical[i].day;
    medoids_find(distance, days->days, days->count, fixed, medoid, stands);
    for (size_t i = 0; i < days->count; i++)
        days->typical[i].day = medoid[i];
    for (size_t d = 0; d < days->days; d++)
        days->typical[stands[d]].stands_for++;
    qsort(days->typical, days->count, sizeof *days->typical, earliest_first);
    for (size_t i = 0; i < days->count; i++)
        for (size_t d = 0; d < days->days; d++)
            if (medoid[stands[d]] == days->typical[i].day)
                days->stands[d] = i;
    free(stands);
    free(medoid);
    free(distance);
}

/* ---- what is lost ---- */

static void lose(const Days *days, SeriesLoss *loss, Duration *all, Duration *few)
{
    const size_t periods = days->park->periods, whole = days->days * days->steps;
    size_t count = 0;
    loss->typical_lowest = INFINITY;
    loss->typical_highest = -INFINITY;
    for (size_t t = 0; t < periods; t++)
        all[t] = (Duration){ loss->series->value[t], (double)whole };
    for (size_t i = 0; i < days->count; i++)
        for (size_t k = 0; k < days->steps; k++) {
            const TypicalDay *day = &days->typical[i];
            const double value = loss->series->value[day->day * days->steps + k];
            few[count++] = (Duration){ value, (double)(day->stands_for * periods) };
            loss->typical_lowest = fmin(loss->typical_lowest, value);
            loss->typical_highest = fmax(loss->typical_highest, value);
            loss->typical_mean += value * (double)day->stands_for;
        }
    loss->typical_mean /= (double)whole;
    const double difference = duration_difference(all, periods, few, count);
    loss->difference = range(loss) > 0 ? difference / range(loss) : 0;
}

static void lose_all(Days *days)
{
    Duration *all = memory_take(days->park->periods, sizeof *all),
             *few = memory_take(days->count * days->steps, sizeof *few);
    for (size_t s = 0; s < days->park->followeds; s++)
        lose(days, &days->loss[s], all, few);
    free(few);
    free(all);
}

bool days_pick(const Park *park, const DaysAsked *asked, Diag *diag, Days *days)
{
    const Node *horizon = node_find(park->root, "horizon");
    const Span span = horizon != NULL ? horizon->key_span : (Span){ .source = park->root->span.source };
    const bool day = asked->hours == 24, week = asked->hours == 168;
    *days = (Days){ .park = park,
                    .one = day    ? "day"
                           : week ? "week"
                                  : "stretch",
                    .many = day    ? "days"
                            : week ? "weeks"
                                   : "stretches",
                    .count = asked->count };
    if (!cut(park, asked, span, diag, days) || !follows(park, span, diag))
        return false;
    days->typical = memory_take(days->count, sizeof *days->typical);
    days->stands = memory_take(days->days, sizeof *days->stands);
    days->loss = memory_take(park->followeds, sizeof *days->loss);
    for (size_t s = 0; s < park->followeds; s++)
        days->loss[s] = range_of(&park->followed[s], park->periods);
    pick(days, asked->extremes);
    lose_all(days);
    return true;
}

void days_release(Days *days)
{
    free(days->typical);
    free(days->stands);
    free(days->loss);
    *days = (Days){ 0 };
}
