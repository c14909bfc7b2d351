/* program - a linear program whose rows and columns know what they mean */
#include "models/program.h"

#include "solver/memory.h"

#include <assert.h>
#include <limits.h>
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
    return program;
}

void program_free(Program *program)
{
    if (program == NULL)
        return;
    lp_release(&program->lp);
    free(program->row_tag);
    free(program->column_tag);
    free(program->flow);
    free(program->entry);
    free(program->slot);
    free(program);
}

/* ---- from a tag to its row or column: open addressing, linear probing; a slot holds index + 1, rows and columns told apart
 * by the kind of the tag they hold ---- */

static bool is_row(int kind)
{
    return kind < COLUMN_ACTIVITY;
}

static size_t hash(Tag tag)
{
    uint64_t key = ((uint64_t)(uint32_t)tag.subject << 32) ^ ((uint64_t)(uint32_t)tag.resource << 8)
                   ^ (uint64_t)tag.kind;
    key = (key ^ (uint64_t)(uint32_t)tag.period * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
    return (size_t)(key ^ (key >> 29));
}

static bool same(Tag a, Tag b)
{
    return a.kind == b.kind && a.subject == b.subject && a.resource == b.resource && a.period == b.period;
}

/* The row bit is the highest of a slot. */
enum { ROW_BIT_SHIFT = 31 };

static Tag tag_of(const Program *program, uint32_t slot)
{
    uint32_t index = (slot & ~(1u << ROW_BIT_SHIFT)) - 1;
    return slot >> ROW_BIT_SHIFT ? program->row_tag[index] : program->column_tag[index];
}

static size_t place(const Program *program, Tag tag)
{
    size_t mask = program->slots - 1, at = hash(tag) & mask;
    while (program->slot[at] != 0 && !same(tag_of(program, program->slot[at]), tag))
        at = (at + 1) & mask;
    return at;
}

static void widen(Program *program)
{
    uint32_t *old = program->slot;
    size_t count = program->slots;
    program->slots *= 2;
    program->slot = memory_take(program->slots, sizeof *program->slot);
    for (size_t i = 0; i < count; i++)
        if (old[i] != 0)
            program->slot[place(program, tag_of(program, old[i]))] = old[i];
    free(old);
}

static void remember(Program *program, Tag tag, int index)
{
    assert(index >= 0 && index < INT_MAX - 1);
    if (2 * ++program->used > program->slots)
        widen(program);
    uint32_t row = is_row(tag.kind) ? 1u << ROW_BIT_SHIFT : 0;
    program->slot[place(program, tag)] = ((uint32_t)index + 1) | row;
}

int program_find(const Program *program, Tag tag)
{
    uint32_t slot = program->slot[place(program, tag)];
    return slot == 0 ? -1 : (int)((slot & ~(1u << ROW_BIT_SHIFT)) - 1);
}

static void narrow(double *lower, double *upper, double low, double high)
{
    if (low > *lower)
        *lower = low;
    if (high < *upper)
        *upper = high;
}

int program_row(Program *program, Tag tag, double lower, double upper)
{
    int row = program_find(program, tag);
    if (row >= 0) {
        narrow(&program->lp.row_lower[row], &program->lp.row_upper[row], lower, upper);
        return row;
    }
    program->row_tag = memory_grow(program->row_tag, program->lp.rows, &program->row_tag_room,
                                   sizeof *program->row_tag);
    row = lp_add_row(&program->lp, lower, upper);
    program->row_tag[row] = tag;
    remember(program, tag, row);
    return row;
}

int program_column(Program *program, Tag tag, double lower, double upper)
{
    int column = program_find(program, tag);
    if (column >= 0) {
        narrow(&program->lp.column_lower[column], &program->lp.column_upper[column], lower, upper);
        return column;
    }
    program->column_tag = memory_grow(program->column_tag, program->lp.columns, &program->column_tag_room,
                                      sizeof *program->column_tag);
    column = lp_add_column(&program->lp, lower, upper, 0);
    program->column_tag[column] = tag;
    remember(program, tag, column);
    return column;
}

void program_add(Program *program, int row, int column, double value)
{
    lp_add_entry(&program->lp, row, column, value);
}

void program_flow(Program *program, Flow flow)
{
    program->flow = memory_grow(program->flow, program->flows, &program->flow_room, sizeof *program->flow);
    program->flow[program->flows++] = flow;
}

void program_book(Program *program, int account, int facility, int column, double amount)
{
    if (amount == 0)
        return;
    program->entry = memory_grow(program->entry, program->entries, &program->entry_room,
                                 sizeof *program->entry);
    program->entry[program->entries++] = (Entry){ account, facility, column, amount };
}
