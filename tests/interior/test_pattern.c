/* test_pattern - what periods have in common, and in which order their rows are eliminated, of programs for a pencil */
#include "solver/interior/batch.h"
#include "solver/interior/pattern.h"
#include "solver/interior/symbolic.h"
#include "solver/memory.h"
#include "tests/interior/stamped.h"
#include "tests/unit/close.h"

#include <stdbool.h>
#include <stdlib.h>

static bool take(Pattern *pattern, const Lp *lp)
{
    LpMatrix matrix;
    lp_matrix_init(&matrix, lp);
    const bool fits = pattern_init(pattern, lp, &matrix);
    lp_matrix_release(&matrix);
    return fits;
}

static const SharedEntry *entry_of(const Pattern *pattern, int row, int column, int shift)
{
    for (int e = 0; e < pattern->entries; e++)
        if (pattern->entry[e].row == row && pattern->entry[e].column == column
            && pattern->entry[e].shift == shift)
            return &pattern->entry[e];
    fail_msg("there is no entry in row %d, column %d, shift %d", row, column, shift);
    return NULL;
}

static void assert_entry(const Pattern *pattern, int row, int column, int shift, double value)
{
    const SharedEntry *entry = entry_of(pattern, row, column, shift);
    assert_null(entry->values);
    assert_close(entry->value, value);
}

/* ---- a boiler with a store of heat, and its size ---- */

enum { HOURS = 8, MAKE = 0, LEVEL, SIZE_ROW, RAMP, STORE, TOTAL, CIRCLE };

/* In each of 8 hours:
 *
 *     make[t] - size <= 0                                  size is of no period
 *     make[t] - make[t-1] <= 1                             not in hour 0
 *     level[t] - make[t] - 0.5 level[t-1] = -1             in hour 0 level[-1] is level[7]
 *     make[0] + .. + make[7] <= 20 */
static void boiler(Lp *lp)
{
    int make[HOURS], level[HOURS];
    lp_init(lp);
    const int size = lp_add_column(lp, 0, 9, 100),
              total = stamped_row(lp, -INFINITY, 20, (LpStamp){ TOTAL, -1 });
    for (int t = 0; t < HOURS; t++) {
        make[t] = stamped_column(lp, 0, INFINITY, 1, (LpStamp){ MAKE, t });
        level[t] = stamped_column(lp, 0, INFINITY, 1, (LpStamp){ LEVEL, t });
        lp_add_entry(lp, total, make[t], 1);
    }
    for (int t = 0; t < HOURS; t++) {
        const int sized = stamped_row(lp, -INFINITY, 0, (LpStamp){ SIZE_ROW, t });
        lp_add_entry(lp, sized, make[t], 1);
        lp_add_entry(lp, sized, size, -1);
        const int stored = stamped_row(lp, -1, -1, (LpStamp){ STORE, t });
        lp_add_entry(lp, stored, level[t], 1);
        lp_add_entry(lp, stored, make[t], -1);
        lp_add_entry(lp, stored, level[t > 0 ? t - 1 : HOURS - 1], -0.5);
        if (t == 0)
            continue;
        const int ramp = stamped_row(lp, -INFINITY, 1, (LpStamp){ RAMP, t });
        lp_add_entry(lp, ramp, make[t], 1);
        lp_add_entry(lp, ramp, make[t - 1], -1);
    }
}

/* The row of the size is inner, ramp and store link hours. The ramp has the same column in both, so it comes first. The store's row of
 * hour 0 reaches over the whole circle: like the total, and the size, it spans and has a slot. Slacks: of size and ramp; the
 * store's rows are equations. */
