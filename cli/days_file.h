/* days_file - typical days as the text of a horizon, which a park includes */
#ifndef COPLANT_DAYS_FILE_H
#define COPLANT_DAYS_FILE_H

#include "models/study/days.h"

#include <stdio.h>

/* YAML with the key `horizon`; at its head what was done and lost. */
void days_write(const Days *days, FILE *out);

enum { DAY_LONGEST = 100 };

/* "day 17 (2025-01-17)"; without a date where the horizon does not say when it starts. */
const char *days_name(const Days *days, size_t day, char buffer[DAY_LONGEST]);

/* Hours from the beginning of the series to that of the day. */
double days_from(const Days *days, size_t day);

#endif
