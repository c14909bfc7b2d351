/* second_opinion - what another solver, installed as a program of its own, says of a program
 *
 * It gets the program as MPS, with every number to the last bit, and is run like any command: nothing of it is linked. */
#ifndef COPLANT_SECOND_OPINION_H
#define COPLANT_SECOND_OPINION_H

#include "solver/solve.h"

typedef enum Opinion {
    OPINION_NONE, /* it was not ready, failed, or said nothing that we understand */
    OPINION_OPTIMAL,
    OPINION_INFEASIBLE,
    OPINION_UNBOUNDED,
    OPINION_NO_OPTIMUM /* infeasible or unbounded: it leaves open which */
} Opinion;

typedef struct SecondOpinion {
    const char *by;
    Opinion says;
    double objective;  /* where optimal: of the Lp, to ten digits or so */
    double seconds;    /* that it took */
    char message[240]; /* why there is none; else "" */
} SecondOpinion;

/* Who can be asked. */
typedef struct Adviser Adviser;

const Adviser *adviser_at(size_t index);       /* from 0; NULL: no more */
const Adviser *adviser_find(const char *name); /* NULL: no such */
const char *adviser_name(const Adviser *adviser);
const char *adviser_install(const Adviser *adviser); /* how one gets it, in words */
bool adviser_installed(const Adviser *adviser);

/* The file that it reads stands in $TMPDIR, or /tmp, while it works. When the deadline is over it is killed. */
void second_opinion_ask(const Adviser *adviser, const Lp *lp, double deadline, SecondOpinion *opinion);

typedef enum OpinionVerdict { OPINION_AGREES, OPINION_DIFFERS, OPINION_MISSING } OpinionVerdict;

/* Of a result that is optimal, infeasible or unbounded. Two optima agree within 1e-6; *difference, relative, is at least the
 * 1e-9 that such programs print, and NAN where there are no two optima. */
OpinionVerdict second_opinion_judge(const SecondOpinion *opinion, const LpResult *result, double *difference);

/* "optimal", "infeasible", ... */
const char *second_opinion_name(Opinion says);

/* Kills who is being asked and removes the file; safe in a signal handler. */
void second_opinion_abandon(void);

#endif
