/* test_system - products, factors and solves of both kinds of system, against the matrix entry by entry */
#include "solver/interior/system.h"

#include "solver/pair.h"
#include "solver/interior/periods.h"
#include "solver/memory.h"
#include "tests/interior/stamped.h"
#include "tests/unit/close.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef System *Create(const Lp *lp, const LpMatrix *matrix, Pair *pair);

/* With all rows and columns, so that its A is that of the program. */
static System *periods_whole(const Lp *lp, const LpMatrix *matrix, Pair *pair)
{
    return periods_create(lp, matrix, pair, false);
}

/* A program as a system takes it, and A of that system, entry by entry, by rows. */
typedef struct Fixture {
    Lp lp;
    LpMatrix matrix;
    Pair *pair;
    System *system; /* NULL: the program does not fit */
    double *a;      /* [rows x columns of the system] */
} Fixture;

static void put(const System *system, double *a, int row, int column, double value)
{
    a[(size_t)row * system->columns + (size_t)column] = value;
}

static double *entries(const System *system, const Lp *lp, const LpMatrix *matrix)
{
    double *a = memory_take(system->rows * system->columns, sizeof *a);
    for (size_t j = 0; j < lp->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++)
            if (system->row_at[matrix->row[k]] >= 0)
                put(system, a, system->row_at[matrix->row[k]], system->column_at[j], matrix->value[k]);
    for (size_t i = 0; i < lp->rows; i++)
        if (system->slack_at[i] >= 0)
            put(system, a, system->row_at[i], system->slack_at[i], -1);
    return a;
}

/* `lp` is the fixture's from now on. */
static Fixture set_up(const Lp *lp, Create *create, int threads)
{
    Fixture fixture = { .lp = *lp, .pair = pair_create(threads) };
    lp_matrix_init(&fixture.matrix, lp);
    fixture.system = create(lp, &fixture.matrix, fixture.pair);
    if (fixture.system != NULL)
        fixture.a = entries(fixture.system, lp, &fixture.matrix);
    return fixture;
}

static void tear_down(Fixture *fixture)
{
    if (fixture->system != NULL)
        fixture->system->kind->free(fixture->system);
    free(fixture->a);
    pair_free(fixture->pair);
    lp_matrix_release(&fixture->matrix);
    lp_release(&fixture->lp);
}

static Fixture drawn(uint64_t seed, int periods, Create *create, int threads)
{
    Chance chance = { seed };
    Lp lp;
    stamped_draw(&chance, periods, STAMPED_OPTIMAL, &lp);
    return set_up(&lp, create, threads);
}

/* ---- passes, as work.c makes them ---- */

typedef struct Pass {
    System *system;
    const double *from;
    double *to;
} Pass;

static void each_chunk(Pass *pass, int half, void (*on)(Pass *pass, size_t k, Chunk chunk))
{
    const System *system = pass->system;
    const size_t end = half == 0 ? system->half : system->chunks;
    for (size_t k = half == 0 ? 0 : system->half; k < end; k++)
        on(pass, k, system->kind->chunk(system, k));
}

static void sum_chunk(Pass *pass, size_t k, Chunk chunk)
{
    pass->system->kind->sum_chunk(pass->system, 1, k, pass->from + chunk.first, pass->to);
}

static void sum_half(void *subject, int half)
{
    each_chunk(subject, half, sum_chunk);
}

static void transposed_chunk(Pass *pass, size_t k, Chunk chunk)
{
    pass->system->kind->transposed(pass->system, k, pass->from, pass->to + chunk.first);
}

static void transposed_half(void *subject, int half)
{
    each_chunk(subject, half, transposed_chunk);
}

/* A t, of the system's rows */
static double *sum(System *system, const double *t)
{
    double *to = memory_take_line(system->rows);
    system->kind->sum_begin(system, 1, to);
    pair_do(system->pair, sum_half, &(Pass){ system, t, to });
    system->kind->sum_end(system, 1, to);
    return to;
}

