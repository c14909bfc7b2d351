/* heat_plan - what a plan does with the heat of a zone: cascade, pinch, utilities, who heats whom */
#include "models/heat_plan.h"

#include "models/formulation/family.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double nothing = 1e-9; /* GJ an hour */

/* How much the column of a stream runs. */
static double runs(const Outcome *outcome, const HeatStream *stream, int period)
{
    const int column = zone_driver(outcome->program, stream, period);
    return column >= 0 ? outcome->result.x[column] : 0;
}

static void read_flows(const Outcome *outcome, HeatPlan *plan)
{
    for (size_t s = 0; s < plan->zone->streams; s++)
        plan->flow[s] = outcome_heat(outcome, plan->zone->stream[s], plan->period);
}

static void sum_streams(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    memset(plan->given, 0, zone->cells * sizeof *plan->given);
    memset(plan->taken, 0, zone->cells * sizeof *plan->taken);
    plan->hot_utility = plan->cold_utility = plan->vented = 0;
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        zone_spread(stream, runs(outcome, stream, plan->period), stream->hot ? plan->given : plan->taken);
        if (stream->utility)
            *(stream->hot ? &plan->hot_utility : &plan->cold_utility) += plan->flow[s];
        if (stream->item->family == &family_vent)
            plan->vented += plan->flow[s];
    }
}

/* Whether the grand composite curve leaves nothing at all between two boundaries. */
static bool heat_between(const HeatPlan *plan, size_t from, size_t to)
{
    for (size_t k = from; k <= to; k++)
        if (plan->composite[k] > nothing)
            return true;
    return false;
}

/* The problem table of B. Linnhoff and J. R. Flower, AIChE J. 24 (1978) 633. */
static void find_pinch(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    double least = 0, throughput = 0;
    double *net = memory_take(zone->cells, sizeof *net);
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        if (stream->utility)
            continue;
        const double sign = stream->hot ? 1 : -1;
        zone_spread(stream, sign * runs(outcome, stream, plan->period), net);
        throughput += plan->flow[s];
    }
    plan->composite[0] = 0;
    plan->pinches = 0;
    for (size_t k = 0; k < zone->cells; k++) {
        plan->composite[k + 1] = plan->composite[k] + net[k];
        least = fmin(least, plan->composite[k + 1]);
    }
    free(net);
    plan->least_hot = -least;
    for (size_t k = 0; k <= zone->cells; k++)
        plan->composite[k] -= least;
    plan->least_cold = zone->cells > 0 ? plan->composite[zone->cells] : 0;
    for (size_t k = 1; k < zone->cells; k++)
        if (plan->composite[k] <= nothing + 1e-9 * throughput && heat_between(plan, 0, k)
            && heat_between(plan, k, zone->cells)
            && (plan->pinches == 0 || plan->pinch[plan->pinches - 1] - zone->cell[k].top > 1e-6))
            plan->pinch[plan->pinches++] = zone->cell[k].top;
}

double heat_plan_value(const Outcome *outcome, const Zone *zone, size_t side, size_t cell, int period)
{
    const int row = zone->cascades ? program_find(outcome->program, zone_row(zone, side, cell, period)) : -1;
    return row >= 0 ? outcome->result.row_dual[row] / outcome->park->period[period].share : (double)NAN;
}

static void read_rows(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    double net = 0;
    for (size_t k = 0; k < zone->cells; k++) {
        plan->value[k] = zone_is_restricted(zone) ? (double)NAN
                                                  : heat_plan_value(outcome, zone, 0, k, plan->period);
        net += plan->given[k] - plan->taken[k];
        plan->down[k] = net;
    }
}

/* ---- who heats whom ---- */

/* Heat of the hot streams of a side on its way down: the last that came is the nearest in temperature. */
typedef struct Pool {
    size_t *stream;
    double *heat;
    size_t count, stream_room, heat_room;
} Pool;

static void put_in(Pool *pool, size_t hot, double heat)
{
    pool->stream = memory_grow(pool->stream, pool->count, &pool->stream_room, sizeof *pool->stream);
    pool->heat = memory_grow(pool->heat, pool->count, &pool->heat_room, sizeof *pool->heat);
    pool->stream[pool->count] = hot;
    pool->heat[pool->count++] = heat;
}

