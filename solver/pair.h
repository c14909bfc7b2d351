/* pair - two threads, for work that comes in two halves
 *
 * With one thread the halves are done one after the other: the same work in the same order within each, so the same digits. */
#ifndef COPLANT_PAIR_H
#define COPLANT_PAIR_H

typedef struct Pair Pair;

/* `threads` is 1 or 2. Where no second thread is to be had there is one. */
Pair *pair_create(int threads);
void pair_free(Pair *pair);

/* work(subject, 0) and work(subject, 1); returns when both are done. */
void pair_do(Pair *pair, void (*work)(void *subject, int half), void *subject);

#endif
