/* contract - what a purchase or a sale comes to by day, month or year
 *
 *     average of a group = sum over its periods of share_t flow[t] / sum over its periods of share_t
 *     min / whole <= average + missing <= max / whole,      costs shortfall missing
 *
 * A group is the periods of a day, a month or the year, and whole is how long that is: 24 h, 730 h or 8760 h. So half a day is held to half of
 * what is agreed on for a day, and a horizon of a week to its part of a year. Days and months are counted within a stretch, from
 * its beginning; months are those of the calendar where the horizon is one stretch with a date as its `start`. Rows are averages by
 * hour, as all others: of 8760 periods no figure grows large. */
#include "models/formulation/contract.h"

#include "models/formulation/family.h"
#include "models/formulation/market.h"

#include <math.h>
#include <string.h>

static const Field fields[] = {
    { "min", FIELD_AMOUNT, offsetof(Contract, min), .unit = "resource", .min = 0, .max = 1e15,
      .help = "least amount in each of them" },
    { "max", FIELD_AMOUNT, offsetof(Contract, max), .unit = "resource", .min = 0, .max = 1e15,
      .value = INFINITY, .help = "most amount in each of them; no limit when not given" },
    { "shortfall", FIELD_AMOUNT, offsetof(Contract, shortfall), .unit = "money/resource", .min = 0,
      .max = 1e9, .value = NAN,
      .help =
          "money for one unit that is missing from 'min' (take or pay); when not given, none may be missing" },
    { 0 },
};

static const struct {
    const char *name, *each;
    double hours;
} spans[CONTRACT_SPANS] = {
    [EACH_DAY] = { "day", "a day", 24 },
    [EACH_MONTH] = { "month", "a month", 730 },
    [EACH_YEAR] = { "year", "a year", 8760 },
};

const char *contract_each(const Contract *contract)
{
    return spans[contract->each].each;
}

double contract_share(const Contract *contract, int first)
{
    return contract->group[first]->share;
}

static bool prepare(Reading *reading, Item *item, FieldScope *scope)
{
    Contract *contract = (Contract *)item;
    const char *names[CONTRACT_SPANS];
    const Node name = { .text = item->name, .span = item->span };
    int found = -1;
    for (int i = 0; i < CONTRACT_SPANS; i++) {
        names[i] = spans[i].name;
        if (strcmp(item->name, names[i]) == 0)
            found = i;
    }
    contract->each = fields_reference(reading, &name, "length of a contract (day, month, year)", names,
                                      CONTRACT_SPANS, found);
    scope->resource = item->resource = item->owner->resource;
    return contract->each >= 0;
}

/* ---- days and months ---- */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static double hours_of_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return 24 * (days[month] + (month == 1 && is_leap(year)));
}

static int number(const char *text, size_t digits)
{
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + text[i] - '0';
    }
    return value;
}

/* "2025-01-01" and what may follow it; the month is counted from 0. */
static bool date(const char *text, int *year, int *month, int *day)
{
    if (text == NULL || strlen(text) < 10 || text[4] != '-' || text[7] != '-')
        return false;
    *year = number(text, 4);
    *month = number(text + 5, 2) - 1;
    *day = number(text + 8, 2);
    return *year >= 0 && *month >= 0 && *month < 12 && *day >= 1
           && 24 * *day <= hours_of_month(*year, *month);
}

/* Where a group ends, hours after the stretch begins, and how long a whole one is. */
typedef struct Calendar {
    double end, whole;
    int year, month; /* -1: all are as long */
} Calendar;

static Calendar calendar_of(const Park *park, int each)
{
    int year, month, day;
    const double hours = spans[each].hours;
    if (each != EACH_MONTH || park->stretches > 1 || !date(park->start, &year, &month, &day))
        return (Calendar){ hours, hours, 0, -1 };
    const double whole = hours_of_month(year, month);
    return (Calendar){ whole - 24 * (day - 1), whole, year, month };
}

static void next_group(Calendar *calendar)
{
    if (calendar->month >= 0) {
        calendar->year += calendar->month == 11;
        calendar->month = (calendar->month + 1) % 12;
        calendar->whole = hours_of_month(calendar->year, calendar->month);
    }
    calendar->end += calendar->whole;
}

/* A period belongs to the group in which it begins. */
static void group_stretch(const Park *park, const Stretch *stretch, Contract *contract)
{
    ContractGroup *group = NULL;
    Calendar calendar = calendar_of(park, contract->each);
    double begins = 0;
    for (size_t t = stretch->first; t < stretch->first + stretch->periods; t++) {
        const Period *period = &park->period[t];
        bool next = group == NULL;
        for (; begins >= calendar.end * (1 - 1e-12); next = true)
            next_group(&calendar);
        if (next) {
            group = arena_take(park->arena, sizeof *group);
            *group = (ContractGroup){ .first = (int)t, .whole = calendar.whole };
        }
        group->share += period->share;
        contract->group[t] = group;
        begins += period->hours;
    }
}

static void make_groups(const Park *park, Contract *contract)
{
    contract->group = arena_take(park->arena, park->periods * sizeof(const ContractGroup *));
    if (contract->each != EACH_YEAR) {
        for (size_t s = 0; s < park->stretches; s++)
            group_stretch(park, &park->stretch[s], contract);
        return;
    }
    ContractGroup *year = arena_take(park->arena, sizeof *year);
    *year = (ContractGroup){ .share = 1, .whole = spans[EACH_YEAR].hours };
    for (size_t t = 0; t < park->periods; t++)
        contract->group[t] = year;
}

static bool complete(Reading *reading, Item *item)
{
    Contract *contract = (Contract *)item;
    if (!isnan(contract->shortfall) && node_find(item->node, "min") == NULL)
        return diag_error(reading->diag, item_span(item, "shortfall"),
                          "'shortfall' wants 'min' beside it: what may be missing");
    make_groups(reading->park, contract);
    return family_limits_agree(reading, item, offsetof(Contract, min), offsetof(Contract, max));
}

/* ---- into the program ---- */

/* What is missing is paid for as a purchase: it costs, under every objective of money. */
static void put_shortfall(const Contract *contract, Program *program, int row, const ContractGroup *group)
{
    const Item *item = &contract->item;
    const int missing = program_column(
        program, (Tag){ COLUMN_SHORTFALL, item->index, item->resource, group->first }, 0, INFINITY);
    program_add(program, row, missing, 1);
    program_book(program, ACCOUNT_PURCHASES, item->facility, missing,
                 contract->shortfall * group->share / program->park->period[group->first].share);
}

static void compile(const Item *item, Program *program, int t)
{
    const Contract *contract = (const Contract *)item;
    const ContractGroup *group = contract->group[t];
    const int row = program_row(program, (Tag){ ROW_CONTRACT, item->index, item->resource, group->first },
                                contract->min > 0 ? contract->min / group->whole : -INFINITY,
                                contract->max / group->whole);
    const int kind = item->owner->family == &family_buys ? COLUMN_BUY : COLUMN_SELL;
    const int traded = program_column(program, (Tag){ kind, item->owner->index, item->resource, t },
                                      -INFINITY, INFINITY);
    program_add(program, row, traded, program->park->period[t].share / group->share);
    if (t == group->first && !isnan(contract->shortfall))
        put_shortfall(contract, program, row, group);
}

const Family family_contract = {
    .name = "contract",
    .key = "contracts",
    .place = IN_MARKET,
    .naming = NAMED_FREELY,
    .help = "what a purchase or a sale comes to by day, month or year",
    .fields = fields,
    .size = sizeof(Contract),
    .prepare = prepare,
    .complete = complete,
    .compile = compile,
};
