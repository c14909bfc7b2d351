/* program - a linear program whose rows and columns know what they mean
 *
 * A tag is both the key and the name: asking twice for the same tag gives the same row. From it come the words in a
 * report, the name in an exported file, the unit of a dual and the place in the input. */
#ifndef COPLANT_PROGRAM_H
#define COPLANT_PROGRAM_H

#include "models/park.h"
#include "models/places.h"
#include "models/recurring.h"
#include "solver/lp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum TagKind {
    ROW_BALANCE,   /* subject: facility */
    ROW_MIX,       /* subject: mix; what fills it is what the process asks for */
    ROW_SHARE_MIN, /* subject: mix, resource: ingredient */
    ROW_SHARE_MAX,
    ROW_QUALITY_MIN, /* subject: requirement of a mix */
    ROW_QUALITY_MAX,
    ROW_MODES,         /* subject: process; what it does, it does in one of its modes or pieces */
    ROW_HEAT,          /* subject: zone, level: see zone.h; heat of a cell, GJ/h */
    ROW_CAPACITY_FLOW, /* likewise; heat capacity flow of an interval, GJ/(h K) */
    ROW_MATCH,         /* subject: match */
    ROW_TARGET_MIN,    /* subject: target; period -1: one row for the whole horizon */
    ROW_TARGET_MAX,
    ROW_STORE,    /* subject: store; what is in it, internal units an hour */
    ROW_RAMP,     /* subject: process; units of basis an hour */
    ROW_CONTRACT, /* subject: contract, period: the first of its group; the average of the group */
    ROW_STOCK, /* subject: store, resource: a turn, see carry.h; what it carries from one turn to the next */
    ROW_STOCK_MOST, /* likewise; what it holds as the turn begins, and the most of all turns of its stretch */
    ROW_STOCK_LEAST,
    ROW_STOCK_MEAN, /* subject: store, period: the first of a stretch; the mean of its turns */
    ROW_LEVEL_MOST, /* subject: store; in the turn that begins with most */
    ROW_LEVEL_LEAST,
    COLUMN_ACTIVITY,   /* subject: process; units of basis an hour */
    COLUMN_MODE,       /* subject: mode; as above */
    COLUMN_PIECE,      /* subject: piece; as above */
    COLUMN_INGREDIENT, /* subject: mix; internal units an hour, as all below */
    COLUMN_BUY,        /* subject: market */
    COLUMN_SELL,
    COLUMN_DISPOSE,       /* subject: disposal */
    COLUMN_SEND,          /* subject: link; at the sending end */
    COLUMN_HEAT_DOWN,     /* subject: zone, level; heat that goes on to the next colder cell, GJ/h */
    COLUMN_CAPACITY_FLOW, /* likewise; GJ/(h K) */
    COLUMN_EXCHANGE,      /* likewise; heat from one side to another in a cell, GJ/h */
    COLUMN_VENT,          /* subject: vent; GJ/h */
    COLUMN_LOOP,          /* subject: loop; GJ/h at the sending end */
    COLUMN_LEVEL,         /* subject: store; at the end of the period, internal units and not by hour */
    COLUMN_START,         /* likewise; before the first period of a stretch */
    COLUMN_STOCK,         /* subject: store, resource: a turn; as it begins, internal units and not by hour */
    COLUMN_STOCK_MOST,    /* subject: store, period: the first of a stretch; of all its turns */
    COLUMN_STOCK_LEAST,
    COLUMN_CHARGE, /* subject: store */
    COLUMN_DISCHARGE,
    COLUMN_SHORTFALL, /* subject: contract, as its row */
    TAG_KINDS
} TagKind;

typedef struct Tag {
    int kind;     /* TagKind */
    int subject;  /* item, or facility of a balance */
    int resource; /* -1: none; of heat in a zone the level, see zone.h; of stocks the turn, see carry.h */
    int period;   /* -1: the whole horizon */
} Tag;

typedef struct TagWords {
    const char *name;          /* of an exported row or column */
    const char *lower, *upper; /* keys that state its limits; NULL: none is stated, it is held by nature */
} TagWords;

