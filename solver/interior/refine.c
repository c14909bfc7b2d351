/* refine - solves by a factor that is nearly right, until they are right */
#include "solver/interior/refine.h"

#include "solver/pair.h"
#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

void refine_init(Refine *refine, const System *system)
{
    const size_t longest = system_longest_chunk(system);
    *refine = (Refine){
        .miss = memory_take_line(system->rows),
        .search = memory_take_line(system->rows),
        .image = memory_take_line(system->rows),
        .guess = memory_take_line(system->rows),
        .at = { memory_take_line(longest), memory_take_line(longest) },
    };
}

void refine_release(Refine *refine)
{
    free(refine->miss);
    free(refine->search);
    free(refine->image);
    free(refine->guess);
    free(refine->at[0]);
    free(refine->at[1]);
    *refine = (Refine){ 0 };
}

/* ---- image = (A D A' + tiny) x ---- */

typedef struct Apply {
    const Refine *refine;
    System *system;
    const double *weight, *x;
} Apply;

static void apply_half(void *subject, int half)
{
    const Apply *apply = subject;
    System *system = apply->system;
    double *at = apply->refine->at[half];
    const size_t end = half == 0 ? system->half : system->chunks;
    for (size_t k = half == 0 ? 0 : system->half; k < end; k++) {
        const Chunk chunk = system->kind->chunk(system, k);
        system->kind->transposed(system, k, apply->x, at);
        for (size_t j = 0; j < chunk.count; j++)
            at[j] *= apply->weight[chunk.first + j];
        system->kind->sum_chunk(system, 0, k, at, apply->refine->image);
    }
}

static void find_image(const Apply *apply, double tiny)
{
    System *system = apply->system;
    double *image = apply->refine->image;
    system->kind->sum_begin(system, 0, image);
    Apply copy = *apply;
    pair_do(system->pair, apply_half, &copy);
    system->kind->sum_end(system, 0, image);
    for (size_t i = 0; i < system->rows; i++)
        image[i] = system->row_here[i] * (image[i] + tiny * apply->x[i]);
}

/* ---- steps ---- */

static double product(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

static void step(double *x, double length, const double *along, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x[i] += length * along[i];
}

void refine_solve(Refine *refine, System *system, const double *weight, double tiny,
                  void (*nearly)(System *system, const double *r, double *x), const double *r, double *x)
{
    enum { STEPS = 40 };
    static const double close = 1e-13;
    const size_t rows = system->rows;
    const double size = product(r, r, rows);
    double *miss = refine->miss, *search = refine->search, *image = refine->image, *guess = refine->guess;
    const Apply apply = { .refine = refine, .system = system, .weight = weight, .x = search };
    memset(x, 0, rows * sizeof *x);
    memcpy(miss, r, rows * sizeof *r);
    nearly(system, miss, search);
    double energy = product(miss, search, rows);
    for (int k = 0; k < STEPS && energy > 0; k++) {
        find_image(&apply, tiny);
        const double bend = product(search, image, rows);
        if (!(bend > 0))
            break;
        step(x, energy / bend, search, rows);
        step(miss, -energy / bend, image, rows);
        if (!(product(miss, miss, rows) > close * close * size))
            break;
        nearly(system, miss, guess);
        const double next = product(miss, guess, rows);
        for (size_t i = 0; i < rows; i++)
            search[i] = guess[i] + next / energy * search[i];
        energy = next;
    }
}