static void a_boiler_is_taken_apart(void **state)
{
    (void)state;
    Lp lp;
    boiler(&lp);
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    assert_int_equal(pattern.periods, HOURS);
    assert_int_equal(pattern.batches, 1);
    assert_int_equal(pattern.inner, 1);
    assert_int_equal(pattern.linking, 2);
    assert_int_equal(pattern.alike, 1);
    assert_close(pattern.alike_factor[0], -1);
    assert_int_equal(pattern.slots, 3);
    assert_int_equal(pattern.spannings, 3);
    assert_int_equal(pattern.spanning_rows, 2);
    assert_int_equal(pattern.columns, 2 + 2);
    assert_true(pattern.slack[0] >= 2 && pattern.slack[1] >= 2);
    assert_int_equal(pattern.slack[2], NOWHERE);

    assert_int_equal(pattern.row_in[2], SPANNING - 1); /* store of hour 0; the total came before */
    const int total = 3 + pattern.spanning[0].slot, circle = 3 + pattern.spanning[1].slot;
    assert_int_equal(pattern.entries, 9);
    assert_entry(&pattern, 0, MAKE, 0, 1);
    assert_entry(&pattern, 1, MAKE, 0, 1);
    assert_entry(&pattern, 1, MAKE, 1, -1);
    assert_entry(&pattern, 2, LEVEL, 0, 1);
    assert_entry(&pattern, 2, MAKE, 0, -1);
    assert_entry(&pattern, 2, LEVEL, 1, -0.5);
    assert_entry(&pattern, total, MAKE, 0, 1);
    const SharedEntry *made = entry_of(&pattern, circle, MAKE, 0),
                      *left = entry_of(&pattern, circle, LEVEL, 0);
    for (int t = 0; t < HOURS; t++) {
        assert_close(made->values[t], t == 0 ? -1 : 0);
        assert_close(left->values[t], t == 0 ? 1 : t == 7 ? -0.5 : 0);
    }
    assert_int_equal(pattern.directs, 1);
    assert_int_equal(pattern.direct[0].row, 0);
    assert_int_equal(pattern.direct[0].column, pattern.spanning[2].slot);
    for (int t = 0; t < HOURS; t++)
        assert_close(pattern.direct[0].values[t], -1);
    pattern_release(&pattern);
    lp_release(&lp);
}

/* A price that changes leaves the entries alone; an entry that differs in one hour has a value for each. */
static void what_differs_once_varies(void **state)
{
    (void)state;
    Lp lp;
    boiler(&lp);
    for (size_t e = 0; e < lp.entries; e++)
        if (lp.row_stamp[lp.entry[e].row].template == RAMP && lp.row_stamp[lp.entry[e].row].period == 5
            && lp.entry[e].value > 0)
            lp.entry[e].value = 3;
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    assert_int_equal(pattern.alike, 0);
    /* None of both is alike any more: the store comes first as it did in the program. */
    const SharedEntry *ramp = entry_of(&pattern, 2, MAKE, 0);
    for (int t = 1; t < HOURS; t++)
        assert_close(ramp->values[t], t == 5 ? 3 : 1);
    assert_entry(&pattern, 2, MAKE, 1, -1);
    pattern_release(&pattern);
    lp_release(&lp);
}

/* ---- slots ---- */

/* `times` rows of one template, each over `length` hours, `every` so many. */
static int slots_of(int times, int length, int every)
{
    int column[64];
    Lp lp;
    lp_init(&lp);
    for (int t = 0; t < 64; t++)
        column[t] = stamped_column(&lp, 0, INFINITY, 1, (LpStamp){ 0, t });
    for (int n = 0; n < times; n++) {
        const int i = stamped_row(&lp, 0, 1, (LpStamp){ 1, -1 });
        for (int t = n * every; t < n * every + length; t++)
            lp_add_entry(&lp, i, column[t], 1);
    }
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    const int slots = pattern.slots;
    assert_int_equal(pattern.spannings, times);
    pattern_release(&pattern);
    lp_release(&lp);
    return slots;
}

/* Days of 8 hours share one slot. Those that meet in an hour need two in turn; each of 16 hours, one every 4, is over
 * when the fifth begins: four. */
static void what_is_over_leaves_its_slot(void **state)
{
    (void)state;
    assert_int_equal(slots_of(8, 8, 8), 1);
    assert_int_equal(slots_of(7, 9, 8), 2);
    assert_int_equal(slots_of(13, 16, 4), 4);
    assert_int_equal(slots_of(5, 64 - 4, 1), 5);
}

/* ---- order ---- */

/* Row 0 meets rows 1, 2 and 3, each in a column of its own (1 of row 0, 2 of the other), and has a slack. */
static void star(Lp *lp)
{
    lp_init(lp);
    for (int t = 0; t < HOURS; t++) {
        int row[4];
        for (int r = 0; r < 4; r++)
            row[r] = stamped_row(lp, 5, r == 0 ? INFINITY : 5, (LpStamp){ 10 + r, t });
        for (int c = 0; c < 3; c++) {
            const int j = stamped_column(lp, 0, INFINITY, 1, (LpStamp){ c, t });
            lp_add_entry(lp, row[0], j, 1);
            lp_add_entry(lp, row[c + 1], j, 2);
        }
    }
}

