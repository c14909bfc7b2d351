/* network - a plan as what flows: balances, the processes that make things out of them, what both trade */
#ifndef COPLANT_NETWORK_H
#define COPLANT_NETWORK_H

#include "models/outcome.h"

typedef struct Trade {
    double money, amount; /* 1000 of the currency and internal units, an hour */
} Trade;

typedef struct Trades {
    Trade sold, bought;
} Trades;

/* A resource at a facility, where it flows; internal units an hour. */
typedef struct Balance {
    int facility, resource, period;
    double in, useful; /* of use is what is used, sold or sent on */
    double sold, sent; /* sold: not where one pays to be rid of it, which is as if disposed of */
    double burnt;      /* t CO2 an hour of what is flared or let go into the air */
    Trades trades;
} Balance;

typedef struct Output {
    int balance;
    double amount; /* of use, internal units an hour */
} Output;

/* A process that runs, in all of its modes, and what it makes, each resource once, ambient ones left out; a loop that is pumped, which
 * makes nothing; or a store in a stretch, which makes later of what it took before. */
typedef struct Maker {
    const Item *item;
    int facility, period;
    Output *output;
    size_t outputs, output_room;
} Maker;

typedef struct Network {
    const Outcome *outcome;
    const Park *park;
    double least; /* what is less an hour does not flow */
    Balance *balance;
    size_t balances, balance_room;
    Maker *maker;
    size_t makers, maker_room;
    int *of_row;    /* [rows of the program] its balance, -1: nothing flows */
    int *of_column; /* [columns of the program] the maker of an activity, -1: it stands still */
    Trades *trades; /* [resources] in the whole park */
} Network;          /* network_release */

void network_init(const Outcome *outcome, Network *network);
void network_release(Network *network);

/* Average per hour of the horizon; 0 where it is less than counts. */
double network_amount(const Network *network, const Flow *flow);

/* The balance at which the flow stands, -1: it is ambient, or nothing flows; of what is sent or lost on a link, where it arrives. */
int network_balance(const Network *network, const Flow *flow);
int network_arrival(const Network *network, const Flow *flow);

/* The maker that makes or uses the flow. */
int network_maker(const Network *network, const Flow *flow);

/* Worth of one internal unit there, in 1000 of the currency, never below 0: the price at which it is sold there, else bought there, else
 * sold or bought in the park, else its marginal value, where the objective is money; NAN: it has none. */
double network_value(const Network *network, const Balance *balance);

#endif
