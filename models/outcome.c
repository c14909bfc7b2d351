/* outcome - the answer in domain terms: flows, levels, values and accounts of a park */
#include "models/outcome.h"

#include "models/formulation/contract.h"
#include "models/formulation/emission.h"
#include "models/formulation/family.h"
#include "models/formulation/mode.h"
#include "models/ledger.h"
#include "models/picked.h"
#include "models/preference.h"
#include "solver/memory.h"
#include "solver/pair.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double column_share(const Outcome *outcome, int column)
{
    return outcome->park->period[outcome->program->lp.column_stamp[column].period].share;
}

/* How much of the horizon a row or a column speaks of. */
static double tag_share(const Outcome *outcome, Tag tag)
{
    if (tag.kind == ROW_CONTRACT || tag.kind == COLUMN_SHORTFALL)
        return contract_share((const Contract *)outcome->park->item[tag.subject], tag.period);
    return tag.period >= 0 ? outcome->park->period[tag.period].share : 1;
}

/* Of an entry its place among the accounts. */
static int account_of_line(void *of, const PeriodLine *line)
{
    const Program *program = of;
    const Entry entry = entry_of_line(line);
    return entry.account * (int)program->facilities + entry.facility - (int)program->first;
}

/* What an entry comes to in the periods of a run; a column may be of another one than that it is booked in. */
static double mean_of(const Outcome *outcome, const PickedRun *run, const PickedLine *line)
{
    const int first = run->pattern->line[line->at].column;
    double mean = 0;
    for (size_t b = 0; b < run->blocks; b++) {
        const int column = run->block[b].column + first;
        mean += column_share(outcome, column) * picked_amount(run, line, b) * outcome->result.x[column];
    }
    return mean;
}

static void sum_accounts(Outcome *outcome)
{
    outcome->account = memory_take(ACCOUNTS * outcome->program->facilities, sizeof *outcome->account);
    Picked entries;
    PickedRun run;
    picked_init(&entries, &outcome->program->entries, account_of_line, outcome->program);
    while (picked_next_run(&entries, PICKED_FEW, &run))
        for (size_t k = 0; k < run.lines; k++)
            outcome->account[run.line[k].as] += mean_of(outcome, &run, &run.line[k]);
    picked_release(&entries);
}

/* What is less an hour is measured against this, a kg or a Nm3: of a plan that stands still only rounding is left. */
static const double least_throughput = 1e-3;

/* Likewise of heat, GJ an hour. */
static const double least_heat = 0.1;

/* What goes in less what goes out of each balance of some periods, and all that goes. */
typedef struct Balances {
    const Program *program;
    int *number; /* [templates] 1 + that of the balance of this template; 0: it has none yet */
    size_t count;
    double *net, *gross; /* [count x PICKED_FEW], once all lines have been asked */
    double worst;
} Balances;

/* The number of the balance that a flow stands in, or -1. */
static int balance_of_line(void *of, const PeriodLine *line)
{
    Balances *balances = of;
    const Program *program = balances->program;
    const Flow flow = flow_of_line(line);
    if (flow.role >= FLOW_LOST || program->park->resource[flow.resource].ambient)
        return -1;
    int *number =
        &balances->number[program_template(program, (Tag){ ROW_BALANCE, flow.facility, flow.resource, -1 })];
    if (*number == 0)
        *number = (int)++balances->count;
    return *number - 1;
}

static void judge(Balances *balances)
{
    for (size_t i = 0; i < balances->count * PICKED_FEW; i++) {
        const double gap = fabs(balances->net[i]) / fmax(balances->gross[i], least_throughput);
        balances->worst = gap > balances->worst ? gap : balances->worst;
        balances->net[i] = balances->gross[i] = 0;
    }
}

static void balance_line(const Outcome *outcome, const PickedRun *run, const PickedLine *line, int from,
                         Balances *balances)
{
    const PeriodLine *like = &run->pattern->line[line->at];
    const double *x = outcome->result.x + like->column;
    const bool enters = flow_of_line(like).role <= FLOW_RECEIVED;
    for (size_t b = 0; b < run->blocks; b++) {
        const size_t at = (size_t)line->as * PICKED_FEW + (size_t)(run->block[b].period - from);
        const double amount = picked_amount(run, line, b) * x[run->block[b].column];
        balances->net[at] += enters ? amount : -amount;
        balances->gross[at] += fabs(amount);
    }
}