/* The middle of the star first would tie the others to one another: three fills. A point of it has one neighbour and fills nothing. So 1
 * and 2 go, then of row 0 and 3, which meet each other alone, the one that comes first. Each of three pivots has one entry below,
 * one multiplication. */
static void the_middle_of_a_star_waits(void **state)
{
    (void)state;
    static const int order[] = { 1, 2, 0, 3 }, start[] = { 0, 1, 2, 3, 3 }, row[] = { 2, 2, 3 };
    Lp lp;
    star(&lp);
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    Symbolic symbolic;
    symbolic_init(&symbolic, &pattern, pattern.slots);
    assert_int_equal(symbolic.inner, 4);
    assert_int_equal(symbolic.outer, 0);
    assert_memory_equal(symbolic.order, order, sizeof order);
    assert_memory_equal(symbolic.start, start, sizeof start);
    assert_memory_equal(symbolic.row, row, sizeof row);
    assert_int_equal(symbolic.entries, 4 + 3);
    assert_int_equal(symbolic.places, 4 + 3);
    assert_close(symbolic.work, 3);
    symbolic_release(&symbolic);
    pattern_release(&pattern);
    lp_release(&lp);
}

/* With all weights 1 the matrix has 4 for each point, 2 between it and the middle, and 3 + 1 for the middle. Points 1 and 2 take 2 2 / 4
 * = 1 each from the middle, 2 is left; that takes 2 2 / 2 = 2 from point 3: pivots 4, 4, 2, 2 and factors 1/2, 1/2, 1. In hour 3 there is
 * no row 1: its pivot is beyond all measure, and 3 is left in the middle. */
static void a_star_is_factorised(void **state)
{
    (void)state;
    Lp lp;
    star(&lp);
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    Symbolic symbolic;
    symbolic_init(&symbolic, &pattern, pattern.slots);
    unsigned char *here = memory_take(4 * LANES, 1);
    double *weight = memory_take_line((size_t)pattern.columns * LANES),
           *work = memory_take_line((size_t)symbolic.places * LANES), *factor = memory_take_line(3 * LANES),
           *inverse = memory_take_line(4 * LANES);
    for (int n = 0; n < pattern.columns * LANES; n++)
        weight[n] = 1;
    for (int n = 0; n < 4 * LANES; n++)
        here[n] = n != 1 * LANES + 3;
    batch_plain.factor(&symbolic, 0, weight, here, work, factor, inverse);
    for (int l = 0; l < LANES; l++) {
        const double middle = l == 3 ? 3 : 2, below[] = { l == 3 ? 0 : 0.5, 0.5, 2 / middle };
        const double pivot[] = { l == 3 ? 1e60 : 4, 4, middle, 4 - 4 / middle };
        for (int k = 0; k < 3; k++)
            assert_near(factor[k * LANES + l], below[k], 1e-8);
        for (int k = 0; k < 4; k++)
            assert_near(inverse[k * LANES + l], 1 / pivot[k], 1e-8);
    }
    free(weight);
    free(here);
    free(work);
    free(factor);
    free(inverse);
    symbolic_release(&symbolic);
    pattern_release(&pattern);
    lp_release(&lp);
}

/* Of the boiler: what is left of its one inner row is over the ramp, the store, the store of the next hour (the ramp of the next is that of this
 * hour times -1) and three slots. */
static void what_is_left_of_the_boiler(void **state)
{
    (void)state;
    Lp lp;
    boiler(&lp);
    Pattern pattern;
    assert_true(take(&pattern, &lp));
    Symbolic symbolic;
    symbolic_init(&symbolic, &pattern, pattern.slots);
    assert_int_equal(symbolic.own, 2);
    assert_int_equal(symbolic.tied, 3);
    assert_int_equal(symbolic.outer, 6);
    /* make and size are in the inner row; make is in the ramp, the store, the total and the circle too, size has its slot: five below the
     * pivot, 5 6 / 2 multiplications. */
    assert_int_equal(symbolic.start[1], 5);
    assert_close(symbolic.work, 15);
    assert_int_equal(symbolic.places, 1 + 5 + 6 * 7 / 2);
    symbolic_release(&symbolic);
    pattern_release(&pattern);
    lp_release(&lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boiler_is_taken_apart),      cmocka_unit_test(what_differs_once_varies),
        cmocka_unit_test(what_is_over_leaves_its_slot), cmocka_unit_test(the_middle_of_a_star_waits),
        cmocka_unit_test(a_star_is_factorised),         cmocka_unit_test(what_is_left_of_the_boiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
