/* recurring - a list that says much the same of every period, kept once
 *
 * Lines come period by period; those in a row that are of the same period are a block. Where an earlier block has the same keys in the same
 * order, and columns as far from that of its first line, only that column is kept; an amount that is not always the same is then one
 * figure a block. Nothing is lost: a line reads as it was added, at the place at which it was added. */
#ifndef COPLANT_RECURRING_H
#define COPLANT_RECURRING_H

#include "solver/memory.h"

#include <stddef.h>
#include <stdint.h>

enum {
    LINE_KEYS = 4,
    MARK_LINES = 64 /* from one mark to the next */
};

typedef struct PeriodLine {
    int key[LINE_KEYS]; /* what the line says, in words of who added it */
    int column, period;
    double amount;
} PeriodLine;

typedef struct LinePattern {
    PeriodLine *line; /* [lines], of the first block; its columns count from that of its first line */
    double **amounts; /* [lines] of [blocks], or of NULL: always that of the line; NULL: all are */
    size_t lines, blocks, room;
    uint64_t hash; /* of keys and columns */
} LinePattern;

typedef struct LineBlock {
    size_t end;           /* number of lines up to its last */
    size_t pattern, turn; /* of the blocks of its pattern, which it is */
    int column, period;   /* of its first line */
} LineBlock;

typedef struct Recurring {
    size_t lines;
    PeriodLine *open; /* [opens]: the block to which lines are added */
    LineBlock *block;
    LinePattern *pattern;
    size_t *mark; /* [marks]: in which block the first of so many lines stands, so that none is far to seek */
    size_t opens, blocks, patterns, marks, open_room, block_room, pattern_room, mark_room;
} Recurring; /* owns its arrays: begins as zeros, recurring_release */

static inline PeriodLine *recurring_add(Recurring *list,
                                        int period); /* one more line, to be written before the next */
void recurring_close(
    Recurring *list); /* what was added since the last block is one, as when a line of another period comes */
void recurring_release(Recurring *list);

/* The next lines are as those at the same places of the block that was closed last, which had as many or more; their columns are by `further` further on. */
void recurring_repeat(Recurring *list, int period, int further, size_t lines);

static inline PeriodLine *recurring_add(Recurring *list, int period)
{
    if (list->opens > 0 && list->open[0].period != period)
        recurring_close(list);
    list->open = memory_grow(list->open, list->opens, &list->open_room, sizeof *list->open);
    list->lines++;
    return &list->open[list->opens++];
}

/* The line k of a block. */
static inline PeriodLine recurring_line_of(const Recurring *list, const LineBlock *block, size_t k)
{
    const LinePattern *pattern = &list->pattern[block->pattern];
    PeriodLine line = pattern->line[k];
    line.column += block->column;
    line.period = block->period;
    if (pattern->amounts != NULL && pattern->amounts[k] != NULL)
        line.amount = pattern->amounts[k][block->turn];
    return line;
}

/* O(1), and read millions of times. */
static inline PeriodLine recurring_line(const Recurring *list, size_t i)
{
    const size_t closed = list->lines - list->opens;
    if (i >= closed)
        return list->open[i - closed];
    const LineBlock *block = &list->block[list->mark[i / MARK_LINES]];
    while (block->end <= i)
        block++;
    return recurring_line_of(list, block, i + list->pattern[block->pattern].lines - block->end);
}

#endif