/* Every balance again, from the flows and not from the rows. */
static double worst_balance(const Outcome *outcome)
{
    const Program *program = outcome->program;
    Balances balances = { .program = program, .number = memory_take(program->templates, sizeof(int)) };
    Picked flows;
    PickedRun run;
    picked_init(&flows, &program->flows, balance_of_line, &balances);
    balances.net = memory_take(balances.count * PICKED_FEW, sizeof *balances.net);
    balances.gross = memory_take(balances.count * PICKED_FEW, sizeof *balances.gross);
    for (int from = 0; from < (int)program->park->periods; from += PICKED_FEW) {
        picked_seek(&flows, from, from + PICKED_FEW);
        while (picked_next_run(&flows, PICKED_FEW, &run))
            for (size_t k = 0; k < run.lines; k++)
                balance_line(outcome, &run, &run.line[k], from, &balances);
        judge(&balances);
    }
    picked_release(&flows);
    free(balances.number);
    free(balances.net);
    free(balances.gross);
    return balances.worst;
}

/* Carbon that crosses the fence of the park: bought in, and out as goods, waste and CO2. */
static double carbon_gap(const Outcome *outcome)
{
    Ledger *ledger = ledgers_of(outcome, CONTENT_CARBON + 1);
    const Ledger park = ledger[CONTENT_CARBON];
    free(ledger);
    double out = park.sold + park.buried + park.drained + park.stored
                 + outcome_account(outcome, ACCOUNT_CO2, -1) / CO2_PER_CARBON;
    return fabs(park.bought - out) / fmax(fmax(fabs(park.bought), fabs(out)), least_throughput);
}

/* How far one zone fails to close in one period: heat that goes up, from colder cells to hotter ones, and what is left at its end. */
static double zone_gap(const Outcome *outcome, const Zone *zone, int t, double *net)
{
    double given = 0, down = 0, worst = 0;
    memset(net, 0, zone->cells * sizeof *net);
    for (size_t s = 0; s < zone->streams; s++) {
        const HeatStream *stream = zone->stream[s];
        const int column = zone_driver(outcome->program, stream, t);
        if (column >= 0)
            zone_spread(stream, (stream->hot ? 1 : -1) * outcome->result.x[column], net);
        given += stream->hot ? outcome_heat(outcome, stream, t) : 0;
    }
    for (size_t k = 0; k < zone->cells; k++) {
        down += net[k];
        worst = fmax(worst, -down);
    }
    return fmax(worst, fabs(down)) / fmax(given, least_heat);
}

/* Every zone again, from the streams and not from the rows. */
static double worst_heat(const Outcome *outcome)
{
    const Park *park = outcome->park;
    double worst = NAN;
    for (size_t i = 0; i < park->items; i++) {
        const Zone *zone = (const Zone *)park->item[i];
        if (zone->item.family != &family_zone || !zone->cascades)
            continue;
        double *net = memory_take(zone->cells, sizeof *net);
        for (int t = 0; t < (int)park->periods; t++)
            worst = fmax(worst, zone_gap(outcome, zone, t, net));
        free(net);
    }
    return worst;
}

double outcome_heat(const Outcome *outcome, const HeatStream *stream, int period)
{
    return outcome_heat_of(outcome, stream, zone_driver(outcome->program, stream, period));
}

double outcome_heat_of(const Outcome *outcome, const HeatStream *stream, int column)
{
    double heat = 0;
    for (size_t i = 0; column >= 0 && i < stream->segments; i++)
        heat += stream->segment[i].heat * outcome->result.x[column];
    return heat;
}

/* The halves write to places of their own: what goes in and out of the park, and what goes on inside. */
static void read_half(void *subject, int half)
{
    Outcome *outcome = subject;
    if (half == 0) {
        sum_accounts(outcome);
        outcome->carbon_gap = carbon_gap(outcome);
        return;
    }
    outcome->balance_gap = worst_balance(outcome);
    outcome->heat_gap = worst_heat(outcome);
    outcome->disorder = mode_disorder(outcome->program, outcome->result.x, &outcome->disordered);
}

/* A second thread is worth it where a half takes longer than it takes to begin one. */
static int useful_threads(const Program *program, int threads)
{
    enum { FEW = 50000 };
    return threads != 0 ? threads : program->lp.columns < FEW ? 1 : 2;
}

Outcome *outcome_read(const Park *park, Program *program, LpResult result, int threads)
{
    Outcome *outcome = memory_take(1, sizeof *outcome);
    outcome->park = park;
    outcome->program = program;
    outcome->result = result;
    outcome->answered = result.x != NULL && result.row_dual != NULL;
    if (outcome->answered) {
        Pair *pair = pair_create(useful_threads(program, threads));
        pair_do(pair, read_half, outcome);
        pair_free(pair);
    }
    return outcome;
}

