/* carry - what a store carries from one typical stretch into the next, in the order in which they come
 *
 * A turn is one place in the sequence of the horizon: a real day, for which a typical stretch stands. In the tags of stocks it stands in
 * the place of the resource, from 0. */
#ifndef COPLANT_CARRY_H
#define COPLANT_CARRY_H

#include "models/formulation/store.h"
#include "models/program.h"

/* Whether the tag has a turn in the place of a resource. */
bool carry_tag(int kind);

/* Internal units in the store as a turn begins; that of `turns` is what is left at the end. -1: no such column. */
int carry_stock(const Program *program, const Store *store, size_t turn);

/* The key that fixes the stock at the start of a turn, or is its least: "start" or "end". */
const char *carry_stock_key(const Park *park, const Store *store, int turn);

/* Rows and columns of period t: its limits, and with the last one all turns. */
void carry_compile(const Store *store, Program *program, int t);

#endif
