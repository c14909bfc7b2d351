/* chain - how much goes through each state of a network in which everything is passed on until it is let out
 *
 *     through_j = enters_j + sum over i of share_ij through_i,     share_ij = weight_ij / (out_i + sum over k of weight_ik)
 *
 * What is let out of i is out_i / (out_i + sum over k of weight_ik) of what goes through it; in all, as much as enters. */
#ifndef COPLANT_CHAIN_H
#define COPLANT_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Chain Chain;

Chain *chain_create(size_t states);
void chain_free(Chain *chain);

/* Weights are added; below 0 they may not be. What a state passes to itself is nothing. */
void chain_pass(Chain *chain, int from, int to, double weight);
void chain_let_out(Chain *chain, int from, double weight);

/* From which states nothing ever gets out: stuck[states]. */
void chain_stuck(const Chain *chain, bool *stuck);

/* All that goes through `from` is passed to `to`, whatever was said before. */
void chain_divert(Chain *chain, int from, int to);

/* Takes what enters, gives what goes through: amount[counts x states]. Once only, and where no state is stuck. */
void chain_solve(Chain *chain, double *amount, size_t counts);

#endif
