/* program - a linear program whose rows and columns know what they mean */
#include "models/program.h"

#include "solver/memory.h"

#include <stdlib.h>
#include <string.h>

static const TagWords words[TAG_KINDS] = {
    [ROW_BALANCE] = { "balance", NULL, NULL },
    [ROW_MIX] = { "mix", NULL, NULL },
    [ROW_SHARE_MIN] = { "least_share", "min", NULL },
    [ROW_SHARE_MAX] = { "most_share", NULL, "max" },
    [ROW_QUALITY_MIN] = { "least_quality", "min", NULL },
    [ROW_QUALITY_MAX] = { "most_quality", NULL, "max" },
    [ROW_MODES] = { "modes", NULL, NULL },
    [ROW_HEAT] = { "heat", NULL, NULL },
    [ROW_CAPACITY_FLOW] = { "heat_capacity_flow", NULL, NULL },
    [ROW_MATCH] = { "match", "min", "max" },
    [ROW_TARGET_MIN] = { "least_target", "min", NULL },
    [ROW_TARGET_MAX] = { "most_target", NULL, "max" },
    [ROW_STORE] = { "store", NULL, NULL },
    [ROW_RAMP] = { "ramp", "ramp_down", "ramp_up" },
    [ROW_CONTRACT] = { "contract", "min", "max" },
    [ROW_STOCK] = { "carry", NULL, NULL },
    [ROW_STOCK_MOST] = { "most_stock", NULL, NULL },
    [ROW_STOCK_LEAST] = { "least_stock", NULL, NULL },
    [ROW_STOCK_MEAN] = { "mean_stock", NULL, NULL },
    [ROW_LEVEL_MOST] = { "most_level", NULL, "capacity" },
    [ROW_LEVEL_LEAST] = { "least_level", "lowest", NULL },
    [COLUMN_ACTIVITY] = { "activity", "min_load", "capacity" },
    [COLUMN_MODE] = { "mode", NULL, NULL },
    [COLUMN_PIECE] = { "piece", NULL, "to" },
    [COLUMN_INGREDIENT] = { "ingredient", NULL, NULL },
    [COLUMN_BUY] = { "buy", "min", "max" },
    [COLUMN_SELL] = { "sell", "min", "max" },
    [COLUMN_DISPOSE] = { "dispose", "min", "max" },
    [COLUMN_SEND] = { "send", NULL, "capacity" },
    [COLUMN_HEAT_DOWN] = { "heat_down", NULL, NULL },
    [COLUMN_CAPACITY_FLOW] = { "capacity_flow", NULL, NULL },
    [COLUMN_EXCHANGE] = { "exchange", NULL, NULL },
    [COLUMN_VENT] = { "vent", "min", "max" },
    [COLUMN_LOOP] = { "loop", NULL, "capacity" },
    [COLUMN_LEVEL] = { "level", "lowest", "capacity" },
    [COLUMN_START] = { "start", "start", "start" },
    [COLUMN_STOCK] = { "stock", "start", "start" },
    [COLUMN_STOCK_MOST] = { "most_stock", NULL, NULL },
    [COLUMN_STOCK_LEAST] = { "least_stock", NULL, NULL },
    [COLUMN_CHARGE] = { "charge", NULL, "charge" },
    [COLUMN_DISCHARGE] = { "discharge", NULL, "discharge" },
    [COLUMN_SHORTFALL] = { "shortfall", NULL, NULL },
};

const TagWords *tag_words(int kind)
{
    return &words[kind];
}

const char *flow_role_name(int role)
{
    static const char *const names[] = { "made",     "bought",  "discharged", "received", "used",  "sold",
                                         "disposed", "charged", "sent",       "lost",     "leaked" };
    return names[role];
}

Program *program_create(const Park *park)
{
    Program *program = memory_take(1, sizeof *program);
    program->park = park;
    program->facilities = park->facilities;
    lp_init(&program->lp);
    program->slots = 1024;
    program->slot = memory_take(program->slots, sizeof *program->slot);
    places_init(&program->places, park->periods);
    return program;
}

