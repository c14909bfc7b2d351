/* store - holding a resource from one period to the next: a gas holder, a yard, a tank, a battery
 *
 *     level[t] = kept level[t-1] + hours (efficiency charge[t] - discharge[t]),      kept = (1 - loss)^hours
 *     lowest <= level[t] <= capacity,   charge[t] and discharge[t] between 0 and their most
 *
 * Before the first period of a stretch comes its last: what is in the store at the end is what was in it before. Where `start` is given
 * it begins with that much instead, and the last level is at least `end`, which is `start` when not given, so that no plan lives on
 * its stock. The row is divided by the hours, so that its dual is what a unit in the store is worth.
 *
 * A store that carries over begins a stretch with what the ones before left in it, see carry.c; its level is then the mean over the turns of the stretch.
 *
 * charge leaves the balance of the facility, discharge enters it. What is lost in between, its carbon, goes to the air as CO2. */
#include "models/formulation/store.h"

#include "models/formulation/balance.h"
#include "models/formulation/carry.h"
#include "models/formulation/family.h"
#include "models/resource.h"

#include <math.h>

/* A level is a share of the capacity, or an amount. */
static const Field fields[] = {
    { "holds", FIELD_RESOURCE, offsetof(Store, holds), .need = true, .help = "the resource that it holds" },
    { "capacity", FIELD_AMOUNT, offsetof(Store, capacity), .unit = "resource", .min = 0, .max = 1e12,
      .value = INFINITY, .help = "most it holds; no limit when not given" },
    { "charge", FIELD_AMOUNT, offsetof(Store, charge), .unit = "resource/h", .varies = true, .min = 0,
      .max = 1e12, .value = INFINITY, .help = "most that goes in by time; no limit when not given" },
    { "discharge", FIELD_AMOUNT, offsetof(Store, discharge), .unit = "resource/h", .varies = true, .min = 0,
      .max = 1e12, .value = INFINITY, .help = "most that comes out by time; no limit when not given" },
    { "loss", FIELD_AMOUNT, offsetof(Store, loss), .unit = "1/h", .min = 0, .max = 1,
      .help = "share of what it holds that is lost by time: 0.1 %/h" },
    { "efficiency", FIELD_AMOUNT, offsetof(Store, efficiency), .unit = "1", .min = 0.001, .max = 1,
      .value = 1, .help = "share of what goes in that can come out again" },
    { "lowest", FIELD_AMOUNT, offsetof(Store, lowest_share), .unit = "1", .min = 0, .max = 1, .value = NAN,
      .help = "least it holds: a share of its capacity, or an amount" },
    { "lowest", FIELD_AMOUNT, offsetof(Store, lowest), .unit = "resource", .min = 0, .max = 1e12, .value = 0,
      .help = "" },
    { "start", FIELD_AMOUNT, offsetof(Store, start_share), .unit = "1", .min = 0, .max = 1, .value = NAN,
      .help = "what it holds at the beginning; when not given, whatever it holds at the end" },
    { "start", FIELD_AMOUNT, offsetof(Store, start), .unit = "resource", .min = 0, .max = 1e12, .value = NAN,
      .help = "" },
    { "end", FIELD_AMOUNT, offsetof(Store, end_share), .unit = "1", .min = 0, .max = 1, .value = NAN,
      .help = "least it holds at the end; 'start' when not given" },
    { "end", FIELD_AMOUNT, offsetof(Store, end), .unit = "resource", .min = 0, .max = 1e12, .value = NAN,
      .help = "" },
    { "carries_over", FIELD_SWITCH, offsetof(Store, carries_over),
      .help = "whether what it holds carries over from one typical stretch into the next of the 'sequence'" },
    { "cost", FIELD_AMOUNT, offsetof(Store, cost), .unit = "money/resource", .varies = true, .min = 0,
      .max = 1e9, .help = "money for one unit that goes in" },
    { "holding", FIELD_AMOUNT, offsetof(Store, holding), .unit = "money/resource/h", .varies = true, .min = 0,
      .max = 1e9, .help = "money for one unit that it holds, by time" },
    { 0 },
};

/* ---- what is written ---- */

/* A level that was given as a share becomes an amount. */
static bool to_amount(Reading *reading, const Store *store, const char *key, double share, double *amount)
{
    if (isnan(share))
        return true;
    if (isinf(store->capacity))
        return diag_error(reading->diag, item_span(&store->item, key),
                          "'%s' is a share of 'capacity', which is not given", key);
    *amount = share * store->capacity;
    return true;
}

/* What is said of levels must leave room between them; `low` is not above `high`. */
static bool not_above(Reading *reading, const Store *store, const char *low_key, double low,
                      const char *high_key, double high)
{
    if (!(low > high * (1 + 1e-12)))
        return true;
    const bool low_is_said = node_find(store->item.node, low_key) != NULL;
    return diag_error(reading->diag, item_span(&store->item, low_is_said ? low_key : high_key),
                      "'%s' is above '%s', which is %s", low_key, high_key,
                      node_find(store->item.node, high_key)->text);
}

static bool levels_agree(Reading *reading, Store *store)
{
    if (!to_amount(reading, store, "lowest", store->lowest_share, &store->lowest)
        || !to_amount(reading, store, "start", store->start_share, &store->start)
        || !to_amount(reading, store, "end", store->end_share, &store->end))
        return false;
    if (isnan(store->start) && !isnan(store->end))
        return diag_error(reading->diag, item_span(&store->item, "end"),
                          "'end' wants 'start' beside it; without it the store ends as it began");
    const bool fine = not_above(reading, store, "lowest", store->lowest, "capacity", store->capacity)
                      && not_above(reading, store, "start", store->start, "capacity", store->capacity)
                      && not_above(reading, store, "end", store->end, "capacity", store->capacity)
                      && not_above(reading, store, "lowest", store->lowest, "start", store->start);
    if (isnan(store->end))
        store->end = store->start;
    return fine;
}

