/* lp_matrix - the entries of a program by columns */
#include "solver/lp_matrix.h"

#include "solver/lp.h"
#include "solver/memory.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Turns counts standing in at[1..bins] into the place where each bin begins. */
static void accumulate(size_t *at, size_t bins)
{
    for (size_t b = 0; b < bins; b++)
        at[b + 1] += at[b];
}

/* A counting sort. It is stable: within a column entries stand in the order of their coming. */
static void fill_by_column(LpMatrix *matrix, const Lp *lp)
{
    for (LpReader some = lp_read(lp); lp_read_next(&some);)
        for (size_t k = 0; k < some.count; k++) {
            assert(some.entry[k].column >= 0 && (size_t)some.entry[k].column < lp->columns);
            matrix->start[some.entry[k].column + 1]++;
        }
    accumulate(matrix->start, matrix->columns);
    size_t *at = memory_copy(matrix->start, matrix->columns, sizeof *at);
    for (LpReader some = lp_read(lp); lp_read_next(&some);)
        for (size_t k = 0; k < some.count; k++) {
            assert(some.entry[k].row >= 0 && (size_t)some.entry[k].row < lp->rows);
            const size_t place = at[some.entry[k].column]++;
            matrix->row[place] = some.entry[k].row;
            matrix->value[place] = some.entry[k].value;
        }
    free(at);
}

/* An entry and the place at which it came. */
typedef struct Sorted {
    int row;
    size_t came;
    double value;
} Sorted;

static int by_row(const void *a, const void *b)
{
    const Sorted *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    return (one->came > other->came) - (one->came < other->came);
}

static void sort_long(int *row, double *value, size_t count)
{
    Sorted *sorted = memory_take(count, sizeof *sorted);
    for (size_t k = 0; k < count; k++)
        sorted[k] = (Sorted){ row[k], k, value[k] };
    qsort(sorted, count, sizeof *sorted, by_row);
    for (size_t k = 0; k < count; k++) {
        row[k] = sorted[k].row;
        value[k] = sorted[k].value;
    }
    free(sorted);
}

static void sort_short(int *row, double *value, size_t count)
{
    for (size_t k = 1; k < count; k++) {
        const int moved_row = row[k];
        const double moved_value = value[k];
        size_t to = k;
        for (; to > 0 && row[to - 1] > moved_row; to--) {
            row[to] = row[to - 1];
            value[to] = value[to - 1];
        }
        row[to] = moved_row;
        value[to] = moved_value;
    }
}

static bool ascends(const int *row, size_t count)
{
    for (size_t k = 1; k < count; k++)
        if (row[k - 1] > row[k])
            return false;
    return true;
}

/* Makes rows ascend within each column; of one place, what came first stays first. Most columns are short, and most that are long ascend:
 * what spans the periods came with them. */
static void sort_columns(LpMatrix *matrix)
{
    enum { SHORT = 32 };
    for (size_t j = 0; j < matrix->columns; j++) {
        const size_t start = matrix->start[j], count = matrix->start[j + 1] - start;
        if (count <= SHORT)
            sort_short(matrix->row + start, matrix->value + start, count);
        else if (!ascends(matrix->row + start, count))
            sort_long(matrix->row + start, matrix->value + start, count);
    }
}

/* Sums neighbours of one place. What is left of +0.3 -0.1 -0.2 is rounding, not a coefficient: it goes too. */
static void sum_duplicates(LpMatrix *matrix)
{
    size_t kept = 0, k = 0;
    for (size_t j = 0; j < matrix->columns; j++) {
        size_t end = matrix->start[j + 1];
        matrix->start[j] = kept;
        while (k < end) {
            int row = matrix->row[k];
            double sum = 0, size = 0;
            for (; k < end && matrix->row[k] == row; k++) {
                sum += matrix->value[k];
                size += fabs(matrix->value[k]);
            }
            if (fabs(sum) <= 4 * DBL_EPSILON * size)
                continue;
            matrix->row[kept] = row;
            matrix->value[kept++] = sum;
        }
    }
    matrix->start[matrix->columns] = kept;
}

void lp_matrix_init(LpMatrix *matrix, const Lp *lp)
{
    *matrix = (LpMatrix){
        .rows = lp->rows,
        .columns = lp->columns,
        .start = memory_take(lp->columns + 1, sizeof *matrix->start),
        .row = memory_take(lp->entries, sizeof *matrix->row),
        .value = memory_take(lp->entries, sizeof *matrix->value),
    };
    fill_by_column(matrix, lp);
    sort_columns(matrix);
    sum_duplicates(matrix);
}

void lp_matrix_release(LpMatrix *matrix)
{
    free(matrix->start);
    free(matrix->row);
    free(matrix->value);
    *matrix = (LpMatrix){ 0 };
}
