/* family - what every constraint family looks like: one file, one line in registry.c, one case
 *
 * A family owns the keys of one noun and turns each item into columns and rows. Families meet only at
 * tagged rows and flows (see program.h) and never include one another. */
#ifndef COPLANT_FAMILY_H
#define COPLANT_FAMILY_H

#include "models/park.h"
#include "models/program.h"
#include "models/read/fields.h"

typedef enum FamilyPlace {
    IN_PARK = 1,     /* a key of the park: links */
    IN_FACILITY = 2, /* a key of a facility: processes, buys; targets are keys of both */
    IN_PROCESS = 4,  /* a key of a plant model: mixes */
    IN_MIX = 8,      /* a key of a mix: require */
    IN_ZONE = 16,    /* a key of a zone: vents */
    IN_MARKET = 32   /* a key of a market: contracts */
} FamilyPlace;

typedef enum FamilyNaming {
    NAMED_FREELY,      /* a map; each key is a name */
    NAMED_BY_RESOURCE, /* a map; each key is a resource */
    NAMED_NOT          /* a list */
} FamilyNaming;

typedef struct Family {
    const char *name; /* the noun */
    const char *key;  /* the key it stands under */
    unsigned place;   /* one FamilyPlace or more */
    FamilyNaming naming;
    const char *help;
    const Field *fields;
    size_t size; /* of its item */
    /* Whether the item joins facilities: it is closed when each stands alone. NULL: none does. */
    bool (*couples)(const Item *item);
    /* Before the fields: what `resource` and `basis` mean. May be NULL. */
    bool (*prepare)(Reading *reading, Item *item, FieldScope *scope);
    /* After the fields: what no single field says. May be NULL. */
    bool (*complete)(Reading *reading, Item *item);
    /* Columns, rows, flows and money of period t. May be NULL. */
    void (*compile)(const Item *item, Program *program, int t);
    /* Whether what is compiled is the same in every period, and speaks of no other one, as long as no amount of the item itself varies. NULL: it may not be. */
    bool (*recurs)(const Item *item);
    /* After all others: sums over columns that already exist. May be NULL. */
    void (*account)(const Park *park, const Item *item, Program *program);
    /* Place of the limit of a tagged row or column, where it isn't a plain key of the item. May be NULL. */
    Span (*limit)(const Park *park, const Item *item, Tag tag, bool upper);
} Family;

/* Each defined in its own file; registry.c lists them. */
extern const Family family_process, family_mix, family_buys, family_sells, family_disposes, family_link,
    family_requirement, family_mode, family_piece, family_heat, family_zone, family_vent, family_match,
    family_loop, family_target, family_store, family_contract;

const Family *const *family_all(void); /* ends with NULL */

/* For `recurs`: always. */
bool family_recurs_always(const Item *item);

/* Whether what the item compiles is the same in every period. */
bool family_recurs(const Item *item);

/* Reads the items of every family of that place that stand below `map`; facility -1: of the park. */
bool family_read(Reading *reading, FamilyPlace place, const Node *map, int facility, const Item *owner);

/* What an item is called by those that it owns: its name, of a market `buys` or `sells`, whose name is but that of the resource. */
const char *family_owner_name(const Item *owner);

/* Whether the keys 'min' and 'max' of an item, which stand at these offsets, leave anything between them in every period. */
bool family_limits_agree(Reading *reading, const Item *item, size_t min, size_t max);

#endif
