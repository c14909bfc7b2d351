/* conflict_search - the smallest clash of a program whose every solve starts from the basis of the one before
 *
 * The Farkas ray of the program names the candidates that take part in one proof; all others are dropped. The
 * rest are questions to one elastic program (elastic.h), of which only prices and bounds change, so that each solve
 * starts from the basis of the one before:
 *
 *     is member k needed?        k costs nothing, the other members 1: is the minimum above 0? then it is not
 *     how much is missing at k?  only k gives way, all other limits of the program are held: where there is a second clash, that is never enough
 *
 * Prices are per natural unit of a limit (scale.h), so that tonnes and kilograms weigh the same. */
#include "solver/conflict_search.h"

#include "solver/elastic.h"
#include "solver/lp_check.h"
#include "solver/memory.h"
#include "solver/scale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this, in natural units, nothing is missing: the tolerance of the backends. */
static const double nothing_missing = 1e-9;

/* Relative size from which a multiplier counts. */
static const double counts = 1e-9;

typedef struct Search {
    Lp split;        /* the program without costs; limits that cross stand in two rows */
    int *row_source; /* [split.rows - rows] the row each added row was split from, -1 for a column */
    size_t candidates, limits;
    LpLimit *candidate; /* [candidates] as they stand in `split` */
    int *limit;         /* [limits] the candidates that the first ray names */
    bool *is_member;    /* [limits] of the set as it is narrowed down */
    double *price;      /* [limits] one natural unit of the limit */
    Lp whole;       /* `split` with all candidates, of which only those that the proof leans on stay there */
    Lp elastic;     /* limit k gives way by column split.columns + k */
    LpScale scale;  /* of `split` */
    double *weight; /* [split.rows] multipliers of the last proof, natural units */
    LpResult last;  /* gives the next solve its basis */
    LpOptions options;
    bool by_template; /* limits that are alike are tried together, and what is missing is asked elsewhere */
    LpConflict *conflict;
} Search;

typedef enum Verdict { CLASH, NO_CLASH, LATE, UNKNOWN } Verdict;

static int template_of(const Lp *lp, const LpLimit *limit)
{
    return (limit->is_row ? lp->row_stamp : lp->column_stamp)[limit->index].template;
}

bool lp_limits_alike(const Lp *lp, const LpLimit *one, const LpLimit *other)
{
    return one->is_row == other->is_row && one->is_upper == other->is_upper
           && (one->index == other->index
               || (template_of(lp, one) >= 0 && template_of(lp, one) == template_of(lp, other)));
}

