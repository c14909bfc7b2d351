/* lp_check - what is refused before any solver sees it */
#include "solver/lp_check.h"

#include <math.h>
#include <stdio.h>

enum { MESSAGE = 240 };

static const double smallest = 1e-9, largest = 1e9, huge = 1e12;

static void put(LpPlace *place, int row, int column)
{
    if (place != NULL)
        *place = (LpPlace){ row, column };
}

static bool check_limits(const char *what, size_t index, double lower, double upper, char *message)
{
    const char *fault = NULL;
    if (isnan(lower) || isnan(upper))
        fault = "a limit is not a number";
    else if (lower == INFINITY)
        fault = "the lower limit is plus infinity";
    else if (upper == -INFINITY)
        fault = "the upper limit is minus infinity";
    if (fault != NULL)
        snprintf(message, MESSAGE, "%s in %s %zu", fault, what, index);
    return fault == NULL;
}

static bool check_entry(const Lp *lp, const LpEntry *entry, char *message)
{
    bool inside = entry->row >= 0 && (size_t)entry->row < lp->rows && entry->column >= 0
                  && (size_t)entry->column < lp->columns;
    if (!inside)
        snprintf(message, MESSAGE, "entry at row %d, column %d lies outside %zu rows and %zu columns",
                 entry->row, entry->column, lp->rows, lp->columns);
    else if (!isfinite(entry->value))
        snprintf(message, MESSAGE, "coefficient of row %d, column %d is not finite", entry->row,
                 entry->column);
    return inside && isfinite(entry->value);
}

static bool check_entries(const Lp *lp, LpPlace *place, char *message)
{
    for (LpReader some = lp_read(lp); lp_read_next(&some);)
        for (size_t k = 0; k < some.count; k++) {
            put(place, some.entry[k].row, some.entry[k].column);
            if (check_entry(lp, &some.entry[k], message))
                continue;
            lp_read_end(&some);
            return false;
        }
    return true;
}

bool lp_check(const Lp *lp, LpPlace *place, char *message)
{
    for (size_t i = 0; i < lp->rows; i++) {
        put(place, (int)i, -1);
        if (!check_limits("row", i, lp->row_lower[i], lp->row_upper[i], message))
            return false;
    }
    for (size_t j = 0; j < lp->columns; j++) {
        put(place, -1, (int)j);
        if (!check_limits("column", j, lp->column_lower[j], lp->column_upper[j], message))
            return false;
        if (!isfinite(lp->cost[j])) {
            snprintf(message, MESSAGE, "cost of column %zu is not finite", j);
            return false;
        }
    }
    if (!check_entries(lp, place, message))
        return false;
    put(place, -1, -1);
    return true;
}

static bool is_huge(double value)
{
    return isfinite(value) && fabs(value) > huge;
}

bool lp_check_range(const Lp *scaled, const LpMatrix *matrix, LpPlace *place, char *message)
{
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            double size = fabs(matrix->value[k]);
            if (size >= smallest && size <= largest)
                continue;
            put(place, matrix->row[k], (int)j);
            snprintf(message, MESSAGE,
                     "coefficient of row %d, column %zu is %.1e of its row and column; "
                     "units further apart than 1e-9..1e9 cannot be solved reliably",
                     matrix->row[k], j, size);
            return false;
        }
    for (size_t i = 0; i < scaled->rows; i++)
        if (is_huge(scaled->row_lower[i]) || is_huge(scaled->row_upper[i])) {
            put(place, (int)i, -1);
            snprintf(message, MESSAGE,
                     "limit of row %zu is over 1e12 times the usual one; leave it out if it means 'none'", i);
            return false;
        }
    for (size_t j = 0; j < scaled->columns; j++) {
        bool is_cost = is_huge(scaled->cost[j]);
        if (is_cost || is_huge(scaled->column_lower[j]) || is_huge(scaled->column_upper[j])) {
            put(place, -1, (int)j);
            snprintf(message, MESSAGE, "%s of column %zu is over 1e12 times the usual one%s",
                     is_cost ? "cost" : "limit", j, is_cost ? "" : "; leave it out if it means 'none'");
            return false;
        }
    }
    return true;
}

bool lp_is_crossed(double lower, double upper)
{
    return lower > upper && lower - upper > 1e-9 * fmax(fabs(lower), fabs(upper));
}

static bool find_crossed(const char *what, const double *lower, const double *upper, size_t count,
                         char *message)
{
    for (size_t i = 0; i < count; i++) {
        if (!lp_is_crossed(lower[i], upper[i]))
            continue;
        snprintf(message, MESSAGE, "lower limit %.9g of %s %zu lies above its upper limit %.9g", lower[i],
                 what, i, upper[i]);
        return true;
    }
    return false;
}

bool lp_find_crossed(const Lp *lp, char *message)
{
    return find_crossed("row", lp->row_lower, lp->row_upper, lp->rows, message)
           || find_crossed("column", lp->column_lower, lp->column_upper, lp->columns, message);
}
