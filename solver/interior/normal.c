/* normal - the matrix A D A' of any sparse A, and its factor
 *
 * Nodes of the matrix are the rows of A and, behind them, its dense columns. The symbolic part and the triangular solves are those
 * of LDL; its numeric part knows no pivot that is too small, so that is here: a row of L at a time, each from the rows above. */
#include "solver/interior/normal.h"

#include "solver/memory.h"

#include <amd.h>
#include <ldl.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef SuiteSparse_long Long; /* as LDL counts */

/* A pivot that is nothing but rounding of what it was before belongs to a row that others imply: that row is left alone. */
static const double rounding = 1e-13, left_alone = 1e128;
static const double least_weight = 1e-30;

struct Normal {
    const LpMatrix *matrix;
    size_t rows, nodes;
    int *
        dense; /* [columns] node of a dense column; 0 of others (no column is node 0), -1 of columns left out */
    int *dense_column;  /* [nodes - rows] */
    size_t *row_start;  /* [rows + 1] A by rows */
    int *column;        /* [entries] */
    double *value;      /* [entries] */
    Long *place, *node; /* [nodes] place of each node in the order, node at each place */
    int *entry_place;   /* [entries] place of the row of each entry of A by columns */
    Long *start,
        *index; /* [nodes + 1], above the diagonal of the ordered matrix: the nodes of column k that come before */
    Long *l_start, *l_row, *parent, *l_count, *flag, *path;
    double *l_value, *pivot, *line; /* line[nodes] is 0 between two calls */
};

/* ---- dense columns ---- */

static size_t entries_of(const LpMatrix *matrix, size_t j)
{
    return matrix->start[j + 1] - matrix->start[j];
}

static void find_dense(Normal *normal, const unsigned char *here)
{
    const LpMatrix *matrix = normal->matrix;
    const double many = fmax(40, 10 * sqrt((double)matrix->rows));
    normal->dense = memory_take(matrix->columns, sizeof *normal->dense);
    for (size_t j = 0; j < matrix->columns; j++) {
        normal->dense[j] = here[j] > 0 ? 0 : -1;
        if (here[j] > 0 && (double)entries_of(matrix, j) > many)
            normal->dense[j] = (int)normal->nodes++;
    }
    normal->dense_column = memory_take(normal->nodes - normal->rows, sizeof *normal->dense_column);
    for (size_t j = 0; j < matrix->columns; j++)
        if (normal->dense[j] > 0)
            normal->dense_column[(size_t)normal->dense[j] - normal->rows] = (int)j;
}

/* ---- A by rows ---- */

static void turn(Normal *normal)
{
    const LpMatrix *matrix = normal->matrix;
    const size_t entries = matrix->start[matrix->columns];
    normal->row_start = memory_take(matrix->rows + 2, sizeof *normal->row_start);
    normal->column = memory_take(entries, sizeof *normal->column);
    normal->value = memory_take(entries, sizeof *normal->value);
    size_t *next = normal->row_start
                   + 1; /* where the next entry of a row goes; in the end, where the row after it begins */
    for (size_t k = 0; k < entries; k++)
        next[matrix->row[k] + 1]++;
    for (size_t i = 0; i < matrix->rows; i++)
        next[i + 1] += next[i];
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t k = matrix->start[j]; k < matrix->start[j + 1]; k++) {
            const size_t to = next[matrix->row[k]]++;
            normal->column[to] = (int)j;
            normal->value[to] = matrix->value[k];
        }
}

/* ---- the pattern ---- */

/* Called with each place before `k` where column k of the matrix has an entry; a place may come more than once. */
typedef void Visit(Normal *normal, Long k, Long place);

static void note(Normal *normal, Long k, Long place)
{
    if (normal->flag[place] == k)
        return;
    normal->flag[place] = k;
    if (normal->index != NULL)
        normal->index[normal->start[k + 1]] = place;
    normal->start[k + 1]++;
}

static void note_column(Normal *normal, Long k, size_t j)
{
    for (size_t p = normal->matrix->start[j]; p < normal->matrix->start[j + 1]; p++)
        if (normal->entry_place[p] < k)
            note(normal, k, normal->entry_place[p]);
}

