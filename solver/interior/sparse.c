/* sparse - any program as a system of the interior point method
 *
 * Columns are those of the program and then the slacks, rows those that limit something, both in the program's order. */
#include "solver/interior/system.h"

#include "solver/interior/normal.h"
#include "solver/interior/refine.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 512, LINE = 8 };

typedef struct Sparse {
    System system;
    LpMatrix matrix;  /* A: rows and columns of the system, without padding */
    double *other[2]; /* [rows] what the second half has summed, by slot */
    Normal *normal;
    const double *weight; /* of the last factor */
    Refine refine;
} Sparse;

static size_t padded(size_t count)
{
    return (count + LINE - 1) / LINE * LINE;
}

/* ---- the program as a system ---- */

static int *take_places(size_t count)
{
    int *place = memory_take(count, sizeof *place);
    for (size_t i = 0; i < count; i++)
        place[i] = -1;
    return place;
}

/* Sets row_at and slack_at; counts the rows and columns. */
static void place_all(Sparse *sparse, const Lp *lp)
{
    System *system = &sparse->system;
    system->program_rows = lp->rows;
    system->row_at = take_places(lp->rows);
    system->slack_at = take_places(lp->rows);
    system->column_at = take_places(lp->columns);
    size_t rows = 0, columns = lp->columns;
    for (size_t j = 0; j < lp->columns; j++)
        system->column_at[j] = (int)j;
    for (size_t i = 0; i < lp->rows; i++) {
        if (isinf(lp->row_lower[i]) && isinf(lp->row_upper[i]))
            continue;
        system->row_at[i] = (int)rows++;
        if (lp->row_lower[i] < lp->row_upper[i])
            system->slack_at[i] = (int)columns++;
    }
    sparse->matrix.rows = rows;
    sparse->matrix.columns = columns;
    system->rows = padded(rows);
    system->columns = padded(columns);
}

static void put_column(System *system, size_t at, double lower, double upper, double cost)
{
    system->lower[at] = lower;
    system->upper[at] = upper;
    system->cost[at] = cost;
    system->here[at] = lower < upper ? 1 : 0;
}

static void put_limits(System *system, const Lp *lp)
{
    system->lower = memory_take_line(system->columns);
    system->upper = memory_take_line(system->columns);
    system->cost = memory_take_line(system->columns);
    system->here = memory_take(system->columns, 1);
    system->limit = memory_take_line(system->rows);
    system->row_here = memory_take(system->rows, 1);
    for (size_t j = 0; j < lp->columns; j++)
        put_column(system, j, lp->column_lower[j], lp->column_upper[j], lp->cost[j]);
    for (size_t i = 0; i < lp->rows; i++) {
        if (system->row_at[i] < 0)
            continue;
        system->row_here[system->row_at[i]] = 1;
        if (system->slack_at[i] < 0)
            system->limit[system->row_at[i]] = lp->row_lower[i];
        else
            put_column(system, (size_t)system->slack_at[i], lp->row_lower[i], lp->row_upper[i], 0);
    }
}

static void put_entries(Sparse *sparse, const LpMatrix *from)
{
    const System *system = &sparse->system;
    LpMatrix *to = &sparse->matrix;
    const size_t entries = from->start[from->columns] + from->rows;
    to->start = memory_take(to->columns + 1, sizeof *to->start);
    to->row = memory_take(entries, sizeof *to->row);
    to->value = memory_take(entries, sizeof *to->value);
    size_t at = 0;
    for (size_t j = 0; j < from->columns; j++) {
        for (size_t k = from->start[j]; k < from->start[j + 1]; k++) {
            if (system->row_at[from->row[k]] < 0)
                continue;
            to->row[at] = system->row_at[from->row[k]];
            to->value[at++] = from->value[k];
        }
        to->start[j + 1] = at;
    }
    for (size_t i = 0; i < from->rows; i++) {
        if (system->slack_at[i] < 0)
            continue;
        to->row[at] = system->row_at[i];
        to->value[at++] = -1;
        to->start[system->slack_at[i] + 1] = at;
    }
}

/* Two halves with about as many entries. */
static void cut_in_halves(Sparse *sparse)
{
    System *system = &sparse->system;
    const LpMatrix *matrix = &sparse->matrix;
    system->chunks = (system->columns + CHUNK - 1) / CHUNK;
    while (system->half < system->chunks
           && 2 * matrix->start[system->half * CHUNK] < matrix->start[matrix->columns])
        system->half++;
}

