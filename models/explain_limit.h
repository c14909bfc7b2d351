/* explain_limit - one limit in the words of the file, and where it stands; of a limit the tag of its row or column and its side */
#ifndef COPLANT_EXPLAIN_LIMIT_H
#define COPLANT_EXPLAIN_LIMIT_H

#include "models/program.h"

#include <stdbool.h>

/* Whose it is; NULL of a balance, which nobody set. */
const Item *explain_item(const Park *park, Tag tag);

/* Did someone write it down, who could change it? */
bool explain_stated(const Park *park, Tag tag, bool upper);

/* "steelworks sells at least ...": the limit of a tagged row or column, and where it stands. One that differs by period is said as it is in
 * that of the tag, or `always` from the lowest to the highest. */
const char *explain_limit(const Park *park, Tag tag, bool upper, bool always);
Span explain_place(const Park *park, Tag tag, bool upper, bool always);

/* As the file says it, a number of units; " Mt/a", or "" of a bare number. False where nothing can be said in them. */
bool explain_written(const Park *park, Tag tag, bool upper, double *number, const char **unit);

#endif
