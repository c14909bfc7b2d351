/* horizon - the time that a park is looked at: one period, steps of equal length, or typical stretches of steps with weights */
#ifndef COPLANT_HORIZON_H
#define COPLANT_HORIZON_H

#include "models/read/fields.h"

extern const Field horizon_fields[], typical_fields[];

/* Fills the periods and stretches of the park; NULL: one year in one period. There is a period even after an error. */
bool horizon_read(Reading *reading, const Node *node);

#endif
