/* work - what the interior point method holds, and its passes over all columns */
#include "solver/interior/work.h"

#include "solver/pair.h"
#include "solver/interior/variant.h"
#include "solver/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_ARRAYS = 8, ROW_ARRAYS = 5 };

/* A beginning, by halves: who works with an array later is also the first to touch its pages. */
typedef struct Beginning {
    Work *work;
    double *of_columns[COLUMN_ARRAYS], *of_rows[ROW_ARRAYS];
    double constant[2], bounds[2]; /* of each half */
} Beginning;

static void clear(double *const *array, size_t arrays, size_t first, size_t end)
{
    for (size_t k = 0; k < arrays; k++)
        memset(array[k] + first, 0, (end - first) * sizeof **array);
}

/* lower and upper are counted from the origin, and lie FAR away where they are not there or nothing is to be chosen. */
static void begin_columns(void *subject, int half, size_t first, size_t end)
{
    Beginning *beginning = subject;
    System *system = beginning->work->system;
    double *origin = beginning->work->columns.dx; /* not in use yet */
    clear(beginning->of_columns, COLUMN_ARRAYS, first, end);
    for (size_t j = first; j < end; j++) {
        const bool here = system->here[j] > 0;
        const double lower = system->lower[j], upper = system->upper[j];
        origin[j] = system_origin(lower, upper);
        system->lower[j] = here && isfinite(lower) ? lower - origin[j] : -FAR;
        system->upper[j] = here && isfinite(upper) ? upper - origin[j] : FAR;
        beginning->constant[half] += system->cost[j] * origin[j];
        beginning->bounds[half] += (system->lower[j] > -FAR) + (system->upper[j] < FAR);
    }
}

static void begin_rows(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Beginning *beginning = subject;
    clear(beginning->of_rows, ROW_ARRAYS, first, end);
}

/* limit -= A origin */
static void move_rows(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const Work *work = subject;
    System *system = work->system;
    for (size_t i = first; i < end; i++)
        system->limit[i] = system->row_here[i] * (system->limit[i] - work->rows[i]);
}

static void begin(Work *work)
{
    Columns *c = &work->columns;
    Beginning beginning = { work,
                            { c->x, c->z, c->s, c->dx, c->dz, c->ds, c->cx, c->weight },
                            { work->y, work->dy, work->cy, work->right, work->rows },
                            { 0 },
                            { 0 } };
    work_by_columns(work, begin_columns, &beginning);
    work_by_rows(work, begin_rows, &beginning);
    work->constant += beginning.constant[0] + beginning.constant[1];
    work->bounds = beginning.bounds[0] + beginning.bounds[1];
    work_sum(work, c->dx, work->rows);
    work_by_rows(work, move_rows, work);
}

void work_init(Work *work, System *system)
{
    const size_t columns = system->columns, rows = system->rows, longest = system_longest_chunk(system);
    *work = (Work){ .system = system, .constant = system->constant, .elements = VARIANT_CHOOSE(elements) };
    work->columns = (Columns){
        .cost = system->cost,
        .lower = system->lower,
        .upper = system->upper,
        .here = system->here,
        .x = memory_take_unset(columns),
        .z = memory_take_unset(columns),
        .s = memory_take_unset(columns),
        .dx = memory_take_unset(columns),
        .dz = memory_take_unset(columns),
        .ds = memory_take_unset(columns),
        .cx = memory_take_unset(columns),
        .weight = memory_take_unset(columns),
    };
    work->columns.miss = work->columns.cx;
    double **const of_rows[ROW_ARRAYS] = { &work->y, &work->dy, &work->cy, &work->right, &work->rows };
    for (size_t i = 0; i < ROW_ARRAYS; i++)
        *of_rows[i] = memory_take_unset(rows);
    for (int half = 0; half < 2; half++) {
        work->at[half] = memory_take_line(longest);
        work->t[half] = memory_take_line(longest);
        work->even[half] = memory_take_line(longest);
    }
    begin(work);
}

void work_release(Work *work)
{
    Columns *columns = &work->columns;
    double *const held[] = { columns->x,  columns->z,  columns->s,      columns->dx,  columns->dz,
                             columns->ds, columns->cx, columns->weight, work->y,      work->dy,
                             work->cy,    work->right, work->rows,      work->at[0],  work->at[1],
                             work->t[0],  work->t[1],  work->even[0],   work->even[1] };
    for (size_t i = 0; i < sizeof held / sizeof held[0]; i++)
        free(held[i]);
    *work = (Work){ 0 };
}