/* A' y, of the system's columns */
static double *transposed(System *system, const double *y)
{
    double *to = memory_take_line(system->columns);
    pair_do(system->pair, transposed_half, &(Pass){ system, y, to });
    return to;
}

/* 10^-power .. 10^power where `here`, else 0 */
static double *draw_where(Chance *chance, const unsigned char *here, size_t count, double power,
                          bool positive)
{
    double *drawn_by = memory_take_line(count);
    for (size_t n = 0; n < count; n++)
        if (here[n] > 0) {
            const double figure = chance_magnitude(chance, -power, power);
            drawn_by[n] = positive ? fabs(figure) : figure;
        }
    return drawn_by;
}

/* ---- what is held ---- */

/* x of columns without a choice counts too; what there is not is 0. */
static double *draw_x(Chance *chance, const Fixture *fixture)
{
    double *x = memory_take_line(fixture->system->columns);
    for (size_t j = 0; j < fixture->lp.columns; j++)
        x[fixture->system->column_at[j]] = chance_magnitude(chance, -2, 2);
    for (size_t i = 0; i < fixture->lp.rows; i++)
        if (fixture->system->slack_at[i] >= 0)
            x[fixture->system->slack_at[i]] = chance_magnitude(chance, -2, 2);
    return x;
}

static void assert_products(const Fixture *fixture, Chance *chance)
{
    System *system = fixture->system;
    double *x = draw_x(chance, fixture), *y = draw_where(chance, system->row_here, system->rows, 2, false);
    double *ax = sum(system, x), *aty = transposed(system, y);
    for (size_t i = 0; i < system->rows; i++) {
        double wanted = 0, size = 1;
        for (size_t j = 0; j < system->columns; j++) {
            wanted += fixture->a[i * system->columns + j] * x[j];
            size += fabs(fixture->a[i * system->columns + j] * x[j]);
        }
        assert_near(ax[i] / size, wanted / size, 1e-13);
    }
    for (size_t j = 0; j < system->columns; j++) {
        double wanted = 0, size = 1;
        for (size_t i = 0; i < system->rows && system->here[j] > 0; i++) {
            wanted += fixture->a[i * system->columns + j] * y[i];
            size += fabs(fixture->a[i * system->columns + j] * y[i]);
        }
        if (system->here[j] > 0)
            assert_near(aty[j] / size, wanted / size, 1e-13);
    }
    free(x);
    free(y);
    free(ax);
    free(aty);
}

/* image = (A D A' + tiny) x, and |A| D |A'| |x| + |r|, by which a residual is measured; in long double */
static double worst_residual(const Fixture *fixture, const double *weight, const double *r, const double *x)
{
    static const double tiny = 1e-9;
    const System *system = fixture->system;
    long double *image = memory_take(system->rows, sizeof *image),
                *size = memory_take(system->rows, sizeof *size);
    for (size_t j = 0; j < system->columns; j++) {
        long double dot = 0, dot_size = 0;
        for (size_t i = 0; i < system->rows; i++) {
            dot += (long double)fixture->a[i * system->columns + j] * x[i];
            dot_size += fabsl((long double)fixture->a[i * system->columns + j] * x[i]);
        }
        for (size_t i = 0; i < system->rows; i++) {
            image[i] += weight[j] * fixture->a[i * system->columns + j] * dot;
            size[i] += weight[j] * fabs(fixture->a[i * system->columns + j]) * dot_size;
        }
    }
    double worst = 0, largest = 0;
    for (size_t i = 0; i < system->rows; i++) {
        worst = fmax(worst, (double)fabsl(image[i] + tiny * x[i] - r[i]));
        largest = fmax(largest, (double)size[i] + fabs(r[i]));
    }
    free(image);
    free(size);
    return largest > 0 ? worst / largest : 0;
}

