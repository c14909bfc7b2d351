/* conflict - why a program has no answer, as the smallest set of limits that clash
 *
 * All questions are put to one elastic program (elastic.h), of which only prices and bounds change, so that
 * each solve starts from the basis of the one before:
 *
 *     do the members clash?      members give way at price 1, the others at price 0: is the minimum above 0?
 *     is member k needed?        the same with k at price 0; if they still clash, it is not
 *     how much is missing at k?  only k gives way, the other members are held, the others cost nothing
 *
 * Prices are per natural unit of a limit (scale.h), so that tonnes and kilograms weigh the same. */
#include "solver/conflict.h"

#include "solver/deadline.h"
#include "solver/elastic.h"
#include "solver/lp_check.h"
#include "solver/memory.h"
#include "solver/scale.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this, in natural units, nothing is missing: the tolerance of the backends. */
static const double nothing_missing = 1e-9;

typedef struct Search {
    Lp split;        /* the program; limits that cross stand in two rows */
    int *row_source; /* [split.rows - rows] the row each added row was split from, -1 for a column */
    size_t columns, limits;
    LpLimit *limit;  /* [limits] the candidates, as they stand in `split` */
    Lp elastic;
    double *price;   /* [limits] per unit of the limit */
    double *row_unit; /* [split.rows] natural unit of its dual */
    bool *is_member; /* [limits] */
    double *row_dual; /* [split.rows] of the last clash, natural units */
    LpResult last;   /* gives the next solve its basis */
    LpOptions options;
    double deadline;
    LpConflict *conflict;
} Search;

typedef enum Verdict { CLASH, NO_CLASH, HELD_CLASH, LATE, UNKNOWN } Verdict;

static void remap(Search *search, bool is_row, int index, int to)
{
    for (size_t k = 0; k < search->limits; k++) {
        LpLimit *limit = &search->limit[k];
        if (limit->is_upper && limit->is_row == is_row && limit->index == index)
            *limit = (LpLimit){ .is_row = true, .is_upper = true, .index = to };
    }
}

/* A row or column whose limits cross keeps the lower one; the upper one gets a row of its own. */
static void split_row(Search *search, const Lp *lp, int i)
{
    Lp *split = &search->split;
    int row = lp_add_row(split, -INFINITY, lp->row_upper[i]);
    split->row_upper[i] = INFINITY;
    for (size_t k = 0; k < lp->entries; k++)
        if (lp->entry[k].row == i)
            lp_add_entry(split, row, lp->entry[k].column, lp->entry[k].value);
    search->row_source[(size_t)row - lp->rows] = i;
    remap(search, true, i, row);
}

static void split_column(Search *search, const Lp *lp, int j)
{
    Lp *split = &search->split;
    int row = lp_add_row(split, -INFINITY, lp->column_upper[j]);
    split->column_upper[j] = INFINITY;
    lp_add_entry(split, row, j, 1);
    search->row_source[(size_t)row - lp->rows] = -1;
    remap(search, false, j, row);
}

static void split_crossed(Search *search, const Lp *lp)
{
    lp_copy(&search->split, lp);
    search->row_source = memory_take(lp->rows + lp->columns, sizeof *search->row_source);
    for (size_t i = 0; i < lp->rows; i++)
        if (lp_is_crossed(lp->row_lower[i], lp->row_upper[i]))
            split_row(search, lp, (int)i);
    for (size_t j = 0; j < lp->columns; j++)
        if (lp_is_crossed(lp->column_lower[j], lp->column_upper[j]))
            split_column(search, lp, (int)j);
}

static void take_prices(Search *search, const LpMatrix *matrix)
{
    LpScale scale;
    scale_init(&scale, &search->split, matrix);
    for (size_t k = 0; k < search->limits; k++) {
        const LpLimit *limit = &search->limit[k];
        search->price[k] = ldexp(1, limit->is_row ? scale.row[limit->index] : -scale.column[limit->index]);
    }
    for (size_t i = 0; i < search->split.rows; i++)
        search->row_unit[i] = ldexp(1, scale.row[i]);
    scale_release(&scale);
}