/* ---- what it can do ---- */

static Sparse *of(System *system)
{
    return (Sparse *)system;
}

static const Sparse *of_const(const System *system)
{
    return (const Sparse *)system;
}

static Chunk chunk(const System *system, size_t k)
{
    const size_t first = k * CHUNK, left = system->columns - first;
    return (Chunk){ first, left < CHUNK ? left : CHUNK };
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static double dot(const LpMatrix *matrix, size_t j, const double *y)
{
    double sum = 0;
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
        sum += matrix->value[k] * y[matrix->row[k]];
    return sum;
}

static void add(const LpMatrix *matrix, size_t j, double times, double *sum)
{
    for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
        sum[matrix->row[k]] += times * matrix->value[k];
}

static void transposed(const System *system, size_t k, const double *y, double *at)
{
    const LpMatrix *matrix = &of_const(system)->matrix;
    const Chunk here = chunk(system, k);
    for (size_t j = 0; j < here.count; j++)
        at[j] = here.first + j < matrix->columns ? dot(matrix, here.first + j, y) : 0;
}

static void sum_begin(System *system, int slot, double *sum)
{
    memset(sum, 0, system->rows * sizeof *sum);
    memset(of(system)->other[slot], 0, system->rows * sizeof *sum);
}

static void sum_chunk(System *system, int slot, size_t k, const double *t, double *sum)
{
    const LpMatrix *matrix = &of(system)->matrix;
    const Chunk here = chunk(system, k);
    double *into = k < system->half ? sum : of(system)->other[slot];
    const size_t count = smaller(here.count, matrix->columns - smaller(here.first, matrix->columns));
    for (size_t j = 0; j < count; j++)
        add(matrix, here.first + j, t[j], into);
}

static void sum_end(System *system, int slot, double *sum)
{
    for (size_t i = 0; i < system->rows; i++)
        sum[i] += of(system)->other[slot][i];
}

static void solve_nearly(System *system, const double *r, double *x)
{
    normal_solve(of(system)->normal, r, x);
}

/* x behind the rows of the matrix stays 0. */
static void solve(System *system, const double *r, double *x)
{
    Sparse *sparse = of(system);
    refine_solve(&sparse->refine, system, sparse->weight, NORMAL_TINY, solve_nearly, r, x);
}

static bool factor(System *system, const double *weight, const double *r, double *x)
{
    Sparse *sparse = of(system);
    sparse->weight = weight;
    normal_factor(sparse->normal, weight);
    if (r != NULL)
        solve(system, r, x);
    return true;
}

static void release(System *system)
{
    if (system == NULL)
        return;
    Sparse *sparse = of(system);
    normal_free(sparse->normal);
    lp_matrix_release(&sparse->matrix);
    for (int slot = 0; slot < 2; slot++)
        free(sparse->other[slot]);
    refine_release(&sparse->refine);
    system_release(system);
    free(sparse);
}

static const SystemKind kind = {
    .name = "sparse",
    .free = release,
    .chunk = chunk,
    .transposed = transposed,
    .sum_begin = sum_begin,
    .sum_chunk = sum_chunk,
    .sum_end = sum_end,
    .factor = factor,
    .solve = solve,
};

/* One more centring correction where it costs a tenth of a factorisation, two where a hundredth. */
static int correctors(double cost)
{
    return 1 + (cost > 10) + (cost > 100);
}

System *sparse_create(const Lp *lp, const LpMatrix *matrix, Pair *pair)
{
    Sparse *sparse = memory_take(1, sizeof *sparse);
    System *system = &sparse->system;
    system->kind = &kind;
    system->pair = pair;
    place_all(sparse, lp);
    put_limits(system, lp);
    put_entries(sparse, matrix);
    cut_in_halves(sparse);
    for (int slot = 0; slot < 2; slot++)
        sparse->other[slot] = memory_take_line(system->rows);
    refine_init(&sparse->refine, system);
    sparse->normal = normal_create(&sparse->matrix, system->here);
    if (sparse->normal == NULL) {
        release(system);
        return NULL;
    }
    system->correctors = correctors(normal_cost(sparse->normal));
    system->short_step = 0.95;
    system->trials = 6;
    return system;
}