/* Returns the residual of a right-hand side that A reaches, as those of the method are. */
static double residual_of_solve(const Fixture *fixture, Chance *chance, double power)
{
    System *system = fixture->system;
    double *weight = draw_where(chance, system->here, system->columns, power, true),
           *t = draw_where(chance, system->here, system->columns, 1, false);
    double *r = sum(system, t), *x = memory_take_line(system->rows);
    assert_true(system->kind->factor(system, weight, NULL, NULL));
    system->kind->solve(system, r, x);
    for (size_t i = 0; i < system->rows; i++)
        if (!(system->row_here[i] > 0))
            assert_true(x[i] == 0);
    const double residual = worst_residual(fixture, weight, r, x);
    free(weight);
    free(t);
    free(r);
    free(x);
    return residual;
}

/* ---- programs by chance ---- */

static const int few[] = { 1, 2, 3, 7 }, enough[] = { 8, 9, 15, 16, 17, 40 };

enum { FEW = sizeof few / sizeof few[0], ENOUGH = sizeof enough / sizeof enough[0], DRAWS = 12 };

static void products_are_those_of_the_matrix(void **state)
{
    (void)state;
    Create *const create[] = { periods_whole, sparse_create };
    for (int kind = 0; kind < 2; kind++)
        for (int n = 0; n < ENOUGH * DRAWS; n++) {
            Fixture fixture = drawn((uint64_t)n + 1, enough[n % ENOUGH], create[kind], 1);
            Chance chance = { (uint64_t)n + 1000 };
            assert_non_null(fixture.system);
            assert_products(&fixture, &chance);
            tear_down(&fixture);
        }
}

static void solves_leave_nothing(void **state)
{
    (void)state;
    Create *const create[] = { periods_whole, sparse_create };
    double worst[2] = { 0 };
    for (int kind = 0; kind < 2; kind++)
        for (int n = 0; n < ENOUGH * DRAWS; n++) {
            Fixture fixture = drawn((uint64_t)n + 1, enough[n % ENOUGH], create[kind], 1);
            Chance chance = { (uint64_t)n + 1000 };
            for (int power = 0; power <= 4; power += 2) {
                const double residual = residual_of_solve(&fixture, &chance, power);
                if (residual > 1e-12)
                    print_message("%s, draw %d, weights 10^+-%d: %.1e\n", fixture.system->kind->name, n,
                                  power, residual);
                worst[kind] = fmax(worst[kind], residual);
            }
            tear_down(&fixture);
        }
    print_message("worst residual by periods %.1e, sparse %.1e\n", worst[0], worst[1]);
    assert_true(worst[0] < 1e-12);
    assert_true(worst[1] < 1e-12);
}

/* All bytes, whether one thread does it or two. */
static void two_threads_give_the_same_bytes(void **state)
{
    (void)state;
    Create *const create[] = { periods_whole, sparse_create };
    for (int n = 0; n < 2 * ENOUGH * DRAWS; n++) {
        double *found[2][3];
        size_t rows = 0, columns = 0;
        for (int threads = 1; threads <= 2; threads++) {
            Fixture fixture = drawn((uint64_t)n / 2 + 1, enough[n / 2 % ENOUGH], create[n % 2], threads);
            System *system = fixture.system;
            Chance chance = { 77 };
            double *weight = draw_where(&chance, system->here, system->columns, 2, true),
                   *y = draw_where(&chance, system->row_here, system->rows, 1, false);
            double **to = found[threads - 1];
            to[0] = transposed(system, y);
            to[1] = sum(system, weight);
            to[2] = memory_take_line(system->rows);
            assert_true(system->kind->factor(system, weight, NULL, NULL));
            system->kind->solve(system, to[1], to[2]);
            rows = system->rows, columns = system->columns;
            free(weight);
            free(y);
            tear_down(&fixture);
        }
        assert_memory_equal(found[0][0], found[1][0], columns * sizeof(double));
        assert_memory_equal(found[0][1], found[1][1], rows * sizeof(double));
        assert_memory_equal(found[0][2], found[1][2], rows * sizeof(double));
        for (int k = 0; k < 6; k++)
            free(found[k / 3][k % 3]);
    }
}

