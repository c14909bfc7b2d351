/* lp - a linear program as it is built: rows, columns and the entries between them */
#include "solver/lp.h"

#include "solver/memory.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void lp_init(Lp *lp)
{
    *lp = (Lp){ 0 };
}

void lp_release(Lp *lp)
{
    free(lp->row_lower);
    free(lp->row_upper);
    free(lp->column_lower);
    free(lp->column_upper);
    free(lp->cost);
    free(lp->row_stamp);
    free(lp->column_stamp);
    free(lp->entry);
    blocks_release(&lp->blocks);
    lp_init(lp);
}

static size_t open_entries(const Lp *lp)
{
    return lp->entries - lp->blocks.entries;
}

void lp_copy(Lp *to, const Lp *from)
{
    *to = (Lp){
        .rows = from->rows,
        .columns = from->columns,
        .entries = from->entries,
        .row_lower = memory_copy(from->row_lower, from->rows, sizeof(double)),
        .row_upper = memory_copy(from->row_upper, from->rows, sizeof(double)),
        .column_lower = memory_copy(from->column_lower, from->columns, sizeof(double)),
        .column_upper = memory_copy(from->column_upper, from->columns, sizeof(double)),
        .cost = memory_copy(from->cost, from->columns, sizeof(double)),
        .row_stamp = memory_copy(from->row_stamp, from->rows, sizeof(LpStamp)),
        .column_stamp = memory_copy(from->column_stamp, from->columns, sizeof(LpStamp)),
        .entry = memory_copy(from->entry, open_entries(from), sizeof(LpEntry)),
        .row_room = { from->rows, from->rows, from->rows },
        .column_room = { from->columns, from->columns, from->columns, from->columns },
        .entry_room = open_entries(from),
    };
    blocks_copy(&to->blocks, &from->blocks);
}

static void expect(double **items, size_t count, size_t times, size_t *room)
{
    *items = memory_expect(*items, count, times, room, sizeof **items);
}

void lp_expect(Lp *lp, size_t times)
{
    expect(&lp->row_lower, lp->rows, times, &lp->row_room[0]);
    expect(&lp->row_upper, lp->rows, times, &lp->row_room[1]);
    expect(&lp->column_lower, lp->columns, times, &lp->column_room[0]);
    expect(&lp->column_upper, lp->columns, times, &lp->column_room[1]);
    expect(&lp->cost, lp->columns, times, &lp->column_room[2]);
    lp->row_stamp = memory_expect(lp->row_stamp, lp->rows, times, &lp->row_room[2], sizeof *lp->row_stamp);
    lp->column_stamp = memory_expect(lp->column_stamp, lp->columns, times, &lp->column_room[3],
                                     sizeof *lp->column_stamp);
}

static void append(double **items, size_t count, size_t *room, double value)
{
    *items = memory_grow(*items, count, room, sizeof **items);
    (*items)[count] = value;
}

static void append_stamp(LpStamp **items, size_t count, size_t *room)
{
    *items = memory_grow(*items, count, room, sizeof **items);
    (*items)[count] = (LpStamp){ -1, -1 };
}

int lp_add_row(Lp *lp, double lower, double upper)
{
    assert(lp->rows < INT_MAX);
    append(&lp->row_lower, lp->rows, &lp->row_room[0], lower);
    append(&lp->row_upper, lp->rows, &lp->row_room[1], upper);
    append_stamp(&lp->row_stamp, lp->rows, &lp->row_room[2]);
    return (int)lp->rows++;
}

int lp_add_column(Lp *lp, double lower, double upper, double cost)
{
    assert(lp->columns < INT_MAX);
    append(&lp->column_lower, lp->columns, &lp->column_room[0], lower);
    append(&lp->column_upper, lp->columns, &lp->column_room[1], upper);
    append(&lp->cost, lp->columns, &lp->column_room[2], cost);
    append_stamp(&lp->column_stamp, lp->columns, &lp->column_room[3]);
    return (int)lp->columns++;
}

void lp_add_entry(Lp *lp, int row, int column, double value)
{
    const size_t open = open_entries(lp);
    lp->entry = memory_grow(lp->entry, open, &lp->entry_room, sizeof *lp->entry);
    lp->entry[open] = (LpEntry){ .row = row, .column = column, .value = value };
    lp->entries++;
}

