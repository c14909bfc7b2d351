/* picked - some of the lines of a list that says much the same of every period, in their order */
#include "models/picked.h"

#include "solver/memory.h"

#include <limits.h>
#include <stdlib.h>

static void pick_lines(PickedPattern *to, const PeriodLine *line, size_t lines, PickLine *pick, void *picker)
{
    for (size_t k = 0; k < lines; k++) {
        const int as = pick(picker, &line[k]);
        if (as < 0)
            continue;
        to->line = memory_grow(to->line, to->lines, &to->room, sizeof *to->line);
        to->line[to->lines++] = (PickedLine){ (unsigned)k, as };
    }
}

void picked_init(Picked *picked, const Recurring *list, PickLine *pick, void *picker)
{
    *picked = (Picked){ .list = list,
                        .pattern = memory_take(list->patterns + 1, sizeof(PickedPattern)),
                        .patterns = list->patterns,
                        .blocks = list->blocks,
                        .opens = list->opens,
                        .until = INT_MAX };
    for (size_t p = 0; p < list->patterns; p++)
        pick_lines(&picked->pattern[p], list->pattern[p].line, list->pattern[p].lines, pick, picker);
    pick_lines(&picked->pattern[list->patterns], list->open, list->opens, pick, picker);
}

void picked_ask(const Recurring *list, PickLine *pick, void *picker)
{
    Picked none;
    picked_init(&none, list, pick, picker);
    picked_release(&none);
}

void picked_release(Picked *picked)
{
    for (size_t p = 0; p <= picked->patterns; p++)
        free(picked->pattern[p].line);
    free(picked->pattern);
    *picked = (Picked){ 0 };
}

/* Behind the last block stands the open one, and then nothing. */
static int period_of(const Picked *picked, size_t block)
{
    if (block < picked->blocks)
        return picked->list->block[block].period;
    return block == picked->blocks && picked->opens > 0 ? picked->list->open[0].period : INT_MAX;
}

void picked_seek(Picked *picked, int from, int until)
{
    picked->next = picked->end = NULL;
    picked->until = until;
    while (picked->block > 0 && period_of(picked, picked->block - 1) >= from)
        picked->block--;
    while (period_of(picked, picked->block) < from)
        picked->block++;
}

static void read_from(Picked *picked, size_t pattern, const PeriodLine *line)
{
    const PickedPattern *of = &picked->pattern[pattern];
    picked->next = of->line;
    picked->end = of->lines > 0 ? of->line + of->lines : of->line;
    picked->line = line;
}

bool picked_next_block(Picked *picked)
{
    const Recurring *list = picked->list;
    if (period_of(picked, picked->block) >= picked->until)
        return false;
    if (picked->block == picked->blocks) { /* its columns count from 0 */
        picked->column = 0;
        picked->period = list->open[0].period;
        picked->amounts = NULL;
        read_from(picked, picked->patterns, list->open);
    } else {
        const LineBlock *block = &list->block[picked->block];
        picked->column = block->column;
        picked->period = block->period;
        picked->amounts = list->pattern[block->pattern].amounts;
        picked->turn = block->turn;
        read_from(picked, block->pattern, list->pattern[block->pattern].line);
    }
    picked->block++;
    return true;
}

static void run_of_open(Picked *picked, PickedRun *run)
{
    const Recurring *list = picked->list;
    const PickedPattern *of = &picked->pattern[picked->patterns];
    picked->open = (LinePattern){ .line = list->open, .lines = picked->opens };
    picked->open_block = (LineBlock){ .period = list->open[0].period };
    *run = (PickedRun){ &picked->open, of->line, &picked->open_block, of->lines, 1 };
}

bool picked_next_run(Picked *picked, size_t most, PickedRun *run)
{
    const Recurring *list = picked->list;
    const size_t first = picked->block;
    if (period_of(picked, first) >= picked->until)
        return false;
    if (first == picked->blocks) {
        picked->block++;
        run_of_open(picked, run);
        return true;
    }
    const size_t pattern = list->block[first].pattern;
    const PickedPattern *of = &picked->pattern[pattern];
    while (picked->block < picked->blocks && picked->block - first < most
           && list->block[picked->block].pattern == pattern
           && list->block[picked->block].period < picked->until)
        picked->block++;
    *run = (PickedRun){ &list->pattern[pattern], of->line, &list->block[first], of->lines,
                        picked->block - first };
    return true;
}
