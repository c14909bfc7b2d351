/* footprint - the report of the CO2 that each product carries */
#include "cli/report/footprint.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/emission.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static double percent(double part, double whole)
{
    return whole != 0 ? 100 * part / whole : (double)NAN;
}

/* The CO2 of a row: all of it, and what of it is of which scope. */
static void co2_cells(const Park *park, const double burden[BURDENS], ReportTable *table)
{
    const Shown all = shown_sum(park, SUM_MASS, footprint_sum(burden));
    for (int k = 0; k < BURDENS; k++)
        report_number(table, percent(burden[k], footprint_sum(burden)));
    report_number(table, all.number);
    report_text(table, all.unit);
}

static void product_row(const Park *park, const FootprintPlace *place, ReportTable *table)
{
    const Resource *resource = &park->resource[place->resource];
    const Shown amount = shown_total(park, resource, place->sold),
                footprint = shown_footprint(park, resource, footprint_sum(place->carried) / place->sold);
    report_row(table, false);
    report_text(table, park->facility[place->facility].name);
    report_text(table, resource->name);
    report_text(table, resource->title.en);
    report_text(table, resource->title.zh);
    report_number(table, amount.number);
    report_text(table, amount.unit);
    report_number(table, footprint.number);
    report_text(table, footprint.unit);
    co2_cells(park, place->carried, table);
}

static void sum_row(const Park *park, const char *what, const double burden[BURDENS], ReportTable *table)
{
    report_row(table, false);
    report_text(table, what);
    for (int i = 0; i < 3; i++)
        report_text(table, "");
    report_number(table, NAN);
    report_text(table, "");
    report_number(table, NAN);
    report_text(table, "");
    co2_cells(park, burden, table);
}

static void products(const Footprints *footprints, const FootprintPlace *place, size_t places, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "product", "product", false },
                                            { "title_en", NULL, false },
                                            { "title_zh", NULL, false },
                                            { "sold", "sold", true },
                                            { "sold_unit", "", false },
                                            { "footprint", "footprint", true },
                                            { "footprint_unit", "", false },
                                            { "direct_percent", "direct %", true },
                                            { "energy_percent", "bought energy %", true },
                                            { "goods_percent", "bought goods %", true },
                                            { "credit_percent", "credit %", true },
                                            { "co2", "in all", true },
                                            { "co2_unit", "", false } };
    const Park *park = footprints->network.park;
    ReportTable *table = report_table(report, "products", "What is sold, and the CO2 that it carries",
                                      columns, COUNT(columns));
    for (size_t i = 0; i < places; i++)
        if (place[i].sold > 0)
            product_row(park, &place[i], table);
    if (footprint_sum(footprints->left) != 0)
        sum_row(park, "carried by nothing", footprints->left, table);
    sum_row(park, "sum of these", footprints->carried, table);
    sum_row(park, "whole park, by its accounts", footprints->total, table);
}

static void balances(const Park *park, const FootprintPlace *place, size_t places, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false }, { "resource", "resource", false },  { "used", "of use", true },
        { "used_unit", "", false },        { "footprint", "footprint", true }, { "footprint_unit", "", false }
    };
    ReportTable *table = report_table(report, "balances", "What each resource carries, place by place",
                                      columns, COUNT(columns));
    for (size_t i = 0; i < places; i++) {
        if (place[i].useful <= 0)
            continue;
        const Resource *resource = &park->resource[place[i].resource];
        const Shown amount = shown_total(park, resource, place[i].useful),
                    footprint = shown_footprint(park, resource,
                                                footprint_sum(place[i].carries) / place[i].useful);
        report_row(table, true);
        report_text(table, park->facility[place[i].facility].name);
        report_text(table, resource->name);
        report_number(table, amount.number);
        report_text(table, amount.unit);
        report_number(table, footprint.number);
        report_text(table, footprint.unit);
    }
}

/* What was not shared as it was asked for comes without --all. */
static void shares(const Footprints *footprints, Sharing wanted, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false }, { "process", "process", false },
        { "product", "product", false },   { "by", "by", false },
        { "period", NULL, KIND_PERIOD },   { "share_percent", "share %", KIND_RATIO },
        { "credit", "credit", KIND_SUM },  { "credit_unit", "", false }
    };
    const Park *park = footprints->network.park;
    ReportTable *table = periods_table(report, park, "shares", "How processes with several goods share",
                                       columns, COUNT(columns));
    table->note =
        "those that could not be shared as asked for; all with --all; wastes and used water carry nothing beside goods";
    for (size_t i = 0; i < footprints->shares; i++) {
        const FootprintShare *share = &footprints->share[i];
        const Shown credit = shown_sum(park, SUM_MASS, share->credit);
        report_row(table, share->by == (int)wanted);
        periods_weigh(table, share->burden / park->period[share->period].share);
        report_text(table, park->facility[share->process->item.facility].name);
        report_text(table, share->process->item.name);
        report_text(table, park->resource[share->resource].name);
        report_text(table, sharing_name(share->by));
        report_number(table, share->period + 1);
        report_number(table, 100 * share->share);
        report_number(table, credit.number);
        report_text(table, credit.unit);
    }
}