static void remap(Search *search, bool is_row, int index, int to)
{
    for (size_t k = 0; k < search->candidates; k++) {
        LpLimit *limit = &search->candidate[k];
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
    for (LpReader some = lp_read(lp); lp_read_next(&some);)
        for (size_t k = 0; k < some.count; k++)
            if (some.entry[k].row == i)
                lp_add_entry(split, row, some.entry[k].column, some.entry[k].value);
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
    for (size_t j = 0; j < lp->columns; j++)
        search->split.cost[j] = 0;
    search->row_source = memory_take(lp->rows + lp->columns, sizeof *search->row_source);
    for (size_t i = 0; i < lp->rows; i++)
        if (lp_is_crossed(lp->row_lower[i], lp->row_upper[i]))
            split_row(search, lp, (int)i);
    for (size_t j = 0; j < lp->columns; j++)
        if (lp_is_crossed(lp->column_lower[j], lp->column_upper[j]))
            split_column(search, lp, (int)j);
}

static void search_init(Search *search, const Lp *lp, const LpLimit *candidate, size_t candidates,
                        const LpOptions *options, bool by_template, LpConflict *conflict)
{
    *search = (Search){
        .candidates = candidates,
        .candidate = memory_take(candidates, sizeof *search->candidate),
        .limit = memory_take(candidates, sizeof *search->limit),
        .options = *options,
        .by_template = by_template,
        .conflict = conflict,
    };
    for (size_t k = 0; k < candidates; k++)
        search->candidate[k] = candidate[k];
    split_crossed(search, lp);
    lp_copy(&search->whole, &search->split);
    search->weight = memory_take(search->split.rows, sizeof *search->weight);
}

static void search_release(Search *search)
{
    free(search->row_source);
    free(search->candidate);
    free(search->limit);
    free(search->is_member);
    free(search->price);
    free(search->weight);
    scale_release(&search->scale);
    lp_result_release(&search->last);
    lp_release(&search->elastic);
    lp_release(&search->split);
    lp_release(&search->whole);
}

static void ask(Search *search, const Lp *lp)
{
    LpOptions options = search->options;
    options.start = &search->last;
    options.vertex = true; /* the next begins at its basis */
    LpResult next;
    lp_solve(lp, &options, &next);
    lp_result_release(&search->last);
    search->last = next;
}

/* Multipliers in natural units, those of rows into weight[], those of columns into column_weight [columns]. Positive
 * ones lean on a lower limit. Returns the largest. */
static double weigh(Search *search, const LpMatrix *matrix, const double *row_ray, double *column_weight)
{
    double largest = 0;
    for (size_t i = 0; i < matrix->rows; i++) {
        search->weight[i] = ldexp(row_ray[i], -search->scale.row[i]);
        largest = fmax(largest, fabs(search->weight[i]));
    }
    for (size_t j = 0; j < matrix->columns; j++) {
        double reduced = 0;
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            reduced -= matrix->value[k] * row_ray[matrix->row[k]];
        column_weight[j] = ldexp(reduced, search->scale.column[j]);
    }
    return largest;
}

void conflict_drop(Lp *lp, const LpLimit *limit)
{
    if (limit->is_row)
        *(limit->is_upper ? &lp->row_upper[limit->index]
                          : &lp->row_lower[limit->index]) = limit->is_upper ? INFINITY : -INFINITY;
    else
        *(limit->is_upper ? &lp->column_upper[limit->index] : &lp->column_lower[limit->index]) =
            limit->is_upper ? INFINITY : lp->column_lower[limit->index] - elastic_room(lp, limit);
}

/* Keeps the candidates that the ray leans on and drops all others from the program. */
static void take_support(Search *search, const LpMatrix *matrix)
{
    double *column_weight = memory_take(matrix->columns, sizeof *column_weight);
    double largest = weigh(search, matrix, search->last.row_ray, column_weight);
    for (size_t k = 0; k < search->candidates; k++) {
        const LpLimit *limit = &search->candidate[k];
        double weight = (limit->is_row ? search->weight : column_weight)[limit->index];
        if ((limit->is_upper ? -weight : weight) > counts * largest)
            search->limit[search->limits++] = (int)k;
        else
            conflict_drop(&search->split, limit);
    }
    free(column_weight);
}

static void make_elastic(Search *search, const LpMatrix *matrix)
{
    LpLimit *limit = memory_take(search->limits, sizeof *limit);
    search->price = memory_take(search->limits, sizeof *search->price);
    search->is_member = memory_take(search->limits, sizeof *search->is_member);
    for (size_t k = 0; k < search->limits; k++) {
        limit[k] = search->candidate[search->limit[k]];
        int at = limit[k].index;
        search->price[k] = ldexp(1, limit[k].is_row ? search->scale.row[at] : -search->scale.column[at]);
        search->is_member[k] = true;
    }
    elastic_init(&search->elastic, &search->split, matrix, limit, search->limits, search->price);
    free(limit);
}

static Verdict verdict_of(const LpResult *result)
{
    switch (result->status) {
    case LP_OPTIMAL: return result->objective > nothing_missing ? CLASH : NO_CLASH;
    case LP_LIMIT: return LATE;
    default: return UNKNOWN;
    }
}

static double *cost_of(Search *search, size_t k)
{
    return &search->elastic.cost[search->split.columns + k];
}

static bool is_exhausted(const Search *search, size_t give)
{
    return search->last.x[give] >= search->elastic.column_upper[give] * (1 - 1e-9);
}

/* What those lack that could give more. */
static double lacked_beside_exhausted(Search *search)
{
    double rest = 0;
    for (size_t k = 0; k < search->limits; k++) {
        const size_t give = search->split.columns + k;
        if (!is_exhausted(search, give))
            rest += *cost_of(search, k) * search->last.x[give];
    }
    return rest;
}

/* Members whose multiplier is zero have no part in the last proof: they go. */
static void narrow_to_support(Search *search)
{
    const LpResult *result = &search->last;
    const double rest = lacked_beside_exhausted(search);
    for (size_t k = 0; k < search->limits; k++) {
        const size_t give = search->split.columns + k;
        double multiplier = *cost_of(search, k) - result->column_dual[give];
        /* One that gives all it can, where the rest lacks something still, has no part in it either. */
        if (multiplier > counts * search->price[k] && *cost_of(search, k) > 0
            && !(rest > nothing_missing && is_exhausted(search, give)))
            continue;
        search->is_member[k] = false;
        *cost_of(search, k) = 0;
    }
    for (size_t i = 0; i < search->split.rows; i++)
        search->weight[i] = ldexp(result->row_dual[i], -search->scale.row[i]);
}

/* Whether the members clash, before any is spared. Where what is held clashes by itself, no member takes part. */
static Verdict confirm(Search *search)
{
    ask(search, &search->elastic);
    if (search->last.status != LP_INFEASIBLE || search->last.row_ray == NULL)
        return verdict_of(&search->last);
    for (size_t k = 0; k < search->limits; k++)
        search->is_member[k] = false;
    for (size_t i = 0; i < search->split.rows; i++)
        search->weight[i] = ldexp(search->last.row_ray[i], -search->scale.row[i]);
    return CLASH;
}

/* Those that are tried together with k, k the first: k alone, or all members like it. */
static bool goes_with(const Search *search, size_t k, size_t other)
{
    return search->is_member[other]
           && (k == other
               || (search->by_template
                   && lp_limits_alike(&search->split, &search->candidate[search->limit[k]],
                                      &search->candidate[search->limit[other]])));
}

/* Whether they can be spared: then they are members no more. */
static Verdict try_without(Search *search, size_t k, bool *is_tried)
{
    for (size_t l = k; l < search->limits; l++)
        if (goes_with(search, k, l)) {
            is_tried[l] = true;
            *cost_of(search, l) = 0;
        }
    ask(search, &search->elastic);
    const Verdict verdict = verdict_of(&search->last);
    if (verdict == CLASH)
        narrow_to_support(search);
    else
        for (size_t l = k; l < search->limits; l++)
            if (goes_with(search, k, l))
                *cost_of(search, l) = search->price[l];
    return verdict;
}

/* Tries to do without each member in turn; afterwards none can be spared. LATE or UNKNOWN where that is not sure. */
static Verdict filter(Search *search)
{
    Verdict outcome = CLASH;
    bool *is_tried = memory_take(search->limits, sizeof *is_tried);
    for (size_t k = 0; k < search->limits && outcome != LATE; k++) {
        if (!search->is_member[k] || is_tried[k])
            continue;
        const Verdict verdict = try_without(search, k, is_tried);
        if (verdict == LATE || verdict == UNKNOWN)
            outcome = verdict;
    }
    free(is_tried);
    return outcome;
}

/* With all other limits of the program held and k free to give way. */
static double missing_at(Search *search, const LpMatrix *matrix, size_t k)
{
    const LpLimit *limit = &search->candidate[search->limit[k]];
    Lp elastic;
    elastic_init(&elastic, &search->whole, matrix, limit, 1, &search->price[k]);
    ask(search, &elastic);
    const LpStatus status = search->last.status;
    const double missing = status == LP_OPTIMAL ? search->last.x[search->whole.columns] : NAN;
    lp_release(&elastic);
    return status == LP_INFEASIBLE ? INFINITY : missing;
}

static void report_limits(Search *search, const LpLimit *candidate)
{
    LpConflict *conflict = search->conflict;
    conflict->limit = memory_take(search->limits, sizeof *conflict->limit);
    LpMatrix matrix;
    lp_matrix_init(&matrix, &search->whole);
    lp_result_release(&search->last); /* its basis is that of another program */
    for (size_t k = 0; k < search->limits; k++) {
        if (!search->is_member[k])
            continue;
        LpLimit *limit = &conflict->limit[conflict->limits++];
        *limit = candidate[search->limit[k]];
        limit->missing = search->by_template ? (double)NAN : missing_at(search, &matrix, k);
    }
    lp_matrix_release(&matrix);
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
    for (size_t k = 0; k < search->limits; k++) {
        const LpLimit *limit = &search->candidate[search->limit[k]];
        if (search->is_member[k] && limit->is_row && (size_t)limit->index == i)
            return true;
    }
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
        double weight = fabs(search->weight[i]);
        int row = source_of(search, rows, i);
        if (row >= 0 && weight > found[row].weight && !stands_for_member(search, i))
            found[row] = (WeightedRow){ weight, row };
        largest = fmax(largest, weight);
    }
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (found[i].weight > counts * largest)
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

static void narrow_down(Search *search, const Lp *lp, const LpLimit *candidate)
{
    LpConflict *conflict = search->conflict;
    LpMatrix matrix;
    lp_matrix_init(&matrix, &search->split);
    scale_init(&search->scale, &search->split, &matrix);
    take_support(search, &matrix);
    make_elastic(search, &matrix);
    lp_matrix_release(&matrix);
    lp_result_release(&search->last); /* its basis is that of a program without columns that give way */

    conflict->found = confirm(search) == CLASH;
    if (!conflict->found) {
        say(conflict, "the clash could not be proved again from its members");
        return;
    }
    conflict->smallest = filter(search) == CLASH;
    if (!conflict->smallest)
        say(conflict, "stopped before it was sure that every member is needed");
    report_limits(search, candidate);
    report_rows(search, lp->rows);
}

static void search_run(Search *search, const Lp *lp, const LpLimit *candidate)
{
    ask(search, &search->split);
    if (search->last.status == LP_INFEASIBLE)
        narrow_down(search, lp, candidate);
    else
        say(search->conflict,
            search->last.status == LP_OPTIMAL ? "the limits do not clash" : search->last.message);
}

void conflict_search(const Lp *lp, const LpLimit *candidate, size_t candidates, const LpOptions *options,
                     bool by_template, LpConflict *conflict)
{
    Search search;
    search_init(&search, lp, candidate, candidates, options, by_template, conflict);
    search_run(&search, lp, candidate);
    search_release(&search);
}
