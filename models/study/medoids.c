/* medoids - the members of a set that stand best for all of it
 *
 *     choose the medoids M, k of the members:    minimise   sum over i of   min over m in M of distance(i, m)
 *
 * PAM (L. Kaufman and P. J. Rousseeuw, Finding Groups in Data, 1990): BUILD takes k times the member that lowers the sum most; SWAP then
 * exchanges the medoid and the other member whose exchange lowers it most, until none does. One pass over the members weighs
 * a candidate against all medoids at once (E. Schubert and P. J. Rousseeuw, 2019): where the candidate c is nearer to i than i's medoid, it gains
 * distance(i, c) - near(i) whichever medoid goes; else only the going of i's own medoid counts, min(distance(i, c), next(i)) - near(i).
 * A minimum that no single exchange betters, not always the least of all. */
#include "models/study/medoids.h"

#include "solver/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct Member {
    size_t first;      /* place of its nearest medoid */
    double near, next; /* its distance, and that of the second nearest */
    bool chosen;       /* a medoid itself */
} Member;

typedef struct Search {
    const double *distance; /* [count x count] */
    size_t count, k, fixed;
    size_t *medoid; /* [k] */
    Member *member; /* [count] */
    double *change; /* [k] of the sum, where this medoid goes and the candidate comes */
} Search;

static void add(Search *search, size_t place, size_t chosen)
{
    search->medoid[place] = chosen;
    search->member[chosen].chosen = true;
    for (size_t i = 0; i < search->count; i++) {
        Member *member = &search->member[i];
        const double distance = search->distance[chosen * search->count + i];
        if (distance < member->near) {
            member->next = member->near;
            member->near = distance;
            member->first = place;
        } else if (distance < member->next) {
            member->next = distance;
        }
    }
}

static void start(Search *search, size_t places)
{
    for (size_t i = 0; i < search->count; i++)
        search->member[i] = (Member){ .near = INFINITY, .next = INFINITY };
    for (size_t place = 0; place < places; place++)
        add(search, place, search->medoid[place]);
}

static void build(Search *search, size_t place)
{
    size_t best = search->count;
    double least = INFINITY;
    for (size_t c = 0; c < search->count; c++) {
        const double *distance = search->distance + c * search->count;
        double sum = 0;
        for (size_t i = 0; i < search->count; i++)
            sum += distance[i] < search->member[i].near ? distance[i] : search->member[i].near;
        if (!search->member[c].chosen && sum < least) {
            least = sum;
            best = c;
        }
    }
    add(search, place, best);
}

/* The change of the sum by the best exchange of a medoid for the candidate. */
static double weigh(Search *search, size_t candidate, size_t *place)
{
    const double *distance = search->distance + candidate * search->count;
    double always = 0, least = INFINITY;
    for (size_t m = 0; m < search->k; m++)
        search->change[m] = 0;
    for (size_t i = 0; i < search->count; i++) {
        const Member *member = &search->member[i];
        if (distance[i] < member->near)
            always += distance[i] - member->near;
        else
            search->change[member->first] += fmin(distance[i], member->next) - member->near;
    }
    for (size_t m = search->fixed; m < search->k; m++)
        if (search->change[m] < least) {
            least = search->change[m];
            *place = m;
        }
    return always + least;
}

static bool swap(Search *search)
{
    double sum = 0, least = INFINITY;
    size_t place = 0, come = 0;
    for (size_t i = 0; i < search->count; i++)
        sum += search->member[i].near;
    for (size_t c = 0; c < search->count; c++) {
        size_t go = 0;
        const double change = search->member[c].chosen ? INFINITY : weigh(search, c, &go);
        if (change < least) {
            least = change;
            place = go;
            come = c;
        }
    }
    /* What is less than rounding could go round in circles. */
    if (!(least < -1e-12 * sum))
        return false;
    search->medoid[place] = come;
    start(search, search->k);
    return true;
}

void medoids_find(const double *distance, size_t count, size_t k, size_t fixed, size_t *medoid,
                  size_t *stands)
{
    Search search = { .distance = distance, .count = count, .k = k, .fixed = fixed };
    search.medoid = medoid;
    search.member = memory_take(count, sizeof *search.member);
    search.change = memory_take(k, sizeof *search.change);
    start(&search, fixed);
    for (size_t place = fixed; place < k; place++)
        build(&search, place);
    while (swap(&search)) {
    }
    for (size_t i = 0; i < count; i++)
        stands[i] = search.member[i].first;
    for (size_t place = 0; place < k; place++)
        stands[medoid[place]] = place;
    free(search.member);
    free(search.change);
}
