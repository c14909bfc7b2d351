/* ahead - memory that a growing program will soon write, asked of the system by a second thread
 *
 * The first touch of a page takes longer than to fill it. A second thread has the system put pages there a little ahead of who writes, where
 * that can be asked for without a word on what stands in them (Linux 5.14); else nothing happens. No more than a few pages are asked for
 * that are not written in the end, however much room there is. */
#ifndef COPLANT_AHEAD_H
#define COPLANT_AHEAD_H

#include "solver/lp.h"

typedef struct Ahead Ahead;

/* Of a program that has room for `times` as many rows and columns as it has (lp_expect). NULL: it is small, or there is no second thread. */
Ahead *ahead_begin(const Lp *lp, size_t times);

/* It has grown. Returns what was begun, or NULL: it is about to be larger than was expected, and may move. */
Ahead *ahead_reached(Ahead *ahead, const Lp *lp);

void ahead_end(Ahead *ahead);

#endif
