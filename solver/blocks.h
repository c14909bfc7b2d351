/* blocks - entries that come again in every period, kept once
 *
 * A block is what came in a row, most often all entries of one period. Its rows and columns count from those that there were when it began,
 * so the same entries of another period read the same. A block that is like an earlier one is kept as what differs from it:
 * the row of a contract that ended, a share of the sun. Nothing is lost: a block reads as it was added. */
#ifndef COPLANT_BLOCKS_H
#define COPLANT_BLOCKS_H

#include <stddef.h>

typedef struct LpEntry {
    int row, column;
    double value;
} LpEntry;

/* An entry that stands in a block instead of one of its pattern. */
typedef struct BlockDifference {
    LpEntry entry;
    int at;
} BlockDifference;

/* The first of its blocks. */
typedef struct BlockPattern {
    LpEntry *entry; /* [entries] */
    size_t entries;
} BlockPattern;

typedef struct Block {
    size_t pattern;
    size_t differences; /* of all blocks up to this one */
    int row, column;    /* from which its rows and columns count */
} Block;

typedef struct Blocks {
    size_t count;
    size_t entries, longest; /* of all blocks; of one */
    Block *block;            /* [count] */
    BlockPattern *pattern;   /* [patterns] */
    BlockDifference *difference;
    size_t patterns, room, pattern_room, difference_room;
    int row, column; /* from which those of the next block will count; the caller writes them */
} Blocks;            /* owns its arrays: begins as zeros, blocks_release */

/* `entry`[entries] is written over. */
void blocks_add(Blocks *blocks, LpEntry *entry, size_t entries);

/* Writes block b to `entry`, where there is room for the longest; returns how many entries it has. */
size_t blocks_read(const Blocks *blocks, size_t b, LpEntry *entry);

void blocks_copy(Blocks *to, const Blocks *from); /* `to` is initialised here */
void blocks_release(Blocks *blocks);

#endif