void lp_fold(Lp *lp)
{
    blocks_add(&lp->blocks, lp->entry, open_entries(lp));
    lp->blocks.row = (int)lp->rows;
    lp->blocks.column = (int)lp->columns;
}

static void repeat(double **items, size_t count, size_t *room, size_t from, size_t more)
{
    *items = memory_room(*items, count, more, room, sizeof **items);
    memcpy(*items + count, *items + from, more * sizeof **items);
}

static void repeat_stamps(LpStamp **items, size_t count, size_t *room, size_t from, size_t more)
{
    *items = memory_room(*items, count, more, room, sizeof **items);
    for (size_t i = 0; i < more; i++)
        (*items)[count + i] = (LpStamp){ (*items)[from + i].template, (*items)[from + i].period + 1 };
}

void lp_repeat_rows(Lp *lp, size_t from, size_t count)
{
    assert(from + count <= lp->rows && lp->rows + count <= INT_MAX);
    repeat(&lp->row_lower, lp->rows, &lp->row_room[0], from, count);
    repeat(&lp->row_upper, lp->rows, &lp->row_room[1], from, count);
    repeat_stamps(&lp->row_stamp, lp->rows, &lp->row_room[2], from, count);
    lp->rows += count;
}

void lp_repeat_columns(Lp *lp, size_t from, size_t count)
{
    assert(from + count <= lp->columns && lp->columns + count <= INT_MAX);
    repeat(&lp->column_lower, lp->columns, &lp->column_room[0], from, count);
    repeat(&lp->column_upper, lp->columns, &lp->column_room[1], from, count);
    repeat(&lp->cost, lp->columns, &lp->column_room[2], from, count);
    repeat_stamps(&lp->column_stamp, lp->columns, &lp->column_room[3], from, count);
    lp->columns += count;
}

/* Folded entries still stand where they were open, counted from the beginning of their block. */
void lp_repeat_entries(Lp *lp, size_t count)
{
    const size_t open = open_entries(lp);
    assert(open + count <= lp->entry_room);
    for (size_t i = open; i < open + count; i++) {
        lp->entry[i].row += lp->blocks.row;
        lp->entry[i].column += lp->blocks.column;
    }
    lp->entries += count;
}

LpReader lp_read(const Lp *lp)
{
    return (LpReader){ .lp = lp, .room = memory_take(lp->blocks.longest, sizeof(LpEntry)) };
}

bool lp_read_next(LpReader *reader)
{
    const Lp *lp = reader->lp;
    if (reader->block < lp->blocks.count) {
        reader->entry = reader->room;
        reader->count = blocks_read(&lp->blocks, reader->block++, reader->room);
        return true;
    }
    if (reader->block++ == lp->blocks.count && open_entries(lp) > 0) {
        reader->entry = lp->entry;
        reader->count = open_entries(lp);
        return true;
    }
    lp_read_end(reader);
    return false;
}

void lp_read_end(LpReader *reader)
{
    free(reader->room);
    reader->room = NULL;
}

static int last_period(const LpStamp *stamp, size_t count)
{
    int last = 0;
    for (size_t i = 0; i < count; i++)
        last = stamp[i].period > last ? stamp[i].period : last;
    return last;
}

size_t lp_periods(const Lp *lp)
{
    const int row = last_period(lp->row_stamp, lp->rows), column = last_period(lp->column_stamp, lp->columns);
    return 1 + (size_t)(row > column ? row : column);
}

void lp_take_stamps(Lp *to, const Lp *from)
{
    assert(from->rows <= to->rows && from->columns <= to->columns);
    for (size_t i = 0; i < from->rows; i++)
        to->row_stamp[i] = from->row_stamp[i];
    for (size_t j = 0; j < from->columns; j++)
        to->column_stamp[j] = from->column_stamp[j];
}

static int templates_of(const LpStamp *stamp, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = stamp[i].template >= most ? stamp[i].template + 1 : most;
    return most;
}

int lp_templates(const Lp *lp)
{
    const int of_rows = templates_of(lp->row_stamp, lp->rows);
    const int of_columns = templates_of(lp->column_stamp, lp->columns);
    return of_rows > of_columns ? of_rows : of_columns;
}
