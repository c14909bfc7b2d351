/* test_blocks - entries that recur are kept once, and read as they were added */
#include "solver/blocks.h"

#include "solver/lp.h"
#include "solver/memory.h"
#include "tests/unit/chance.h"
#include "tests/unit/same.h"

#include <stdlib.h>
#include <string.h>

/* A park of hours: 3 rows and 4 columns each. A contract's row comes with the first hour of its day and takes what is bought in all of
 * them; the store's level is that of the hour before; heat varies. */
enum { HOURS = 240, DAY = 24, ROWS = 3, COLUMNS = 4 };

static double heat(int t)
{
    return 1 + (double)(t * t % 97) / 97;
}

static void compile(Lp *lp, bool folds)
{
    int contract = 0, before = 0;
    lp_init(lp);
    for (int t = 0; t < HOURS; t++) {
        if (t % DAY == 0)
            contract = lp_add_row(lp, 0, 100);
        const int row = (int)lp->rows, column = (int)lp->columns;
        for (int i = 0; i < ROWS; i++)
            lp_add_row(lp, 0, 0);
        for (int j = 0; j < COLUMNS; j++)
            lp_add_column(lp, 0, t, j);
        for (int i = 0; i < ROWS; i++)
            for (int j = 0; j < COLUMNS; j++)
                lp_add_entry(lp, row + i, column + j, i == j ? 1 : -0.1 * i);
        lp_add_entry(lp, row, column + 3, heat(t));
        lp_add_entry(lp, row + 2, before, 0.98);
        lp_add_entry(lp, contract, column, 1);
        before = column + 2;
        if (folds)
            lp_fold(lp);
    }
    const int year = lp_add_row(lp, 0, 1000);
    for (int j = 0; j < (int)lp->columns; j += COLUMNS)
        lp_add_entry(lp, year, j, 1);
}

static void assert_reads_alike(const Lp *one, const Lp *other)
{
    assert_int_equal(one->entries, other->entries);
    LpEntry *all = memory_take(one->entries, sizeof *all);
    size_t read = 0;
    for (LpReader some = lp_read(one); lp_read_next(&some);) {
        memcpy(all + read, some.entry, some.count * sizeof *all);
        read += some.count;
    }
    assert_int_equal(read, one->entries);
    read = 0;
    for (LpReader some = lp_read(other); lp_read_next(&some);) {
        assert_same_bytes(all + read, some.entry, some.count, sizeof *all);
        read += some.count;
    }
    assert_int_equal(read, other->entries);
    free(all);
}

/* Two patterns: the first hour of all has its contract among its own rows. Of each later hour heat differs, and the contract's row, which is
 * 1 + 3 hours away; in the first hour of a day it stands among its own as in the very first. */
static void hours_that_are_alike_are_kept_once(void **state)
{
    (void)state;
    Lp folded, plain;
    compile(&folded, true);
    compile(&plain, false);
    assert_int_equal(folded.blocks.count, HOURS);
    assert_int_equal(folded.blocks.longest, ROWS * COLUMNS + 3);
    assert_int_equal(folded.entries - folded.blocks.entries, HOURS);
    assert_true(folded.blocks.patterns <= 2);
    assert_true(folded.blocks.block[HOURS - 1].differences <= 3 * HOURS);
    assert_reads_alike(&folded, &plain);
    lp_release(&folded);
    lp_release(&plain);
}

static void the_matrix_is_the_same(void **state)
{
    (void)state;
    Lp folded, plain;
    LpMatrix one, other;
    compile(&folded, true);
    compile(&plain, false);
    lp_matrix_init(&one, &folded);
    lp_matrix_init(&other, &plain);
    const size_t entries = one.start[one.columns];
    assert_same_bytes(one.start, other.start, one.columns + 1, sizeof *one.start);
    assert_same_bytes(one.row, other.row, entries, sizeof *one.row);
    assert_same_bytes(one.value, other.value, entries, sizeof *one.value);
    lp_matrix_release(&one);
    lp_matrix_release(&other);
    lp_release(&folded);
    lp_release(&plain);
}

/* A copy goes on by itself, and is folded further. */
static void a_copy_is_its_own(void **state)
{
    (void)state;
    Lp folded, plain, copy;
    compile(&folded, true);
    compile(&plain, false);
    lp_copy(&copy, &folded);
    lp_release(&folded);
    for (int k = 0; k < 3; k++) {
        lp_add_entry(&copy, k, 7, k);
        lp_add_entry(&plain, k, 7, k);
        lp_fold(&copy);
    }
    assert_reads_alike(&copy, &plain);
    lp_release(&copy);
    lp_release(&plain);
}

/* Shapes, rows, columns and values as chance has them, blocks without entries among them: -0 is not 0. */
static void whatever_is_added_is_read(void **state)
{
    (void)state;
    static const double value[] = { 1, -1, 0.0, -0.0, 1e-300 };
    for (uint64_t seed = 1; seed <= 50; seed++) {
        Chance chance = { seed };
        const double changes = chance_share(&chance) / 2;
        const int longest = chance_between(&chance, 0, 60);
        Lp folded, plain;
        lp_init(&folded);
        lp_init(&plain);
        for (int t = 0; t < 100; t++) {
            const int shape = chance_between(&chance, 0, 3);
            for (int k = 0; k < shape * longest; k++) {
                const bool changed = chance_hits(&chance, changes);
                const int row = changed ? chance_between(&chance, 0, 500) : 5 * t + k;
                const double at = value[changed ? chance_between(&chance, 0, 4) : k % 5];
                lp_add_entry(&folded, row, 7 * t + k / 2, at);
                lp_add_entry(&plain, row, 7 * t + k / 2, at);
            }
            for (int i = 0; i < 5; i++)
                lp_add_row(&folded, 0, 0);
            for (int j = 0; j < 7; j++)
                lp_add_column(&folded, 0, 1, 0);
            lp_fold(&folded);
        }
        assert_reads_alike(&folded, &plain);
        lp_release(&folded);
        lp_release(&plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_that_are_alike_are_kept_once),
        cmocka_unit_test(the_matrix_is_the_same),
        cmocka_unit_test(a_copy_is_its_own),
        cmocka_unit_test(whatever_is_added_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