const TagWords *tag_words(int kind);

/* What flows where. Everything that moves is one of these; accounts and reports are sums over them. */
typedef enum FlowRole {
    FLOW_MADE,
    FLOW_BOUGHT,
    FLOW_DISCHARGED, /* from a store */
    FLOW_RECEIVED,   /* into the balance */
    FLOW_USED,
    FLOW_SOLD,
    FLOW_DISPOSED,
    FLOW_CHARGED, /* into a store */
    FLOW_SENT,    /* out of it */
    FLOW_LOST,    /* on a link: part of what was sent */
    FLOW_LEAKED   /* in a store: part of what was charged */
} FlowRole;

const char *flow_role_name(int role); /* "made", "bought", ... */

typedef struct Flow {
    int item, facility, resource;
    int role; /* FlowRole */
    int column, period;
    double amount; /* internal units of the resource per unit of the column, >= 0 */
} Flow;

/* Money in 1000 of the currency, everything else in internal units; per hour. */
typedef enum Account {
    ACCOUNT_SALES,
    ACCOUNT_PURCHASES,
    ACCOUNT_DISPOSAL,
    ACCOUNT_TRANSPORT,
    ACCOUNT_RUNNING,
    ACCOUNT_EXCHANGE,
    ACCOUNT_CO2_COST,
    ACCOUNT_CO2,            /* t */
    ACCOUNT_ENERGY_BOUGHT,  /* GJ */
    ACCOUNT_WATER,          /* m3 or t of fresh water */
    ACCOUNT_FLARED,         /* GJ */
    ACCOUNT_WASTE_MADE,     /* t */
    ACCOUNT_WASTE_DISPOSED, /* t to landfill or stockpile */
    ACCOUNT_HEAT_GIVEN,     /* GJ of hot streams of processes */
    ACCOUNT_HEAT_LEFT,   /* GJ of heat that nothing takes: vented, or of a facility where nothing takes any */
    ACCOUNT_LEVIES,      /* money: tax on what is disposed of, prices of targets other than that of CO2 */
    ACCOUNT_ENERGY_SOLD, /* GJ */
    ACCOUNT_ENERGY_LINKED, /* GJ received over links less sent; what is lost on the way stays with the sender: sums to 0 */
    ACCOUNT_WASTE_DRAWN,      /* t dug from old heaps of the park */
    ACCOUNT_WASTE_LANDFILLED, /* t, part of what is disposed of */
    ACCOUNT_BULK_MADE,        /* t of the classes of bulk waste, parts of the above */
    ACCOUNT_BULK_DRAWN,
    ACCOUNT_BULK_DISPOSED,
    ACCOUNT_CO2_ENERGY,   /* t, of making the power and the heat that are bought: scope 2 */
    ACCOUNT_CO2_UPSTREAM, /* t, of making the other goods that are bought, as far as it is stated: of scope 3 */
    ACCOUNT_COAL,         /* GJ of coal and coke bought */
    ACCOUNT_POWER_BOUGHT, /* GJ */
    ACCOUNTS
} Account;

typedef struct Entry {
    int account, facility, column;
    int period;    /* in which it was booked; its column may be of another */
    double amount; /* per unit of the column */
} Entry;

/* A tag, and its template, which is the same whatever the period. */
typedef struct Asked {
    Tag tag;
    size_t template;
} Asked;

/* How far a period is compiled: what was asked for and added since it began. */
typedef struct ProgramMark {
    size_t asked, rows, columns, entries, flows, bookings;
} ProgramMark;

typedef struct ProgramBegin {
    int row, column; /* its first */
    size_t narrowed; /* see Program */
    bool is_fresh;   /* nothing of it was there */
} ProgramBegin;

