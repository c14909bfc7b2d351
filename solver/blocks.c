/* blocks - entries that come again in every period, kept once */
#include "solver/blocks.h"

#include "solver/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Patterns among which one that fits is sought: hours with a stop and without, but no end of them. */
enum { LOOK_BACK = 32 };

/* A difference takes as much room as an entry and a half: with more of them another pattern is better. */
static size_t differences_most(size_t entries)
{
    return entries / 4;
}

/* To the last bit: what was added is what is read. */
static bool same(LpEntry a, LpEntry b)
{
    uint64_t one, other;
    memcpy(&one, &a.value, sizeof one);
    memcpy(&other, &b.value, sizeof other);
    return a.row == b.row && a.column == b.column && one == other;
}

static bool fits(const BlockPattern *pattern, const LpEntry *entry, size_t entries)
{
    if (pattern->entries != entries)
        return false;
    const size_t most = differences_most(entries);
    size_t differences = 0;
    for (size_t k = 0; k < entries && differences <= most; k++)
        differences += !same(pattern->entry[k], entry[k]);
    return differences <= most;
}

static size_t add_pattern(Blocks *blocks, const LpEntry *entry, size_t entries)
{
    blocks->pattern = memory_grow(blocks->pattern, blocks->patterns, &blocks->pattern_room,
                                  sizeof *blocks->pattern);
    blocks->pattern[blocks->patterns] = (BlockPattern){ memory_copy(entry, entries, sizeof *entry), entries };
    return blocks->patterns++;
}

/* Most periods are like the one before. */
static size_t pattern_of(Blocks *blocks, const LpEntry *entry, size_t entries)
{
    if (blocks->count > 0) {
        const size_t last = blocks->block[blocks->count - 1].pattern;
        if (fits(&blocks->pattern[last], entry, entries))
            return last;
    }
    const size_t oldest = blocks->patterns > LOOK_BACK ? blocks->patterns - LOOK_BACK : 0;
    for (size_t p = blocks->patterns; p-- > oldest;)
        if (fits(&blocks->pattern[p], entry, entries))
            return p;
    return add_pattern(blocks, entry, entries);
}

static size_t differences_before(const Blocks *blocks, size_t b)
{
    return b > 0 ? blocks->block[b - 1].differences : 0;
}

/* Returns how many there are now. */
static size_t keep_differences(Blocks *blocks, const BlockPattern *pattern, const LpEntry *entry)
{
    size_t differences = differences_before(blocks, blocks->count);
    for (size_t k = 0; k < pattern->entries; k++) {
        if (same(pattern->entry[k], entry[k]))
            continue;
        blocks->difference = memory_grow(blocks->difference, differences, &blocks->difference_room,
                                         sizeof *blocks->difference);
        blocks->difference[differences++] = (BlockDifference){ entry[k], (int)k };
    }
    return differences;
}

void blocks_add(Blocks *blocks, LpEntry *entry, size_t entries)
{
    for (size_t k = 0; k < entries; k++) {
        entry[k].row -= blocks->row;
        entry[k].column -= blocks->column;
    }
    const size_t pattern = pattern_of(blocks, entry, entries);
    const size_t differences = keep_differences(blocks, &blocks->pattern[pattern], entry);
    blocks->block = memory_grow(blocks->block, blocks->count, &blocks->room, sizeof *blocks->block);
    blocks->block[blocks->count++] = (Block){ pattern, differences, blocks->row, blocks->column };
    blocks->entries += entries;
    blocks->longest = entries > blocks->longest ? entries : blocks->longest;
}

size_t blocks_read(const Blocks *blocks, size_t b, LpEntry *entry)
{
    const Block *block = &blocks->block[b];
    const BlockPattern *pattern = &blocks->pattern[block->pattern];
    memcpy(entry, pattern->entry, pattern->entries * sizeof *entry);
    for (size_t d = differences_before(blocks, b); d < block->differences; d++)
        entry[blocks->difference[d].at] = blocks->difference[d].entry;
    for (size_t k = 0; k < pattern->entries; k++) {
        entry[k].row += block->row;
        entry[k].column += block->column;
    }
    return pattern->entries;
}

void blocks_copy(Blocks *to, const Blocks *from)
{
    const size_t differences = differences_before(from, from->count);
    *to = *from;
    to->room = from->count;
    to->pattern_room = from->patterns;
    to->difference_room = differences;
    to->block = memory_copy(from->block, from->count, sizeof *to->block);
    to->difference = memory_copy(from->difference, differences, sizeof *to->difference);
    to->pattern = memory_copy(from->pattern, from->patterns, sizeof *to->pattern);
    for (size_t p = 0; p < from->patterns; p++)
        to->pattern[p].entry = memory_copy(from->pattern[p].entry, from->pattern[p].entries,
                                           sizeof *to->pattern[p].entry);
}

void blocks_release(Blocks *blocks)
{
    for (size_t p = 0; p < blocks->patterns; p++)
        free(blocks->pattern[p].entry);
    free(blocks->pattern);
    free(blocks->block);
    free(blocks->difference);
    *blocks = (Blocks){ 0 };
}