/* ---- what does not fit ---- */

static void assert_fits(const Lp *lp, bool fits)
{
    Fixture fixture = set_up(lp, periods_whole, 1);
    assert_int_equal(fixture.system != NULL, fits);
    tear_down(&fixture);
}

/* `columns` alike in each period, and a row over them. */
static void plain(Lp *lp, int periods, int columns)
{
    lp_init(lp);
    for (int t = 0; t < periods; t++) {
        const int i = lp_add_row(lp, 1, 1);
        lp->row_stamp[i] = (LpStamp){ columns, t };
        for (int c = 0; c < columns; c++) {
            const int j = lp_add_column(lp, 0, 1, 1);
            lp->column_stamp[j] = (LpStamp){ c, t };
            lp_add_entry(lp, i, j, 1);
        }
    }
}

static void few_periods_do_not_fit(void **state)
{
    (void)state;
    for (int n = 0; n < FEW; n++) {
        Fixture fixture = drawn(5, few[n], periods_whole, 1);
        assert_null(fixture.system);
        tear_down(&fixture);
    }
    Lp lp;
    plain(&lp, 8, 2);
    assert_fits(&lp, true);
    plain(&lp, 7, 2);
    assert_fits(&lp, false);
    lp_init(&lp);
    assert_fits(&lp, false);
}

/* Two columns, or two rows, that both say they are the one of a period. */
static void two_of_one_stamp_do_not_fit(void **state)
{
    (void)state;
    Lp lp;
    plain(&lp, 8, 2);
    lp.column_stamp[1] = lp.column_stamp[0];
    assert_fits(&lp, false);
    plain(&lp, 8, 2);
    const int again = lp_add_row(&lp, 0, 1);
    lp.row_stamp[again] = lp.row_stamp[3];
    assert_fits(&lp, false);
}

/* 160 rows over all periods have a slot each; one more has none. A 161st that limits nothing needs none, nor does a column that is in
 * one of them alone. */
static void too_much_that_spans_does_not_fit(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        Lp lp;
        plain(&lp, 8, 1);
        for (int k = 0; k < 160 + more; k++) {
            const int i = lp_add_row(&lp, 0, INFINITY);
            lp_add_entry(&lp, i, 0, 1);
            lp_add_entry(&lp, i, 7, 1);
        }
        lp_add_row(&lp, -INFINITY, INFINITY);
        lp_add_entry(&lp, 10, lp_add_column(&lp, 0, 1, 1), 1);
        assert_fits(&lp, more == 0);
    }
}

/* 400 rows that look at the period before, not 401. */
static void too_many_links_do_not_fit(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        Lp lp;
        plain(&lp, 8, 1);
        for (int k = 0; k < 400 + more; k++)
            for (int t = 1; t < 8; t++) {
                const int i = lp_add_row(&lp, 0, INFINITY);
                lp.row_stamp[i] = (LpStamp){ 10 + k, t };
                lp_add_entry(&lp, i, t, 1);
                lp_add_entry(&lp, i, t - 1, -1);
            }
        assert_fits(&lp, more == 0);
    }
}

/* ---- odd matrices ---- */

/* A column in all of 600 rows would fill A D A'; it stands beside it instead. */
static void a_dense_column_is_set_aside(void **state)
{
    (void)state;
    Chance chance = { 11 };
    Lp lp;
    lp_init(&lp);
    const int dense = lp_add_column(&lp, 0, INFINITY, 1);
    for (int i = 0; i < 600; i++) {
        lp_add_row(&lp, chance_magnitude(&chance, -1, 1), INFINITY);
        lp_add_entry(&lp, i, dense, chance_magnitude(&chance, -1, 1));
        lp_add_entry(&lp, i, lp_add_column(&lp, 0, INFINITY, 1), chance_magnitude(&chance, -1, 1));
    }
    Fixture fixture = set_up(&lp, sparse_create, 2);
    assert_products(&fixture, &chance);
    assert_true(residual_of_solve(&fixture, &chance, 2) < 1e-12);
    tear_down(&fixture);
}

