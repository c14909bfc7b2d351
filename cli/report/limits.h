/* limits - what limits a plan, and what one more unit of it would bring */
#ifndef COPLANT_REPORT_LIMITS_H
#define COPLANT_REPORT_LIMITS_H

#include "cli/report/report.h"
#include "models/outcome.h"

#define LIMITS_COLUMNS \
    { "limit", "limit", false }, { "place", "where", KIND_TEXT_ASIDE }, { "file", NULL, false }, \
        { "line", NULL, true }, { "period", NULL, KIND_PERIOD }, \
        { "worth", "one more unit brings", KIND_HELD }, \
    { \
        "unit", "", false \
    }

enum { LIMITS_BEFORE = 2 };

/* Which limits are asked for, and the two cells that stand before each. */
typedef struct LimitsWanted {
    bool (*is)(const Park *park, Tag tag, bool upper, const void *context);
    const void *context;
    const char *before[LIMITS_BEFORE];
} LimitsWanted;

/* A row for each limit in each period in which it is worth something; `wanted` NULL: all, and nothing stands before. Targets have a table of their own. */
void limits_rows(const Outcome *outcome, const LimitsWanted *wanted, ReportTable *table);

/* Whether a limit that the file states may hold the column, and which: the one that its dual says. */
bool limits_hold(const Outcome *outcome, size_t column, bool *upper);

/* Whether the column has the limit; a lower one of 0 is none. */
bool limits_may_hold(const Lp *lp, size_t column, bool upper);

/* Whether the file states the lower limit of the columns of a template, and the upper, [templates x 2]; of rows false. */
bool *limits_stated(const Program *program);

void limits_report(const Outcome *outcome, Report *report);

#endif
