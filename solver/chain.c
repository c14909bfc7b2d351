/* chain - how much goes through each state of a network in which everything is passed on until it is let out
 *
 * States are taken out one by one, those with the fewest neighbours first (Markowitz); what went i -> s -> j then goes i -> j:
 *
 *     share_ij += share_is share_sj / onward_s,     onward_s = out_s + sum over j of share_sj = 1 - share_ss
 *
 * The pivot is summed from what goes on and never taken as 1 - share_ss, so that nothing cancels, however tight a loop is (Grassmann,
 * Taksar & Heyman, Operations Research 33, 1985). Shares to itself are never stored: they are what is missing from 1. */
#include "solver/chain.h"

#include "solver/memory.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Pass {
    int state;
    double share;
} Pass;

typedef struct State {
    Pass *to; /* [tos] none twice */
    int *
        before; /* [befores] who passes to it; once more for each time it was said, and those that are gone */
    Pass *from; /* [froms] who did when it was taken out */
    size_t tos, to_room, befores, before_room, froms, from_room;
    double out, onward;
    bool gone;
} State;

struct Chain {
    State *state;
    size_t states;
};

Chain *chain_create(size_t states)
{
    Chain *chain = memory_take(1, sizeof *chain);
    chain->state = memory_take(states, sizeof *chain->state);
    chain->states = states;
    return chain;
}

void chain_free(Chain *chain)
{
    for (size_t i = 0; chain != NULL && i < chain->states; i++) {
        free(chain->state[i].to);
        free(chain->state[i].before);
        free(chain->state[i].from);
    }
    if (chain != NULL)
        free(chain->state);
    free(chain);
}

static size_t find(const State *state, int to)
{
    size_t at = 0;
    while (at < state->tos && state->to[at].state != to)
        at++;
    return at;
}

static void add(Pass **list, size_t *count, size_t *room, Pass pass)
{
    *list = memory_grow(*list, *count, room, sizeof **list);
    (*list)[(*count)++] = pass;
}

void chain_pass(Chain *chain, int from, int to, double weight)
{
    assert(weight >= 0);
    if (from == to || weight <= 0)
        return;
    State *state = &chain->state[from], *other = &chain->state[to];
    size_t at = find(state, to);
    if (at < state->tos) {
        state->to[at].share += weight;
        return;
    }
    add(&state->to, &state->tos, &state->to_room, (Pass){ to, weight });
    other->before = memory_grow(other->before, other->befores, &other->before_room, sizeof *other->before);
    other->before[other->befores++] = from;
}

void chain_let_out(Chain *chain, int from, double weight)
{
    assert(weight >= 0);
    chain->state[from].out += weight;
}

void chain_divert(Chain *chain, int from, int to)
{
    chain->state[from].tos = 0;
    chain->state[from].out = 0;
    chain_pass(chain, from, to, 1);
}

/* Backwards from where it is let out. */
void chain_stuck(const Chain *chain, bool *stuck)
{
    int *next = memory_take(chain->states, sizeof *next);
    size_t count = 0;
    for (size_t i = 0; i < chain->states; i++) {
        stuck[i] = chain->state[i].out <= 0;
        if (!stuck[i])
            next[count++] = (int)i;
    }
    while (count > 0) {
        const int to = next[--count];
        const State *state = &chain->state[to];
        for (size_t k = 0; k < state->befores; k++) {
            const int from = state->before[k];
            if (stuck[from] && find(&chain->state[from], to) < chain->state[from].tos) {
                stuck[from] = false;
                next[count++] = from;
            }
        }
    }
    free(next);
}

static double onward(const State *state)
{
    double sum = state->out;
    for (size_t k = 0; k < state->tos; k++)
        sum += state->to[k].share;
    return sum;
}

static void turn_into_shares(Chain *chain)
{
    for (State *state = chain->state; state < chain->state + chain->states; state++) {
        const double whole = onward(state);
        state->out /= whole;
        for (size_t k = 0; k < state->tos; k++)
            state->to[k].share /= whole;
    }
}

