/* heat_plan - what a plan does with the heat of a zone: cascade, pinch, utilities, who heats whom */
#include "models/heat_plan.h"

#include "models/formulation/family.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

static const double nothing = 1e-9; /* GJ an hour */

static void sum_streams(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        const int column = zone_driver(outcome->program, stream, plan->period);
        const double runs = column >= 0 ? outcome->result.x[column] : 0;
        plan->flow[s] = outcome_heat(outcome, stream, plan->period);
        for (size_t k = 0; k < zone->cells; k++)
            (stream->hot ? plan->given : plan->taken)[k] += runs * zone_heat(stream, k);
        if (stream->utility)
            *(stream->hot ? &plan->hot_utility : &plan->cold_utility) += plan->flow[s];
        if (stream->item->family == &family_vent)
            plan->vented += plan->flow[s];
    }
}

/* The problem table of B. Linnhoff and J. R. Flower, AIChE J. 24 (1978) 633. */
static void find_pinch(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    double least = 0, throughput = 0;
    for (size_t k = 0; k < zone->cells; k++) {
        double net = 0;
        for (size_t s = 0; s < zone->streams; s++) {
            const HeatStream *stream = zone->stream[s];
            const int column = zone_driver(outcome->program, stream, plan->period);
            if (stream->utility || column < 0)
                continue;
            const double heat = outcome->result.x[column] * zone_heat(stream, k);
            net += stream->hot ? heat : -heat;
            throughput += heat;
        }
        plan->composite[k + 1] = plan->composite[k] + net;
        least = fmin(least, plan->composite[k + 1]);
    }
    plan->least_hot = -least;
    plan->pinch = NAN;
    for (size_t k = 0; k <= zone->cells; k++)
        plan->composite[k] -= least;
    plan->least_cold = zone->cells > 0 ? plan->composite[zone->cells] : 0;
    /* Between its ends: heat above and heat below. */
    double above = 0, below = 0;
    for (size_t k = 1; k < zone->cells; k++) {
        if (plan->composite[k] > nothing + 1e-9 * throughput)
            continue;
        for (size_t i = 0; i <= k; i++)
            above = fmax(above, plan->composite[i]);
        for (size_t i = k; i <= zone->cells; i++)
            below = fmax(below, plan->composite[i]);
        if (above > nothing && below > nothing) {
            plan->pinch = zone->cell[k].top;
            return;
        }
    }
}

static void read_rows(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    const double share = outcome->park->period[plan->period].share;
    double net = 0;
    for (size_t k = 0; k < zone->cells; k++) {
        const int row = program_find(outcome->program, zone_row(zone, 0, k, plan->period));
        plan->value[k] = row >= 0 && zone->cascades ? outcome->result.row_dual[row] / share : (double)NAN;
        net += plan->given[k] - plan->taken[k];
        plan->down[k] = fmax(0, net);
    }
}

/* ---- who heats whom ---- */

/* Heat of hot streams on its way down: the last that came is the nearest in temperature. */
typedef struct Pool {
    size_t *stream;
    double *heat;
    size_t count;
} Pool;

/* Heat from the pool of one side to a cold stream, at most `heat`. */
static double draw(HeatPlan *plan, Pool *pool, size_t side, size_t cold, double heat)
{
    const Zone *zone = plan->zone;
    double open = heat;
    for (size_t i = pool->count; i-- > 0 && open > 0;) {
        if (zone_is_restricted(zone) && zone->stream[pool->stream[i]]->side != side)
            continue;
        const double taken = fmin(open, pool->heat[i]);
        plan->exchange[pool->stream[i] * zone->streams + cold] += taken;
        pool->heat[i] -= taken;
        open -= taken;
    }
    return heat - open;
}

static double exchanged(const Outcome *outcome, const Zone *zone, size_t hot, size_t cold, size_t cell, int t)
{
    const int column = program_find(outcome->program, zone_exchange(zone, hot, cold, cell, t));
    return column >= 0 ? outcome->result.x[column] : 0;
}

/* Heat that a cold stream takes in a cell, from each side what the plan says, else from any. */
static void serve(const Outcome *outcome, HeatPlan *plan, Pool *pool, size_t cold, size_t cell, double heat)
{
    const Zone *zone = plan->zone;
    if (!zone_is_restricted(zone)) {
        draw(plan, pool, 0, cold, heat);
        return;
    }
    /* The part of this stream in what its side takes. */
    const size_t side = zone->stream[cold]->side;
    double all = 0;
    for (size_t hot = 0; hot < zone->hots; hot++)
        all += exchanged(outcome, zone, hot, side, cell, plan->period);
    for (size_t hot = 0; hot < zone->hots && all > 0; hot++)
        draw(plan, pool, hot, cold, heat / all * exchanged(outcome, zone, hot, side, cell, plan->period));
}

static void find_exchange(const Outcome *outcome, HeatPlan *plan)
{
    const Zone *zone = plan->zone;
    const size_t most = zone->streams * zone->cells;
    Pool pool = { memory_take(most, sizeof(size_t)), memory_take(most, sizeof(double)), 0 };
    for (size_t k = 0; k < zone->cells; k++)
        for (int hot = 1; hot >= 0; hot--)
            for (size_t s = 0; s < zone->streams; s++) {
                const HeatStream *stream = zone->stream[s];
                const int column = zone_driver(outcome->program, stream, plan->period);
                if (stream->hot != hot || column < 0)
                    continue;
                const double heat = outcome->result.x[column] * zone_heat(stream, k);
                if (heat <= 0)
                    continue;
                if (hot) {
                    pool.stream[pool.count] = s;
                    pool.heat[pool.count++] = heat;
                } else {
                    serve(outcome, plan, &pool, s, k, heat);
                }
            }
    free(pool.stream);
    free(pool.heat);
}

void heat_plan_make(const Outcome *outcome, const Zone *zone, int period, HeatPlan *plan)
{
    *plan = (HeatPlan){
        .zone = zone,
        .period = period,
        .flow = memory_take(zone->streams, sizeof(double)),
        .given = memory_take(zone->cells, sizeof(double)),
        .taken = memory_take(zone->cells, sizeof(double)),
        .down = memory_take(zone->cells, sizeof(double)),
        .value = memory_take(zone->cells, sizeof(double)),
        .composite = memory_take(zone->cells + 1, sizeof(double)),
        .exchange = memory_take(zone->streams * zone->streams, sizeof(double)),
    };
    sum_streams(outcome, plan);
    find_pinch(outcome, plan);
    read_rows(outcome, plan);
    if (zone->cascades)
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
    free(plan->exchange);
    *plan = (HeatPlan){ 0 };
}
