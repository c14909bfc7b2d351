/* fields - what a key of the language means, as data
 *
 * One table a noun. From it come the reading, units, defaults, `coplant help KEY` and "did you mean". A key may stand in
 * several rows that differ in their unit: the first whose dimension fits takes the amount. */
#ifndef COPLANT_FIELDS_H
#define COPLANT_FIELDS_H

#include "models/park.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum FieldKind {
    FIELD_TEXT,        /* const char * */
    FIELD_TITLE,       /* Title */
    FIELD_SWITCH,      /* bool */
    FIELD_CHOICE,      /* int, index into choices */
    FIELD_AMOUNT,      /* double, in `unit` */
    FIELD_TEMPERATURE, /* double, K */
    FIELD_RESOURCE,    /* int, index of the resource */
    FIELD_FACILITY,    /* int, index of the facility */
    FIELD_NODE,        /* const Node *, read by its owner */
    FIELD_SECTION      /* known here, read by its owner; nothing is stored */
} FieldKind;

typedef struct Field {
    const char *name;
    FieldKind kind;
    size_t at; /* offset in the struct that is filled */
    bool need;
    /* Of an amount: internal units (t, kNm3, GJ, m3, h, km, K) and the words `resource`, `basis` and `money` (1000 of the park's
     * currency), joined by / * ( ): "money/resource/km", "money/(basis/h)"; "1" is no dimension. */
    const char *unit;
    double min, max;            /* of an amount, in `unit`, both 0: any; of a temperature, in K */
    bool open;                  /* min and max themselves are not allowed */
    bool varies;                /* an amount that may differ by period: a list, or {series: name} */
    double value;               /* an amount's default */
    const char *const *choices; /* ends with NULL */
    const char *help;           /* one line, in a process engineer's words */
} Field;                        /* a table ends with a row without name */

/* What `resource` and `basis` mean for the map that is read. */
typedef struct FieldScope {
    int resource;      /* -1: none yet; FIELD_RESOURCE of the same map fills it */
    const char *basis; /* internal unit of a process's activity, or NULL */
} FieldScope;

/* The context of one reading. */
typedef struct Reading {
    Arena *arena;
    Diag *diag;
    Units *units;
    Park *park;
    const char *plants;          /* folder of the library, or NULL */
    bool unconnected, unaudited; /* see ParkOptions */
    const struct Node *horizon;  /* takes the place of the park's own, or NULL */
    struct Shelf *shelf;         /* plant models read so far, see library.h */
    const char *const *unread;   /* resources of the library that the park does not name; [unreads] */
    size_t unreads;
    const char *folder;         /* real path of the park's folder with a slash, or NULL */
    struct SeriesShelf *series; /* see series.h */
    struct Varied *varied;      /* amounts by period that nobody has taken yet; [varieds] */
    size_t varieds, varied_room;
} Reading;

/* Fills `into` from the map; every mistake is reported; false when there was one. */
bool fields_read(Reading *reading, const Node *map, const Field *fields, FieldScope scope, void *into);

/* One amount, checked by dimension and range and brought to field->unit. `field` stands in a table. */
bool fields_amount(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into);

/* The figures by period of the amount that was read into `at`, in the unit of its field, and forgets them; NULL: it is the same always. */
const double *fields_take_varied(Reading *reading, const double *at);

/* Gives an item the figures by period of all amounts that stand in it. */
void fields_vary_item(Reading *reading, Item *item, size_t size);

/* Whether b, the row behind a, or the end, is of the same key. */
bool fields_same_key(const Field *a, const Field *b);

/* Unknown keys of a map, told with the nearest known one. */
bool fields_known(Reading *reading, const Node *map, const Field *fields);

enum { NAME_LONGEST = 64 }; /* characters of a name */

/* Whether the key of the node may name a facility, a process, a resource: at most 64 characters. */
bool fields_name(Reading *reading, const Node *node);

bool fields_title(Reading *reading, const Node *node, Title *title);

/* The index of the word among the choices of the field. */
bool fields_choice(Reading *reading, const Node *node, const Field *field, int *into);

/* The index of the resource of that name; -1 after an error with what was meant. */
int fields_resource(Reading *reading, const char *name, Span span);

/* Names of the candidates are in `names`; the error says what was looked for and what is near. */
int fields_reference(Reading *reading, const Node *node, const char *noun, const char *const *names,
                     size_t count, int found);

bool node_is(Reading *reading, const Node *node, NodeKind kind, const char *what);

#endif