/* ---- passes ---- */

typedef struct Pass {
    Work *work;
    void (*on_chunk)(struct Pass *pass, int half, size_t k, Chunk chunk);
    Move move;
    const Aim *aim;
    const double *from; /* a vector */
    double *to;
    Measure measure[2]; /* of each half */
    Outlook outlook[2];
    Trials trials[2];
} Pass;

static void do_half(void *subject, int half)
{
    Pass *pass = subject;
    const System *system = pass->work->system;
    const size_t end = half == 0 ? system->half : system->chunks;
    for (size_t k = half == 0 ? 0 : system->half; k < end; k++)
        pass->on_chunk(pass, half, k, system->kind->chunk(system, k));
}

static void do_pass(Pass *pass)
{
    pair_do(pass->work->system->pair, do_half, pass);
}

static void sum_vector_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    (void)half;
    System *system = pass->work->system;
    system->kind->sum_chunk(system, 0, k, pass->from + chunk.first, pass->to);
}

void work_sum(Work *work, const double *t, double *sum)
{
    System *system = work->system;
    Pass pass = { .work = work, .on_chunk = sum_vector_chunk, .from = t, .to = sum };
    system->kind->sum_begin(system, 0, sum);
    do_pass(&pass);
    system->kind->sum_end(system, 0, sum);
}

static void transposed_vector_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    (void)half;
    const System *system = pass->work->system;
    system->kind->transposed(system, k, pass->from, pass->to + chunk.first);
}

/* t is written through the pass. NOLINTNEXTLINE(readability-non-const-parameter) */
void work_transposed(Work *work, const double *y, double *t)
{
    Pass pass = { .work = work, .on_chunk = transposed_vector_chunk, .from = y, .to = t };
    do_pass(&pass);
}

/* ---- halves ---- */

typedef struct Halves {
    size_t middle, end;
    OnHalf *on;
    void *subject;
} Halves;

static void do_part(void *subject, int half)
{
    const Halves *halves = subject;
    halves->on(halves->subject, half, half == 0 ? 0 : halves->middle,
               half == 0 ? halves->middle : halves->end);
}

void work_by_columns(Work *work, OnHalf *on, void *subject)
{
    const System *system = work->system;
    const size_t middle = system->half < system->chunks ? system->kind->chunk(system, system->half).first
                                                        : system->columns;
    pair_do(system->pair, do_part, &(Halves){ middle, system->columns, on, subject });
}

void work_by_rows(Work *work, OnHalf *on, void *subject)
{
    const size_t rows = work->system->rows, middle = rows / 2 / LANES * LANES;
    pair_do(work->system->pair, do_part, &(Halves){ middle, rows, on, subject });
}

/* ---- passes over rows ---- */

typedef struct RowPass {
    const Work *work;
    double by; /* to += by from */
    const double *from;
    double *to;
    RowMeasure measure[2]; /* of each half */
} RowPass;

static void add_half(void *subject, int half, size_t first, size_t end)
{
    (void)half;
    const RowPass *pass = subject;
    pass->work->elements->add(end - first, pass->by, pass->from + first, pass->to + first);
}

void work_add_rows(Work *work, double by, const double *from, double *to)
{
    work_by_rows(work, add_half, &(RowPass){ .work = work, .by = by, .from = from, .to = to });
}

static void measure_half(void *subject, int half, size_t first, size_t end)
{
    RowPass *pass = subject;
    const Work *work = pass->work;
    const System *system = work->system;
    work->elements->measure_rows(end - first, system->row_here + first, system->limit + first,
                                 work->rows + first, work->y + first, work->right + first,
                                 &pass->measure[half]);
}

static RowMeasure measure_rows(Work *work)
{
    RowPass pass = { .work = work };
    work_by_rows(work, measure_half, &pass);
    const RowMeasure *one = &pass.measure[0], *other = &pass.measure[1];
    return (RowMeasure){
        .value = one->value + other->value,
        .miss = fmax(one->miss, other->miss),
        .sizes = one->sizes + other->sizes,
    };
}

/* ---- passes over columns ---- */

static void accept(const Pass *pass, Chunk chunk)
{
    const Work *work = pass->work;
    const Move *move = &pass->move;
    work->elements->accept(&work->columns, chunk, &move->aim, move->primal_correction, move->dual_correction);
}

