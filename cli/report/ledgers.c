/* ledgers - carbon and energy by the way they come and go, and what one unit of each resource holds */
#include "cli/report/ledgers.h"

#include "cli/report/shown.h"
#include "models/formulation/emission.h"
#include "models/ledger.h"
#include "models/picked.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

static void begin(const Park *park, int facility, ReportTable *table)
{
    report_row(table, facility >= 0);
    report_text(table, facility < 0 ? "whole park" : park->facility[facility].name);
}

/* What stands below the title: what the columns are, and how far any row is from closing. */
static const char *note(const Park *park, const char *says, const Ledger *ledger, Content content)
{
    double worst = 0;
    for (size_t i = 0; i <= park->facilities; i++)
        worst = fmax(worst, ledger_gap(&ledger[i], content));
    return arena_print(park->arena, "%s; closes to %.1e; each facility with --all", says, worst);
}

static void amount_cells(const Park *park, ShownSum kind, const double *amounts, size_t count,
                         ReportTable *table)
{
    for (size_t i = 0; i < count; i++)
        report_number(table, shown_sum(park, kind, amounts[i]).number);
    report_text(table, shown_sum(park, kind, 0).unit);
}

/* The whole park, then each facility: what came in = what went out, to the last column. */
static void carbon(const Outcome *outcome, const Ledger *ledger, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "bought", "bought", true },
                                            { "received", "received", true },
                                            { "sold", "sold", true },
                                            { "sent", "sent", true },
                                            { "stored", "stored", true },
                                            { "drained", "drained", true },
                                            { "to_air", "to the air", true },
                                            { "co2", "as CO2", true },
                                            { "difference", NULL, true },
                                            { "unit", "", false } };
    const Park *park = outcome->park;
    ReportTable *table = report_table(report, "carbon", "Carbon", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note =
        note(park, "bought and received = sold, sent, stored (landfill, stockpile), drained and to the air",
             ledger, CONTENT_CARBON);
    for (int f = -1; f < (int)park->facilities; f++) {
        const Ledger of = ledger[f + 1];
        const double co2 = outcome_account(outcome, ACCOUNT_CO2, f), air = co2 / CO2_PER_CARBON;
        const double difference = ledger_left(&of, CONTENT_CARBON) - air;
        const double amounts[] = { of.bought,  of.received, of.sold, of.sent,   of.buried + of.stored,
                                   of.drained, air,         co2,     difference };
        begin(park, f, table);
        amount_cells(park, SUM_MASS, amounts, sizeof amounts / sizeof amounts[0], table);
    }
}

/* Over the fence: what one facility of the park receives from another does not come into the park. */
static double comes_in(const Ledger *of, int facility)
{
    return of->bought + (facility < 0 ? 0 : of->received);
}

static void energy(const Outcome *outcome, const Ledger *ledger, const Ledger *powers, Report *report)
{
    static const ReportColumn columns[] = { { "facility", "facility", false },
                                            { "bought", "bought", true },
                                            { "received", "received", true },
                                            { "sold", "sold", true },
                                            { "sent", "sent", true },
                                            { "disposed", "disposed of", true },
                                            { "lost", "lost on links", true },
                                            { "stored", NULL, true },
                                            { "used_up", "used up", true },
                                            { "difference", NULL, true },
                                            { "power_used", NULL, true },
                                            { "unit", "", false },
                                            { "power_percent", "electric %", true } };
    const Park *park = outcome->park;
    ReportTable *table = report_table(report, "energy", "Energy", columns,
                                      sizeof columns / sizeof columns[0]);
    table->note = note(
        park,
        "heating value and enthalpy; used up: what processes turn into lost heat and chemical change; electric %: of what comes in",
        ledger, CONTENT_ENERGY);
    for (int f = -1; f < (int)park->facilities; f++) {
        const Ledger of = ledger[f + 1], power = powers[f + 1];
        const double used_up = ledger_used_up(&of, CONTENT_ENERGY);
        const double amounts[] = { of.bought,
                                   of.received,
                                   of.sold,
                                   of.sent,
                                   of.burnt + of.buried + of.drained,
                                   of.lost,
                                   of.stored,
                                   used_up,
                                   ledger_left(&of, CONTENT_ENERGY) - used_up,
                                   power.used };
        begin(park, f, table);
        amount_cells(park, SUM_ENERGY, amounts, sizeof amounts / sizeof amounts[0], table);
        report_number(table, 100 * comes_in(&power, f) / comes_in(&of, f));
    }
}

static int note_resource(void *flows, const PeriodLine *line)
{
    ((bool *)flows)[flow_of_line(line).resource] = true;
    return -1;
}

/* For whoever adds up the flows: what goes by an hour where one unit of the rate flows. */
static void resources(const Outcome *outcome, Report *report)
{
    static const ReportColumn columns[] = { { "resource", "resource", false }, { "title_en", NULL, false },
                                            { "title_zh", NULL, false },       { "rate_unit", "unit", false },
                                            { "carbon", "t C/h", true },       { "energy", "GJ/h", true },
                                            { "footprint", "t CO2/h", true },  { "carrier", "", false },
                                            { "ambient", "", false } };
    const Park *park = outcome->park;
    ReportTable *table = report_table(report, "resources", "What flows, by unit of its rate", columns,
                                      sizeof columns / sizeof columns[0]);
    table->quiet = true;
    bool *flows = memory_take(park->resources, sizeof *flows);
    picked_ask(&outcome->program->flows, note_resource, flows);
    for (size_t r = 0; r < park->resources; r++) {
        const Resource *resource = &park->resource[r];
        if (!flows[r])
            continue;
        const Shown one = shown_rate(park, resource,
                                     1); /* how many units of the rate an internal unit an hour is */
        report_row(table, true);
        report_text(table, resource->name);
        report_text(table, resource->title.en);
        report_text(table, resource->title.zh);
        report_text(table, one.unit);
        report_number(table, content_of(resource, CONTENT_CARBON) / one.number);
        report_number(table, content_of(resource, CONTENT_ENERGY) / one.number);
        report_number(table, resource->footprint / one.number);
        report_text(table, resource_carrier_name(resource->carrier));
        report_text(table, resource->ambient ? "ambient" : "");
    }
    free(flows);
}

void ledgers_report(const Outcome *outcome, Report *report)
{
    const size_t wide = 1 + outcome->park->facilities;
    Ledger *ledger = ledgers_of(outcome, CONTENTS);
    carbon(outcome, ledger + CONTENT_CARBON * wide, report);
    energy(outcome, ledger + CONTENT_ENERGY * wide, ledger + CONTENT_POWER * wide, report);
    free(ledger);
    resources(outcome, report);
}
