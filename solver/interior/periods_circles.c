/* periods_circles - rows that tie the end of time to its beginning, carried along only while they tie
 *
 * Their slots are the last ones (pattern.h). After a batch those go that nothing but rounding ties to what is still to come: the next stage is
 * without them. To one another, and to slots that are alive in the middle, they are tied on; what that is doesn't change any more, and
 * is added where the halves meet. A solve sets them aside likewise, and back. */
#include "solver/interior/periods_parts.h"

#include "solver/memory.h"

#include <limits.h>
#include <stdlib.h>

void circles_init(Circles *circles, const Pattern *pattern)
{
    const size_t slots = (size_t)pattern->slots, stages = (size_t)pattern->circles + 1;
    *circles = (Circles){
        .stage = memory_take(stages, sizeof *circles->stage),
        .left_after = memory_take(slots, sizeof(int)),
        .lasting = memory_take(slots, sizeof(bool)),
        .frozen = memory_take(slots * slots, sizeof(double)),
        .position = memory_take(slots, sizeof(int)),
        .set_aside = memory_take(slots, sizeof(double)),
    };
    int *slot = memory_take(stages * slots, sizeof *slot);
    for (size_t k = 0; k < stages; k++)
        circles->stage[k].slot = slot + k * slots;
}

void circles_release(Circles *circles)
{
    if (circles->stage != NULL)
        free(circles->stage[0].slot);
    free(circles->stage);
    free(circles->left_after);
    free(circles->lasting);
    free(circles->frozen);
    free(circles->position);
    free(circles->set_aside);
    *circles = (Circles){ 0 };
}

/* ---- on the way of a factor ---- */

void circles_begin(Periods *periods, int half)
{
    const int slots = periods->pattern.slots;
    Half *own = &periods->half[half];
    Circles *circles = &own->circles;
    Stage *first = &circles->stage[0];
    circles->stages = 1;
    first->slots = slots;
    for (int s = 0; s < slots; s++) {
        first->slot[s] = circles->position[s] = s;
        circles->left_after[s] = INT_MAX;
    }
    march_begin(&own->march, slots);
}

/* Not for good: other copies of a template had the slot before, or have it later. */
static void find_lasting(Periods *periods, int half, int n)
{
    const Pattern *pattern = &periods->pattern;
    const int batch = batch_at(periods, half, n), t = period_at(half, batch, LANES - 1);
    for (int s = 0; s < pattern->slots - pattern->circles; s++) {
        const int k = pattern->live[t * pattern->slots + s];
        periods->half[half].circles.lasting[s] = k >= 0 && periods->lasting[k];
    }
}

static bool is_loose(const Periods *periods, int half, const Stage *stage, int position)
{
    const Pattern *pattern = &periods->pattern;
    const int others = pattern->slots - pattern->circles, slot = stage->slot[position],
              end = half == 0 ? 0 : pattern->periods - 1, k = pattern->live[end * pattern->slots + slot];
    return position >= others
           && march_is_loose(&periods->half[half].march, position, periods->half[half].circles.lasting,
                             others, k >= 0 ? periods->more[k] : 0);
}

static double state_entry(const March *march, int position, int other)
{
    const int low = position > other ? other : position, high = position > other ? position : other;
    return *march_at(march, march_slot(march, high), march_slot(march, low));
}

static void freeze(Half *half, const Stage *stage, int position, int slots)
{
    double *row = half->circles.frozen + (size_t)stage->slot[position] * (size_t)slots;
    for (int p = 0; p < stage->slots; p++)
        row[stage->slot[p]] = state_entry(&half->march, position, p);
}