static void draw(HeatPlan *plan, Pool *pool, size_t cold, double heat)
{
    while (pool->count > 0 && heat > 0) {
        double *left = &pool->heat[pool->count - 1];
        const double taken = fmin(heat, *left);
        plan->exchange[pool->stream[pool->count - 1] * plan->zone->streams + cold] += taken;
        *left -= taken;
        heat -= taken;
        pool->count -= *left <= 0;
    }
}

static double exchanged(const Outcome *outcome, const HeatPlan *plan, size_t hot, size_t cold, size_t cell)
{
    const int column = program_find(outcome->program,
                                    zone_exchange(plan->zone, hot, cold, cell, plan->period));
    return column >= 0 ? outcome->result.x[column] : 0;
}

/* Heat that a cold stream takes in a cell: from each side its part of what the plan gives its own side, else from any. */
static void serve(const Outcome *outcome, HeatPlan *plan, Pool *pool, size_t cold, size_t cell, double heat)
{
    const Zone *zone = plan->zone;
    if (!zone_is_restricted(zone)) {
        draw(plan, pool, cold, heat);
        return;
    }
    const size_t side = zone->stream[cold]->side;
    double all = 0;
    for (size_t hot = 0; hot < zone->hots; hot++)
        all += exchanged(outcome, plan, hot, side, cell);
    for (size_t hot = 0; hot < zone->hots && all > 0; hot++)
        draw(plan, &pool[hot], cold, heat / all * exchanged(outcome, plan, hot, side, cell));
}

static void find_exchange(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    Pool *pool = memory_take(zone->hots + 1, sizeof *pool);
    double *heat = memory_take(zone->streams * zone->cells, sizeof *heat);
    memset(plan->exchange, 0, zone->streams * zone->streams * sizeof *plan->exchange);
    for (size_t s = 0; s < zone->streams; s++)
        zone_spread(zone->stream[s], runs(outcome, zone->stream[s], plan->period), &heat[s * zone->cells]);
    for (size_t k = 0; k < zone->cells; k++)
        for (int hot = 1; hot >= 0; hot--)
            for (size_t s = 0; s < zone->streams; s++) {
                const double here = heat[s * zone->cells + k];
                if (zone->stream[s]->hot != hot || here <= 0)
                    continue;
                if (hot)
                    put_in(&pool[zone_is_restricted(zone) ? zone->stream[s]->side : 0], s, here);
                else
                    serve(outcome, plan, pool, s, k, here);
            }
    for (size_t hot = 0; hot <= zone->hots; hot++) {
        free(pool[hot].stream);
        free(pool[hot].heat);
    }
    free(pool);
    free(heat);
}

void heat_plan_init(HeatPlan *plan, const Zone *zone)
{
    *plan = (HeatPlan){
        .zone = zone,
        .flow = memory_take(zone->streams, sizeof(double)),
        .given = memory_take(zone->cells, sizeof(double)),
        .taken = memory_take(zone->cells, sizeof(double)),
        .down = memory_take(zone->cells, sizeof(double)),
        .value = memory_take(zone->cells, sizeof(double)),
        .composite = memory_take(zone->cells + 1, sizeof(double)),
        .pinch = memory_take(zone->cells + 1, sizeof(double)),
        .exchange = memory_take(zone->streams * zone->streams, sizeof(double)),
    };
}

void heat_plan_read(HeatPlan *plan, const Outcome *outcome, int period)
{
    plan->period = period;
    read_flows(outcome, plan);
    if (!plan->zone->cascades)
        return;
    sum_streams(outcome, plan);
    find_pinch(outcome, plan);
    read_rows(outcome, plan);
    find_exchange(outcome, plan);
}

void heat_plan_release(HeatPlan *plan)
{
    free(plan->flow);
    free(plan->given);
    free(plan->taken);
    free(plan->down);
    free(plan->value);
    free(plan->composite);
    free(plan->pinch);
    free(plan->exchange);
    *plan = (HeatPlan){ 0 };
}