static void search_init(Search *search, const Lp *lp, const LpLimit *candidate, size_t candidates,
                        const LpOptions *options, LpConflict *conflict)
{
    *search = (Search){
        .columns = lp->columns,
        .limits = candidates,
        .limit = memory_take(candidates, sizeof *search->limit),
        .price = memory_take(candidates, sizeof *search->price),
        .is_member = memory_take(candidates, sizeof *search->is_member),
        .options = *options,
        .deadline = deadline_after(options->seconds),
        .conflict = conflict,
    };
    for (size_t k = 0; k < candidates; k++)
        search->limit[k] = candidate[k];
    split_crossed(search, lp);
    search->row_unit = memory_take(search->split.rows, sizeof *search->row_unit);
    search->row_dual = memory_take(search->split.rows, sizeof *search->row_dual);
    LpMatrix matrix;
    lp_matrix_init(&matrix, &search->split);
    take_prices(search, &matrix);
    elastic_init(&search->elastic, &search->split, &matrix, search->limit, candidates, search->price);
    lp_matrix_release(&matrix);
}

static void search_release(Search *search)
{
    free(search->row_source);
    free(search->limit);
    free(search->price);
    free(search->row_unit);
    free(search->is_member);
    free(search->row_dual);
    lp_result_release(&search->last);
    lp_release(&search->elastic);
    lp_release(&search->split);
}

static Verdict ask(Search *search)
{
    LpOptions options = search->options;
    options.start = &search->last;
    options.seconds = deadline_left(search->deadline);
    LpResult next;
    lp_solve(&search->elastic, &options, &next);
    lp_result_release(&search->last);
    search->last = next;
    switch (next.status) {
    case LP_OPTIMAL: return next.objective > nothing_missing ? CLASH : NO_CLASH;
    case LP_INFEASIBLE: return HELD_CLASH;
    case LP_LIMIT: return LATE;
    default: return UNKNOWN;
    }
}

/* Only members whose multiplier is not zero take part in the proof; the others go. */
static void narrow_to_support(Search *search)
{
    const LpResult *result = &search->last;
    for (size_t k = 0; k < search->limits; k++) {
        double price = search->elastic.cost[search->columns + k];
        double multiplier = price - result->column_dual[search->columns + k];
        if (multiplier > 1e-9 * price)
            continue;
        search->is_member[k] = false;
        search->elastic.cost[search->columns + k] = 0;
    }
    for (size_t i = 0; i < search->split.rows; i++)
        search->row_dual[i] = result->row_dual[i] / search->row_unit[i];
}

/* Tries to do without each member in turn; afterwards none can be spared. LATE or UNKNOWN where that is not sure. */
static Verdict filter(Search *search)
{
    Verdict outcome = CLASH;
    for (size_t k = 0; k < search->limits && outcome != LATE; k++) {
        if (!search->is_member[k])
            continue;
        search->elastic.cost[search->columns + k] = 0;
        Verdict verdict = ask(search);
        if (verdict == CLASH)
            narrow_to_support(search);
        else
            search->elastic.cost[search->columns + k] = search->price[k];
        if (verdict != CLASH && verdict != NO_CLASH)
            outcome = verdict;
    }
    return outcome;
}

static void hold_members(Search *search, bool hold)
{
    for (size_t k = 0; k < search->limits; k++)
        if (search->is_member[k])
            search->elastic.column_upper[search->columns + k] = hold ? 0 : INFINITY;
}

static double missing_at(Search *search, size_t k)
{
    double *upper = &search->elastic.column_upper[search->columns + k];
    *upper = INFINITY;
    Verdict verdict = ask(search);
    *upper = 0;
    switch (verdict) {
    case CLASH:
    case NO_CLASH: return search->last.x[search->columns + k];
    case HELD_CLASH: return INFINITY;
    default: return NAN;
    }
}

