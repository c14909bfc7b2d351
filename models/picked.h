/* picked - some of the lines of a list that says much the same of every period, in their order
 *
 * What a line is to whoever reads them is asked once of each line of a pattern, by its keys, and not again in every period. */
#ifndef COPLANT_PICKED_H
#define COPLANT_PICKED_H

#include "models/recurring.h"

#include <stdbool.h>
#include <stddef.h>

/* What the line is to the picker, a number of its own from 0; -1: it is left out. Only its keys may tell. */
typedef int PickLine(void *picker, const PeriodLine *line);

typedef struct PickedLine {
    unsigned at; /* in its pattern */
    int as;      /* what it is to the picker */
} PickedLine;

typedef struct PickedPattern {
    PickedLine *line; /* [lines] */
    size_t lines, room;
} PickedPattern;

typedef struct Picked {
    const Recurring *list;
    PickedPattern *pattern;         /* [patterns + 1], last the block that is still open */
    size_t patterns, blocks, opens; /* of the list as it began; what is added meanwhile is not read */
    /* How far it is read. */
    size_t block;                 /* the next one */
    int until;                    /* blocks of periods before it are read */
    const PickedLine *next, *end; /* of the block that is read */
    const PeriodLine *line;       /* of its pattern */
    double *const *amounts;       /* likewise */
    size_t turn;
    int column, period;
    LinePattern open; /* what the open block would be, for picked_next_run */
    LineBlock open_block;
} Picked; /* owns its arrays: picked_init, picked_release; who adds to the list meanwhile closes it before */

void picked_init(Picked *picked, const Recurring *list, PickLine *pick, void *picker);
void picked_release(Picked *picked);

/* Asks the picker only: what the list holds, whatever the period. */
void picked_ask(const Recurring *list, PickLine *pick, void *picker);

/* Of a list whose periods ascend: reads only lines of period `from` and those behind it, before `until`. Forwards it costs nothing. */
void picked_seek(Picked *picked, int from, int until);

bool picked_next_block(Picked *picked); /* for picked_next */

/* Blocks one after another that have the same pattern, and which of its lines are picked. */
typedef struct PickedRun {
    const LinePattern *pattern;
    const PickedLine *line; /* [lines] */
    const LineBlock *block; /* [blocks] */
    size_t lines, blocks;
} PickedRun;

/* For whoever takes each line through all of them before the next line. So many blocks at most: what few of them tell of stays in the cache from one line to
 * the next. False where there is none left. */
bool picked_next_run(Picked *picked, size_t most, PickedRun *run);

enum { PICKED_FEW = 32 };

/* The amount of a line in one block of the run. */
static inline double picked_amount(const PickedRun *run, const PickedLine *line, size_t block)
{
    const double *amounts = run->pattern->amounts != NULL ? run->pattern->amounts[line->at] : NULL;
    return amounts != NULL ? amounts[run->block[block].turn] : run->pattern->line[line->at].amount;
}

/* False where there is none left. Read millions of times. */
static inline bool picked_next(Picked *picked, PeriodLine *line, int *as)
{
    while (picked->next == picked->end)
        if (!picked_next_block(picked))
            return false;
    const PickedLine *next = picked->next++;
    *line = picked->line[next->at];
    line->column += picked->column;
    line->period = picked->period;
    if (picked->amounts != NULL && picked->amounts[next->at] != NULL)
        line->amount = picked->amounts[next->at][picked->turn];
    *as = next->as;
    return true;
}

#endif