/* ---- whose turn it is: a tournament, of which only the games of those are played again who have changed ---- */

/* winner[leaves + i] is state i, winner[n] the better of winner[2 n] and winner[2 n + 1], -1 where there is none. */
typedef struct Tournament {
    const Chain *chain;
    size_t leaves;
    int *winner; /* [2 leaves] */
} Tournament;

/* The one who fills less, of two that fill as much the first. */
static int better(const Chain *chain, int one, int other)
{
    if (one < 0 || other < 0)
        return one < 0 ? other : one;
    const State *a = &chain->state[one], *b = &chain->state[other];
    return b->tos * b->befores < a->tos * a->befores ? other : one;
}

static Tournament tournament(const Chain *chain)
{
    Tournament all = { .chain = chain, .leaves = chain->states > 0 ? chain->states : 1 };
    while ((all.leaves & (all.leaves - 1)) != 0)
        all.leaves += all.leaves & -all.leaves;
    all.winner = memory_take(2 * all.leaves, sizeof *all.winner);
    for (size_t i = 0; i < all.leaves; i++)
        all.winner[all.leaves + i] = i < chain->states ? (int)i : -1;
    for (size_t n = all.leaves; n-- > 1;)
        all.winner[n] = better(chain, all.winner[2 * n], all.winner[2 * n + 1]);
    return all;
}

static void play_again(const Tournament *all, int i)
{
    size_t n = all->leaves + (size_t)i;
    if (all->chain->state[i].gone)
        all->winner[n] = -1;
    while ((n /= 2) > 0)
        all->winner[n] = better(all->chain, all->winner[2 * n], all->winner[2 * n + 1]);
}

/* After s has been taken out. */
static void play_around(const Tournament *all, int s)
{
    const State *gone = &all->chain->state[s];
    play_again(all, s);
    for (size_t k = 0; k < gone->froms; k++)
        play_again(all, gone->from[k].state);
    for (size_t k = 0; k < gone->tos; k++)
        play_again(all, gone->to[k].state);
}

/* ---- taking out ---- */

/* What `before` passed to s goes where s passes it. */
static void pass_by(Chain *chain, int before, int s)
{
    State *from = &chain->state[before], *gone = &chain->state[s];
    const size_t at = find(from, s);
    if (from->gone || at == from->tos)
        return;
    const double share = from->to[at].share / gone->onward;
    add(&gone->from, &gone->froms, &gone->from_room, (Pass){ before, from->to[at].share });
    from->to[at] = from->to[--from->tos];
    for (size_t k = 0; k < gone->tos; k++)
        chain_pass(chain, before, gone->to[k].state, share * gone->to[k].share);
    from->out += share * gone->out;
}

static void take_out(Chain *chain, int s, double *amount, size_t counts)
{
    State *gone = &chain->state[s];
    gone->onward = onward(gone);
    assert(gone->onward > 0);
    for (size_t k = 0; k < gone->befores; k++)
        pass_by(chain, gone->before[k], s);
    for (size_t c = 0; c < counts; c++)
        for (size_t k = 0; k < gone->tos; k++)
            amount[c * chain->states + (size_t)gone->to[k].state] += gone->to[k].share / gone->onward
                                                                     * amount[c * chain->states + (size_t)s];
    gone->gone = true;
}

void chain_solve(Chain *chain, double *amount, size_t counts)
{
    int *order = memory_take(chain->states, sizeof *order);
    turn_into_shares(chain);
    const Tournament all = tournament(chain);
    for (size_t i = 0; i < chain->states; i++) {
        order[i] = all.winner[1];
        take_out(chain, order[i], amount, counts);
        play_around(&all, order[i]);
    }
    free(all.winner);
    for (size_t i = chain->states; i-- > 0;) {
        const State *state = &chain->state[order[i]];
        for (size_t c = 0; c < counts; c++) {
            double *through = amount + c * chain->states;
            for (size_t k = 0; k < state->froms; k++)
                through[order[i]] += state->from[k].share * through[state->from[k].state];
            through[order[i]] /= state->onward;
        }
    }
    free(order);
}
