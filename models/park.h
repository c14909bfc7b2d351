/* park - everything in one study: facilities, what stands in them, the links between them, the markets around them
 *
 * Internal units throughout: t, kNm3 (1000 Nm3), GJ, m3, h, km, and 1000 of the park's currency; rates are an hour.
 * So typical magnitudes are near 1 before anything is scaled. */
#ifndef COPLANT_PARK_H
#define COPLANT_PARK_H

#include "models/base/arena.h"
#include "models/base/diag.h"
#include "models/base/table.h"
#include "models/read/tree.h"
#include "models/read/units.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum WasteClass {
    WASTE_NONE,
    WASTE_GANGUE,
    WASTE_FLY_ASH,
    WASTE_SLAG,
    WASTE_GYPSUM,
    WASTE_RED_MUD,
    WASTE_CARBIDE_SLAG,
    WASTE_TAILINGS,
    WASTE_HAZARDOUS,
    WASTE_OTHER,
    WASTE_CLASSES
} WasteClass;

typedef enum WaterClass { WATER_NONE, WATER_FRESH, WATER_USED } WaterClass;

/* What a resource is as a bought energy. */
typedef enum Carrier { CARRIER_NONE, CARRIER_POWER, CARRIER_HEAT, CARRIER_COAL } Carrier;

typedef struct Title {
    const char *en, *zh; /* NULL when not given */
} Title;

/* A component of a composition, as a share, or a property, as a plain number. */
typedef struct Quality {
    const char *name;
    double value;
} Quality;

typedef struct Resource {
    const char *name;
    Title title;
    const Unit *unit; /* as people count it: t, Nm3, MWh */
    const char *unit_text;
    const char *counted;  /* internal unit: "t", "kNm3", "GJ", "m3", "piece" or unit_text in brackets */
    double per_unit;      /* internal units in one `unit` */
    double heating_value; /* GJ per internal unit, 0: none; the mean where it differs by period */
    const double *
        heating_by_period; /* [periods], NULL: it is the same always. What mixes count by; accounts count the mean */
    double carbon;         /* t carbon per internal unit */
    double mass;           /* t per internal unit, 0: not known or none */
    double energy;         /* GJ per internal unit: heating value, or 1 for what is itself an energy */
    double enthalpy;    /* GJ per internal unit that it holds beside its heating value */
    bool states_energy; /* that it holds as much as this and no more is known */
    double *element;    /* t of each element (see element.h) per internal unit, NULL: no composition */
    double told;        /* share of it that its composition takes apart into elements */
    int waste, water;   /* WasteClass, WaterClass */
    bool ambient;
    int carrier;       /* Carrier */
    double footprint;  /* t CO2 of making one internal unit elsewhere, NAN: not stated */
    const char *price; /* as the library writes it, NULL: none; see `coplant new` */
    const Node *composition_node, *properties_node;
    Quality *component, *property; /* shares of mass, or of volume for a gas; [components], [properties] */
    size_t components, properties;
    const Node *node;
} Resource;

typedef struct Facility {
    const char *name, *owner, *industry;
    Title title;
    double at[2]; /* km */
    const Node *node;
} Facility;

typedef struct Period {
    double hours, weight;
    double share;   /* hours x weight over those of all periods */
    size_t stretch; /* in park->stretch */
    size_t row;     /* of the series */
} Period;

/* Time without a gap: a typical day, or the whole horizon. What comes before its first period is its last one. */
typedef struct Stretch {
    const char *name, *season; /* "" and NULL: not said */
    double weight;             /* how often it comes in the horizon */
    size_t first, periods;     /* in park->period */
    size_t row;                /* of the series at its first period */
} Stretch;

typedef enum Objective { OBJECTIVE_MARGIN, OBJECTIVE_COST, OBJECTIVE_CO2, OBJECTIVE_WASTE } Objective;

/* One thing that a family compiles: a process, a market, a link, a mix, a target. The family's own struct begins with it. */
typedef struct Item {
    const struct Family *family;
    int index;                /* in park->item */
    const struct Item *owner; /* the process of a mix; NULL: none */
    const char *name;         /* as the file says it; of a market, its resource */
    int facility;             /* -1: of the park */
    int resource;             /* -1: none */
    const Node *node;         /* where its keys stand */
    Span span;
    const struct Varying *varying; /* amounts of its struct that differ by period; [varyings] */
    size_t varyings;
} Item;

/* An amount at `at` bytes into an item, by period. What stands there is its mean. */
typedef struct Varying {
    size_t at;
    const double *value;    /* [periods] */
    size_t lowest, highest; /* in which period it is */
    const Unit *unit;       /* of the series that it follows, NULL: it is written as a list */
    double per_unit;        /* of the value in one unit of the series */
} Varying;

/* A series that amounts of the park follow. */
typedef struct Followed {
    const char *name, *unit; /* its unit as people write it */
    const double *value;     /* [periods] */
} Followed;

typedef struct Park {
    const char *name, *currency;
    Title title;
    int objective; /* Objective */
    Period *period;
    size_t periods;
    Stretch *stretch;
    size_t stretches;
    size_t *sequence; /* [turns] the stretches in the order in which they come; NULL: it is not said */
    size_t turns;
    const char *start; /* when the first period begins, or NULL */
    double hours;      /* of the whole horizon, weights counted */
    Followed *followed;
    size_t followeds, followed_room;
    Span
        listed; /* the first amount that is a list, one for each period, and follows no series; source NULL: none */
    Resource *resource;
    size_t resources, resource_room;
    Table resource_table;
    Facility *facility;
    size_t facilities;
    Table facility_table;
    Item **item; /* all families, in the order of the file */
    size_t items, item_room;
    const Node *root;
    Arena *arena;
    Units *units;
    Source source; /* the park's own file */
} Park;            /* owns its arena: park_free */

void park_free(Park *park);

/* All but the arena, which holds the park itself. */
void park_release(Park *park);

/* A new item of `size` bytes, zeroed, registered in the park. */
Item *park_add_item(Park *park, const struct Family *family, size_t size, const Node *node);

/* The item with its amounts of period t: itself where none differs by period, else a copy in `room`. */
enum { ITEM_LARGEST = 512 };
typedef union ItemRoom {
    Item item;
    double doubles[ITEM_LARGEST / sizeof(double)];
} ItemRoom;
const Item *item_at(const Item *item, int t, ItemRoom *room);

/* Place of a key of the item, or of the item itself. */
Span item_span(const Item *item, const char *key);

double facility_distance(const Park *park, int from, int to); /* km, straight */

#endif