static void measure_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    Work *work = pass->work;
    System *system = work->system;
    double *at = work->at[half], *t = work->t[half];
    accept(pass, chunk);
    work->elements->advance(&work->columns, chunk, pass->move.primal, pass->move.dual);
    system->kind->transposed(system, k, work->y, at);
    work->elements->measure(&work->columns, chunk, at, t, &pass->measure[half]);
    system->kind->sum_chunk(system, 0, k, work->columns.x + chunk.first, work->rows);
    system->kind->sum_chunk(system, 1, k, t, work->right);
}

Measure work_measure(Work *work, Move move, RowMeasure *of_rows)
{
    System *system = work->system;
    Pass pass = { .work = work, .on_chunk = measure_chunk, .move = move };
    system->kind->sum_begin(system, 0, work->rows);
    system->kind->sum_begin(system, 1, work->right);
    do_pass(&pass);
    system->kind->sum_end(system, 0, work->rows);
    system->kind->sum_end(system, 1, work->right);
    *of_rows = measure_rows(work);
    const Measure *one = &pass.measure[0], *other = &pass.measure[1];
    return (Measure){
        .cost = one->cost + other->cost + work->constant,
        .value = one->value + other->value + work->constant,
        .products = one->products + other->products,
        .miss = fmax(one->miss, other->miss),
        .ray_miss = one->ray_miss + other->ray_miss,
        .boxed = one->boxed + other->boxed,
    };
}

static void predict_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    Work *work = pass->work;
    System *system = work->system;
    double *error = work->t[half], *even = work->even[half];
    system->kind->transposed(system, k, work->dy, work->at[half]);
    work->elements->predict(&work->columns, chunk, work->at[half], error, even, &pass->outlook[half]);
    system->kind->sum_chunk(system, 0, k, error, work->right);
    system->kind->sum_chunk(system, 1, k, even, work->rows);
}

Outlook work_predict(Work *work)
{
    System *system = work->system;
    Pass pass = { .work = work, .on_chunk = predict_chunk };
    system->kind->sum_begin(system, 0, work->right);
    system->kind->sum_begin(system, 1, work->rows);
    do_pass(&pass);
    system->kind->sum_end(system, 0, work->right);
    system->kind->sum_end(system, 1, work->rows);
    const Outlook *one = &pass.outlook[0], *other = &pass.outlook[1];
    return (Outlook){
        .primal = one->primal + other->primal,
        .dual = one->dual + other->dual,
        .both = one->both + other->both,
        .primal_use = fmax(one->primal_use, other->primal_use),
        .dual_use = fmax(one->dual_use, other->dual_use),
    };
}

void work_aim_at(Work *work, double mu)
{
    work_add_rows(work, mu, work->rows, work->right);
}

static void aim_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    Work *work = pass->work;
    accept(pass, chunk);
    work->elements->aim(&work->columns, chunk, pass->aim, work->t[half]);
    work->system->kind->sum_chunk(work->system, 0, k, work->t[half], work->right);
}

void work_aim(Work *work, const Move *before, const Aim *aim)
{
    System *system = work->system;
    Pass pass = { .work = work, .on_chunk = aim_chunk, .move = *before, .aim = aim };
    system->kind->sum_begin(system, 0, work->right);
    do_pass(&pass);
    system->kind->sum_end(system, 0, work->right);
}

static void correct_chunk(Pass *pass, int half, size_t k, Chunk chunk)
{
    Work *work = pass->work;
    work->system->kind->transposed(work->system, k, work->cy, work->at[half]);
    work->elements->correct(&work->columns, chunk, pass->aim, work->at[half], &pass->trials[half]);
}

void work_correct(Work *work, const Aim *aim, Trials *trials)
{
    Pass pass = { .work = work, .on_chunk = correct_chunk, .aim = aim, .trials = { *trials, *trials } };
    do_pass(&pass);
    trials->sum = pass.trials[0].sum + pass.trials[1].sum;
    for (int i = 0; i < trials->count; i++) {
        trials->primal_use[i] = fmax(pass.trials[0].primal_use[i], pass.trials[1].primal_use[i]);
        trials->dual_use[i] = fmax(pass.trials[0].dual_use[i], pass.trials[1].dual_use[i]);
    }
}