void program_free(Program *program)
{
    if (program == NULL)
        return;
    lp_release(&program->lp);
    recurring_release(&program->flows);
    recurring_release(&program->entries);
    free(program->template);
    free(program->asked);
    places_release(&program->places);
    free(program->slot);
    free(program);
}

/* The third period is the first that may be like the last: the lines of the first one were taken for a pattern. */
void program_begin(Program *program, int period)
{
    enum { THIRD = 2 };
    const Lp *lp = &program->lp;
    recurring_close(&program->flows);
    recurring_close(&program->entries);
    program->is_like_last = period == program->period + 1 && period >= THIRD;
    program->period = period;
    program->asking = 0;
    program->begun_last = program->begun;
    program->begun = (ProgramBegin){ (int)lp->rows, (int)lp->columns, program->narrowed,
                                     places_are_none(&program->places, period) };
    places_begin(&program->places, period, lp->rows, lp->columns);
}

/* ---- from a tag to its row or column ----
 *
 * A template is what a tag says without its period, found by hashing, open addressing, linear probing. There are as many as one period has
 * rows and columns, so they stay in the cache however many periods there are; the row or column of a period is then one read of what is kept of
 * that period, see places.h. */

static size_t hash(Tag tag)
{
    uint64_t key = ((uint64_t)(uint32_t)tag.subject << 32) ^ ((uint64_t)(uint32_t)tag.resource << 8)
                   ^ (uint64_t)tag.kind;
    key *= 0xBF58476D1CE4E5B9u;
    return (size_t)(key ^ (key >> 29));
}

static bool same(Tag a, Tag b)
{
    return a.kind == b.kind && a.subject == b.subject && a.resource == b.resource;
}

static size_t slot_of(const Program *program, Tag tag)
{
    size_t mask = program->slots - 1, at = hash(tag) & mask;
    while (program->slot[at] != 0 && !same(program->template[program->slot[at] - 1], tag))
        at = (at + 1) & mask;
    return at;
}

static void widen(Program *program)
{
    free(program->slot);
    program->slots *= 2;
    program->slot = memory_take(program->slots, sizeof *program->slot);
    for (size_t i = 0; i < program->templates; i++)
        program->slot[slot_of(program, program->template[i])] = (uint32_t)i + 1;
}

static size_t add_template(Program *program, Tag tag)
{
    const size_t index = program->templates;
    program->template = memory_grow(program->template, index, &program->template_room, sizeof(Tag));
    program->template[program->templates++] = tag;
    places_add_template(&program->places, tag.kind >= COLUMN_ACTIVITY);
    if (2 * program->templates > program->slots)
        widen(program);
    program->slot[slot_of(program, tag)] = (uint32_t)index + 1;
    return index;
}

static size_t template_looked_for(Program *program, Tag tag)
{
    const uint32_t slot = program->slot[slot_of(program, tag)];
    return slot > 0 ? slot - 1 : add_template(program, tag);
}

/* Of one period no other will ask the same. */
static size_t ask_anew(Program *program, size_t at, Tag tag)
{
    if (program->park->periods == 1)
        return template_looked_for(program, tag);
    program->asked = memory_grow(program->asked, at, &program->asked_room, sizeof *program->asked);
    program->askings = at < program->askings ? program->askings : at + 1;
    program->asked[at] = (Asked){ tag, template_looked_for(program, tag) };
    return program->asked[at].template;
}

/* Every period asks for the same in the same order, so the one that was asked for at this place of the last one is tried first. */
static size_t template_of(Program *program, Tag tag)
{
    const size_t at = program->asking++;
    if (at < program->askings && same(program->asked[at].tag, tag))
        return program->asked[at].template;
    program->is_like_last = false;
    return ask_anew(program, at, tag);
}

int program_template(const Program *program, Tag tag)
{
    return (int)program->slot[slot_of(program, tag)] - 1;
}

int program_find(const Program *program, Tag tag)
{
    return program_find_in(program, program_template(program, tag), tag.period);
}

/* Line by line of the cache. */
static void fetch(const double *figure, size_t from, size_t until)
{
    enum { LINE = 64 / sizeof *figure };
    for (size_t i = from; i < until; i += LINE)
        __builtin_prefetch(&figure[i]);
}