static void note_all(Normal *normal, Long k)
{
    const size_t node = (size_t)normal->node[k];
    if (node >= normal->rows) {
        note_column(normal, k, (size_t)normal->dense_column[node - normal->rows]);
        return;
    }
    for (size_t e = normal->row_start[node]; e < normal->row_start[node + 1]; e++) {
        const size_t j = (size_t)normal->column[e];
        if (normal->dense[j] == 0)
            note_column(normal, k, j);
        else if (normal->dense[j] > 0 && normal->place[normal->dense[j]] < k)
            note(normal, k, normal->place[normal->dense[j]]);
    }
}

static void count_or_fill(Normal *normal)
{
    for (size_t k = 0; k < normal->nodes; k++)
        normal->flag[k] = -1;
    normal->start[0] = 0;
    for (size_t k = 0; k < normal->nodes; k++) {
        normal->start[k + 1] = normal->start[k];
        note_all(normal, (Long)k);
    }
}

/* For the order that place and node tell. */
static void find_pattern(Normal *normal)
{
    const LpMatrix *matrix = normal->matrix;
    for (size_t p = 0; p < matrix->start[matrix->columns]; p++)
        normal->entry_place[p] = (int)normal->place[matrix->row[p]];
    free(normal->index);
    normal->index = NULL;
    count_or_fill(normal);
    normal->index = memory_take((size_t)normal->start[normal->nodes], sizeof *normal->index);
    count_or_fill(normal);
}

/* The order in which the factor fills least, as far as AMD finds it. */
static bool find_order(Normal *normal)
{
    for (size_t k = 0; k < normal->nodes; k++)
        normal->place[k] = normal->node[k] = (Long)k;
    if (normal->nodes == 0)
        return true;
    find_pattern(normal);
    if (amd_l_order((Long)normal->nodes, normal->start, normal->index, normal->node, NULL, NULL) < AMD_OK)
        return false;
    for (size_t k = 0; k < normal->nodes; k++)
        normal->place[normal->node[k]] = (Long)k;
    return true;
}

static void make_room_for_factor(Normal *normal)
{
    const size_t nodes = normal->nodes;
    ldl_l_symbolic((Long)nodes, normal->start, normal->index, normal->l_start, normal->parent,
                   normal->l_count, normal->flag, NULL, NULL);
    normal->l_row = memory_take((size_t)normal->l_start[nodes], sizeof *normal->l_row);
    normal->l_value = memory_take((size_t)normal->l_start[nodes], sizeof *normal->l_value);
}

Normal *normal_create(const LpMatrix *matrix, const unsigned char *here)
{
    Normal *normal = memory_take(1, sizeof *normal);
    *normal = (Normal){ .matrix = matrix, .rows = matrix->rows, .nodes = matrix->rows };
    find_dense(normal, here);
    turn(normal);
    const size_t nodes = normal->nodes;
    normal->place = memory_take(nodes, sizeof *normal->place);
    normal->node = memory_take(nodes, sizeof *normal->node);
    normal->entry_place = memory_take(matrix->start[matrix->columns], sizeof *normal->entry_place);
    normal->start = memory_take(nodes + 1, sizeof *normal->start);
    normal->l_start = memory_take(nodes + 1, sizeof *normal->l_start);
    normal->parent = memory_take(nodes, sizeof *normal->parent);
    normal->l_count = memory_take(nodes, sizeof *normal->l_count);
    normal->flag = memory_take(nodes, sizeof *normal->flag);
    normal->path = memory_take(nodes, sizeof *normal->path);
    normal->pivot = memory_take(nodes, sizeof *normal->pivot);
    normal->line = memory_take(nodes, sizeof *normal->line);
    if (!find_order(normal)) {
        normal_free(normal);
        return NULL;
    }
    find_pattern(normal);
    make_room_for_factor(normal);
    return normal;
}

void normal_free(Normal *normal)
{
    if (normal == NULL)
        return;
    void *const held[] = { normal->dense,   normal->dense_column, normal->row_start, normal->column,
                           normal->value,   normal->place,        normal->node,      normal->entry_place,
                           normal->start,   normal->index,        normal->l_start,   normal->l_row,
                           normal->parent,  normal->l_count,      normal->flag,      normal->path,
                           normal->l_value, normal->pivot,        normal->line };
    for (size_t i = 0; i < sizeof held / sizeof held[0]; i++)
        free(held[i]);
    free(normal);
}

