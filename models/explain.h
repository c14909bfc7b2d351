/* explain - why there is no plan, in the words of the file: the smallest set of limits that clash, or what has no end */
#ifndef COPLANT_EXPLAIN_H
#define COPLANT_EXPLAIN_H

#include "models/outcome.h"

/* A limit that someone wrote down, with its place and, of a clash, what would have to give. */
typedef struct ExplainedLimit {
    Span span;
    const char *says; /* "steelworks sells at least 3.8 Mt/a of steel_billet" */
    const char *
        change; /* "lowered by 0.4 Mt/a, to 3.4 Mt/a, it would fit", "at best 51.3 % can be reached"; NULL: not by itself */
} ExplainedLimit;

typedef struct Explanation {
    const char *headline;  /* one sentence */
    ExplainedLimit *limit; /* [limits] */
    size_t limits;
    const char **meets; /* [meetings] balances in which they meet: "power at steelworks" */
    size_t meetings;
} Explanation; /* lives in the arena of the park */

/* Of an outcome that is infeasible, unbounded, refused, at a limit or unverified; empty where there is an answer. */
Explanation explain(const Outcome *outcome, const LpOptions *options);

#endif
