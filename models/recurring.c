/* recurring - a list that says much the same of every period, kept once */
#include "models/recurring.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    GRAIN = 64, /* lines from one mark to the next */
    LOOK_BACK =
        1000 /* patterns among which one that fits is sought: days, nights and seasons, but no end of them */
};

/* ---- one block after another ---- */

static bool same_key(const PeriodLine *a, const PeriodLine *b)
{
    return memcmp(a->key, b->key, sizeof a->key) == 0 && a->column == b->column;
}

/* To the last bit: what was added is what is read. */
static bool same_amount(double a, double b)
{
    uint64_t one, other;
    memcpy(&one, &a, sizeof one);
    memcpy(&other, &b, sizeof other);
    return one == other;
}

static bool fits(const LinePattern *pattern, const PeriodLine *line, size_t lines)
{
    if (pattern->lines != lines)
        return false;
    for (size_t k = 0; k < lines; k++)
        if (!same_key(&pattern->line[k], &line[k]))
            return false;
    return true;
}

/* The figures of a line are multiplied side by side: only the sums of the lines wait for one another. */
static uint64_t hash_of(const PeriodLine *line, size_t lines)
{
    static const uint64_t odd[LINE_KEYS] = { 0x9E3779B97F4A7C15u, 0xBF58476D1CE4E5B9u, 0x94D049BB133111EBu,
                                             0xD6E8FEB86659FD93u };
    uint64_t hash = lines;
    for (size_t k = 0; k < lines; k++) {
        uint64_t said = (uint32_t)line[k].column;
        for (int i = 0; i < LINE_KEYS; i++)
            said += odd[i] * (uint32_t)line[k].key[i];
        hash = (hash + said) * 0xFF51AFD7ED558CCDu;
    }
    return hash;
}

/* The first pattern takes the lines themselves: of a list of one period there is no other. */
static PeriodLine *lines_of_pattern(Recurring *list)
{
    if (list->patterns > 0)
        return memory_copy(list->open, list->opens, sizeof *list->open);
    PeriodLine *line = list->open;
    list->open = NULL;
    list->open_room = 0;
    return line;
}

static size_t add_pattern(Recurring *list, uint64_t hash)
{
    PeriodLine *line = lines_of_pattern(list);
    list->pattern = memory_grow(list->pattern, list->patterns, &list->pattern_room, sizeof *list->pattern);
    list->pattern[list->patterns] = (LinePattern){ .line = line, .lines = list->opens, .hash = hash };
    return list->patterns++;
}

/* Most periods are like the one before, which needs no hash. */
static size_t pattern_of_open(Recurring *list)
{
    if (list->blocks > 0) {
        const size_t last = list->block[list->blocks - 1].pattern;
        if (fits(&list->pattern[last], list->open, list->opens))
            return last;
    }
    const uint64_t hash = hash_of(list->open, list->opens);
    const size_t oldest = list->patterns > LOOK_BACK ? list->patterns - LOOK_BACK : 0;
    for (size_t p = list->patterns; p-- > oldest;)
        if (list->pattern[p].hash == hash && fits(&list->pattern[p], list->open, list->opens))
            return p;
    return add_pattern(list, hash);
}

/* ---- amounts ---- */

/* For one more block, in all lines whose amounts vary. */
static void make_room(LinePattern *pattern)
{
    size_t room = pattern->room;
    for (size_t k = 0; pattern->amounts != NULL && k < pattern->lines; k++) {
        if (pattern->amounts[k] == NULL)
            continue;
        room = pattern->room;
        pattern->amounts[k] = memory_grow(pattern->amounts[k], pattern->blocks, &room, sizeof(double));
    }
    pattern->room = room;
}

/* Up to now it was the same in each block. */
static double *begin_to_vary(LinePattern *pattern, size_t k)
{
    if (pattern->room <= pattern->blocks)
        pattern->room = 2 * pattern->blocks;
    if (pattern->amounts == NULL)
        pattern->amounts = memory_take(pattern->lines, sizeof *pattern->amounts);
    double *amount = memory_take(pattern->room, sizeof *amount);
    for (size_t turn = 0; turn < pattern->blocks; turn++)
        amount[turn] = pattern->line[k].amount;
    return pattern->amounts[k] = amount;
}

static void keep_amounts(LinePattern *pattern, const PeriodLine *line)
{
    make_room(pattern);
    for (size_t k = 0; k < pattern->lines; k++) {
        double *of = pattern->amounts != NULL ? pattern->amounts[k] : NULL;
        if (of == NULL && !same_amount(pattern->line[k].amount, line[k].amount))
            of = begin_to_vary(pattern, k);
        if (of != NULL)
            of[pattern->blocks] = line[k].amount;
    }
    pattern->blocks++;
}

/* ---- the list ---- */

void recurring_close(Recurring *list)
{
    if (list->opens == 0)
        return;
    PeriodLine *line = list->open;
    const int column = line[0].column, period = line[0].period;
    for (size_t k = 0; k < list->opens; k++)
        line[k].column -= column;
    const size_t p = pattern_of_open(list);
    LinePattern *pattern = &list->pattern[p];
    list->block = memory_grow(list->block, list->blocks, &list->block_room, sizeof *list->block);
    list->block[list->blocks] = (LineBlock){ list->lines, p, pattern->blocks, column, period };
    keep_amounts(pattern, line);
    for (; list->marks * MARK_LINES < list->lines; list->marks++) {
        list->mark = memory_grow(list->mark, list->marks, &list->mark_room, sizeof *list->mark);
        list->mark[list->marks] = list->blocks;
    }
    list->blocks++;
    list->opens = 0;
}

/* Closed lines still stand where they were open, their columns counted from that of the first. */
void recurring_repeat(Recurring *list, int period, int further, size_t lines)
{
    if (lines == 0)
        return; /* there may never have been any */
    assert(list->blocks > 0 && list->opens + lines <= list->open_room);
    const int column = list->block[list->blocks - 1].column + further;
    for (size_t i = list->opens; i < list->opens + lines; i++) {
        list->open[i].column += column;
        list->open[i].period = period;
    }
    list->opens += lines;
    list->lines += lines;
}

void recurring_release(Recurring *list)
{
    for (size_t p = 0; p < list->patterns; p++) {
        const LinePattern *pattern = &list->pattern[p];
        for (size_t k = 0; pattern->amounts != NULL && k < pattern->lines; k++)
            free(pattern->amounts[k]);
        free(pattern->amounts);
        free(pattern->line);
    }
    free(list->open);
    free(list->block);
    free(list->pattern);
    free(list->mark);
    *list = (Recurring){ 0 };
}