bool store_goes_round(const Store *store)
{
    return isnan(store->start);
}

bool store_carries(const Park *park, const Store *store)
{
    return store->carries_over && park->turns > 0;
}

/* A circle of one period has nothing to carry from one to the next. */
static bool has_two_periods(const Park *park, const Store *store)
{
    if (store_carries(park, store) && park->turns > 1)
        return true;
    for (size_t s = 0; s < park->stretches; s++)
        if (park->stretch[s].periods > 1)
            return true;
    return false;
}

static bool complete(Reading *reading, Item *item)
{
    Store *store = (Store *)item;
    const Resource *resource = &reading->park->resource[store->holds];
    item->resource = store->holds;
    if (resource->ambient)
        return diag_error(reading->diag, item_span(item, "holds"), "'%s' is all around; it needs no store",
                          resource->name);
    if (resource_is_waste(resource) && (store->loss > 0 || store->efficiency < 1))
        return diag_error(
            reading->diag, item_span(item, store->loss > 0 ? "loss" : "efficiency"),
            "'%s' is a solid waste; a store does not make it vanish, so nothing of it is lost there",
            resource->name);
    if (!levels_agree(reading, store))
        return false;
    if (store->carries_over && reading->park->stretches > 1 && reading->park->turns == 0)
        return diag_error(
            reading->diag, item_span(item, "carries_over"),
            "'carries_over' wants a 'sequence' in the horizon: the order in which its typical stretches come");
    if (store_goes_round(store) && !has_two_periods(reading->park, store) && diag_errors(reading->diag) == 0)
        diag_warning(reading->diag, item->span,
                     "the store '%s' does nothing: the horizon has one period; give it 'steps'", item->name);
    return true;
}

const char *store_least_key(const Park *park, const Store *store, int t)
{
    const Stretch *stretch = &park->stretch[park->period[t].stretch];
    const bool last = (size_t)t + 1 == stretch->first + stretch->periods;
    if (!last || store_goes_round(store) || store->end <= store->lowest)
        return "lowest";
    return node_find(store->item.node, "end") != NULL ? "end" : "start";
}

/* ---- into the program ---- */

static void put_flow(const Store *store, Program *program, int t, int column, int role, double amount)
{
    if (amount > 0)
        balance_flow(program, (Flow){ .column = column,
                                      .item = store->item.index,
                                      .facility = store->item.facility,
                                      .resource = store->holds,
                                      .period = t,
                                      .role = role,
                                      .amount = amount });
}

static int column_of(const Store *store, Program *program, int kind, size_t t, double lower, double upper)
{
    return program_column(program, (Tag){ kind, store->item.index, store->holds, (int)t }, lower, upper);
}

/* What was in the store before period t. */
static int level_before(const Store *store, Program *program, const Stretch *stretch, size_t t)
{
    if (t == stretch->first && store_carries(program->park, store))
        return column_of(store, program, COLUMN_START, t, -INFINITY, INFINITY);
    if (t == stretch->first && !store_goes_round(store))
        return column_of(store, program, COLUMN_START, t, store->start, store->start);
    const size_t before = t == stretch->first ? stretch->first + stretch->periods - 1 : t - 1;
    return column_of(store, program, COLUMN_LEVEL, before, -INFINITY, INFINITY);
}

static void compile(const Item *item, Program *program, int t)
{
    const Store *store = (const Store *)item;
    const Period *period = &program->park->period[t];
    const Stretch *stretch = &program->park->stretch[period->stretch];
    const bool carries = store_carries(program->park, store);
    if (store_goes_round(store) && stretch->periods == 1 && !carries)
        return;
    const bool last = (size_t)t + 1 == stretch->first + stretch->periods;
    const double least = last && !store_goes_round(store) ? fmax(store->lowest, store->end) : store->lowest;
    const double lost = -expm1(period->hours * log1p(-store->loss)); /* 1 - kept */
    const int level = column_of(store, program, COLUMN_LEVEL, (size_t)t, carries ? -INFINITY : least,
                                carries ? INFINITY : store->capacity),
              before = level_before(store, program, stretch, (size_t)t),
              charge = column_of(store, program, COLUMN_CHARGE, (size_t)t, 0, store->charge),
              discharge = column_of(store, program, COLUMN_DISCHARGE, (size_t)t, 0, store->discharge);
    const int row = program_row(program, (Tag){ ROW_STORE, item->index, store->holds, t }, 0, 0);
    program_add(program, row, before, (1 - lost) / period->hours);
    program_add(program, row, level, -1 / period->hours);
    program_add(program, row, charge, store->efficiency);
    program_add(program, row, discharge, -1);
    put_flow(store, program, t, charge, FLOW_CHARGED, 1);
    put_flow(store, program, t, charge, FLOW_LEAKED, 1 - store->efficiency);
    put_flow(store, program, t, before, FLOW_LEAKED, lost / period->hours);
    put_flow(store, program, t, discharge, FLOW_DISCHARGED, 1);
    program_book(program, ACCOUNT_RUNNING, item->facility, charge, store->cost);
    program_book(program, ACCOUNT_RUNNING, item->facility, level, store->holding);
    if (carries && !program->average)
        carry_compile(store, program, t);
}

const Family family_store = {
    .name = "store",
    .key = "stores",
    .place = IN_FACILITY,
    .naming = NAMED_FREELY,
    .help = "where a resource is held from one period to the next: a gas holder, a tank",
    .fields = fields,
    .size = sizeof(Store),
    .complete = complete,
    .compile = compile,
};
