/* verbose - what coplant does and how long it takes, told on standard error to who asks for it */
#ifndef COPLANT_VERBOSE_H
#define COPLANT_VERBOSE_H

#include "models/outcome.h"
#include "solver/second_opinion.h"

typedef struct Verbose {
    bool on;
    double since; /* when the last stage ended, see deadline_now */
} Verbose;

/* The first stage begins. */
void verbose_begin(Verbose *verbose);

/* "coplant: compiled: 0.003 s": a stage ended, the next begins. */
void verbose_stage(Verbose *verbose, const char *what);

/* What is solved; by whom and why, how it went, and the proof; or both. `whose` NULL: the park's. */
void verbose_program(const Verbose *verbose, const Program *program, const char *whose);
void verbose_solved(const Verbose *verbose, const Outcome *outcome, const char *whose);
void verbose_outcome(const Verbose *verbose, const Outcome *outcome, const char *whose);

void verbose_opinion(const Verbose *verbose, const SecondOpinion *opinion, const char *whose);

#endif
