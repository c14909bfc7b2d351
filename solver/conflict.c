/* conflict - why a program has no answer, as the smallest set of limits that clash
 *
 * A small program is searched as it is (conflict_search.h), each solve from the basis of the one before. Of one that is large enough for the
 * interior point, which knows no basis, a first proof is asked for, and only the part that it leans on is searched (part.h): what clashes
 * there clashes in the whole. What else there is to know is asked of the whole:
 *
 *     does the rest clash too?   without all members
 *     how much is missing at k?  only k gives way. Where that ends the clash, k is needed
 *     else: is k needed?         what is held and the other members alone: has that an answer? */
#include "solver/conflict.h"

#include "solver/backend.h"
#include "solver/choose.h"
#include "solver/conflict_search.h"
#include "solver/elastic.h"
#include "solver/lp_check.h"
#include "solver/memory.h"
#include "solver/part.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A large program, and how it is solved. */
typedef struct Whole {
    const Lp *lp;
    const double *row_ray; /* [lp->rows] a proof that it has no answer, or NULL */
    LpMatrix matrix;
    const LpLimit *candidate;
    size_t candidates;
    const LpOptions *options;
} Whole;

static void copy_without_costs(Lp *to, const Lp *lp)
{
    lp_copy(to, lp);
    for (size_t j = 0; j < lp->columns; j++)
        to->cost[j] = 0;
}

/* Solves `lp`, releases it, and returns what became of it. */
static LpResult answer_of(const Whole *whole, Lp *lp)
{
    LpResult result;
    lp_solve(lp, whole->options, &result);
    lp_release(lp);
    return result;
}

/* The part that a first proof leans on; false where there is none to be had. */
static bool find_part(const Whole *whole, LpPart *part)
{
    if (whole->row_ray != NULL) {
        part_init(part, whole->lp, &whole->matrix, whole->row_ray);
        return true;
    }
    Lp lp;
    copy_without_costs(&lp, whole->lp);
    LpResult result = answer_of(whole, &lp);
    const bool found = result.status == LP_INFEASIBLE && result.row_ray != NULL;
    if (found)
        part_init(part, whole->lp, &whole->matrix, result.row_ray);
    lp_result_release(&result);
    return found;
}

/* In the whole, of which all other limits are held. */
static double missing_at(const Whole *whole, const LpLimit *limit)
{
    static const double price = 1;
    Lp elastic;
    elastic_init(&elastic, whole->lp, &whole->matrix, limit, 1, &price);
    LpResult result = answer_of(whole, &elastic);
    const double missing = result.status == LP_OPTIMAL      ? result.x[whole->lp->columns]
                           : result.status == LP_INFEASIBLE ? INFINITY
                                                            : NAN;
    lp_result_release(&result);
    return missing;
}

static double *figure_of(const Lp *lp, const LpLimit *limit)
{
    if (limit->is_row)
        return limit->is_upper ? &lp->row_upper[limit->index] : &lp->row_lower[limit->index];
    return limit->is_upper ? &lp->column_upper[limit->index] : &lp->column_lower[limit->index];
}

/* Where the rest clashes without any member, to change one is never enough. */
static bool clashes_beside(const Whole *whole, const LpConflict *conflict)
{
    Lp lp;
    copy_without_costs(&lp, whole->lp);
    for (size_t m = 0; m < conflict->limits; m++)
        conflict_drop(&lp, &conflict->limit[m]);
    LpResult result = answer_of(whole, &lp);
    const bool clashes = result.status == LP_INFEASIBLE;
    lp_result_release(&result);
    return clashes;
}

/* What is held and all members but those like this one, without any other limit: LP_INFEASIBLE where that clashes too. */
static LpStatus without(const Whole *whole, const LpConflict *conflict, const LpLimit *limit)
{
    Lp lp;
    copy_without_costs(&lp, whole->lp);
    for (size_t c = 0; c < whole->candidates; c++)
        conflict_drop(&lp, &whole->candidate[c]);
    for (size_t m = 0; m < conflict->limits; m++)
        if (!lp_limits_alike(whole->lp, limit, &conflict->limit[m]))
            *figure_of(&lp, &conflict->limit[m]) = *figure_of(whole->lp, &conflict->limit[m]);
    LpResult result = answer_of(whole, &lp);
    const LpStatus status = result.status;
    lp_result_release(&result);
    return status;
}

