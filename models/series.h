/* series - figures by step: from CSV files by name, or written as a list, one for each period */
#ifndef COPLANT_SERIES_H
#define COPLANT_SERIES_H

#include "models/read/fields.h"

typedef struct Series {
    const char *name;
    const Unit *unit;
    double *value; /* [length], in its unit; NULL until someone asks for it */
    const struct TableFile *table;
    size_t column; /* of its table */
    size_t length;
    const double *by_period; /* [periods] once it is asked for; NULL until then */
    Span span;               /* where the park names it */
} Series;

extern const Field series_fields[], series_use_fields[];

/* The section `series` of the park: `[prices.csv]`, all columns of the files, or a map of names; NULL: none. */
bool series_read_all(Reading *reading, const Node *section);
void series_release(Reading *reading); /* after the reading */

/* The figures of each period where `node`, `{series: name, times: 1.1}`, asks for them, in the unit of the series; NULL after an error. */
const double *series_by_period(Reading *reading, const Node *node, const Series **series);

#endif
