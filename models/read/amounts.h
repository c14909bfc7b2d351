/* amounts - from what is written, a figure, a list of them or a series, to numbers in the unit of a field; for fields.c, others ask fields.h */
#ifndef COPLANT_AMOUNTS_H
#define COPLANT_AMOUNTS_H

#include "models/read/fields.h"

/* Puts the amount where the first field of this key whose dimension fits has its place in `into`. */
bool amounts_read(Reading *reading, const Node *node, const Field *field, FieldScope scope, void *into);

#endif
