/* aside - limits, costs and stamps of a program, put aside while a backend works on its scaled copy */
#include "solver/aside.h"

#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = sizeof(uint64_t) };
_Static_assert(sizeof(double) == WORD && sizeof(LpStamp) == WORD, "an array of eight bytes each");

/* Rows or columns, block by block; behind the blocks stands what came after them. */
typedef struct Places {
    const Blocks *blocks;
    size_t count;
    bool are_rows;
} Places;

static size_t begin_of(const Places *places, size_t b)
{
    const Blocks *blocks = places->blocks;
    if (b > blocks->count)
        return places->count;
    if (b == blocks->count)
        return (size_t)(places->are_rows ? blocks->row : blocks->column);
    return (size_t)(places->are_rows ? blocks->block[b].row : blocks->block[b].column);
}

/* Where the same of the block before would stand; `begin` where there is no such place. */
static size_t before(size_t i, size_t begin, size_t begin_before)
{
    const size_t at = begin_before + (i - begin);
    return at < begin ? at : begin;
}

static uint64_t word_at(const char *items, size_t i)
{
    uint64_t word;
    memcpy(&word, items + i * WORD, WORD);
    return word;
}

static void keep(Kept *kept, uint64_t word, size_t i)
{
    kept->word = memory_grow(kept->word, kept->words, &kept->room, WORD);
    kept->word[kept->words++] = word;
    kept->differs[i / 8] |= (unsigned char)(1 << i % 8);
}

/* Frees the items; returns NULL. */
static void *put(Kept *kept, void *items, const Places *places)
{
    *kept = (Kept){ .differs = memory_take(places->count / 8 + 1, 1) };
    size_t begin_before = 0;
    for (size_t b = 0; b <= places->blocks->count; b++) {
        const size_t begin = begin_of(places, b), end = begin_of(places, b + 1);
        for (size_t i = begin; i < end; i++) {
            const size_t like = before(i, begin, begin_before);
            const uint64_t word = word_at(items, i);
            if (like == begin || word_at(items, like) != word)
                keep(kept, word, i);
        }
        begin_before = begin;
    }
    free(items);
    return NULL;
}

static void *take_back(Kept *kept, const Places *places)
{
    char *items = memory_take(places->count, WORD);
    size_t begin_before = 0, words = 0;
    for (size_t b = 0; b <= places->blocks->count; b++) {
        const size_t begin = begin_of(places, b), end = begin_of(places, b + 1);
        for (size_t i = begin; i < end; i++) {
            const bool differs = kept->differs[i / 8] >> i % 8 & 1;
            const uint64_t word = differs ? kept->word[words++]
                                          : word_at(items, before(i, begin, begin_before));
            memcpy(items + i * WORD, &word, WORD);
        }
        begin_before = begin;
    }
    free(kept->differs);
    free(kept->word);
    *kept = (Kept){ 0 };
    return items;
}

/* Makes periods count from that of the block, so that they are alike too; sign -1 undoes it. */
static void count_periods(LpStamp *stamp, const Places *places, int sign)
{
    for (size_t b = 0; b <= places->blocks->count; b++)
        for (size_t i = begin_of(places, b); i < begin_of(places, b + 1); i++)
            stamp[i].period -= sign * (int)b;
}

void aside_put(Aside *aside, Lp *lp)
{
    const Places rows = { &lp->blocks, lp->rows, true }, columns = { &lp->blocks, lp->columns, false };
    count_periods(lp->row_stamp, &rows, 1);
    count_periods(lp->column_stamp, &columns, 1);
    lp->row_lower = put(&aside->row_lower, lp->row_lower, &rows);
    lp->row_upper = put(&aside->row_upper, lp->row_upper, &rows);
    lp->row_stamp = put(&aside->row_stamp, lp->row_stamp, &rows);
    lp->column_lower = put(&aside->column_lower, lp->column_lower, &columns);
    lp->column_upper = put(&aside->column_upper, lp->column_upper, &columns);
    lp->cost = put(&aside->cost, lp->cost, &columns);
    lp->column_stamp = put(&aside->column_stamp, lp->column_stamp, &columns);
}

void aside_take_back(Aside *aside, Lp *lp)
{
    const Places rows = { &lp->blocks, lp->rows, true }, columns = { &lp->blocks, lp->columns, false };
    lp->row_lower = take_back(&aside->row_lower, &rows);
    lp->row_upper = take_back(&aside->row_upper, &rows);
    lp->row_stamp = take_back(&aside->row_stamp, &rows);
    lp->column_lower = take_back(&aside->column_lower, &columns);
    lp->column_upper = take_back(&aside->column_upper, &columns);
    lp->cost = take_back(&aside->cost, &columns);
    lp->column_stamp = take_back(&aside->column_stamp, &columns);
    for (size_t i = 0; i < 3; i++)
        lp->row_room[i] = lp->rows;
    for (size_t j = 0; j < 4; j++)
        lp->column_room[j] = lp->columns;
    count_periods(lp->row_stamp, &rows, -1);
    count_periods(lp->column_stamp, &columns, -1);
}
