/* ledger - what a facility takes in and lets out of carbon or energy, by the way it goes */
#ifndef COPLANT_LEDGER_H
#define COPLANT_LEDGER_H

#include "models/outcome.h"

/* Average per hour of the horizon, t of carbon or GJ. */
typedef struct Ledger {
    double bought, received, made; /* into the facility; by its processes */
    double used, sold, sent;       /* sent: what arrives elsewhere */
    double lost, burnt, buried,
        drained;   /* on links and in stores; at flares and in the air; landfill and stockpile; sewer */
    double stored; /* what stores hold more at the end than at the start */
} Ledger;

/* What one internal unit of a resource holds: t of carbon; GJ (see resource_energy); of these what is electric power. */
typedef enum Content { CONTENT_CARBON, CONTENT_ENERGY, CONTENT_POWER, CONTENTS } Content;

double content_of(const Resource *resource, Content content);

/* Of the first `contents` of them, each of the park, then of each facility: [contents x (1 + facilities)]; free() it. */
Ledger *ledgers_of(const Outcome *outcome, size_t contents);

/* What came in over the fence and did not leave over it as goods or waste: of carbon it went to the air, of energy it was lost as heat, or
 * by chemical change. The same from inside: what processes used less what they made, and of carbon what burnt. The two are equal where the
 * balances close. */
double ledger_left(const Ledger *of, Content content);
double ledger_used_up(const Ledger *of, Content content);

/* How far the two are apart, as a share of what passes. */
double ledger_gap(const Ledger *of, Content content);

#endif