typedef struct Program {
    const Park *park;
    size_t first, facilities; /* those that it covers: all, or one */
    bool average;             /* its only period is that of the means */
    int period;               /* what is booked now is booked in it */
    Lp lp;                    /* its rows and columns are stamped with their templates and periods */
    Recurring flows,
        entries;   /* in the order of their coming, flows period by period: program_flow, program_entry */
    Tag *template; /* [templates]: what is the same row or column in every period */
    Asked *asked;  /* [askings] as they were asked for in one period, one after another */
    Places places; /* the row or column of each template in each period */
    size_t templates, template_room, askings, asked_room;
    size_t asking; /* how many were asked for since the period began */
    /* Of the period that is compiled, and of the one before it, as they began: */
    ProgramBegin begun, begun_last;
    size_t narrowed;   /* how often limits of what was there became narrower */
    bool is_like_last; /* it has asked for the same as the one before */
    uint32_t *slot;    /* open addressing: 1 + template by tag; 0: free */
    size_t slots;
} Program; /* owns its arrays: program_free */

Program *program_create(const Park *park);
void program_free(Program *program);

/* What is asked for and booked from now on is most often of this period. */
void program_begin(Program *program, int period);

ProgramMark program_mark(const Program *program);

/* What was said in the period before between two marks can be said again now: the period has come as far as the first of them, and likewise. */
bool program_repeats(const Program *program, const ProgramMark *from);
void program_repeat(Program *program, const ProgramMark *from, const ProgramMark *to);

/* Asking again for a tag gives the same row or column; its limits are then the narrower of both. */
int program_row(Program *program, Tag tag, double lower, double upper);
int program_column(Program *program, Tag tag, double lower, double upper);
int program_find(const Program *program, Tag tag); /* row or column of that tag, -1: none */

static inline Tag program_stamped(const Program *program, LpStamp stamp)
{
    Tag tag = program->template[stamp.template];
    tag.period = stamp.period;
    return tag;
}

static inline Tag program_row_tag(const Program *program, size_t row)
{
    return program_stamped(program, program->lp.row_stamp[row]);
}

static inline Tag program_column_tag(const Program *program, size_t column)
{
    return program_stamped(program, program->lp.column_stamp[column]);
}

/* For whoever asks for the same tag in period after period: its template, -1: none, and the row or column of that in one of them. */
int program_template(const Program *program, Tag tag);
static inline int program_find_in(const Program *program, int like, int period)
{
    return like < 0 ? -1 : places_find(&program->places, (size_t)like, period);
}

/* Asks the cache for figures of the rows or columns of some periods, [rows] or [columns], which are about to be read in another order than they stand in. */
void program_fetch_rows(const Program *program, const double *figure, size_t period, size_t periods);
void program_fetch_columns(const Program *program, const double *figure, size_t period, size_t periods);

static inline void program_add(Program *program, int row, int column, double value)
{
    lp_add_entry(&program->lp, row, column, value);
}

/* Remembers the flow; balance.h puts it into its row. What comes period by period takes little room: see recurring.h. */
static inline void program_add_flow(Program *program, Flow flow)
{
    *recurring_add(&program->flows,
                   flow.period) = (PeriodLine){ .key = { flow.item, flow.facility, flow.resource, flow.role },
                                                .column = flow.column,
                                                .period = flow.period,
                                                .amount = flow.amount };
}

void program_book(Program *program, int account, int facility, int column, double amount);

static inline Flow flow_of_line(const PeriodLine *line)
{
    return (Flow){ .column = line->column,
                   .item = line->key[0],
                   .facility = line->key[1],
                   .resource = line->key[2],
                   .period = line->period,
                   .role = line->key[3],
                   .amount = line->amount };
}

static inline Entry entry_of_line(const PeriodLine *line)
{
    return (Entry){ .account = line->key[0],
                    .facility = line->key[1],
                    .column = line->column,
                    .period = line->period,
                    .amount = line->amount };
}

/* By their place; O(1). Who goes through all of them is faster with picked.h. There are program->flows.lines and program->entries.lines of them. */
static inline Flow program_flow(const Program *program, size_t i)
{
    const PeriodLine line = recurring_line(&program->flows, i);
    return flow_of_line(&line);
}

static inline Entry program_entry(const Program *program, size_t i)
{
    const PeriodLine line = recurring_line(&program->entries, i);
    return entry_of_line(&line);
}

#endif
