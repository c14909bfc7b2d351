/* zone - where heat is exchanged: the heat cascade of a facility, or of a part of it */
#ifndef COPLANT_ZONE_H
#define COPLANT_ZONE_H

#include "models/program.h"
#include "models/read/fields.h"

/* Heat between two temperatures; at one temperature where both are the same. */
typedef struct HeatSegment {
    double heat;     /* GJ per unit of the column that drives the stream, > 0 */
    double from, to; /* K, falling in a hot stream, rising in a cold one */
} HeatSegment;

/* A hot or a cold stream as the cascade sees it: of a process, of a loop's end, of a vent. */
typedef struct HeatStream {
    const Item *item;  /* whose it is */
    struct Zone *zone; /* NULL until zones are arranged */
    bool hot;
    bool utility;        /* no part of the process: left out of the grand composite curve */
    int kind;            /* of heat_kinds */
    double contribution; /* K to the least difference; NAN: that of its kind in its zone */
    const HeatSegment *segment;
    size_t segments;
    uint64_t named; /* the matches of its zone that name it, one bit each */
    size_t side;    /* of its zone: the streams of the same direction that the same matches name */
} HeatStream;

/* An interval between two shifted temperatures that follow one another, or one temperature at which a phase changes. */
typedef struct HeatCell {
    double top, bottom; /* K, shifted; the same of a point */
} HeatCell;

typedef struct Zone {
    Item item;
    double approach; /* K */
    const Node *contributions, *processes;
    double *kind_contribution; /* K by kind, see heat_kinds */
    HeatStream **stream;
    size_t streams, stream_room;
    double *level; /* K, shifted, falling; [levels] */
    size_t levels;
    HeatCell *cell; /* from the hottest down */
    size_t cells;
    size_t *below, *point; /* [levels] the cell below a level, the cell at it; SIZE_MAX: none */
    const struct Match **match;
    size_t matches;
    /* Streams that the same matches name go together. Without matches there is one side: what is given less what is taken. */
    size_t hots, colds;
    int *active;       /* [hots + colds, or 1][cells] streams of a side in a cell */
    size_t *first;     /* [sides] its hottest cell */
    bool cascades;     /* there is something to heat, or the file says it */
    struct Zone *next; /* of the same facility; NULL: the last */
} Zone;

extern const Field zone_contribution_fields[];

/* Levels closer than this are one: what two ways of reckoning the same temperature differ by. K */
extern const double zone_same_level;

/* A zone as if its file said `zones: {<name>: {}}`: all but its streams. */
void zone_plain(Reading *reading, Zone *zone);

/* Shifted temperature of a stream where its own is `kelvin`. */
double zone_shifted(const HeatStream *stream, double kelvin);

/* The level of a shifted temperature at which a stream of the zone begins or ends. */
size_t zone_level(const Zone *zone, double shifted);

/* Levels of the ends of a segment, or cells of a span: the hotter first. */
typedef struct ZoneEnds {
    size_t top, bottom;
} ZoneEnds;

ZoneEnds zone_ends(const HeatStream *stream, const HeatSegment *segment);

/* How many sides there are, and which of them a stream adds to. */
size_t zone_sides(const Zone *zone);
size_t zone_row_side(const HeatStream *stream);

/* Puts a unit of the column into the cascade of its zone. */
void zone_add(Program *program, const HeatStream *stream, int column, int period);

/* The column that drives a stream, -1 where the program has none. */
int zone_driver(const Program *program, const HeatStream *stream, int period);
Tag zone_driver_tag(const HeatStream *stream, int period);

/* What a stream is called in reports: "kiln: exit gas". */
const char *zone_stream_name(Arena *arena, const HeatStream *stream);

/* Adds `scale` times the heat of a unit of the stream's column to the cells that it falls into, [cells]. */
void zone_spread(const HeatStream *stream, double scale, double *cells);

/* Whether heat of the hot side may go to the cold side in that cell. */
bool zone_exchanges(const Zone *zone, size_t hot, size_t cold, size_t cell);

/* The tags of a zone: of a side's row, of the heat that it hands down from a cell, of what it gives a cold side there. */
Tag zone_row(const Zone *zone, size_t side, size_t cell, int period);
Tag zone_down(const Zone *zone, size_t side, size_t cell, int period);
Tag zone_exchange(const Zone *zone, size_t hot, size_t cold, size_t cell, int period);

/* Whether it has matches, so that hot and cold sides have rows of their own. */
bool zone_is_restricted(const Zone *zone);

/* Whether tags of that kind tell a level of a zone. */
bool zone_tag(int kind);

/* "first: vapour", or "other cold", of the sides of a zone with matches: hot ones first. */
const char *zone_side_name(Arena *arena, const Zone *zone, size_t side);

/* "145 to 140 degC", with the sides that it is about, of a tag of the zone. */
const char *zone_level_name(Arena *arena, const Zone *zone, Tag of);

#endif
