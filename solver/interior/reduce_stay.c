/* reduce_stay - the numbers of what stays, once all has gone that can go */
#include "solver/interior/reduce_parts.h"

#include <stdlib.h>
#include <string.h>

/* to[n]: place of what stays. Returns how many do. */
static int number(const bool *went, int count, int *to)
{
    int stays = 0;
    for (int n = 0; n < count; n++)
        to[n] = went[n] ? NOWHERE : stays++;
    return stays;
}

static void *kept(void *from, size_t size, int batches, int count, const bool *went, int stay, size_t behind)
{
    const size_t line = LANES * size, whole = (size_t)batches * (size_t)count * line;
    const size_t left = (size_t)batches * (size_t)stay * line;
    char *to = (char *)memory_take_line((left + behind * size + sizeof(double) - 1) / sizeof(double)),
         *at = to;
    const char *of = from;
    for (int batch = 0; batch < batches; batch++)
        for (int n = 0; n < count; n++, of += line)
            if (!went[n]) {
                memcpy(at, of, line);
                at += line;
            }
    memcpy(at, (const char *)from + whole, behind * size);
    free(from);
    return to;
}

static void keep_vectors(const Reducing *reducing, int columns, int inner)
{
    const Pattern *pattern = reducing->pattern;
    System *system = reducing->system;
    const int rows = pattern->inner + pattern->linking;
    const size_t behind_columns = system->columns - lanes(reducing) * (size_t)pattern->columns,
                 behind_rows = system->rows - lanes(reducing) * (size_t)rows;
    double **const of_columns[] = { &system->lower, &system->upper, &system->cost };
    for (size_t k = 0; k < sizeof of_columns / sizeof of_columns[0]; k++)
        *of_columns[k] = kept(*of_columns[k], sizeof(double), pattern->batches, pattern->columns,
                              reducing->column_went, columns, behind_columns);
    system->here = kept(system->here, 1, pattern->batches, pattern->columns, reducing->column_went, columns,
                        behind_columns);
    system->limit = kept(system->limit, sizeof(double), pattern->batches, rows, reducing->row_went,
                         inner + pattern->linking, behind_rows);
    system->row_here = kept(system->row_here, 1, pattern->batches, rows, reducing->row_went,
                            inner + pattern->linking, behind_rows);
    system->columns = lanes(reducing) * (size_t)columns + behind_columns;
    system->rows = lanes(reducing) * (size_t)(inner + pattern->linking) + behind_rows;
}

static void renumber_sum(Sum *sum, const int *row_to, const int *column_to)
{
    for (int n = 0; n < sum->terms; n++) {
        sum->term[n].row = row_to[sum->term[n].row];
        sum->term[n].column = column_to[sum->term[n].column];
    }
}

/* x counts from the origins of the columns that stay (work.h); their numbers are those of before. */
static void count_from_origins(Reducing *reducing, Gone *gone)
{
    const System *system = reducing->system;
    for (int n = 0; n < gone->x.terms; n++) {
        const SharedEntry *term = &gone->x.term[n];
        if (reducing->column_went[term->column])
            continue;
        for (int t = 0; t < reducing->pattern->periods; t++) {
            const size_t at = column_place(reducing, t, term->column);
            const double origin = system_origin(system->lower[at], system->upper[at]);
            if (origin == 0)
                continue;
            if (gone->x.constant == NULL)
                gone->x.constant = take_values(reducing);
            gone->x.constant[t] += value_at(term, t) * origin;
        }
    }
}

static void keep_entries(Pattern *pattern, const int *row_to, const int *column_to)
{
    int count = 0;
    for (int e = 0; e < pattern->entries; e++) {
        SharedEntry entry = pattern->entry[e];
        if (entry.row == NOWHERE)
            continue;
        entry.row = row_to[entry.row];
        entry.column = column_to[entry.column];
        pattern->entry[count++] = entry;
    }
    pattern->entries = count;
    pattern_sort(pattern);
    for (int e = 0; e < pattern->directs; e++)
        pattern->direct[e].row = row_to[pattern->direct[e].row];
}

static void keep_slacks(const Reducing *reducing, const int *row_to, const int *column_to)
{
    Pattern *pattern = reducing->pattern;
    for (int i = 0; i < pattern->inner + pattern->linking; i++)
        if (!reducing->row_went[i])
            pattern->slack[row_to[i]] = pattern->slack[i] >= 0 ? column_to[pattern->slack[i]] : NOWHERE;
}

static void keep_places(int *in, size_t count, const int *to)
{
    for (size_t n = 0; n < count; n++)
        in[n] = in[n] >= 0 ? to[in[n]] : in[n];
}

/* The numbers of rows and columns from now on. */
void reduce_stay(Reducing *reducing, const Lp *lp)
{
    Pattern *pattern = reducing->pattern;
    Reduction *reduction = reducing->reduction;
    int *row_to = memory_take((size_t)reducing->rows, sizeof *row_to),
        *column_to = memory_take((size_t)pattern->columns, sizeof *column_to);
    reduction->rows = number(reducing->row_went, reducing->rows, row_to);
    reduction->columns = number(reducing->column_went, pattern->columns, column_to);
    reduction->inner = pattern->inner - (reducing->rows - reduction->rows);
    for (int s = 0; s < reduction->count; s++) {
        Gone *gone = &reduction->gone[s];
        count_from_origins(reducing, gone);
        column_to[gone->column] = reduction->columns + s;
        if (gone->row != NOWHERE)
            row_to[gone->row] = reduction->rows + s;
    }
    for (int s = 0; s < reduction->count; s++) {
        renumber_sum(&reduction->gone[s].x, row_to, column_to);
        renumber_sum(&reduction->gone[s].y, row_to, column_to);
        renumber_sum(&reduction->gone[s].y_by_other, row_to, column_to);
    }
    keep_vectors(reducing, reduction->columns, reduction->inner);
    keep_entries(pattern, row_to, column_to);
    keep_slacks(reducing, row_to, column_to);
    keep_places(pattern->row_in, lp->rows, row_to);
    keep_places(pattern->column_in, lp->columns, column_to);
    pattern->inner = reduction->inner;
    pattern->columns = reduction->columns;
    free(row_to);
    free(column_to);
}