static void report_limits(Search *search, const LpLimit *candidate)
{
    LpConflict *conflict = search->conflict;
    hold_members(search, true);
    size_t room = 0;
    for (size_t k = 0; k < search->limits; k++) {
        if (!search->is_member[k])
            continue;
        conflict->limit = memory_grow(conflict->limit, conflict->limits, &room, sizeof *conflict->limit);
        LpLimit *limit = &conflict->limit[conflict->limits++];
        *limit = candidate[k];
        limit->missing = missing_at(search, k);
    }
}

typedef struct WeightedRow {
    double weight;
    int row;
} WeightedRow;

static int by_weight(const void *one, const void *other)
{
    const WeightedRow *a = one, *b = other;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Is row i in the proof as the limit of a member? */
static bool stands_for_member(const Search *search, size_t i)
{
    for (size_t k = 0; k < search->limits; k++)
        if (search->is_member[k] && search->limit[k].is_row && (size_t)search->limit[k].index == i)
            return true;
    return false;
}

/* The row of the caller's program: one that was split counts as the row it came from. */
static int source_of(const Search *search, size_t rows, size_t i)
{
    return i < rows ? (int)i : search->row_source[i - rows];
}

static void report_rows(Search *search, size_t rows)
{
    LpConflict *conflict = search->conflict;
    WeightedRow *found = memory_take(rows, sizeof *found);
    double largest = 0;
    for (size_t i = 0; i < search->split.rows; i++) {
        double weight = fabs(search->row_dual[i]);
        int row = source_of(search, rows, i);
        if (row >= 0 && weight > found[row].weight && !stands_for_member(search, i))
            found[row] = (WeightedRow){ weight, row };
        largest = fmax(largest, weight);
    }
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (found[i].weight > 1e-9 * largest)
            found[count++] = found[i];
    if (count > 0)
        qsort(found, count, sizeof *found, by_weight);
    conflict->row = memory_take(count, sizeof *conflict->row);
    conflict->rows = count;
    for (size_t r = 0; r < count; r++)
        conflict->row[r] = found[r].row;
    free(found);
}

static void say(LpConflict *conflict, const char *message)
{
    snprintf(conflict->message, sizeof conflict->message, "%s", message);
}

static void search_run(Search *search, const Lp *lp, const LpLimit *candidate)
{
    LpConflict *conflict = search->conflict;
    memset(search->is_member, true, search->limits);
    Verdict verdict = ask(search);
    if (verdict == CLASH) {
        narrow_to_support(search);
        verdict = filter(search);
        conflict->found = true;
        conflict->smallest = verdict == CLASH;
        if (verdict != CLASH)
            say(conflict, "stopped before every member was tried");
        report_limits(search, candidate);
        report_rows(search, lp->rows);
    } else if (verdict == HELD_CLASH) {
        conflict->found = conflict->smallest = true;
        for (size_t i = 0; search->last.row_ray != NULL && i < search->split.rows; i++)
            search->row_dual[i] = search->last.row_ray[i] / search->row_unit[i];
        memset(search->is_member, false, search->limits);
        report_rows(search, lp->rows);
    } else {
        say(conflict, verdict == NO_CLASH ? "the limits do not clash" : search->last.message);
    }
}

void lp_conflict_find(const Lp *lp, const LpLimit *candidate, size_t candidates, const LpOptions *options,
                      LpConflict *conflict)
{
    static const LpOptions defaults = { 0 };
    *conflict = (LpConflict){ 0 };
    if (!lp_check(lp, conflict->message))
        return;
    Search search;
    search_init(&search, lp, candidate, candidates, options != NULL ? options : &defaults, conflict);
    search_run(&search, lp, candidate);
    search_release(&search);
}

void lp_conflict_release(LpConflict *conflict)
{
    free(conflict->limit);
    free(conflict->row);
    *conflict = (LpConflict){ 0 };
}