Outcome *outcome_solve(const Park *park, Program *program, const LpOptions *options)
{
    LpResult result;
    LpJudge judge = { 0 };
    LpOptions judged = options != NULL ? *options : (LpOptions){ 0 };
    judged.judge = &judge;
    lp_solve(&program->lp, &judged, &result);
    preference_choose(program, options, &result, &judge);
    lp_judge_release(&judge);
    return outcome_read(park, program, result, judged.threads);
}

void outcome_free(Outcome *outcome)
{
    if (outcome == NULL)
        return;
    lp_result_release(&outcome->result);
    program_free(outcome->program);
    free(outcome->account);
    free(outcome);
}

double outcome_bound(const Outcome *outcome)
{
    const double least = outcome->result.certificate.bound;
    return outcome->park->objective == OBJECTIVE_MARGIN ? -least : least;
}

bool outcome_proved(const Outcome *outcome)
{
    return outcome->result.status == LP_OPTIMAL && outcome->balance_gap <= 1e-6 && outcome->carbon_gap <= 1e-6
           && !(outcome->heat_gap > 1e-6) && outcome->disorder <= 1e-6;
}

double outcome_account(const Outcome *outcome, int account, int facility)
{
    const Program *program = outcome->program;
    const double *of = &outcome->account[(size_t)account * program->facilities];
    if (facility >= 0) {
        size_t at = (size_t)facility - program->first;
        return at < program->facilities ? of[at] : 0;
    }
    double sum = 0;
    for (size_t f = 0; f < program->facilities; f++)
        sum += of[f];
    return sum;
}

Fraction outcome_fraction(const Outcome *outcome, const Measure *measure, int facility)
{
    Fraction sums = { 0, 0 };
    for (int a = 0; a < ACCOUNTS; a++) {
        if (measure->over[a] != 0)
            sums.over += measure->over[a] * outcome_account(outcome, a, facility);
        if (measure->under[a] != 0)
            sums.under += measure->under[a] * outcome_account(outcome, a, facility);
    }
    return sums;
}

double outcome_measure(const Outcome *outcome, const Measure *measure, int facility)
{
    return measure_value(measure, outcome_fraction(outcome, measure, facility));
}

double outcome_cost(const Outcome *outcome, int facility)
{
    return outcome_measure(outcome, measure_find("cost"), facility);
}

double outcome_margin(const Outcome *outcome, int facility)
{
    return outcome_measure(outcome, measure_find("margin"), facility);
}

double outcome_value(const Outcome *outcome, int facility, int resource, int period)
{
    int row = program_find(outcome->program, (Tag){ ROW_BALANCE, facility, resource, period });
    return row < 0 ? (double)NAN : outcome_row_value(outcome, row);
}

double outcome_row_value(const Outcome *outcome, int row)
{
    return outcome->result.row_dual[row] / tag_share(outcome, program_row_tag(outcome->program, (size_t)row));
}

/* The dual of a bound is what one more unit adds to a least: less is a gain. */
static double limit_value(const Outcome *outcome, int column, double share)
{
    return -outcome->result.column_dual[column] / share;
}

double outcome_limit_value(const Outcome *outcome, int column)
{
    return limit_value(outcome, column,
                       tag_share(outcome, program_column_tag(outcome->program, (size_t)column)));
}

double outcome_capacity_value(const Outcome *outcome, const Process *process, int period)
{
    const Program *program = outcome->program;
    const Park *park = outcome->park;
    int activity = program_find(program, (Tag){ COLUMN_ACTIVITY, process->item.index, -1, period });
    ItemRoom room;
    process = (const Process *)item_at(&process->item, period, &room);
    const double share = park->period[period].share;
    double worth = limit_value(outcome, activity, share);
    double sum = worth * (worth >= 0 ? process->availability * process->max_load : process->min_load);
    for (size_t i = (size_t)process->item.index + 1; i < park->items && park->item[i]->owner != NULL; i++) {
        const Mode *piece = (const Mode *)park->item[i];
        int column = mode_is_piece(park->item[i]) ? program_find(program, mode_driver(park->item[i], period))
                                                  : -1;
        if (column >= 0 && isfinite(program->lp.column_upper[column]))
            sum += process->availability * (piece->to - piece->from) * limit_value(outcome, column, share);
    }
    return sum;
}