/* What is bought whose making is not known counts as nothing; that is said. */
static void unstated(const Outcome *outcome, Report *report)
{
    const Park *park = outcome->park;
    bool *said = memory_take(park->resources, sizeof *said);
    const char *names = "";
    for (size_t i = 0; i < outcome->program->flows.lines; i++) {
        const Flow flow = program_flow(outcome->program, i);
        if (flow.role != FLOW_BOUGHT || said[flow.resource] || outcome_flow(outcome, &flow) < 1e-9
            || !isnan(emission_of_purchase(park, &flow)))
            continue;
        said[flow.resource] = true;
        names = arena_print(park->arena, "%s%s%s", names, *names != '\0' ? ", " : "",
                            park->resource[flow.resource].name);
    }
    if (*names != '\0')
        report_line(report, "not stated, and counted as nothing, is the making of: %s", names);
    report_fact_text(report, "not_stated", names);
    free(said);
}

/* Of the processes with several goods, how many there are, and how many share otherwise than asked for. */
typedef struct Sharers {
    size_t all, otherwise;
    int by; /* the one way that these share, SHARINGS: several */
} Sharers;

static Sharers sharers_of(const Footprints *footprints, Sharing wanted)
{
    Sharers sharers = { 0, 0, (int)wanted };
    for (size_t i = 0; i < footprints->shares; i++) {
        const FootprintShare *share = &footprints->share[i];
        bool counted = false;
        for (size_t k = 0; k < i; k++)
            counted = counted || footprints->share[k].process == share->process;
        if (counted)
            continue;
        sharers.all++;
        if (share->by == (int)wanted)
            continue;
        sharers.by = sharers.otherwise == 0 || sharers.by == share->by ? share->by : SHARINGS;
        sharers.otherwise++;
    }
    return sharers;
}

/* "", or ", but 3 of 5 processes by value". */
static const char *but_for(const Park *park, Sharers sharers)
{
    if (sharers.otherwise == 0)
        return "";
    return arena_print(park->arena, ", but %zu of %zu processes with several goods %s%s", sharers.otherwise,
                       sharers.all, sharers.by == SHARINGS ? "" : "by ",
                       sharers.by == SHARINGS ? "otherwise" : sharing_name(sharers.by));
}

void footprint_report(const Outcome *outcome, const Footprints *footprints, Sharing wanted, Report *report)
{
    const Park *park = outcome->park;
    static const char *const names[] = { "total.direct", "total.energy", "total.goods" };
    const Shown direct = shown_sum(park, SUM_MASS, footprints->total[BURDEN_DIRECT]),
                energy = shown_sum(park, SUM_MASS, footprints->total[BURDEN_ENERGY]),
                goods = shown_sum(park, SUM_MASS, footprints->total[BURDEN_UPSTREAM]);
    const Sharers sharers = sharers_of(footprints, wanted);
    report_line(
        report,
        "footprints, shared by %s%s: CO2 %.6g %s direct, %.6g of bought power and heat, %.6g of other bought goods",
        sharing_name((int)wanted), but_for(park, sharers), direct.number, direct.unit, energy.number,
        goods.number);
    report_line(report, "%s, to %.1e by two roads: from the products, and from the accounts",
                footprint_sum(footprints->left) == 0 ? "what is sold carries all of it"
                                                     : "nothing of worth is sold that could carry it",
                footprints->gap);
    unstated(outcome, report);
    report_fact_text(report, "shared_by", sharing_name((int)wanted));
    report_fact(report, "sharing_processes", (double)sharers.all);
    report_fact(report, "sharing_otherwise", (double)sharers.otherwise);
    for (int k = 0; k < BURDEN_CREDIT; k++)
        report_fact(report, names[k], footprints->total[k] * park->hours);
    report_fact(report, "gap", footprints->gap);
    size_t places;
    FootprintPlace *place = footprint_places(footprints, &places);
    products(footprints, place, places, report);
    shares(footprints, wanted, report);
    balances(park, place, places, report);
    free(place);
}