/* Removes those like this one. */
static void remove_limits(const Lp *lp, LpConflict *conflict, LpLimit limit)
{
    size_t kept = 0;
    for (size_t m = 0; m < conflict->limits; m++)
        if (!lp_limits_alike(lp, &limit, &conflict->limit[m]))
            conflict->limit[kept++] = conflict->limit[m];
    conflict->limits = kept;
}

/* Of a clash that is the smallest of a part. Limits that are one limit in many periods are judged together, and what is missing is asked of
 * the first of them. */
static void judge_in(const Whole *whole, LpConflict *conflict)
{
    const bool never_enough = clashes_beside(whole, conflict);
    for (size_t k = 0; k < conflict->limits; k++)
        conflict->limit[k].missing = never_enough ? INFINITY : (double)NAN;
    for (size_t k = 0; k < conflict->limits; k++) {
        LpLimit *limit = &conflict->limit[k];
        size_t first = 0;
        while (!lp_limits_alike(whole->lp, limit, &conflict->limit[first]))
            first++;
        if (first < k)
            continue;
        if (!never_enough)
            limit->missing = missing_at(whole, limit);
        if (isfinite(limit->missing))
            continue;
        const LpStatus status = without(whole, conflict, limit);
        if (status == LP_INFEASIBLE)
            remove_limits(whole->lp, conflict, conflict->limit[k--]);
        else if (status != LP_OPTIMAL)
            conflict->smallest = false;
    }
    if (!conflict->smallest)
        snprintf(conflict->message, sizeof conflict->message,
                 "stopped before it was sure that every member is needed");
}

static void search_part(const Whole *whole, const LpPart *part, LpConflict *conflict)
{
    LpLimit *candidate = memory_take(whole->candidates, sizeof *candidate);
    const size_t candidates = part_take_limits(part, whole->candidate, whole->candidates, candidate);
    LpOptions options = *whole->options;
    options.backend = NULL; /* whoever gives a basis */
    conflict_search(&part->lp, candidate, candidates, &options, true, conflict);
    for (size_t k = 0; k < conflict->limits; k++) {
        int *index = &conflict->limit[k].index;
        *index = (conflict->limit[k].is_row ? part->row : part->column)[*index];
    }
    for (size_t r = 0; r < conflict->rows; r++)
        conflict->row[r] = part->row[conflict->row[r]];
    free(candidate);
}

/* False where it must be searched as it is. */
static bool search_large(Whole *whole, LpConflict *conflict)
{
    LpPart part;
    lp_matrix_init(&whole->matrix, whole->lp);
    const bool has_part = find_part(whole, &part);
    if (has_part) {
        search_part(whole, &part, conflict);
        part_release(&part);
        if (conflict->found)
            judge_in(whole, conflict);
        else
            lp_conflict_release(conflict);
    }
    lp_matrix_release(&whole->matrix);
    return conflict->found;
}

void lp_conflict_find(const Lp *lp, const double *row_ray, const LpLimit *candidate, size_t candidates,
                      const LpOptions *options, LpConflict *conflict)
{
    static const LpOptions defaults = { 0 };
    Whole whole = { .lp = lp,
                    .row_ray = row_ray,
                    .candidate = candidate,
                    .candidates = candidates,
                    .options = options != NULL ? options : &defaults };
    *conflict = (LpConflict){ 0 };
    if (!lp_check(lp, NULL, conflict->message))
        return;
    char why[LP_CHOICE];
    if (backend_choose(lp, whole.options, why) != &backend_interior || !search_large(&whole, conflict))
        conflict_search(lp, candidate, candidates, whole.options, false, conflict);
}

void lp_conflict_release(LpConflict *conflict)
{
    free(conflict->limit);
    free(conflict->row);
    *conflict = (LpConflict){ 0 };
}