/* Each row thrice, once doubled, once as the sum of two: a rank of a third. By periods and not. */
static void dependent_rows_are_solved(void **state)
{
    (void)state;
    Create *const create[] = { periods_whole, sparse_create };
    for (int kind = 0; kind < 2; kind++) {
        Chance chance = { 12 };
        Lp lp;
        lp_init(&lp);
        for (int t = 0; t < 12; t++)
            for (int c = 0; c < 4; c++) {
                const int j = lp_add_column(&lp, 0, INFINITY, 1);
                lp.column_stamp[j] = (LpStamp){ c, t };
            }
        for (int t = 0; t < 12; t++)
            for (int r = 0; r < 4; r++) {
                const int i = lp_add_row(&lp, 1, 1), first = 4 * t;
                lp.row_stamp[i] = (LpStamp){ 4 + r, t };
                for (int c = 0; c < 4; c++) {
                    const double one = c < 2 ? 1 + c : 0, other = c < 2 ? 0 : 3 - c;
                    const double value[] = { one, other, 2 * one, one + other };
                    if (value[r] != 0)
                        lp_add_entry(&lp, i, first + c, value[r]);
                }
            }
        Fixture fixture = set_up(&lp, create[kind], 1);
        assert_non_null(fixture.system);
        for (int n = 0; n < 5; n++)
            assert_true(residual_of_solve(&fixture, &chance, n) < 1e-12);
        tear_down(&fixture);
    }
}

/* A fixed column takes no part in A D A', but its x counts in A x. */
static void fixed_and_free_columns_have_their_places(void **state)
{
    (void)state;
    Create *const create[] = { periods_whole, sparse_create };
    for (int kind = 0; kind < 2; kind++) {
        Lp lp;
        plain(&lp, 8, 3);
        for (int t = 0; t < 8; t++) {
            lp.column_lower[3 * t] = lp.column_upper[3 * t] = 2;
            lp.column_lower[3 * t + 1] = -INFINITY, lp.column_upper[3 * t + 1] = INFINITY;
        }
        Fixture fixture = set_up(&lp, create[kind], 1);
        const System *system = fixture.system;
        assert_non_null(system);
        for (int t = 0; t < 8; t++) {
            assert_true(system->here[system->column_at[3 * t]] == 0);
            assert_true(system->here[system->column_at[3 * t + 1]] == 1);
            assert_true(isinf(system->lower[system->column_at[3 * t + 1]]));
            assert_close(system->limit[system->row_at[t]], 1);
            assert_int_equal(system->slack_at[t], -1);
        }
        Chance chance = { 13 };
        assert_products(&fixture, &chance);
        tear_down(&fixture);
    }
}

/* Two stores that lose half of what is in them from hour to hour, one of them closed to a circle: level[0] follows from level[399]. What that
 * ties to the nodes dies away, by 1e-18 within a hundred hours, and the march goes on without it. */