double normal_cost(const Normal *normal)
{
    double factor = 0, solve = 1;
    for (size_t k = 0; k < normal->nodes; k++) {
        const double below = (double)(normal->l_start[k + 1] - normal->l_start[k]);
        factor += below * (below + 3);
        solve += 4 * below + 1;
    }
    return factor / solve;
}

/* ---- numbers ---- */

/* Column k of the matrix, down to its diagonal, into `line`. */
static void put_column(Normal *normal, Long k, const double *weight)
{
    const LpMatrix *matrix = normal->matrix;
    const size_t node = (size_t)normal->node[k];
    double *line = normal->line;
    if (node >= normal->rows) {
        const size_t j = (size_t)normal->dense_column[node - normal->rows];
        for (size_t p = matrix->start[j]; p < matrix->start[j + 1]; p++)
            if (normal->entry_place[p] < k)
                line[normal->entry_place[p]] = matrix->value[p];
        line[k] = -1 / fmax(weight[j], least_weight);
        return;
    }
    line[k] = NORMAL_TINY;
    for (size_t e = normal->row_start[node]; e < normal->row_start[node + 1]; e++) {
        const size_t j = (size_t)normal->column[e];
        if (normal->dense[j] > 0 && normal->place[normal->dense[j]] < k)
            line[normal->place[normal->dense[j]]] = normal->value[e];
        if (normal->dense[j] != 0)
            continue;
        const double weighed = normal->value[e] * weight[j];
        for (size_t p = matrix->start[j]; p < matrix->start[j + 1]; p++)
            if (normal->entry_place[p] <= k)
                line[normal->entry_place[p]] += weighed * matrix->value[p];
    }
}

/* Which columns of L meet row k: all on the ways up the tree from the entries of column k. Returns where in `path` they
 * begin, each after those that it depends on. */
static size_t find_path(Normal *normal, Long k)
{
    size_t top = normal->nodes;
    normal->flag[k] = k;
    for (Long p = normal->start[k]; p < normal->start[k + 1]; p++) {
        size_t length = 0;
        for (Long i = normal->index[p]; normal->flag[i] != k; i = normal->parent[i]) {
            normal->path[length++] = i;
            normal->flag[i] = k;
        }
        while (length > 0)
            normal->path[--top] = normal->path[--length];
    }
    return top;
}

static double safe_pivot(const Normal *normal, Long k, double pivot, double before)
{
    const double sign = (size_t)normal->node[k] < normal->rows ? 1 : -1;
    return sign * pivot > rounding * fabs(before) ? pivot : sign * left_alone;
}

/* Row k of L, and its pivot. */
static void factor_row(Normal *normal, Long k, const double *weight)
{
    double *restrict line = normal->line;
    put_column(normal, k, weight);
    const double before = line[k];
    double pivot = before;
    for (size_t p = find_path(normal, k); p < normal->nodes; p++) {
        const Long i = normal->path[p];
        const double at = line[i];
        line[i] = 0;
        const Long end = normal->l_start[i] + normal->l_count[i];
        for (Long e = normal->l_start[i]; e < end; e++)
            line[normal->l_row[e]] -= normal->l_value[e] * at;
        const double entry = at / normal->pivot[i];
        pivot -= entry * at;
        normal->l_row[end] = k;
        normal->l_value[end] = entry;
        normal->l_count[i]++;
    }
    line[k] = 0;
    normal->pivot[k] = safe_pivot(normal, k, pivot, before);
}

void normal_factor(Normal *normal, const double *weight)
{
    for (size_t k = 0; k < normal->nodes; k++) {
        normal->l_count[k] = 0;
        normal->flag[k] = -1;
    }
    for (size_t k = 0; k < normal->nodes; k++)
        factor_row(normal, (Long)k, weight);
}

void normal_solve(Normal *normal, const double *r, double *x)
{
    const Long nodes = (Long)normal->nodes;
    for (size_t i = 0; i < normal->rows; i++)
        normal->line[normal->place[i]] = r[i];
    ldl_l_lsolve(nodes, normal->line, normal->l_start, normal->l_row, normal->l_value);
    ldl_l_dsolve(nodes, normal->line, normal->pivot);
    ldl_l_ltsolve(nodes, normal->line, normal->l_start, normal->l_row, normal->l_value);
    for (size_t i = 0; i < normal->rows; i++)
        x[i] = normal->line[normal->place[i]];
    memset(normal->line, 0, normal->nodes * sizeof *normal->line);
}
