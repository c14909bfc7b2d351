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

/* What is lost on the way was sent, and what leaks was charged: it is counted once. */
static void add_flow(const Outcome *outcome, const Flow *flow, double held, Ledger *ledger)
{
    switch (flow->role) {
    case FLOW_MADE: ledger->made += held; return;
    case FLOW_BOUGHT: ledger->bought += held; return;
    case FLOW_RECEIVED: ledger->received += held; return;
    case FLOW_USED: ledger->used += held; return;
    case FLOW_SOLD: ledger->sold += held; return;
    case FLOW_SENT: ledger->sent += held; return;
    case FLOW_CHARGED: ledger->stored += held; return;
    case FLOW_DISCHARGED: ledger->stored -= held; return;
    case FLOW_LOST: ledger->lost += held, ledger->sent -= held; return;
    case FLOW_LEAKED: ledger->lost += held, ledger->stored -= held; return;
    default: *disposed_at(outcome, flow, ledger) += held; return;
    }
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

/* What one internal unit of each resource holds, [resources x contents]; of what is ambient nothing. */
typedef struct Contents {
    double *of;
    size_t count;
} Contents;

static Contents contents_of(const Park *park, size_t count)
{
    Contents contents = { memory_take(park->resources * count, sizeof(double)), count };
    for (size_t r = 0; r < park->resources; r++)
        for (size_t k = 0; k < count && !park->resource[r].ambient; k++)
            contents.of[r * count + k] = content_of(&park->resource[r], (Content)k);
    return contents;
}

/* Of a flow of what holds something where its contents begin. */
static int content_of_line(void *of, const PeriodLine *line)
{
    const Contents *contents = of;
    const size_t first = (size_t)flow_of_line(line).resource * contents->count;
    for (size_t k = 0; k < contents->count; k++)
        if (contents->of[first + k] != 0)
            return (int)first;
    return -1;
}

static void add_flows(const Outcome *outcome, Contents *contents, Ledger *ledger)
{
    const size_t wide = outcome->park->facilities + 1;
    Picked flows;
    PeriodLine line;
    int first;
    picked_init(&flows, &outcome->program->flows, content_of_line, contents);
    while (picked_next(&flows, &line, &first)) {
        const Flow flow = flow_of_line(&line);
        const double mean = outcome_flow_mean(outcome, &flow);
        for (size_t k = 0; k < contents->count; k++) {
            const double held = mean * contents->of[(size_t)first + k];
            if (held == 0)
                continue;
            add_flow(outcome, &flow, held, &ledger[k * wide + 1 + (size_t)flow.facility]);
            add_flow(outcome, &flow, held, &ledger[k * wide]);
        }
    }
    picked_release(&flows);
}

Ledger *ledgers_of(const Outcome *outcome, size_t contents)
{
    const size_t wide = outcome->park->facilities + 1;
    Ledger *ledger = memory_take(contents * wide, sizeof *ledger);
    Contents held = contents_of(outcome->park, contents);
    add_flows(outcome, &held, ledger);
    free(held.of);
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
