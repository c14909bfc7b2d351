/* horizon - the time that a park is looked at: one period, steps of equal length, or typical stretches of steps with weights */
#ifndef COPLANT_HORIZON_H
#define COPLANT_HORIZON_H

#include "models/read/fields.h"

extern const Field horizon_fields[], typical_fields[];

/* Fills the periods and stretches of the park; NULL: one year in one period. There is a period even after an error. */
bool horizon_read(Reading *reading, const Node *node);

/* How often a stretch comes in the sequence. */
size_t horizon_turns(const Park *park, size_t stretch);

/* When a period is: "winter day, hour 17", "2025-01-01 16:00" where the start is a date, "hour 17", "step 3" of other than an hour. */
const char *horizon_when(const Park *park, Arena *arena, int t);

/* The same without the name of the stretch: "17", "2025-01-01 16:00". */
const char *horizon_time(const Park *park, Arena *arena, int t);

#endif
