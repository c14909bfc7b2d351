/* ledger - what a facility takes in and lets out of carbon or energy, by the way it goes
 *
 *     bought + received - sold - sent - buried - drained - stored  =  used - made + burnt + lost         (= CO2 12.011/44.009, of carbon)
 *
 * Left is what crosses the fence, right what happens inside. Heat that a loop brings is sent, received, made and used. Of energy what is flared or vented has left as what it was, and is on the left. */
#include "models/ledger.h"

#include "models/formulation/disposal.h"
#include "models/formulation/loop.h"
#include "models/picked.h"
#include "models/resource.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>

double content_of(const Resource *resource, Content content)
{
    switch (content) {
    case CONTENT_CARBON: return resource->carbon;
    case CONTENT_POWER: return resource->carrier == CARRIER_POWER ? resource->energy : 0;
    default: return resource_energy(resource);
    }
}

static double *disposed_at(const Outcome *outcome, const Flow *flow, Ledger *ledger)
{
    const Disposal *disposal = (const Disposal *)outcome->park->item[flow->item];
    return disposal_burns(disposal)    ? &ledger->burnt
           : disposal_buries(disposal) ? &ledger->buried
                                       : &ledger->drained;
}

/* What a flow adds to, and what it takes from; NULL: nothing. What is lost on the way was sent, and what leaks was charged: it is counted once. */
typedef struct Booked {
    double *to, *from;
} Booked;

static Booked booked(const Outcome *outcome, const Flow *flow, Ledger *ledger)
{
    switch (flow->role) {
    case FLOW_MADE: return (Booked){ &ledger->made, NULL };
    case FLOW_BOUGHT: return (Booked){ &ledger->bought, NULL };
    case FLOW_RECEIVED: return (Booked){ &ledger->received, NULL };
    case FLOW_USED: return (Booked){ &ledger->used, NULL };
    case FLOW_SOLD: return (Booked){ &ledger->sold, NULL };
    case FLOW_SENT: return (Booked){ &ledger->sent, NULL };
    case FLOW_CHARGED: return (Booked){ &ledger->stored, NULL };
    case FLOW_DISCHARGED: return (Booked){ NULL, &ledger->stored };
    case FLOW_LOST: return (Booked){ &ledger->lost, &ledger->sent };
    case FLOW_LEAKED: return (Booked){ &ledger->lost, &ledger->stored };
    default: return (Booked){ disposed_at(outcome, flow, ledger), NULL };
    }
}

static void book(Booked at, double held)
{
    if (at.to != NULL)
        *at.to += held;
    if (at.from != NULL)
        *at.from -= held;
}

/* Heat that a loop carries from one facility to another is made there and used here. */
static void add_loop(const Loop *loop, double sent, Ledger *from, Ledger *to)
{
    from->made += sent;
    from->sent += loop->arrives * sent;
    from->lost += (1 - loop->arrives) * sent;
    to->received += loop->arrives * sent;
    to->used += loop->arrives * sent;
}

static void add_loops(const Outcome *outcome, Ledger *ledger)
{
    const Park *park = outcome->park;
    for (size_t j = 0; j < outcome->program->lp.columns; j++) {
        const Tag tag = program_column_tag(outcome->program, j);
        const Loop *loop = tag.kind == COLUMN_LOOP ? (const Loop *)park->item[tag.subject] : NULL;
        if (loop == NULL || loop->from == loop->to)
            continue;
        const double sent = park->period[tag.period].share * outcome->result.x[j];
        add_loop(loop, sent, &ledger[1 + loop->from], &ledger[1 + loop->to]);
        add_loop(loop, sent, ledger, ledger);
    }
}

/* Where the flows of one line of a pattern are booked by one content, which they have: of their facility and of the park. */
typedef struct LedgerLine {
    double content; /* of an internal unit */
    Booked facility, park;
    bool last; /* of its line */
} LedgerLine;

typedef struct LedgerLines {
    const Outcome *outcome;
    Ledger *ledger;
    size_t contents;
    LedgerLine *line;
    size_t lines, room;
} LedgerLines;

/* Its first; -1: it holds nothing that is counted. */
static int ledger_line(void *of, const PeriodLine *line)
{
    LedgerLines *to = of;
    const Park *park = to->outcome->park;
    const Flow flow = flow_of_line(line);
    const Resource *resource = &park->resource[flow.resource];
    const size_t first = to->lines, wide = park->facilities + 1;
    for (size_t k = 0; k < to->contents && !resource->ambient; k++) {
        const double content = content_of(resource, (Content)k);
        if (content == 0)
            continue;
        Ledger *ledger = &to->ledger[k * wide];
        to->line = memory_grow(to->line, to->lines, &to->room, sizeof *to->line);
        to->line[to->lines++] = (LedgerLine){ content, booked(to->outcome, &flow, &ledger[1 + flow.facility]),
                                              booked(to->outcome, &flow, ledger), false };
    }
    if (to->lines == first)
        return -1;
    to->line[to->lines - 1].last = true;
    return (int)first;
}

/* What a line comes to in the periods of a run, a part of the mean over the horizon. */
static double mean_of(const Outcome *outcome, const PickedRun *run, const PickedLine *line)
{
    const Period *period = outcome->park->period;
    const double *x = outcome->result.x + run->pattern->line[line->at].column;
    double mean = 0;
    for (size_t b = 0; b < run->blocks; b++)
        mean += period[run->block[b].period].share * picked_amount(run, line, b) * x[run->block[b].column];
    return mean;
}

static void book_line(const LedgerLine *at, double mean)
{
    for (bool last = false; !last; at++) {
        const double held = mean * at->content;
        book(at->facility, held);
        book(at->park, held);
        last = at->last;
    }
}

static void add_flows(const Outcome *outcome, size_t contents, Ledger *ledger)
{
    LedgerLines to = { .outcome = outcome, .ledger = ledger, .contents = contents };
    Picked flows;
    PickedRun run;
    picked_init(&flows, &outcome->program->flows, ledger_line, &to);
    while (picked_next_run(&flows, PICKED_FEW, &run))
        for (size_t k = 0; k < run.lines; k++)
            book_line(&to.line[run.line[k].as], mean_of(outcome, &run, &run.line[k]));
    picked_release(&flows);
    free(to.line);
}

Ledger *ledgers_of(const Outcome *outcome, size_t contents)
{
    const size_t wide = outcome->park->facilities + 1;
    Ledger *ledger = memory_take(contents * wide, sizeof *ledger);
    add_flows(outcome, contents, ledger);
    if (contents > CONTENT_ENERGY)
        add_loops(outcome, ledger + CONTENT_ENERGY * wide);
    return ledger;
}

double ledger_left(const Ledger *of, Content content)
{
    const double left = of->bought + of->received - of->sold - of->sent - of->buried - of->drained
                        - of->stored;
    return content == CONTENT_CARBON ? left : left - of->burnt - of->lost;
}

double ledger_used_up(const Ledger *of, Content content)
{
    return of->used - of->made + (content == CONTENT_CARBON ? of->burnt + of->lost : 0);
}

double ledger_gap(const Ledger *of, Content content)
{
    /* What is less an hour is measured against this, a kg or a Nm3: of a plan that stands still only rounding is left. */
    static const double least = 1e-3;
    return fabs(ledger_left(of, content) - ledger_used_up(of, content))
           / fmax(fmax(of->bought + of->received, of->used), least);
}