static void a_circle_is_left_behind(void **state)
{
    (void)state;
    enum { HOURS = 400, BATCHES = HOURS / 8, STORES = 2 };
    Chance chance = { 14 };
    Lp lp;
    lp_init(&lp);
    int level[STORES][HOURS], charge[HOURS];
    for (int t = 0; t < HOURS; t++) {
        charge[t] = lp_add_column(&lp, 0, INFINITY, 1);
        lp.column_stamp[charge[t]] = (LpStamp){ STORES, t };
        for (int k = 0; k < STORES; k++) {
            level[k][t] = lp_add_column(&lp, 0, 10, 0);
            lp.column_stamp[level[k][t]] = (LpStamp){ k, t };
        }
    }
    const int total = lp_add_row(&lp, 0, 1e6);
    for (int t = 0; t < HOURS; t++) {
        lp_add_entry(&lp, total, charge[t], 1);
        for (int k = 0; k < STORES; k++) {
            const int kept = lp_add_row(&lp, -1, -1);
            lp.row_stamp[kept] = (LpStamp){ STORES + 1 + k, t };
            lp_add_entry(&lp, kept, level[k][t], 1);
            lp_add_entry(&lp, kept, charge[t], -1);
            if (t > 0 || k == 0)
                lp_add_entry(&lp, kept, level[k][t > 0 ? t - 1 : HOURS - 1], -0.5);
        }
    }
    Fixture fixture = set_up(&lp, periods_whole, 2);
    assert_non_null(fixture.system);
    for (int power = 0; power <= 2; power++) {
        assert_true(residual_of_solve(&fixture, &chance, power) < 1e-12);
        const PeriodsShape shape = periods_shape(fixture.system);
        assert_int_equal(shape.circles, 1);
        for (int half = 0; half < 2; half++)
            assert_true(shape.carried[half] > 1 && shape.carried[half] < BATCHES / 2);
    }
    tear_down(&fixture);
}

/* What is made in the first hour and in the last one together, besides contracts of ten hours each, which share a slot: the first one, in whose
 * first hour that is, ends when the march is on its way, though a later one has the slot where the halves meet. */
static void a_circle_waits_for_contracts_that_end(void **state)
{
    (void)state;
    enum { HOURS = 40, CONTRACT = 10, MADE = 0, KEPT, SPACE, TAKEN, ENDS };
    Chance chance = { 15 };
    Lp lp;
    lp_init(&lp);
    const int ends = lp_add_row(&lp, 1, 100);
    lp.row_stamp[ends] = (LpStamp){ ENDS, 0 };
    for (int t = 0, contract = 0; t < HOURS; t++) {
        const int made = lp_add_column(&lp, 0, 10, 1), kept = lp_add_column(&lp, 0, 10, 1),
                  space = lp_add_row(&lp, 1, 9);
        lp.column_stamp[made] = (LpStamp){ MADE, t };
        lp.column_stamp[kept] = (LpStamp){ KEPT, t };
        lp.row_stamp[space] = (LpStamp){ SPACE, t };
        if (t % CONTRACT == 0) {
            contract = lp_add_row(&lp, 3, 100);
            lp.row_stamp[contract] = (LpStamp){ TAKEN, t };
        }
        lp_add_entry(&lp, space, made, 1);
        lp_add_entry(&lp, space, kept, 2);
        lp_add_entry(&lp, contract, made, 1);
        if (t == 0 || t == HOURS - 1)
            lp_add_entry(&lp, ends, made, 1);
    }
    Fixture fixture = set_up(&lp, periods_whole, 2);
    assert_non_null(fixture.system);
    assert_true(residual_of_solve(&fixture, &chance, 1) < 1e-12);
    const PeriodsShape shape = periods_shape(fixture.system);
    assert_int_equal(shape.slots, 2);
    assert_int_equal(shape.circles, 1);
    assert_int_equal(shape.carried[0], 2);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_those_of_the_matrix),
        cmocka_unit_test(solves_leave_nothing),
        cmocka_unit_test(two_threads_give_the_same_bytes),
        cmocka_unit_test(few_periods_do_not_fit),
        cmocka_unit_test(two_of_one_stamp_do_not_fit),
        cmocka_unit_test(too_much_that_spans_does_not_fit),
        cmocka_unit_test(too_many_links_do_not_fit),
        cmocka_unit_test(a_dense_column_is_set_aside),
        cmocka_unit_test(dependent_rows_are_solved),
        cmocka_unit_test(fixed_and_free_columns_have_their_places),
        cmocka_unit_test(a_circle_is_left_behind),
        cmocka_unit_test(a_circle_waits_for_contracts_that_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
