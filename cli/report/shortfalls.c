/* shortfalls - what contracts ask for and is not taken, and what is paid for it
 *
 *     missing = hours of the horizon x share of the group x what is missing an hour,     paid = shortfall x missing
 *
 * So a typical day counts as often as it comes, as in all totals. What is paid stands in the accounts among the purchases. */
#include "cli/report/shortfalls.h"

#include "cli/report/periods.h"
#include "cli/report/shown.h"
#include "models/formulation/contract.h"
#include "models/formulation/family.h"

/* Below this, internal units an hour, rounding is left. */
static const double least_missing = 1e-6;

/* In the unit in which the contract says its least. */
static Shown missing_amount(const Park *park, const Contract *contract, double missing)
{
    double least;
    const Unit *unit;
    const char *why;
    const bool read = units_amount(park->units, node_find(contract->item.node, "min")->text, &least, &unit,
                                   NULL, &why);
    return read ? (Shown){ missing * least / contract->min, unit_text(unit) } : (Shown){ missing, "" };
}

static void shortfall_row(const Outcome *outcome, const Contract *contract, int first, double an_hour,
                          ReportTable *table)
{
    const Park *park = outcome->park;
    const Item *item = &contract->item;
    const double mean = contract_share(contract, first) * an_hour;
    const Shown missing = missing_amount(park, contract, mean * park->hours),
                paid = shown_sum(park, SUM_MONEY, contract->shortfall * mean);
    report_row(table, false);
    report_text(table, park->facility[item->facility].name);
    report_text(table, item->owner->family == &family_buys ? "bought" : "sold");
    report_text(table, park->resource[item->resource].name);
    report_text(table, item->name);
    report_number(table, first + 1);
    report_number(table, missing.number);
    report_text(table, missing.unit);
    report_number(table, paid.number);
    report_text(table, paid.unit);
}

void shortfalls_report(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = {
        { "facility", "facility", false }, { "role", "", false },
        { "resource", "resource", false }, { "contract", "each", false },
        { "period", NULL, KIND_PERIOD },   { "missing", "missing", KIND_SUM },
        { "missing_unit", "", false },     { "paid", "paid", KIND_SUM },
        { "paid_unit", "", false }
    };
    const Park *park = outcome->park;
    ReportTable *table = NULL;
    for (size_t i = 0; i < park->items; i++)
        for (int t = 0; park->item[i]->family == &family_contract && t < (int)park->periods; t++) {
            const Item *item = park->item[i];
            const int column = program_find(outcome->program,
                                            (Tag){ COLUMN_SHORTFALL, item->index, item->resource, t });
            if (column < 0 || outcome->result.x[column] < least_missing)
                continue;
            if (table == NULL)
                table = periods_table(report, park, "shortfalls", "What contracts ask for and is not taken",
                                      columns, sizeof columns / sizeof columns[0]);
            shortfall_row(outcome, (const Contract *)item, t, outcome->result.x[column], table);
        }
    if (table != NULL)
        table->note = "in all; what is paid for it stands among the purchases";
}
