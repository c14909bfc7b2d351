/* plant - plant models of the library and of the park, and a process: a plant model as it is installed */
#ifndef COPLANT_PLANT_H
#define COPLANT_PLANT_H

#include "models/park.h"
#include "models/read/fields.h"

/* What one unit of activity takes or gives. */
typedef struct PlantFlow {
    int resource;
    double amount; /* internal units of the resource per internal unit of the basis */
    Span span;
} PlantFlow;

typedef struct Process {
    Item item;
    const char *model;
    Title title;
    const char *basis;      /* internal unit of the activity */
    const Unit *basis_unit; /* as the model writes it */
    const char *basis_name;
    double basis_amount;                     /* internal units in one basis as written */
    double capacity;                         /* basis an hour, INFINITY: no limit */
    double availability, min_load, max_load; /* shares */
    double cost;                             /* 1000 of currency per basis */
    PlantFlow *in, *out;
    size_t ins, outs;
    const Item *const *mix; /* [mixes] */
    size_t mixes;
    const Node *plant; /* the model with this installation's own figures laid over it */
    const Node *in_node, *out_node, *mixes_node, *cost_node;
} Process;

extern const Field plant_fields[];  /* keys of a plant model */
extern const Field figure_fields[]; /* keys beside one of its figures */

/* The node of a plant model: from the park's own `models`, else from the library; NULL after an error. */
const Node *plant_find(Reading *reading, const Node *name);

/* The names of all models of the library, sorted; in the arena. */
const char *const *plant_list(Arena *arena, const char *plants, size_t *count);

/* Gives back what plant_find remembered, when a reading ends. */
void plant_forget(Reading *reading);

/* basis, in, out, cost of process->plant. */
bool plant_read(Reading *reading, Process *process);

/* Folder of the library: the option, COPLANT_PLANTS, plants/ beside or above the park's file, the installed one. NULL: none. */
const char *plant_library(Arena *arena, const char *option, const char *park_path);

/* A figure `1.35 t` or `{amount: 1.35 t, range: [low, high], source: S1}`; outside its range it is a warning. */
bool plant_range(Reading *reading, const Node *range, const Field *field, FieldScope scope,
                 const Node *figure, double value);
bool plant_figure(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into);

/* The internal unit that counts the same as this one, and how many of it are in one. */
const char *plant_counted(Reading *reading, const Unit *unit, double *per_unit);

#endif