void program_fetch_rows(const Program *program, const double *figure, size_t period, size_t periods)
{
    const PeriodPlaces *of = program->places.of + 1;
    const size_t end = period + periods;
    fetch(figure, (size_t)of[period].first[0],
          end < program->places.periods ? (size_t)of[end].first[0] : program->lp.rows);
}

void program_fetch_columns(const Program *program, const double *figure, size_t period, size_t periods)
{
    const PeriodPlaces *of = program->places.of + 1;
    const size_t end = period + periods;
    fetch(figure, (size_t)of[period].first[1],
          end < program->places.periods ? (size_t)of[end].first[1] : program->lp.columns);
}

static void narrow(Program *program, double *lower, double *upper, double low, double high)
{
    program->narrowed += low > *lower || high < *upper;
    if (low > *lower)
        *lower = low;
    if (high < *upper)
        *upper = high;
}

int program_row(Program *program, Tag tag, double lower, double upper)
{
    const size_t template = template_of(program, tag);
    const int found = places_find(&program->places, template, tag.period);
    if (found >= 0) {
        narrow(program, &program->lp.row_lower[found], &program->lp.row_upper[found], lower, upper);
        return found;
    }
    const int row = lp_add_row(&program->lp, lower, upper);
    program->lp.row_stamp[row] = (LpStamp){ (int)template, tag.period };
    places_put(&program->places, template, tag.period, row);
    return row;
}

int program_column(Program *program, Tag tag, double lower, double upper)
{
    const size_t template = template_of(program, tag);
    const int found = places_find(&program->places, template, tag.period);
    if (found >= 0) {
        narrow(program, &program->lp.column_lower[found], &program->lp.column_upper[found], lower, upper);
        return found;
    }
    const int column = lp_add_column(&program->lp, lower, upper, 0);
    program->lp.column_stamp[column] = (LpStamp){ (int)template, tag.period };
    places_put(&program->places, template, tag.period, column);
    return column;
}

void program_book(Program *program, int account, int facility, int column, double amount)
{
    if (amount == 0)
        return;
    *recurring_add(&program->entries, program->period) = (PeriodLine){
        .key = { account, facility }, .column = column, .period = program->period, .amount = amount
    };
}

/* ---- the same once more ---- */

ProgramMark program_mark(const Program *program)
{
    const Lp *lp = &program->lp;
    return (ProgramMark){ .asked = program->asking,
                          .rows = lp->rows - (size_t)program->begun.row,
                          .columns = lp->columns - (size_t)program->begun.column,
                          .entries = lp->entries - lp->blocks.entries,
                          .flows = program->flows.opens,
                          .bookings = program->entries.opens };
}

/* What was there before a period began it has not made itself, and limits that became narrower are not those that were asked for. */
bool program_repeats(const Program *program, const ProgramMark *from)
{
    const ProgramMark now = program_mark(program);
    return program->is_like_last && program->begun.is_fresh && program->begun_last.is_fresh
           && program->narrowed == program->begun_last.narrowed && memcmp(&now, from, sizeof now) == 0;
}

void program_repeat(Program *program, const ProgramMark *from, const ProgramMark *to)
{
    Lp *lp = &program->lp;
    const ProgramBegin *last = &program->begun_last;
    const int further = program->begun.column - last->column;
    const size_t row = lp->rows, column = lp->columns;
    lp_repeat_rows(lp, (size_t)last->row + from->rows, to->rows - from->rows);
    lp_repeat_columns(lp, (size_t)last->column + from->columns, to->columns - from->columns);
    lp_repeat_entries(lp, to->entries - from->entries);
    for (size_t i = row; i < lp->rows; i++)
        places_put(&program->places, (size_t)lp->row_stamp[i].template, program->period, (int)i);
    for (size_t j = column; j < lp->columns; j++)
        places_put(&program->places, (size_t)lp->column_stamp[j].template, program->period, (int)j);
    recurring_repeat(&program->flows, program->period, further, to->flows - from->flows);
    recurring_repeat(&program->entries, program->period, further, to->bookings - from->bookings);
    program->asking = to->asked;
}
