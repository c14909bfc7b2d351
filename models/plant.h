/* plant - plant models of the library and of the park, and a process: a plant model as it is installed */
#ifndef COPLANT_PLANT_H
#define COPLANT_PLANT_H

#include "models/park.h"
#include "models/read/fields.h"

/* What one unit of activity takes or gives. */
typedef struct PlantFlow {
    int resource;
    double
        amount; /* internal units of the resource per internal unit of the basis; the mean where it differs by period */
    const double *by_period; /* [periods], NULL: it is the same always */
    Span span;
} PlantFlow;

/* What a unit of activity takes and gives: of a process, or beside it of one of its modes or pieces. */
typedef struct Recipe {
    const Node *node; /* where its keys stand */
    PlantFlow *in, *out;
    size_t ins, outs;
    double cost;            /* 1000 of currency per basis */
    const Item *const *mix; /* [mixes] */
    size_t mixes;
} Recipe;

/* A substance other than CO2 that goes to the air, t per internal unit of the basis. */
typedef struct Emitted {
    const char *name;
    double amount;
} Emitted;

/* What a process does with the water that it takes: only using it counts as use and reuse. */
typedef enum WaterRole { WATER_USES, WATER_TREATS, WATER_DISCHARGES } WaterRole;

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
    double ramp, ramp_up, ramp_down;         /* shares of the capacity an hour, INFINITY: any; see ramp.h */
    Recipe recipe;                           /* what is common to all modes and pieces */
    size_t modes;                            /* and pieces; they are items of their own */
    Emitted *emitted;                        /* [emits] */
    size_t emits;
    int water; /* WaterRole */
    double capital,
        fixed_cost; /* 1000 of currency for a unit of capacity (basis an hour), and for it an hour; NAN: not stated. No plan counts them yet */
    const Node *plant; /* the model with this installation's own figures laid over it */
    const Node *in_node, *out_node, *mixes_node, *modes_node, *heat_node, *cost_node, *emissions_node,
        *losses_node;
} Process;

extern const Field plant_fields[];  /* keys of a plant model */
extern const Field figure_fields[]; /* keys beside one of its figures */

/* All of process->plant that is no item of its own: basis, in, out, cost, emissions, losses, capital. */
bool plant_read(Reading *reading, Process *process);

/* in, out and cost of a map: of process->plant, or of one of its modes. */
bool plant_read_recipe(Reading *reading, const Process *process, const Node *node, Recipe *recipe);

/* The mixes of the recipe among the items that were read since `before`: those that `owner` owns. */
void plant_take_mixes(Reading *reading, const Item *owner, size_t before, Recipe *recipe);

/* Whether a process, with its amounts of a period, is not available at all in it. */
bool plant_stops(const Process *process);

/* The process that an item belongs to: itself, or the one above its mode, its mix, its requirement. */
const Process *plant_process(const Item *item);

/* A figure `1.35 t` or `{amount: 1.35 t, range: [low, high], source: S1}`; outside its range it is a warning. */
bool plant_range(Reading *reading, const Node *range, const Field *field, FieldScope scope,
                 const Node *figure, double value);
bool plant_figure(Reading *reading, const Node *node, const Field *field, FieldScope scope, double *into);

/* The internal unit that counts the same as this one, and how many of it are in one. */
const char *plant_counted(Reading *reading, const Unit *unit, double *per_unit);

#endif
