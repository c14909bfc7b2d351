/* carry - what a store carries from one typical stretch into the next, in the order in which they come
 *
 * Of the turns d of a sequence, in which stretch i comes turns_i times, with kept the share that is left at the end of the stretch:
 *
 *     start_i = sum over the turns of i of stock[d] / turns_i
 *     stock[d+1] = stock[d] left to the end + what the stretch adds = kept (stock[d] - start_i) + level[last of i]
 *
 * level[t] of a store is here the mean over the turns of its stretch, from start_i on. In turn d it is kept_t (stock[d] - start_i) higher, kept_t up to the
 * end of t, so it is highest in the turn that begins with most and lowest in the one that begins with least:
 *
 *     least_i <= stock[d] <= most_i
 *     level[t] + kept_t (most_i - start_i) <= capacity,      level[t] + kept_t (least_i - start_i) >= lowest
 *
 * This is exact, with losses too, by two rows a turn and two a period in the place of two for each period of each turn. The last turn is followed by the first, or
 * ends with at least `end`. (The superposition of L. Kotzur et al., Time series aggregation for energy system design: modeling seasonal storage,
 * Applied Energy 213, 2018, which bounds the levels of a lossy store from the safe side only.) */
#include "models/formulation/carry.h"

#include "models/horizon.h"

#include <math.h>

/* A share that is left of so little that it moves nothing. */
static const double nothing = 1e-9;

bool carry_tag(int kind)
{
    return kind == ROW_STOCK || kind == ROW_STOCK_MOST || kind == ROW_STOCK_LEAST || kind == COLUMN_STOCK;
}

static Tag tag_of(const Store *store, int kind, int place, int period)
{
    return (Tag){ kind, store->item.index, place, period };
}

/* Of a stretch: free in sign, since rows hold it. */
static int column_of(const Store *store, Program *program, int kind, size_t t)
{
    return program_column(program, tag_of(store, kind, store->holds, (int)t), -INFINITY, INFINITY);
}

static void add(Program *program, int row, int column, double value)
{
    if (fabs(value) > nothing)
        program_add(program, row, column, value);
}

/* Share of what is in the store as the stretch of t begins that is left at the end of t. */
static double kept_to(const Park *park, const Store *store, size_t t)
{
    double hours = 0;
    for (size_t k = park->stretch[park->period[t].stretch].first; k <= t; k++)
        hours += park->period[k].hours;
    return exp(hours * log1p(-store->loss));
}

/* ---- what is there as a turn begins ---- */

const char *carry_stock_key(const Park *park, const Store *store, int turn)
{
    return turn > 0 && (size_t)turn == park->turns && node_find(store->item.node, "end") != NULL ? "end"
                                                                                                 : "start";
}

/* In a circle what is left at the end is what was there at the beginning. */
static Tag stock_tag(const Park *park, const Store *store, size_t turn)
{
    const bool again = turn == park->turns && store_goes_round(store);
    return tag_of(store, COLUMN_STOCK, again ? 0 : (int)turn, -1);
}

int carry_stock(const Program *program, const Store *store, size_t turn)
{
    return program_find(program, stock_tag(program->park, store, turn));
}

static int stock(const Store *store, Program *program, size_t turn)
{
    const bool given = !store_goes_round(store), first = given && turn == 0,
               last = given && turn == program->park->turns;
    return program_column(program, stock_tag(program->park, store, turn),
                          first  ? store->start
                          : last ? store->end
                                 : -INFINITY,
                          first ? store->start : INFINITY);
}

/* ---- in a stretch ---- */

/* The most or the least with which a turn of the stretch begins; where it comes but once, what that one begins with. */
static int extreme_of(const Store *store, Program *program, int kind, size_t stretch)
{
    const Park *park = program->park;
    size_t turn = 0;
    if (horizon_turns(park, stretch) > 1)
        return column_of(store, program, kind, park->stretch[stretch].first);
    while (park->sequence[turn] != stretch)
        turn++;
    return stock(store, program, turn);
}

static void put_limit(const Store *store, Program *program, int t, int row, int extreme)
{
    const Park *park = program->park;
    const size_t stretch = park->period[t].stretch, first = park->stretch[stretch].first;
    const double kept = kept_to(park, store, (size_t)t);
    program_add(program, row, column_of(store, program, COLUMN_LEVEL, (size_t)t), 1);
    add(program, row, extreme_of(store, program, extreme, stretch), kept);
    add(program, row, column_of(store, program, COLUMN_START, first), -kept);
}

static void put_limits(const Store *store, Program *program, int t)
{
    const Tag most = tag_of(store, ROW_LEVEL_MOST, store->holds, t),
              least = tag_of(store, ROW_LEVEL_LEAST, store->holds, t);
    if (isfinite(store->capacity))
        put_limit(store, program, t, program_row(program, most, -INFINITY, store->capacity),
                  COLUMN_STOCK_MOST);
    put_limit(store, program, t, program_row(program, least, store->lowest, INFINITY), COLUMN_STOCK_LEAST);
}

/* ---- from turn to turn ---- */

/* A turn of several begins with no more than the most of them, and no less than the least. */
static void put_between(const Store *store, Program *program, size_t d, size_t first)
{
    const int begins = stock(store, program, d);
    if (isfinite(store->capacity)) {
        const int most = program_row(program, tag_of(store, ROW_STOCK_MOST, (int)d, -1), 0, INFINITY);
        program_add(program, most, column_of(store, program, COLUMN_STOCK_MOST, first), 1);
        program_add(program, most, begins, -1);
    }
    const int least = program_row(program, tag_of(store, ROW_STOCK_LEAST, (int)d, -1), 0, INFINITY);
    program_add(program, least, begins, 1);
    program_add(program, least, column_of(store, program, COLUMN_STOCK_LEAST, first), -1);
}

static void put_turn(const Store *store, Program *program, size_t d)
{
    const Park *park = program->park;
    const Stretch *stretch = &park->stretch[park->sequence[d]];
    const size_t first = stretch->first, last = first + stretch->periods - 1;
    const double kept = kept_to(park, store, last);
    const int before = stock(store, program, d), after = stock(store, program, d + 1),
              start = column_of(store, program, COLUMN_START, first);
    const int row = program_row(program, tag_of(store, ROW_STOCK, (int)d, -1), 0, 0);
    add(program, row, before, before == after ? kept - 1 : kept);
    add(program, row, after, before == after ? 0 : -1);
    add(program, row, start, -kept);
    program_add(program, row, column_of(store, program, COLUMN_LEVEL, last), 1);

    const double turns = (double)horizon_turns(park, park->sequence[d]);
    const int mean = program_row(program, tag_of(store, ROW_STOCK_MEAN, store->holds, (int)first), 0, 0);
    program_add(program, mean, before, 1 / turns);
    if (turns > 1)
        put_between(store, program, d, first);
}

static void put_turns(const Store *store, Program *program)
{
    const Park *park = program->park;
    for (size_t d = 0; d < park->turns; d++)
        put_turn(store, program, d);
    for (size_t s = 0; s < park->stretches; s++) {
        const size_t first = park->stretch[s].first;
        const Tag mean = tag_of(store, ROW_STOCK_MEAN, store->holds, (int)first);
        program_add(program, program_row(program, mean, 0, 0), column_of(store, program, COLUMN_START, first),
                    -1);
    }
}

void carry_compile(const Store *store, Program *program, int t)
{
    put_limits(store, program, t);
    if ((size_t)t + 1 == program->park->periods)
        put_turns(store, program);
}