/* Lists in `next` who stays, and where each stands now in kept[]; freezes the others. */
static void part(Periods *periods, int half, const Stage *stage, Stage *next, int *kept)
{
    Half *own = &periods->half[half];
    next->slots = 0;
    for (int p = 0; p < stage->slots; p++) {
        if (is_loose(periods, half, stage, p)) {
            freeze(own, stage, p, periods->pattern.slots);
            own->circles.left_after[stage->slot[p]] = own->circles.stages - 1;
            continue;
        }
        kept[next->slots] = p;
        next->slot[next->slots++] = stage->slot[p];
    }
}

void circles_shed(Periods *periods, int half, int n)
{
    const Pattern *pattern = &periods->pattern;
    Half *own = &periods->half[half];
    Circles *circles = &own->circles;
    const Stage *stage = &circles->stage[circles->stages - 1];
    if (stage->slots == pattern->slots - pattern->circles)
        return;
    Stage *next = &circles->stage[circles->stages];
    find_lasting(periods, half, n);
    part(periods, half, stage, next, circles->position);
    if (next->slots < stage->slots) {
        const size_t steps = (size_t)(n + 1 - stage->batch) * LANES;
        next->batch = n + 1;
        next->begin = stage->begin + steps * march_size(pattern->linking, stage->slots);
        march_keep(&own->march, circles->position, next->slots);
        circles->stages++;
        stage = next;
    }
    for (int p = 0; p < stage->slots; p++)
        circles->position[stage->slot[p]] = p;
}

double circles_entry(const Periods *periods, int half, int slot, int other)
{
    const Half *own = &periods->half[half];
    const Circles *circles = &own->circles;
    const bool is_first = circles->left_after[slot] <= circles->left_after[other];
    const int first = is_first ? slot : other, second = is_first ? other : slot;
    return circles->left_after[first] < INT_MAX
               ? circles->frozen[first * periods->pattern.slots + second]
               : state_entry(&own->march, circles->position[slot], circles->position[other]);
}

double circles_tie(const Periods *periods, int half, int slot, int row)
{
    const Half *own = &periods->half[half];
    const March *march = &own->march;
    return own->circles.left_after[slot] < INT_MAX
               ? 0
               : *march_at(march, march_slot(march, own->circles.position[slot]), (size_t)row);
}

/* ---- on the way of a solve ---- */

const Stage *circles_forward(Periods *periods, int half, int n)
{
    Half *own = &periods->half[half];
    Circles *circles = &own->circles;
    double *slots = own->vector + 2 * periods->pattern.linking;
    circles->at = n == 0 ? 0 : circles->at;
    const Stage *stage = &circles->stage[circles->at];
    if (circles->at + 1 == circles->stages || stage[1].batch != n)
        return stage;
    const Stage *next = &circles->stage[++circles->at];
    for (int p = 0, q = 0; p < stage->slots; p++) {
        if (q < next->slots && next->slot[q] == stage->slot[p])
            slots[q++] = slots[p];
        else
            circles->set_aside[stage->slot[p]] = slots[p];
    }
    return next;
}

const Stage *circles_backward(Periods *periods, int half, int n)
{
    Half *own = &periods->half[half];
    Circles *circles = &own->circles;
    double *slots = own->vector + 2 * periods->pattern.linking;
    const Stage *stage = &circles->stage[circles->at];
    if (n >= stage->batch)
        return stage;
    const Stage *before = &circles->stage[--circles->at];
    for (int p = before->slots - 1, q = stage->slots - 1; p >= 0; p--) {
        const bool stayed = q >= 0 && stage->slot[q] == before->slot[p];
        slots[p] = stayed ? slots[q] : circles->set_aside[before->slot[p]];
        q -= stayed;
    }
    return before;
}

double *circles_slot(Periods *periods, int half, int slot)
{
    Half *own = &periods->half[half];
    const Stage *stage = &own->circles.stage[own->circles.at];
    if (own->circles.left_after[slot] < own->circles.at)
        return &own->circles.set_aside[slot];
    int p = 0;
    while (stage->slot[p] != slot)
        p++;
    return &own->vector[2 * periods->pattern.linking + p];
}
